"""What the editor's tasks begin with, put in the database of a demo that runs.

Each task has things of its own, under titles of its own: tasks neither depend on one another, nor
touch what the demo shows to other tests. ``put_things(process)`` is called where the browser is.
"""

import json
import subprocess
import sys
import uuid
from datetime import date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

ROOT = Path(__file__).resolve().parents[2]
AMSTERDAM = ZoneInfo("Europe/Amsterdam")

FIVE_DAYS = ["Kijken", "Luisteren", "Vragen", "Weigeren", "Verder"]
OUT_OF_DATE = {
    "Een kop thee eerst": "A cup of tea first",
    "Over de volgorde der dingen.": "On the order of things.",
    "Wie belt, wil iets vragen.": "Who rings wants to ask something.",
    "Zet eerst thee.": "Make tea first.",
}
# Long ago, so that none of them comes first in a list that readers or other tests look at.
WRITTEN = date(2020, 3, 2)


def mondays(count: int, month: int, day: int) -> list[date]:
    """So many Mondays on end, from this day of next year on; in spring before any holiday."""
    first = date(date.today().year + 1, month, day)
    first += timedelta(days=-first.weekday() % 7)
    return [first + timedelta(weeks=number) for number in range(count)]


WINTER = mondays(5, 1, 28)
AUTUMN = mondays(5, 9, 6)


def put_things(process) -> None:
    """Put the things in the database of the demo that ``start_demo`` has started."""
    run(process, "from tests.browser import workbench; workbench.put()")


def publish_scheduled(process, moment: datetime) -> None:
    """Do what a server does every ten minutes, as if it were ``moment``."""
    run(
        process,
        "import time_machine; from django.core.management import call_command\n"
        f"with time_machine.travel({moment.timestamp()!r}): call_command('publish_scheduled')",
    )


def run(process, code: str) -> None:
    """Run Python within Django, on the site of a demo that was started."""
    subprocess.run(
        [sys.executable, "manage.py", "shell", "--no-imports", "--command", code],
        cwd=ROOT,
        env=process.environment,
        check=True,
        stdout=subprocess.DEVNULL,
    )


def put() -> None:
    """Make the things; within Django."""
    from wagtail.models import Collection

    from tests import factories

    _article("Een brief voor morgen", "Over geduld.", _text("Morgen lees je dit."), publish=False)
    _training("Vijf maandagen plannen")
    for title in ("Nog eens in september", "Een dag later", "Helaas niet"):
        factories.make_edition(_training(title), *WINTER)
    _article("Naast elkaar", "Over twee talen.", _text("Links staat wat je schreef."))
    _training("Ook in het Engels", days=["Kijken", "Luisteren"])

    title, introduction, first, second = OUT_OF_DATE
    article = _article(title, introduction, _text(first, second))
    factories.translate(article, OUT_OF_DATE)
    article = type(article).objects.get(pk=article.pk)
    article.body[0].value.source = f"<p>{first}</p><p>Zet eerst koffie.</p>"
    article.save_revision().publish()

    edition = factories.make_edition(_training("Wie er komen"), *WINTER)
    _enrol(edition, "Noor Bakker", "Wim de Graaf")

    picture = factories.SiteImageFactory(
        title="De zaal van vroeger",
        credit="Foto: Ot",
        collection=Collection.get_first_root_node(),
    )
    shown = {"image": picture.pk, "alt_text": "", "decorative": True}
    _article(
        "Een zaal met ramen", "Over licht.", [_block("image", {"image": shown, "caption": ""})]
    )
    _article("Een zaal met stoelen", "Over zitten.", _text("Ga zitten."), cover=picture)


def _block(kind, value):
    return {"type": kind, "value": value, "id": str(uuid.uuid4())}


def _text(*paragraphs):
    return [_block("text", "".join(f"<p>{words}</p>" for words in paragraphs))]


def _article(title, introduction, body, *, publish=True, **fields):
    """An article in Dutch."""
    from blog.models import ArticlePage, BlogIndexPage
    from tests import factories

    article = factories.ArticlePageFactory(
        parent=BlogIndexPage.objects.get(locale__language_code="nl"),
        title=title,
        introduction=introduction,
        body=json.dumps(body),
        date=WRITTEN,
        live=publish,
        slug="-".join(title.lower().split()),
        **fields,
    )
    revision = article.save_revision()
    if publish:
        revision.publish()
    return ArticlePage.objects.get(pk=article.pk)


def _training(title, days=tuple(FIVE_DAYS)):
    """A training in Dutch, at the demo's place in Utrecht."""
    from events.models import Location, TrainingIndexPage, TrainingPage
    from tests import factories

    training = factories.TrainingPageFactory(
        parent=TrainingIndexPage.objects.get(locale__language_code="nl"),
        title=title,
        introduction="Je komt, je zit en je oefent.",
        slug="-".join(title.lower().split()),
        programme=json.dumps([_block("day", {"title": day, "text": ""}) for day in days]),
        default_location=Location.objects.get(city="Utrecht", locale__language_code="nl"),
    )
    training.save_revision().publish()
    return TrainingPage.objects.get(pk=training.pk)


def _enrol(edition, *names):
    from django.utils import timezone

    from events import places

    for name in names:
        details = {
            "name": name,
            "email": f"{name.split()[0].lower()}@example.com",
            "language": "nl",
        }
        places.add(edition.pk, details, now=timezone.now(), tell=False)

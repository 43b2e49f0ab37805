"""A process that makes a site, and looks through it each time that its server was killed.

Run as ``python -m tests.site_config.inspecting``. It says first what one needs to work on the site
as an editor and a reader do. Then each line that it reads tells what was sent and what of that was
acknowledged; it answers with all that is not as it should be. It holds no connection in between, so
that what a killed server left is taken up as after a power cut.
"""

import hashlib
import json
import sys
from datetime import timedelta
from pathlib import Path

import django

if __name__ == "__main__":
    django.setup()

from django.conf import settings
from django.core.files.base import ContentFile
from django.db import connection, connections
from django.test import Client
from django.urls import reverse
from django.utils import timezone, translation
from django_tasks_db.models import DBTaskResult
from PIL import Image
from wagtail.documents import get_document_model
from wagtail.models import ModelLogEntry, Page, PageLogEntry, Revision, Site

from blog.models import ArticlePage
from events.models import Edition, Enrolment, EnrolmentSettings, Mail
from home.models import SearchEntry, SiteImage, SiteRendition
from tests import factories
from tests.events.test_entries import assert_told_is_fresh
from tests.home.test_two_editors import form

CAPACITY = 5
# The title of the document that is uploaded anew all the time.
REPLACED = "Rooster"
# What it holds at first.
FIRST = b"%PDF-1.7\n"
# What a version of the article says, each part of it in a table or a column of its own.
TITLE, INTRODUCTION, TEXT = "Titel {}.", "Inleiding {}.", "Alinea {}."


def make_site() -> dict:
    """A site with an article, and two editions; what to ask for, and what to fill in there."""
    site = factories.make_site()
    EnrolmentSettings.objects.create(site=Site.objects.get(), confirm_by_link=False)
    training = factories.make_training(site)
    day = timezone.localdate() + timedelta(days=60)
    wanted = factories.make_edition(training, day, capacity=CAPACITY)
    moved = factories.make_edition(training, day + timedelta(days=30))
    article = factories.ArticlePageFactory(
        parent=site.blog,
        slug="acht",
        title=TITLE.format(0),
        introduction=INTRODUCTION.format(0),
        body=[("text", f"<p>{TEXT.format(0)}</p>")],
    )
    article.save_revision().publish()
    owner = factories.UserFactory(email="owner@example.com", is_superuser=True, is_staff=True)
    browser = Client(SERVER_NAME="127.0.0.1")
    browser.force_login(owner)
    enrol = f"/trainingen/hulp-vragen/{wanted.slug}/aanmelden/"
    addresses = {
        "article": reverse("wagtailadmin_pages:edit", args=[article.pk]),
        "edition": reverse("wagtailsnippets_events_edition:edit", args=[moved.pk]),
    }
    replaced = get_document_model().objects.create(
        title=REPLACED, file=ContentFile(FIRST, name="rooster.pdf")
    )
    return {
        "session": browser.cookies[settings.SESSION_COOKIE_NAME].value,
        "forms": {name: [url, dict(form(browser, url).items())] for name, url in addresses.items()},
        "enrol": enrol,
        "picture": reverse("wagtailimages:add"),
        "document": reverse("wagtaildocs:add"),
        "replaced": reverse("wagtaildocs:edit", args=[replaced.pk]),
        "article": article.get_url(),
        "pks": {"article": article.pk, "edition": moved.pk, "wanted": wanted.pk},
    }


def look(site: dict, told: dict) -> dict:
    """What is wrong, and what readers must be shown."""
    wrong = [
        *integrity(),
        *article_wrongs(site["pks"]["article"], told["article"]),
        *edition_wrongs(site["pks"]["edition"], told["edition"]),
        *enrolment_wrongs(site["pks"]["wanted"], told["enrolment"]),
        *file_wrongs(SiteImage, told["picture"]),
        *file_wrongs(get_document_model(), told["document"]),
        *replaced_wrongs(told["replaced"]),
        *rendition_wrongs(),
    ]
    live = ArticlePage.objects.get(pk=site["pks"]["article"])
    return {
        "wrong": wrong,
        "version": number_in(live.title),
        "starts": Edition.objects.get(pk=site["pks"]["edition"]).days[0].starts.isoformat(),
        "documents": [
            [row.url, hash_of(row.file)] for row in get_document_model().objects.order_by("pk")
        ],
        "orphans": orphans(),
    }


def integrity():
    """What the database itself finds, and the tree of pages."""
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            for check in ("integrity_check", "foreign_key_check"):
                cursor.execute(f"PRAGMA {check}")
                rows = cursor.fetchall()
                if rows not in ([], [("ok",)]):
                    yield f"{check}: {rows}"
    for kind in Page.find_problems():
        if kind:
            yield f"tree: {kind}"


def number_in(text: str) -> int:
    """The number of a version, of any text in which it stands."""
    return int("".join(filter(str.isdigit, text)))


def article_wrongs(pk, told):
    """The article is one whole version, none older than what an editor was told is published."""
    page = ArticlePage.objects.get(pk=pk)
    shown = number_in(page.title)
    if not told["acknowledged"] <= shown <= told["sent"]:
        yield f"article: version {shown}, told {told}"
    stored = {
        "introduction": number_in(page.introduction),
        "body": number_in(str(page.body)),
        "draft title": number_in(page.get_latest_revision().as_object().title),
        "live revision": number_in(page.live_revision.as_object().title),
        "found": number_in(
            "".join(
                line
                for line in SearchEntry.objects.get(page=pk).text.splitlines()
                if line.startswith("Alinea")
            )
        ),
    }
    newer = stored.pop("draft title")
    if set(stored.values()) != {shown} or newer < shown:
        yield f"article: version {shown}, {stored}, draft {newer}"
    yield from unlogged(PageLogEntry.objects.filter(page=pk), page)


def edition_wrongs(pk, told):
    """So is the edition, also in every calendar."""
    edition = Edition.objects.get(pk=pk)
    shown = edition.days[0].starts.minute
    draft = edition.live_revision.as_object().days[0].starts.minute
    if draft != shown:
        yield f"edition: minute {shown}, of its revision {draft}"
    if shown not in {number % 60 for number in range(told["acknowledged"], told["sent"] + 1)}:
        yield f"edition: minute {shown}, told {told}"
    if edition.days[0].sequence < told["times"]:
        yield f"edition: SEQUENCE {edition.days[0].sequence}, told {told}"
    try:
        assert_told_is_fresh()
    except AssertionError:
        yield "edition: a calendar says something else"
    rows = ModelLogEntry.objects.filter(content_type__model="edition", object_id=str(pk))
    yield from unlogged(rows, edition)


def unlogged(entries, thing):
    """What is shown was written into the history."""
    published = entries.filter(action="wagtail.publish", revision=thing.live_revision_id)
    # What the site was made with has no author.
    if published.count() != 1 and Revision.objects.get(pk=thing.live_revision_id).user_id:
        yield f"{thing}: its publication is {published.count()} times in the history"


def enrolment_wrongs(pk, told):
    """Who was thanked is enrolled, nobody over capacity, everybody with one mail and its task."""
    rows = list(Enrolment.objects.filter(edition=pk).prefetch_related("mails"))
    lost = set(told["acknowledged"]) - {row.email for row in rows}
    if lost:
        yield f"enrolments lost: {lost}"
    inside = [row for row in rows if row.state == "confirmed"]
    if len(inside) != min(CAPACITY, len(rows)):
        yield f"enrolments: {len(inside)} places of {CAPACITY} taken, by {len(rows)}"
    for row in rows:
        kinds = [mail.kind for mail in row.mails.all()]
        if kinds != ["place" if row in inside else "waiting"]:
            yield f"enrolment: {row.state}, mails {kinds}"
    tasks = {task.args_kwargs["args"][0] for task in DBTaskResult.objects.all()}
    if tasks != set(Mail.objects.values_list("pk", flat=True)):
        yield "enrolments: a mail has no task"


def hash_of(file) -> str:
    with file.storage.open(file.name) as opened:
        return hashlib.sha256(opened.read()).hexdigest()


def file_wrongs(model, told):
    """What an editor was told is uploaded is there, and nothing half: by title and content."""
    rows = {row.title: row for row in model.objects.exclude(title=REPLACED)}
    lost = set(told["acknowledged"]) - set(rows)
    if lost:
        yield f"{model.__name__}: lost {lost}"
    for title, row in rows.items():
        try:
            if hash_of(row.file) != told["sent"][title]:
                yield f"{model.__name__}: {title} is half there"
        except FileNotFoundError:
            yield f"{model.__name__}: {title} has no file"


def replaced_wrongs(told):
    """The document whose file is replaced all the time has one of those that were sent."""
    row = get_document_model().objects.get(title=REPLACED)
    try:
        version = told["sent"].index(hash_of(row.file))
    except (FileNotFoundError, ValueError) as error:
        yield f"replaced document: {error!r}"
        return
    if version < told["acknowledged"]:
        yield f"replaced document: version {version}, {told['acknowledged']} was acknowledged"


def rendition_wrongs():
    """A size of a picture that is known can be shown."""
    for row in SiteRendition.objects.all():
        try:
            with row.file.storage.open(row.file.name) as file:
                Image.open(file).load()
        except OSError as error:
            yield f"rendition: {row.file.name}: {error!r}"


def orphans() -> int:
    """Files that no row names: sent as the server was killed, and never acknowledged."""
    known = {
        name
        for model in (SiteImage, SiteRendition, get_document_model())
        for name in model.objects.values_list("file", flat=True)
    }
    files = [path for path in Path(settings.MEDIA_ROOT).rglob("*") if path.is_file()]
    return sum(str(path.relative_to(settings.MEDIA_ROOT)) not in known for path in files)


def clear() -> None:
    """Make room for the next ones."""
    for model in (Enrolment, Mail, DBTaskResult, SiteImage, get_document_model()):
        for row in model.objects.all():
            if getattr(row, "title", "") != REPLACED:
                row.delete()


def main():
    site = make_site()
    translation.activate(settings.LANGUAGE_CODE)
    print(json.dumps(site), flush=True)
    for line in sys.stdin:
        order = json.loads(line)
        answer = look(site, order["told"]) if "told" in order else clear()
        connections.close_all()
        print(json.dumps(answer), flush=True)


if __name__ == "__main__":
    main()

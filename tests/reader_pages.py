"""Where each kind of page of the demo stands, in each state that readers can meet it in.

Asked of the demo's own rows, where they are; what no page leads to, people's own links, is made.
"""

from datetime import timedelta
from urllib.parse import urlsplit

from django.utils import timezone
from wagtail.models import Locale

from blog.models import ArticlePage, BlogIndexPage
from events.enrolling import DONE_WORDS, ENROL_WORDS, INFORMED_WORDS
from events.enrolment_links import ENROLMENT_WORDS, INTEREST_WORDS, path_of
from events.models import (
    Edition,
    EditionStatus,
    Enrolment,
    Interest,
    TrainingIndexPage,
    TrainingPage,
)
from events.models.day_views import DATES_WORDS, MONTH_WORDS
from events.models.pages import GIVEN_WORDS
from home.models import HomePage, StandardPage
from home.search.addresses import search_address

LANGUAGES = ("nl", "en")
# So many places are left where people enrol here, one by one.
ROOM = 8
OWN_MAIL = ".own-link.example"
# A page behind an own link in each of these states.
OWN_STATES = ("asked", "confirmed", "waiting", "offered", "withdrawn")
UNPLANNED = "vragen-op-papier"
# What to look for to get results, none, and results for another spelling.
QUESTIONS = {
    "nl": ("hulp vragen", "zzyzx", "lusiteren"),
    "en": ("asking for help", "zzyzx", "lisening"),
}


def path(page) -> str:
    """The path of a page on this site."""
    return urlsplit(page.full_url).path


def in_language(page, language: str):
    """The page itself, or its translation."""
    return page.get_translations(inclusive=True).get(locale__language_code=language).specific


def reader_pages() -> dict[str, str]:
    """Map "nl training" and the like to paths; rows are made for the pages behind own links."""
    return {
        f"{language} {kind}": found
        for language in LANGUAGES
        for kind, found in {
            **_pages(language),
            **_trainings(language),
            **_enrolling(language),
            **_own(language),
            **_search(language),
        }.items()
    }


def _pages(language: str) -> dict[str, str]:
    def of(model):
        return model.objects.live().filter(locale__language_code=language)

    blog = path(of(BlogIndexPage).get())
    articles = sorted(of(ArticlePage), key=lambda each: len(str(each.body.raw_data)))
    found = {
        "home": path(of(HomePage).filter(depth=2).get()),
        "blog": blog,
        "short article": path(articles[0]),
        # The one that the demo fills with every sort of text.
        "article": path(in_language(ArticlePage.objects.get(slug__startswith="acht-"), language)),
        "no page": f"{blog}bestaat-niet/",
    }
    for category in of(BlogIndexPage).get().categories()[:1]:
        found["articles on a subject"] = f"{blog}?category={category.slug}"
    used = set()
    for each in articles:
        if new := {block.block_type for block in each.body} - used:
            used |= new
            found[f"article with {', '.join(sorted(new))}"] = path(each)
    standards = list(of(StandardPage).order_by("path"))
    found["standard"] = path(standards[0])
    found |= {f"standard {each.slug}": path(each) for each in standards[1:]}
    return found


def _trainings(language: str) -> dict[str, str]:
    index = path(TrainingIndexPage.objects.live().get(locale__language_code=language))
    month = timezone.localdate().replace(day=1) + timedelta(days=40)
    found = {
        "trainings": index,
        "trainings online": f"{index}?place=online",
        "trainings that nothing fits": f"{index}?month=2031-01&free=1",
        "month": f"{index}{MONTH_WORDS[language]}/{month:%Y-%m}/",
        "month with nothing": f"{index}{MONTH_WORDS[language]}/"
        f"{timezone.localdate() - timedelta(days=300):%Y-%m}/",
        "all dates": f"{index}{DATES_WORDS[language]}/",
    }
    for state, edition in _editions().items():
        training = path(in_language(edition.training, language))
        found["training" if state == "open" else f"training {state}"] = training
        if state == "past":
            found["given before"] = f"{training}{GIVEN_WORDS[language]}/"
    found["training with nothing planned"] = path(in_language(_unplanned(), language))
    return found


def _unplanned() -> TrainingPage:
    """A training that nothing is planned of; made, of another one, where there is none."""
    source = TrainingPage.objects.live().filter(locale__language_code=LANGUAGES[0])
    for training in source:
        if not Edition.objects.published().of(training).exists():
            return training
    made = source.first().copy(update_attrs={"slug": UNPLANNED, "title": "Vragen op papier"})
    english = made.copy_for_translation(Locale.objects.get(language_code=LANGUAGES[1]))
    english.save_revision().publish()
    return made


def _editions() -> dict[str, Edition]:
    """An edition in each state."""
    now, found = timezone.now(), {}
    published = Edition.objects.published().exclude(slug=None).with_taken()
    for edition in published.order_by("starts_at"):
        if edition.status != EditionStatus.SCHEDULED:
            state = edition.status
        elif edition.is_over(now):
            state = "past"
        else:
            left = edition.places_left
            state = "open" if left is None or left > ROOM else "almost full" if left else "full"
        found.setdefault(state, edition)
    return found


def _enrolling(language: str) -> dict[str, str]:
    found, editions, training = {}, _editions(), ""
    for state, name in (
        ("open", "enrol form"),
        ("full", "waiting list"),
        ("cancelled", "no enrol"),
    ):
        training = path(in_language(editions[state].training, language))
        found[name] = f"{training}{editions[state].slug}/{ENROL_WORDS[language]}/"
    done = DONE_WORDS[language]
    found["enrolled"] = f"{found['enrol form']}{done}/"
    found["on the list"] = f"{found['waiting list']}{done}/?full"
    found["informed form"] = f"{training}{INFORMED_WORDS[language]}/"
    found["informed"] = f"{found['informed form']}{done}/"
    return found


def _own(language: str) -> dict[str, str]:
    """Pages behind people's own links, in each state, and where a link is no longer right."""
    now, edition = timezone.now(), _editions()["open"]
    for model in (Enrolment, Interest):
        model.objects.filter(email__endswith=f"{language}{OWN_MAIL}").delete()
    found = {}
    for number, state in enumerate(OWN_STATES):
        row = Enrolment.objects.create(
            edition=edition,
            state=state,
            name="Anna de Wit",
            email=f"{state}@{language}{OWN_MAIL}",
            phone="06 12345678",
            language=language,
            created_at=now,
            remark="Ik kom met een rolstoel.",
            place_in_line=900 + number if state in ("waiting", "offered") else None,
            confirmed_at=now if state in ("confirmed", "withdrawn") else None,
            offer_until=now + timedelta(hours=20) if state == "offered" else None,
        )
        found[f"own enrolment {state}"] = path_of(row, language)
    for state, confirmed_at in (("unsure", None), ("told", now)):
        row = Interest.objects.create(
            training=edition.training,
            name="Anna",
            email=f"{state}@{language}{OWN_MAIL}",
            language=language,
            created_at=now,
            confirmed_at=confirmed_at,
        )
        found[f"own interest {state}"] = path_of(row, language)
    prefix = "" if language == "nl" else f"/{language}"
    for words in (ENROLMENT_WORDS, INTEREST_WORDS):
        found[f"damaged {words['en']}"] = f"{prefix}/{words[language]}/half/"
    return found


def _search(language: str) -> dict[str, str]:
    some, none, mistyped = QUESTIONS[language]
    return {
        "search": search_address(language, q=some),
        "search nothing found": search_address(language, q=none),
        "search mistyped": search_address(language, q=mistyped),
        "search without a question": search_address(language),
        "search too long": search_address(language, q="a" * 300),
    }

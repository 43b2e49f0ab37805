"""The demo is loaded whole, in both languages, and every address that it shows is there."""

import gettext
import html
import re
from collections import Counter
from datetime import timedelta
from io import StringIO
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

import icalendar
import pytest
from django.apps import apps
from django.conf import settings
from django.core.management import call_command
from django.db import transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page

from blog import demo_content as blog_content
from blog.models import ArticlePage, BlogIndexPage
from events import demo_content as events_content
from events.demo import days_of
from events.models import Edition, EditionStatus, Enrolment, Location, TrainingPage
from home import demo_content as home_content
from home.demo_text import T
from home.models import Category, Person, SiteImage, StandardPage, User
from tests.demo_crawl import HOST, WELL_KNOWN, crawl, fetch
from tests.node_runner import faults_of_html
from tests.reader_pages import reader_pages

# What is not in the language of its path.
OF_ALL_LANGUAGES = ("/sitemap.xml",)
AMSTERDAM = ZoneInfo("Europe/Amsterdam")

# pytest-django makes a database only for a run with a test that says it uses one.
pytestmark = [pytest.mark.django_db, pytest.mark.once]


@pytest.fixture(autouse=True)
def _undone(demo, django_db_blocker, settings):
    """Let each test see the demo and leave it as it was."""
    for name, value in demo.settings.items():
        setattr(settings, name, value)
    with django_db_blocker.unblock(), transaction.atomic():
        yield
        transaction.set_rollback(True)


@pytest.fixture(scope="module")
def crawled(demo):
    """Every address of the site that a reader or a search engine comes to, and what is there."""
    return crawl(["/", "/en/", *WELL_KNOWN])


@pytest.fixture(scope="module")
def unlinked(demo, crawled):
    """What no link leads to, by name, and by path what can be reached from there alone.

    Answers to forms, people's own pages, states that the demo has not, and what is not there.
    """
    client = Client(headers={"host": HOST})
    with transaction.atomic():
        paths = reader_pages()
        answers = {name: fetch(client, path) for name, path in paths.items() if path not in crawled}
        for name, path in paths.items():
            if name.endswith((" form", "waiting list")):
                answers[f"{name} with errors"] = fetch(client, path, {"name": "a" * 300})
            if name.endswith(("own enrolment confirmed", "own interest unsure")):
                answers[f"{name} without a step"] = fetch(client, path, {"step": "details"})
        known = {each.path: each for each in answers.values()} | crawled
        named = [path for each in answers.values() for path, _part in each.links]
        answers |= crawl(named, known)
        transaction.set_rollback(True)
    return answers


def is_english(path):
    return path.startswith("/en/")


def texts(thing):
    """Every bilingual text in the demo's content."""
    if isinstance(thing, T):
        yield thing
    elif isinstance(thing, dict):
        for part in thing.values():
            yield from texts(part)
    elif isinstance(thing, (list, tuple)):
        for part in thing:
            yield from texts(part)
    elif hasattr(thing, "alt"):
        yield thing.alt


def phrases(text):
    """The paragraphs of a text, without markup."""
    text = re.sub(r"</?(?:b|i|a)\b[^>]*>", "", text)
    parts = (" ".join(html.unescape(part).split()) for part in re.split(r"<[^>]+>", text))
    return [part for part in parts if len(part) >= 25]


ALL_TEXTS = list(
    texts(
        [
            vars(module)[name]
            for module in (home_content, events_content, blog_content)
            for name in vars(module)
            if name.isupper()
        ]
    )
)


class TestWhatThereIs:
    def test_articles_in_both_languages(self):
        for language in ("nl", "en"):
            articles = ArticlePage.objects.live().filter(locale__language_code=language)
            assert articles.count() >= 6
            for article in articles:
                assert article.introduction
                assert article.cover_id
                assert article.cover_alt
                assert article.author_id
                assert article.category_id
                assert article.tags.exists()
                assert len(article.body) >= 3

    def test_trainings_in_both_languages(self):
        for language in ("nl", "en"):
            trainings = TrainingPage.objects.live().filter(locale__language_code=language)
            assert trainings.count() >= 4
            for training in trainings:
                assert training.cover_id
                assert training.for_whom
                assert training.take_home
                assert training.trainers
                assert training.facts.price > 0
                assert len(training.programme) >= 1

    def test_editions_past_soon_and_later_each_of_their_kind(self):
        now = timezone.now()
        editions = list(Edition.objects.filter(live=True))
        assert len(editions) >= 8
        assert [edition for edition in editions if edition.ends_at < now]
        coming = [edition for edition in editions if edition.is_open(now)]
        assert [e for e in coming if e.starts_at < now + timedelta(weeks=2, days=1)]
        assert [e for e in coming if e.starts_at > now + timedelta(weeks=8)]
        statuses = Counter(edition.status for edition in editions)
        assert statuses[EditionStatus.CANCELLED] >= 1
        lengths = {len(edition.days) for edition in coming}
        assert {1, 5} <= lengths
        assert [e for e in coming if e.location.online]
        assert [e for e in coming if e.language == "en"]
        assert {edition.training.locale.language_code for edition in editions} == {"nl"}

    def test_five_separate_days_on_five_mondays(self):
        now = timezone.now()
        (edition, *_more) = [e for e in Edition.objects.open(now) if len(e.days) == 5]
        dates = [day.date for day in edition.days]
        assert {date.isoweekday() for date in dates} == {1}
        assert dates[4] - dates[0] == timedelta(weeks=4)

    def test_an_evening_series_across_a_change_of_clocks(self):
        series = [
            edition
            for edition in Edition.objects.open(timezone.now())
            if len({day.starts_at.astimezone(AMSTERDAM).utcoffset() for day in edition.days}) == 2
            and all(day.starts.hour >= 17 for day in edition.days)
        ]
        assert len(series) == 1
        assert {day.hours for day in series[0].days} == {"19.30–22.00 uur"}

    def test_people_places_categories_and_pages(self):
        for model, least in ((Person, 3), (Location, 3), (Category, 3), (StandardPage, 2)):
            for language in ("nl", "en"):
                rows = model.objects.filter(locale__language_code=language, live=True)
                assert rows.count() >= least, f"{model.__name__} {language}"

    def test_pictures_with_their_maker(self):
        assert SiteImage.objects.count() >= 10
        assert not SiteImage.objects.filter(credit="").exists()
        assert not SiteImage.objects.filter(title="").exists()

    def test_a_user_for_each_role_who_can_log_in(self, demo):
        roles = {
            user.email.split("@")[0]: sorted(user.groups.values_list("name", flat=True))
            for user in User.objects.all()
        }
        assert roles == {
            "eigenaar": [],
            "redacteur": ["Editors"],
            "moderator": ["Moderators"],
            "vertaler": ["Translators"],
        }
        assert User.objects.get(email__startswith="eigenaar").is_superuser
        for name in roles:
            sent = {"username": f"{name}@devraagzaak.example", "password": "vragen-staat-vrij"}
            client = Client()
            answer = client.post(reverse("wagtailadmin_login"), sent)
            assert (answer.status_code, answer["Location"]) == (302, "/admin/"), name
            assert client.get("/admin/").status_code == 200, name
            assert f"{name}@devraagzaak.example" in demo.said

    def test_an_article_of_every_sort_of_text_ends_with_a_training_of_five_days(self):
        article = ArticlePage.objects.get(slug="acht-redenen-waarom-we-geen-hulp-vragen")
        rich = "".join(b.value.source for b in article.body if b.block_type == "text")
        assert article.introduction
        numbered = re.search(r"<ol>(.*?)</ol>", rich, re.DOTALL)[1]
        assert numbered.count("<li>") == 8
        assert "<ul>" in rich
        assert sum(block.block_type == "heading" for block in article.body) >= 2
        shown = article.body[-1]
        training = (
            shown.value["training"]
            if shown.block_type == "training_card"
            else article.related_training
        )
        following = Edition.objects.of(training).open(timezone.now()).first()
        assert len(following.days) == 5

    def test_every_kind_of_block_is_shown_somewhere(self):
        used = set()
        for model in (ArticlePage, StandardPage, TrainingPage, BlogIndexPage):
            for page in model.objects.all():
                used.update(block.block_type for block in page.body)
        assert used == set(ArticlePage._meta.get_field("body").stream_block.child_blocks)

    def test_progress_is_shown(self, demo):
        assert "Acht redenen waarom we geen hulp vragen" in demo.said
        assert "Eight reasons why we don’t ask for help" in demo.said

    def test_every_page_has_its_english_one_with_an_english_address(self):
        for page in Page.objects.filter(locale__language_code="nl", depth__gt=2):
            english = page.get_translations().get()
            assert english.live, page.title
            same = {"blog", "contact", "online", "home"}
            assert english.slug != page.slug or english.slug in same or english.title == page.title


class TestEnrolling:
    """A full edition, one with room, and what one training asks."""

    @pytest.mark.parametrize(
        ("path", "asked"),
        [
            ("/trainingen/werken-met-nederlanders/", "Hoelang werk je al in Nederland?"),
            ("/en/trainings/working-with-the-dutch/", "How long have you been working in"),
        ],
    )
    def test_a_training_asks_what_it_wants_to_know(self, demo, client, path, asked):
        page = client.get(path).content.decode()
        form = re.search(r'href="([^"]+/(?:aanmelden|enrol)/)"', page)[1]
        shown = client.get(form).content.decode()
        assert asked in shown
        assert 'type="radio"' in shown

    def test_one_edition_is_full_and_people_wait(self, demo):
        lines = Enrolment.objects.filter(state="waiting").values_list("edition", flat=True)
        (edition,) = set(lines)
        assert len(lines) == 3
        assert Enrolment.objects.taking().filter(edition=edition).count() == 12


# The calendars of the training of which nothing is planned; whoever follows them hears of the next.
WITHOUT_DAYS = {
    "/trainingen/hulp-aannemen/agenda.ics",
    "/en/trainings/accepting-help/agenda.ics",
}


class TestEveryAddress:
    def test_is_there(self, crawled, unlinked):
        linked = {name: each for name, each in unlinked.items() if name.startswith("/")}
        assert {p: a.status for p, a in (crawled | linked).items() if a.status != 200} == {}

    def test_pages_feeds_files_pictures_and_styles_are_among_them(self, crawled):
        kinds = Counter(answer.kind.split(";")[0] for answer in crawled.values())
        assert kinds["text/html"] >= 40
        assert kinds["text/calendar"] >= 30
        assert kinds["image/webp"] >= 20
        assert kinds["text/css"] >= 1
        assert kinds["text/javascript"] >= 1
        assert kinds["application/pdf"] >= 1

    def test_every_live_page_can_be_reached(self, crawled):
        live = {urlsplit(page.full_url).path for page in Page.objects.live().filter(depth__gt=1)}
        assert live - set(crawled) == set()

    def test_every_coming_edition_has_its_files_in_both_languages(self, crawled):
        coming = Edition.objects.published().unfinished(timezone.now())
        assert coming.count() >= 6
        client = Client(headers={"host": HOST})
        for edition in coming:
            for page in edition.training.get_translations(inclusive=True):
                path = f"{urlsplit(page.full_url).path}{edition.slug}.ics"
                # That of one that does not go ahead as well, for who has it in a calendar.
                assert path in crawled, path
                assert client.get(path).status_code == 200

    def test_search_engines_are_told_of_no_address_that_readers_do_not_come_to(self, crawled):
        told = {
            urlsplit(each).path for each in re.findall(r"<loc>(.*?)<", crawled["/sitemap.xml"].body)
        }
        assert len(told) > 50
        assert told - set(crawled) == set()

    def test_the_part_of_a_page_that_a_link_names_is_there(self, crawled, unlinked):
        pages = {each.path: each for each in unlinked.values()} | crawled
        broken = [
            f"{each.path} → {path}#{part}"
            for each in pages.values()
            for path, part in each.links
            if part and pages[path].is_page and part not in pages[path].page.ids
        ]
        assert broken == []

    @pytest.mark.node
    @pytest.mark.once
    def test_is_valid_html(self, crawled, unlinked):
        pages = {each.path: each for each in crawled.values() if each.is_page}
        pages |= {name: each for name, each in unlinked.items() if each.is_page}
        assert len(pages) > 200
        assert faults_of_html({name: each.body for name, each in pages.items()}) == []

    def test_no_name_is_there_twice_on_a_page(self, crawled):
        for path, answer in crawled.items():
            if answer.is_page:
                names = Counter(answer.page.ids)
                assert [name for name, times in names.items() if times > 1] == [], path

    def test_every_page_has_one_title_and_every_picture_words(self, crawled):
        for path, answer in crawled.items():
            if answer.is_page:
                assert len(re.findall(r"<h1\b", answer.body)) == 1, path
                for picture in re.findall(r"<img\b[^>]*>", answer.body):
                    assert re.search(r"\balt=", picture), f"{path}: {picture}"

    def test_headings_skip_no_level(self, crawled):
        for path, answer in crawled.items():
            if answer.is_page:
                levels = [int(level) for level in re.findall(r"<h([1-6])\b", answer.body)]
                steps = [b - a for a, b in zip(levels, levels[1:], strict=False)]
                assert max(steps, default=0) <= 1, (path, levels)

    def test_nothing_is_loaded_from_another_host(self, crawled):
        for path, answer in crawled.items():
            if answer.is_page:
                for source in re.findall(r'\b(?:src|srcset|poster)="([^"]*)"', answer.body):
                    assert not re.match(r"(https?:)?//(?!127\.0\.0\.1:8000/)", source), path
                for link in re.findall(r"<link\b[^>]*>", answer.body):
                    assert f"//{HOST}/" in link or not re.search(r'href="(https?:)?//', link), path

    def test_no_answer_sets_a_cookie_or_varies_by_one(self, crawled):
        for path, answer in crawled.items():
            assert "Set-Cookie" not in answer.headers, path
            assert "cookie" not in answer.headers.get("Vary", "").lower(), path

    def test_every_calendar_can_be_read(self, crawled):
        files = {p: a for p, a in crawled.items() if a.kind.startswith("text/calendar")}
        for path, answer in files.items():
            calendar = icalendar.Calendar.from_ical(answer.body)
            days = [str(event["UID"]) for event in calendar.walk("VEVENT")]
            assert bool(days) == (path not in WITHOUT_DAYS), path
            assert len(set(days)) == len(days), path


class TestLanguages:
    def test_pages_name_their_own(self, crawled):
        for path, answer in crawled.items():
            if answer.is_page:
                language = "en" if is_english(path) else "nl"
                assert f'<html lang="{language}">' in answer.body, path

    @pytest.mark.parametrize("language", ["nl", "en"])
    def test_no_text_is_left_in_the_other(self, crawled, language):
        other = "nl" if language == "en" else "en"
        own = {phrase for text in ALL_TEXTS for phrase in phrases(getattr(text, language))}
        foreign = {p for text in ALL_TEXTS for p in phrases(getattr(text, other))} - own
        assert len(foreign) > 300
        left = []
        for path, answer in crawled.items():
            if path in OF_ALL_LANGUAGES:
                continue
            if answer.body and is_english(path) == (language == "en"):
                words = answer.words
                left += [(path, phrase) for phrase in foreign if phrase in words]
        assert left == []

    @pytest.mark.parametrize("language", ["nl", "en"])
    def test_the_frame_speaks_no_word_of_the_other(self, crawled, language):
        catalogue = gettext.GNUTranslations(
            (settings.BASE_DIR / "site_config/locale/nl/LC_MESSAGES/django.mo").open("rb")
        )._catalog
        pairs = {
            (english if isinstance(english, str) else english[0], dutch)
            for english, dutch in catalogue.items()
            if english
        }
        place = 0 if language == "nl" else 1
        own = {pair[1 - place] for pair in pairs}
        foreign = {
            piece
            for pair in pairs
            for piece in re.split(r"%\(\w+\)[sd]|\n", pair[place])
            if len(piece) >= 12 and " " in piece.strip() and pair[place] not in own
        }
        assert len(foreign) > 30
        left = []
        for path, answer in crawled.items():
            if answer.kind.startswith("text/css"):
                # Comments are for who writes the style.
                continue
            if answer.body and is_english(path) == (language == "en"):
                words = answer.words
                left += [
                    (path, piece)
                    for piece in foreign
                    # Few stand there at all: only they are worth an expression.
                    if piece.strip() in words
                    and re.search(rf"(?<!\w){re.escape(piece.strip())}(?!\w)", words)
                ]
        assert left == []

    def test_the_buttons_of_a_training_are_in_its_language(self, crawled):
        dutch = crawled["/trainingen/hulp-vragen-kun-je-leren/"].words
        english = crawled["/en/trainings/asking-for-help-can-be-learned/"].words
        assert "Zet in je agenda" in dutch
        assert "Add to calendar" not in dutch
        assert "Add to calendar" in english
        assert "Zet in je agenda" not in english

    def test_dates_and_money_are_in_its_language(self, crawled):
        dutch = crawled["/trainingen/hulp-vragen-kun-je-leren/"].words
        english = crawled["/en/trainings/asking-for-help-can-be-learned/"].words
        assert re.search(r"\bmaandag \d{1,2} [a-z]+ 20\d\d", dutch)
        assert re.search(r"\bMonday \d{1,2} [A-Z][a-z]+ 20\d\d", english)
        assert "9.30–16.30 uur" in dutch
        assert "9:30–16:30" in english
        assert re.search(r"€ \d", dutch)
        assert re.search(r"€\d", english)

    def test_english_dates_are_the_same_as_dutch_ones(self, crawled):
        def starts(path):
            calendar = icalendar.Calendar.from_ical(crawled[path].body)
            return {str(e["UID"]): e["DTSTART"].dt for e in calendar.walk("VEVENT")}

        dutch, english = starts("/trainingen/agenda.ics"), starts("/en/trainings/agenda.ics")
        assert len(dutch) > 20
        assert dutch == english


class TestASecondTime:
    def snapshot(self, media):
        rows = {model._meta.label: model.objects.count() for model in apps.get_models()}
        pages = list(
            Page.objects.order_by("pk").values_list(
                "pk", "latest_revision_id", "latest_revision_created_at", "last_published_at"
            )
        )
        files = sorted((p.name, p.stat().st_mtime_ns) for p in media.rglob("*") if p.is_file())
        return rows, pages, files

    def test_nothing_is_changed(self, demo):
        about = StandardPage.objects.filter(locale__language_code="nl").first()
        about.title = "Door een redacteur veranderd"
        about.save_revision().publish()
        before = self.snapshot(demo.media)
        said = StringIO()
        call_command("demo", "--no-serve", stdout=said)
        assert "The demo is there already; nothing is changed." in said.getvalue()
        assert self.snapshot(demo.media) == before
        about.refresh_from_db()
        assert about.title == "Door een redacteur veranderd"


class TestDaysOfEveryDate:
    """The demo never grows old, on whatever day of the year it is loaded."""

    def test_past_stays_past_and_coming_stays_coming(self):
        first = timezone.localdate().replace(month=1, day=1)
        for number in range(366):
            today = first + timedelta(days=number)
            series = [days_of(content["days"], today) for content in events_content.EDITIONS]
            assert sum(days[-1] < today for days in series) == 2, today
            assert sum(days[0] > today for days in series) == len(series) - 2, today
            soon = [days for days in series if today < days[0] <= today + timedelta(days=14)]
            assert soon, today

    def test_the_evening_series_always_crosses_a_change_of_clocks(self):
        from datetime import datetime, time

        (rule,) = [e["days"] for e in events_content.EDITIONS if "around" in e["days"]]
        first = timezone.localdate().replace(month=1, day=1)
        for number in range(366):
            today = first + timedelta(days=number)
            offsets = [
                datetime.combine(day, time(19, 30), AMSTERDAM).utcoffset()
                for day in days_of(rule, today)
            ]
            assert len(set(offsets[:3])) == 1, today
            assert len(set(offsets[3:])) == 1, today
            assert offsets[2] != offsets[3], today

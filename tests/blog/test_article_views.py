"""How often articles are read: counted for readers alone, shown without breaking any cache."""

import os
import uuid
from datetime import UTC, date, datetime, timedelta

import pytest
from django.conf import settings
from django.db.models import QuerySet
from django.test import Client
from wagtail.models import Page

from blog import article_views
from blog.article_views import ArticleViews, count_view
from tests.conftest import NOW
from tests.databases import own_database
from tests.events.test_entries_processes import finish, start
from tests.factories import ArticlePageFactory, copy_in_english
from tests.markup import tidy
from tests.site_config.processes import bare_environment

TODAY = NOW.date()
FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"
REPORT = "/views/{}/"
READERS, TIMES = 4, 25
ROBOTS = [
    "",
    "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)",
    "Mozilla/5.0 (compatible; bingbot/2.0)",
    "Mozilla/5.0 (X11; Linux x86_64) HeadlessChrome/140.0.0.0 Safari/537.36",
    "facebookexternalhit/1.1",
    "curl/8.5.0",
    "python-requests/2.32",
    "Mozilla/5.0 (compatible; YandexBot/3.0)",
    "GPTBot/1.2",
    "WhatsApp LinkPreview",
]
PEOPLE = [
    "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 Mobile",
    "Mozilla/5.0 (Linux; Android 15; CUBOT KINGKONG) AppleWebKit/537.36 Chrome/140.0",
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Edg/140.0",
]

BEGIN = """
import django; django.setup()
from blog.article_views import ArticleViews
assert not ArticleViews.objects.exists()
"""
READ = f"""
import uuid, django; django.setup()
from datetime import date
from blog.article_views import count_view
for _time in range({TIMES}):
    count_view(uuid.UUID(int=7), date(2026, 11, 24))
"""
TELL = """
import django; django.setup()
from blog.article_views import ArticleViews
print(ArticleViews.objects.get().count, ArticleViews.objects.count())
"""


@pytest.fixture
def article(site):
    return ArticlePageFactory(parent=site.blog, slug="acht-redenen")


@pytest.fixture
def environment(tmp_path):
    """A database of the kind that the tests run on, without content."""
    variables = bare_environment(
        DATA_DIR=str(tmp_path), DJANGO_SETTINGS_MODULE="site_config.settings", DEBUG="0"
    )
    if url := os.environ.get("DATABASE_URL"):
        variables["DATABASE_URL"] = url
    own_database(variables, "processes")
    return variables


def read(article, number, day=TODAY - timedelta(days=1)):
    return ArticleViews.objects.create(
        translation_key=article.translation_key, date=day, count=number
    )


def send(client, key, **headers):
    """Report a view as the script of a page does."""
    headers = {"User-Agent": FIREFOX, **{k.replace("_", "-"): v for k, v in headers.items()}}
    return client.post(REPORT.format(key), headers=headers)


def counted():
    return dict(ArticleViews.objects.values_list("date", "count"))


def get(client, path):
    return tidy(client.get(path).content.decode())


class TestReport:
    def test_each_counts_once_on_its_day(self, client, article, time_machine):
        assert send(client, article.translation_key).status_code == 204
        send(client, article.translation_key)
        # Half past midnight at the practice, still the day before in UTC.
        time_machine.move_to(datetime(2026, 11, 24, 23, 30, tzinfo=UTC))
        send(client, article.translation_key)
        assert counted() == {date(2026, 11, 24): 2, date(2026, 11, 25): 1}

    def test_languages_are_counted_together(self, client, article):
        english = copy_in_english(article, title="Eight reasons", slug="eight-reasons")
        send(client, article.translation_key)
        send(client, english.translation_key)
        assert counted() == {TODAY: 2}

    def test_leaves_nothing_behind_and_says_nothing(self, client, article):
        answer = send(client, article.translation_key)
        assert answer.content == b""
        assert answer.cookies == {}
        assert answer["Cache-Control"] == "no-store"
        assert {field.name for field in ArticleViews._meta.fields} == {
            "id",
            "translation_key",
            "date",
            "count",
        }

    def test_needs_no_token_against_forgery(self, article):
        assert send(Client(enforce_csrf_checks=True), article.translation_key).status_code == 204
        assert counted() == {TODAY: 1}

    def test_is_only_ever_sent(self, client, article):
        assert client.get(REPORT.format(article.translation_key)).status_code == 405
        assert client.post(REPORT.format("geheim")).status_code == 404
        assert counted() == {}

    @pytest.mark.parametrize("agent", ROBOTS)
    def test_robots_are_not_counted(self, client, article, agent):
        assert send(client, article.translation_key, User_Agent=agent).status_code == 204
        assert counted() == {}

    @pytest.mark.parametrize("agent", PEOPLE)
    def test_phones_and_desks_are(self, client, article, agent):
        send(client, article.translation_key, User_Agent=agent)
        assert counted() == {TODAY: 1}

    def test_of_all_that_come_by_people_are_counted_and_no_one_else(self, client, article):
        """Robots that read, robots that report, and people who read and report, by turns."""
        for turn in range(30):
            client.get(article.get_url(), headers={"User-Agent": ROBOTS[turn % len(ROBOTS)]})
            send(client, article.translation_key, User_Agent=ROBOTS[turn % len(ROBOTS)])
            client.get(article.get_url(), headers={"User-Agent": PEOPLE[turn % len(PEOPLE)]})
            send(client, article.translation_key, User_Agent=PEOPLE[turn % len(PEOPLE)])
        assert counted() == {TODAY: 30}

    def test_who_is_logged_in_is_not(self, admin, article):
        assert send(admin, article.translation_key).status_code == 204
        assert counted() == {}

    def test_other_sites_cannot_count(self, client, article):
        send(client, article.translation_key, Sec_Fetch_Site="cross-site")
        assert counted() == {}
        send(client, article.translation_key, Sec_Fetch_Site="same-origin")
        assert counted() == {TODAY: 1}

    def test_what_is_no_article_or_not_published_is_not_counted(self, client, site, article):
        draft = ArticlePageFactory(parent=site.blog, slug="concept", live=False)
        for key in (uuid.uuid4(), draft.translation_key, site.home.translation_key):
            assert send(client, key).status_code == 204
        assert counted() == {}

    def test_costs_two_questions(self, client, article, django_assert_num_queries):
        send(client, article.translation_key)
        with django_assert_num_queries(2):
            send(client, article.translation_key)


class TestFirstOfTheDay:
    def test_that_comes_second_is_counted_too(self, article, monkeypatch):
        """Between the look and the write somebody else has made the row."""
        read(article, 1, TODAY)
        update, looked = QuerySet.update, []

        def blind_at_first(rows, **fields):
            looked.append(fields)
            return 0 if len(looked) == 1 else update(rows, **fields)

        monkeypatch.setattr(QuerySet, "update", blind_at_first)
        count_view(article.translation_key, TODAY)
        assert counted() == {TODAY: 2}


class TestAtTheSameMoment:
    def test_every_view_is_counted(self, environment):
        finish(start(environment, BEGIN))
        for reader in [start(environment, READ) for _each in range(READERS)]:
            finish(reader)
        assert finish(start(environment, TELL)).split() == [str(READERS * TIMES), "1"]


class TestShown:
    def test_under_the_article_in_the_words_of_the_reader(self, client, site, article):
        copy_in_english(article, title="Eight reasons", slug="eight-reasons")
        read(article, 1230)
        read(article, 7, TODAY - timedelta(days=50))
        assert "1.237 weergaven" in get(client, "/blog/acht-redenen/")
        assert "1,237 views" in get(client, "/en/blog/eight-reasons/")

    def test_one_is_one(self, client, article):
        read(article, 1)
        page = get(client, "/blog/acht-redenen/")
        assert "1 weergave" in page
        assert "weergaven" not in page

    def test_nothing_is_said_of_none(self, client, article):
        assert "weergave" not in get(client, "/blog/acht-redenen/")

    def test_on_cards_with_one_question_for_all(
        self, client, site, article, django_assert_num_queries
    ):
        other = ArticlePageFactory(parent=site.blog, slug="ander", title="Ander")
        read(article, 12)
        read(other, 34)
        page = get(client, "/blog/")
        assert "12 weergaven" in page
        assert "34 weergaven" in page
        assert "34 weergaven" in get(client, "/")
        with django_assert_num_queries(1):
            article_views.dress_with_views([article, other])

    def test_a_page_is_the_same_until_midnight(self, client, article, time_machine):
        read(article, 12)
        before = client.get("/blog/acht-redenen/")
        send(client, article.translation_key)
        after = client.get("/blog/acht-redenen/")
        assert after.content == before.content
        assert "public" in after["Cache-Control"]
        time_machine.move_to(NOW + timedelta(days=1))
        assert "13 weergaven" in get(client, "/blog/acht-redenen/")

    def test_readers_get_the_address_to_report_to(self, client, article):
        address = REPORT.format(article.translation_key)
        assert f'data-views="{address}"' in client.get("/blog/acht-redenen/").content.decode()

    def test_editors_and_previews_do_not(self, client, admin, article):
        assert "data-views" not in admin.get("/blog/acht-redenen/").content.decode()
        page = Page.objects.get(pk=article.pk).specific
        preview = page.make_preview_request()
        assert "data-views" not in preview.rendered_content
        assert settings.SESSION_COOKIE_NAME not in preview.cookies

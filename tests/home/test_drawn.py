"""Readers whom the layer in front passes on are sent what was drawn before, and nothing old."""

from datetime import UTC, datetime

import pytest
import time_machine
from django.core.cache import caches
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from wagtail.models import PageViewRestriction

from home import generation
from home.caching import keep_nothing
from home.drawn import CACHE
from tests.factories import ArticlePageFactory, make_edition, make_training
from tests.home.test_rendering import FIRST_DAY

pytestmark = pytest.mark.indexed

ARTICLE, TRAINING = "/blog/acht-redenen/", "/trainingen/hulp-vragen/"
CAMPAIGN = "?utm_source=nieuwsbrief&utm_campaign=voorjaar"


@pytest.fixture
def drawn(settings, tmp_path):
    """Pages are drawn once; what is published says so by ``generation.renew``."""
    settings.DRAWN_PAGES, settings.DATA_DIR = True, tmp_path
    generation.the_mark.cache_clear()
    yield
    generation.the_mark.cache_clear()
    caches[CACHE].clear()


@pytest.fixture
def article(site, drawn):
    """An article in a site with a training."""
    make_edition(make_training(site), FIRST_DAY)
    return ArticlePageFactory(parent=site.blog, slug="acht-redenen", title="Acht redenen")


def ask(path, **headers):
    """The answer to a reader, and how many questions it took."""
    with CaptureQueriesContext(connection) as queries:
        response = Client().get(path, headers=headers)
    return response, len(queries)


@pytest.mark.parametrize("path", [ARTICLE, TRAINING, "/", "/blog/", "/trainingen/", "/en/"])
def test_a_page_that_was_drawn_asks_for_its_row_alone(article, path):
    first, many = ask(path)
    second, few = ask(path)
    assert (first.status_code, second.status_code, few) == (200, 200, 1)
    assert many > 10
    assert second.content == first.content
    heads = [dict(response.items()) for response in (first, second)]
    assert heads[0].pop("X-Request-ID") != heads[1].pop("X-Request-ID")
    assert heads[0] == heads[1]


@pytest.mark.parametrize("path", [ARTICLE, TRAINING, "/"])
def test_readers_from_a_campaign_get_what_was_drawn(article, path):
    first, _many = ask(path)
    second, few = ask(path + CAMPAIGN)
    assert (second.content, few) == (first.content, 1)


def test_readers_with_a_cookie_of_something_else_get_what_was_drawn(article):
    first, _many = ask(ARTICLE)
    second, few = ask(ARTICLE, cookie="consent=none")
    assert (second.content, few) == (first.content, 1)


def test_head_is_answered_by_what_was_drawn(article):
    ask(ARTICLE)
    with CaptureQueriesContext(connection) as queries:
        response = Client().head(ARTICLE)
    assert (response.status_code, response.content, len(queries)) == (200, b"", 1)


@pytest.mark.parametrize("path", ["/blog/?category=luisteren", "/trainingen/?q=zomaar"])
def test_a_list_that_reads_what_is_asked_is_drawn_for_it(article, path):
    whole = path.partition("?")[0]
    ask(whole)
    ask(path)
    assert ask(path)[1] > 10
    assert ask(whole)[1] == 1


def test_nothing_old_is_sent_once_something_is_published(article):
    assert "Acht redenen" in ask(ARTICLE)[0].text
    article.title = "Negen redenen"
    article.save_revision().publish()
    generation.renew()
    text = ask(ARTICLE)[0].text
    assert "Negen redenen" in text
    assert "Acht redenen" not in text


def test_a_page_that_is_gone_is_not_found(article):
    ask(ARTICLE)
    article.unpublish()
    generation.renew()
    assert ask(ARTICLE)[0].status_code == 404


def test_what_the_clock_changes_is_drawn_anew(article):
    with time_machine.travel(datetime(2027, 1, 3, 22, 59, tzinfo=UTC), tick=False):
        ask(TRAINING)
        assert ask(TRAINING)[1] == 1
    # Midnight at the practice.
    with time_machine.travel(datetime(2027, 1, 3, 23, 0, tzinfo=UTC), tick=False):
        assert ask(TRAINING)[1] > 10


def test_a_page_for_some_is_kept_for_nobody(article):
    PageViewRestriction.objects.create(page=article, restriction_type="password", password="x")
    generation.renew()
    for _time in range(2):
        response, _queries = ask(ARTICLE)
        assert "Acht redenen" not in response.text
    allowed = Client()
    session = allowed.session
    session["passed_page_view_restrictions"] = [article.get_view_restrictions().get().pk]
    session.save()
    assert "Acht redenen" in allowed.get(ARTICLE).text
    assert "Acht redenen" not in ask(ARTICLE)[0].text


def test_whoever_may_be_logged_in_is_drawn_a_page_of_their_own(article, admin_client):
    ask(ARTICLE)
    assert "wagtail-userbar" in admin_client.get(ARTICLE).text
    assert "wagtail-userbar" not in ask(ARTICLE)[0].text


def test_a_page_that_lacked_something_is_drawn_anew(article, monkeypatch):
    """As its pictures, while their storage is away."""
    find = type(article).get_context

    def lack(page, *args, **kwargs):
        keep_nothing()
        return find(page, *args, **kwargs)

    monkeypatch.setattr(type(article), "get_context", lack)
    ask(ARTICLE)
    monkeypatch.undo()
    assert ask(ARTICLE)[1] > 10
    assert ask(ARTICLE)[1] == 1


def test_each_host_and_language_has_its_own(article, settings):
    settings.ALLOWED_HOSTS = ["*"]
    here, there = ask(ARTICLE)[0], ask(ARTICLE, host="elders.example")[0]
    assert 'href="http://' in here.text
    assert ask(ARTICLE, host="elders.example")[1] == 1
    assert there.status_code == here.status_code == 200


def test_while_nobody_knows_what_is_published_all_is_drawn(article, monkeypatch):
    monkeypatch.setattr(type(generation.the_mark()), "now", lambda self: None)
    ask(ARTICLE)
    assert ask(ARTICLE)[1] > 10


def test_what_is_drawn_before_something_is_published_is_never_sent_after(article, monkeypatch):
    """The mark is read before the rows are: who draws meanwhile bears an older one."""
    find = type(article).get_context

    def publish_meanwhile(page, *args, **kwargs):
        context = find(page, *args, **kwargs)
        generation.renew()
        return context

    monkeypatch.setattr(type(article), "get_context", publish_meanwhile)
    ask(ARTICLE)
    monkeypatch.undo()
    assert ask(ARTICLE)[1] > 10

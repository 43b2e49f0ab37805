"""Editors and publishers at the same moment, in processes of their own: nothing is lost.

Each waits for all others before it acts, on a connection of its own.
"""

import pytest

from tests.databases import own_cache, own_database
from tests.events.test_entries_processes import finish, start
from tests.site_config.processes import beside_the_tests

ROUNDS = 8

TOGETHER = """
import multiprocessing, django; django.setup()
from django.db import connections
from django.utils import timezone
context = multiprocessing.get_context("fork")

def at_once(*acts):
    connections.close_all()
    barrier, told = context.Barrier(len(acts)), context.SimpleQueue()
    def run(number):
        barrier.wait(120)
        told.put((number, acts[number]()))
        connections.close_all()
    running = [context.Process(target=run, args=(number,)) for number in range(len(acts))]
    for process in running:
        process.start()
    for process in running:
        process.join()
    assert [process.exitcode for process in running] == [0] * len(acts)
    return [answer for _number, answer in sorted(told.get() for _act in acts)]
"""

BEGIN = """
from datetime import timedelta
from blog.models import ArticlePage
from events.models import Edition
from home.models import SearchEntry
from tests import factories
from wagtail.models import Page, Revision
site = factories.make_site()
article = factories.ArticlePageFactory(parent=site.blog, title="Titel 0", slug="acht")
article.save_revision().publish()
training = factories.make_training(site)
day = timezone.localdate() + timedelta(days=60)
edition = factories.make_edition(training, day, capacity=9)

def now_of(thing):
    return type(thing).objects.get(pk=thing.pk)

def whole(thing):
    # Of one version, everywhere.
    thing = now_of(thing)
    newest = thing.revisions.order_by("created_at", "pk").last()
    assert thing.latest_revision_id == newest.pk, "the newest version is not known as such"
    assert thing.has_unpublished_changes == (not thing.live or thing.live_revision_id != newest.pk)
    if isinstance(thing, ArticlePage):
        assert SearchEntry.objects.filter(page=thing.pk).exists() == thing.live
        if thing.live:
            assert thing.live_revision.as_object().title == thing.title
    return thing
"""

PUBLISH = """
def publish(title):
    page = now_of(article)
    page.title = title
    page.save_revision().publish()

def withdraw():
    now_of(article).unpublish()

def write(title):
    page = now_of(article)
    page.title = title
    return page.save_revision().pk

for number in range({rounds}):
    at_once(lambda: publish(f"Een {{number}}"), lambda: publish(f"Twee {{number}}"))
    assert whole(article).title in (f"Een {{number}}", f"Twee {{number}}")

seen = set()
for number in range({rounds}):
    publish(f"Op {{number}}")
    at_once(lambda: publish(f"Drie {{number}}"), withdraw)
    page = whole(article)
    assert page.title == f"Drie {{number}}" or not page.live
    seen.add(page.live)

for number in range({rounds}):
    publish(f"Weer {{number}}")
    at_once(lambda: publish(f"Vier {{number}}"), lambda: write(f"Nog niet af {{number}}"))
    whole(article)
    publish(f"En weer {{number}}")
    at_once(withdraw, lambda: write(f"Nog niet af {{number}}"))
    whole(article)
print("seen", sorted(seen))
"""

COUNT = """
def move(minutes):
    for minute in minutes:
        thing = now_of(edition)
        days = thing.days
        days[0].starts = days[0].starts.replace(minute=minute)
        thing.sessions.set(days)
        thing.save_revision().publish()

before = now_of(edition).days[0].sequence
at_once(lambda: move(range(1, 20, 2)), lambda: move(range(2, 21, 2)))
thing = whole(edition)
assert thing.live_revision.as_object().days[0].starts == thing.days[0].starts
print("SEQUENCE", thing.days[0].sequence - before)
"""

EDIT = """
from django.test import Client
from django.urls import reverse
from tests.home.test_two_editors import form
people = [
    factories.UserFactory(email=f"{{name}}@example.com", is_superuser=True, is_staff=True)
    for name in ("anna", "bea")
]

def browser_of(user):
    browser = Client(SERVER_NAME="127.0.0.1")
    browser.force_login(user)
    return browser

browsers = [browser_of(user) for user in people]
of_edition = "wagtailsnippets_events_edition:edit"
things = [
    (article, reverse("wagtailadmin_pages:edit", args=[article.pk]), "introduction", "Van {{}}"),
    (edition, reverse(of_edition, args=[edition.pk]), "capacity", "{{}}"),
]
for thing, url, field, value in things:
    for number in range({rounds}):
        before = thing.revisions.count()
        forms = [form(browser, url) for browser in browsers]
        for which in (0, 1):
            forms[which][field] = value.format(10 + 2 * number + which)
        codes = at_once(*(
            lambda which=which: browsers[which].post(url, forms[which]).status_code
            for which in (0, 1)
        ))
        assert sorted(codes) == [200, 302], codes
        assert thing.revisions.count() == before + 1
        kept = str(getattr(now_of(thing).get_latest_revision_as_object(), field))
        assert kept == forms[codes.index(302)][field], kept
print("asked", len(things) * {rounds})
"""

pytestmark = pytest.mark.faults


@pytest.fixture
def environment(tmp_path):
    """A site with a database of its own, of the kind that the tests run on."""
    variables = beside_the_tests(
        DATA_DIR=str(tmp_path), DJANGO_SETTINGS_MODULE="tests.site_config.plain_files", DEBUG="0"
    )
    own_database(variables, "at-once")
    own_cache(variables, 7)
    return variables


def run(environment, script: str) -> str:
    """What a script says last."""
    return finish(start(environment, TOGETHER + BEGIN + script)).splitlines()[-1]


def test_a_page_that_two_publish_or_withdraw_at_once_is_whole_in_every_place(environment):
    said = run(environment, PUBLISH.format(rounds=ROUNDS))
    assert said.startswith("seen")


def test_of_two_who_publish_an_edition_each_publication_counts(environment):
    assert run(environment, COUNT) == "SEQUENCE 20"


def test_of_two_who_save_at_once_one_is_asked_and_nothing_is_overwritten(environment):
    assert run(environment, EDIT.format(rounds=ROUNDS)) == f"asked {2 * ROUNDS}"

"""Schedulers and readers in processes of their own: what two want at once is done once."""

import pytest

from tests.databases import own_cache, own_database
from tests.events.test_entries_processes import finish, start
from tests.site_config.processes import beside_the_tests

# Each process waits for all others before it begins.
TOGETHER = """
import multiprocessing, os, signal, sys, django; django.setup()
from pathlib import Path
from datetime import timedelta
from django.conf import settings
from django.db import connections
from django.utils import timezone
context, log = multiprocessing.get_context("fork"), settings.DATA_DIR / "log"

def note(line):
    with log.open("a") as file:
        file.write(line + "\\n")

def together(act, processes=4):
    connections.close_all()
    log.write_text("")
    barrier = context.Barrier(processes)
    def run():
        barrier.wait(120)
        act()
        connections.close_all()
    running = [context.Process(target=run) for _number in range(processes)]
    for process in running:
        process.start()
    for process in running:
        process.join()
    assert [process.exitcode for process in running] == [0] * processes
    return log.read_text().split()
"""

WORK = """
from home.models import ScheduledJob
from site_config.scheduler import Job, do_what_is_due, every_minute
now = timezone.now().replace(second=0, microsecond=0)
minutes = [now + timedelta(minutes=minute) for minute in range(20)]
job = Job("count", lambda at: not note(at.strftime("%H:%M")), every_minute, timedelta(hours=1))

def act():
    for minute in minutes:
        do_what_is_due(minute, [job])

found = together(act)
assert len(found) == len(set(found)), found
assert found[-1] == minutes[-1].strftime("%H:%M"), found
print("done", len(found), "twice", len(found) - len(set(found)))

# Whoever is killed at work leaves it to the next one, at once.
def die(at):
    os.kill(os.getpid(), signal.SIGKILL)

later = now + timedelta(hours=1)
killed = context.Process(target=do_what_is_due, args=(later, [Job("count", die, None, None)]))
connections.close_all()
killed.start()
killed.join()
assert killed.exitcode == -signal.SIGKILL
assert do_what_is_due(later, [job]) == ["count"]
"""

SCHEDULED = """
import time_machine
from django.core.management import call_command
from events import places
from events.models import EnrolmentSettings, Mail
from tests.factories import ArticlePageFactory, make_edition, make_site, make_training
from wagtail.models import PageLogEntry, Site
site = make_site()
EnrolmentSettings.objects.create(site=Site.objects.get(), confirm_by_link=False)
edition = make_edition(make_training(site), timezone.localdate() + timedelta(days=2), capacity=9)
for number in range(5):
    fields = {"name": "N", "email": f"p{number}@example.com", "language": "nl"}
    places.enrol(edition.pk, fields, now=timezone.now())
article = ArticlePageFactory(parent=site.blog, live=False)
with time_machine.travel(timezone.now() - timedelta(hours=2)):
    article.go_live_at = timezone.now() + timedelta(hours=1)
    article.save_revision().publish()
assert not type(article).objects.get(pk=article.pk).live
together(lambda: call_command("scheduler", "--once"), 2)
assert type(article).objects.get(pk=article.pk).live
print("reminders", Mail.objects.filter(kind="reminder").count(),
      "published", PageLogEntry.objects.filter(action="wagtail.publish.scheduled").count())
"""


@pytest.fixture(scope="module")
def environment(tmp_path_factory):
    """A site with a database of its own, of the kind that the tests run on."""
    variables = beside_the_tests(
        DATA_DIR=str(tmp_path_factory.mktemp("together")),
        DJANGO_SETTINGS_MODULE="site_config.settings",
        DEBUG="0",
    )
    own_database(variables, "together")
    own_cache(variables, 10)
    return variables


def test_of_four_schedulers_one_does_what_is_due_and_another_what_a_killed_one_left(environment):
    said = finish(start(environment, TOGETHER + WORK))
    assert "twice 0" in said


def test_two_schedulers_remind_each_person_and_publish_each_page_once(environment):
    said = finish(start(environment, TOGETHER + SCHEDULED))
    assert said.splitlines()[-1] == "reminders 5 published 1"


DRAW = """
from tests.factories import SiteImageFactory
from home.models import SiteImage, SiteRendition
picture = SiteImageFactory(file__width=800, file__height=600)
drawn = SiteImage.generate_rendition_file

def draw(self, filter, **options):
    note(filter.spec)
    return drawn(self, filter, **options)

SiteImage.generate_rendition_file = draw
sizes = ["width-300|format-avif", "width-300|format-webp", "width-300|format-jpeg"]

def act():
    from django.core.cache import cache
    mine = SiteImage.objects.get(pk=picture.pk)
    assert list(mine.get_renditions(*sizes)) == sizes
    assert mine.get_rendition("width-200").width == 200
    for rendition in SiteRendition.objects.all():
        assert rendition.file.size

found = together(act)
files = list((settings.DATA_DIR / "media" / "images").iterdir())
assert sorted(found) == sorted([*sizes, "width-200"]), found
assert len(files) == SiteRendition.objects.count() == 4, files
print("drawn", len(found), "files", len(files))
"""


def test_four_who_ask_for_a_picture_at_once_have_each_size_of_it_made_once(environment):
    said = finish(start(environment, TOGETHER + DRAW))
    assert said.splitlines()[-1] == "drawn 4 files 4"

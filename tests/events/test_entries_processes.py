"""Several processes publish and read at once: each calendar says what is published, at once."""

import subprocess
import sys

import pytest

from tests.databases import own_cache, own_database
from tests.site_config.processes import ROOT, beside_the_tests

PUBLISHERS, READERS, TIMES = 3, 2, 10

BEGIN = """
import django; django.setup()
from datetime import date
from tests.factories import LocationFactory, make_edition, make_site, make_training
training = make_training(make_site(), default_location=LocationFactory())
for month in range(1, 4):
    make_edition(training, date(2032, month, 2), date(2032, month, 9))
"""

# Each moves the days of an edition of its own, and renames the training and the place of all.
PUBLISH = """
import sys, django; django.setup()
from datetime import timedelta
from events.models import Edition, Location, TrainingPage
number, times = int(sys.argv[1]), int(sys.argv[2])
edition = Edition.objects.order_by("pk")[number]
for step in range(times):
    edition = Edition.objects.get(pk=edition.pk)
    days = edition.days
    days[0].date += timedelta(days=1 if step % 2 else -1)
    edition.sessions.set(days)
    edition.save_revision().publish()
    page = TrainingPage.objects.get(slug="hulp-vragen")
    page.title = f"Titel {number} {step}"
    page.save_revision().publish()
    place = Location.objects.get()
    place.name = f"Plek {number} {step}"
    place.save_revision().publish()
"""

READ = """
import sys, django; django.setup()
from django.utils import timezone
from events import entries
for step in range(int(sys.argv[1]) * 8):
    for language in ("nl", "en"):
        told = entries.of_feed(language, timezone.now())
        assert len(told.entries) == 6, len(told.entries)
        assert all(entry[0].count("BEGIN:VEVENT") == 1 for entry in told.entries)
"""

COMPARE = """
import django; django.setup()
from tests.events.test_entries import assert_told_is_fresh
from events.models import CalendarChange, Session
assert_told_is_fresh()
assert not CalendarChange.objects.exists()
print(*Session.objects.order_by("starts_at").values_list("sequence", flat=True))
"""


@pytest.fixture
def environment(tmp_path):
    """A site with a database of its own, of the kind that the tests run on."""
    variables = beside_the_tests(
        DATA_DIR=str(tmp_path), DJANGO_SETTINGS_MODULE="site_config.settings", DEBUG="0"
    )
    # Not those of the demo, which the browser's tests of the same process may still be visiting.
    own_database(variables, "processes")
    own_cache(variables, 11)
    return variables


def start(environment, script: str, *arguments) -> subprocess.Popen:
    return subprocess.Popen(
        [sys.executable, "-c", script, *map(str, arguments)],
        cwd=ROOT,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def finish(process: subprocess.Popen) -> str:
    out, errors = process.communicate(timeout=180)
    assert process.returncode == 0, errors
    return out


def test_what_is_told_is_what_was_published_last_by_whichever_process(environment):
    finish(start(environment, BEGIN))
    running = [start(environment, PUBLISH, number, TIMES) for number in range(PUBLISHERS)]
    running += [start(environment, READ, TIMES) for _number in range(READERS)]
    for process in running:
        finish(process)
    # Every publication counted: the first day of each edition moved each time, the second never.
    assert finish(start(environment, COMPARE)).split() == [str(TIMES), "0"] * PUBLISHERS

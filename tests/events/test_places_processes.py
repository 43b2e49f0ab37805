"""A hundred people at once, in processes of their own: not one place too many, and nobody lost."""

import json
import os
from itertools import pairwise

import pytest

from tests.browser.conftest import own_cache, own_database
from tests.events.test_entries_processes import finish, start
from tests.site_config.processes import bare_environment

PROCESSES, EACH = 20, 5
PEOPLE, PLACES = PROCESSES * EACH, 8

BEGIN = """
import django; django.setup()
from datetime import date, timedelta
from django.core.management import call_command
from django.utils import timezone
call_command("migrate", verbosity=0)
from events.models import EnrolmentSettings
from tests.factories import make_edition, make_site, make_training
site = make_site()
EnrolmentSettings.objects.create(site=site.home.get_site(), confirm_by_link={by_link})
training = make_training(site)
day = timezone.localdate() + timedelta(days=60)
for week in range(2):
    make_edition(training, day + timedelta(weeks=week), capacity={capacity})
"""

# Each process waits for all others before it begins.
TOGETHER = """
import multiprocessing, sys, time, django; django.setup()
from django.db import connections
from django.utils import timezone
from events import letters, places
from events.models import Edition, Enrolment
{prepare}
connections.close_all()
together = multiprocessing.get_context("fork")
barrier = together.Barrier({processes})

def run(number):
    connections["default"].ensure_connection()
    barrier.wait(60)
    for step in range({each}):
        {act}
    connections.close_all()

began = time.monotonic()
running = [together.Process(target=run, args=(number,)) for number in range({processes})]
for process in running:
    process.start()
for process in running:
    process.join()
print(f"{{time.monotonic() - began:.2f}}")
sys.exit(sum(process.exitcode != 0 for process in running))
"""

TELL = """
import json, django; django.setup()
from events.models import Edition, Enrolment, Mail
from django_tasks_db.models import DBTaskResult
rows = [
    {
        "email": row.email, "state": row.state, "line": row.place_in_line,
        "edition": list(Edition.objects.order_by("pk")).index(row.edition),
        "mails": [[mail.pk, mail.kind] for mail in row.mails.order_by("pk")],
    }
    for row in Enrolment.objects.order_by("pk")
]
print(json.dumps({"rows": rows, "tasks": DBTaskResult.objects.count(),
                  "mails": Mail.objects.count()}))
"""

ENROL = """places.enrol(edition, {"name": "N", "email": email.format(number * EACH + step),
            "language": "nl"}, now=timezone.now())"""
FIRST = 'edition = Edition.objects.order_by("pk")[0].pk; EACH = %d; email = "%s"'


@pytest.fixture
def environment(tmp_path):
    """A site that sends mail, with a database of its own, of the kind that the tests run on."""
    variables = bare_environment(
        DATA_DIR=str(tmp_path),
        DJANGO_SETTINGS_MODULE="site_config.settings",
        DEBUG="0",
        EMAIL_URL="smtp://127.0.0.1:1",
    )
    for name in ("DATABASE_URL", "CACHE_URL"):
        if name in os.environ:
            variables[name] = os.environ[name]
    own_database(variables, "places")
    own_cache(variables, 11)
    return variables


def begin(environment, *, by_link: bool = False, capacity: int = PLACES) -> None:
    finish(start(environment, BEGIN.format(by_link=by_link, capacity=capacity)))


def together(environment, prepare: str, act: str) -> dict:
    """Do ``act`` many times at once; returns what is in the database then, and the seconds."""
    script = TOGETHER.format(prepare=prepare, act=act, processes=PROCESSES, each=EACH)
    seconds = float(finish(start(environment, script)).split()[-1])
    told = json.loads(finish(start(environment, TELL)))
    print(f"{seconds} s for {PEOPLE} steps at once")
    return {**told, "seconds": seconds}


def assert_eight_in_and_the_rest_in_line(told: dict, before: list[str]) -> None:
    rows = told["rows"]
    assert len({row["email"] for row in rows}) == len(rows) == PEOPLE
    inside = [row for row in rows if row["state"] == "confirmed"]
    line = [row for row in rows if row["state"] == "waiting"]
    assert (len(inside), len(line)) == (PLACES, PEOPLE - PLACES)
    # One mail of each kind that they should have, none twice; each has a task that sends it.
    for row in rows:
        last = "place" if row in inside else "waiting"
        assert [kind for _pk, kind in row["mails"]] == [*before, last]
    assert told["tasks"] == told["mails"] == sum(len(row["mails"]) for row in rows)
    # Mails are numbered while the edition is held: so they came, and so they stand in the line.
    came = sorted(rows, key=lambda row: row["mails"][-1][0])
    assert came[:PLACES] == sorted(inside, key=lambda row: row["mails"][-1][0])
    assert [row["line"] for row in came[PLACES:]] == list(range(1, PEOPLE - PLACES + 1))


def test_of_a_hundred_at_once_eight_have_a_place_and_the_rest_wait_in_order(environment):
    begin(environment)
    told = together(environment, FIRST % (EACH, "p{}@example.com"), ENROL)
    assert_eight_in_and_the_rest_in_line(told, before=[])
    # Rows are numbered while the edition is held, too.
    line = [row["line"] for row in told["rows"] if row["line"]]
    assert all(one < other for one, other in pairwise(line))


def test_of_a_hundred_who_confirm_at_once_eight_have_a_place_and_the_rest_wait(environment):
    begin(environment, by_link=True)
    prepare = f"""
edition = Edition.objects.order_by("pk")[0].pk
asked = [
    places.enrol(edition, {{"name": "N", "email": f"p{{number}}@example.com", "language": "nl"}},
                 now=timezone.now()).pk
    for number in range({PEOPLE})
]
"""
    act = f"places.confirm(asked[number * {EACH} + step], now=timezone.now())"
    told = together(environment, prepare, act)
    assert_eight_in_and_the_rest_in_line(told, before=["confirm"])


def test_one_address_a_hundred_times_at_once_is_one_enrolment(environment):
    begin(environment)
    told = together(environment, FIRST % (EACH, "same@example.com"), ENROL)
    [row] = told["rows"]
    assert row["state"] == "confirmed"
    kinds = [kind for _pk, kind in row["mails"]]
    assert kinds.count("place") == 1
    assert set(kinds) <= {"place", "already"}


def test_people_who_move_across_at_once_wait_for_nobody_for_ever(environment):
    begin(environment, capacity=PROCESSES)
    prepare = f"""
editions = list(Edition.objects.order_by("pk").values_list("pk", flat=True))
people = [
    places.add(editions[number % 2], {{"name": "N", "email": f"p{{number}}@example.com"}},
               now=timezone.now()).pk
    for number in range({PROCESSES})
]
"""
    act = "places.move(people[number], editions[(number + step + 1) % 2], now=timezone.now())"
    told = together(environment, prepare, act)
    assert [row["state"] for row in told["rows"]] == ["confirmed"] * PROCESSES
    # Five moves from where they stood.
    assert [row["edition"] for row in told["rows"]] == [(n + EACH) % 2 for n in range(PROCESSES)]

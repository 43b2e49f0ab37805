"""A hundred people at once, in processes of their own: not one place too many, and nobody lost."""

import json
from itertools import pairwise

import pytest

from tests.databases import own_cache, own_database
from tests.events.test_entries_processes import finish, start
from tests.site_config.processes import beside_the_tests

PEOPLE, PLACES = 100, 8
# For those who act several times, one after the other.
PROCESSES, EACH = 20, 5

BEGIN = """
import django; django.setup()
from tests.factories import make_site, make_training
make_training(make_site())
"""

# Each process waits for all others before it begins.
TOGETHER = """
import json, multiprocessing, sys, time, django; django.setup()
from datetime import timedelta
from django.db import OperationalError, connections
from django.utils import timezone
from django_tasks_db.models import DBTaskResult
from events import places
from events.models import Edition, Enrolment, EnrolmentSettings, Mail, TrainingPage
from tests.factories import make_edition
from wagtail.models import Site

for model in (DBTaskResult, Mail, Enrolment, EnrolmentSettings, Edition):
    model.objects.all().delete()
site = Site.objects.get(is_default_site=True)
EnrolmentSettings.objects.create(site=site, confirm_by_link={by_link})
day = timezone.localdate() + timedelta(days=60)
training = TrainingPage.objects.get(slug="hulp-vragen")
editions = [
    make_edition(training, day + timedelta(weeks=week), capacity={capacity}).pk
    for week in range(2)
]
{prepare}
connections.close_all()
together = multiprocessing.get_context("fork")
barrier = together.Barrier({processes})

def connect():
    # A server takes no more than a hundred at once; and each waits for all before it.
    connections["default"].settings_dict["OPTIONS"]["timeout" if {is_sqlite} else
                                                    "connect_timeout"] = 120
    for _attempt in range(1200):
        try:
            return connections["default"].ensure_connection()
        except OperationalError:
            time.sleep(0.1)
    raise TimeoutError

def run(number):
    barrier.wait(120)
    connect()
    for step in range({each}):
        {act}
    connections.close_all()

began = time.monotonic()
running = [together.Process(target=run, args=(number,)) for number in range({processes})]
for process in running:
    process.start()
for process in running:
    process.join()
seconds = time.monotonic() - began
rows = [
    {{
        "email": row.email, "state": row.state, "line": row.place_in_line,
        "edition": editions.index(row.edition_id),
        "mails": [[mail.pk, mail.kind] for mail in row.mails.order_by("pk")],
    }}
    for row in Enrolment.objects.order_by("pk")
]
print(json.dumps({{
    "rows": rows, "seconds": round(seconds, 2), "mails": Mail.objects.count(),
    "tasks": DBTaskResult.objects.count(),
}}))
sys.exit(sum(process.exitcode != 0 for process in running))
"""

ENROL = """places.enrol(
            editions[0],
            {"name": "N", "email": "%s".format(number), "language": "nl"},
            now=timezone.now(),
        )"""


@pytest.fixture(scope="module")
def environment(tmp_path_factory):
    """A site that sends mail, with a database of its own, of the kind that the tests run on."""
    variables = beside_the_tests(
        DATA_DIR=str(tmp_path_factory.mktemp("places")),
        DJANGO_SETTINGS_MODULE="site_config.settings",
        DEBUG="0",
        EMAIL_URL="smtp://127.0.0.1:1",
    )
    own_database(variables, "places")
    own_cache(variables, 11)
    finish(start(variables, BEGIN))
    return variables


def at_once(
    environment,
    act: str,
    prepare: str = "",
    *,
    by_link=False,
    capacity=PLACES,
    processes=PEOPLE,
    each=1,
) -> dict:
    """Do ``act`` in many processes at once; returns what is there then, and the seconds."""
    script = TOGETHER.format(
        act=act,
        prepare=prepare,
        by_link=by_link,
        capacity=capacity,
        processes=processes,
        each=each,
        is_sqlite=not environment.get("DATABASE_URL", "").startswith("postgres"),
    )
    told = json.loads(finish(start(environment, script)).splitlines()[-1])
    print(f"{told['seconds']} s for {processes * each} steps in {processes} processes at once")
    return told


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
    told = at_once(environment, ENROL % "p{}@example.com")
    assert_eight_in_and_the_rest_in_line(told, before=[])
    # Rows are numbered while the edition is held, too.
    line = [row["line"] for row in told["rows"] if row["line"]]
    assert all(one < other for one, other in pairwise(line))


@pytest.mark.faults
def test_of_a_hundred_who_confirm_at_once_eight_have_a_place_and_the_rest_wait(environment):
    prepare = f"""
asked = [
    places.enrol(
        editions[0],
        {{"name": "N", "email": f"p{{number}}@example.com", "language": "nl"}},
        now=timezone.now(),
    ).pk
    for number in range({PEOPLE})
]
"""
    act = "places.confirm(asked[number], now=timezone.now())"
    told = at_once(environment, act, prepare, by_link=True)
    assert_eight_in_and_the_rest_in_line(told, before=["confirm"])


@pytest.mark.faults
def test_one_address_a_hundred_times_at_once_is_one_enrolment(environment):
    told = at_once(environment, ENROL % "same@example.com")
    [row] = told["rows"]
    assert row["state"] == "confirmed"
    kinds = [kind for _pk, kind in row["mails"]]
    assert kinds.count("place") == 1
    assert set(kinds) <= {"place", "already"}


@pytest.mark.faults
def test_people_who_move_across_at_once_wait_for_nobody_for_ever(environment):
    prepare = f"""
people = [
    places.add(
        editions[number % 2],
        {{"name": "N", "email": f"p{{number}}@example.com"}},
        now=timezone.now(),
    ).pk
    for number in range({PROCESSES})
]
"""
    act = "places.move(people[number], editions[(number + step + 1) % 2], now=timezone.now())"
    told = at_once(environment, act, prepare, capacity=PROCESSES, processes=PROCESSES, each=EACH)
    assert [row["state"] for row in told["rows"]] == ["confirmed"] * PROCESSES
    # Five moves from where they stood.
    assert [row["edition"] for row in told["rows"]] == [(n + EACH) % 2 for n in range(PROCESSES)]

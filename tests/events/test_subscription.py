"""A program that follows a feed over HTTP, before and after what it follows changes.

vdirsyncer keeps a copy of the feed on disk, a file for each day; in place of our UIDs, which it
uses to split the feed, it writes hashes of the entries: so the days are told apart by when they
are. The site answers over a real
connection, from another thread with the connection of the test to its database.
"""

import http.client
import os
import subprocess
import sys
import threading
from datetime import UTC, date, datetime, time
from pathlib import Path
from wsgiref.simple_server import WSGIRequestHandler, make_server

import icalendar
import pytest
import time_machine
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections, connections

from events.models import Edition, EditionStatus
from tests.factories import make_edition, make_training

VDIRSYNCER = Path(sys.executable).with_name("vdirsyncer")
NOW = datetime(2027, 1, 20, 12, 0, tzinfo=UTC)
LATER = datetime(2027, 1, 25, 8, 30, tzinfo=UTC)
DAYS = [date(2027, 3, 1), date(2027, 3, 8), date(2027, 3, 15)]
FIRST, SECOND, THIRD = (f"{day}T09:30:00+01:00" for day in DAYS)
FEED = "/trainingen/hulp-vragen/agenda.ics"
ALL_EN = "/en/trainings/agenda.ics"

CONFIGURATION = """\
[general]
status_path = "{directory}/status"

[pair training]
a = "here"
b = "there"
collections = null

[storage here]
type = "filesystem"
path = "{directory}/here"
fileext = ".ics"

[storage there]
type = "http"
url = "{url}"
"""


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(NOW, tick=False) as traveller:
        yield traveller


class QuietHandler(WSGIRequestHandler):
    """Writes no line for each request."""

    def log_message(self, format, *args):
        pass


@pytest.fixture
def served(db):
    """The port of a running site.

    Not pytest-django's live_server, which empties the database afterwards, of what the migrations
    have put there as well.
    """
    server = make_server("127.0.0.1", 0, get_wsgi_application(), handler_class=QuietHandler)

    def serve():
        # The test waits while an answer is made, so they never use it both.
        connections["default"] = connection_of_test
        server.serve_forever(poll_interval=0.05)

    connection_of_test = connections["default"]
    connection_of_test.inc_thread_sharing()
    # A site closes connections that were left inside a transaction, as the test's is.
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    thread = threading.Thread(target=serve, daemon=True)
    thread.start()
    yield server.server_port
    server.shutdown()
    thread.join(timeout=10)
    server.server_close()
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)
    connection_of_test.dec_thread_sharing()


@pytest.fixture
def follow(served, tmp_path):
    """Follow a feed: returns a function that synchronises and tells what is here then."""

    def start(path):
        directory = tmp_path / path.replace("/", "-")
        (directory / "here").mkdir(parents=True)
        configuration = directory / "config"
        configuration.write_text(
            CONFIGURATION.format(directory=directory, url=f"http://127.0.0.1:{served}{path}")
        )
        run(configuration, "discover")

        def synchronise() -> dict[str, bytes]:
            run(configuration, "sync")
            found = [file.read_bytes() for file in (directory / "here").glob("*.ics")]
            here = {entry(ics)["DTSTART"].dt.isoformat(): ics for ics in found}
            assert len(here) == len(found)
            return here

        return synchronise

    return start


def run(configuration: Path, command: str) -> None:
    result = subprocess.run(
        [VDIRSYNCER, "-c", configuration, command],
        env={**os.environ, "TZ": "America/New_York"},
        input="y\n",
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert result.returncode == 0, result.stdout + result.stderr
    assert "error" not in result.stderr.lower(), result.stderr


@pytest.fixture
def edition(site) -> Edition:
    return make_edition(make_training(site), *DAYS)


def entry(ics: bytes) -> icalendar.Event:
    (event,) = icalendar.Calendar.from_ical(ics).walk("VEVENT")
    return event


def told(here: dict[str, bytes]) -> dict[str, tuple[str, int]]:
    """For each day whether it goes ahead, and which version of it this is."""
    entries = {start: entry(ics) for start, ics in here.items()}
    return {start: (str(e["STATUS"]), int(e["SEQUENCE"])) for start, e in entries.items()}


def publish(edition: Edition) -> Edition:
    edition.save_revision().publish()
    return Edition.objects.get(pk=edition.pk)


class TestFollowing:
    def test_the_first_time_every_day_comes(self, follow, edition):
        assert told(follow(FEED)()) == {
            FIRST: ("CONFIRMED", 0),
            SECOND: ("CONFIRMED", 0),
            THIRD: ("CONFIRMED", 0),
        }

    def test_nothing_changes_here_while_nothing_changes_there(self, follow, clock, edition):
        synchronise = follow(FEED)
        before = synchronise()
        clock.move_to(LATER)
        assert synchronise() == before

    def test_a_draft_changes_nothing_here(self, follow, clock, edition):
        synchronise = follow(FEED)
        before = synchronise()
        clock.move_to(LATER)
        draft = Edition.objects.get(pk=edition.pk)
        draft.sessions.set([_on(day, date(2027, 4, 5)) for day in draft.days])
        draft.save_revision()
        assert synchronise() == before

    @pytest.mark.parametrize("address", [FEED, ALL_EN])
    def test_a_day_that_moves_moves_here_and_no_other(self, follow, clock, edition, address):
        synchronise = follow(address)
        synchronise()
        clock.move_to(LATER)
        first, second, third = edition.days
        edition.sessions.set([first, _on(second, date(2027, 3, 31), time(13, 0)), third])
        publish(edition)
        here = synchronise()
        # After the other days, and in summer time.
        moved = "2027-03-31T13:00:00+02:00"
        assert told(here) == {
            FIRST: ("CONFIRMED", 0),
            THIRD: ("CONFIRMED", 0),
            moved: ("CONFIRMED", 1),
        }
        assert entry(here[moved])["LAST-MODIFIED"].dt == LATER
        assert entry(here[moved])["DTEND"].dt.isoformat() == "2027-03-31T16:30:00+02:00"

    def test_the_days_that_stay_are_untouched_when_another_moves(self, follow, clock, edition):
        """By half an hour, so that it stays the second of three."""
        synchronise = follow(FEED)
        before = synchronise()
        clock.move_to(LATER)
        first, second, third = edition.days
        edition.sessions.set([first, _on(second, second.date, time(10, 0)), third])
        publish(edition)
        after = synchronise()
        assert told(after)["2027-03-08T10:00:00+01:00"] == ("CONFIRMED", 1)
        assert len(after) == 3
        for start in (FIRST, THIRD):
            assert after[start] == before[start]

    def test_a_cancelled_edition_is_struck_here(self, follow, clock, edition):
        synchronise, in_english = follow(FEED), follow(ALL_EN)
        synchronise()
        in_english()
        clock.move_to(LATER)
        edition.status = EditionStatus.CANCELLED
        publish(edition)
        here, here_in_english = synchronise(), in_english()
        assert (
            told(here)
            == told(here_in_english)
            == {
                FIRST: ("CANCELLED", 1),
                SECOND: ("CANCELLED", 1),
                THIRD: ("CANCELLED", 1),
            }
        )
        assert [str(entry(here[start])["SUMMARY"]) for start in (FIRST, SECOND, THIRD)] == [
            "GEANNULEERD: Hulp vragen kun je leren (dag 1 van 3): Kijken",
            "GEANNULEERD: Hulp vragen kun je leren (dag 2 van 3): Luisteren",
            "GEANNULEERD: Hulp vragen kun je leren (dag 3 van 3): Vragen",
        ]
        for ics in here_in_english.values():
            assert entry(ics)["SUMMARY"].startswith("CANCELLED: Asking for help can be learned")

    def test_a_day_that_is_removed_is_struck_here(self, follow, clock, edition):
        synchronise = follow(FEED)
        synchronise()
        clock.move_to(LATER)
        first, _gone, third = edition.days
        edition.sessions.set([first, third])
        publish(edition)
        here = synchronise()
        assert told(here) == {
            FIRST: ("CONFIRMED", 0),
            SECOND: ("CANCELLED", 1),
            THIRD: ("CONFIRMED", 0),
        }
        assert entry(here[SECOND])["SUMMARY"] == "GEANNULEERD: Hulp vragen kun je leren"
        # There are two days now, so the words of the others change, and not when they are.
        assert "(dag 2 van 2)" in entry(here[THIRD])["SUMMARY"]

    def test_one_change_after_another(self, follow, clock, edition):
        """The same client through all of it: moved, removed, then cancelled."""
        synchronise = follow(FEED)
        synchronise()
        first, second, third = edition.days
        clock.shift(3600)
        edition.sessions.set([_on(first, date(2027, 2, 22)), second, third])
        edition = publish(edition)
        synchronise()
        clock.shift(3600)
        edition.sessions.set([day for day in edition.days if day.uuid != third.uuid])
        edition = publish(edition)
        synchronise()
        clock.shift(3600)
        edition.status = EditionStatus.CANCELLED
        publish(edition)
        assert told(synchronise()) == {
            "2027-02-22T09:30:00+01:00": ("CANCELLED", 2),
            SECOND: ("CANCELLED", 1),
            THIRD: ("CANCELLED", 1),
        }


def _on(day, when: date, starts: time | None = None):
    """The day on another date, or from another hour."""
    day.date = when
    day.starts = starts or day.starts
    return day


class TestNothingNew:
    """RFC 9110, 13.1.2 and 13.1.3, over a real connection."""

    def ask(self, port, method="GET", **headers):
        client = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
        client.request(method, FEED, headers=headers)
        answer = client.getresponse()
        body = answer.read()
        client.close()
        return answer, body

    def test_who_has_the_feed_is_told_so(self, served, clock, edition):
        first, body = self.ask(served)
        assert first.status == 200
        assert body.startswith(b"BEGIN:VCALENDAR")
        clock.move_to(LATER)
        second, nothing = self.ask(served, **{"If-None-Match": first.headers["ETag"]})
        assert (second.status, nothing) == (304, b"")
        assert second.headers["ETag"] == first.headers["ETag"]

    def test_who_has_an_older_feed_gets_the_new_one(self, served, clock, edition):
        first, old = self.ask(served)
        clock.move_to(LATER)
        edition.status = EditionStatus.CANCELLED
        publish(edition)
        second, new = self.ask(served, **{"If-None-Match": first.headers["ETag"]})
        assert second.status == 200
        assert second.headers["ETag"] != first.headers["ETag"]
        assert new != old
        assert b"STATUS:CANCELLED" in new

    def test_head_says_the_same_without_the_feed(self, served, edition):
        first, _body = self.ask(served)
        head, nothing = self.ask(served, "HEAD")
        assert (head.status, nothing) == (200, b"")
        assert head.headers["ETag"] == first.headers["ETag"]
        assert head.headers["Content-Length"] == first.headers["Content-Length"]

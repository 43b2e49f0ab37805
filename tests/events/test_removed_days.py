"""A day that readers have in their calendars and that an edition loses is struck there too."""

from datetime import UTC, date, datetime, timedelta

import icalendar
import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from events.models import Edition, RemovedDay
from tests.events.test_planning import posted
from tests.factories import make_edition, make_training

NOW = datetime(2027, 1, 20, 12, 0, tzinfo=UTC)
LATER = datetime(2027, 1, 25, 8, 30, tzinfo=UTC)
DAYS = [date(2027, 3, 1), date(2027, 3, 8), date(2027, 3, 15)]
FILE = "/trainingen/hulp-vragen/2027-03-01.ics"
FILE_EN = "/en/trainings/asking-for-help/2027-03-01.ics"
FEED = "/trainingen/hulp-vragen/agenda.ics"
ALL_EN = "/en/trainings/agenda.ics"


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(NOW, tick=False) as traveller:
        yield traveller


@pytest.fixture
def edition(site) -> Edition:
    return make_edition(make_training(site), *DAYS)


def without(edition: Edition, *gone: date) -> Edition:
    """The edition with the draft of a version that lacks some days."""
    edition = Edition.objects.get(pk=edition.pk)
    edition.sessions.set([day for day in edition.days if day.date not in gone])
    return edition


def publish(edition: Edition) -> Edition:
    edition.save_revision().publish()
    return Edition.objects.get(pk=edition.pk)


def told(client, address: str) -> dict[str, icalendar.Event]:
    """The entries of a file, by UID."""
    response = client.get(address)
    assert response.status_code == 200
    events = icalendar.Calendar.from_ical(response.content).walk("VEVENT")
    found = {str(event["UID"]): event for event in events}
    assert len(found) == len(events)
    return found


class TestTold:
    @pytest.mark.parametrize(
        ("address", "summary", "words"),
        [
            (FILE, "GEANNULEERD: Hulp vragen kun je leren", "Deze dag gaat niet door."),
            (FEED, "GEANNULEERD: Hulp vragen kun je leren", "Deze dag gaat niet door."),
            (FILE_EN, "CANCELLED: Asking for help can be learned", "This day has been cancelled."),
            (ALL_EN, "CANCELLED: Asking for help can be learned", "This day has been cancelled."),
        ],
    )
    def test_a_removed_day_stays_as_cancelled(
        self, client, clock, edition, address, summary, words
    ):
        lost = edition.days[1]
        clock.move_to(LATER)
        publish(without(edition, DAYS[1]))
        entries = told(client, address)
        assert len(entries) == 3
        event = entries[str(lost.uuid)]
        assert event["STATUS"] == "CANCELLED"
        assert event["SEQUENCE"] == lost.sequence + 1 == 1
        assert event["LAST-MODIFIED"].dt == event["DTSTAMP"].dt == LATER
        assert event["CREATED"].dt == NOW
        assert event["SUMMARY"] == summary
        assert event["DESCRIPTION"].startswith(words)
        assert event["DTSTART"].dt.astimezone(UTC) == datetime(2027, 3, 8, 8, 30, tzinfo=UTC)
        assert event["DTEND"].dt.astimezone(UTC) == datetime(2027, 3, 8, 15, 30, tzinfo=UTC)

    def test_the_others_are_numbered_anew_and_keep_their_sequence(self, client, edition):
        publish(without(edition, DAYS[1]))
        entries = told(client, FILE)
        held = [event for event in entries.values() if event["STATUS"] == "CONFIRMED"]
        assert [str(event["SUMMARY"]).partition(":")[0] for event in held] == [
            "Hulp vragen kun je leren (dag 1 van 2)",
            "Hulp vragen kun je leren (dag 2 van 2)",
        ]
        assert [event["SEQUENCE"] for event in held] == [0, 0]

    def test_the_file_of_one_day_does_not_speak_of_it(self, client, edition):
        publish(without(edition, DAYS[1]))
        entries = told(client, FILE.replace(".ics", "/dag-2.ics"))
        assert [event["STATUS"] for event in entries.values()] == ["CONFIRMED"]

    @pytest.mark.parametrize(("late", "count"), [(timedelta(0), 2), (timedelta(seconds=-1), 3)])
    def test_it_is_told_until_four_weeks_after_it_would_have_been_over(
        self, client, clock, edition, late, count
    ):
        publish(without(edition, DAYS[0]))
        clock.move_to(datetime(2027, 3, 29, 15, 30, tzinfo=UTC) + late)
        assert len(told(client, "/trainingen/hulp-vragen/agenda.ics")) == count

    def test_removed_days_cost_no_query_each(self, client, site):
        training = make_training(site, slug="meer", title="Meer vragen")

        def queries():
            with CaptureQueriesContext(
                connection,
            ) as captured:
                told(client, "/trainingen/meer/agenda.ics")
            return len(captured)

        publish(without(make_edition(training, *DAYS), DAYS[1]))
        queries()
        few = queries()
        for _number in range(5):
            publish(without(make_edition(training, *DAYS), DAYS[1], DAYS[2]))
        queries()
        assert RemovedDay.objects.count() == 11
        assert queries() == few


class TestKept:
    def test_a_draft_removes_nothing(self, client, edition):
        without(edition, DAYS[1]).save_revision()
        assert [event["STATUS"] for event in told(client, FILE).values()] == ["CONFIRMED"] * 3
        assert not RemovedDay.objects.exists()

    def test_a_day_that_no_reader_has_seen_is_forgotten(self, site):
        edition = make_edition(make_training(site), *DAYS, publish=False)
        publish(without(edition, DAYS[1]))
        assert not RemovedDay.objects.exists()

    def test_a_day_that_comes_back_goes_on_counting(self, client, clock, edition):
        lost = edition.days[1]
        before = edition.live_revision
        publish(without(edition, DAYS[1]))
        clock.move_to(LATER)
        before.publish()
        (event,) = (e for uid, e in told(client, FILE).items() if uid == str(lost.uuid))
        assert (event["STATUS"], event["SEQUENCE"]) == ("CONFIRMED", 2)
        assert (event["CREATED"].dt, event["LAST-MODIFIED"].dt) == (NOW, LATER)
        assert not RemovedDay.objects.exists()

    def test_a_day_that_goes_again_counts_further(self, client, edition):
        lost = edition.days[1]
        before = edition.live_revision
        publish(without(edition, DAYS[1]))
        before.publish()
        publish(without(edition, DAYS[1]))
        assert told(client, FILE)[str(lost.uuid)]["SEQUENCE"] == 3

    def test_a_removed_day_keeps_the_time_zone_in_which_it_was_planned(self, client, edition):
        publish(without(edition, DAYS[1]))
        assert RemovedDay.objects.get().time_zone == "Europe/Amsterdam"

    def test_a_day_without_times_stays_a_whole_day(self, client, site):
        edition = make_edition(make_training(site), *DAYS, starts=None, ends=None)
        lost = edition.days[2]
        publish(without(edition, DAYS[2]))
        event = told(client, FILE)[str(lost.uuid)]
        assert (event["DTSTART"].dt, event["DTEND"].dt) == (DAYS[2], date(2027, 3, 16))

    def test_an_unpublished_edition_is_told_no_more_and_counts_on_when_it_returns(
        self, client, edition
    ):
        edition.unpublish()
        assert client.get(FILE).status_code == 404
        edition = publish(without(edition, DAYS[2]))
        assert [event["SEQUENCE"] for event in told(client, FILE).values()] == [0, 0, 1]

    def test_another_edition_cannot_take_the_identity_of_a_removed_day(
        self, client, admin, edition
    ):
        lost = edition.days[1].uuid
        publish(without(edition, DAYS[1]))
        other = posted(edition.training, ("2027-09-01", "9:30", "16:30", {"uuid": str(lost)}))
        admin.post(reverse("wagtailsnippets_events_edition:add"), other)
        assert Edition.objects.get(slug="2027-09-01").days[0].uuid != lost
        assert len(told(client, ALL_EN)) == 4

"""What independent readers see in our files, far away from the training's time zone."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo, available_timezones

import pytest

from events.ical import Event, Feed, Status, serialise
from events.timezones import vtimezone
from tests.node_runner import read_calendar

pytestmark = pytest.mark.node

READERS = ("ical.js", "node-ical")
AMSTERDAM = ZoneInfo("Europe/Amsterdam")
NOWHERE = b"Lesdag/Nergens"

EVENT = Event(
    uid=UUID(int=1),
    starts=datetime(2026, 10, 19, 9, 30, tzinfo=AMSTERDAM),
    ends=datetime(2026, 10, 19, 16, 30, tzinfo=AMSTERDAM),
    summary="Luisteren; vragen, zwijgen 🧭",
    description='Neem mee:\n- pen, papier\n- een "echt" geval; écht ' + "waar " * 30,
    location="De Werkplaats, Utrecht",
    url="https://lesdag.example/trainingen/luisteren/?a=1,2;3",
    language="nl",
    status=Status.CONFIRMED,
    sequence=2,
    created=datetime(2026, 5, 1, 8, 0, tzinfo=UTC),
    last_modified=datetime(2026, 6, 2, 9, 15, 30, tzinfo=UTC),
    geo=(52.09, 5.12),
    categories=("Communicatie", "Leren, oefenen"),
    conference="https://meet.example/kamer",
    conference_label='Kamer "Zuid": kom, nu',
    related=(UUID(int=2),),
)

# Seven days around both clock changes: one past midnight, one all day, one cancelled, one in UTC.
DAYS = [
    EVENT,
    replace(
        EVENT,
        uid=UUID(int=2),
        starts=datetime(2026, 10, 26, 9, 30, tzinfo=AMSTERDAM),
        ends=datetime(2026, 10, 26, 16, 30, tzinfo=AMSTERDAM),
    ),
    replace(
        EVENT,
        uid=UUID(int=3),
        starts=datetime(2027, 3, 27, 20, 0, tzinfo=AMSTERDAM),
        ends=datetime(2027, 3, 28, 4, 0, tzinfo=AMSTERDAM),
    ),
    replace(EVENT, uid=UUID(int=4), starts=date(2026, 10, 25), ends=date(2026, 10, 26)),
    replace(
        EVENT,
        uid=UUID(int=5),
        starts=datetime(2027, 6, 1, 9, 0, tzinfo=AMSTERDAM),
        ends=datetime(2027, 6, 1, 17, 0, tzinfo=AMSTERDAM),
        status=Status.CANCELLED,
        sequence=3,
    ),
    replace(
        EVENT,
        uid=UUID(int=6),
        starts=datetime(2027, 1, 4, 9, 0, tzinfo=ZoneInfo("Etc/UTC")),
        ends=datetime(2027, 1, 4, 10, 0, tzinfo=ZoneInfo("Etc/UTC")),
    ),
    replace(
        EVENT,
        uid=UUID(int=7),
        starts=datetime(2027, 1, 4, 9, 0, tzinfo=ZoneInfo("America/Santiago")),
        ends=datetime(2027, 1, 4, 10, 0, tzinfo=ZoneInfo("America/Santiago")),
        status=Status.TENTATIVE,
    ),
]

SEEN = {
    1: ("2026-10-19T07:30:00Z", "2026-10-19T14:30:00Z", False, "CONFIRMED", 2),
    2: ("2026-10-26T08:30:00Z", "2026-10-26T15:30:00Z", False, "CONFIRMED", 2),
    3: ("2027-03-27T19:00:00Z", "2027-03-28T02:00:00Z", False, "CONFIRMED", 2),
    4: ("2026-10-25", "2026-10-26", True, "CONFIRMED", 2),
    5: ("2027-06-01T07:00:00Z", "2027-06-01T15:00:00Z", False, "CANCELLED", 3),
    6: ("2027-01-04T09:00:00Z", "2027-01-04T10:00:00Z", False, "CONFIRMED", 2),
    7: ("2027-01-04T12:00:00Z", "2027-01-04T13:00:00Z", False, "TENTATIVE", 2),
}

FEED = Feed(
    name="Trainingen",
    description="Alle dagen",
    source="https://lesdag.example/trainingen/agenda.ics",
    url="https://lesdag.example/trainingen/",
    language="nl",
)


def seen_by(reader, ics: bytes) -> dict:
    keys = ("start", "end", "allDay", "status", "sequence")
    events = read_calendar(ics)[reader]
    assert len({event["uid"] for event in events}) == len(events)
    return {UUID(event["uid"]).int: tuple(event[key] for key in keys) for event in events}


@pytest.mark.parametrize("feed", [None, FEED], ids=["download", "feed"])
@pytest.mark.parametrize("reader", READERS)
def test_reader_sees_every_day_at_its_time(reader, feed):
    assert seen_by(reader, serialise(DAYS, feed)) == SEEN


def test_ical_js_reads_the_right_time_from_our_vtimezone_alone():
    """With a name that nobody knows; Thunderbird's engine."""
    ics = serialise(DAYS).replace(b"Europe/Amsterdam", NOWHERE)
    assert NOWHERE in ics
    assert seen_by("ical.js", ics) == SEEN


@pytest.mark.parametrize("reader", READERS)
def test_reader_sees_the_words_as_they_were_written(reader):
    (event,) = read_calendar(serialise([EVENT]))[reader]
    assert event["summary"] == EVENT.summary
    # node-ical trims what it reads.
    assert event["description"].rstrip() == EVENT.description.rstrip()
    assert event["location"] == EVENT.location


def test_ical_js_sees_categories_and_the_online_room():
    (event,) = read_calendar(serialise([EVENT]))["ical.js"]
    assert event["categories"] == ["Communicatie", "Leren, oefenen"]
    assert event["conference"] == "https://meet.example/kamer"


def test_ical_js_sees_a_backslash_before_n_as_it_was_written():
    """§3.3.11; node-ical 0.26 takes it for a line break."""
    (event,) = read_calendar(serialise([replace(EVENT, summary=r"C:\Notities\nu")]))["ical.js"]
    assert event["summary"] == r"C:\Notities\nu"


@pytest.mark.parametrize("reader", READERS)
def test_reader_takes_a_calendar_without_events(reader):
    assert read_calendar(serialise([], FEED))[reader] == []


def test_ical_js_reads_every_zone_from_its_vtimezone():
    """A day in each quarter of two years, and the days around each change of the clocks."""
    events, expected = [], {}
    for zone in zones_that_differ():
        for day in days_worth_a_look(zone):
            uid = UUID(int=len(events) + 1)
            starts = datetime(day.year, day.month, day.day, 9, 30, tzinfo=zone)
            ends = starts + timedelta(hours=7)
            events.append(replace(EVENT, uid=uid, starts=starts, ends=ends))
            expected[str(uid)] = starts.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    ics = serialise(events)
    for prefix in (b"TZID:", b"TZID="):
        ics = ics.replace(prefix, prefix + b"Nergens/")
    seen = {event["uid"]: event["start"] for event in read_calendar(ics)["ical.js"]}
    assert {uid: when for uid, when in seen.items() if when != expected[uid]} == {}
    assert len(seen) == len(events) > 1000


def zones_that_differ():
    """One zone for each VTIMEZONE that is not that of another under a second name."""
    zones = {}
    for key in sorted(available_timezones()):
        zones.setdefault(vtimezone(key, 2026, 2027).to_ical().replace(key.encode(), b""), key)
    return map(ZoneInfo, zones.values())


def days_worth_a_look(zone):
    days = set()
    day, before = date(2026, 1, 1), None
    while day < date(2028, 1, 1):
        offset = datetime(day.year, day.month, day.day, 12, tzinfo=zone).utcoffset()
        if day.day == 15 and day.month % 3 == 0:
            days.add(day)
        if before is not None and offset != before:
            days |= {day - timedelta(days=1), day}
        day, before = day + timedelta(days=1), offset
    return sorted(days)

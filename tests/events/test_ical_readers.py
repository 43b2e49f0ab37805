"""What independent readers see in our files, far away from the training's time zone."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo, available_timezones

import pytest

from events.ical import Event, Feed, Image, Organizer, Status, serialise
from events.timezones import vtimezone
from tests.node_runner import read_calendar
from tests.readers import BY_NAME, READERS, Day, with_unknown_zones

# No database is asked.
pytestmark = pytest.mark.once

WITH_NODE = ("ical.js", "node-ical")
AMSTERDAM = ZoneInfo("Europe/Amsterdam")

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
    organizer=Organizer('Praktijk "De Vraag": Anna; co, é', "info@lesdag.example"),
    image=Image("https://lesdag.example/media/stoelen.jpg", "image/jpeg"),
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
    color="teal",
    image=Image("https://lesdag.example/media/stoelen.jpg", "image/jpeg"),
)


def day(number: int, event: Event) -> Day:
    """What a reader who understands all should see of an event of DAYS."""
    start, end, all_day, status, sequence = SEEN[number]
    key = None if all_day else event.starts.tzinfo.key.removeprefix("Etc/")
    return Day(start, end, all_day, key, status, sequence, str(event.uid), event.summary)


ALL_SEEN = [day(event.uid.int, event) for event in DAYS]


def marked(readers):
    """Readers as parameters of a test, those that need Node marked as such."""
    return [
        pytest.param(reader, id=reader.name, marks=[pytest.mark.node] * (reader.name in WITH_NODE))
        for reader in readers
    ]


every_reader = pytest.mark.parametrize("reader", marked(READERS))
every_reader_by_vtimezone = pytest.mark.parametrize(
    "reader", marked(reader for reader in READERS if reader.by_vtimezone)
)


@pytest.mark.parametrize("feed", [None, FEED], ids=["download", "feed"])
@every_reader
def test_reader_sees_every_day_at_its_time(reader, feed):
    seen = reader.read({"file": serialise(DAYS, feed)})["file"]
    assert seen.days == reader.as_it_sees(ALL_SEEN)
    assert seen.complaints == []


@every_reader_by_vtimezone
def test_reader_works_out_the_right_time_from_our_vtimezone_alone(reader):
    """With names that nobody knows (§3.8.3.1)."""
    ics = with_unknown_zones(serialise(DAYS))
    renamed = [
        day if day.zone in (None, "UTC") else day._replace(zone=f"Nergens/{day.zone}")
        for day in ALL_SEEN
    ]
    assert reader.read({"file": ics})["file"].days == reader.as_it_sees(renamed)


@pytest.mark.node
def test_those_who_go_by_vtimezone_are_three():
    """Those who do not, fall back on UTC, on their own zone or on none under an unknown name."""
    ics = with_unknown_zones(serialise([EVENT]))
    right = set()
    for reader in READERS:
        (seen,) = reader.read({"file": ics})["file"].days
        if seen.start == SEEN[1][0]:
            right.add(reader.name)
    assert right == {"ical.js", "libical", "vobject"}
    assert right == {reader.name for reader in READERS if reader.by_vtimezone}


BROKEN = {
    "libical": (b"TRANSP:OPAQUE\r\n", b"TRANSP:OPAQUE\r\nTRANSP:OPAQUE\r\n"),
    "vobject": (b"PRODID:-//Lesdag//Lesdag//NL\r\n", b""),
}


@pytest.mark.parametrize("name", BROKEN)
def test_reader_that_checks_complains_of_a_broken_file(name):
    """So that no complaint says something."""
    whole = serialise([EVENT])
    broken = whole.replace(*BROKEN[name])
    assert broken != whole
    assert BY_NAME[name].read({"file": broken})["file"].complaints


@pytest.mark.node
@pytest.mark.parametrize("reader", WITH_NODE)
def test_reader_sees_the_words_as_they_were_written(reader):
    (event,) = read_calendar(serialise([EVENT]))[reader]
    assert event["summary"] == EVENT.summary
    # node-ical trims what it reads.
    assert event["description"].rstrip() == EVENT.description.rstrip()
    assert event["location"] == EVENT.location


@pytest.mark.node
def test_ical_js_sees_categories_and_the_online_room():
    (event,) = read_calendar(serialise([EVENT]))["ical.js"]
    assert event["categories"] == ["Communicatie", "Leren, oefenen"]
    assert event["conference"] == "https://meet.example/kamer"


@pytest.mark.node
def test_ical_js_sees_a_backslash_before_n_as_it_was_written():
    """§3.3.11; node-ical 0.26 takes it for a line break."""
    (event,) = read_calendar(serialise([replace(EVENT, summary=r"C:\Notities\nu")]))["ical.js"]
    assert event["summary"] == r"C:\Notities\nu"


@every_reader
def test_reader_takes_a_calendar_without_events(reader):
    seen = reader.read({"file": serialise([], FEED)})["file"]
    assert (seen.days, seen.complaints) == ([], [])


@every_reader_by_vtimezone
def test_reader_works_out_every_zone_from_its_vtimezone(reader):
    """A day in each quarter of two years, and the days around each change of the clocks."""
    events, expected = [], {}
    for zone in zones_that_differ():
        for day in days_worth_a_look(zone):
            uid = UUID(int=len(events) + 1)
            starts = datetime(day.year, day.month, day.day, 9, 30, tzinfo=zone)
            ends = starts + timedelta(hours=7)
            events.append(replace(EVENT, uid=uid, starts=starts, ends=ends))
            expected[str(uid)] = starts.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
            if reader.name == "vobject" and zone.key in ("Africa/Abidjan", "Factory", "GMT"):
                # It takes a VTIMEZONE that agrees with UTC all year for UTC, and then loses it.
                expected[str(uid)] = f"floating {starts:%Y-%m-%d %H:%M:%S}"
    ics = with_unknown_zones(serialise(events))
    seen = {day.uid: day.start for day in reader.read({"file": ics})["file"].days}
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

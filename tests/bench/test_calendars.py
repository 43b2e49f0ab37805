"""How long a feed takes to put together, beside libraries that write it anew: ``make bench``."""

import gzip
import time
import tracemalloc
import uuid
from datetime import UTC, date, datetime, timedelta

import icalendar
import ics
import pytest
import vobject
from django.db import connection
from django.test.utils import CaptureQueriesContext

from events import calendars, changes, entries, ical, schedule
from events.models import CalendarEntry, Edition, Session
from tests.factories import AFTERNOON, MORNING, LocationFactory, make_site, make_training

pytestmark = [pytest.mark.bench, pytest.mark.django_db]

DAYS = 5
SIZES = (1, 100, 2000)
ALL = "/trainingen/agenda.ics"


def plan(training, total: int) -> None:
    """Plan editions of five days until there are ``total``, past the forms and revisions."""
    begun = Edition.objects.count()
    first = date.today() + timedelta(days=7)
    editions = [
        Edition(
            training=training,
            location=training.default_location,
            slug=f"uitvoering-{number}",
            capacity=12,
            language="nl",
        )
        for number in range(begun, total)
    ]
    days = []
    for number, edition in enumerate(editions, start=begun):
        mine = [
            Session(
                uuid=uuid.uuid4(),
                date=first + timedelta(days=number // 4 + 7 * week),
                starts=MORNING,
                ends=AFTERNOON,
            )
            for week in range(DAYS)
        ]
        for day in mine:
            day.place_in_time(edition.zone)
        edition.starts_at, edition.ends_at = mine[0].starts_at, mine[-1].ends_at
        days.append((edition, mine))
    Edition.objects.bulk_create(editions)
    for edition, mine in days:
        for day in mine:
            day.edition = edition
    Session.objects.bulk_create([day for _edition, mine in days for day in mine])
    changes.note()


def milliseconds(call, times: int = 5) -> float:
    """The shortest of a few runs: the one least disturbed by others."""
    runs = []
    for _time in range(times):
        begun = time.perf_counter()
        call()
        runs.append(time.perf_counter() - begun)
    return 1000 * min(runs)


def values() -> list[ical.Event]:
    """The events of the feed, as values in memory: what each library is given to write."""
    pks = list(Edition.objects.values_list("pk", flat=True))
    return [
        event
        for edition in schedule.for_calendars(pks, "nl")
        for event in calendars.events_of(edition, practice=calendars.practice())
    ]


def with_icalendar(events) -> bytes:
    """The raw library, as its documentation says."""
    calendar = icalendar.Calendar()
    calendar.add("prodid", "-//x//x//NL")
    calendar.add("version", "2.0")
    for event in events:
        component = icalendar.Event()
        component.add("uid", str(event.uid))
        component.add("dtstamp", event.last_modified)
        component.add("created", event.created)
        component.add("last-modified", event.last_modified)
        component.add("sequence", event.sequence)
        component.add("status", event.status.value)
        component.add("dtstart", event.starts)
        component.add("dtend", event.ends)
        component.add("summary", event.summary, {"LANGUAGE": event.language})
        component.add("description", event.description, {"LANGUAGE": event.language})
        component.add("location", event.location, {"LANGUAGE": event.language})
        component.add("url", event.url)
        component.add("categories", list(event.categories))
        for uid in event.related:
            component.add("related-to", str(uid), {"RELTYPE": "SIBLING"})
        calendar.add_component(component)
    return calendar.to_ical()


def in_utc(moment: datetime) -> datetime:
    """A moment in the only kind of UTC that vobject knows; zoneinfo's zones it does not."""
    return moment.astimezone(vobject.icalendar.utc)


def with_vobject(events) -> str:
    """vobject, as its documentation says."""
    calendar = vobject.iCalendar()
    for event in events:
        component = calendar.add("vevent")
        component.add("uid").value = str(event.uid)
        component.add("dtstamp").value = in_utc(event.last_modified)
        component.add("created").value = in_utc(event.created)
        component.add("last-modified").value = in_utc(event.last_modified)
        component.add("sequence").value = str(event.sequence)
        component.add("status").value = event.status.value
        component.add("dtstart").value = in_utc(event.starts)
        component.add("dtend").value = in_utc(event.ends)
        component.add("summary").value = event.summary
        component.add("description").value = event.description
        component.add("location").value = event.location
        component.add("url").value = event.url
        component.add("categories").value = list(event.categories)
        for uid in event.related:
            component.add("related-to").value = str(uid)
    return calendar.serialize()


def with_ics(events) -> str:
    """ics, as its documentation says; it knows no SEQUENCE and no related events."""
    calendar = ics.Calendar()
    for event in events:
        calendar.events.add(
            ics.Event(
                uid=str(event.uid),
                name=event.summary,
                begin=event.starts,
                end=event.ends,
                description=event.description,
                location=event.location,
                url=event.url,
                categories=set(event.categories),
                created=event.created,
                last_modified=event.last_modified,
                status=event.status.value,
            )
        )
    return calendar.serialize()


def measure(client) -> dict[str, float]:
    """The figures for what is planned at this moment."""
    begun = time.perf_counter()
    client.get(ALL)
    first = 1000 * (time.perf_counter() - begun)
    with CaptureQueriesContext(connection) as queries:
        body = client.get(ALL).content
    now, events = datetime.now(UTC), values()
    joined = milliseconds(lambda: ical.assemble(entries.of_feed("nl", now).entries))
    raw = milliseconds(lambda: with_icalendar(events), 2)
    return {
        "events": body.count(b"BEGIN:VEVENT"),
        "queries": len(queries),
        "kB": len(body) / 1000,
        "ours, stored": joined,
        "whole answer": milliseconds(lambda: client.get(ALL)),
        "gzip beside it": milliseconds(lambda: gzip.compress(body, 6, mtime=0)),
        "first after all changed": first,
        "ours, afresh": milliseconds(lambda: ical.serialise(events), 2),
        "icalendar": raw,
        "vobject": milliseconds(lambda: with_vobject(events), 1),
        "ics": milliseconds(lambda: with_ics(events), 1),
        "times faster": raw / joined,
    }


def test_print_milliseconds(client):
    """A feed of all, of 1, 100 and 2,000 editions of five days."""
    training = make_training(make_site(), default_location=LocationFactory())
    rows = []
    for size in SIZES:
        plan(training, size)
        rows.append(measure(client))
    tracemalloc.start()
    client.get(ALL)
    _now, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    print("\nmilliseconds")
    for name in rows[0]:
        print(f"{name:24}" + "".join(f"{row[name]:12.1f}" for row in rows))
    print(f"memory at its highest while answering {rows[-1]['events']} events: {peak / 1e6:.0f} MB")
    assert [row["events"] for row in rows] == [size * DAYS for size in SIZES]
    assert len({row["queries"] for row in rows}) == 1
    assert CalendarEntry.objects.count() == 2 * SIZES[-1] * DAYS

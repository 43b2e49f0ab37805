"""What independent readers see in every calendar file of the demo is what its database says."""

from collections import Counter

import pytest

from tests.events.test_ical_properties import content_lines
from tests.events.test_ical_readers import every_reader, every_reader_by_vtimezone
from tests.readers import with_unknown_zones
from tests.readers.demo import expected_files, fetch

# pytest-django makes a database only for a run with a test that says it uses one.
pytestmark = [pytest.mark.django_db, pytest.mark.once]


@pytest.fixture(scope="module")
def expected(demo):
    return expected_files()


@pytest.fixture(scope="module")
def files(demo, expected):
    return fetch(expected)


def test_there_is_something_to_see(expected):
    """Both languages, single days, a cancelled and a postponed one, and a change of the clocks."""
    assert sum(address.startswith("/en/") for address in expected) * 2 == len(expected)
    assert len(expected) > 60
    everything = expected["/trainingen/agenda.ics"]
    assert {day.status for day in everything} == {"CONFIRMED", "TENTATIVE", "CANCELLED"}
    assert len({day.start[11:] for day in everything if "T" in day.start}) > 3
    assert {day.uid for day in everything} == {
        day.uid for day in expected["/en/trainings/agenda.ics"]
    }


@every_reader
def test_reader_sees_what_the_database_says(reader, files, expected):
    seen = reader.read(files)
    assert seen.keys() == expected.keys()
    for address, days in expected.items():
        assert seen[address].days == reader.as_it_sees(days), address
        assert seen[address].complaints == [], address


@every_reader_by_vtimezone
def test_reader_sees_the_same_instants_by_our_vtimezones_alone(reader, files, expected):
    seen = reader.read({name: with_unknown_zones(ics) for name, ics in files.items()})
    for address, days in expected.items():
        renamed = [
            day if day.zone in (None, "UTC") else day._replace(zone=f"Nergens/{day.zone}")
            for day in days
        ]
        assert seen[address].days == reader.as_it_sees(renamed), address


ONCE_IN_EVENT = [
    *("UID", "DTSTAMP", "CREATED", "LAST-MODIFIED", "SEQUENCE", "STATUS", "DTSTART", "DTEND"),
    *("TRANSP", "SUMMARY", "DESCRIPTION", "URL"),
]


def test_every_required_property_is_in_every_file_once(files):
    """No reader misses a UID or a DTSTAMP (RFC 5545 §3.6, §3.6.1)."""
    for address, ics in files.items():
        components, stack = [], []
        for name, _parameters, value in content_lines(ics):
            if name == "BEGIN":
                components.append((value, Counter()))
                stack.append(components[-1][1])
            elif name == "END":
                stack.pop()
            else:
                stack[-1][name] += 1
        kinds = Counter(kind for kind, _properties in components)
        assert kinds["VCALENDAR"] == 1, address
        for kind, properties in components:
            if kind == "VCALENDAR":
                assert [properties[name] for name in ("PRODID", "VERSION")] == [1, 1], address
                # No METHOD in what one downloads or follows; vdirsyncer splits by UIDs of days.
                assert not {"METHOD", "UID"} & set(properties), address
                is_feed = address.endswith("/agenda.ics")
                for name in ("NAME", "X-WR-CALNAME", "SOURCE", "REFRESH-INTERVAL"):
                    assert properties[name] == is_feed, f"{address}: {name}"
            if kind == "VEVENT":
                assert {n: properties[n] for n in ONCE_IN_EVENT} == dict.fromkeys(ONCE_IN_EVENT, 1)

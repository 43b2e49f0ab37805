"""The VTIMEZONE of every zone there is, read back and held against zoneinfo (RFC 5545 §3.6.5)."""

import io
from bisect import bisect_right
from datetime import UTC, datetime, timedelta
from functools import cache
from zoneinfo import ZoneInfo, available_timezones

import icalendar
import pytest
from dateutil.rrule import rrulestr
from dateutil.tz import tzical

from events.timezones import vtimezone

# No database is asked.
pytestmark = pytest.mark.once

ZONES = sorted(available_timezones())
CHUNKS = [ZONES[start::8] for start in range(8)]
FIRST, LAST = 2025, 2030
HOUR = timedelta(hours=1)

# A name that no reader knows, so that none can use data of its own.
NOWHERE = "Lesdag/Nergens"


def written(key, first=FIRST, last=LAST) -> str:
    return vtimezone(key, first, last).to_ical(sorted=False).decode()


def lines(key, first=FIRST, last=LAST) -> list[str]:
    return written(key, first, last).split("\r\n")


def renamed(key, first=FIRST, last=LAST) -> str:
    return written(key, first, last).replace(f"TZID:{key}\r\n", f"TZID:{NOWHERE}\r\n")


def onsets_as_read(ics: str, last: int) -> list[tuple[datetime, timedelta]]:
    """From which instant in UTC on which offset is in force, as §3.6.5 tells a reader to see it."""
    onsets = []
    for observance in icalendar.Timezone.from_ical(ics).subcomponents:
        start, before = observance.DTSTART, observance.TZOFFSETFROM
        starts = [start]
        if "RRULE" in observance:
            rule = rrulestr(observance["RRULE"].to_ical().decode(), dtstart=start)
            starts = rule.between(start, datetime(last + 2, 1, 1), inc=True)
            assert starts[0] == start, "DTSTART must be the first time of its rule (§3.6.5)"
        onsets += [((s - before).replace(tzinfo=UTC), observance.TZOFFSETTO) for s in starts]
    return sorted(onsets)


@cache
def midmonths(first, last):
    return [
        datetime(y, m, 15, 12, tzinfo=UTC) for y in range(first, last + 1) for m in range(1, 13)
    ]


def wrong_instants(key, first, last) -> list[str]:
    """Instants at which a reader of our VTIMEZONE would have another offset than zoneinfo.

    Looked at are the middle of each month, and a second and an hour on both sides of each change:
    those of the file, and those that lie between two months of different offset.
    """
    zone = ZoneInfo(key)
    onsets = onsets_as_read(renamed(key, first, last), last)
    moments = [moment for moment, _ in onsets]
    start, end = datetime(first, 1, 1, tzinfo=UTC), datetime(last + 1, 1, 1, tzinfo=UTC)
    instants = set(midmonths(first, last)) | {
        datetime(year, month, day, tzinfo=UTC)
        for year in range(first, last + 1)
        for month in range(1, 13)
        for day in (1, 5, 9, 20, 24, 28)
    }
    for moment in [*moments, *true_changes(key, first, last)]:
        second = timedelta(seconds=1)
        instants |= {moment - HOUR, moment - second, moment, moment + second, moment + HOUR}
    return [
        f"{key} {instant}"
        for instant in sorted(instants)
        if start <= instant < end
        and onsets[bisect_right(moments, instant) - 1][1] != instant.astimezone(zone).utcoffset()
    ]


def true_changes(key, first, last) -> list[datetime]:
    """When zoneinfo changes its mind, found by looking at every day and then at every minute."""
    zone = ZoneInfo(key)
    changes = []
    day, end = datetime(first, 1, 1, tzinfo=UTC), datetime(last + 1, 1, 1, tzinfo=UTC)
    offset = day.astimezone(zone).utcoffset()
    while day < end:
        following = day + timedelta(days=1)
        ahead = following.astimezone(zone).utcoffset()
        if ahead != offset:
            minute = day
            while minute.astimezone(zone).utcoffset() == offset:
                minute += timedelta(minutes=1)
            changes.append(minute)
        day, offset = following, ahead
    return changes


class TestEveryZone:
    @pytest.mark.parametrize("zones", CHUNKS, ids=lambda zones: zones[0])
    def test_offsets_are_those_of_zoneinfo(self, zones):
        wrong = [instant for key in zones for instant in wrong_instants(key, FIRST, LAST)]
        assert wrong == []

    @pytest.mark.parametrize("zones", CHUNKS, ids=lambda zones: zones[0])
    def test_names_and_shape_are_as_they_should_be(self, zones):
        """§3.6.5: at least one observance; each with DTSTART in local time and both offsets."""
        for key in zones:
            component = icalendar.Timezone.from_ical(written(key))
            assert list(component) == ["TZID"], key
            assert component["TZID"] == key
            assert component.subcomponents, key
            for observance in component.subcomponents:
                names = set(observance)
                assert names - {"RRULE"} == {"DTSTART", "TZOFFSETFROM", "TZOFFSETTO", "TZNAME"}, key
                assert observance.DTSTART.tzinfo is None, key
            names_used = {str(observance["TZNAME"]) for observance in component.subcomponents}
            zone = ZoneInfo(key)
            names_due = {i.astimezone(zone).tzname() for i in midmonths(FIRST, LAST)}
            assert names_due <= names_used, key

    @pytest.mark.parametrize("zones", CHUNKS, ids=lambda zones: zones[0])
    def test_a_single_year_is_enough_to_be_right_in_it(self, zones):
        wrong = [instant for key in zones for instant in wrong_instants(key, 2026, 2026)]
        assert wrong == []

    def test_there_are_zones_to_test(self):
        assert len(ZONES) > 400
        assert {"Europe/Amsterdam", "Africa/Casablanca", "Asia/Gaza"} <= set(ZONES)


@pytest.mark.parametrize(
    "key",
    [
        "Europe/Amsterdam",
        "Europe/Dublin",
        "America/New_York",
        "America/Santiago",
        "America/Nuuk",
        "Asia/Jerusalem",
        "Australia/Lord_Howe",
        "Africa/Cairo",
        "Africa/Casablanca",
        "Asia/Gaza",
        "Asia/Kolkata",
        "Pacific/Chatham",
    ],
)
def test_dateutil_reads_the_same_local_times(key):
    """A second reader, which works from local time instead of UTC."""
    reader = tzical(io.StringIO(renamed(key).replace("\r\n", "\n"))).get(NOWHERE)
    zone = ZoneInfo(key)
    instants = [*midmonths(FIRST, LAST)]
    for change in true_changes(key, FIRST, LAST):
        instants += [change - 2 * HOUR, change + 2 * HOUR]
    for instant in instants:
        local = instant.astimezone(zone).replace(tzinfo=None)
        assert local.replace(tzinfo=reader).utcoffset() == instant.astimezone(zone).utcoffset()


class TestAmsterdam:
    RULES = """\
BEGIN:VTIMEZONE
TZID:Europe/Amsterdam
BEGIN:DAYLIGHT
DTSTART:19810329T020000
RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU
TZOFFSETFROM:+0100
TZOFFSETTO:+0200
TZNAME:CEST
END:DAYLIGHT
BEGIN:STANDARD
DTSTART:19961027T030000
RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU
TZOFFSETFROM:+0200
TZOFFSETTO:+0100
TZNAME:CET
END:STANDARD
END:VTIMEZONE
"""

    @pytest.mark.parametrize(("first", "last"), [(2026, 2026), (2019, 2031), (1997, 1997)])
    def test_two_rules_whatever_the_years(self, first, last):
        assert written("Europe/Amsterdam", first, last) == self.RULES.replace("\n", "\r\n")

    def test_before_the_rule_each_change_stands_by_itself(self):
        assert "RRULE" not in written("Europe/Amsterdam", 1995, 1996)
        assert wrong_instants("Europe/Amsterdam", 1995, 1996) == []
        assert wrong_instants("Europe/Amsterdam", 1965, 1980) == []


class TestRules:
    def test_zone_that_never_changes_has_one_standard(self):
        assert lines("Asia/Kolkata") == [
            "BEGIN:VTIMEZONE",
            "TZID:Asia/Kolkata",
            "BEGIN:STANDARD",
            "DTSTART:19700101T000000",
            "TZOFFSETFROM:+0530",
            "TZOFFSETTO:+0530",
            "TZNAME:IST",
            "END:STANDARD",
            "END:VTIMEZONE",
            "",
        ]

    @pytest.mark.parametrize(
        ("key", "rules"),
        [
            ("America/New_York", ["3;BYDAY=2SU", "11;BYDAY=1SU"]),
            ("America/Nuuk", ["3;BYMONTHDAY=24,25,26,27,28,29,30;BYDAY=SA", "10;BYDAY=-1SU"]),
            ("Asia/Jerusalem", ["3;BYMONTHDAY=23,24,25,26,27,28,29;BYDAY=FR", "10;BYDAY=-1SU"]),
        ],
    )
    def test_rule_is_the_one_that_people_made(self, key, rules):
        found = [text for text in lines(key) if text.startswith("RRULE")]
        assert found == [f"RRULE:FREQ=YEARLY;BYMONTH={rule}" for rule in rules]

    def test_southern_summer_is_daylight(self):
        component = icalendar.Timezone.from_ical(written("Australia/Sydney"))
        assert [o.DTSTART.month for o in component.daylight] == [10]
        assert [o.DTSTART.month for o in component.standard] == [4]

    def test_irish_summer_is_daylight(self):
        component = icalendar.Timezone.from_ical(written("Europe/Dublin"))
        assert [str(o["TZNAME"]) for o in component.daylight] == ["IST"]
        assert [str(o["TZNAME"]) for o in component.standard] == ["GMT"]

    @pytest.mark.parametrize("key", ["Africa/Casablanca", "Asia/Gaza", "Africa/Cairo"])
    def test_zone_without_a_rule_has_one_observance_for_each_change(self, key):
        """Never several values in one RDATE: ical.js and vobject read the first only."""
        text = written(key)
        assert "RRULE" not in text
        assert "RDATE" not in text
        changes = true_changes(key, FIRST - 1, LAST + 1)
        assert text.count("DTSTART:") == len(changes) + 1

    def test_rule_without_an_end_is_not_written_where_the_clock_change_has_one(self):
        """Mexico gave it up in October 2022."""
        assert "RRULE" in written("America/Mexico_City", 2005, 2007)
        for first, last in ((2019, 2020), (2021, 2023), (2024, 2026)):
            assert "RRULE" not in written("America/Mexico_City", first, last)
            assert wrong_instants("America/Mexico_City", first, last) == []

    def test_same_years_give_same_bytes(self):
        assert written("Africa/Casablanca", 2026, 2027) == written("Africa/Casablanca", 2026, 2027)

    def test_nothing_that_some_reader_rejects(self):
        """libical's check rejects COMMENT in a VTIMEZONE."""
        for key in ("Europe/Amsterdam", "Africa/Casablanca", "Asia/Kolkata"):
            assert not [text for text in lines(key) if text.startswith(("COMMENT", "X-", "RDATE"))]

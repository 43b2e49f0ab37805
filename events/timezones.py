"""Time zones in calendar files: a VTIMEZONE (RFC 5545 §3.6.5) out of zoneinfo's data.

zoneinfo tells the offset at an instant, not the rule behind it, so the rule is found again: if the
clocks are set in the same way in all years that matter, each change becomes one observance with a
yearly RRULE. If they are not (Africa/Casablanca follows the moon, Asia/Gaza decides each year),
each change becomes an observance of its own with a single DTSTART. Never an RDATE: of several
values in one RDATE ical.js and vobject read the first only.
"""

from calendar import monthrange
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache
from zoneinfo import ZoneInfo

from icalendar import Timezone, TimezoneDaylight, TimezoneStandard
from icalendar.prop import vDatetime, vRecur, vText, vUTCOffset

# No rule is followed further back than this, and it is where an offset that never changed begins.
EPOCH = 1970

# An RRULE has no end, so a rule must also hold in the years after the last event. In twelve years
# each date falls on each weekday, so they show the whole week in which a rule can fall.
YEARS_AHEAD = 12

# Two changes of the clocks that undo each other within this time would go unseen. The shortest
# real ones, in the month of Ramadan, are four weeks apart.
STEP = timedelta(days=7)

WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")


@dataclass(frozen=True, slots=True)
class Change:
    """One moment at which a zone's clocks are set: by how much, and what the time is then called.

    ``onset`` is what the clocks show at that moment before they are set, as DTSTART of an
    observance wants it (RFC 5545 §3.6.5).
    """

    onset: datetime
    before: timedelta
    after: timedelta
    name: str
    daylight: bool

    @property
    def habit(self):
        """All that a change has in common with those of other years under one rule."""
        return (
            self.onset.month,
            self.onset.weekday(),
            self.onset.time(),
            self.before,
            self.after,
            self.name,
            self.daylight,
        )


@dataclass(frozen=True, slots=True)
class Observance:
    """A change of the clocks and the rule, if any, by which it comes back each year.

    ``first_day`` stands for "the first such weekday of the month on or after this day".
    """

    change: Change
    first_day: int | None = None


def vtimezone(key: str, first_year: int, last_year: int) -> Timezone:
    """The zone as it is from ``first_year`` to ``last_year``, the years before and after included.

    Depends on nothing but its arguments and the zone's data.
    """
    component = Timezone()
    component.add("TZID", vText(key))
    for observance in _observances(key, first_year - 1, last_year + 1):
        component.add_component(_component(observance))
    return component


def _component(observance: Observance) -> TimezoneStandard | TimezoneDaylight:
    change = observance.change
    component = TimezoneDaylight() if change.daylight else TimezoneStandard()
    component.add("DTSTART", vDatetime(change.onset))
    if observance.first_day is not None:
        component.add("RRULE", _yearly(change.onset, observance.first_day))
    component.add("TZOFFSETFROM", vUTCOffset(change.before))
    component.add("TZOFFSETTO", vUTCOffset(change.after))
    component.add("TZNAME", vText(change.name))
    return component


class _Yearly(vRecur):
    """A yearly rule with its parts in the order in which §3.6.5 writes them."""

    canonical_order = ("FREQ", "BYMONTH", "BYMONTHDAY", "BYDAY")


def _yearly(onset: datetime, first_day: int) -> _Yearly:
    """The RRULE for a weekday on or after a day of the month, in the plainest words there are."""
    weekday = WEEKDAYS[onset.weekday()]
    rule = {"FREQ": "YEARLY", "BYMONTH": onset.month}
    if first_day == _last_week(onset.month):
        rule["BYDAY"] = f"-1{weekday}"
    elif first_day % 7 == 1:
        rule["BYDAY"] = f"{first_day // 7 + 1}{weekday}"
    else:
        rule["BYMONTHDAY"] = list(range(first_day, first_day + 7))
        rule["BYDAY"] = weekday
    return _Yearly(rule)


def _last_week(month: int) -> int | None:
    """The day on which the last week of a month begins; February has no fixed one."""
    return None if month == 2 else monthrange(EPOCH, month)[1] - 6


@cache
def _observances(key: str, first: int, last: int) -> tuple[Observance, ...]:
    """What a zone's clocks do in these years, by rules if there are any."""
    return _rules(key, first, last) or _one_by_one(key, first, last)


def _one_by_one(key: str, first: int, last: int) -> tuple[Observance, ...]:
    """The offset in force when the first year begins, then each change until the last one ends."""
    start = datetime(first, 1, 1, tzinfo=UTC).astimezone(ZoneInfo(key))
    offset = start.utcoffset()
    begins = datetime(min(EPOCH, first), 1, 1)
    standing = Change(begins, offset, offset, start.tzname(), daylight=False)
    changes = (change for year in range(first, last + 1) for change in _changes(key, year))
    return tuple(Observance(change) for change in (standing, *changes))


def _rules(key: str, first: int, last: int) -> tuple[Observance, ...]:
    """One observance for each change that comes back every year; nothing if any year differs."""
    years = [_changes(key, year) for year in range(first, last + YEARS_AHEAD + 1)]
    if any(len(changes) != len(years[0]) for changes in years):
        return ()
    observances = []
    for yearly in zip(*years, strict=True):
        days = [change.onset.day for change in yearly]
        first_day = min(days)
        if max(days) > first_day + 6 or any(c.habit != yearly[0].habit for c in yearly):
            return ()
        observances.append(Observance(_since(key, yearly[0], first_day), first_day))
    return tuple(sorted(observances, key=lambda observance: observance.change.onset))


def _since(key: str, change: Change, first_day: int) -> Change:
    """The change in the first year from which on its rule holds without interruption."""
    week = range(first_day, first_day + 7)
    for year in range(change.onset.year - 1, EPOCH - 1, -1):
        same = [c for c in _changes(key, year) if c.habit == change.habit and c.onset.day in week]
        if not same:
            break
        change = same[0]
    return change


@cache
def _changes(key: str, year: int) -> tuple[Change, ...]:
    """All moments in a year, as UTC counts it, at which the zone's clocks or their name change."""
    zone = ZoneInfo(key)
    at, end = datetime(year, 1, 1, tzinfo=UTC), datetime(year + 1, 1, 1, tzinfo=UTC)
    changes = []
    while at < end:
        ahead = min(at + STEP, end)
        if _clock(zone, at) != _clock(zone, ahead):
            ahead = _moment_of_change(zone, at, ahead)
            changes.append(_change(zone, ahead))
        at = ahead
    return tuple(changes)


def _clock(zone: ZoneInfo, instant: datetime) -> tuple[timedelta, str]:
    local = instant.astimezone(zone)
    return local.utcoffset(), local.tzname()


def _moment_of_change(zone: ZoneInfo, low: datetime, high: datetime) -> datetime:
    """The first second at which the clocks no longer show what they showed at ``low``."""
    clock, second = _clock(zone, low), timedelta(seconds=1)
    while high - low > second:
        middle = low + (high - low) // second // 2 * second
        if _clock(zone, middle) == clock:
            low = middle
        else:
            high = middle
    return high


def _change(zone: ZoneInfo, moment: datetime) -> Change:
    before = (moment - timedelta(seconds=1)).astimezone(zone)
    after = moment.astimezone(zone)
    return Change(
        onset=(moment + before.utcoffset()).replace(tzinfo=None),
        before=before.utcoffset(),
        after=after.utcoffset(),
        name=after.tzname(),
        # Ireland's data call winter the exception and count it as minus one hour, Morocco's do so
        # with Ramadan. To everyone else daylight saving is when the clocks go forward.
        daylight=bool(before.dst() or after.dst()) and after.utcoffset() > before.utcoffset(),
    )

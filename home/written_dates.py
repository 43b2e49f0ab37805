"""Dates and times as people type them, "28 jan" and "9u30"; no query, no clock, no guess.

What could mean two things, or nothing, is not read: better a question than another day.
"""

import calendar
import re
from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from enum import StrEnum

MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "januari january jan",
            "februari february feb",
            "maart march mrt mar",
            "april apr",
            "mei may",
            "juni june jun",
            "juli july jul",
            "augustus august aug",
            "september sept sep",
            "oktober october okt oct",
            "november nov",
            "december dec",
        ),
        start=1,
    )
    for name in names.split()
}
WEEKDAYS = {
    name: number
    for number, names in enumerate(
        (
            "maandag monday ma mon",
            "dinsdag tuesday di tue",
            "woensdag wednesday wo wed",
            "donderdag thursday do thu",
            "vrijdag friday vr fri",
            "zaterdag saturday za sat",
            "zondag sunday zo sun",
        )
    )
    for name in names.split()
}
WEEKDAY = r"(?:(?P<weekday>[a-z]+)\.?,?\s+)?"
DATES = [
    re.compile(pattern, re.ASCII)
    for pattern in (
        r"(?P<year>\d{4})-(?P<month>\d{1,2})-(?P<day>\d{1,2})",
        WEEKDAY
        + r"(?P<day>\d{1,2})(?P<sep>[-/.])(?P<month>\d{1,2})((?P=sep)(?P<year>\d{4}|\d\d))?",
        WEEKDAY + r"(?P<day>\d{1,2})[ -]?(?P<name>[a-z]+)\.?([ -]?(?P<year>\d{4}|\d\d))?",
    )
]
CLOCK = r"(?P<hour>\d{1,2})\s?[:.,uh]\s?(?P<minute>\d\d)(:(?P<second>\d\d)(\.0+)?)?"
TIMES = [
    re.compile(pattern, re.ASCII)
    for pattern in (
        CLOCK + r"(\s?(uur|u|h))?",
        r"(?P<hour>\d{1,2})(\s?(uur|u|h))?",
        r"(?P<hour>\d{1,2})(?P<minute>\d\d)(\s?(uur|u|h))?",
    )
]
ISO_MOMENT = re.compile(r"^(\d{4}-\d\d-\d\d)t", re.ASCII)
# A practice writes of no other years; what is typed so is a slip, such as 0027.
FIRST_YEAR, LAST_YEAR = 1900, 2199
# In a date with a time behind it, bare digits could be a year as well.
TELLING_TIME = re.compile(r"[:.,]|[uh]", re.ASCII)


class Fault(StrEnum):
    """Why something typed was not read."""

    UNKNOWN = "unknown"
    NO_SUCH_DAY = "no_such_day"
    OTHER_WEEKDAY = "other_weekday"
    NO_TIME = "no_time"


class NotRead(ValueError):
    """What was typed is no date or time, or not one only."""

    def __init__(self, fault: Fault, day: date | None = None):
        super().__init__(fault)
        self.fault, self.day = fault, day


def coming(day: int, month: int, today: date) -> int:
    """The year of a day that is still to come: of a plan."""
    return today.year + ((month, day) < (today.month, today.day))


def nearest(day: int, month: int, today: date) -> int:
    """The year in which a day is nearest to today, before it or after."""
    years = (today.year, today.year + 1, today.year - 1)
    return min(years, key=lambda year: abs(date(year, month, 1) + timedelta(day - 1) - today))


def read_date(typed: str, today: date, year_of: Callable[..., int] = nearest) -> date:
    """The date that somebody typed; one without a year gets the one of ``year_of``.

    Raises NotRead. A weekday that is typed along must be that of the date.
    """
    typed = " ".join(typed.lower().split())
    found = next((match for pattern in DATES if (match := pattern.fullmatch(typed))), None)
    if found is None:
        raise NotRead(Fault.UNKNOWN)
    parts = found.groupdict()
    number = MONTHS.get(parts["name"]) if parts.get("name") else int(parts["month"])
    weekday = WEEKDAYS.get(parts["weekday"]) if parts.get("weekday") else None
    if number is None or not 1 <= number <= 12 or (parts.get("weekday") and weekday is None):
        raise NotRead(Fault.UNKNOWN)
    day, year = int(parts["day"]), parts.get("year")
    if year is None:
        year = year_of(day, number, today)
    else:
        year = int(year) + (2000 if len(year) == 2 else 0)
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise NotRead(Fault.UNKNOWN)
    if not 1 <= day <= calendar.monthrange(year, number)[1]:
        raise NotRead(Fault.NO_SUCH_DAY)
    read = date(year, number, day)
    if weekday is not None and read.weekday() != weekday:
        raise NotRead(Fault.OTHER_WEEKDAY, read)
    return read


def read_time(typed: str) -> time:
    """The time of day that somebody typed: 9.30, 9:30, 9u30, 9.30 uur, 930 or 16; or NotRead."""
    typed = " ".join(typed.lower().split())
    found = next((match for pattern in TIMES if (match := pattern.fullmatch(typed))), None)
    if found is None:
        raise NotRead(Fault.UNKNOWN)
    parts = {"minute": None, "second": None, **found.groupdict()}
    hour, minute, second = (int(parts[name] or 0) for name in ("hour", "minute", "second"))
    if hour > 23 or minute > 59 or second > 59:
        raise NotRead(Fault.UNKNOWN)
    return time(hour, minute, second)


def read_moment(typed: str, today: date, year_of: Callable[..., int] = nearest) -> datetime:
    """The date and time that somebody typed, "28-1-2027 9.30" or "28 jan om 9 uur"; or NotRead."""
    typed = ISO_MOMENT.sub(r"\1 ", " ".join(typed.lower().split()))
    try:
        read_date(typed, today, year_of)
    except NotRead as refused:
        if refused.fault is not Fault.UNKNOWN:
            raise
    else:
        raise NotRead(Fault.NO_TIME)
    fault = NotRead(Fault.UNKNOWN)
    for gap in re.finditer(r",? (?:om |at )?", typed):
        days, clock = typed[: gap.start()], typed[gap.end() :]
        if not TELLING_TIME.search(clock):
            continue
        try:
            at = read_time(clock)
        except NotRead:
            continue
        try:
            return datetime.combine(read_date(days, today, year_of), at)
        except NotRead as refused:
            fault = refused
    raise fault

"""The dates of a run of days, and what to know of each of them; no request, no query, no clock.

All of it is about dates on the wall: a training at 9.30 is at 9.30 before and after a change of
clocks. ``events.clock`` says which instants those are.
"""

from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from itertools import dropwhile, islice, takewhile
from zoneinfo import ZoneInfo

from events.clock import MIDNIGHT
from events.public_holidays import public_holiday

MOST = 100
A_DAY = timedelta(days=1)
A_WEEK = timedelta(weeks=1)
SATURDAY, SUNDAY = 5, 6


class Pattern(StrEnum):
    """How the days of a run follow each other."""

    WEEKS = "weeks"
    WORKDAYS = "workdays"
    PICKED = "picked"


class Turn(StrEnum):
    """Which way the clock goes."""

    FORWARD = "forward"
    BACK = "back"


class Kind(StrEnum):
    """What there is to know of a date."""

    HOLIDAY = "holiday"
    SOME_ARE_FREE = "some_are_free"
    WEEKEND = "weekend"
    CLOCK_FORWARD = "clock_forward"
    CLOCK_BACK = "clock_back"


@dataclass(frozen=True, slots=True)
class Note:
    """Something to know of a date before one plans on it; ``name`` is that of a holiday."""

    kind: Kind
    name: str = ""


def weekly(first: date, weekdays: Iterable[int] = (), every: int = 1) -> Iterator[date]:
    """The days of every ``every``th week, on the weekday of ``first`` or on several, for ever.

    Weekdays count from Monday, 0. The week of ``first`` is the first one, also where ``first``
    itself is on none of them.
    """
    chosen = sorted(set(weekdays)) or [first.weekday()]
    monday = first - first.weekday() * A_DAY
    return dropwhile(
        lambda day: day < first,
        (week + weekday * A_DAY for week in _steps(monday, every * A_WEEK) for weekday in chosen),
    )


def working_days(first: date) -> Iterator[date]:
    """The days from ``first`` on which people work: no weekend, no day on which all are free."""
    return (day for day in _steps(first, A_DAY) if day.weekday() < SATURDAY and not is_free(day))


def take(days: Iterable[date], count: int | None = None, last: date | None = None) -> list[date]:
    """The first ``count`` of days in order, none after ``last``, and never more than ``MOST``."""
    if last is not None:
        days = takewhile(lambda day: day <= last, days)
    most = MOST if count is None else min(count, MOST)
    found = []
    # Where the calendar ends, what was found before stays.
    with suppress(OverflowError):
        found.extend(islice(days, most))
    return found


def picked(days: Iterable[date]) -> list[date]:
    """Days that were chosen one by one, in order, each once."""
    return sorted(set(days))[:MOST]


def shifted(days: Iterable[date], first: date) -> list[date]:
    """The same days with the same gaps between them, the first of them on ``first``."""
    ordered = sorted(days)
    return [first + (day - ordered[0]) for day in ordered]


def is_free(day: date) -> bool:
    """Whether a public holiday is on it on which nearly nobody works."""
    holiday = public_holiday(day)
    return holiday is not None and holiday.is_free


def turn_of_clock(day: date, zone: ZoneInfo) -> Turn | None:
    """Which way the clock of a place goes in the course of a day, if it does."""
    before, after = (
        datetime.combine(moment, MIDNIGHT, zone).utcoffset() for moment in (day, day + A_DAY)
    )
    if before == after:
        return None
    return Turn.FORWARD if after > before else Turn.BACK


def notes_on(day: date, zone: ZoneInfo, language: str = "nl") -> list[Note]:
    """What to know of a date: its holiday, that it is in a weekend, that the clock changes then.

    The clock changes in a night from Saturday to Sunday: both days are told of it.
    """
    notes = []
    if holiday := public_holiday(day, language):
        kind = Kind.HOLIDAY if holiday.is_free else Kind.SOME_ARE_FREE
        notes.append(Note(kind, holiday.name))
    if day.weekday() >= SATURDAY:
        notes.append(Note(Kind.WEEKEND))
    turn = turn_of_clock(day, zone)
    if turn is None and day.weekday() == SATURDAY:
        turn = turn_of_clock(day + A_DAY, zone)
    if turn:
        notes.append(Note(Kind.CLOCK_FORWARD if turn is Turn.FORWARD else Kind.CLOCK_BACK))
    return notes


def _steps(first: date, step: timedelta) -> Iterator[date]:
    day = first
    while True:
        yield day
        day += step

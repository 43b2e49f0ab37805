"""The grid of a calendar month: days of trainings in, weeks out; no query and no clock."""

import calendar
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import MAXYEAR, MINYEAR, date
from itertools import groupby

# ISO 8601: "2027-01".
WRITTEN = re.compile(r"(?P<year>[0-9]{4})-(?P<number>[0-9]{2})", re.ASCII)


@dataclass(frozen=True, slots=True, order=True)
class Month:
    """A month of a year, ``number`` counted from 1; months sort and count as on a calendar."""

    year: int
    number: int

    @classmethod
    def of(cls, day: date) -> "Month":
        """The month that a day is in."""
        return cls(day.year, day.month)

    @classmethod
    def parse(cls, written: str) -> "Month | None":
        """The month that an address names, "2027-01"; None where there is no such month."""
        found = WRITTEN.fullmatch(written)
        if not found:
            return None
        month = cls(int(found["year"]), int(found["number"]))
        return month if month.exists else None

    @property
    def exists(self) -> bool:
        """Whether dates can be in it."""
        return MINYEAR <= self.year <= MAXYEAR and 1 <= self.number <= 12

    def __str__(self):
        return f"{self.year:04}-{self.number:02}"

    def __add__(self, months: int) -> "Month":
        """The month so many later, or earlier where ``months`` is negative."""
        year, number = divmod(self.year * 12 + self.number - 1 + months, 12)
        return Month(year, number + 1)

    @property
    def first(self) -> date:
        """Its first day."""
        return date(self.year, self.number, 1)

    @property
    def last(self) -> date:
        """Its last day."""
        return date(self.year, self.number, calendar.monthrange(self.year, self.number)[1])


@dataclass(frozen=True, slots=True)
class Entry:
    """A day of an edition as calendars show it: the ``number``th of ``count``, from 1."""

    edition: object
    day: object
    number: int
    count: int


@dataclass(frozen=True, slots=True)
class Day:
    """A date and what is on it, the first to begin first."""

    date: date
    entries: tuple[Entry, ...]
    is_today: bool


def entries_of(editions: Iterable, first: date = date.min, last: date = date.max) -> list[Entry]:
    """The days of ``editions`` from ``first`` to ``last``, those included, each with its number.

    A day has the date on which it begins at its own place, also where it lasts past midnight.
    """
    return [
        Entry(edition, day, number, len(days))
        for edition in editions
        for days in [edition.days]
        for number, day in enumerate(days, start=1)
        if first <= day.date <= last
    ]


def days_of(entries: Iterable[Entry], today: date) -> list[Day]:
    """The dates that have something, in order."""
    ordered = sorted(entries, key=_order)
    return [
        Day(found, tuple(group), found == today)
        for found, group in groupby(ordered, key=lambda entry: entry.day.date)
    ]


def weeks_of(month: Month, entries: Iterable[Entry], today: date) -> list[list[Day | None]]:
    """The weeks of a month, Monday first; None where a week is in another month."""
    days = {day.date: day for day in days_of(entries, today)}
    weeks = calendar.Calendar(calendar.MONDAY).monthdayscalendar(month.year, month.number)
    grid = []
    for week in weeks:
        dates = [date(month.year, month.number, number) if number else None for number in week]
        grid.append([found and days.get(found, Day(found, (), found == today)) for found in dates])
    return grid


def by_month(days: Iterable[Day]) -> list[tuple[Month, list[Day]]]:
    """Days in order, together in their months; months without any are left out."""
    return [(month, list(group)) for month, group in groupby(days, lambda day: Month.of(day.date))]


def _order(entry):
    day, edition = entry.day, entry.edition
    return day.date, day.order, edition.pk or 0

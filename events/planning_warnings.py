"""What an editor had better look at before an edition is published; none of it is refused.

Values in, sentences out: no query and no clock in here.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.utils.formats import date_format, time_format
from django.utils.translation import get_language, gettext, ngettext

from events.public_holidays import public_holiday

SATURDAY, SUNDAY = 5, 6
NOON = time(12)


@dataclass(frozen=True, slots=True)
class PlannedDay:
    """A day as it was planned, on the clock of its place, and the instants that it lasts."""

    date: date
    starts: time | None
    ends: time | None
    starts_at: datetime
    ends_at: datetime


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """A day of another edition; ``trainers`` and ``place`` as far as they are the same ones."""

    starts_at: datetime
    ends_at: datetime
    training: str
    trainers: tuple[str, ...] = ()
    place: str = ""
    is_draft: bool = False


@dataclass(frozen=True, slots=True)
class Plan:
    """An edition as far as warnings look at it; ``subjects`` are the titles of the programme."""

    days: tuple[PlannedDay, ...]
    place: str
    place_is_draft: bool
    zone: ZoneInfo
    trainers: tuple[str, ...]
    capacity: int | None
    subjects: tuple[str, ...]
    others: tuple[Elsewhere, ...] = ()


def warnings_of(plan: Plan, now: datetime) -> list[str]:
    """Say in a sentence each what is missing or odd, first of the whole and then day by day."""
    found = [*_of_the_whole(plan), *_of_the_programme(plan)]
    if plan.days and plan.days[0].starts_at <= now:
        found.append(
            gettext("The first day, %(day)s, has begun already or is over.")
            % {"day": _words(plan.days[0].date)}
        )
    for day in plan.days:
        found += _of_the_date(day, plan.zone)
        found += _of_the_hours(day)
        found += _of_others(day, plan.others)
    return found


def _words(day: date) -> str:
    return date_format(day, "l j F Y")


def _of_the_whole(plan: Plan) -> Iterator[str]:
    if not plan.days:
        yield gettext("There are no days yet.")
    if not plan.place:
        yield gettext("No location is chosen. Readers see “Place to follow”.")
    elif plan.place_is_draft:
        yield gettext(
            "The location %(place)s is still a draft. Publish it first, or readers do not see it."
        ) % {"place": plan.place}
    if not plan.trainers:
        yield gettext("The training has no trainer. You choose one on the page of the training.")
    if plan.capacity is None:
        yield gettext(
            "The number of places is empty. Everybody who enrols comes on the waiting list."
        )


def _of_the_programme(plan: Plan) -> Iterator[str]:
    numbers = [
        number
        for number in range(1, len(plan.days) + 1)
        if number > len(plan.subjects) or not plan.subjects[number - 1].strip()
    ]
    if numbers:
        days = ", ".join(
            gettext("day %(number)d (%(day)s)")
            % {"number": number, "day": _words(plan.days[number - 1].date)}
            for number in numbers
        )
        yield ngettext(
            "The programme of the training has no title for %(days)s. Calendars then show only the "
            "name of the training.",
            "The programme of the training has no title for %(days)s. On those days calendars show "
            "only the name of the training.",
            len(numbers),
        ) % {"days": days}


def _of_the_date(day: PlannedDay, zone: ZoneInfo) -> Iterator[str]:
    words = {"day": _words(day.date)}
    if holiday := public_holiday(day.date, get_language()):
        words["holiday"] = holiday.name
        yield gettext("On %(day)s it is a public holiday: %(holiday)s.") % words
    if day.date.weekday() not in (SATURDAY, SUNDAY):
        return
    yield gettext("The day %(day)s is in a weekend.") % words
    hours = _hours_gained(day.date, zone)
    if hours > 0:
        yield (
            gettext(
                "The weekend of %(day)s is that in which the clock goes back: the night from "
                "Saturday to Sunday lasts an hour longer."
            )
            % words
        )
    elif hours < 0:
        yield (
            gettext(
                "The weekend of %(day)s is that in which the clock goes forward: the night from "
                "Saturday to Sunday lasts an hour less."
            )
            % words
        )


def _hours_gained(day: date, zone: ZoneInfo) -> float:
    """By how much the night of a weekend is longer than others."""
    sunday = day + timedelta(days=SUNDAY - day.weekday())
    before, after = (
        datetime.combine(each, NOON, zone).utcoffset()
        for each in (sunday - timedelta(days=1), sunday)
    )
    return (before - after) / timedelta(hours=1)


def _of_the_hours(day: PlannedDay) -> Iterator[str]:
    if day.starts is None or day.ends is None or day.ends >= day.starts:
        return
    yield gettext(
        "The end of %(day)s, %(ends)s, comes before its start, %(starts)s. So that day lasts until "
        "%(ends)s in the night, on %(next)s."
    ) % {
        "day": _words(day.date),
        "starts": time_format(day.starts),
        "ends": time_format(day.ends),
        "next": _words(day.date + timedelta(days=1)),
    }


def _of_others(day: PlannedDay, others: tuple[Elsewhere, ...]) -> Iterator[str]:
    for other in others:
        if other.starts_at >= day.ends_at or other.ends_at <= day.starts_at:
            continue
        words = {
            "day": _words(day.date),
            "training": other.training,
            "trainers": ", ".join(other.trainers),
            "place": other.place,
        }
        if other.is_draft:
            words["training"] = gettext("%(training)s (a draft)") % words
        if other.trainers and other.place:
            yield (
                gettext(
                    "On %(day)s there is also %(training)s at the same time, with the same trainer "
                    "(%(trainers)s) and at the same location (%(place)s)."
                )
                % words
            )
        elif other.trainers:
            yield (
                gettext(
                    "On %(day)s there is also %(training)s at the same time, with the same trainer "
                    "(%(trainers)s)."
                )
                % words
            )
        elif other.place:
            yield (
                gettext(
                    "On %(day)s there is also %(training)s at the same time, at the same location "
                    "(%(place)s)."
                )
                % words
            )

"""Wall-clock times of a place and the instants that they are."""

from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

MIDNIGHT = time(0)


class ClockChange(StrEnum):
    """What a change of clocks does to a wall-clock time."""

    SKIPPED = "skipped"
    REPEATED = "repeated"


def clock_change(day: date, at: time, zone: ZoneInfo) -> ClockChange | None:
    """Say whether ``at`` on ``day`` does not exist in ``zone``, exists twice, or is as usual."""
    first = datetime.combine(day, at, zone)
    second = first.replace(fold=1)
    if first.utcoffset() == second.utcoffset():
        return None
    exists = first.astimezone(UTC).astimezone(zone).replace(tzinfo=None) == first.replace(
        tzinfo=None
    )
    return ClockChange.REPEATED if exists else ClockChange.SKIPPED


def span(
    day: date, starts: time | None, ends: time | None, zone: ZoneInfo
) -> tuple[datetime, datetime]:
    """Return the instants, in UTC, at which a day of a training begins and ends.

    Without times it lasts all day, to the next midnight; an end before the start is past midnight.
    """
    if starts is None or ends is None:
        starts, ends = MIDNIGHT, MIDNIGHT
    last = day + timedelta(days=1) if ends <= starts else day
    return (
        datetime.combine(day, starts, zone).astimezone(UTC),
        datetime.combine(last, ends, zone).astimezone(UTC),
    )

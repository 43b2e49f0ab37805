"""What readers are told of the days of a run in a few words: how many, which, and what was moved.

Pure: days in the order in which they begin, each with ``date`` and the wall-clock times ``starts``
and ``ends``, both None for a whole day; words in the reader's language out.
"""

from collections.abc import Sequence
from datetime import date, time, timedelta
from zoneinfo import ZoneInfo

from django.utils.formats import date_format, time_format
from django.utils.text import capfirst
from django.utils.translation import gettext, gettext_lazy as _, ngettext

# From when it is evening, and until when it is morning.
EVENING, NOON = time(17), time(13)
# Monday first; of each the days, the mornings and the evenings. There are always several.
WEEKDAYS = (
    (_("%(count)d Mondays"), _("%(count)d Monday mornings"), _("%(count)d Monday evenings")),
    (_("%(count)d Tuesdays"), _("%(count)d Tuesday mornings"), _("%(count)d Tuesday evenings")),
    (
        _("%(count)d Wednesdays"),
        _("%(count)d Wednesday mornings"),
        _("%(count)d Wednesday evenings"),
    ),
    (_("%(count)d Thursdays"), _("%(count)d Thursday mornings"), _("%(count)d Thursday evenings")),
    (_("%(count)d Fridays"), _("%(count)d Friday mornings"), _("%(count)d Friday evenings")),
    (_("%(count)d Saturdays"), _("%(count)d Saturday mornings"), _("%(count)d Saturday evenings")),
    (_("%(count)d Sundays"), _("%(count)d Sunday mornings"), _("%(count)d Sunday evenings")),
)


def how_many(days: Sequence) -> str:
    """Say how many there are: "5 dagen", "3 ochtenden" where all end by 13.00, "6 avonden"."""
    count = len(days)
    if _all_in_the_evening(days):
        words = ngettext("%(count)d evening", "%(count)d evenings", count)
    elif _all_in_the_morning(days):
        words = ngettext("%(count)d morning", "%(count)d mornings", count)
    else:
        words = ngettext("%(count)d day", "%(count)d days", count)
    return words % {"count": count}


def which(days: Sequence) -> str:
    """Say on which dates: "5 maandagen, 28 december 2026 – 25 januari 2027".

    Days in a row are said to be so; of others it is said between which two they are.
    """
    dates = [day.date for day in days]
    if not dates:
        return ""
    first, last = min(dates), max(dates)
    if first == last:
        return capfirst(date_format(first, "l j F Y"))
    apart = {later - earlier for earlier, later in zip(dates, dates[1:], strict=False)}
    words = {"days": how_many(days), "dates": _from_to(first, last)}
    if apart == {timedelta(days=1)}:
        return gettext("%(days)s in a row, %(dates)s") % words
    if timedelta() not in apart and len({day.weekday() for day in dates}) == 1:
        form = 2 if _all_in_the_evening(days) else 1 if _all_in_the_morning(days) else 0
        words["days"] = WEEKDAYS[first.weekday()][form] % {"count": len(dates)}
        return gettext("%(days)s, %(dates)s") % words
    words |= {"first": _short(first, last), "last": date_format(last, "j F Y")}
    return gettext("%(days)s between %(first)s and %(last)s") % words


def hours(days: Sequence) -> str:
    """The times, where they are the same on all days; empty otherwise."""
    return days[0].hours if len({(day.starts, day.ends) for day in days}) == 1 else ""


def was(day, zone: ZoneInfo) -> str:
    """What readers are told of a day that was moved, ``zone`` being that of its place.

    The date on which it was to be; the time where the date is the same; else nothing.
    """
    if day.previous_starts_at is None:
        return ""
    before = day.previous_starts_at.astimezone(zone)
    if before.date() != day.date:
        return gettext("Moved: was %(date)s") % {"date": date_format(before.date(), "l j F Y")}
    if before.time() != (day.starts or time()):
        return gettext("Moved: was at %(time)s") % {"time": time_format(before.time())}
    return ""


def moved(days: Sequence, zone: ZoneInfo) -> str:
    """What readers are told in one line of a run of which days were moved; else nothing."""
    told = [words for words in (was(day, zone) for day in days) if words]
    if not told or len(days) == 1:
        return "".join(told)
    first = min(day.previous_starts_at or day.starts_at for day in days).astimezone(zone).date()
    if first != days[0].date:
        words = {"date": date_format(first, "l j F Y")}
        return gettext("Moved: was to begin on %(date)s") % words
    return ngettext(
        "%(count)d of the days was moved", "%(count)d of the days were moved", len(told)
    ) % {"count": len(told)}


def _all_in_the_evening(days) -> bool:
    return all(day.starts is not None and day.starts >= EVENING for day in days)


def _all_in_the_morning(days) -> bool:
    # What ends past midnight ends before it begins.
    return all(
        day.starts is not None and day.ends is not None and day.starts < day.ends <= NOON
        for day in days
    )


def _from_to(first: date, last: date) -> str:
    words = {"first": _short(first, last), "last": date_format(last, "j F Y")}
    if (first.year, first.month) == (last.year, last.month):
        words["first"] = str(first.day)
    return gettext("%(first)s – %(last)s") % words


def _short(first: date, last: date) -> str:
    """The earlier date, without the year where that of the later one says it."""
    return date_format(first, "j F" if first.year == last.year else "j F Y")

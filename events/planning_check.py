"""An edition as it was last saved, looked at before it is published.

What had better be looked at (``events.planning_warnings``), and how each day looks in a calendar.
The number of queries does not grow with what else is planned.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.utils.formats import date_format
from django.utils.translation import gettext, override

from events import calendars
from events.planning_warnings import Elsewhere, Plan, PlannedDay, warnings_of

A_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class CalendarDay:
    """An entry as a calendar shows it."""

    summary: str
    when: str
    where: str
    description: str


@dataclass(frozen=True, slots=True)
class CalendarLook:
    """The days of an edition as calendars in one language show them."""

    language: str
    name: str
    days: tuple[CalendarDay, ...]


@dataclass(frozen=True, slots=True)
class Check:
    """What an editor reads of an edition before it is published."""

    warnings: tuple[str, ...]
    looks: tuple[CalendarLook, ...]


def saved(pk: int):
    """An edition as its latest version has it, complete; None where there is none."""
    from events.models import Edition

    row = Edition.objects.filter(pk=pk).select_related("latest_revision").first()
    if row is None:
        return None
    edition = row.get_latest_revision_as_object()
    edition.settle()
    return edition


def check(pk: int, now: datetime) -> Check | None:
    """Look at an edition as it was last saved; None where there is none."""
    edition = saved(pk)
    if edition is None:
        return None
    return Check(tuple(warnings_of(_plan(edition), now)), tuple(_looks(edition)))


def warnings(pk: int, now: datetime) -> list[str]:
    """The warnings alone."""
    edition = saved(pk)
    return warnings_of(_plan(edition), now) if edition else []


def _plan(edition) -> Plan:
    location = edition.location
    trainers = _trainers([edition.training_id]).get(edition.training_id, {})
    return Plan(
        days=tuple(
            PlannedDay(day.date, day.starts, day.ends, day.starts_at, day.ends_at)
            for day in edition.days
        ),
        place=location.name if location else "",
        place_is_draft=bool(location and not location.live),
        zone=edition.zone,
        trainers=tuple(trainers.values()),
        capacity=edition.capacity,
        subjects=tuple(block.value["title"] for block in edition.training.programme),
        others=tuple(_elsewhere(edition, trainers)),
    )


def _trainers(trainings) -> dict[int, dict[int, str]]:
    """Who gives each of some trainings, by the key of the person."""
    from events.models import TrainingTrainer

    found: dict[int, dict[int, str]] = {}
    rows = TrainingTrainer.objects.filter(page__in=trainings).order_by("sort_order")
    for page, person, name in rows.values_list("page_id", "person_id", "person__name"):
        found.setdefault(page, {})[person] = name
    return found


def _elsewhere(edition, trainers: dict[int, str]):
    """The days of other editions, drafts as well, by the same trainers or at the same location.

    What is postponed or cancelled keeps nobody, and online there is room for everyone.
    """
    from events.models import Edition
    from events.planning_month import planned_between

    days = edition.days
    if not days:
        return
    # A day can begin elsewhere on the date before, and last past midnight.
    first, last = days[0].date - A_DAY, days[-1].date + A_DAY
    others = Edition.objects.exclude(pk=edition.pk).prefetch_related("sessions")
    entries = [
        entry
        for entry in planned_between(others, first, last)
        if not entry.edition.is_cancelled and not entry.edition.is_postponed
    ]
    theirs = _trainers({entry.edition.training_id for entry in entries}) if entries else {}
    place = edition.location if edition.location_id and not edition.location.online else None
    for entry in entries:
        other = entry.edition
        both = theirs.get(other.training_id, {}).keys() & trainers.keys()
        same_place = place is not None and other.location_id == place.pk
        if both or same_place:
            yield Elsewhere(
                entry.day.starts_at,
                entry.day.ends_at,
                other.training.title,
                tuple(name for key, name in trainers.items() if key in both),
                place.name if same_place else "",
                not other.live,
            )


def _looks(edition):
    """The edition in calendars of each language that its training has a page in."""
    from events import schedule
    from events.models import TrainingPage

    pages = {
        page.locale.language_code: page
        for page in TrainingPage.objects.filter(
            translation_key=edition.training.translation_key
        ).select_related("locale")
    }
    practice = calendars.practice()
    for language, name in settings.LANGUAGES:
        page = pages.get(language)
        if page is None or not edition.days:
            continue
        schedule.dress([edition], language, page)
        yield CalendarLook(language, name, tuple(_days(edition, practice, language)))


def _days(edition, practice, language):
    with override(language):
        events = calendars.events_of(edition, practice=practice)
        for day, event in zip(edition.days, events, strict=True):
            yield CalendarDay(
                summary=event.summary,
                when=gettext("%(date)s, %(hours)s")
                % {"date": date_format(day.date, "l j F Y"), "hours": day.hours},
                where=event.location,
                description=event.description,
            )

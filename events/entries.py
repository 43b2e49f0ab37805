"""Calendar entries: written once, when what they say has changed, and then read as they are.

Whoever reads brings the entries up to date first, with every change that was published, so that
what is read never differs from what would be written at that moment. A day that was moved gets a
new LAST-MODIFIED by being different, and the others keep theirs by being the same.
"""

import logging
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import cache
from hashlib import sha256
from importlib.metadata import version
from operator import itemgetter
from pathlib import Path

from django.conf import settings
from django.db import IntegrityError, transaction
from django.db.models import Max, Q

from events import calendars, ical, schedule, subscriptions
from events.models.calendar_entries import CalendarChange, CalendarEntry, CalendarState
from events.models.editions import Edition

logger = logging.getLogger(__name__)

ENTRY = ical.Entry._fields
KEPT = (
    "edition_id",
    "number",
    *ENTRY,
    "last_modified",
    "written_at",
    "position",
    "cancelled",
    "told_until",
)
SECOND = timedelta(seconds=1)
# Editions that are looked at in one go: their days are in memory together.
CHUNK = 200


@dataclass(frozen=True, slots=True)
class Told:
    """What a calendar file holds, and the moment at which that last changed."""

    entries: list[ical.Entry]
    changed_at: datetime


def of_edition(page, slug: str, now: datetime, number: int | None = None) -> Told | None:
    """The days of an edition in the language of a training's page, or day ``number`` alone.

    None where there is no such edition or day, and four weeks after a cancelled one would have
    been over.
    """
    bring_up_to_date(now)
    rows = CalendarEntry.objects.filter(
        language=page.locale.language_code,
        edition__training__translation_key=page.translation_key,
        edition__slug=slug,
    )
    if number is not None:
        rows = rows.filter(number=number)
    rows = list(rows.values_list("cancelled", "told_until", "written_at", *ENTRY))
    gone = [until for cancelled, until, *_entry in rows if cancelled and until <= now]
    told = [entry for cancelled, until, _at, *entry in rows if not cancelled or until > now]
    if not told:
        return None
    return Told(told, max([*gone, *(at for _cancelled, _until, at, *_entry in rows)]))


def of_feed(language: str, now: datetime, **only) -> Told:
    """The days that a feed holds: the coming ones and those of the past year.

    Of the whole practice, or of one ``training`` (by its page, which may be a private one), one
    ``location`` or one ``trainer``.
    Cancelled editions, and days that were removed, stay until four weeks after they would have
    been over. ``changed_at`` is that of any calendar: it is never too early.
    """
    state = bring_up_to_date(now)
    rows = CalendarEntry.objects.filter(language=language)
    dropped = rows.filter(told_until__lte=now).aggregate(last=Max("told_until"))["last"]
    rows = rows.filter(subscriptions.belongs(language, **only), told_until__gt=now)
    # Sorted here: SQLite else reads all that was ever told in this order, to find the few of now.
    rows = sorted(rows.order_by().values_list("position", "uuid", *ENTRY), key=itemgetter(0, 1))
    return Told([row[2:] for row in rows], max(state.changed_at, dropped or state.changed_at))


def bring_up_to_date(now: datetime) -> CalendarState:
    """Write the entries that changed since somebody last read; one query where none did."""
    state = CalendarState.objects.now()
    if state is not None and not state.changes and state.written_by == written_by():
        return state
    try:
        return _catch_up(now)
    except IntegrityError:
        # An edition was deleted, or changed once more, while it was looked at (PostgreSQL).
        return _catch_up(now)


@cache
def written_by() -> str:
    """Name all that entries are made by: with another version of it they are made again.

    The code, the catalogues, the library and the rules of time zones. While servers of two
    versions answer by turns, each looks at all entries again; they change where texts differ.
    """
    code = Path(__file__).parent
    made_by = [
        *(path for app in (code, code.parent / "home") for path in app.rglob("*.py")),
        *(path for folder in settings.LOCALE_PATHS for path in Path(folder).rglob("*.mo")),
    ]
    made = sha256()
    for path in sorted(path for path in made_by if "migrations" not in path.parts):
        made.update(path.read_bytes())
    for word in (version("icalendar"), version("tzdata"), settings.TIME_ZONE, settings.LANGUAGES):
        made.update(f"\n{word}".encode())
    return made.hexdigest()


@transaction.atomic
def _catch_up(now: datetime) -> CalendarState:
    """Look at every entry that a published change may concern.

    Changes that are published meanwhile stay for the next one who reads.
    """
    state = CalendarState.begin(now)
    changes = list(CalendarChange.objects.all())
    anew = state.written_by != written_by()
    if not changes and not anew:
        return state
    # Later than any date that a reader was told, whenever the changes were noted: of two that were
    # published at the same time, the one noted first may have been committed last.
    state.changed_at = max(now, state.changed_at + SECOND if state.written_by else now)
    moments = _editions_concerned(changes, now if anew else None)
    pks = sorted(moments)
    for start in range(0, len(pks), CHUNK):
        _write(pks[start : start + CHUNK], moments, state.changed_at)
    CalendarChange.objects.filter(pk__in=[change.pk for change in changes]).delete()
    state.written_by = written_by()
    state.save()
    return state


def _editions_concerned(changes, anew: datetime | None) -> dict[int, datetime]:
    """Map the editions that any of the changes concerns to the moment of the last such change."""
    all_at = max(
        [
            *([anew] if anew else []),
            *(change.at for change in changes if _concerns_all(change)),
        ],
        default=None,
    )
    editions, trainings, locations = {}, {}, {}
    for change in changes:
        for found, key in (
            (editions, change.edition_id),
            (trainings, change.training_key),
            (locations, change.location_key),
        ):
            if key is not None:
                found[key] = max(change.at, found.get(key, change.at))
    concerned = Edition.objects.all()
    if all_at is None:
        concerned = concerned.filter(
            Q(pk__in=editions)
            | Q(training__translation_key__in=trainings)
            | Q(location__translation_key__in=locations)
        )
    moments = {}
    for pk, training, location in concerned.values_list(
        "pk", "training__translation_key", "location__translation_key"
    ):
        found = (all_at, editions.get(pk), trainings.get(training), locations.get(location))
        moments[pk] = max(moment for moment in found if moment)
    return moments


def _concerns_all(change: CalendarChange) -> bool:
    return not (change.edition_id or change.training_key or change.location_key)


def _write(pks: list[int], moments: dict[int, datetime], now: datetime) -> None:
    """Write those entries of these editions that say something else than before."""
    stored = {
        (row.uuid, row.language): row for row in CalendarEntry.objects.filter(edition__in=pks)
    }
    told, changed = set(), {}
    for row, event in _afresh(pks):
        key = row.uuid, row.language
        before, at = stored.get(key), moments[row.edition_id]
        try:
            _fill(row, event, before.last_modified if before else at)
            if before and row.text != before.text:
                # Later than before, also where the clock says otherwise.
                _fill(row, event, max(at, before.last_modified + SECOND))
        except ValueError as error:
            # Left out, so that all others can still be read.
            logger.error("A day cannot be told to calendars. %s", error)
            continue
        told.add(key)
        row.written_at = before.written_at if before else now
        if before is None or any(getattr(row, name) != getattr(before, name) for name in KEPT):
            row.written_at = now
            changed[key] = row
    gone = [row.pk for key, row in stored.items() if key not in told]
    CalendarEntry.objects.filter(pk__in=gone).delete()
    CalendarEntry.objects.bulk_create(
        changed.values(),
        batch_size=500,
        update_conflicts=True,
        unique_fields=["uuid", "language"],
        update_fields=KEPT,
    )


def _fill(row: CalendarEntry, event: ical.Event, last_modified: datetime) -> None:
    entry = ical.entry(replace(event, last_modified=last_modified))
    row.text, row.zones, row.first_year, row.last_year = entry
    row.last_modified = last_modified


def _afresh(pks: list[int]):
    """Yield for each day of these editions that readers may hear of, in each language, a row
    without its text, and the event that it is of."""
    practice, pictures = calendars.practice(), {}
    for language, _name in settings.LANGUAGES:
        for edition in schedule.for_calendars(pks, language):
            page = edition.page
            if page.pk not in pictures:
                pictures[page.pk] = calendars.picture(page)
            day_until = {day.uuid: day.ends_at + schedule.CANCELLED_FOR for day in edition.removed}
            events = calendars.events_of(edition, practice=practice, picture=pictures[page.pk])
            for number, event in enumerate(events, start=1):
                removed = event.uid in day_until
                yield (
                    CalendarEntry(
                        edition_id=edition.pk,
                        language=language,
                        uuid=event.uid,
                        number=None if removed else number,
                        position=ical.place(event)[0],
                        cancelled=event.status == ical.Status.CANCELLED,
                        told_until=min(
                            moment
                            for moment in (day_until.get(event.uid), _until(edition))
                            if moment
                        ),
                    ),
                    event,
                )


def _until(edition) -> datetime | None:
    """The moment at which feeds stop to tell of an edition; None for one without days."""
    if edition.ends_at is None:
        return None
    return edition.ends_at + (schedule.CANCELLED_FOR if edition.is_cancelled else schedule.PAST_FOR)

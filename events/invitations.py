"""Days of an edition as calendar objects for the mail of one person (RFC 5546, RFC 6047)."""

from dataclasses import replace
from datetime import datetime

from django.conf import settings
from django.db.models import Prefetch
from django.utils.translation import gettext, override

from events import calendars, ical, schedule, told
from events.models import Edition, Mail, MailKind


def dressed(edition_pk: int, language: str, *, hidden: bool = False):
    """The edition as calendars in ``language`` tell of it; None where no page of it is published.

    Where the training has no page in that language, its page in the source language speaks. With
    ``hidden`` never None: who was enrolled in it is still told of what no reader sees any more.
    """
    for code in dict.fromkeys([language, settings.LANGUAGE_CODE]):
        found = schedule.for_calendars([edition_pk], code)
        if found:
            return found[0]
    return _out_of_sight(edition_pk, language) if hidden else None


def _out_of_sight(edition_pk, language):
    editions = Edition.objects.select_related("training__cover", "location").prefetch_related(
        "sessions", Prefetch("removed_days", to_attr="removed")
    )
    found = editions.get(pk=edition_pk)
    found.page = page_in(found.training, language)
    found.place = found.location if found.location_id and found.location.live else None
    return found


def page_in(training, language: str):
    """The page of a training in ``language``, if it is published, else the one that was given."""
    if training.locale.language_code == language:
        return training
    pages = type(training).objects.live().filter(translation_key=training.translation_key)
    return pages.filter(locale__language_code=language).first() or training


def for_mail(enrolment, method: ical.Method, now: datetime) -> list:
    """The days of an enrolment's edition as ``Mail.calendars`` holds them.

    In their order, but what the person knows already behind what is new, for a mail program may
    show the first alone. With REQUEST the days that are held, with CANCEL all of them as
    cancelled; with either, as cancelled, removed days of which the person was told. Empty where
    the practice has no address of its own to invite from.
    """
    practice = calendars.practice()
    # What stands in somebody's calendar can be taken out whatever has become of it.
    hidden = method == ical.Method.CANCEL
    edition = dressed(enrolment.edition_id, enrolment.language, hidden=hidden)
    if edition is None or practice is None or not practice.email:
        return []
    attendee = ical.Attendee(enrolment.name, enrolment.email)
    events = calendars.events_of(
        edition, practice=practice, picture=calendars.picture(edition.page)
    )
    known, present = (
        {day["uuid"]: (day, facts["place"], facts["status"]) for day in facts.get("days", [])}
        for facts in (enrolment.told, told.facts_of(edition))
    )
    taken_out = _times_taken_out(enrolment)
    new, old = [], []
    with override(enrolment.language):
        for number, event in enumerate(events, start=1):
            removed, uid = number > len(edition.days), str(event.uid)
            if removed and uid not in known:
                # Who was never told of that day need not hear that it is gone.
                continue
            asked = ical.Method.CANCEL if removed else method
            event = replace(
                event,
                sequence=event.sequence + 2 * taken_out + (method == ical.Method.CANCEL),
            )
            objects = old if known.get(uid) == present.get(uid) else new
            objects.append(
                {
                    "name": gettext("day-%(number)d.ics") % {"number": number},
                    "method": asked.value,
                    "text": ical.message(event, attendee, asked, now).decode(),
                }
            )
    return new + old


def _times_taken_out(enrolment) -> int:
    """How often the days of the edition were taken out of the calendar of this person before.

    To a mail program, a day that was cancelled and is asked for again is a revision of the same
    UID. By RFC 5546 (2.1.5) a later DTSTAMP at an equal SEQUENCE would do; yet several programs
    keep a cancelled day cancelled until SEQUENCE is higher. So each time it is taken out counts
    twice: once for the CANCEL itself, once for a REQUEST after it. The site's own files, where
    nobody is cancelled for one person, have the number of the day alone.

    Mails of all enrolments to that address count: who comes back after withdrawing enrols anew.
    """
    return Mail.objects.filter(
        edition_id=enrolment.edition_id,
        recipient__iexact=enrolment.email,
        kind__in=[MailKind.WITHDRAWN, MailKind.MOVED, MailKind.CANCELLED],
    ).count()

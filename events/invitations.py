"""Days of an edition as calendar objects for the mail of one person (RFC 5546, RFC 6047)."""

from datetime import datetime

from django.utils.translation import gettext, override

from events import calendars, ical, schedule


def dressed(edition_pk: int, language: str):
    """The edition as calendars in ``language`` tell of it; None where no page of it is published.

    Where the training has no page in that language, its page in the source language speaks.
    """
    from django.conf import settings

    for code in dict.fromkeys([language, settings.LANGUAGE_CODE]):
        found = schedule.for_calendars([edition_pk], code)
        if found:
            return found[0]
    return None


def for_mail(enrolment, method: ical.Method, now: datetime, only: set[str] | None = None) -> list:
    """The days of an enrolment's edition as ``Mail.calendars`` holds them, in their order.

    With REQUEST the days that are held, and those that were removed as cancelled; with CANCEL all
    as cancelled. ``only`` are the UIDs of the days that the mail is about. Empty where the
    practice has no address of its own to invite from.
    """
    practice = calendars.practice()
    edition = dressed(enrolment.edition_id, enrolment.language)
    if edition is None or practice is None or not practice.email:
        return []
    attendee = ical.Attendee(enrolment.name, enrolment.email)
    events = calendars.events_of(
        edition, practice=practice, picture=calendars.picture(edition.page)
    )
    objects = []
    with override(enrolment.language):
        for number, event in enumerate(events, start=1):
            if only is not None and str(event.uid) not in only:
                continue
            removed = number > len(edition.days)
            if removed and only is None:
                # Who was never told of that day need not hear that it is gone.
                continue
            told = ical.Method.CANCEL if removed else method
            objects.append(
                {
                    "name": gettext("day-%(number)d.ics") % {"number": number},
                    "method": told.value,
                    "text": ical.message(event, attendee, told, now).decode(),
                }
            )
    return objects

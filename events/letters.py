"""Letters: what people are written, in their language, about their enrolment."""

from datetime import datetime

from events import invitations, outbox, told
from events.ical import Method
from events.models.enrolments import Enrolment
from events.models.mails import Mail, MailKind

# Mails that put the days into the calendar of the person.
INVITING = {MailKind.PLACE}


def send(
    kind: MailKind, enrolment: Enrolment, *, now: datetime, key: str | None = None, note: str = ""
) -> Mail | None:
    """Write a mail of this ``kind`` to who enrolled; within the transaction of what it tells of."""
    if not enrolment.email:
        return None
    calendars = []
    if kind in INVITING:
        calendars = invitations.for_mail(enrolment, Method.REQUEST, now)
    if kind == MailKind.WITHDRAWN:
        calendars = invitations.for_mail(enrolment, Method.CANCEL, now)
    enrolment.told = told.facts_of(enrolment.edition)
    enrolment.save(update_fields=["told"])
    return outbox.post(
        now=now,
        key=key,
        kind=kind,
        language=enrolment.language,
        recipient=enrolment.email,
        subject=str(kind.label),
        text=note,
        html="",
        calendars=calendars,
        edition=enrolment.edition,
        enrolment=enrolment,
    )


def send_notice(enrolment: Enrolment, *, now: datetime) -> Mail | None:
    """Tell the practice that somebody has enrolled."""


def send_cancellation_of_days(enrolment: Enrolment, *, now: datetime) -> Mail | None:
    """Take the days of an edition out of the calendar of somebody who moves to another."""

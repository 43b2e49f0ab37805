"""Letters: what people are written, in their language, about their enrolment."""

from datetime import datetime

from events import invitations, outbox, told
from events.enrolment_links import interest_url_of
from events.ical import Method
from events.models.enrolments import Enrolment, Interest
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


def send_interest(interest: Interest, *, now: datetime) -> Mail | None:
    """Ask somebody by mail whether to keep them informed of a training."""
    return outbox.post(
        now=now,
        kind=MailKind.INTEREST,
        language=interest.language,
        recipient=interest.email,
        subject=str(MailKind.INTEREST.label),
        text=interest_url_of(interest),
        html="",
        interest=interest,
    )


def send_notice(enrolment: Enrolment, *, now: datetime) -> Mail | None:
    """Tell the practice that somebody has enrolled."""


def send_cancellation_of_days(enrolment: Enrolment, *, now: datetime) -> Mail | None:
    """Take the days of an edition out of the calendar of somebody who moves to another."""

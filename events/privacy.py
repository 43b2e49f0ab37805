"""What is kept of one person, and how it is removed: by an editor, or when its time is over."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import Q, QuerySet

from events import places
from events.models import Edition, Enrolment, Interest, Mail
from events.models.enrolments import email_key


@dataclass(frozen=True)
class Traces:
    """All rows that are about one person."""

    email: str
    enrolments: QuerySet
    interests: QuerySet
    mails: QuerySet


def of_address(email: str) -> Traces:
    """What is kept of who uses this address."""
    key = email_key(email)
    if not key:
        nothing = (model.objects.none() for model in (Enrolment, Interest, Mail))
        return Traces("", *nothing)
    # The mails to that address, and those about its enrolments and wishes.
    mails = Q(recipient__iexact=key) | Q(enrolment__email_key=key) | Q(interest__email_key=key)
    return Traces(
        key,
        Enrolment.objects.filter(email_key=key),
        Interest.objects.filter(email_key=key),
        Mail.objects.filter(mails),
    )


def of_enrolment(enrolment: Enrolment) -> Traces:
    """What is kept of who enrolled; without an address nothing else is known to be of the same."""
    if enrolment.email_key:
        return of_address(enrolment.email)
    return Traces(
        "",
        Enrolment.objects.filter(pk=enrolment.pk, erased_at=None),
        Interest.objects.none(),
        Mail.objects.filter(enrolment=enrolment),
    )


def of_interest(interest: Interest) -> Traces:
    """What is kept of one wish to be told, and of nothing else of that person."""
    return Traces(
        interest.email_key,
        Enrolment.objects.none(),
        Interest.objects.filter(pk=interest.pk),
        Mail.objects.filter(interest=interest),
    )


def everything_of(traces: Traces) -> dict:
    """Everything that is kept of somebody, as a value that JSON can hold."""
    enrolments = traces.enrolments.select_related("edition__training")
    return {
        "email": traces.email,
        "enrolments": [_enrolment(row) for row in enrolments.prefetch_related("edition__sessions")],
        "interests": [_interest(row) for row in traces.interests.select_related("training")],
        "mails": [_mail(row) for row in traces.mails.order_by("created_at", "pk")],
    }


def erase(traces: Traces, now: datetime) -> dict:
    """Remove somebody: who still has a place, or may get one, is withdrawn first, unwritten to.

    Returns how many ``enrolments``, ``interests`` and ``mails`` it was about.
    """
    coming = traces.enrolments.active().exclude(edition__in=Edition.objects.over(now))
    for pk in coming.order_by("edition_id").values_list("pk", flat=True):
        places.withdraw(pk, now=now, tell=False)
    counts = {
        "enrolments": traces.enrolments.count(),
        "interests": traces.interests.count(),
        "mails": traces.mails.count(),
    }
    for row in list(traces.enrolments.order_by("edition_id", "pk")):
        forget(row, now)
    traces.mails.delete()
    traces.interests.delete()
    return counts


@transaction.atomic
def forget(enrolment: Enrolment, now: datetime) -> None:
    """Empty what one enrolment says of the person, and delete the mails about it.

    The row stays with its state, so that the numbers do. The edition is held, so that no step
    that is under way writes the person back.
    """
    places.hold(enrolment.edition_id)
    row = Enrolment.objects.get(pk=enrolment.pk)
    row.mails.all().delete()
    row.name = row.email = row.phone = row.organisation = row.remark = row.notes = ""
    row.answers = []
    row.erased_at = row.erased_at or now
    row.save()


def _moment(value: datetime | None) -> str | None:
    return value.isoformat() if value else None


def _enrolment(row: Enrolment) -> dict:
    first = row.edition.first_day
    return {
        "training": row.edition.training.title,
        "first_day": first.isoformat() if first else None,
        "state": row.state,
        "name": row.name,
        "email": row.email,
        "phone": row.phone,
        "organisation": row.organisation,
        "remark": row.remark,
        "answers": row.answers,
        "notes": row.notes,
        "language": row.language,
        "enrolled_at": _moment(row.created_at),
        "consented_at": _moment(row.consented_at),
        "confirmed_at": _moment(row.confirmed_at),
        "closed_at": _moment(row.closed_at),
        "told": row.told,
    }


def _interest(row: Interest) -> dict:
    return {
        "training": row.training.title,
        "name": row.name,
        "email": row.email,
        "language": row.language,
        "asked_at": _moment(row.created_at),
        "confirmed_at": _moment(row.confirmed_at),
    }


def _mail(row: Mail) -> dict:
    return {
        "kind": row.kind,
        "recipient": row.recipient,
        "language": row.language,
        "subject": row.subject,
        "text": row.text,
        "state": row.state,
        "written_at": _moment(row.created_at),
        "sent_at": _moment(row.sent_at),
    }

"""What is kept of one person, and how it is removed: by an editor, or when its time is over."""

from datetime import datetime

from django.db import transaction
from django.db.models import Q

from events import places
from events.models import Enrolment, Interest, Mail
from events.models.enrolments import email_key


def everything_of(email: str) -> dict:
    """Everything that is kept of who uses this address, as a value that JSON can hold."""
    key = email_key(email)
    enrolments = Enrolment.objects.filter(email_key=key).exclude(email_key="")
    interests = Interest.objects.filter(email_key=key)
    return {
        "email": key,
        "enrolments": [
            _enrolment(row)
            for row in enrolments.select_related("edition__training").prefetch_related(
                "edition__sessions"
            )
        ],
        "interests": [_interest(row) for row in interests.select_related("training")],
        "mails": [_mail(row) for row in _mails_of(key).order_by("created_at", "pk")],
    }


def erase(email: str, now: datetime) -> dict:
    """Remove somebody: who still has a place, or may get one, is withdrawn first, unwritten to.

    Returns how many ``enrolments``, ``interests`` and ``mails`` it was about.
    """
    key = email_key(email)
    if not key:
        return {"enrolments": 0, "interests": 0, "mails": 0}
    mine = Enrolment.objects.filter(email_key=key)
    coming = mine.active().exclude(edition__ends_at__lte=now)
    for pk in coming.order_by("edition_id").values_list("pk", flat=True):
        places.withdraw(pk, now=now, tell=False)
    mails = _mails_of(key).count()
    rows = list(mine.order_by("edition_id", "pk"))
    for row in rows:
        forget(row, now)
    _mails_of(key).delete()
    interests = Interest.objects.filter(email_key=key)
    count = interests.count()
    interests.delete()
    return {"enrolments": len(rows), "interests": count, "mails": mails}


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


def _mails_of(key: str):
    """The mails to that address, and those about its enrolments and wishes."""
    return Mail.objects.filter(
        Q(recipient__iexact=key) | Q(enrolment__email_key=key) | Q(interest__email_key=key)
    )


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

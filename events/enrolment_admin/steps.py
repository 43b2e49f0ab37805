"""What an editor does by hand, while the edition is held: adding somebody, changing details."""

from datetime import datetime
from uuid import uuid4

from django.db import transaction
from django.utils.translation import gettext, gettext_noop

from events import letters, notices, places
from events.models import Edition, Enrolment, EnrolmentState, Mail, MailKind
from events.models.enrolments import email_key
from events.places import NotPossible, hold

DETAILS = ("name", "email", "phone", "organisation", "remark", "language", "notes")
# The mail that says where somebody stands, and leads to the own page.
STANDING = {
    EnrolmentState.ASKED: MailKind.CONFIRM,
    EnrolmentState.CONFIRMED: MailKind.PLACE,
    EnrolmentState.WAITING: MailKind.WAITING,
    EnrolmentState.OFFERED: MailKind.OFFER,
}


class Closed(NotPossible):
    """Nobody can come to this edition any more."""


def why_closed(edition: Edition, now: datetime) -> str:
    """Why nobody can be added or given a place; empty where somebody can."""
    if edition.is_cancelled:
        return gettext_noop("This edition has been cancelled: nobody can be added to it.")
    if edition.is_over(now):
        return gettext_noop("This edition is over: nobody can be added to it.")
    return ""


def refuse_closed(edition: Edition, now: datetime) -> None:
    """Raise Closed where nobody can be added or given a place."""
    if reason := why_closed(edition, now):
        raise Closed(reason)


def what_happens(edition: Edition, now: datetime) -> list[str]:
    """What an editor should know before adding somebody to an edition, in sentences."""
    found = []
    if edition.is_postponed:
        found.append(
            gettext("This edition is postponed: no mail is written. Tell this person yourself.")
        )
    if edition.capacity is None:
        found.append(
            gettext(
                "The edition has no number of places yet, so you add this person to the "
                "waiting list."
            )
        )
    elif not places.free(edition):
        found.append(
            gettext(
                "All places are taken, so you add this person to the waiting list. To give a "
                "place after all, first raise the number of places of the edition."
            )
        )
    elif not edition.has_begun(now) and edition.enrolments.in_line():
        found.append(
            gettext("Others are waiting for a place, so you add this person to the waiting list.")
        )
    return found


@transaction.atomic
def add(edition_pk: int, details: dict, *, now: datetime, tell: bool) -> Enrolment:
    """Add somebody by hand: a place, or the end of the line; raises NotPossible, or Closed.

    Who got no mail, for want of an address too, was told by whoever wrote this.
    """
    refuse_closed(hold(edition_pk), now)
    enrolment = places.add(edition_pk, details, now=now, tell=tell)
    notices.knows(enrolment.pk)
    return enrolment


@transaction.atomic
def give_extra_place(enrolment_pk: int, *, now: datetime, user, tell: bool) -> Enrolment:
    """Make room for one more in the edition, and give that to this person, not to who is next.

    Raises NotPossible where a draft of the edition waits, which would be published with it.
    """
    pk = Enrolment.objects.values_list("edition_id", flat=True).get(pk=enrolment_pk)
    edition = hold(pk)
    refuse_closed(edition, now)
    if edition.has_unpublished_changes or edition.capacity is None:
        raise NotPossible("Publish the edition, with its number of places, first.")
    enrolment = places.give_place(enrolment_pk, now=now, tell=tell, is_extra=True)
    taken = edition.enrolments.taking().count()
    if taken > edition.capacity:
        # What is settled on publishing finds the place taken already.
        edition.capacity = taken
        edition.save_revision(user=user, log_action=True).publish(user=user)
    return enrolment


@transaction.atomic
def change(enrolment_pk: int, details: dict, *, now: datetime) -> tuple[Enrolment, Mail | None]:
    """Change details of somebody, never the state, which may be another by now.

    At another address the links that went to the old one lead nowhere any more, and the new one
    is written where this person stands. Raises NotPossible where it is that of somebody else in
    the edition.
    """
    edition = hold(Enrolment.objects.values_list("edition_id", flat=True).get(pk=enrolment_pk))
    enrolment = Enrolment.objects.get(pk=enrolment_pk)
    enrolment.edition = edition
    key = email_key(details["email"])
    others = edition.enrolments.active().exclude(pk=enrolment.pk)
    if key and enrolment.is_active and others.filter(email_key=key).exists():
        raise NotPossible("That address is enrolled already.")
    is_elsewhere = key != enrolment.email_key
    if is_elsewhere:
        # Nothing but the link is made of it; days have identities of their own in calendars.
        enrolment.uuid = uuid4()
    for field in DETAILS:
        setattr(enrolment, field, details[field])
    enrolment.save(update_fields=[*DETAILS, "email_key", "uuid"])
    return enrolment, _write_there(enrolment, now) if is_elsewhere else None


def _write_there(enrolment: Enrolment, now: datetime) -> Mail | None:
    edition, kind = enrolment.edition, STANDING.get(enrolment.state)
    if kind is None or edition.is_postponed or why_closed(edition, now):
        return None
    return letters.send(kind, enrolment, now=now)

"""Who has a place in an edition and who is next: every step is taken while the edition is held.

Each step is one transaction, in which the mail that tells of it is written too. The row of the
edition is locked first (on SQLite the whole database is), so that two people who come at the same
moment come one after the other, and no place is given twice. Moments are aware and handed in.
"""

import logging
from datetime import datetime, timedelta
from functools import wraps
from uuid import uuid4

from django.db import IntegrityError, transaction
from django.db.models import Max
from django.utils import timezone
from django_tasks import task, task_backends

from events import abuse, letters, outbox
from events.faults import cause_of
from events.models import Edition, EditionStatus, Enrolment, EnrolmentState, MailKind
from events.models.enrolment_settings import EnrolmentSettings
from events.models.enrolments import email_key

logger = logging.getLogger(__name__)

# Who does not confirm an address within it has not enrolled.
CONFIRM_WITHIN = timedelta(days=7)
# After a fault, the end of an offer is tried again so much later.
AGAIN_AFTER = timedelta(minutes=5)
# What somebody writes in a form.
WRITTEN = {"name", "email", "phone", "organisation", "remark", "answers", "language"}
# The mails by which a form is answered.
ANSWERS = (MailKind.CONFIRM, MailKind.PLACE, MailKind.WAITING, MailKind.ALREADY)


class NotPossible(Exception):
    """A step that cannot be taken from where the enrolment or the edition stands."""


def hold(edition_pk: int) -> Edition:
    """The edition as it is published, held until the transaction ends."""
    # Without the key: on PostgreSQL each row that points to the edition locks that for itself.
    return Edition.objects.select_for_update(no_key=True).get(pk=edition_pk)


def free(edition: Edition) -> int:
    """How many places nobody has and nobody is offered; never below 0."""
    if edition.capacity is None:
        return 0
    return max(0, edition.capacity - edition.enrolments.taking().count())


def takes_people(edition: Edition, now: datetime) -> bool:
    """Whether people may enrol: readers can see it, it goes ahead, and it has not begun."""
    return edition.live and edition.training.live and edition.is_open(now)


def settle_at(edition_pk: int, now: datetime) -> None:
    """Settle an edition; what it finds stands, also where a step after it is refused.

    Within a transaction of the caller the edition stays held until that ends.
    """
    with transaction.atomic():
        settle(hold(edition_pk), now)


def _step(act):
    """A step of one enrolment: its edition is settled first, then the step is all or nothing."""

    @wraps(act)
    def step(enrolment_pk: int, *args, now: datetime, **options):
        edition_pk = Enrolment.objects.values_list("edition_id", flat=True).get(pk=enrolment_pk)
        settle_at(edition_pk, now)
        with transaction.atomic():
            return act(enrolment_pk, *args, now=now, **options)

    return step


@transaction.atomic
def enrol(
    edition_pk: int, details: dict, *, now: datetime, opened_at: datetime | None = None
) -> Enrolment | None:
    """Enrol the person of ``details`` (fields of ``Enrolment``), by a form ``opened_at`` a moment.

    None where that address is enrolled already: then a mail says so, and nothing else does.
    Raises NotPossible for an edition that is not open.
    """
    edition = hold(edition_pk)
    if not takes_people(edition, now):
        raise NotPossible("This edition is not open.")
    settle(edition, now)
    there = _of_address(edition, details["email"])
    if there is None:
        try:
            enrolment = _ask(edition, details, now)
        except IntegrityError:
            # Somebody has just taken this address who does not hold the edition, as by changing
            # the details of an enrolment.
            there = _of_address(edition, details["email"])
            if there is None:
                raise
    if there is not None:
        there.edition = edition
        _ask_again(there, details, now=now, opened_at=opened_at)
        return None
    if EnrolmentSettings.of_practice().confirm_by_link:
        letters.send(MailKind.CONFIRM, enrolment, now=now)
    else:
        _place(enrolment, edition, now)
        letters.send_notice(enrolment, now=now)
    return enrolment


def _ask_again(there: Enrolment, details: dict, *, now: datetime, opened_at: datetime | None):
    """Answer a form of somebody who is enrolled already, or is asked to confirm that.

    Until it is confirmed, what was written last counts, and is never replaced without a mail: with
    a link of its own, so that whoever confirms has read of it.
    """
    asked = there.state == EnrolmentState.ASKED
    is_other = asked and any(
        getattr(there, name) != value for name, value in details.items() if name in WRITTEN
    )
    mails = there.mails.filter(edition=there.edition, kind__in=ANSWERS)
    # What was mended after all is no second press of the button.
    opened_at = None if is_other else opened_at
    answers = abuse.may_answer(mails, opened_at=opened_at, now=now)
    with transaction.atomic():
        if asked:
            for name, value in {**details, "created_at": now}.items():
                setattr(there, name, value)
            if is_other:
                there.uuid = uuid4()
            there.save()
        if asked and not EnrolmentSettings.of_practice().confirm_by_link:
            _place(there, there.edition, now)
        else:
            letters.send(MailKind.CONFIRM if asked else MailKind.ALREADY, there, now=now)
        if not answers:
            # Done and taken back: who measures how long an answer takes learns nothing by it.
            transaction.set_rollback(True)


@_step
def confirm(enrolment_pk: int, *, now: datetime) -> Enrolment:
    """The person has followed the link: a place, or one in the line; or takes an offered place.

    Raises NotPossible where there is nothing to confirm any more.
    """
    enrolment, edition = _take(enrolment_pk)
    if enrolment.state in (EnrolmentState.CONFIRMED, EnrolmentState.WAITING):
        return enrolment
    if enrolment.state not in (EnrolmentState.ASKED, EnrolmentState.OFFERED):
        raise NotPossible("There is nothing to confirm.")
    if not takes_people(edition, now):
        raise NotPossible("This edition is not open.")
    # More places may have been published since the line was last looked at.
    settle(edition, now)
    is_new = enrolment.state == EnrolmentState.ASKED
    _place(enrolment, edition, now)
    if is_new:
        letters.send_notice(enrolment, now=now)
    return enrolment


@_step
def withdraw(
    enrolment_pk: int, *, now: datetime, tell: bool = True, notify: bool = False
) -> Enrolment:
    """Take back an enrolment; the first in the line is offered the place.

    The practice hears of it (``notify``) where that is not its own act.
    """
    enrolment, edition = _take(enrolment_pk)
    was = EnrolmentState(enrolment.state)
    if not enrolment.is_active:
        return enrolment
    _close(enrolment, EnrolmentState.WITHDRAWN, now)
    if tell:
        letters.send(MailKind.WITHDRAWN, enrolment, now=now)
    # What was never confirmed, the practice has not heard of.
    if notify and was != EnrolmentState.ASKED:
        letters.send_notice(enrolment, now=now, was=was)
    settle(edition, now)
    return enrolment


@transaction.atomic
def add(edition_pk: int, details: dict, *, now: datetime, tell: bool = True) -> Enrolment:
    """An editor enrols somebody by hand, also after the start: a place, or one in the line.

    Raises NotPossible where that address is enrolled already.
    """
    edition = hold(edition_pk)
    settle(edition, now)
    if _of_address(edition, details.get("email", "")) is not None:
        raise NotPossible("That address is enrolled already.")
    try:
        enrolment = _ask(edition, details, now)
    except IntegrityError as error:
        raise NotPossible("That address is enrolled already.") from error
    _place(enrolment, edition, now, tell=tell)
    return enrolment


@_step
def give_place(
    enrolment_pk: int, *, now: datetime, tell: bool = True, is_extra: bool = False
) -> Enrolment:
    """An editor gives somebody a place, before others in the line; raises NotPossible if full.

    With ``is_extra`` the caller, who is in a transaction, makes room for one more.
    """
    enrolment, edition = _take(enrolment_pk)
    if enrolment.state == EnrolmentState.CONFIRMED:
        return enrolment
    if not enrolment.is_active:
        _reopen(enrolment, edition)
    if enrolment.state != EnrolmentState.OFFERED and not (is_extra or free(edition)):
        raise NotPossible("All places are taken.")
    _confirm(enrolment, now, tell=tell)
    return enrolment


@_step
def move(enrolment_pk: int, edition_pk: int, *, now: datetime, tell: bool = True) -> Enrolment:
    """An editor moves somebody to another edition: a place there, or one in the line.

    Raises NotPossible where that address is enrolled there already. The old place comes free.
    """
    pk = Enrolment.objects.values_list("edition_id", flat=True).get(pk=enrolment_pk)
    # Always in the same order: two moves across would wait for each other for ever.
    held = {key: hold(key) for key in sorted({pk, edition_pk})}
    enrolment = Enrolment.objects.select_for_update().get(pk=enrolment_pk)
    if enrolment.edition_id != pk:
        raise NotPossible("Somebody else has just moved this person.")
    if pk == edition_pk:
        return enrolment
    if not enrolment.is_active:
        raise NotPossible("This enrolment has ended.")
    if enrolment.erased_at:
        raise NotPossible("Nobody knows any more who this was.")
    old, new = held[pk], held[edition_pk]
    settle(new, now)
    if _of_address(new, enrolment.email) is not None:
        raise NotPossible("That address is enrolled already.")
    if tell:
        letters.send_cancellation_of_days(enrolment, now=now)
    enrolment.edition = new
    enrolment.state = EnrolmentState.ASKED
    enrolment.place_in_line = enrolment.offer_until = enrolment.closed_at = None
    enrolment.told = {}
    enrolment.save()
    _place(enrolment, new, now, tell=tell)
    settle(old, now)
    return enrolment


def settle(edition: Edition, now: datetime) -> None:
    """Let offers and unconfirmed enrolments lapse, and offer what is free to who is first.

    Within a transaction that holds ``edition``.
    """
    open_now, begun = takes_people(edition, now), edition.has_begun(now)
    offered = edition.enrolments.filter(state=EnrolmentState.OFFERED).order_by("place_in_line")
    # Days may have been moved to before the end of an offer.
    for enrolment in offered if begun else offered.filter(offer_until__lte=now):
        if not open_now and not begun:
            # Nobody could take it, and so nobody let it lapse: the next offer is theirs again.
            enrolment.state, enrolment.offer_until = EnrolmentState.WAITING, None
            enrolment.save()
            continue
        _close(enrolment, EnrolmentState.LAPSED, now)
        # Of what is cancelled people have heard more than that.
        if edition.status == EditionStatus.SCHEDULED:
            letters.send(MailKind.LAPSED, enrolment, now=now)
    for enrolment in edition.enrolments.filter(
        state=EnrolmentState.ASKED, created_at__lte=now - CONFIRM_WITHIN
    ):
        _close(enrolment, EnrolmentState.LAPSED, now)
    if not open_now:
        return
    # Who has no address cannot be offered anything by mail: an editor calls, and gives the place.
    for enrolment in edition.enrolments.in_line().exclude(email="")[: free(edition)]:
        _offer(enrolment, edition, now)


@_step
def offer(enrolment_pk: int, *, now: datetime) -> Enrolment:
    """An editor offers a free place to somebody in the line; NotPossible without one."""
    enrolment, edition = _take(enrolment_pk)
    if enrolment.state == EnrolmentState.OFFERED:
        return enrolment
    if not takes_people(edition, now):
        raise NotPossible("This edition is not open.")
    if not enrolment.email:
        raise NotPossible("This person has no e-mail address.")
    if enrolment.state != EnrolmentState.WAITING or not free(edition):
        raise NotPossible("All places are taken.")
    _offer(enrolment, edition, now)
    return enrolment


@task(backend=outbox.QUEUE, queue_name=outbox.QUEUE)
def settle_when_due(edition_pk: int) -> None:
    """Let an offer lapse when its time is over, and make the next, whoever comes by."""
    now = timezone.now()
    if not Edition.objects.filter(pk=edition_pk).exists():
        return
    try:
        settle_at(edition_pk, now)
    except Exception as error:  # noqa: BLE001 - told without its words, which may name a person
        logger.error("An offer could not be ended, and will be tried again: %s.", cause_of(error))
        settle_when_due.using(run_after=now + AGAIN_AFTER).enqueue(edition_pk)


def _of_address(edition: Edition, email: str) -> Enrolment | None:
    key = email_key(email)
    return edition.enrolments.active().filter(email_key=key).first() if key else None


def _ask(edition: Edition, details: dict, now: datetime) -> Enrolment:
    with transaction.atomic():
        return Enrolment.objects.create(
            edition=edition, **{"state": EnrolmentState.ASKED, "created_at": now, **details}
        )


def _take(enrolment_pk: int) -> tuple[Enrolment, Edition]:
    pk = Enrolment.objects.values_list("edition_id", flat=True).get(pk=enrolment_pk)
    edition = hold(pk)
    enrolment = Enrolment.objects.get(pk=enrolment_pk)
    if enrolment.edition_id != pk:
        raise NotPossible("Somebody else has just moved this person.")
    enrolment.edition = edition
    return enrolment, edition


def _place(enrolment: Enrolment, edition: Edition, now: datetime, *, tell: bool = True) -> None:
    """A place if there is one that nobody waits for, else the end of the line."""
    # Once it has begun nobody waits any more.
    is_next = edition.has_begun(now) or not edition.enrolments.in_line().exists()
    if enrolment.state == EnrolmentState.OFFERED or (is_next and free(edition)):
        _confirm(enrolment, now, tell=tell)
        return
    last = edition.enrolments.aggregate(last=Max("place_in_line"))["last"] or 0
    enrolment.state, enrolment.place_in_line = EnrolmentState.WAITING, last + 1
    enrolment.confirmed_at = None
    enrolment.save()
    if tell and _is_held(edition, now):
        letters.send(MailKind.WAITING, enrolment, now=now)


def _confirm(enrolment: Enrolment, now: datetime, *, tell: bool) -> None:
    enrolment.state, enrolment.confirmed_at = EnrolmentState.CONFIRMED, now
    enrolment.offer_until = enrolment.closed_at = None
    enrolment.save()
    if tell and _is_held(enrolment.edition, now):
        letters.send(MailKind.PLACE, enrolment, now=now)


def _is_held(edition: Edition, now: datetime) -> bool:
    """Whether anybody can still come: of what is cancelled, put off or over no mail says "come"."""
    return edition.status == EditionStatus.SCHEDULED and not edition.is_over(now)


def _offer(enrolment: Enrolment, edition: Edition, now: datetime) -> None:
    """Until some hours from now, and no later than the training begins."""
    until = now + timedelta(hours=EnrolmentSettings.of_practice().offer_hours)
    enrolment.state = EnrolmentState.OFFERED
    enrolment.offer_until = min(until, edition.starts_at)
    enrolment.save()
    letters.send(MailKind.OFFER, enrolment, now=now)
    if task_backends[outbox.QUEUE].supports_defer:
        settle_when_due.using(run_after=enrolment.offer_until).enqueue(edition.pk)


def _close(enrolment: Enrolment, state: EnrolmentState, now: datetime) -> None:
    enrolment.state, enrolment.closed_at, enrolment.offer_until = state, now, None
    enrolment.save()


def _reopen(enrolment: Enrolment, edition: Edition) -> None:
    """Raise NotPossible where the person has enrolled once more since."""
    if enrolment.erased_at:
        raise NotPossible("Nobody knows any more who this was.")
    if _of_address(edition, enrolment.email) is not None:
        raise NotPossible("That address is enrolled already.")

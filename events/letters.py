"""Letters: who is written what, in their language, about their enrolment.

A letter is the editors' words (``events.models.Letter``) around facts that are read when it is
written. It holds personal data: it goes into the outbox, and nowhere else.
"""

from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext, ngettext, override

from events import invitations, outbox, told
from events.enrolment_links import url_of
from events.ical import Method
from events.invitations import page_in
from events.letter_composing import (
    INVITING,
    TELLING,
    UNINVITING,
    calendar_note,
    clean,
    label_of,
    practice,
    rendered,
    subject_line,
    written,
)
from events.letter_facts import day_words, dressed, moment_words, paragraphs
from events.models import Edition, Interest
from events.models.enrolment_settings import EnrolmentSettings
from events.models.enrolments import Enrolment, EnrolmentState
from events.models.mails import Mail, MailKind


def send(
    kind: MailKind, enrolment: Enrolment, *, now: datetime, key: str | None = None, note: str = ""
) -> Mail | None:
    """Write a mail of this ``kind`` to who enrolled; within the transaction of what it tells of.

    ``note`` is what an editor writes besides, in the language of the person; with TO_ALL its first
    line is the subject where a blank one follows. None where there is no address to write to, or
    where a mail with this ``key`` was written before.
    """
    kind, heading = MailKind(kind), ""
    if kind == MailKind.TO_ALL and "\n\n" in note:
        heading, note = note.split("\n\n", 1)
    if not enrolment.email:
        return None
    edition = dressed(enrolment.edition, enrolment.language)
    files = _calendars(kind, enrolment, now)
    with override(enrolment.language):
        subject, text, html = written(
            kind,
            enrolment.language,
            name=enrolment.name,
            edition=edition,
            page=edition.page,
            remarks=_remarks(kind, enrolment, now),
            note=note,
            heading=heading,
            action=_action(kind, enrolment, edition.page),
            deadline=_deadline(kind, enrolment),
            calendar_note=calendar_note(kind, len(files)),
        )
    # The mail, and that its facts were told, stand or fall together.
    with transaction.atomic():
        mail = outbox.post(
            now=now,
            key=key,
            kind=kind,
            language=enrolment.language,
            recipient=enrolment.email,
            reply_to=practice().email,
            subject=subject,
            text=text,
            html=html,
            calendars=files,
            edition=enrolment.edition,
            enrolment=enrolment,
        )
        # Whose calendar has the days is told of a change only by a mail that changes it there.
        in_calendar = enrolment.state == EnrolmentState.CONFIRMED
        if mail and kind in TELLING and (kind in INVITING or not in_calendar):
            enrolment.told = told.facts_of(enrolment.edition)
            enrolment.save(update_fields=["told"])
    return mail


def send_interest(
    kind: MailKind, interest: Interest, *, now: datetime, edition: Edition | None = None, key=None
) -> Mail | None:
    """Write to somebody who wants to be kept informed: to confirm that, or of an ``edition``."""
    kind = MailKind(kind)
    with override(interest.language):
        page = page_in(interest.training, interest.language)
        if edition is not None:
            edition = dressed(edition, interest.language)
            page = edition.page
        link = url_of(interest)
        planned = kind == MailKind.PLANNED
        action = {"label": label_of(kind), "url": (planned and page.full_url) or link}
        subject, text, html = written(
            kind,
            interest.language,
            name=interest.name,
            edition=edition,
            page=page,
            action=action,
            note="" if planned else _kept_for(),
            stop_url=link if planned else "",
        )
    return outbox.post(
        now=now,
        key=key,
        kind=kind,
        language=interest.language,
        recipient=interest.email,
        reply_to=practice().email,
        subject=subject,
        text=text,
        html=html,
        edition=edition,
        interest=interest,
    )


def _kept_for() -> str:
    months = EnrolmentSettings.of_practice().retention_months
    return ngettext(
        "We keep your name and email address for %(months)s month at most; after that we no "
        "longer email you.",
        "We keep your name and email address for %(months)s months at most; after that we no "
        "longer email you.",
        months,
    ) % {"months": months}


def tell_interested(edition: Edition, now: datetime, *, only: Interest | None = None) -> int:
    """Write to whoever asked to be told of an edition, once each, or to one of them.

    Returns how many mails.

    Of one that is live, goes ahead and has not begun. Who asked when it was open has seen it.
    """
    edition = Edition.objects.published().open(now).filter(pk=edition.pk).first()
    if edition is None:
        return 0
    interested = Interest.objects.filter(
        training__translation_key=edition.training.translation_key, confirmed_at__isnull=False
    )
    if edition.open_since:
        interested = interested.filter(created_at__lte=edition.open_since)
    if only is not None:
        interested = interested.filter(pk=only.pk)
    people = {f"planned-{interest.uuid}-{edition.pk}": interest for interest in interested}
    # Asked before it is composed: most have been told already.
    told_before = set(Mail.objects.filter(key__in=people).values_list("key", flat=True))
    written = 0
    for key, interest in people.items():
        if key not in told_before and send_interest(
            MailKind.PLANNED, interest, now=now, edition=edition, key=key
        ):
            written += 1
    return written


def send_notice(
    enrolment: Enrolment, *, now: datetime, was: EnrolmentState | None = None
) -> Mail | None:
    """Tell the practice that somebody has enrolled, or has withdrawn who ``was`` in that state.

    Who, for what, with a place or in the line, and where to read on.
    """
    recipient = EnrolmentSettings.of_practice().notify
    if not recipient:
        return None
    edition = enrolment.edition
    with override(settings.LANGUAGE_CODE):
        words = {
            "name": clean(enrolment.name),
            "training": edition.training.title,
            "first_day": day_words(edition.first_day),
            "number": enrolment.number_in_line,
        }
        subject, sentence = (text % words for text in _notice_of(enrolment, was))
        address = reverse("enrolments:list", args=[edition.pk])
        context = {
            "language": settings.LANGUAGE_CODE,
            "subject": subject,
            "opening": [sentence],
            "action": {
                "label": gettext("See the enrolments"),
                "url": f"{settings.WAGTAILADMIN_BASE_URL}{address}",
            },
        }
        text, html = rendered(context)
    return outbox.post(
        now=now,
        kind=MailKind.NOTICE,
        language=settings.LANGUAGE_CODE,
        recipient=recipient,
        subject=subject_line(subject),
        text=text,
        html=html,
        edition=edition,
        enrolment=enrolment,
    )


def _notice_of(enrolment: Enrolment, was: EnrolmentState | None) -> tuple[str, str]:
    """Subject and sentence of a notice to the practice."""
    if was in (EnrolmentState.WAITING, EnrolmentState.OFFERED):
        return gettext("Withdrawn: %(training)s"), gettext(
            "%(name)s was on the waiting list for %(training)s, from %(first_day)s, "
            "and has withdrawn."
        )
    if was:
        return gettext("Withdrawn: %(training)s"), gettext(
            "%(name)s had a place in %(training)s, from %(first_day)s, and has withdrawn."
        )
    if enrolment.state == EnrolmentState.WAITING:
        return gettext("New on the waiting list: %(training)s"), gettext(
            "%(name)s has enrolled in %(training)s, from %(first_day)s, and is number "
            "%(number)s on the waiting list."
        )
    return gettext("New enrolment: %(training)s"), gettext(
        "%(name)s has enrolled in %(training)s, from %(first_day)s, and has a place."
    )


def send_cancellation_of_days(enrolment: Enrolment, *, now: datetime) -> Mail | None:
    """Take the days of an edition out of the calendar of somebody who moves to another."""
    if not was_invited(enrolment):
        return None
    return send(MailKind.MOVED, enrolment, now=now)


def _calendars(kind, enrolment, now) -> list:
    if kind in INVITING and enrolment.state == EnrolmentState.CONFIRMED:
        return invitations.for_mail(enrolment, Method.REQUEST, now)
    if kind in UNINVITING and was_invited(enrolment):
        return invitations.for_mail(enrolment, Method.CANCEL, now)
    return []


def was_invited(enrolment: Enrolment) -> bool:
    """Whether the days stand in the calendar of this person; nobody else need take them out."""
    invited = enrolment.mails.filter(edition=enrolment.edition, kind__in=INVITING)
    return invited.exclude(calendars=[]).exists()


def _remarks(kind: MailKind, enrolment: Enrolment, now: datetime) -> list[str]:
    """What a mail of one kind says to one person and not to another."""
    if kind in (MailKind.CANCELLED, MailKind.POSTPONED):
        reason = enrolment.edition.reason_in(enrolment.language)
        return paragraphs(reason.text) if reason else []
    if kind == MailKind.CONFIRM and would_wait(enrolment):
        return [
            gettext(
                "There is no free place at the moment. Once you confirm, you are on the waiting "
                "list; we will email you as soon as it is your turn."
            )
        ]
    if kind == MailKind.WITHDRAWN and enrolment.had_place:
        is_open = enrolment.edition.is_open(now)
        return [gettext("Your place is now free for somebody else.")] if is_open else []
    if kind == MailKind.WAITING:
        return [_place_in_line(enrolment)]
    if kind == MailKind.WITHDRAWN and enrolment.was_in_line:
        return [gettext("You are no longer on the waiting list.")]
    if kind == MailKind.TO_ALL and enrolment.edition.is_cancelled:
        return [gettext("The training has been cancelled.")]
    if kind == MailKind.TO_ALL and enrolment.edition.is_postponed:
        return [gettext("The training has been postponed.")]
    if kind == MailKind.ALREADY:
        return {
            EnrolmentState.CONFIRMED: [gettext("You have a place.")],
            EnrolmentState.WAITING: [_place_in_line(enrolment)],
            EnrolmentState.OFFERED: [
                gettext("A place has become available for you: use the link below to accept it.")
            ],
        }.get(enrolment.state, [])
    return []


def _place_in_line(enrolment: Enrolment) -> str:
    number = enrolment.number_in_line
    return gettext("You are number %(number)s on the waiting list.") % {"number": number}


def would_wait(enrolment: Enrolment) -> bool:
    """Whether who confirms now joins the waiting list."""
    # The steps write letters, so they cannot be imported above.
    from events.places import free

    edition = enrolment.edition
    return not free(edition) or edition.enrolments.in_line().exists()


def _action(kind, enrolment, page) -> dict:
    """What the person can do next, and where."""
    label = label_of(kind)
    if kind == MailKind.THANKS:
        address = EnrolmentSettings.of_practice().thanks_url
        if address:
            return {"label": label, "url": address}
        label = gettext("See the training")
    if kind in (MailKind.THANKS, MailKind.LAPSED, MailKind.WITHDRAWN, MailKind.MOVED):
        return {"label": label, "url": page.full_url or settings.SITE_URL}
    return {"label": label, "url": url_of(enrolment)}


def _deadline(kind, enrolment) -> str:
    if kind == MailKind.OFFER and enrolment.offer_until:
        return moment_words(enrolment.offer_until)
    if kind == MailKind.CONFIRM:
        # The steps write letters, so they cannot be imported above.
        from events.places import CONFIRM_WITHIN

        return moment_words(enrolment.created_at + CONFIRM_WITHIN)
    return ""

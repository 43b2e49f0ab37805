"""Letters: what people are written, in their language, about their enrolment.

A letter is the editors' words (``events.models.Letter``) around facts that are read when it is
written. It holds personal data: it goes into the outbox, and nowhere else.
"""

import re
from datetime import datetime
from types import SimpleNamespace

from django.conf import settings
from django.db import transaction
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format, time_format
from django.utils.translation import gettext, override

from events import calendars, invitations, outbox, told
from events.enrolment_links import url_of
from events.ical import Method
from events.letter_texts import original
from events.models import Edition, Interest, Letter
from events.models.enrolment_settings import EnrolmentSettings
from events.models.enrolments import Enrolment, EnrolmentState
from events.models.mails import Mail, MailKind
from home.models import SiteSettings
from home.rich_text import plain_text

# Mails that put the days into the calendar of somebody who has a place, or bring them up to date.
INVITING = {MailKind.PLACE, MailKind.CHANGED, MailKind.POSTPONED}
# Mails that take them out again.
UNINVITING = {MailKind.WITHDRAWN, MailKind.CANCELLED, MailKind.MOVED}
# Mails of days that nobody need come to any more tell no hours, and not what to bring.
WITHOUT_FACTS = {
    MailKind.LAPSED,
    MailKind.WITHDRAWN,
    MailKind.MOVED,
    MailKind.POSTPONED,
    MailKind.CANCELLED,
    MailKind.THANKS,
    MailKind.INTEREST,
}
PLACEHOLDER = re.compile(r"{(\w+)}")
CONTROL = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029]")
# A name that is an address would make our mail carry the message of somebody else.
NO_NAME = re.compile(r"://|www\.|@|[<>{}]", re.IGNORECASE)


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
    edition = _dressed(enrolment.edition, enrolment.language)
    with override(enrolment.language):
        subject, text, html = _written(
            kind,
            enrolment.language,
            name=enrolment.name,
            edition=edition,
            page=edition.page,
            note=note,
            heading=heading,
            action=_action(kind, enrolment, edition.page),
            deadline=_deadline(kind, enrolment),
        )
    # The mail, and that its facts were told, stand or fall together.
    with transaction.atomic():
        mail = outbox.post(
            now=now,
            key=key,
            kind=kind,
            language=enrolment.language,
            recipient=enrolment.email,
            reply_to=_practice().email,
            subject=subject,
            text=text,
            html=html,
            calendars=_calendars(kind, enrolment, now),
            edition=enrolment.edition,
            enrolment=enrolment,
        )
        # Whose calendar has the days is told of a change only by a mail that changes it there.
        if mail and (kind in INVITING or enrolment.state != EnrolmentState.CONFIRMED):
            enrolment.told = told.facts_of(enrolment.edition)
            enrolment.save(update_fields=["told"])
    return mail


def send_interest(
    kind: MailKind, interest: Interest, *, now: datetime, edition: Edition | None = None, key=None
) -> Mail | None:
    """Write to somebody who wants to be kept informed: to confirm that, or of an ``edition``."""
    kind = MailKind(kind)
    with override(interest.language):
        page = _page(interest.training, interest.language)
        if edition is not None:
            edition = _dressed(edition, interest.language)
            page = edition.page
        link = url_of(interest)
        action = {"label": gettext("Yes, keep me informed"), "url": link}
        if kind == MailKind.PLANNED:
            action = {"label": gettext("See the dates and enrol"), "url": page.full_url or link}
        subject, text, html = _written(
            kind,
            interest.language,
            name=interest.name,
            edition=edition,
            page=page,
            action=action,
            stop_url=link if kind == MailKind.PLANNED else "",
        )
    return outbox.post(
        now=now,
        key=key,
        kind=kind,
        language=interest.language,
        recipient=interest.email,
        reply_to=_practice().email,
        subject=subject,
        text=text,
        html=html,
        edition=edition,
        interest=interest,
    )


def tell_interested(edition: Edition, now: datetime) -> int:
    """Write to whoever asked to be told of an edition, once each; returns how many mails.

    Of one that is live, goes ahead and has not begun. Who asked after it was there has seen it.
    """
    edition = Edition.objects.published().open(now).filter(pk=edition.pk).first()
    if edition is None:
        return 0
    interested = Interest.objects.filter(
        training__translation_key=edition.training.translation_key, confirmed_at__isnull=False
    )
    if edition.first_published_at:
        interested = interested.filter(created_at__lte=edition.first_published_at)
    written = 0
    for interest in interested:
        key = f"planned-{interest.uuid}-{edition.pk}"
        # Asked before it is composed: most have been told already.
        if not Mail.objects.filter(key=key).exists():
            send_interest(MailKind.PLANNED, interest, now=now, edition=edition, key=key)
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
            "name": _clean(enrolment.name),
            "training": edition.training.title,
            "first_day": _date(edition.first_day),
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
        text, html = _rendered(context)
    return outbox.post(
        now=now,
        kind=MailKind.NOTICE,
        language=settings.LANGUAGE_CODE,
        recipient=recipient,
        subject=_subject(subject),
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
    if not _was_invited(enrolment):
        return None
    return send(MailKind.MOVED, enrolment, now=now)


def example(letter: Letter) -> dict:
    """What a preview of a letter shows: a made-up person, on the next edition that readers see."""
    now = timezone.now()
    edition = Edition.objects.published().unfinished(now).first()
    edition = edition or Edition.objects.published().last()
    with override(letter.language):
        if edition is not None:
            edition = _dressed(edition, letter.language)
        page = edition.page if edition else None
        address = (page.full_url if page else "") or settings.SITE_URL
        return _context(
            MailKind(letter.kind),
            letter.language,
            letter=letter,
            name="Noor Voorbeeld",
            edition=edition,
            page=page,
            note=gettext("Here stands what you write yourself.")
            if letter.kind in (MailKind.TO_ALL, MailKind.CHANGED)
            else "",
            action={"label": _label(MailKind(letter.kind)), "url": address},
            deadline=_moment(now),
        )


def _written(kind, language, **given) -> tuple[str, str, str]:
    """Subject, plain text and HTML of a letter."""
    letter = Letter.objects.filter(kind=kind, language=language).first()
    letter = letter or Letter(kind=kind, language=language, **original(kind, language))
    context = _context(kind, language, letter=letter, **given)
    return (context["subject"], *_rendered(context))


def _context(
    kind,
    language,
    *,
    letter,
    name,
    edition,
    page,
    action,
    note="",
    heading="",
    deadline="",
    stop_url="",
) -> dict:
    practice = _practice()
    place = edition.place.name if edition and edition.place else ""
    words = {
        "name": _greeted(name),
        "training": page.title if page else gettext("Training"),
        "first_day": _date(edition.first_day) if edition else "",
        "place": place,
        "organisation": practice.organisation,
        "deadline": deadline,
    }

    def fill(text: str) -> str:
        # In one go: what a person typed is never read as a placeholder.
        return PLACEHOLDER.sub(lambda match: str(words.get(match[1], match[0])), text)

    facts = None
    if edition is not None and kind not in WITHOUT_FACTS:
        facts = _facts(edition, practice)
    return {
        "language": language,
        "subject": _subject(heading or fill(letter.subject)),
        "opening": _paragraphs(fill(letter.opening)),
        "note": _paragraphs(note),
        "facts": facts,
        "action": action,
        "closing": _paragraphs(fill(letter.closing)),
        "practice": practice,
        "stop_url": stop_url,
    }


def _rendered(context: dict) -> tuple[str, str]:
    text = render_to_string("emails/letter.txt", context)
    # Lines of conditions leave empty ones behind.
    text = re.sub(r"\n{3,}", "\n\n", text).strip() + "\n"
    return text, render_to_string("emails/letter.html", context).strip()


def _facts(edition, practice) -> SimpleNamespace:
    from events.templatetags.event_tags import euros

    place, location = edition.place, edition.location
    return SimpleNamespace(
        title=edition.page.title,
        days=[
            SimpleNamespace(
                date=_date(day.date), hours=day.hours, subject=edition.page.programme_title(number)
            )
            for number, day in enumerate(edition.days, start=1)
        ],
        zone=edition.zone.key if edition.zone.key != settings.TIME_ZONE else "",
        place=place.name if place else "",
        address=location.address_lines if place else [],
        online_url=location.online_url if place and location.online else "",
        directions=plain_text(place.directions).splitlines() if place else [],
        price=euros(edition.training.price),
        vat_note=edition.page.vat_note if edition.training.price is not None else "",
        bring=_paragraphs(plain_text(edition.page.bring)),
        phone=practice.phone,
    )


def _dressed(edition: Edition, language: str) -> Edition:
    """The edition in ``language``; also one that no reader can see any more."""
    found = invitations.dressed(edition.pk, language)
    if found is not None:
        return found
    found = Edition.objects.select_related("training", "location").get(pk=edition.pk)
    found.page = _page(found.training, language)
    found.place = found.location if found.location_id and found.location.live else None
    return found


def _page(training, language: str):
    """The page of a training in ``language``, if it is published, else the one that was given."""
    if training.locale.language_code == language:
        return training
    pages = type(training).objects.live().filter(translation_key=training.translation_key)
    return pages.filter(locale__language_code=language).first() or training


def _practice() -> SiteSettings:
    return calendars.practice() or SiteSettings()


def _calendars(kind, enrolment, now) -> list:
    if kind in INVITING and enrolment.state == EnrolmentState.CONFIRMED:
        return invitations.for_mail(enrolment, Method.REQUEST, now)
    if kind in UNINVITING and _was_invited(enrolment):
        return invitations.for_mail(enrolment, Method.CANCEL, now)
    return []


def _was_invited(enrolment: Enrolment) -> bool:
    """Whether the days stand in the calendar of this person; nobody else need take them out."""
    invited = enrolment.mails.filter(edition=enrolment.edition, kind__in=INVITING)
    return invited.exclude(calendars=[]).exists()


def _label(kind: MailKind) -> str:
    return {
        MailKind.CONFIRM: gettext("Confirm your enrolment"),
        MailKind.OFFER: gettext("Take the place, or withdraw"),
        MailKind.THANKS: gettext("Tell us how it was"),
        MailKind.LAPSED: gettext("See the training"),
        MailKind.WITHDRAWN: gettext("See the training"),
        MailKind.MOVED: gettext("See the training"),
        MailKind.INTEREST: gettext("Yes, keep me informed"),
        MailKind.PLANNED: gettext("See the dates and enrol"),
    }.get(kind, gettext("See or change your enrolment"))


def _action(kind, enrolment, page) -> dict:
    """What the person can do next, and where."""
    label = _label(kind)
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
        return _moment(enrolment.offer_until)
    if kind == MailKind.CONFIRM:
        # The steps write letters, so they cannot be imported above.
        from events.places import CONFIRM_WITHIN

        return _moment(enrolment.created_at + CONFIRM_WITHIN)
    return ""


def _date(day) -> str:
    return date_format(day, "l j F Y") if day else gettext("a date that is not known yet")


def _moment(moment: datetime) -> str:
    """On the clock of the practice, whichever zone the process is in."""
    local = timezone.localtime(moment, timezone.get_default_timezone())
    return gettext("%(date)s at %(time)s") % {
        "date": _date(local.date()),
        "time": time_format(local.time()),
    }


def _clean(text: str) -> str:
    return " ".join(CONTROL.sub(" ", text).split())


def _greeted(name: str) -> str:
    name = _clean(name)
    return gettext("participant") if not name or NO_NAME.search(name) else name


def _subject(text: str) -> str:
    """On one line, whatever was typed: a header ends at the end of its line."""
    return _clean(text)[:300]


def _paragraphs(text: str) -> list[str]:
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return [part.strip() for part in re.split(r"\n\s*\n", text) if part.strip()]

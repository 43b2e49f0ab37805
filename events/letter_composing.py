"""How a letter is composed: the editors' words around the facts, as plain text and as HTML."""

import re

from django.conf import settings
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import gettext, ngettext, override

from events import calendars
from events.letter_facts import day_words, dressed, facts_of, moment_words, paragraphs
from events.letter_texts import original
from events.models import Edition, EditionStatus, Letter
from events.models.letters import WITH_DEADLINE
from events.models.mails import MailKind
from home.models import SiteSettings

# Mails that put the days into the calendar of somebody who has a place, or bring them up to date.
INVITING = {MailKind.PLACE, MailKind.CHANGED, MailKind.POSTPONED}
# Mails that take them out again.
UNINVITING = {MailKind.WITHDRAWN, MailKind.CANCELLED, MailKind.MOVED}
# Mails that say where somebody stands and what the edition is like; others mention it.
TELLING = {
    MailKind.CONFIRM,
    MailKind.PLACE,
    MailKind.WAITING,
    MailKind.OFFER,
    MailKind.CHANGED,
    MailKind.POSTPONED,
    MailKind.CANCELLED,
}
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
# Anybody can have these sent to the address of somebody else, so they carry nothing that was typed.
UNCONFIRMED = {MailKind.CONFIRM, MailKind.INTEREST}
PLACEHOLDER = re.compile(r"{(\w+)}")
NAME = re.compile(r"\s*{name}")
CONTROL = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029]")
# Mail programs make a link of a name that looks like an address, also without "www" before it.
NO_NAME = re.compile(r"/|@|[<>{}]|\w[.。．｡]\w{2}")


def practice() -> SiteSettings:
    """Who writes."""
    return calendars.practice() or SiteSettings()


def written(kind: MailKind, language: str, **given) -> tuple[str, str, str]:
    """Subject, plain text and HTML of a letter; ``given`` is what ``_context`` takes."""
    letter = Letter.objects.filter(kind=kind, language=language).first()
    letter = letter or Letter(kind=kind, language=language, **original(kind, language))
    context = _context(kind, language, letter=letter, **given)
    return (context["subject"], *rendered(context))


def rendered(context: dict) -> tuple[str, str]:
    """Plain text and HTML."""
    text = render_to_string("emails/letter.txt", context)
    # Lines of conditions leave empty ones behind.
    text = re.sub(r"\n{3,}", "\n\n", text).strip() + "\n"
    return text, render_to_string("emails/letter.html", context).strip()


def example(letter: Letter) -> dict:
    """What a preview of a letter shows: a made-up person, on the next edition that readers see."""
    kind, now = MailKind(letter.kind), timezone.now()
    edition = Edition.objects.published().unfinished(now).first()
    edition = edition or Edition.objects.published().last()
    with override(letter.language):
        if edition is not None:
            edition = dressed(edition, letter.language)
        page = edition.page if edition else None
        address = (page.full_url if page else "") or settings.SITE_URL
        invites = kind in INVITING | UNINVITING
        writes = kind in (MailKind.TO_ALL, MailKind.CHANGED)
        return _context(
            kind,
            letter.language,
            letter=letter,
            name="Noor Voorbeeld",
            edition=edition,
            page=page,
            note=gettext("What you write yourself goes here.") if writes else "",
            action={"label": label_of(kind), "url": address},
            deadline=moment_words(now),
            calendar_note=calendar_note(kind, len(edition.days) if edition and invites else 0),
            stop_url=settings.SITE_URL if kind == MailKind.PLANNED else "",
        )


def label_of(kind: MailKind) -> str:
    """What stands on the button of a mail."""
    return {
        MailKind.CONFIRM: gettext("Confirm your enrolment"),
        MailKind.OFFER: gettext("Accept the place, or withdraw"),
        MailKind.THANKS: gettext("Tell us how it was"),
        MailKind.LAPSED: gettext("View the training"),
        MailKind.WITHDRAWN: gettext("View the training"),
        MailKind.MOVED: gettext("View the training"),
        MailKind.INTEREST: gettext("Yes, keep me informed"),
        MailKind.PLANNED: gettext("View the dates and enrol"),
    }.get(kind, gettext("View or change your enrolment"))


def calendar_note(kind: MailKind, days: int) -> str:
    """What is done with the calendar files of so many days in a mail; nothing where it has none."""
    if not days:
        return ""
    if kind in UNINVITING:
        return ngettext(
            "Is the day in your calendar? Open the attachment to remove it.",
            "Are the days in your calendar? There is an attachment for each day: open every one of "
            "them to remove all the days.",
            days,
        )
    if kind == MailKind.PLACE:
        return ngettext(
            "The attachment adds the day to your calendar.",
            "There is an attachment for each day, to add it to your calendar. Your email program "
            "may show only one of them as an invitation: open the others as well.",
            days,
        )
    return ngettext(
        "Open the attachment to update the day in your calendar.",
        "There is an attachment for each day: open every one of them to update your calendar.",
        days,
    )


def clean(text: str) -> str:
    """A text on one line, without control characters: a header ends at the end of its line."""
    return " ".join(CONTROL.sub(" ", text).split())


def subject_line(text: str) -> str:
    """A subject, whatever was typed."""
    return clean(text)[:300]


def _context(
    kind,
    language,
    *,
    letter,
    name,
    edition,
    page,
    action,
    remarks=(),
    note="",
    heading="",
    deadline="",
    calendar_note="",
    stop_url="",
) -> dict:
    """What the templates show.

    ``remarks`` and ``calendar_note`` are sentences that depend on the person, ``note`` is what an
    editor writes besides, under the subject ``heading``.
    """
    writer = practice()
    words = {
        "name": _greeted(kind, name),
        "training": page.title if page else gettext("Training"),
        "first_day": day_words(edition.first_day) if edition else "",
        "place": edition.place.name if edition and edition.place else "",
        "organisation": writer.organisation,
        "deadline": deadline,
    }

    def fill(text: str) -> str:
        if not words["name"]:
            text = NAME.sub("", text)
        # In one go: what a person typed is never read as a placeholder.
        return PLACEHOLDER.sub(lambda match: str(words.get(match[1], match[0])), text)

    facts = None
    goes_ahead = edition is not None and edition.status == EditionStatus.SCHEDULED
    if goes_ahead and kind not in WITHOUT_FACTS:
        facts = facts_of(edition, writer)
    return {
        "language": language,
        "subject": subject_line(heading or fill(letter.subject)),
        "opening": [*paragraphs(fill(letter.opening)), *remarks],
        "note": paragraphs(note),
        "facts": facts,
        "action": action,
        # Who must act in time need not look for the button.
        "acts_first": kind in WITH_DEADLINE,
        "calendar_note": calendar_note,
        "closing": paragraphs(fill(letter.closing)),
        "practice": writer,
        "stop_url": stop_url,
    }


def _greeted(kind: MailKind, name: str) -> str:
    """The name by which somebody is greeted; empty where it might be a message of others."""
    name = clean(name)
    return "" if kind in UNCONFIRMED or NO_NAME.search(name) else name

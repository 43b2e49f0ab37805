"""What one person is told of an edition: its page, its place and its facts in their language.

Also of an edition that no reader can see any more, for who was enrolled in it is still told of it.
"""

import re
from datetime import date, datetime
from types import SimpleNamespace

from django.conf import settings
from django.utils import timezone
from django.utils.formats import date_format, time_format
from django.utils.translation import get_language, gettext

from events import invitations
from events.models import Edition
from home.models import SiteSettings
from home.rich_text import plain_text


def dressed(edition: Edition, language: str) -> Edition:
    """The edition as it is published, with its page and its place in ``language``."""
    return invitations.dressed(edition.pk, language, hidden=True)


def facts_of(edition: Edition, practice: SiteSettings) -> SimpleNamespace:
    """Days, place, price and what to bring of a dressed edition, in the present language."""
    from events.templatetags.event_tags import euros, language_note

    place, location = edition.place, edition.location
    return SimpleNamespace(
        title=edition.page.title,
        days=[
            SimpleNamespace(
                date=day_words(day.date),
                hours=day.hours,
                subject=edition.page.programme_title(number),
            )
            for number, day in enumerate(edition.days, start=1)
        ],
        zone=edition.zone.key if edition.zone.key != settings.TIME_ZONE else "",
        place=place.name if place else "",
        address=location.address_lines if place else [],
        online=bool(place and location.online),
        online_url=location.online_url if place and location.online else "",
        directions=plain_text(place.directions).splitlines() if place else [],
        language=language_note(edition, get_language()),
        price=euros(edition.training.price),
        vat_note=edition.page.vat_note if edition.training.price is not None else "",
        bring=paragraphs(plain_text(edition.page.bring)),
        phone=practice.phone,
    )


def day_words(day: date | None) -> str:
    """A date with the name of its day."""
    return date_format(day, "l j F Y") if day else gettext("a date yet to be announced")


def moment_words(moment: datetime) -> str:
    """A moment on the clock of the practice, whichever zone the process is in."""
    local = timezone.localtime(moment, timezone.get_default_timezone())
    return gettext("%(date)s at %(time)s") % {
        "date": day_words(local.date()),
        "time": time_format(local.time()),
    }


def paragraphs(text: str) -> list[str]:
    """The parts of a text between its empty lines."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return [part.strip() for part in re.split(r"\n\s*\n", text) if part.strip()]

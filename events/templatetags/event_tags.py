"""What templates say of trainings: prices, dates ahead, calendar files, how to enrol."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django import template
from django.conf import settings
from django.utils import timezone
from django.utils.translation import get_language, gettext

from events import calendar_links, calendars, enrolling, run_words, schedule
from events.models.pages import DAY_WORDS, GIVEN_WORDS
from home import qr

register = template.Library()

NO_BREAK_SPACE = "\u00a0"


@dataclass(frozen=True, slots=True)
class DayToAdd:
    """One day of an edition as readers put it into a calendar."""

    date: date
    file: str
    links: tuple[calendar_links.Link, ...]


@register.filter
def euros(amount: Decimal | None) -> str:
    """Write an amount as readers of the language do: "€ 1.250" or "€1,250"; cents where needed."""
    if amount is None:
        return gettext("price on request")
    amount = Decimal(amount).quantize(Decimal("0.01"))
    digits = f"{amount:,.2f}".removesuffix(".00")
    if get_language() == "en":
        return f"€{digits}"
    swapped = digits.translate(str.maketrans(",.", ".,"))
    return f"€{NO_BREAK_SPACE}{swapped}"


@register.filter
def language_note(edition, language: str) -> str:
    """Say in which language an edition is given, where that is not the reader's."""
    if edition.language and edition.language != language:
        return calendars.language_note(edition.language)
    return ""


@register.filter
def foreign_zone(edition) -> str:
    """The place after which an edition's time zone is named, where it is not the practice's."""
    key = edition.zone.key
    return "" if key == settings.TIME_ZONE else key.rpartition("/")[2].replace("_", " ")


@register.filter
def how_many(days) -> str:
    """How many days there are: "5 dagen", "6 avonden"."""
    return run_words.how_many(days)


@register.filter
def which_days(days) -> str:
    """On which dates these days are."""
    return run_words.which(days)


@register.filter
def same_hours(days) -> str:
    """The times of these days, where they are the same on all."""
    return run_words.hours(days)


@register.simple_tag
def was_on(day, edition) -> str:
    """When a day of an edition was to be before it was moved; nothing where it does not go on."""
    return "" if edition.is_cancelled or edition.is_postponed else run_words.was(day, edition.zone)


@register.filter
def moved(edition) -> str:
    """In one line what was moved of an edition; nothing where it does not go on."""
    if edition.is_cancelled or edition.is_postponed:
        return ""
    return run_words.moved(edition.days, edition.zone)


@register.filter
def place_words(edition) -> str:
    """The place of an edition in a word or two."""
    if edition.location and edition.location.online:
        return gettext("Online")
    if edition.location and edition.location.city:
        return edition.location.city
    return edition.place.name if edition.place else gettext("Place to follow")


@register.filter
def with_room(editions, now):
    """The first of these editions that people can enrol in and that has a place left."""
    return schedule.next_with_room(editions, now)


@register.simple_tag
def coming_trainings(count: int) -> list:
    """The next editions of all trainings."""
    return schedule.coming(timezone.now(), count)


@register.simple_tag(takes_context=True)
def edition_address(context, edition) -> str:
    """Where an edition stands on the page of its training; once it is over, that page."""
    address = edition.page.get_url(context.get("request")) or ""
    return f"{address}#{edition.slug}" if edition.ends_at > context["now"] else address


@register.simple_tag
def calendar_file(page, edition, number: int | None = None) -> str:
    """The address of the calendar file of an edition, or of its day ``number``."""
    day = "" if number is None else f"/{DAY_WORDS[get_language()]}-{number}"
    return f"{page.url}{edition.slug}{day}.ics"


@register.simple_tag(takes_context=True)
def file_on_paper(context, page, edition) -> dict:
    """The absolute address of the calendar file of an edition, and its QR code."""
    address = page.get_file_url(f"{edition.slug}.ics", context.get("request"))
    return {"address": address, "code": qr.code_of(address)}


@register.simple_tag(takes_context=True)
def given_address(context, page) -> str:
    """The address of all dates on which a training was given."""
    return f"{page.get_url(context.get('request'))}{GIVEN_WORDS[page.locale.language_code]}/"


@register.simple_tag
def days_to_add(page, edition) -> list[DayToAdd]:
    """The days of a dressed edition with the addresses that put each into a calendar."""
    # Behind the days may come entries of days that were removed.
    return [
        DayToAdd(
            date=day.date,
            file=calendar_file(page, edition, number),
            links=calendar_links.day_links(event),
        )
        for number, (day, event) in enumerate(
            zip(edition.days, calendars.events_of(edition), strict=False), start=1
        )
    ]


@register.filter
def going_ahead(editions) -> list:
    """Those of the editions that are neither cancelled nor postponed."""
    return [
        edition for edition in editions if not edition.is_cancelled and not edition.is_postponed
    ]


@register.filter
def have_several_days(editions) -> bool:
    """Whether any of these editions has more than one day."""
    return any(len(edition.days) > 1 for edition in editions)


@register.simple_tag
def programme_title(page, number: int) -> str:
    """The title of day ``number`` in the programme of a training; none where no page is shown."""
    return page.programme_title(number) if page else ""


@register.simple_tag(takes_context=True)
def enrol_address(context, page, edition) -> str:
    """The address of the form by which a reader enrols in an edition."""
    words = enrolling.ENROL_WORDS[page.locale.language_code]
    return f"{page.get_url(context.get('request'))}{edition.slug}/{words}/"


@register.simple_tag(takes_context=True)
def informed_address(context, page) -> str:
    """The address where a reader asks to be told of new dates of a training."""
    words = enrolling.INFORMED_WORDS[page.locale.language_code]
    return f"{page.get_url(context.get('request'))}{words}/"

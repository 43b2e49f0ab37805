"""Dates in the prose of pages that no longer hold: of one page, and of the whole site.

Nothing is changed anywhere: editors are told, and decide.
"""

import json
from dataclasses import dataclass
from datetime import date, datetime

from django.core.cache import cache
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext, ngettext
from wagtail.models import Page

from home.prose import Passage, passages
from home.prose_dates import Judgement, Verdict, find, judge_all

# Raise it when other words are read, or read differently.
VERSION = 1
ONE_DAY = 24 * 3600
WORDS_AROUND = 60


@dataclass(frozen=True)
class CardOffer:
    """A block that could stand in place of a date, as the editor's StreamField takes it.

    ``title`` names what it shows; it is empty where that is still to be chosen.
    """

    field: str
    block: str
    title: str
    value: dict

    @property
    def words(self) -> str:
        """What the button says."""
        if not self.title:
            return gettext("Put a training card below it")
        return gettext("Put a card of “%(title)s” below it") % {"title": self.title}

    @property
    def as_json(self) -> str:
        """All that the script in the editor needs."""
        return json.dumps({"field": self.field, "type": self.block, "value": self.value})


@dataclass(frozen=True)
class StaleDate:
    """A date in a text that no longer holds, and the words around it."""

    passage: Passage
    label: str
    words: str
    judgement: Judgement
    offer: CardOffer | None = None

    @property
    def before(self) -> str:
        """The words before it."""
        words = self.passage.text[: self.judgement.mention.start]
        if len(words) <= WORDS_AROUND:
            return words
        return "…" + words[-WORDS_AROUND:].partition(" ")[2]

    @property
    def after(self) -> str:
        """The words after it."""
        words = self.passage.text[self.judgement.mention.end :]
        if len(words) <= WORDS_AROUND:
            return words
        return words[:WORDS_AROUND].rpartition(" ")[0].rstrip(".,;:!?") + "…"

    @property
    def why(self) -> str:
        """What is wrong with it, as a sentence."""
        return why(self.judgement)


@dataclass(frozen=True)
class StalePage:
    """A live page with dates that no longer hold."""

    page: Page
    dates: tuple[StaleDate, ...]

    @property
    def edit_url(self) -> str:
        """Where an editor mends it: the block of the first date, if it stands in one."""
        url = reverse("wagtailadmin_pages:edit", args=[self.page.pk])
        block = next((found.passage.block_id for found in self.dates), "")
        return f"{url}#block-{block}-section" if block else url


def why(judgement: Judgement) -> str:
    """Say what is wrong with a date."""
    day, falls_on = judgement.day, judgement.falls_on
    if judgement.verdict == Verdict.NO_SUCH_DAY:
        return gettext("This day does not exist: the month has fewer days.")
    if judgement.verdict == Verdict.WRONG_WEEKDAY:
        if day.year:
            return gettext("%(date)s is a %(weekday)s.") % {
                "date": date_format(falls_on, "j F Y"),
                "weekday": date_format(falls_on, "l"),
            }
        words = gettext("%(date)s is a %(weekday)s in %(year)s.") % {
            "date": date_format(falls_on, "j F"),
            "weekday": date_format(falls_on, "l"),
            "year": falls_on.year,
        }
        if not judgement.fitted:
            return words
        last = gettext("The weekday in the text was that of %(year)s.") % {"year": judgement.fitted}
        return f"{words} {last}"
    return ngettext(
        "This day has passed: it was %(date)s.",
        "The last of these days has passed: it was %(date)s.",
        len(judgement.mention.days),
    ) % {"date": date_format(falls_on, "l j F Y")}


def of_page(page: Page, today: date | None = None) -> list[StaleDate]:
    """The dates that no longer hold in a page as it is in memory: a live row or a draft."""
    return _judged(page, _with_dates(page), today or timezone.localdate(), offers=True)


def stale_pages(now: datetime, language: str | None = None) -> list[StalePage]:
    """The live pages with dates that no longer hold, of one language or of all, in tree order.

    What was read of a page is kept until another revision is live. One query, and for pages that
    are not read yet one more for each type of page; however many pages there are.
    """
    today = timezone.localdate(now)
    pages = Page.objects.live().filter(depth__gt=1).select_related("locale").order_by("path")
    if language:
        pages = pages.filter(locale__language_code=language)
    pages = list(pages)
    known = cache.get_many([_key(page) for page in pages if page.live_revision_id])
    unread = [page.pk for page in pages if _key(page) not in known]
    if unread:
        listed, keep = {page.pk: page for page in pages}, {}
        for page in Page.objects.filter(pk__in=unread).specific():
            # Fetched already; specific() does not bring it.
            page.locale = listed[page.pk].locale
            known[_key(page)] = _with_dates(page)
            if page.live_revision_id:
                keep[_key(page)] = known[_key(page)]
        cache.set_many(keep, ONE_DAY)
    found = [StalePage(page, tuple(_judged(page, known[_key(page)], today))) for page in pages]
    return [stale for stale in found if stale.dates]


def _key(page) -> str:
    moment = page.last_published_at.timestamp() if page.last_published_at else 0
    return f"prose-dates:{VERSION}:{page.pk}:{page.live_revision_id or 0}:{moment}"


def _with_dates(page) -> list[Passage]:
    language = page.locale.language_code
    return [passage for passage in passages(page) if find(passage.text, language)]


def _judged(page, read: list[Passage], today: date, *, offers: bool = False) -> list[StaleDate]:
    return [
        StaleDate(
            passage,
            passage.label(page.specific_class),
            words,
            judgement,
            page.card_for(passage) if offers else None,
        )
        for passage in read
        for words, judgement in judge_all(
            passage.text, page.locale.language_code, today, quoted=passage.quoted
        )
    ]

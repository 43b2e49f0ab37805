"""What is planned, fetched for readers of one language: a fixed number of queries each.

An edition that comes out of here is *dressed*: ``page`` is the training's page and ``place`` the
location in the reader's language, ``training`` and ``location`` the rows with the facts. Editions
of trainings without a public page in that language are left out.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.db.models import OuterRef, Prefetch, Subquery
from django.utils.translation import get_language

from home.translations import localized_rows

# A cancelled edition stays in calendars for as long after it would have been over.
CANCELLED_FOR = timedelta(weeks=4)
# A subscriber keeps the days of the past year.
PAST_FOR = timedelta(days=365)


@dataclass(frozen=True, slots=True)
class Card:
    """A training and its next open edition, if one is planned."""

    page: object
    price: object
    edition: object | None


def dress(editions, language: str | None = None, page=None) -> list:
    """Give each edition its page and its place in ``language``; leave out those without a page.

    ``page`` is the page that a reader is looking at already, private or not. At most three
    queries, however many editions.
    """
    from events.models import TrainingPage

    editions = list(editions)
    if not editions:
        return []
    language = language or get_language()
    keys = {edition.training.translation_key for edition in editions}
    pages = {
        found.translation_key: found
        for found in (
            [page]
            if page
            else TrainingPage.objects.live()
            .public()
            .filter(locale__language_code=language, translation_key__in=keys)
            .select_related("locale")
        )
    }
    places = localized_rows([edition.location for edition in editions], language)
    dressed = []
    for edition in editions:
        edition.page = pages.get(edition.training.translation_key)
        edition.place = (
            places.get(edition.location.translation_key) if edition.location_id else None
        )
        if edition.location_id:
            # The editions' locations are rows of the source language.
            edition.location.facts = edition.location
        if edition.page:
            dressed.append(edition)
    return dressed


def _published():
    from events.models import Edition

    return (
        Edition.objects.published()
        .select_related("training", "location")
        .prefetch_related("sessions")
    )


def of_training(training, now: datetime) -> list:
    """The editions of a training that are not over, the first to begin first."""
    return dress(_published().of(training).unfinished(now), training.locale.language_code, training)


def _with_removed(editions, now: datetime):
    """Fetch with each edition, as ``removed``, the days of which calendars must still hear."""
    from events.models import RemovedDay

    return editions.prefetch_related(
        Prefetch(
            "removed_days",
            queryset=RemovedDay.objects.over_after(now - CANCELLED_FOR),
            to_attr="removed",
        )
    )


def one(training, slug: str, now: datetime):
    """The published edition of a training with this address, or None."""
    editions = _with_removed(_published(), now).of(training).filter(slug=slug)
    return next(iter(dress(editions, training.locale.language_code, training)), None)


def coming(now: datetime, count: int) -> list:
    """The next ``count`` open editions of all trainings, in the reader's language."""
    language = get_language()
    public = _public_keys(language)
    return dress(
        _published().open(now).filter(training__translation_key__in=public)[:count], language
    )


def for_feed(language: str, now: datetime, training=None) -> list:
    """The editions that a feed holds: the coming ones and those of the past year.

    Cancelled ones, and days that were removed, stay until four weeks after they would have been
    over.
    """
    from events.models import EditionStatus

    editions = _with_removed(_published(), now).filter(ends_at__gt=now - PAST_FOR)
    editions = editions.exclude(
        status=EditionStatus.CANCELLED, ends_at__lte=now - CANCELLED_FOR
    ).order_by("starts_at", "pk")
    if training is not None:
        editions = editions.of(training)
    return dress(editions, language, training)


def cards(trainings, now: datetime) -> dict:
    """Map the translation key of each training to its card in the reader's language.

    A training without a public page in that language has none.
    """
    from events.models import TrainingPage

    keys = {training.translation_key for training in trainings if training}
    if not keys:
        return {}
    return {
        card.page.translation_key: card
        for card in _cards(
            TrainingPage.objects.live()
            .public()
            .filter(locale__language_code=get_language(), translation_key__in=keys),
            now,
        )
    }


def trainings_below(index, now: datetime) -> list[Card]:
    """Cards of all public trainings below an index page, the first to begin first."""
    from events.models import TrainingPage

    found = _cards(TrainingPage.objects.child_of(index).live().public(), now)
    return sorted(
        found,
        key=lambda card: (
            card.edition is None,
            card.edition.starts_at if card.edition else now,
            card.page.title.casefold(),
        ),
    )


def _cards(pages, now: datetime) -> list[Card]:
    from events.models import Edition

    following = (
        Edition.objects.published()
        .open(now)
        .filter(training__translation_key=OuterRef("translation_key"))
        .values("pk")[:1]
    )
    pages = list(
        pages.annotate(next_edition=Subquery(following))
        .select_related("cover", "locale")
        .prefetch_related("cover__renditions")
    )
    editions = {
        edition.pk: edition
        for edition in dress(_published().filter(pk__in=[page.next_edition for page in pages]))
    }
    prices = _prices(pages)
    return [
        Card(page, prices.get(page.translation_key), editions.get(page.next_edition))
        for page in pages
    ]


def _prices(pages) -> dict:
    """The prices of trainings, from their source pages."""
    from events.models import TrainingPage

    return dict(
        TrainingPage.objects.filter(
            locale__language_code=settings.LANGUAGE_CODE,
            translation_key__in=[page.translation_key for page in pages],
        ).values_list("translation_key", "price")
    )


def _public_keys(language: str):
    """The translation keys of all trainings with a public page in ``language``."""
    from events.models import TrainingPage

    return (
        TrainingPage.objects.live()
        .public()
        .filter(locale__language_code=language)
        .values("translation_key")
    )

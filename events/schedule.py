"""What is planned, fetched for readers of one language: a fixed number of queries each.

An edition that comes out of here is *dressed*: ``page`` is the training's page and ``place`` the
location in the reader's language, ``training`` and ``location`` the rows with the facts. Editions
of trainings without a public page in that language are left out.
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.conf import settings
from django.db.models import Case, F, Max, Min, OuterRef, Prefetch, Subquery, Value, When
from django.utils.translation import get_language

from events.choosing import Run
from events.months import Entry, Month, entries_of
from home.caching import changes_by_the_clock
from home.translations import localized_rows

# A cancelled edition stays in calendars for as long after it would have been over.
CANCELLED_FOR = timedelta(weeks=4)
# A subscriber keeps the days of the past year.
PAST_FOR = timedelta(days=365)


@dataclass(frozen=True, slots=True)
class Card:
    """A training and its next open edition, if one is planned.

    ``with_room`` is the next that has places, where that next one is full.
    """

    page: object
    price: object
    edition: object | None
    with_room: object | None = None


def dress(editions, language: str | None = None, page=None, pages=None) -> list:
    """Give each edition its page and its place in ``language``; leave out those without a page.

    ``page`` is the page that a reader is looking at already, private or not; ``pages`` are those
    that count, without it the public ones, and of a list none is fetched again. At most three
    queries, however many editions.
    """
    from events.models import TrainingPage

    editions = list(editions)
    if not editions:
        return []
    language = language or get_language()
    keys = {edition.training.translation_key for edition in editions}
    if page:
        pages = [page]
    elif not isinstance(pages, list):
        pages = TrainingPage.objects.live().public() if pages is None else pages
        pages = pages.filter(locale__language_code=language, translation_key__in=keys)
        pages = pages.select_related("locale")
    pages = {found.translation_key: found for found in pages}
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
    return dress(
        _published().with_taken().of(training).unfinished(now),
        training.locale.language_code,
        training,
    )


def given(training, now: datetime, most: int | None = None) -> list:
    """The editions of a training that were given, the last on top; ``most`` of them at most."""
    from events.models import EditionStatus

    over = _published().of(training).over(now).exclude(status=EditionStatus.CANCELLED)
    over = over.order_by("-starts_at", "-pk")[:most]
    return dress(over, training.locale.language_code, training)


def next_open(editions, now: datetime):
    """The first of these editions, in order, in which people can enrol; None without any."""
    return next((edition for edition in editions if edition.is_open(now)), None)


def on_paper(editions, now: datetime) -> dict:
    """What the printed programme shows in full, and of which it has the date alone.

    In full: the first in which people can enrol and, where that is full, the first with room.
    """
    coming = [edition for edition in editions if edition.is_open(now)]
    with_room = [edition for edition in coming if not edition.puts_on_list]
    in_full = coming[:1]
    if in_full and in_full[0].puts_on_list:
        in_full += with_room[:1]
    return {
        "on_paper": in_full,
        "other_dates": [edition for edition in coming if edition not in in_full],
    }


def next_with_room(editions, now: datetime):
    """The first of these editions, in order, in which somebody can have a place; else None."""
    return next((each for each in editions if each.is_open(now) and each.places_left), None)


def edition_of(training, slug: str):
    """The edition with this address of a training, also when over; None where there is none."""
    found = dress(
        _published().with_taken().of(training).filter(slug=slug),
        training.locale.language_code,
        training,
    )
    return found[0] if found else None


def coming(now: datetime, count: int) -> list:
    """The next ``count`` open editions of all trainings, in the reader's language."""
    language = get_language()
    public = public_keys(language)
    return dress(
        _published().with_taken().open(now).filter(training__translation_key__in=public)[:count],
        language,
    )


def for_calendars(pks, language: str) -> list:
    """These editions, as far as they are published and have a page in ``language``, public or not.

    With each, as ``removed``, the days that it had and has no more; with its page, the cover.
    """
    from events.models import TrainingPage

    editions = _published().filter(pk__in=pks)
    editions = editions.prefetch_related(Prefetch("removed_days", to_attr="removed"))
    pages = TrainingPage.objects.live().select_related("cover")
    return dress(editions, language, pages=pages.prefetch_related("cover__renditions"))


def days_between(language: str, first: date, last: date) -> list[Entry]:
    """The days of all trainings from ``first`` to ``last``, at the places where they are given."""
    from events.models import Session

    within = Session.objects.filter(date__range=(first, last)).values("edition")
    editions = _of_public(language).filter(pk__in=within)
    return entries_of(dress(editions, language), first, last)


def coming_days(language: str, now: datetime) -> list[Entry]:
    """The days of all trainings that are not over."""
    editions = dress(_of_public(language).unfinished(now), language)
    return [entry for entry in entries_of(editions) if entry.day.ends_at > now]


def last_day() -> date | None:
    """The last published day of all trainings, whichever language has their pages.

    So a month that is there in one language is there in the other.
    """
    return _days_of(public_keys(None)).aggregate(last=Max("date"))["last"]


def months_to_come(today: date) -> list[date]:
    """The first of each month that has a published day, today or later, in any language."""
    days = _days_of(public_keys(None)).filter(date__gte=today)
    return list(days.dates("date", "month"))


@changes_by_the_clock
def next_moment(now: datetime) -> datetime | None:
    """When a day begins or ends next, or when calendars stop to tell of one; three queries."""
    from events.models import CalendarEntry, Session

    rows = ((Session, "starts_at"), (Session, "ends_at"), (CalendarEntry, "told_until"))
    moments = [
        model.objects.filter(**{f"{field}__gt": now}).aggregate(first=Min(field))["first"]
        for model, field in rows
    ]
    return min((moment for moment in moments if moment), default=None)


def next_day(language: str, after: date) -> date | None:
    """The first day of a training later than ``after``."""
    days = _days_of(public_keys(language)).filter(date__gt=after)
    return days.aggregate(first=Min("date"))["first"]


def _of_public(language):
    editions = _published().with_taken()
    return editions.filter(training__translation_key__in=public_keys(language))


def _days_of(keys):
    from events.models import Edition, Session

    editions = Edition.objects.published().filter(training__translation_key__in=keys)
    return Session.objects.filter(edition__in=editions)


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


def planned(pks: list[int], now: datetime) -> set[int]:
    """Those of these pages whose training has an open edition; in one query."""
    from events.models import Edition, TrainingPage

    keys = Edition.objects.published().open(now).values("training__translation_key")
    found = TrainingPage.objects.filter(pk__in=pks, translation_key__in=keys)
    return set(found.values_list("pk", flat=True))


def runs_below(index, now: datetime) -> list[Run]:
    """The open editions of all public trainings below an index page, and trainings without any.

    Three queries.
    """
    from events.models import Edition, Session

    keys = _below(index).values("translation_key")
    subjects = _subjects(keys, index.locale.language_code)
    first = Session.objects.filter(edition=OuterRef("pk")).order_by("date").values("date")[:1]
    rows = (
        Edition.objects.published()
        .open(now)
        .filter(training__translation_key__in=keys)
        .with_taken()
        .annotate(first=Subquery(first), key=F("training__translation_key"))
        .values("pk", "key", "first", "capacity", "taken", "location__city", "location__online")
    )
    runs = [
        Run(
            pk=row["pk"],
            month=Month.of(row["first"]),
            town=row["location__city"] or "",
            online=bool(row["location__online"]),
            has_room=(row["capacity"] or 0) > row["taken"],
            training=row["key"],
            **subjects.get(row["key"], {}),
        )
        for row in rows
    ]
    open_ones = {run.training for run in runs}
    return runs + [
        Run(None, None, training=key, **subject)
        for key, subject in subjects.items()
        if key not in open_ones
    ]


def _subjects(keys, language: str) -> dict:
    """Map each training to what it is about, as ``Run`` says it; from their source pages."""
    from events.models import TrainingPage

    sources = TrainingPage.objects.filter(
        locale__language_code=settings.LANGUAGE_CODE, translation_key__in=keys
    )
    about = {page.translation_key: page.category for page in sources.select_related("category")}
    known = localized_rows(about.values(), language)
    found = {key: row and known.get(row.translation_key) for key, row in about.items()}
    return {
        key: {"category": row.slug, "subject": row.name} if row else {}
        for key, row in found.items()
    }


def trainings_below(index, now: datetime, among: list[Run] | None = None) -> list[Card]:
    """Cards of all public trainings below an index page, the first to begin first.

    With ``among``, of the trainings of those runs alone: each card has the next of them.
    """
    pages, runs = _below(index), None
    if among is not None:
        pages = pages.filter(translation_key__in={run.training for run in among})
        runs = [run.pk for run in among if run.pk]
    return sorted(
        _cards(pages, now, runs),
        key=lambda card: (
            card.edition is None,
            card.edition.starts_at if card.edition else now,
            card.page.title.casefold(),
        ),
    )


def others(training, now: datetime, most: int = 3) -> list[Card]:
    """Cards of other public trainings in the language of this one, ``most`` of them at most.

    Those of its category come first; among these, and among the rest, the first to begin.
    """
    from events.models import TrainingPage

    sources = TrainingPage.objects.filter(
        locale__language_code=settings.LANGUAGE_CODE, translation_key=OuterRef("translation_key")
    )
    pages = (
        TrainingPage.objects.live()
        .public()
        .filter(locale=training.locale_id)
        .exclude(pk=training.pk)
        .annotate(
            about=Subquery(sources.values("category")[:1]),
            begins=Subquery(_following(now).values("starts_at")[:1]),
        )
    )
    category = training.facts.category_id
    ranks = [F("begins").asc(nulls_last=True), "title", "pk"]
    if category:
        ranks.insert(0, Case(When(about=category, then=Value(0)), default=Value(1)))
    found = list(pages.order_by(*ranks).values_list("pk", flat=True)[:most])
    cards = _cards(TrainingPage.objects.filter(pk__in=found), now) if found else []
    return sorted(cards, key=lambda card: found.index(card.page.pk))


def _below(index):
    from events.models import TrainingPage

    return TrainingPage.objects.child_of(index).live().public()


def _following(now: datetime):
    """The open editions of the training of a page in an outer query, the first to begin first."""
    from events.models import Edition

    return (
        Edition.objects.published()
        .open(now)
        .filter(training__translation_key=OuterRef("translation_key"))
    )


def _cards(pages, now: datetime, among=None) -> list[Card]:
    following = _following(now)
    if among is not None:
        following = following.filter(pk__in=among)
    with_room = following.with_taken().filter(capacity__gt=F("taken"))
    pages = list(
        pages.annotate(
            next_edition=Subquery(following.values("pk")[:1]),
            next_with_room=Subquery(with_room.values("pk")[:1]),
        )
        .select_related("cover", "locale")
        .prefetch_related("cover__renditions")
    )
    pks = {pk for page in pages for pk in (page.next_edition, page.next_with_room) if pk}
    editions = {
        edition.pk: edition
        for edition in dress(_published().with_taken().filter(pk__in=pks), pages=pages)
    }
    prices = _prices(pages)
    return [
        Card(
            page,
            prices.get(page.translation_key),
            editions.get(page.next_edition),
            editions.get(page.next_with_room) if page.next_with_room != page.next_edition else None,
        )
        for page in pages
    ]


def _prices(pages) -> dict:
    """The prices of trainings, from their source pages; no query for pages that are those."""
    from events.models import TrainingPage

    prices = {
        page.translation_key: page.price
        for page in pages
        if page.locale.language_code == settings.LANGUAGE_CODE
    }
    others = [page.translation_key for page in pages if page.translation_key not in prices]
    if others:
        sources = TrainingPage.objects.filter(
            locale__language_code=settings.LANGUAGE_CODE, translation_key__in=others
        )
        prices.update(sources.values_list("translation_key", "price"))
    return prices


def public_keys(language: str | None):
    """The translation keys of all trainings with a public page in ``language``, or in any."""
    from events.models import TrainingPage

    pages = TrainingPage.objects.live().public()
    if language:
        pages = pages.filter(locale__language_code=language)
    return pages.values("translation_key")

"""Keeping what search reads in step with what everybody may read.

Written in the transaction of whatever publishes, withdraws, moves or hides a page, where there is
one; what readers may see is asked of the pages themselves once more with each search, so that an
index that lags behind gives nothing away.
"""

from collections import Counter
from contextlib import contextmanager
from contextvars import ContextVar
from math import log

from django.db import transaction
from django.utils.translation import override
from wagtail.models import Page, PageViewRestriction

from home.models import BasePage, SearchEntry, SearchTerm, SearchWord
from home.prose import passages
from home.search.words import LONGEST, words

AT_ONCE = 200
# What a word in a heading is worth, where the rest of the field is worth less.
HEADING = 2.0

_rests = ContextVar("rests", default=False)


@contextmanager
def at_rest():
    """Read no page meanwhile: where many are made at once, ``rebuild`` reads them all together."""
    token = _rests.set(True)
    try:
        yield
    finally:
        _rests.reset(token)


def refresh(pages) -> int:
    """Read these pages anew; those that not everybody may read are forgotten. Returns how many.

    ``pages`` is a queryset of any pages.
    """
    if _rests.get():
        return 0
    wanted = list(pages.order_by("pk").values_list("pk", flat=True))
    read = 0
    for start in range(0, len(wanted), AT_ONCE):
        pks = wanted[start : start + AT_ONCE]
        with transaction.atomic():
            found = list(Page.objects.filter(pk__in=pks).live().public().specific())
            found = [page for page in found if isinstance(page, BasePage)]
            SearchEntry.objects.filter(page__in=pks).exclude(page__in=found).delete()
            for page in found:
                _write(page)
        read += len(found)
    return read


def rebuild() -> int:
    """Read all pages of the site; returns how many can be found."""
    SearchEntry.objects.exclude(page__in=Page.objects.live()).delete()
    read = refresh(Page.objects.live())
    SearchTerm.objects.filter(words=None).delete()
    return read


def _write(page) -> None:
    language, prose = page.locale.language_code, _prose(page)
    entry, _created = SearchEntry.objects.update_or_create(
        page_id=page.pk,
        defaults={
            "language": language,
            "kind": page.search_kind.key,
            "text": "\n".join(text for field, text, _weight in prose if field != "title"),
            "title_length": len(list(words(page.title, language))),
        },
    )
    with override(language):
        names = page.search_names()
    told = [*((text, weight) for _field, text, weight in prose), *names]
    weights, found = _weighed(told, language)
    titled = {_spelled(word) for word in words(page.title, language)}
    terms = _terms(found, language)
    entry.words.all().delete()
    SearchWord.objects.bulk_create(
        [
            SearchWord(entry=entry, term_id=terms[word], weight=weight, in_title=word in titled)
            for word, weight in weights.items()
        ],
        batch_size=1000,
    )


def _terms(found: dict, language: str) -> dict[str, int]:
    """The row of each word, made where no page had it."""
    of_language = SearchTerm.objects.filter(language=language, word__in=found)
    known = dict(of_language.values_list("word", "pk"))
    new = [
        SearchTerm(language=language, word=spelling, folded=word.folded, stem=word.stem)
        for spelling, word in found.items()
        if spelling not in known
    ]
    if new:
        # Another page may have been published with one of them meanwhile. In one order, so that of
        # two who write the same words at once none waits for the other for ever.
        new.sort(key=lambda term: term.word)
        SearchTerm.objects.bulk_create(new, batch_size=1000, ignore_conflicts=True)
        known = dict(of_language.values_list("word", "pk"))
    return known


def _spelled(word) -> str:
    return word.text.lower()[:LONGEST]


def _prose(page) -> list[tuple[str, str, float]]:
    """What readers read of a page, field by field: each piece, and what a word of it is worth."""
    found = {field: [] for field in page.search_weights}
    for passage in passages(page):
        if weight := page.search_weights.get(passage.field, 0):
            if passage.names and passage.names[-1] in ("heading", "title"):
                weight = max(weight, HEADING)
            found[passage.field].append((passage.field, passage.text, weight))
    return [piece for pieces in found.values() for piece in pieces]


def _weighed(told, language) -> tuple[dict[str, float], dict]:
    """What each word is worth, and the word; what is said often counts for more, but ever less."""
    found, counts = {}, Counter()
    for text, weight in told:
        for word in words(text, language):
            spelling = _spelled(word)
            found[spelling] = word
            counts[spelling, weight] += 1
    weights = Counter()
    for (spelling, weight), count in counts.items():
        weights[spelling] += weight * (1 + log(count))
    return weights, found


def read_published(sender, instance, **kwargs):
    """Read a page that was published (``page_published``).

    With it the others of its translation group, which have names from the source page.
    """
    refresh(Page.objects.filter(translation_key=instance.translation_key))


def forget_unpublished(sender, instance, **kwargs):
    """Forget a page that readers see no more, or that is being deleted (``page_unpublished``)."""
    SearchEntry.objects.filter(page_id=instance.pk).delete()


def follow_move(sender, instance, **kwargs):
    """Read a page and all below it at their new place, maybe a private one (``post_page_move``)."""
    refresh(Page.objects.get(pk=instance.pk).get_descendants(inclusive=True))


def follow_restriction(sender, instance, origin=None, raw=False, **kwargs):
    """Forget the pages that were made private, or read those that are so no more.

    (``post_save`` and ``post_delete`` of a restriction) One that goes because its page goes opens
    nothing: ``origin`` is what somebody deleted.
    """
    gone_with_page = origin is not None and not issubclass(
        getattr(origin, "model", type(origin)), PageViewRestriction
    )
    page = Page.objects.filter(pk=instance.page_id).first()
    if page and not raw and not gone_with_page:
        refresh(page.get_descendants(inclusive=True))

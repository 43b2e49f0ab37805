"""Finding the pages that answer what a reader typed, the most telling first.

A page answers if it has all words that were typed: the word itself, one with the same stem, one
that begins with it, or one that it is part of. A word that no page has is taken for a typing error
of the word most like it, and the reader told so. Where no page has all words, those come that have
some of them.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from math import log

from django.db.models import Q
from django.db.models.functions import Length
from rapidfuzz import process
from rapidfuzz.distance import OSA
from wagtail.contrib.search_promotions.models import SearchPromotion
from wagtail.models import Page

from home.models import SearchEntry, SearchTerm, SearchWord
from home.search import kinds
from home.search.words import Word, telling, words

# More words than these narrow nothing down, and each costs the database.
MOST_WORDS = 8
# How alike a word of a page is to one that was typed.
SAME, SAME_STEM, PART = 1.0, 0.9, 0.6
# A part of a word is looked for from so many letters, its beginning from one less.
PART_FROM, BEGINNING_FROM = 4, 3
# Of so many letters, a word may have so many wrong. In a short one, another letter makes another
# word ("cafe" and "came"), so only a swap, or a letter too many, is forgiven.
WRONG_LETTERS = ((10, 2), (6, 1), (4, 1))
SHORT = 6
# So many words are considered for one with a typing error.
LIKE = 50
# What a training that can be enrolled in has over one like it.
CURRENT_BONUS = 1.2
# What a title that says only what was asked for has over one that says more.
TITLE_BONUS = 1.0


@dataclass(frozen=True)
class Hit:
    """A page that answers: its id and kind, and which of its words were looked for, folded."""

    page_id: int
    kind: str
    found: frozenset[str] = frozenset()
    promoted: SearchPromotion | None = None


@dataclass(frozen=True, slots=True)
class Entry:
    """A page that can be found."""

    page_id: int
    kind: str
    title_length: int


@dataclass(slots=True)
class Found:
    """What a page has of a word that was asked for.

    ``held`` are its words and what each is worth, ``in_title`` how many of them the title has.
    """

    held: dict[str, float] = field(default_factory=dict)
    in_title: int = 0


@dataclass
class Answer:
    """What was found for a question, and how it was understood.

    ``corrected`` is the question with typing errors mended, empty if there were none;
    ``only_some`` says that no page has all the words; ``links`` are addresses elsewhere that
    editors put first.
    """

    hits: list[Hit] = field(default_factory=list)
    corrected: str = ""
    only_some: bool = False
    links: list[SearchPromotion] = field(default_factory=list)


def find(question: str, language: str) -> Answer:
    """Answer a question in a language, in at most ten queries, however long it or the answer is."""
    asked = telling(list(words(question, language)), language, MOST_WORDS)
    if not asked:
        return Answer()
    answer = Answer()
    readable = SearchEntry.objects.filter(
        language=language, page__in=Page.objects.live().public().values("pk")
    )
    entries = {
        pk: Entry(*rest)
        for pk, *rest in readable.values_list("pk", "page_id", "kind", "title_length")
    }
    matches = _matches(entries, asked, language)
    unknown = [word for word in asked if not matches.get(word.folded)]
    if unknown and (mended := _mended(entries, unknown, language)):
        matches |= _matches(entries, mended.values(), language)
        answer.corrected = _rewritten(question, mended, language)
        asked = telling([mended.get(word.folded, word) for word in asked], language, MOST_WORDS)
    per_word = [matches.get(word.folded, {}) for word in asked]
    having = _in_all(per_word)
    if not having:
        having = set().union(*per_word)
        answer.only_some = bool(having)
    total = len(entries)
    entries = {pk: entry for pk, entry in entries.items() if pk in having}
    scores = _scores(per_word, entries, total)
    picks, answer.links = _promoted(asked, language, readable)
    answer.hits = [*picks, *_ranked(entries, scores, per_word, {hit.page_id for hit in picks})]
    return answer


def _matches(entries, asked: Iterable[Word], language: str) -> dict[str, dict[int, "Found"]]:
    """Map each word, folded, to those of the ``entries`` that have it.

    Two queries: one of the words of the language, each once, one of the pages that have them.
    """
    asked = list(asked)
    forms = {form for word in asked for form in word.forms}
    wanted = Q(folded__in=forms) | Q(stem__in=forms)
    for word in asked:
        if len(word.folded) >= PART_FROM:
            wanted |= Q(folded__contains=word.folded)
        elif len(word.folded) >= BEGINNING_FROM:
            wanted |= Q(folded__startswith=word.folded)
    terms = {}
    rows = SearchTerm.objects.filter(wanted, language=language)
    for pk, folded, stem in rows.values_list("pk", "folded", "stem"):
        alike = {word.folded: _alike(word, folded, stem) for word in asked}
        terms[pk] = folded, [(word, worth) for word, worth in alike.items() if worth]
    found = {word.folded: defaultdict(Found) for word in asked}
    rows = SearchWord.objects.filter(term__in=terms)
    for entry, term, weight, in_title in rows.values_list("entry", "term", "weight", "in_title"):
        if entry not in entries:
            continue
        folded, alike = terms[term]
        for word, worth in alike:
            has = found[word][entry]
            has.held[folded] = has.held.get(folded, 0) + worth * weight
            has.in_title += in_title and worth >= SAME_STEM
    return found


def _alike(word: Word, folded: str, stem: str) -> float:
    if word.folded == folded:
        return SAME
    if {word.folded, word.stem} & {folded, stem}:
        return SAME_STEM
    if word.verb == stem:
        return PART
    length = len(word.folded)
    if length >= BEGINNING_FROM and folded.startswith(word.folded):
        return PART * length / len(folded)
    # Inside a word it is often chance; at its end it is what a compound is about.
    if length >= PART_FROM and word.folded in folded:
        return PART * length / len(folded) * (1 if folded.endswith(word.folded) else 0.5)
    return 0


def _mended(entries, unknown: list[Word], language: str) -> dict[str, Word]:
    """Map words that no page has, folded, to the words of pages that are most like them.

    Two queries. Of several as much alike, that of most pages.
    """
    unknown = [word for word in unknown if len(word.folded) >= WRONG_LETTERS[-1][0]]
    if not unknown:
        return {}
    lengths = [len(word.folded) + by for word in unknown for by in (-_wrong(word), _wrong(word))]
    spelling = {}
    for folded, written in (
        SearchTerm.objects.filter(language=language)
        .annotate(length=Length("folded"))
        .filter(length__range=(min(lengths), max(lengths)))
        .values_list("folded", "word")
    ):
        spelling[folded] = min(written, spelling.get(folded, written))
    alike = {
        word.folded: process.extract(
            word.folded, spelling.keys(), scorer=OSA.distance, score_cutoff=_wrong(word), limit=LIKE
        )
        for word in unknown
    }
    pages = _pages_having(entries, {one[0] for found in alike.values() for one in found}, language)
    mended = {}
    for word, found in alike.items():
        known = [one for one in found if pages[one[0]] and _is_slip(word, one[0])]
        if known:
            best = min(known, key=lambda one: (one[1], -pages[one[0]], one[0]))[0]
            mended[word] = next(words(spelling[best], language))
    return mended


def _wrong(word: Word) -> int:
    """How many letters of a word may be wrong."""
    return next(wrong for least, wrong in WRONG_LETTERS if len(word.folded) >= least)


def _is_slip(typed: str, meant: str) -> bool:
    """Whether somebody who meant one word may have typed the other, rather than meant another.

    Hardly anybody mistypes the first letter, unless by swapping it with the second.
    """
    if typed[0] != meant[0] and typed[:2] != meant[1::-1]:
        return False
    return len(typed) >= SHORT or len(typed) > len(meant) or sorted(typed) == sorted(meant)


def _pages_having(entries, folded: set[str], language: str) -> Counter:
    """In how many of the ``entries`` each of these words is."""
    rows = SearchWord.objects.filter(term__language=language, term__folded__in=folded)
    return Counter(
        word for word, entry in rows.values_list("term__folded", "entry") if entry in entries
    )


def _rewritten(question: str, mended: dict[str, Word], language: str) -> str:
    pieces, end = [], 0
    for word in words(question, language):
        if word.folded in mended:
            pieces += [question[end : word.start], mended[word.folded].text]
            end = word.end
    return "".join([*pieces, question[end:]])


def _in_all(per_word: list[dict]) -> set[int]:
    return set.intersection(*(set(entries) for entries in per_word))


def _scores(per_word, entries, total: int) -> dict[int, float]:
    """What each entry is worth as an answer; a word that few pages have counts for more."""
    scores, told = defaultdict(float), Counter()
    for entries_of_word in per_word:
        rarity = log(1 + total / len(entries_of_word)) if entries_of_word else 0
        for pk, found in entries_of_word.items():
            scores[pk] += rarity * max(found.held.values())
            told[pk] += found.in_title
    by_kind = defaultdict(dict)
    for pk, entry in entries.items():
        # A title that says nothing else is what was asked for.
        share = min(1.0, told[pk] / entry.title_length) if entry.title_length else 0
        scores[pk] *= 1 + TITLE_BONUS * share
        by_kind[entry.kind][entry.page_id] = pk
    for kind, models in kinds.models().items():
        for model in models if by_kind[kind] else ():
            for page in model.search_current(list(by_kind[kind])):
                scores[by_kind[kind][page]] *= CURRENT_BONUS
    return scores


def _ranked(entries, scores, per_word, without) -> list[Hit]:
    ordered = sorted(entries, key=lambda pk: (-round(scores[pk], 6), -pk))
    return [
        Hit(
            entries[pk].page_id,
            entries[pk].kind,
            frozenset().union(*(found[pk].held for found in per_word if pk in found)),
        )
        for pk in ordered
        if entries[pk].page_id not in without
    ]


def _promoted(asked, language, readable) -> tuple[list[Hit], list[SearchPromotion]]:
    """What editors put first for these words: pages, in the reader's language, and links elsewhere.

    Two queries. The words may come in any form and order.
    """
    forms = {word.stem for word in asked}
    picked = []
    for pick in SearchPromotion.objects.select_related("query", "page").order_by("sort_order"):
        wanted = telling(list(words(pick.query.query_string, language)), language, MOST_WORDS)
        if wanted and {word.stem for word in wanted} == forms:
            picked.append(pick)
    keys = [pick.page.translation_key for pick in picked if pick.page]
    pages = {
        key: (page, kind)
        for key, page, kind in readable.filter(page__translation_key__in=keys).values_list(
            "page__translation_key", "page_id", "kind"
        )
    }
    found = frozenset(word.folded for word in asked)
    hits = {
        page: Hit(page, kind, found, pick)
        for pick in picked
        if pick.page
        for page, kind in [pages.get(pick.page.translation_key, (None, ""))]
        if page
    }
    return list(hits.values()), [pick for pick in picked if not pick.page]

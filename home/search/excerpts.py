"""The piece of a text that shows why it was found, the words looked for marked in it."""

import re

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from home.search.words import fold, words

LENGTH = 160
# Of which this much before the first word that was found.
BEFORE = 50
OPEN_END = re.compile(r"([^\s.,:;!?…])\s*\n")


def excerpt(text: str, found: frozenset[str], language: str) -> SafeString:
    """About ``LENGTH`` characters around the first of the ``found`` words, as safe HTML.

    ``found`` are folded words. Without any in it, the text's beginning. A heading or an item that
    ends without a full stop is kept apart from what follows.
    """
    text = " ".join(OPEN_END.sub(r"\1 · ", text).split())
    first = next((word for word in words(text, language) if word.folded in found), None)
    start = _start(text, first.start if first else 0)
    end = _end(text, start + LENGTH)
    return format_html(
        "{}{}{}",
        "… " if start else "",
        mark(text[start:end], found, language),
        " …" if end < len(text) else "",
    )


def mark(text: str, found: frozenset[str], language: str) -> SafeString:
    """The whole text as safe HTML, the ``found`` words marked."""
    pieces, end = [], 0
    for word in words(text, language):
        if fold(word.text) in found:
            pieces += [(text[end : word.start],), (format_html("<mark>{}</mark>", word.text),)]
            end = word.end
    return format_html_join("", "{}", [*pieces, (text[end:],)])


def _start(text: str, position: int) -> int:
    """The beginning of a word, or of a sentence, a little before ``position``."""
    earliest = max(position - BEFORE, 0)
    if not earliest:
        return 0
    for end in (". ", "? ", "! "):
        at = text.rfind(end, earliest, position)
        if at > 0:
            return at + 2
    at = text.find(" ", earliest, position)
    return at + 1 if at > 0 else position


def _end(text: str, position: int) -> int:
    """The end of the last word before ``position``."""
    if position >= len(text):
        return len(text)
    at = text.rfind(" ", position - 40, position)
    return at if at > 0 else position

"""How long an article is: the minutes that reading it takes, and what stands in it."""

from collections.abc import Iterable

# Words that an adult reads in a minute, at ease and from a screen.
WORDS_A_MINUTE = 200
# Fields of an article that readers read; the others are for search engines and for lists.
READ = {"title", "introduction", "body"}
# With fewer parts an article is seen at a glance.
PARTS_TO_LIST = 3


def count_words(texts: Iterable[str]) -> int:
    """Count what stands between spaces and holds a letter or a digit: a lone dash is no word."""
    return sum(any(map(str.isalnum, word)) for text in texts for word in text.split())


def reading_minutes(texts: Iterable[str]) -> int:
    """Whole minutes, rounded to the nearest, that reading ``texts`` takes; at least one."""
    return max(1, (count_words(texts) + WORDS_A_MINUTE // 2) // WORDS_A_MINUTE)


def contents(body) -> list:
    """The headings of the parts of a body, with their ``text`` and ``anchor``, in reading order.

    Headings within a part are left out. Empty where there are fewer than three parts.
    """
    body.stream_block.name_headings(body)
    headings = [
        child.value
        for child in body
        if child.block_type == "heading" and child.value["level"] == "h2"
    ]
    return headings if len(headings) >= PARTS_TO_LIST else []

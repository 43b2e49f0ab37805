"""What rich text may hold, and headings that are pasted into it.

A heading has a block of its own, so rich text offers none. Yet an editor pastes a whole article
out of a word processor into one text block: its headings are let in, without a button to make one,
and become heading blocks when the page is saved (``split_at_headings``).
"""

import re
from html import unescape

FEATURES = ["bold", "italic", "link", "document-link", "ol", "ul"]
PASTED_HEADINGS = "pasted-headings"
HEADING_TYPES = {
    "header-one": "h1",
    "header-two": "h2",
    "header-three": "h3",
    "header-four": "h4",
}


def body_features() -> list[str]:
    """The features of a text block of a page's body."""
    return FEATURES + [f"{PASTED_HEADINGS}-{element}" for element in HEADING_TYPES.values()]


# As long as a heading's block takes; what is longer was no heading.
HEADING_LENGTH = 150
HEADING = re.compile(r"<(h[1-4])\b[^>]*>(.*?)</\1>", re.DOTALL)
TAG = re.compile(r"<[^>]+>")
END_OF_LINE = re.compile(r"</(?:p|li|h[1-6])>|<br\s*/?>|<hr\s*/?>")


def split_at_headings(html: str) -> list[tuple[str, str]]:
    """Take rich text apart at its headings.

    Returns pairs in reading order: ("h2" or "h3", the heading as plain text with entities) and
    ("text", HTML). Empty parts are left out. The highest level found becomes h2, deeper ones h3.
    A heading that is too long for one stays as a paragraph.
    """
    html = HEADING.sub(_paragraph_if_too_long, html)
    levels = sorted({match[1] for match in HEADING.finditer(html)})
    parts, end = [], 0
    for match in HEADING.finditer(html):
        parts.append(("text", html[end : match.start()]))
        parts.append(("h2" if match[1] == levels[0] else "h3", _plain(match[2])))
        end = match.end()
    parts.append(("text", html[end:]))
    return [(kind, part) for kind, part in parts if _plain(part)]


def plain_text(html: str) -> str:
    """Rich text without its marks, for calendars and mail: a line for each paragraph and item."""
    lines = (unescape(_plain(line)) for line in END_OF_LINE.split(html))
    return "\n".join(line for line in lines if line)


def _plain(html: str) -> str:
    return TAG.sub("", html).strip()


def _paragraph_if_too_long(match: re.Match) -> str:
    if len(unescape(_plain(match[2]))) > HEADING_LENGTH:
        return f"<p>{match[2]}</p>"
    return match[0] if _plain(match[2]) else ""

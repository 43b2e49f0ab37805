"""The small types of which the demo's content is written."""

from dataclasses import dataclass


@dataclass(frozen=True)
class T:
    """A text in both languages: plain, or HTML with the same paragraphs and list items in each."""

    nl: str
    en: str


@dataclass(frozen=True)
class Picture:
    """A picture by its key, with the words for those who cannot see it here."""

    key: str
    alt: T


@dataclass(frozen=True)
class PageLink:
    """A page by its key."""

    key: str

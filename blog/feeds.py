"""The articles as Atom (RFC 4287) and RSS 2.0, with their whole text.

Values in, bytes out: no request, no query, no clock. The same values give the same bytes.
"""

import re
from dataclasses import dataclass, field
from datetime import datetime
from io import BytesIO
from uuid import UUID, uuid5

from django.utils.feedgenerator import Atom1Feed, Rss201rev2Feed
from django.utils.html import escape

# What XML cannot hold (1.0, 2.2).
UNFIT = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
# In minutes, how long a program that reads RSS may wait before it asks again.
RSS_TTL = "60"


def lasting_id(group: UUID, *which: str) -> str:
    """Name something by its translation group and language: for ever, whatever its address is."""
    return f"urn:uuid:{uuid5(group, ' '.join(which))}"


@dataclass(frozen=True, slots=True)
class Entry:
    """An article; ``html`` is its whole text, which has to stand by itself."""

    id: str
    title: str
    url: str
    summary: str
    html: str
    published: datetime
    updated: datetime
    author: str = ""
    subjects: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Feed:
    """A list of articles, the latest first; ``updated`` is that of a list without any."""

    id: str
    title: str
    description: str
    url: str
    feed_url: str
    language: str
    organisation: str
    updated: datetime
    icon: str = ""
    entries: list[Entry] = field(default_factory=list)

    @property
    def last_change(self) -> datetime:
        """The moment at which it last changed."""
        return max([self.updated, *(entry.updated for entry in self.entries)])


class _Steady:
    """A list without articles has a date of its own too, and not the present moment."""

    def latest_post_date(self):
        return self.feed["last_change"]


class AtomFeed(_Steady, Atom1Feed):
    """Atom with the text of each article as ``content``."""

    def add_root_elements(self, handler):
        super().add_root_elements(handler)
        if self.feed["icon"]:
            handler.addQuickElement("icon", self.feed["icon"])

    def add_item_elements(self, handler, item):
        super().add_item_elements(handler, item)
        handler.addQuickElement("content", item["html"], {"type": "html"})


class RssFeed(_Steady, Rss201rev2Feed):
    """RSS 2.0 with the text of each article as ``content:encoded``."""

    content_type = "application/rss+xml; charset=utf-8"

    def rss_attributes(self):
        return {
            **super().rss_attributes(),
            "xmlns:content": "http://purl.org/rss/1.0/modules/content/",
        }

    def add_item_elements(self, handler, item):
        super().add_item_elements(handler, item)
        handler.addQuickElement("content:encoded", item["html"])


FORMS = {"atom": AtomFeed, "rss": RssFeed}


def content_type(form: str) -> str:
    """The media type of "atom" or "rss"."""
    return FORMS[form].content_type


def write(form: str, feed: Feed) -> bytes:
    """Write a feed as "atom" or "rss"."""

    def fit(text: str) -> str:
        return UNFIT.sub("", text)

    written = FORMS[form](
        title=fit(feed.title),
        link=feed.url,
        description=fit(feed.description),
        language=feed.language,
        author_name=fit(feed.organisation),
        subtitle=fit(feed.description),
        feed_url=feed.feed_url,
        feed_guid=feed.id,
        ttl=RSS_TTL,
        last_change=feed.last_change,
        icon=feed.icon,
    )
    for entry in feed.entries:
        written.add_item(
            title=fit(entry.title),
            link=entry.url,
            # Both forms take it for HTML.
            description=escape(fit(entry.summary)),
            unique_id=entry.id,
            unique_id_is_permalink=False,
            pubdate=entry.published,
            updateddate=entry.updated,
            author_name=fit(entry.author or feed.organisation),
            categories=[fit(subject) for subject in entry.subjects],
            html=fit(entry.html),
        )
    made = BytesIO()
    written.write(made, "utf-8")
    return made.getvalue()

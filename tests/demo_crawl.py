"""Reads a whole site as a reader's browser or a search engine would, link by link."""

import html
import re
from dataclasses import dataclass, field
from functools import cached_property
from html.parser import HTMLParser
from urllib.parse import unquote, urljoin, urlsplit

from django.test import Client

HOST = "127.0.0.1:8000"
SITE = f"http://{HOST}"
# Addresses that are kept for the admin and for those who are logged in.
NOT_READERS = ("/admin/",)
# What programs ask for by name; no page leads there.
WELL_KNOWN = ["/robots.txt", "/sitemap.xml", "/.well-known/security.txt"]
IN_TEXT = re.compile(rf"(?:https?|webcal)://{re.escape(HOST)}[^\s\"'<>\\]*")
IN_STYLE = re.compile(r"url\(\s*(?:\"([^\"]*)\"|'([^']*)'|([^\"')]*))\s*\)")


@dataclass
class Answer:
    """What the client got for an address."""

    path: str
    status: int
    kind: str
    body: str
    headers: dict = field(repr=False)

    @property
    def is_page(self):
        return self.kind.startswith("text/html")

    @property
    def plain(self):
        """The text of a calendar unfolded and unescaped; of anything else, as it is."""
        if not self.kind.startswith("text/calendar"):
            return self.body
        body = self.body.replace("\r\n ", "").replace("\\,", ",").replace("\\;", ";")
        return body.replace("\\n", " ")

    @cached_property
    def words(self):
        """The words that a reader sees or hears, white space tidied."""
        body = re.sub(r"<(script|style)\b.*?</\1>", " ", self.plain, flags=re.DOTALL)
        if self.kind.startswith("text/calendar"):
            return " ".join(body.split())
        spoken = re.findall(r'\b(?:alt|content|aria-label|title)="([^"]*)"', body)
        body = re.sub(r"</?(?:b|i|a|em|strong|span)\b[^>]*>", "", body)
        body = re.sub(r"<[^>]+>", " ", body)
        return " ".join(html.unescape(" ".join([body, *spoken])).split())

    @cached_property
    def page(self):
        """The parts of a page that others point at, and what it points at itself."""
        page = Parts()
        page.feed(self.body)
        return page

    @cached_property
    def links(self) -> set[tuple[str, str]]:
        """The addresses on this site that it names: path with query, and part of the page."""
        if self.is_page:
            # What programs call a thing by need be no part of a page.
            data = re.sub(r'"@id": ?"[^"]*"', "", " ".join(self.page.data))
            named = self.page.addresses | set(IN_TEXT.findall(data))
        elif self.kind.startswith("text/css"):
            named = {"".join(found) for found in IN_STYLE.findall(self.body)}
        elif self.kind.startswith("application/manifest+json"):
            named = set(re.findall(r'"(?:src|start_url|id|scope)": ?"([^"]*)"', self.body))
        else:
            named = {html.unescape(found) for found in IN_TEXT.findall(self.plain)}
        return {link for address in named if (link := on_this_site(self.path, address))}


class Parts(HTMLParser):
    """Reads a page: its ids, its addresses, and what stands in it as data for programs."""

    def __init__(self):
        super().__init__()
        self.ids, self.addresses, self.data = [], set(), []
        self._in_data = False

    def handle_starttag(self, tag, attributes):
        values = dict(attributes)
        if values.get("id"):
            self.ids.append(values["id"])
        self._in_data = tag == "script" and "src" not in values
        for name in ("href", "src", "poster", "action", "data-src"):
            if values.get(name) is not None:
                self.addresses.add(values[name])
        for name in ("srcset", "imagesrcset"):
            entries = [entry.split() for entry in (values.get(name) or "").split(",")]
            self.addresses.update(entry[0] for entry in entries if entry)
        if tag == "meta" and values.get("property") in ("og:image", "og:url"):
            self.addresses.add(values["content"])

    def handle_endtag(self, tag):
        self._in_data = False

    def handle_data(self, data):
        if self._in_data:
            self.data.append(data)


def on_this_site(path: str, address: str) -> tuple[str, str] | None:
    """Where an address on the page at ``path`` leads, or None if that is not ours to read."""
    if "{" in address:
        # A pattern of addresses, as that of the search for programs.
        return None
    parts = urlsplit(urljoin(SITE + path, address.strip()))
    if parts.scheme not in ("http", "webcal") or parts.netloc != HOST:
        return None
    if parts.path.startswith(NOT_READERS):
        return None
    return parts.path + (f"?{parts.query}" if parts.query else ""), unquote(parts.fragment)


def fetch(client: Client, path: str, data: dict | None = None) -> Answer:
    """What a reader gets there, who sends a form if ``data`` is given."""
    response = client.get(path) if data is None else client.post(path, data)
    body = b"".join(response) if response.streaming else response.content
    kind = response.get("Content-Type", "")
    is_text = kind.startswith(("text/", "image/svg", "application/")) and "pdf" not in kind
    return Answer(
        path, response.status_code, kind, body.decode() if is_text else "", response.headers
    )


def crawl(starts: list[str], known: dict[str, Answer] | None = None) -> dict[str, Answer]:
    """Every address that can be reached from there past those known already, and what is there."""
    client = Client(headers={"host": HOST})
    found, to_visit = {}, list(starts)
    while to_visit:
        path = to_visit.pop()
        if path in found or path in (known or {}):
            continue
        found[path] = fetch(client, path)
        to_visit += sorted({target for target, _part in found[path].links})
    return found

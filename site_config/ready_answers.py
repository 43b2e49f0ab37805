"""A whole answer, ready to be sent: in each of its compressed forms, with an ETag for each.

Pure: the head and the bytes of an answer go in, heads and bytes come out. Who decides what may be
kept is ``site_config.page_cache``. The same bytes give the same forms in every process.

A kept page holds nothing secret and nothing that its reader sent, so that its length when
compressed tells nobody anything (BREACH) and needs no padding.
"""

import gzip
import zlib
from hashlib import sha256
from sys import getsizeof

import brotli

from home.compression import CODINGS

# Of less, the head is most of what is sent.
WORTH_COMPRESSING = 256
COMPRESSED = ("text/", "application/json", "application/manifest+json", "application/xml", "xml")
# A page is drawn in about twenty milliseconds; of ten more, each reader's network would save 2 %.
BROTLI_QUALITY = 6
# Nobody may be sent a body under another head than that of its form.
OF_THE_FORM = {"content-encoding", "content-length", "etag", "vary", "cache-status"}
# Says nothing of a body that is not there (RFC 9110, 15.4.5).
OF_THE_BODY = {"content-type", "content-disposition"}
FOUND = ("Cache-Status", "lesdag; hit")
MADE = ("Cache-Status", "lesdag; fwd=miss; stored")


class Form:
    """One form of an answer, with the heads that go before it."""

    __slots__ = ("body", "coding", "etag", "head", "head_unchanged")

    def __init__(self, coding: str, body: bytes, etag: str, head: list):
        self.coding, self.body, self.etag = coding, body, etag
        own = [("ETag", etag), ("Vary", "Accept-Encoding")]
        coded = [] if coding == "identity" else [("Content-Encoding", coding)]
        self.head_unchanged = [
            *(line for line in head if line[0].lower() not in OF_THE_BODY),
            *own,
        ]
        self.head = [*head, *own, *coded, ("Content-Length", str(len(body)))]


class ReadyAnswer:
    """An answer in all its forms, the mark that it bears, and when it ends (seconds, Unix time)."""

    __slots__ = ("forms", "mark", "modified", "parts", "size", "until", "used")

    def __init__(self, mark: bytes, until: float, head: list, bodies: dict[str, bytes]):
        self.mark, self.until, self.used = mark, until, False
        # As it is given to other processes.
        self.parts = (mark, until, head, bodies)
        self.modified = next((value for name, value in head if name == "Last-Modified"), None)
        digest = sha256(bodies["identity"]).hexdigest()[:32]
        self.forms = {}
        for coding, body in bodies.items():
            suffix = "" if coding == "identity" else f"-{coding}"
            self.forms[coding] = Form(coding, body, f'"{digest}{suffix}"', head)
        self.size = sum(map(len, bodies.values())) + 4 * sum(
            getsizeof(name) + getsizeof(value) for name, value in head
        )


def make_ready(mark: bytes, until: float, head: list, body: bytes) -> ReadyAnswer:
    """Keep an answer: its ``head`` without what belongs to one form, and its uncompressed body."""
    kind = next((value for name, value in head if name.lower() == "content-type"), "")
    bodies = {"identity": body}
    if len(body) >= WORTH_COMPRESSING and any(word in kind for word in COMPRESSED):
        bodies["br"] = brotli.compress(body, mode=brotli.MODE_TEXT, quality=BROTLI_QUALITY)
        bodies["gzip"] = gzip.compress(body, compresslevel=6, mtime=0)
    shorter = {
        coding: bodies[coding]
        for coding in CODINGS
        if coding in bodies and (coding == "identity" or len(bodies[coding]) < len(body))
    }
    return ReadyAnswer(mark, until, head, shorter)


def plain(body: bytes, coding: str) -> bytes | None:
    """A body without its compression; None where that is one that we do not make."""
    if coding in ("", "identity"):
        return body
    if coding != "gzip":
        return None
    try:
        return gzip.decompress(body)
    except (OSError, EOFError, zlib.error):
        return None

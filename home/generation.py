"""The mark of what is published now: another one after each publication, seen by all at once.

A page that is kept ready for readers bears the mark that was current before it was drawn. It is
sent again only while that mark is still current. Whoever publishes renews the mark once the
transaction is through, so that a page drawn from older rows, however late it is finished, bears an
older mark and is never sent. Marks are random and never come back: nobody needs to hold a lock in
order to make the next one, and a mark that was lost is simply replaced.

Where the site has a cache that its processes share (CACHE_URL), the mark lies there, for all
machines. Without one it is eight bytes of a file in DATA_DIR that every process of this machine has
mapped into its memory: reading it asks neither the system nor the database, and all see a new one
at the same moment.
"""

import logging
import mmap
import os
import secrets
import threading
import time
from functools import cache
from pathlib import Path

from django.conf import settings
from django.core.cache import caches
from django.core.cache.backends.redis import RedisCache
from django.db import transaction

logger = logging.getLogger(__name__)

# The cache that pages and their mark are kept in; there is one only if processes share it.
PAGES = "pages"
LENGTH = 8
KEY = "generation"
# Seconds in which a cache that was away is not asked again.
LEFT_ALONE = 2
# Seconds between two lines in the log about the same fault.
TOLD_EVERY = 60


class FileMark:
    """The mark in a file that all processes of a machine have mapped."""

    def __init__(self, path: Path):
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o644)
        try:
            # A new file is all zeros, which is a mark as well: two may make it at the same time.
            if os.fstat(descriptor).st_size < LENGTH:
                os.ftruncate(descriptor, LENGTH)
            self._bytes = mmap.mmap(descriptor, LENGTH)
        finally:
            os.close(descriptor)

    def now(self) -> bytes:
        """The mark of this moment."""
        return self._bytes[:]

    def renew(self) -> None:
        """Put another mark in its place."""
        self._bytes[:] = secrets.token_bytes(LENGTH)


class CacheMark:
    """The mark in a cache that all processes of all machines share."""

    def __init__(self, shared, clock=time.monotonic):
        self._cache, self._clock = shared, clock
        self._away_until = self._told_at = None
        # Something was published of which the cache was not told.
        self._owed = False

    def now(self) -> bytes | None:
        """The mark of this moment; None while the cache is away, when nothing kept may be sent."""
        if self._away_until is not None and self._clock() < self._away_until:
            return None
        try:
            if self._owed:
                self._put()
            mark = self._read()
            if mark is None:
                self._cache.add(KEY, secrets.token_bytes(LENGTH), None)
                mark = self._read()
        except Exception as error:  # noqa: BLE001 - each kind of cache has faults of its own
            self.is_away(error)
            return None
        self._away_until = None
        return mark

    def renew(self) -> None:
        """Put another mark in its place, or do so as soon as the cache is back."""
        try:
            self._put()
        except Exception as error:  # noqa: BLE001 - what was published stays published
            self.is_away(error)

    def is_away(self, error: Exception) -> None:
        """Leave the cache alone for a while.

        Whoever publishes meanwhile cannot reach it either, and may have ended before it is back:
        so each process that missed it renews the mark first.
        """
        now = self._clock()
        self._owed, self._away_until = True, now + LEFT_ALONE
        if self._told_at is None or now - self._told_at >= TOLD_EVERY:
            self._told_at = now
            logger.error("The cache is away, pages are drawn each time: %s.", type(error).__name__)

    def _read(self) -> bytes | None:
        return self._cache.get(KEY)

    def _put(self) -> None:
        self._cache.set(KEY, secrets.token_bytes(LENGTH), None)
        self._owed = False


class RedisMark(CacheMark):
    """The mark in Redis, read with as little ado as can be: once for each page that is sent.

    By way of Django's cache that takes four times as long. Each thread has a connection of its
    own, and a mark is whatever Redis holds under its name, unread.
    """

    def __init__(self, shared, clock=time.monotonic):
        super().__init__(shared, clock)
        self._own = threading.local()
        key = shared.make_and_validate_key(KEY)
        self._pool = shared._cache.get_client(key).connection_pool
        # In the protocol of Redis (RESP).
        self._question = b"*2\r\n$3\r\nGET\r\n$%d\r\n%s\r\n" % (len(key), key.encode())

    def _read(self) -> bytes | None:
        connection = getattr(self._own, "connection", None)
        if connection is not None:
            try:
                return self._ask(connection)
            except (OSError, self._cache._cache._lib.RedisError):
                # Redis may have been started anew meanwhile; whether it is there is asked below.
                connection.disconnect()
        else:
            connection = self._own.connection = self._pool.make_connection()
        connection.connect()
        return self._ask(connection)

    def _ask(self, connection):
        connection.send_packed_command([self._question], check_health=False)
        return connection.read_response(disable_decoding=True)


@cache
def the_mark() -> FileMark | CacheMark:
    """The mark of this site, wherever it lies."""
    if PAGES in settings.CACHES:
        shared = caches[PAGES]
        return (RedisMark if isinstance(shared, RedisCache) else CacheMark)(shared)
    return FileMark(settings.DATA_DIR / "generation")


def renew() -> None:
    """Let no page be sent again that was drawn until now."""
    the_mark().renew()


def published(using: str | None = None) -> None:
    """Something changed that readers may see: renew the mark when the transaction is through.

    Saving and deleting does this by itself (``site_config.publications``); whatever changes rows
    in another way calls it.
    """
    transaction.on_commit(renew, using=using, robust=True)

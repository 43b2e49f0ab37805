"""One at a time: a lock that all processes of the site share, and that ends with whoever held it.

On PostgreSQL an advisory lock of the session, for all machines. Elsewhere, which means SQLite and
so one machine, a locked file in DATA_DIR. Neither outlives a process that is killed.
"""

import fcntl
import hashlib
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager

from django.conf import settings
from django.db import connection, transaction

# Files of a kind are few: two things that share one merely wait for each other.
FILES = 64


@contextmanager
def only_one(kind: str, which: object = "", *, wait: bool = True) -> Iterator[bool]:
    """Whether nobody else is within a block of this ``kind`` about ``which``; waits if told to.

    A thread must not enter two of one kind. Within a transaction nobody waits, as the other one
    might be waiting for what this transaction holds.
    """
    wait = wait and not connection.in_atomic_block
    digest = hashlib.sha256(f"{kind} {which}".encode()).digest()
    if connection.vendor == "postgresql":
        held = _in_postgres(int.from_bytes(digest[:8], signed=True), wait)
    else:
        held = _in_a_file(f"{kind}-{digest[0] % FILES}", wait)
    with held as alone:
        yield alone


@contextmanager
def _in_postgres(key, wait):
    with connection.cursor() as cursor:
        if wait:
            cursor.execute("SELECT pg_advisory_lock(%s)", [key])
            alone = True
        else:
            cursor.execute("SELECT pg_try_advisory_lock(%s)", [key])
            alone = cursor.fetchone()[0]
    try:
        with ExitStack() as stack:
            if connection.in_atomic_block:
                # After a fault within it the transaction still takes the question that unlocks.
                stack.enter_context(transaction.atomic())
            yield alone
    finally:
        # With the connection the lock is gone as well.
        if alone and connection.connection is not None and not connection.connection.closed:
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_unlock(%s)", [key])


@contextmanager
def _in_a_file(name, wait):
    folder = settings.DATA_DIR / "locks"
    folder.mkdir(exist_ok=True)
    with (folder / name).open("w") as file:
        alone = True
        try:
            fcntl.flock(file, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))
        except BlockingIOError:
            alone = False
        # Closing the file ends the lock.
        yield alone

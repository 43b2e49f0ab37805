"""Where answers are kept ready: in the memory of the process, and in a cache behind that if shared.

The memory is bounded: where it is full, what nobody asked for since the last time it was full goes
first. Sending an answer changes nothing but a flag, so that threads never wait for each other.
"""

import logging
import threading
from hashlib import sha256

from site_config.ready_answers import ReadyAnswer

logger = logging.getLogger(__name__)

# What a larger answer would push out is worth more than it is.
PART_OF_ALL = 8


class Memory:
    """Answers by their keys, of ``most`` bytes altogether."""

    def __init__(self, most: int):
        self.most, self.size = most, 0
        self.answers: dict[tuple, ReadyAnswer] = {}
        # Held by those who put in and take out; looking needs none.
        self._changing = threading.Lock()

    def put(self, key: tuple, answer: ReadyAnswer) -> None:
        """Keep an answer, in place of an older one and of what is used least."""
        if answer.size > self.most // PART_OF_ALL:
            return
        with self._changing:
            self._drop(key)
            while self.answers and self.size + answer.size > self.most:
                oldest = next(iter(self.answers))
                found = self.answers[oldest]
                self._drop(oldest)
                if found.used:
                    # Once more round, behind all others.
                    found.used = False
                    self.answers[oldest] = found
                    self.size += found.size
            self.answers[key] = answer
            self.size += answer.size

    def _drop(self, key):
        if found := self.answers.pop(key, None):
            self.size -= found.size


class Shared:
    """Answers in a cache that several processes share, as they were made by any of them.

    ``made_by`` names all that makes a page and is not published: of a process with other code or
    other settings, none is taken.
    """

    def __init__(self, cache, made_by: str, is_away):
        self._cache, self._made_by, self._is_away = cache, made_by, is_away

    def get(self, key: tuple, mark: bytes) -> ReadyAnswer | None:
        """The answer of this mark; None without one."""
        try:
            parts = self._cache.get(self._name(key))
        except Exception as error:  # noqa: BLE001 - each kind of cache has faults of its own
            self._is_away(error)
            return None
        return ReadyAnswer(*parts) if parts and parts[0] == mark else None

    def put(self, key: tuple, answer: ReadyAnswer, seconds: float) -> None:
        """Keep an answer for at most so long, in place of one with another mark."""
        try:
            self._cache.set(self._name(key), answer.parts, max(1, int(seconds)))
        except Exception as error:  # noqa: BLE001 - as above
            self._is_away(error)

    def _name(self, key):
        return sha256("\n".join((self._made_by, *key)).encode(errors="replace")).hexdigest()

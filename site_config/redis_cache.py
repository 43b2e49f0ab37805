"""Redis as a cache that may be away: then nothing is found and nothing kept, and the site goes on.

Only counting raises, because nobody could tell a count that is made up from a real one.
"""

import logging
import time

from django.core.cache.backends import redis

logger = logging.getLogger(__name__)

# Seconds in which it is not asked again, so that not every reader waits for it.
LEFT_ALONE = 2
# Seconds between two lines in the log.
TOLD_EVERY = 60


class Absence:
    """Whether Redis was away a moment ago; the same for all threads of the process."""

    until = told_at = None

    def is_on(self) -> bool:
        return self.until is not None and time.monotonic() < self.until

    def begins(self, error: Exception) -> None:
        now = time.monotonic()
        self.until = now + LEFT_ALONE
        if self.told_at is None or now - self.told_at >= TOLD_EVERY:
            self.told_at = now
            logger.error("Redis is away, the site does without: %s.", type(error).__name__)


absence = Absence()


def _or_else(method, default):
    """``method`` of the cache, or what ``default`` makes of its arguments while Redis is away."""

    def forgiving(self, *args, **kwargs):
        if absence.is_on():
            return default(*args, **kwargs)
        try:
            found = method(self, *args, **kwargs)
        except self._cache._lib.RedisError as error:
            absence.begins(error)
            return default(*args, **kwargs)
        absence.until = None
        return found

    forgiving.__name__, forgiving.__doc__ = method.__name__, method.__doc__
    return forgiving


class RedisCache(redis.RedisCache):
    """Django's cache in Redis, which forgets everything while Redis is away."""

    get = _or_else(redis.RedisCache.get, lambda key, default=None, version=None: default)
    get_many = _or_else(redis.RedisCache.get_many, lambda keys, version=None: {})
    has_key = _or_else(redis.RedisCache.has_key, lambda key, version=None: False)
    add = _or_else(redis.RedisCache.add, lambda *args, **kwargs: True)
    set = _or_else(redis.RedisCache.set, lambda *args, **kwargs: None)
    set_many = _or_else(redis.RedisCache.set_many, lambda data, *args, **kwargs: list(data))
    touch = _or_else(redis.RedisCache.touch, lambda *args, **kwargs: False)
    delete = _or_else(redis.RedisCache.delete, lambda *args, **kwargs: False)
    delete_many = _or_else(redis.RedisCache.delete_many, lambda *args, **kwargs: None)

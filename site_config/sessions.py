"""Who is logged in: kept in the database, and for some minutes in the shared cache, asked first.

Django's own store of this kind keeps a session in the cache for as long as it lasts. Somebody who
logs out while the cache is away would then be logged in again once it is back.
"""

from django.contrib.sessions.backends import cached_db
from django.contrib.sessions.backends.db import SessionStore as DatabaseStore

# So long the database is not asked about somebody; and so long a log-out that the cache did not
# hear of is not known everywhere.
KEPT_SECONDS = 120


class SessionStore(cached_db.SessionStore):
    """A session of the database, which the cache has for a short time."""

    cache_key_prefix = "session:"

    def load(self):
        """What the session holds; an empty one where it has ended."""
        data = self._cache.get(self.cache_key)
        if data is None:
            data = DatabaseStore.load(self)
            if self.session_key:
                self._cache.set(self.cache_key, data, KEPT_SECONDS)
        return data

    def save(self, must_create=False):
        """Keep the session in the database, and then in the cache as well."""
        DatabaseStore.save(self, must_create)
        age = max(0, min(KEPT_SECONDS, self.get_expiry_age()))
        self._cache.set(self.cache_key, self._get_session(no_load=must_create), age)

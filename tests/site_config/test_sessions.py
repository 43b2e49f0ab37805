"""Who is logged in is known by the cache for a short time, and by the database until it ends."""

import time_machine
from django.contrib.sessions.backends.db import SessionStore as DatabaseStore
from django.contrib.sessions.models import Session
from django.core.cache import cache

from site_config.sessions import SessionStore
from tests.conftest import NOW


def new_session():
    """A session that was saved; returns its key."""
    session = SessionStore()
    session["who"] = "Anna"
    session.save()
    return session.session_key


class TestSession:
    def test_is_asked_of_the_cache_alone(self, db, django_assert_num_queries):
        key = new_session()
        with django_assert_num_queries(0):
            assert SessionStore(key)["who"] == "Anna"

    def test_is_in_the_database_as_well(self, db, django_assert_num_queries):
        key = new_session()
        assert DatabaseStore(key)["who"] == "Anna"
        cache.clear()
        with django_assert_num_queries(1):
            assert SessionStore(key)["who"] == "Anna"
        with django_assert_num_queries(0):
            assert SessionStore(key)["who"] == "Anna"

    def test_that_ended_is_known_nowhere(self, db):
        key = new_session()
        SessionStore(key).flush()
        assert SessionStore(key).get("who") is None
        assert not Session.objects.filter(session_key=key).exists()

    def test_that_ended_while_the_cache_was_away_ends_everywhere_within_two_minutes(
        self, db, settings
    ):
        # Redis goes by a clock of its own.
        memory = {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "LOCATION": "here"}
        settings.CACHES = {**settings.CACHES, "default": memory}
        with time_machine.travel(NOW, tick=False) as moment:
            key = new_session()
            # The cache does not hear of it.
            DatabaseStore(key).flush()
            moment.shift(119)
            assert SessionStore(key)["who"] == "Anna"
            moment.shift(2)
            assert SessionStore(key).get("who") is None

    def test_that_was_changed_is_so_for_all_at_once(self, db):
        key = new_session()
        session = SessionStore(key)
        session["who"] = "Bert"
        session.save()
        assert SessionStore(key)["who"] == "Bert"

    def test_logs_people_in_and_out(self, settings, client, owner):
        settings.SESSION_ENGINE = "site_config.sessions"
        client.force_login(owner)
        assert client.get("/admin/").status_code == 200
        client.post("/admin/logout/")
        assert client.get("/admin/").status_code == 302

"""What watches over the site is told whether it is alive, and which part cannot do its work."""

from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.core.files.storage import default_storage
from django.utils import timezone

from events.models import Mail
from events.models.mails import MailState
from site_config import health
from tests.conftest import NOW


@pytest.fixture(autouse=True)
def _asked_anew(monkeypatch):
    monkeypatch.setattr(health, "KEPT_SECONDS", 0)
    monkeypatch.setattr(health, "_migrated", {"is": True})


def ask(client, path="/readyz", **options):
    """What a probe is told: the status, and the parts that fail."""
    response = client.get(path, **options)
    return response.status_code, response.json()["failing"]


class TestAlive:
    def test_it_is_told_without_a_database_a_host_or_tls(
        self, client, settings, django_assert_num_queries
    ):
        settings.SECURE_SSL_REDIRECT = True
        settings.ALLOWED_HOSTS = ["lesdag.example"]
        response = client.get("/healthz", headers={"host": "10.0.0.5:8000"})
        assert (response.status_code, response.content) == (200, b"alive\n")
        assert response["Cache-Control"] == "no-store"
        assert response.cookies == {}

    def test_it_can_only_be_asked(self, client):
        assert client.head("/healthz").status_code == 200
        assert client.post("/healthz").status_code == 405


class TestReady:
    def test_all_parts_are_well(self, client, db):
        response = client.get("/readyz")
        assert response.json() == {"ready": True, "failing": []}
        assert response["Cache-Control"] == "no-store"
        assert default_storage.listdir("readyz") == ([], [])
        assert response["X-Content-Type-Options"] == "nosniff"
        assert response["Cross-Origin-Opener-Policy"] == "same-origin"

    def test_a_database_that_is_away_is_named_and_no_more(self, client, monkeypatch, caplog):
        # No database at all in this test.
        response = client.get("/readyz")
        assert response.status_code == 503
        assert {"database", "mail"} - set(response.json()["failing"]) == {"mail"}
        assert response["Retry-After"] == "10"
        assert set(response.json()) == {"ready", "failing"}
        assert "Not ready: database (RuntimeError)" in caplog.text

    def test_migrations_that_are_to_be_done(self, client, db, monkeypatch):
        monkeypatch.setattr(health, "_migrated", {"is": False})
        assert ask(client) == (200, [])
        assert health._migrated["is"]
        monkeypatch.setattr(health, "_migrated", {"is": False})
        monkeypatch.setattr(
            health.MigrationExecutor, "migration_plan", lambda self, targets: ["one"]
        )
        assert ask(client) == (503, ["migrations"])

    def test_a_cache_that_is_away_or_keeps_nothing(self, client, db, monkeypatch):
        def away(*args, **options):
            raise ConnectionError("redis://:secret@10.0.0.5")

        nothing = SimpleNamespace(set=lambda *args: None, get=lambda key: None)
        monkeypatch.setattr(health, "cache", nothing)
        assert ask(client) == (503, ["cache"])
        monkeypatch.setattr(health, "cache", SimpleNamespace(set=away))
        response = client.get("/readyz")
        assert response.json()["failing"] == ["cache"]
        assert b"secret" not in response.content

    def test_a_storage_that_is_full(self, client, db, monkeypatch):
        def full(*args, **options):
            raise OSError(28, "No space left on device")

        monkeypatch.setattr(health, "default_storage", SimpleNamespace(save=full))
        assert ask(client) == (503, ["storage"])

    def test_mail_that_nobody_takes_up(self, client, db, settings):
        Mail.objects.create(
            kind="place",
            language="nl",
            recipient="a@example.com",
            subject="x",
            created_at=NOW - timedelta(hours=1),
            due_at=NOW - timedelta(minutes=29),
        )
        settings.MAIL_IS_SENT = True
        assert ask(client) == (200, [])
        Mail.objects.update(due_at=NOW - timedelta(minutes=31))
        assert ask(client) == (503, ["mail"])
        Mail.objects.update(state=MailState.FAILED)
        assert ask(client) == (200, [])
        # Without a mail server nobody has to.
        Mail.objects.update(state=MailState.WAITING)
        settings.MAIL_IS_SENT = False
        assert ask(client) == (200, [])

    def test_who_asks_often_is_no_work(self, client, db, monkeypatch, django_assert_num_queries):
        monkeypatch.setattr(health, "KEPT_SECONDS", 5)
        monkeypatch.setattr(health, "_kept", {"until": 0.0, "told": None})
        client.get("/readyz")
        with django_assert_num_queries(0):
            for _each in range(20):
                assert client.get("/readyz").status_code == 200


def test_how_long_the_oldest_mail_waits(db):
    assert health.oldest_waiting(timezone.now()) == timedelta(0)

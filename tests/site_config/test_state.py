"""Owners see how the site is: parts, mail, last backup, checks, versions."""

import json
from html import unescape

import pytest
from django.urls import reverse

from events.models import Mail
from events.models.mails import MailState
from site_config import health, state
from tests.conftest import NOW
from tests.roles import browser


@pytest.fixture(autouse=True)
def _kept_here(settings, tmp_path, monkeypatch):
    settings.DATA_DIR = tmp_path
    monkeypatch.setattr(health, "_migrated", {"is": True})


@pytest.fixture
def owner_sees(site):
    """What the page says to an owner."""
    client = browser("owner")
    return lambda: " ".join(unescape(client.get(reverse("state_of_site")).text).split())


def write_backup(tmp_path, **told):
    """Write what a backup leaves behind."""
    (tmp_path / "backups").mkdir(exist_ok=True)
    (tmp_path / "backups" / "last.json").write_text(json.dumps(told))


def test_only_owners_see_it(site):
    assert browser("moderator").get(reverse("state_of_site")).status_code == 302
    html = browser("owner").get(reverse("wagtailadmin_home")).content.decode()
    assert reverse("state_of_site") in html


def test_it_names_parts_versions_and_what_is_not_safe(owner_sees, monkeypatch):
    def away(now):
        raise ConnectionError("redis://secret")

    monkeypatch.setattr(state, "warnings", lambda: ["security.W004: You have not set HSTS."])
    monkeypatch.setitem(health.PARTS, "cache", away)
    html = owner_sees()
    assert "De database antwoordt" in html
    assert "<strong>De cache bewaart wat hij krijgt: nee</strong>" in html
    assert "secret" not in html
    assert "<dt>Wagtail</dt> <dd> 8." in html
    assert "security.W004: You have not set HSTS." in html


def test_it_counts_mail(owner_sees):
    for number, waits in enumerate([MailState.WAITING, MailState.WAITING, MailState.FAILED]):
        Mail.objects.create(
            kind="place",
            language="nl",
            recipient=f"{number}@example.com",
            subject="x",
            state=waits,
            created_at=NOW,
            due_at=NOW,
        )
    html = owner_sees()
    assert "2 mails moeten nog weg." in html
    assert "1 mail is opgegeven." in html


def test_it_tells_of_the_last_backup(owner_sees, tmp_path):
    assert "Er is er geen waarvan deze site weet." in owner_sees()
    write_backup(tmp_path, at="2026-11-23T02:00:00+00:00", size=3_500_000, ok=True)
    html = owner_sees()
    assert "23 november 2026 3.00, 3,3 MB" in html
    assert "lang geleden" not in html
    write_backup(tmp_path, at="2026-11-20T02:00:00+00:00", size=1, ok=True)
    assert "Dat is lang geleden." in owner_sees()
    write_backup(tmp_path, at="2026-11-23T02:00:00+00:00", size=1, ok=False)
    assert "Hij is mislukt." in owner_sees()


@pytest.mark.parametrize(
    "text",
    ["", "{", "[]", "{}", '{"at": "x", "size": 1, "ok": true}', '{"at": "2026-11-23", "size": 1}'],
)
def test_a_record_of_a_backup_that_cannot_be_read_is_none(tmp_path, text):
    (tmp_path / "backups").mkdir()
    (tmp_path / "backups" / "last.json").write_text(text)
    assert state.last_backup(NOW) is None


def test_the_checks_of_a_deployment_are_those_of_django(settings):
    settings.SECURE_HSTS_SECONDS, settings.SILENCED_SYSTEM_CHECKS = 0, []
    assert any(warning.startswith("security.W004: ") for warning in state.warnings())

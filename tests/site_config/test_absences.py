"""What readers and editors are told while the database is away, or the disk is full."""

import errno
import sqlite3

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import FileSystemStorage
from django.db import InterfaceError, OperationalError, ProgrammingError
from django.db.backends.base.base import BaseDatabaseWrapper
from django.urls import reverse

from home import media_faults
from site_config import absences
from site_config.absences import DATABASE, ROOM, STORAGE, absence_in

AWAY = 'connection to server at "10.0.0.5", port 5432 failed: Connection refused'


@pytest.fixture(autouse=True)
def _nothing_told(monkeypatch):
    monkeypatch.setattr(absences, "_told", {})
    monkeypatch.setattr(media_faults, "_told", {})


@pytest.fixture
def without_database(client, monkeypatch, site):
    """A browser on a site whose database has just gone."""

    def away(*arguments, **options):
        raise OperationalError(f"{AWAY}\nDETAIL: anna@example.com")

    client.raise_request_exception = False
    client.get("/robots.txt")
    with monkeypatch.context() as patch:
        patch.setattr(BaseDatabaseWrapper, "cursor", away)
        yield client


@pytest.mark.parametrize(
    ("path", "language", "words", "home"),
    [
        ("/", "nl", "De site kan even niet bij zijn gegevens.", "/"),
        ("/bestaat-niet/", "nl", "De site kan even niet bij zijn gegevens.", "/"),
        ("/en/blog/", "en", "The site cannot reach its data just now.", "/en/"),
        ("/admin/login/", "nl", "De site kan even niet bij zijn gegevens.", "/"),
    ],
)
def test_it_is_said_in_the_language_of_the_address(without_database, path, language, words, home):
    response = without_database.get(path)
    assert (response.status_code, response["Retry-After"]) == (503, "30")
    assert response["Cache-Control"] == "no-store"
    assert response["Content-Language"] == language
    html = response.content.decode()
    assert f'<html lang="{language}">' in html
    assert words in html
    assert f'<a href="{home}">' in html
    assert "10.0.0.5" not in html


def test_who_sent_something_is_told_to_send_it_again(without_database):
    sent = without_database.post("/en/trainings/asking-for-help/keep-informed/", {"name": "A"})
    assert sent.status_code == 503
    assert "Go back and send it once more in a minute." in sent.content.decode()
    read = without_database.get("/en/")
    assert "Go back" not in read.content.decode()


def test_a_program_reads_one_line(without_database):
    response = without_database.get("/trainingen/agenda.ics")
    assert (response.status_code, response["Retry-After"]) == (503, "30")
    assert response["Content-Type"] == "text/plain; charset=utf-8"
    assert response.content == b"The database is away\n"


def test_it_is_logged_once_a_minute_with_its_cause(without_database, caplog, monkeypatch):
    clock = 1000.0
    monkeypatch.setattr(absences.time, "monotonic", lambda: clock)
    for _reader in range(5):
        without_database.get("/")
        without_database.get("/en/blog/")
    told = [record.getMessage() for record in caplog.records if record.levelname == "ERROR"]
    assert told == [f"The database is away: OperationalError: {AWAY}"]
    clock += 60
    without_database.get("/")
    assert len([record for record in caplog.records if record.levelname == "ERROR"]) == 2


def test_an_editor_is_told_at_the_field_that_the_disk_is_full(admin, monkeypatch, site, caplog):
    def full(self, name, content):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(FileSystemStorage, "_save", full)
    response = admin.post(
        reverse("wagtaildocs:add"),
        {"title": "Spiekbriefje", "file": ContentFile(b"%PDF-1.4\n%%EOF", name="a.pdf")},
    )
    assert response.status_code == 200
    html = response.content.decode()
    assert "Dit bestand is niet bewaard: de schijf van de site is vol." in html
    assert 'value="Spiekbriefje"' in html
    told = [record.getMessage() for record in caplog.records if record.levelname == "ERROR"]
    assert told == ["There is no room left: OSError: [Errno 28] No space left on device"]


def of_sqlite(code):
    """An error as Django passes it on from SQLite."""
    cause = sqlite3.OperationalError()
    cause.sqlite_errorcode = code
    error = OperationalError()
    error.__cause__ = cause
    return error


def test_a_database_that_has_no_room_is_told_in_words(client, monkeypatch, site):
    def full(*arguments, **options):
        raise of_sqlite(sqlite3.SQLITE_FULL)

    client.raise_request_exception = False
    client.get("/robots.txt")
    with monkeypatch.context() as patch:
        patch.setattr(BaseDatabaseWrapper, "cursor", full)
        response = client.get("/")
    assert response.status_code == 507
    assert "De schijf van de site is vol" in response.content.decode()


@pytest.mark.parametrize(
    ("error", "absence"),
    [
        (OperationalError(), DATABASE),
        (InterfaceError(), DATABASE),
        (of_sqlite(sqlite3.SQLITE_BUSY), DATABASE),
        (of_sqlite(sqlite3.SQLITE_CANTOPEN), DATABASE),
        (of_sqlite(sqlite3.SQLITE_FULL), ROOM),
        (OSError(errno.EDQUOT, ""), ROOM),
        (media_faults.StorageAway(errno.EROFS, ""), STORAGE),
        # What was asked is wrong, or a file is not there: the site is at fault.
        (of_sqlite(sqlite3.SQLITE_ERROR), None),
        (ProgrammingError(), None),
        (FileNotFoundError(errno.ENOENT, ""), None),
        (ValueError(), None),
        (None, None),
    ],
)
def test_what_is_away_is_told_from_what_is_wrong(error, absence):
    assert absence_in(error) == absence

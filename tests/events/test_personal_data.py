"""Nothing of a person ends up in logs, addresses, histories, search or pages that are cached."""

import logging
import re
import smtplib
from datetime import UTC, date, datetime, timedelta

import pytest
from django.core.mail.backends.locmem import EmailBackend
from django.test import override_settings
from wagtail.models import ModelLogEntry, PageLogEntry
from wagtail.search.models import IndexEntry

from events import housekeeping, outbox, places
from events.models import Enrolment, EnrolmentSettings, Mail
from events.models.enrolments import Interest
from events.models.mails import MailState
from tests.events.conftest import WINTER as NOW
from tests.factories import make_edition, make_training

pytestmark = [pytest.mark.usefixtures("winter"), pytest.mark.indexed]
CANARY = {
    "name": "Kanarina Geelvink",
    "email": "kanarina@vogelkooi.example",
    "phone": "06-87654321",
    "organisation": "Volière Kwetter",
    "remark": "Ik lust geen zonnepitten.",
    "notes": "Zingt vals.",
    "answers": [{"question": "Welke kooi?", "answer": "Die van tralie"}],
    "language": "nl",
}
TRACES = re.compile(
    "kanarina|geelvink|vogelkooi|87654321|kwetter|zonnepit|zingt vals|tralie", re.IGNORECASE
)
URL = re.compile(r"""https?://[^\s"'<>]+""")


@pytest.fixture
def edition(site, practice):
    EnrolmentSettings.objects.create(site=site.home.get_site(), notify="info@example.com")
    return make_edition(make_training(site), date(2027, 3, 1), date(2027, 3, 8), capacity=1)


@pytest.fixture
def everything(edition, caplog):
    """Every record of the log, from the most talkative level on."""
    caplog.set_level(logging.DEBUG)
    return caplog


def said(caplog) -> str:
    """All that the log holds, with what a formatter adds; not what the database was asked."""
    format_of = logging.Formatter("{name} {levelname} {message} {args}", style="{")
    return "\n".join(
        format_of.format(record)
        for record in caplog.records
        if not record.name.startswith("django.db.backends")
    )


def live_through(edition) -> Enrolment:
    """Let somebody go through all that can happen to who enrols."""
    first = places.add(edition.pk, {"name": "A", "email": "a@example.com"}, now=NOW)
    canary = places.enrol(edition.pk, dict(CANARY), now=NOW)
    places.confirm(canary.pk, now=NOW)
    places.enrol(edition.pk, dict(CANARY), now=NOW)
    places.withdraw(first.pk, now=NOW)
    places.confirm(canary.pk, now=NOW)
    other = make_edition(edition.training, date(2027, 5, 3), capacity=1)
    places.move(canary.pk, other.pk, now=NOW)
    places.move(canary.pk, edition.pk, now=NOW)
    for moment in (datetime(2027, 2, 27, 6, tzinfo=UTC), datetime(2027, 3, 9, 6, tzinfo=UTC)):
        housekeeping.run(moment)
    canary.refresh_from_db()
    assert canary.state == "confirmed"
    kinds = set(Mail.objects.filter(enrolment=canary).values_list("kind", flat=True))
    assert kinds >= {"confirm", "waiting", "offer", "place", "already", "reminder", "thanks"}
    return canary


def test_the_log_names_nobody_whatever_happens(edition, everything):
    canary = live_through(edition)
    with pytest.raises(places.NotPossible) as refused:
        places.add(edition.pk, dict(CANARY), now=NOW)
    places.withdraw(canary.pk, now=NOW)
    assert not TRACES.search(said(everything) + str(refused.value))


FAULTS = [
    smtplib.SMTPRecipientsRefused({CANARY["email"]: (550, b"kanarina@vogelkooi.example unknown")}),
    smtplib.SMTPDataError(451, b"Try later, Kanarina Geelvink"),
    smtplib.SMTPAuthenticationError(535, b"kanarina"),
    OSError(111, "Connection refused", "kanarina"),
    ConnectionResetError("kanarina@vogelkooi.example"),
]


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: type(fault).__name__)
def test_the_log_names_nobody_when_mail_cannot_be_sent(edition, everything, monkeypatch, fault):
    def fail(self, messages):
        raise fault

    monkeypatch.setattr(EmailBackend, "send_messages", fail)
    places.enrol(edition.pk, dict(CANARY), now=NOW)
    mail = Mail.objects.get(recipient=CANARY["email"])
    with override_settings(MAIL_IS_SENT=True):
        outbox.deliver.func(mail.pk)
    mail.refresh_from_db()
    assert mail.state in (MailState.WAITING, MailState.FAILED)
    assert mail.fault
    assert "ould not be sent" in said(everything) or "cannot be sent" in said(everything)
    assert not TRACES.search(said(everything) + mail.fault)


def test_the_log_names_nobody_when_housekeeping_fails(edition, everything, monkeypatch):
    from events import privacy

    canary = live_through(edition)

    def fail(enrolment, now):
        raise ValueError(f"Key (email_key)=({enrolment.email}) of {enrolment.name}")

    monkeypatch.setattr(privacy, "forget", fail)
    report = housekeeping.run(NOW + timedelta(days=900))
    assert report.faults
    assert canary.email == CANARY["email"]
    assert not TRACES.search(said(everything) + "".join(report.faults))


def test_addresses_in_mails_name_nobody(edition):
    live_through(edition)
    for mail in Mail.objects.all():
        for url in URL.findall(mail.text + mail.html):
            assert not TRACES.search(url), mail.kind


def test_search_finds_nobody(edition):
    live_through(edition)
    assert not IndexEntry.objects.filter(content_type__model__in=["enrolment", "mail"]).exists()
    for entry in IndexEntry.objects.all():
        assert not TRACES.search(str(entry.__dict__))


def test_no_page_for_readers_names_anybody(edition, client):
    live_through(edition)
    training = edition.training
    paths = [training.url, training.get_parent().url, training.get_parent().get_parent().url]
    paths += [f"{training.url}{edition.slug}.ics", f"{training.url}agenda.ics"]
    for path in paths:
        response = client.get(path)
        assert response.status_code == 200, path
        assert not TRACES.search(response.content.decode()), path


def test_names_of_rows_and_histories_name_nobody(edition):
    canary = live_through(edition)
    interest = Interest.objects.create(
        training=edition.training,
        name=CANARY["name"],
        email=CANARY["email"],
        language="nl",
        created_at=NOW,
    )
    told = [str(canary), repr(canary), str(interest), repr(interest)]
    told += [str(mail) for mail in Mail.objects.all()]
    for model in (ModelLogEntry, PageLogEntry):
        told += [str(entry.__dict__) for entry in model.objects.all()]
    assert not TRACES.search("\n".join(told))


def test_nothing_of_who_was_removed_remains_anywhere(edition):
    from django.apps import apps

    live_through(edition)
    report = housekeeping.run(NOW + timedelta(days=900))
    assert report.done["removed"] >= 2
    for model in apps.get_models():
        for row in model.objects.all() if hasattr(model, "objects") else []:
            assert not TRACES.search(str(row.__dict__)), model

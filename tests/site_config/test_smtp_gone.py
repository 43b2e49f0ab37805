"""Without a mail server people go on: what waits for it is in the outbox, and no page fails.

That each mail goes out once the server is back: ``tests/events/test_outbox_processes.py``.
"""

import pytest
from django.urls import reverse
from wagtail.models import Site

from events import places
from events.models import EnrolmentSettings, Mail
from tests.browser.conftest import free_port
from tests.conftest import NOW
from tests.factories import make_edition, make_training

DAY = NOW.date().replace(year=2027)


@pytest.fixture(autouse=True)
def _nobody_listens(settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT, settings.MAIL_IS_SENT = "127.0.0.1", free_port(), True


def test_who_enrols_has_a_place_and_a_mail_that_waits(site, django_capture_on_commit_callbacks):
    EnrolmentSettings.objects.create(site=Site.objects.get(), confirm_by_link=False)
    edition = make_edition(make_training(site), DAY, capacity=4)
    details = {"name": "Anna", "email": "anna@example.com", "language": "nl"}
    with django_capture_on_commit_callbacks(execute=True):
        enrolment = places.enrol(edition.pk, details, now=NOW)
    assert enrolment.state == "confirmed"
    mail = Mail.objects.get()
    assert (mail.state, mail.attempts) == ("waiting", 1)
    assert mail.fault.startswith("ConnectionRefusedError")


def test_who_forgot_a_password_is_answered_as_ever_and_named_in_no_log(
    client, owner, caplog, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        answer = client.post(reverse("wagtailadmin_password_reset"), {"email": owner.email})
    assert (answer.status_code, answer.url) == (302, reverse("wagtailadmin_password_reset_done"))
    [record] = [record for record in caplog.records if record.levelname == "ERROR"]
    assert "Failed to send password reset email" in record.getMessage()
    assert owner.email not in caplog.text

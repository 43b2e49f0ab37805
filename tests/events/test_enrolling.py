"""How readers enrol: the form, what it refuses, and what it tells nobody."""

import re
from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine

from events.models import Enrolment, Mail
from tests.factories import make_edition, make_training

NOW = datetime(2027, 1, 20, 12, 0, tzinfo=UTC)
TRAINING = "/trainingen/hulp-vragen/"
FORM = f"{TRAINING}2027-03-01/aanmelden/"
FORM_EN = "/en/trainings/asking-for-help/2027-03-01/enrol/"
INFORMED = f"{TRAINING}op-de-hoogte/"
ANNA = {"name": "Anna de Wit", "email": "anna@example.com", "consent": "on"}


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(NOW, tick=False) as clock:
        yield clock


@pytest.fixture
def training(site):
    return make_training(site)


@pytest.fixture
def edition(training):
    return make_edition(training, date(2027, 3, 1), date(2027, 3, 8), capacity=2)


@pytest.fixture
def send(client, edition, clock):
    """Fetch the form, take ten seconds to fill it in, and send it."""

    def send(path=FORM, after=10, **typed):
        found = re.search(r'name="stamp" value="([^"]+)"', client.get(path).content.decode())
        clock.shift(timedelta(seconds=after))
        return client.post(path, {"stamp": found[1], **typed})

    return send


class TestForm:
    def test_a_reader_enrols_and_is_led_to_what_happens_next(self, send, client, edition):
        response = send(**ANNA, phone="06 12345678", organisation="De Bron", remark="Geen vlees")
        assert response.status_code == 303
        assert response.url == f"{FORM}gelukt/"
        enrolment = Enrolment.objects.get()
        assert enrolment.edition == edition
        assert (enrolment.name, enrolment.email) == ("Anna de Wit", "anna@example.com")
        assert (enrolment.phone, enrolment.organisation) == ("06 12345678", "De Bron")
        assert (enrolment.remark, enrolment.language) == ("Geen vlees", "nl")
        assert enrolment.consented_at == NOW + timedelta(seconds=10)
        assert Mail.objects.get().recipient == "anna@example.com"
        assert client.get(response.url).status_code == 200

    def test_the_english_form_writes_down_english(self, send):
        response = send(FORM_EN, **ANNA)
        assert response.url == f"{FORM_EN}done/"
        assert Enrolment.objects.get().language == "en"

"""The page behind somebody's own link."""

from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine

from events import places
from events.enrolment_links import url_of
from events.models import Enrolment, Interest, Mail
from tests.factories import make_edition, make_training

NOW = datetime(2027, 1, 20, 12, 0, tzinfo=UTC)
HOST = "http://127.0.0.1:8000"


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(NOW, tick=False) as clock:
        yield clock


@pytest.fixture
def edition(site):
    return make_edition(make_training(site), date(2027, 3, 1), date(2027, 3, 8), capacity=1)


def enrol(edition, who="anna", **fields) -> Enrolment:
    details = {"name": who.title(), "email": f"{who}@example.com", "language": "nl", **fields}
    return places.enrol(edition.pk, details, now=NOW)


def path(enrolment) -> str:
    return url_of(enrolment).removeprefix(HOST)


def state(enrolment) -> str:
    return Enrolment.objects.get(pk=enrolment.pk).state


class TestAddress:
    def test_it_is_in_the_language_of_the_person_and_tells_nothing_of_her(self, edition):
        anna = enrol(edition)
        assert url_of(anna).startswith(f"{HOST}/aanmelding/{anna.uuid.hex}.")
        assert "anna" not in url_of(anna)
        bert = enrol(edition, "bert", language="en")
        assert url_of(bert).startswith(f"{HOST}/en/enrolment/{bert.uuid.hex}.")

    def test_one_that_was_tampered_with_is_not_found(self, edition, client):
        anna, bert = enrol(edition), enrol(edition, "bert")
        swapped = path(anna).replace(anna.uuid.hex, bert.uuid.hex)
        assert client.get(swapped).status_code == 404
        assert client.post(swapped, {"step": "withdraw"}).status_code == 404
        assert client.get(path(anna)[:-2] + "/").status_code == 404

    @pytest.mark.parametrize("what", ["edition", "training"])
    def test_it_opens_though_readers_can_see_the_training_no_more(self, edition, client, what):
        anna = enrol(edition)
        places.confirm(anna.pk, now=NOW)
        (edition if what == "edition" else edition.training).unpublish()
        page = client.get(path(anna))
        assert page.status_code == 200
        assert 'value="withdraw"' in page.content.decode()

    def test_it_is_not_written_to_the_log(self, edition, client, clock, caplog):
        anna = enrol(edition)
        clock.shift(timedelta(days=200))
        assert client.get(path(anna)).status_code == 410
        assert anna.uuid.hex not in caplog.text

    def test_that_of_an_interest_opens_no_enrolment(self, edition, client):
        interest = Interest(training=edition.training, language="nl")
        token = url_of(interest).rpartition("belangstelling/")[2]
        assert client.get(f"/aanmelding/{token}").status_code == 404

    def test_nobody_keeps_the_page_nor_hears_of_the_address(self, edition, client):
        response = client.get(path(enrol(edition)))
        assert response["Cache-Control"] == "no-store"
        assert response["X-Robots-Tag"] == "noindex"
        assert response["Referrer-Policy"] == "no-referrer"
        assert not response.cookies


class TestSteps:
    def test_looking_confirms_nothing(self, edition, client):
        anna = enrol(edition)
        assert client.get(path(anna)).status_code == 200
        assert client.head(path(anna)).status_code == 200
        assert state(anna) == "asked"

    def test_a_pressed_button_confirms_also_where_tokens_are_checked(self, edition):
        from django.test import Client

        anna = enrol(edition)
        strict = Client(enforce_csrf_checks=True)
        response = strict.post(path(anna), {"step": "confirm"})
        assert response.status_code == 303
        assert state(anna) == "confirmed"
        assert "Je hebt een plek." in strict.get(response.url).content.decode()

    def test_who_comes_later_is_told_the_place_in_the_line(self, edition, client):
        for who in ("anna", "bert", "cees"):
            last = enrol(edition, who)
            client.post(path(last), {"step": "confirm"})
        assert state(last) == "waiting"
        assert "nummer 2" in client.get(path(last)).content.decode()

    def test_an_offered_place_is_taken(self, edition, client):
        anna, bert = enrol(edition), enrol(edition, "bert")
        for who in (anna, bert):
            places.confirm(who.pk, now=NOW)
        places.withdraw(anna.pk, now=NOW)
        assert "Neem de plek" in client.get(path(bert)).content.decode()
        client.post(path(bert), {"step": "confirm"})
        assert state(bert) == "confirmed"

    def test_an_offer_that_has_ended_is_not_taken(self, edition, client, clock):
        anna, bert = enrol(edition), enrol(edition, "bert")
        for who in (anna, bert):
            places.confirm(who.pk, now=NOW)
        places.withdraw(anna.pk, now=NOW)
        clock.shift(timedelta(hours=48))
        response = client.post(path(bert), {"step": "confirm"})
        assert response.status_code == 409
        assert state(bert) == "lapsed"

    def test_withdrawing_frees_the_place(self, edition, client):
        anna = enrol(edition)
        places.confirm(anna.pk, now=NOW)
        client.post(path(anna), {"step": "withdraw"})
        assert state(anna) == "withdrawn"
        assert places.free(edition) == 1
        assert 'value="withdraw"' not in client.get(path(anna)).content.decode()

    def test_details_are_changed_and_the_address_is_not(self, edition, client):
        anna = enrol(edition)
        typed = {"name": "Anna de Wit", "phone": "06 1", "email": "eve@example.com"}
        assert client.post(path(anna), {"step": "details", **typed}).status_code == 303
        anna.refresh_from_db()
        assert (anna.name, anna.phone, anna.email) == ("Anna de Wit", "06 1", "anna@example.com")

    def test_a_name_of_two_lines_is_refused_at_the_field(self, edition, client):
        anna = enrol(edition)
        typed = {"step": "details", "name": "Anna\r\nBcc: eve@example.com"}
        response = client.post(path(anna), typed)
        assert response.status_code == 422
        assert 'aria-invalid="true"' in response.content.decode()
        anna.refresh_from_db()
        assert anna.name == "Anna"

    def test_a_step_that_there_is_not_is_refused(self, edition, client):
        assert client.post(path(enrol(edition)), {"step": "hack"}).status_code == 400


class TestEnd:
    def test_who_does_not_confirm_in_a_week_finds_a_kind_page(self, edition, client, clock):
        anna = enrol(edition)
        clock.shift(timedelta(days=7) - timedelta(seconds=1))
        assert client.get(path(anna)).status_code == 200
        clock.shift(timedelta(seconds=1))
        response = client.get(path(anna))
        assert response.status_code == 410
        assert "Deze link is verlopen" in response.content.decode()
        assert client.post(path(anna), {"step": "confirm"}).status_code == 410
        assert state(anna) == "asked"

    def test_a_place_can_be_looked_at_until_four_weeks_after(self, edition, client, clock):
        anna = enrol(edition)
        places.confirm(anna.pk, now=NOW)
        clock.move_to(edition.ends_at + timedelta(weeks=4) - timedelta(seconds=1))
        assert client.get(path(anna)).status_code == 200
        clock.shift(timedelta(seconds=1))
        assert client.get(path(anna)).status_code == 410


class TestInterest:
    @pytest.fixture
    def interest(self, edition):
        return Interest.objects.create(
            training=edition.training,
            name="Anna",
            email="anna@example.com",
            language="nl",
            created_at=NOW,
        )

    def test_only_a_pressed_button_confirms(self, interest, client):
        address = url_of(interest).removeprefix(HOST)
        assert client.get(address).status_code == 200
        interest.refresh_from_db()
        assert interest.confirmed_at is None
        assert client.post(address, {"step": "confirm"}).status_code == 303
        interest.refresh_from_db()
        assert interest.confirmed_at == NOW

    def test_who_stops_is_forgotten(self, interest, client):
        address = url_of(interest).removeprefix(HOST)
        assert client.post(address, {"step": "stop"}).status_code == 200
        assert not Interest.objects.exists()
        assert client.get(address).status_code == 410
        assert Mail.objects.count() == 0

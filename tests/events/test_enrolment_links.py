"""The page behind somebody's own link."""

import logging
import sys
from datetime import UTC, date, datetime, timedelta
from io import StringIO

import pytest
import time_machine

from events import enrolling, letters, outbox, places, privacy
from events.enrolment_links import url_of
from events.models import Edition, Enrolment, Interest, Mail, MailKind
from tests.factories import make_edition, make_training
from tests.keeping import made

pytestmark = pytest.mark.once

NOW = datetime(2027, 1, 20, 12, 0, tzinfo=UTC)
HOST = "http://127.0.0.1:8000"


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(NOW, tick=False) as clock:
        yield clock


@pytest.fixture
def logged():
    """What the log says, as its own handler writes it."""
    handlers = [each for each in logging.getLogger().handlers if each.name == "console"]
    written = StringIO()
    was = handlers[0].setStream(written)
    yield written
    handlers[0].setStream(was or sys.stderr)


@made(at=NOW)
def edition(site):
    training = make_training(site)
    return make_edition(training, date(2027, 3, 1), date(2027, 3, 8), capacity=1)


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

    @pytest.mark.parametrize(
        ("path", "title"),
        [
            ("/aanmelding/half/", "Deze link klopt niet, of is verlopen"),
            ("/aanmelding/half/en/meer/", "Deze link klopt niet, of is verlopen"),
            ("/belangstelling/half/", "Deze link klopt niet, of is verlopen"),
            (f"/aanmelding/{'0' * 32}.{'x' * 43}/", "Deze link klopt niet, of is verlopen"),
            (f"/belangstelling/{'0' * 32}.{'x' * 43}/", "Deze link klopt niet, of is verlopen"),
            ("/en/enrolment/half/", "This link isn’t right, or has ended"),
            ("/en/interest/half/", "This link isn’t right, or has ended"),
        ],
    )
    @pytest.mark.parametrize("method", ["get", "post"])
    def test_a_damaged_one_says_what_to_do(
        self, site, practice, client, caplog, path, title, method
    ):
        response = getattr(client, method)(path)
        assert response.status_code == 404
        content = " ".join(response.content.decode().split())
        assert title in content
        assert 'href="mailto:info@example.com"' in content
        list_path = "/en/trainings/" if path.startswith("/en/") else "/trainingen/"
        assert f'class="button button--quiet" href="{list_path}"' in content
        assert response["Cache-Control"] == "no-store"
        assert response["Referrer-Policy"] == "no-referrer"
        assert response["X-Robots-Tag"] == "noindex"
        assert caplog.text == ""

    @pytest.mark.parametrize("what", ["options", "put", "delete", "post"])
    def test_no_request_writes_it_to_the_log(self, edition, client, logged, what):
        anna = enrol(edition)
        # A body that cannot be parsed, where one is.
        broken = {"data": b"x", "content_type": "multipart/form-data"} if what == "post" else {}
        response = getattr(client, what)(path(anna), **broken)
        assert response.status_code == (400 if what == "post" else 405)
        assert "/aanmelding/[own page]/" in logged.getvalue()
        assert anna.uuid.hex not in logged.getvalue()

    def test_it_is_not_written_to_the_log(self, edition, client, clock, caplog):
        anna = enrol(edition)
        clock.shift(timedelta(days=200))
        assert client.get(path(anna)).status_code == 410
        assert anna.uuid.hex not in caplog.text

    def test_the_word_of_the_other_language_leads_on_and_is_not_logged(
        self, edition, client, caplog
    ):
        anna = enrol(edition)
        token = path(anna).strip("/").rpartition("/")[2]
        for typed, to in [
            (f"/en/aanmelding/{token}/", f"/en/enrolment/{token}/"),
            (f"/enrolment/{token}/", f"/aanmelding/{token}/"),
        ]:
            response = client.get(typed)
            assert (response.status_code, response["Location"]) == (307, to)
            assert response["Referrer-Policy"] == "no-referrer"
            assert response["Cache-Control"] == "no-store"
        assert token not in caplog.text

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


class TestWhatComesNext:
    """What is said after a pressed button, and only then."""

    def after(self, client, enrolment, step) -> str:
        response = client.post(path(enrolment), {"step": step})
        assert response.status_code == 303
        return client.get(response.url).content.decode()

    def test_who_has_confirmed_gets_a_mail_with_the_days(self, edition, client):
        anna, bert = enrol(edition), enrol(edition, "bert")
        said = "Je krijgt een mail met de dagen voor je agenda."
        assert said in self.after(client, anna, "confirm")
        assert said not in client.get(path(anna)).content.decode()
        content = self.after(client, bert, "confirm")
        assert said not in content
        assert "Je krijgt hier een mail over." in content

    def test_so_does_who_takes_an_offer(self, edition, client):
        anna, bert = enrol(edition), enrol(edition, "bert")
        for who in (anna, bert):
            places.confirm(who.pk, now=NOW)
        places.withdraw(anna.pk, now=NOW)
        said = "Je krijgt een mail met de dagen voor je agenda."
        assert said in self.after(client, bert, "confirm")

    def test_who_has_withdrawn_is_told_what_that_means_and_how_to_come_back(
        self, edition, practice, client
    ):
        anna = enrol(edition)
        places.confirm(anna.pk, now=NOW)
        content = " ".join(self.after(client, anna, "withdraw").split())
        assert "Je plaats komt vrij voor iemand anders." in content
        assert "een mail gestuurd waarmee de dagen uit je agenda gaan" in content
        assert 'href="/trainingen/hulp-vragen/#dates">Bekijk de data' in content
        assert 'class="own edition--cancelled"' in content
        for wrong in ("Tien minuten lopen", 'value="details"', ".ics", "Je hebt een plaats"):
            assert wrong not in content

    def test_who_had_not_confirmed_has_no_days_to_take_out(self, edition, practice, client):
        content = self.after(client, enrol(edition), "withdraw")
        assert "We hebben je een mail gestuurd als bevestiging." in content
        assert "uit je agenda" not in content


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
        assert "Je hebt een plaats." in strict.get(response.url).content.decode()

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
        assert "Ja, ik wil de plaats" in client.get(path(bert)).content.decode()
        client.post(path(bert), {"step": "confirm"})
        assert state(bert) == "confirmed"

    def test_an_offer_that_has_ended_is_not_taken(self, edition, client, clock):
        anna, bert = enrol(edition), enrol(edition, "bert")
        for who in (anna, bert):
            places.confirm(who.pk, now=NOW)
        places.withdraw(anna.pk, now=NOW)
        clock.shift(timedelta(hours=48))
        page = client.get(path(bert)).content.decode()
        assert 'value="confirm"' not in page
        assert "Het aanbod is verlopen" in page
        response = client.post(path(bert), {"step": "confirm"})
        assert response.status_code == 409
        assert state(bert) == "lapsed"
        content = response.content.decode()
        assert "Het aanbod is verlopen" in content
        assert "afgemeld" not in content
        assert client.get(path(bert)).status_code == 410
        assert "Je aanbod is verlopen" in client.get(path(bert)).content.decode()

    def test_withdrawing_frees_the_place(self, edition, client):
        anna = enrol(edition)
        places.confirm(anna.pk, now=NOW)
        client.post(path(anna), {"step": "withdraw"})
        assert state(anna) == "withdrawn"
        assert places.free(edition) == 1
        content = client.get(path(anna)).content.decode()
        assert 'value="withdraw"' not in content
        assert "Je bent afgemeld. Je plaats komt vrij voor iemand anders." in content

    def test_who_waited_or_had_not_confirmed_gives_up_no_place(self, edition, client):
        anna, bert, cees = (enrol(edition, who) for who in ("anna", "bert", "cees"))
        for who in (anna, bert):
            places.confirm(who.pk, now=NOW)
        for who, said in ((bert, "Je staat niet meer op de wachtlijst."), (cees, "")):
            assert "Je plaats komt vrij" not in client.get(path(who)).content.decode()
            client.post(path(who), {"step": "withdraw"})
            content = client.get(path(who)).content.decode()
            assert f"Je bent afgemeld. {said}".strip() in content
            assert "Je plaats" not in content

    def test_details_are_changed_and_the_address_is_not(self, edition, client):
        anna = enrol(edition)
        typed = {"name": "Anna de Wit", "phone": "06 1", "email": "eve@example.com"}
        assert client.post(path(anna), {"step": "details", **typed}).status_code == 303
        anna.refresh_from_db()
        assert (anna.name, anna.phone, anna.email) == ("Anna de Wit", "06 1", "anna@example.com")

    def test_what_was_changed_is_said_after_the_redirect_alone(self, edition, client):
        anna = enrol(edition)
        response = client.post(path(anna), {"step": "details", "name": "Anna de Wit"})
        changed = "Je gegevens zijn gewijzigd."
        assert changed in client.get(response.url).content.decode()
        content = client.post(response.url, {"step": "details", "name": ""}).content.decode()
        assert "Vul je naam in." in content
        assert "Nog niet opgeslagen" in content
        assert "verstuurd" not in content
        assert changed not in content

    def test_details_are_kept_while_the_edition_is_held(self, edition, monkeypatch):
        anna, hold = enrol(edition), places.hold

        def hold_after_another_step(pk):
            # Somebody else had it until now.
            Enrolment.objects.filter(pk=anna.pk).update(state="withdrawn")
            return hold(pk)

        monkeypatch.setattr(places, "hold", hold_after_another_step)
        details = {"name": "Eve", "phone": "", "organisation": "", "remark": ""}
        with pytest.raises(places.NotPossible):
            enrolling.change_details(anna, details)
        anna.refresh_from_db()
        assert anna.name == "Anna"

    def test_changing_details_leaves_the_state_that_an_editor_gave_meanwhile(self, edition):
        anna = enrol(edition)
        places.give_place(anna.pk, now=NOW)
        assert anna.state == "asked"
        enrolling.change_details(
            anna, {"name": "Anna B", "phone": "", "organisation": "", "remark": ""}
        )
        anna.refresh_from_db()
        assert (anna.name, anna.state) == ("Anna B", "confirmed")

    def test_who_has_withdrawn_changes_nothing(self, edition, client):
        anna = enrol(edition)
        places.withdraw(anna.pk, now=NOW)
        response = client.post(path(anna), {"step": "details", "name": "Eve"})
        assert response.status_code == 409
        anna.refresh_from_db()
        assert anna.name == "Anna"

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


class TestWhatItShows:
    def test_in_which_language_it_is_given_where_that_is_another(self, edition, client):
        told = "This training is given in Dutch."
        anna = enrol(edition, language="en")
        assert told in client.get(path(anna)).content.decode()
        bert = enrol(edition, "bert")
        assert "in het Nederlands" not in client.get(path(bert)).content.decode()

    @pytest.fixture
    def anna(self, edition):
        page = edition.training
        page.bring = "<p>Een schrift.</p>"
        page.save_revision().publish()
        anna = enrol(
            edition,
            phone="06 123",
            organisation="Buurtzorg",
            remark="Geen vlees.",
            answers=[{"question": "Wat wil je leren?", "answer": "Vragen."}],
        )
        places.confirm(anna.pk, now=NOW)
        return anna

    def test_where_one_has_to_be_and_when_and_what_was_answered(self, anna, client):
        content = client.get(path(anna)).content.decode()
        for shown in (
            "Je hebt een plaats.",
            "maandag 1 maart 2027",
            "maandag 8 maart 2027",
            "9.30–16.30 uur",
            "De Lindehof",
            "Lindelaan 1",
            "3599 ZZ  Utrecht",
            "Tien minuten lopen van het station.",
            "€\u00a01.250",
            "Een schrift.",
            "anna@example.com",
            "06 123",
            "Buurtzorg",
            "Geen vlees.",
            "Wat wil je leren?",
            "Vragen.",
            'href="/trainingen/hulp-vragen/2027-03-01.ics"',
        ):
            assert shown in content, shown

    def test_how_to_take_part_in_what_is_online(self, anna, client):
        place = anna.edition.location
        place.online, place.online_url = True, "https://meet.example/x"
        place.save_revision().publish()
        content = client.get(path(anna)).content.decode()
        assert 'href="https://meet.example/x"' in content
        assert "Zo doe je mee" in content
        assert "Lindelaan" not in content

    def test_who_is_not_sure_of_a_place_downloads_no_days(self, edition, client):
        content = client.get(path(enrol(edition))).content.decode()
        assert "De Lindehof" in content
        assert ".ics" not in content

    def test_who_will_wait_is_told_so_before_confirming(self, edition, anna, client):
        assert (
            "dus je komt op de wachtlijst" in client.get(path(enrol(edition, "b"))).content.decode()
        )

    def set_status(self, edition, status):
        edition = Edition.objects.get(pk=edition.pk)
        edition.status = status
        edition.save_revision().publish()

    def test_of_a_cancelled_edition_only_removing_oneself_is_left(self, anna, edition, client):
        bert = enrol(edition, "bert")
        self.set_status(edition, "cancelled")
        for who in (anna, bert):
            content = client.get(path(who)).content.decode()
            assert "Geannuleerd." in content
            assert "Je hoeft niet te komen" in content
            assert 'value="withdraw"' in content
            for wrong in ("Je hebt een plaats", 'value="confirm"', 'value="details"', ".ics"):
                assert wrong not in content
        typed = {"step": "details", "name": "Eve"}
        assert client.post(path(anna), typed).status_code == 409
        assert client.post(path(bert), {"step": "confirm"}).status_code == 409
        assert client.post(path(anna), {"step": "withdraw"}).status_code == 303
        assert state(anna) == "withdrawn"

    def test_of_a_postponed_edition_a_place_stays_and_nothing_is_confirmed(
        self, anna, edition, client, clock
    ):
        bert = enrol(edition, "bert")
        self.set_status(edition, "postponed")
        content = client.get(path(anna)).content.decode()
        assert "Uitgesteld." in content
        assert "Je hebt een plaats." in content
        content = client.get(path(bert)).content.decode()
        assert "Je hebt nog geen plaats en kunt die nu niet bevestigen." in content
        assert 'value="confirm"' not in content
        # The old days say nothing of when it will be.
        clock.move_to(edition.ends_at + timedelta(weeks=5))
        content = client.get(path(anna)).content.decode()
        assert "Deze training is voorbij" not in content
        assert 'value="withdraw"' in content

    def test_once_it_is_over_nobody_withdraws(self, anna, edition, client, clock):
        clock.move_to(edition.ends_at)
        content = client.get(path(anna)).content.decode()
        assert "Deze training is voorbij." in content
        assert "Je had een plaats." in content
        for step in ("withdraw", "details"):
            assert f'value="{step}"' not in content
            response = client.post(path(anna), {"step": step, "name": "Eve"})
            assert response.status_code == 409
            assert "Dat kan niet meer." in response.content.decode()
        anna.refresh_from_db()
        assert (anna.name, anna.state) == ("Anna", "confirmed")


class TestEnd:
    def test_after_an_erasure_it_says_that_nothing_is_kept(self, edition, client):
        anna = enrol(edition)
        privacy.erase(privacy.of_address("anna@example.com"), NOW)
        response = client.get(path(anna))
        assert response.status_code == 410
        content = response.content.decode()
        assert "Je gegevens zijn verwijderd" in content
        assert "We bewaren niet meer wat hier stond." in content
        assert "7 dagen" not in content

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

    def test_a_mail_program_stops_the_mails_at_one_press(self, interest, edition, client):
        letters.send_interest(MailKind.PLANNED, interest, now=NOW, edition=edition)
        headers = outbox.message_of(Mail.objects.get()).message()
        assert headers["List-Unsubscribe"] == f"<{url_of(interest)}>"
        assert headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
        address = headers["List-Unsubscribe"].strip("<>").removeprefix(HOST)
        assert client.get(address).status_code == 200
        assert Interest.objects.exists()
        response = client.post(address, {"List-Unsubscribe": "One-Click"})
        assert response.status_code == 200
        assert not response.cookies
        assert not Interest.objects.exists()

    def test_mails_that_somebody_needs_cannot_be_stopped(self, interest, edition):
        anna = enrol(edition)
        letters.send(MailKind.REMINDER, anna, now=NOW)
        letters.send_interest(MailKind.INTEREST, interest, now=NOW)
        assert Mail.objects.count() == 3
        for mail in Mail.objects.all():
            assert "List-Unsubscribe" not in outbox.message_of(mail).message()

    def test_it_leads_to_the_training_and_says_how_to_stop(self, interest, client):
        address = url_of(interest).removeprefix(HOST)
        to_training = 'href="/trainingen/hulp-vragen/"'
        content = client.get(address).content.decode()
        assert to_training in content
        assert "Gelukt" not in content
        content = client.get(client.post(address, {"step": "confirm"}).url).content.decode()
        assert "Gelukt: we mailen je als er een nieuwe datum is." in content
        assert "Stop met deze mails" in content
        assert to_training in content
        assert to_training in client.post(address, {"step": "stop"}).content.decode()

    def test_who_stops_is_forgotten(self, interest, client):
        address = url_of(interest).removeprefix(HOST)
        assert client.post(address, {"step": "stop"}).status_code == 200
        assert not Interest.objects.exists()
        assert client.get(address).status_code == 410
        assert Mail.objects.count() == 0

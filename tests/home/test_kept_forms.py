"""What an editor sends after the log-in has ended is given back, and can be sent once more."""

import re

import pytest
from bs4 import BeautifulSoup
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from home.kept_forms import log_in_beside
from home.models import Person
from tests.factories import PersonFactory

HERE = {"HTTP_ORIGIN": "http://testserver"}
NOTHING_LOST = "Er is niets verloren: deze pagina bewaart alles wat je hebt getypt."


@pytest.fixture
def address(db):
    """The form of a person."""
    person = PersonFactory(name="Noor")
    person.save_revision()
    return reverse("wagtailsnippets_home_person:edit", args=[person.pk])


def text_of(response) -> str:
    return " ".join(BeautifulSoup(response.content, "html.parser").main.get_text(" ").split())


def kept(response) -> dict:
    """The fields of the form on the page that gives back."""
    form = BeautifulSoup(response.content, "html.parser").find("main").find("form")
    return {field["name"]: field["value"] for field in form.find_all("input")}


@pytest.fixture
def strict(owner):
    """A browser whose tokens are looked at, with somebody logged in."""
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(owner)
    return browser


class TestWithoutLogIn:
    def test_what_was_typed_is_given_back_with_a_way_to_log_in(self, client, address):
        typed = {"name": 'Noor "de" <b>', "role": "Een\nTwee", "new_password": "geheim"}
        response = client.post(address + "?next=/admin/", typed, **HERE)
        assert response.status_code == 403
        assert "no-store" in response["Cache-Control"]
        text = text_of(response)
        assert "Je bent niet meer ingelogd." in text
        assert NOTHING_LOST in text
        found = kept(response)
        assert found.pop("csrfmiddlewaretoken")
        assert found == {"name": 'Noor "de" <b>', "role": "Een\nTwee"}
        main = BeautifulSoup(response.content, "html.parser").main
        assert main.form["action"] == address + "?next=/admin/"
        link = main.find("a", string="Log opnieuw in op een nieuw tabblad")
        assert (link["href"], link["target"]) == (log_in_beside(), "_blank")

    def test_it_is_saved_once_logged_in(self, client, owner, admin, address):
        sent = admin.get(address)
        fields = {
            field["name"]: field.get("value", "")
            for field in BeautifulSoup(sent.content, "html.parser")
            .find("form", id="w-editor-form")
            .find_all("input")
            if field.get("name") and field["type"] != "checkbox"
        }
        admin.logout()
        found = kept(admin.post(address, fields | {"name": "Noor de Wit"}, **HERE))
        admin.force_login(owner)
        response = admin.post(address, found, **HERE)
        assert response.status_code == 302
        assert Person.objects.get().get_latest_revision_as_object().name == "Noor de Wit"

    def test_a_file_has_to_be_chosen_once_more(self, client, address):
        file = SimpleUploadedFile("a.pdf", b"x")
        assert "Alleen het bestand dat je had gekozen" in text_of(
            client.post(address, {"file": file}, **HERE)
        )

    @pytest.mark.parametrize(
        "headers", [{}, {"HTTP_ORIGIN": "https://elders.example"}, {"HTTP_ORIGIN": "http://["}]
    )
    def test_what_another_site_made_up_is_not_offered(self, client, address, headers):
        response = client.post(address, {"name": "Verzonnen"}, **headers)
        assert response.status_code == 403
        assert "Verzonnen" not in response.content.decode()
        assert "Ga terug met de knop van je browser" in text_of(response)

    def test_a_script_is_answered_as_wagtail_does(self, client, address):
        script = {"HTTP_X_REQUESTED_WITH": "XMLHttpRequest"}
        refused = client.post(address, {"name": "Noor"}, **script, **HERE)
        assert refused.status_code == 403
        assert "Noor" not in refused.content.decode()
        by_itself = client.post(address, {}, HTTP_ACCEPT="application/json", **HERE)
        assert by_itself["Location"] == f"{reverse('wagtailadmin_login')}?next={address}"

    def test_logging_in_and_asking_for_a_password_go_on(self, client, db):
        assert client.post(reverse("wagtailadmin_login"), {}, **HERE).status_code == 200
        reset = client.post(reverse("wagtailadmin_password_reset"), {"email": "a@b.nl"}, **HERE)
        assert reset.status_code == 302
        # Without a password that was right before, a code leads to the log-in page.
        code = client.post(reverse("log_in_code"), {"code": "123456"}, **HERE)
        assert code.status_code == 302
        assert code["Location"].startswith(reverse("wagtailadmin_login"))


class TestWithATokenOfBefore:
    def test_what_was_typed_is_given_back_and_taken_with_the_new_token(self, strict, address):
        response = strict.post(address, {"name": "Noor", "csrfmiddlewaretoken": "x" * 64}, **HERE)
        assert response.status_code == 403
        text = text_of(response)
        assert "Je bent opnieuw ingelogd nadat dit formulier was geopend." in text
        assert NOTHING_LOST in text
        assert strict.post(address, kept(response), **HERE).status_code != 403

    def test_it_is_said_in_the_language_of_the_editor(self, strict, owner, address):
        owner.wagtail_userprofile = type(owner).wagtail_userprofile.related.related_model(
            user=owner, preferred_language="en"
        )
        owner.wagtail_userprofile.save()
        text = text_of(strict.post(address, {"name": "Noor"}, **HERE))
        assert "You logged in again after this form was opened." in text

    def test_what_another_site_made_up_is_not_offered(self, strict, address):
        response = strict.post(address, {"name": "Kwaad"}, HTTP_ORIGIN="https://elders.example")
        assert response.status_code == 403
        assert "Kwaad" not in response.content.decode()

    def test_the_page_for_logging_in_is_shown_anew(self, db):
        strict = Client(enforce_csrf_checks=True)
        login = reverse("wagtailadmin_login")
        response = strict.post(login, {"next": "/admin/pages/", "username": "a"}, **HERE)
        assert (response.status_code, response["Location"]) == (
            302,
            f"{login}?next=%2Fadmin%2Fpages%2F",
        )
        shown = strict.get(response["Location"]).content.decode()
        assert "Deze pagina stond te lang open. Log nog een keer in." in shown

    @pytest.mark.parametrize(
        ("prefix", "words"),
        [("", "Dit is niet verstuurd"), ("/en", "This was not sent")],
    )
    def test_a_reader_is_told_in_the_language_of_the_address(self, site, prefix, words):
        strict = Client(enforce_csrf_checks=True)
        response = strict.post(prefix + "/", {"a": "b"})
        html = response.content.decode()
        assert response.status_code == 403
        assert re.search(f"<h1>{words}</h1>", html)
        assert response["Cache-Control"] == "no-store"


class TestTheState:
    def test_is_told_to_who_may_send_and_refused_to_others(self, client, admin, db):
        state = reverse("session_state")
        script = {"HTTP_X_REQUESTED_WITH": "XMLHttpRequest"}
        assert admin.get(state, **script).status_code == 204
        admin.logout()
        assert admin.get(state, **script).status_code == 403

    def test_who_logs_in_beside_a_form_is_sent_back_to_it(self, admin):
        text = text_of(admin.get(log_in_beside(), follow=True))
        assert "Je bent weer ingelogd" in text
        assert "wacht op het andere tabblad" in text

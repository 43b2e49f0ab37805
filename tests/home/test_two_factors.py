"""Whoever set up a second factor logs in with it; whoever must have one is led to setting it up."""

import re
from datetime import timedelta

import pytest
from django.contrib.auth.models import Group
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django_otp.oath import TOTP
from django_otp.plugins.otp_static.models import StaticToken
from django_otp.plugins.otp_totp.models import TOTPDevice
from wagtail.models import ModelLogEntry

from home import log_in_record, passwords, two_factors
from home.roles import EDITORS
from tests.conftest import NOW
from tests.factories import UserFactory

NETWORK, OTHER = "192.0.2.7", "203.0.113.9"


@pytest.fixture(autouse=True)
def anna(db):
    return UserFactory(email="anna@example.com", is_superuser=True)


@pytest.fixture
def application(anna):
    """The application on Anna's telephone."""
    return TOTPDevice.objects.create(user=anna, name="application", confirmed=True)


def shown_by(device) -> str:
    """The code that an application shows now."""
    clock = TOTP(device.bin_key, device.step, device.t0, device.digits, device.drift)
    clock.time = timezone.now().timestamp()
    return f"{clock.token():06}"


def first_step(client, password="geheim", network=NETWORK, **more):  # noqa: S107
    """Type the password."""
    return client.post(
        reverse("wagtailadmin_login"),
        {"username": "anna@example.com", "password": password, **more},
        REMOTE_ADDR=network,
    )


def second_step(client, code, network=NETWORK, query=""):
    """Type the code."""
    return client.post(reverse("log_in_code") + query, {"code": code}, REMOTE_ADDR=network)


def is_in(client) -> bool:
    """Whether somebody sees the dashboard."""
    return client.get(reverse("wagtailadmin_home")).status_code == 200


class TestSecondStep:
    def test_a_password_alone_opens_nothing(self, client, application, site):
        response = first_step(client, next="/admin/pages/")
        assert response["Location"] == "/admin/login/code/?next=%2Fadmin%2Fpages%2F"
        assert "_auth_user_id" not in client.session
        assert not is_in(client)
        html = client.get(response["Location"]).content.decode()
        assert 'autocomplete="one-time-code"' in html
        assert "herstelcodes" in html

    def test_the_code_opens_the_admin_where_somebody_wanted_to_be(self, client, application, site):
        response = first_step(client, next="/admin/pages/")
        query = response["Location"].partition("login/code/")[2]
        response = second_step(client, shown_by(application), query=query)
        assert response["Location"] == "/admin/pages/"
        assert is_in(client)
        entry = ModelLogEntry.objects.get(action=log_in_record.LOGGED_IN)
        assert entry.data == {"manner": "application", "network": NETWORK}

    def test_nobody_is_led_to_another_site(self, client, application):
        first_step(client)
        response = second_step(client, shown_by(application), query="?next=https://evil.example/")
        assert response["Location"] == "/admin/"

    def test_a_code_is_accepted_once(self, client, application):
        code = shown_by(application)
        first_step(client)
        assert second_step(client, code).status_code == 302
        again = Client()
        first_step(again)
        response = second_step(again, code)
        assert response.status_code == 200
        assert "Deze code klopt niet, of is al gebruikt." in response.content.decode()

    def test_a_recovery_code_is_accepted_once_however_it_is_typed(self, client, anna, application):
        code = two_factors.new_codes(anna)[0]
        written = f"{code[:4]}-{code[4:8]} {code[8:]}".upper()
        first_step(client)
        assert second_step(client, written).status_code == 302
        assert two_factors.codes_left(anna) == 9
        assert (
            ModelLogEntry.objects.get(action=log_in_record.LOGGED_IN).data["manner"] == "recovery"
        )
        again = Client()
        first_step(again)
        assert second_step(again, code).status_code == 200

    def test_it_ends_after_ten_minutes(self, client, application, time_machine):
        time_machine.move_to(NOW)
        first_step(client)
        time_machine.shift(timedelta(minutes=11))
        response = second_step(client, shown_by(application))
        assert response["Location"] == reverse("wagtailadmin_login")

    def test_it_ends_when_the_password_changes(self, client, anna, application):
        first_step(client)
        anna.set_password("vragen-staat-vrij")
        anna.save()
        assert second_step(client, shown_by(application))["Location"] == "/admin/login/"

    def test_it_is_not_open_without_the_first(self, client, application):
        assert client.get(reverse("log_in_code"))["Location"] == "/admin/login/"

    def test_eight_wrong_codes_refuse_the_network_and_not_the_owner(self, client, application):
        first_step(client)
        answers = [second_step(client, "000000").status_code for _each in range(8)]
        assert answers == [200] * 7 + [429]
        assert second_step(client, shown_by(application)).status_code == 429
        assert first_step(Client()).status_code == 429
        owner = Client()
        first_step(owner, network=OTHER)
        assert second_step(owner, shown_by(application), network=OTHER).status_code == 302

    def test_where_codes_are_guessed_from_everywhere_paper_still_works(
        self, client, anna, application, monkeypatch
    ):
        monkeypatch.setattr(two_factors, "TYPED_CODES", 3)
        code = two_factors.new_codes(anna)[0]
        for _each in range(3):
            assert two_factors.accept(anna, "000000") is None
        assert two_factors.accept(anna, shown_by(application)) is None
        assert two_factors.accept(anna, code) is not None

    def test_reading_a_private_page_needs_it_as_well(self, client, application):
        response = client.get("/_util/login/?next=/geheim/")
        assert response["Location"] == "/admin/login/?next=/geheim/"

    def test_without_a_second_factor_there_is_no_second_step(self, client):
        assert first_step(client)["Location"] == "/admin/"

    def test_a_new_password_by_mail_does_not_go_round_it(self, client, anna, application):
        from django.contrib.auth.tokens import default_token_generator
        from django.utils.encoding import force_bytes
        from django.utils.http import urlsafe_base64_encode

        address = reverse(
            "wagtailadmin_password_reset_confirm",
            args=[
                urlsafe_base64_encode(force_bytes(anna.pk)),
                default_token_generator.make_token(anna),
            ],
        )
        response = client.get(address, follow=True)
        here = response.redirect_chain[-1][0]
        new = {"new_password1": "vragen-staat-vrij", "new_password2": "vragen-staat-vrij"}
        assert client.post(here, new).status_code == 302
        assert not is_in(client)

    def test_a_page_that_was_open_for_too_long_leads_back_to_the_log_in(self, application, site):
        client = Client(enforce_csrf_checks=True)
        response = client.post(reverse("log_in_code") + "?next=/admin/pages/", {"code": "123456"})
        assert response["Location"].startswith(reverse("wagtailadmin_login"))


class TestSettingUp:
    def set_up(self, client, anna):
        """Scan the picture and type the code."""
        address = reverse("two_factors_application")
        html = client.get(address).content.decode()
        device = TOTPDevice.objects.get(user=anna, confirmed=False)
        return html, device, client.post(address, {"code": shown_by(device)})

    def test_it_is_found_in_the_account(self, client, anna):
        client.force_login(anna)
        html = client.get(reverse("wagtailadmin_account")).content.decode()
        assert 'href="/admin/account/two-factors/"' in html
        assert "Inloggen met twee factoren" in html

    def test_an_application_gives_ten_codes_for_paper(self, client, anna):
        client.force_login(anna)
        html, device, response = self.set_up(client, anna)
        assert '<path d="M' in html
        shown = re.findall(r"<code>([a-z0-9]{4}-[a-z0-9]{4}-[a-z0-9]{4})</code>", response.text)
        assert len(shown) == 10
        kept = set(StaticToken.objects.values_list("token", flat=True))
        assert {code.replace("-", "") for code in shown} == kept
        assert "no-store" in response["Cache-Control"]
        assert "Je logt in met een code" in client.get(reverse("two_factors")).content.decode()
        assert ModelLogEntry.objects.filter(action=log_in_record.FACTOR_ADDED).count() == 1

    def test_a_wrong_code_takes_nothing_into_use(self, client, anna):
        client.force_login(anna)
        client.get(reverse("two_factors_application"))
        response = client.post(reverse("two_factors_application"), {"code": "000000"})
        assert "Deze code klopt niet." in response.content.decode()
        assert not two_factors.has(anna)

    def test_taking_away_asks_for_the_password(self, client, anna):
        client.force_login(anna)
        self.set_up(client, anna)
        address = reverse("two_factors")
        response = client.post(address, {"wanted": "application", "password": "fout"})
        assert "Dit is niet je wachtwoord." in response.content.decode()
        assert two_factors.has(anna)
        client.post(address, {"wanted": "application", "password": "geheim"})
        assert not two_factors.has(anna)
        assert StaticToken.objects.count() == 0
        assert ModelLogEntry.objects.filter(action=log_in_record.FACTOR_REMOVED).count() == 1

    def test_the_password_is_not_guessed_without_end(self, client, anna):
        client.force_login(anna)
        self.set_up(client, anna)
        page = reverse("two_factors")
        for _each in range(passwords.TRIES):
            response = client.post(page, {"wanted": "codes", "password": "fout"})
            assert "Dit is niet je wachtwoord" in response.content.decode()
        response = client.post(page, {"wanted": "codes", "password": "geheim"})
        assert "Er waren te veel pogingen" in response.content.decode()
        assert "codes" not in response.context

    def test_new_codes_end_the_old_ones(self, client, anna):
        client.force_login(anna)
        self.set_up(client, anna)
        before = set(StaticToken.objects.values_list("token", flat=True))
        client.post(reverse("two_factors"), {"wanted": "codes", "password": "geheim"})
        after = set(StaticToken.objects.values_list("token", flat=True))
        assert len(after) == 10
        assert not before & after

    def test_a_session_from_before_cannot_replace_it(self, client, anna, application):
        client.force_login(anna)
        response = client.get(reverse("two_factors_application"))
        assert response["Location"].startswith("/admin/login/")
        assert "_auth_user_id" not in client.session

    def test_nobody_takes_away_a_passkey_of_somebody_else(self, client, anna, application):
        first_step(client)
        second_step(client, shown_by(application))
        for wanted in ("1", "x", "", "9" * 30):
            response = client.post(reverse("two_factors"), {"wanted": wanted, "password": "geheim"})
            assert response.status_code == 404

    def test_who_lost_everything_is_helped_on_the_server(self, anna, application):
        call_command("remove_two_factors", "ANNA@example.com", verbosity=0)
        assert not two_factors.has(anna)
        with pytest.raises(CommandError, match="Nobody logs in"):
            call_command("remove_two_factors", "bert@example.com")


class TestDemanded:
    @pytest.fixture
    def bert(self, db):
        user = UserFactory(email="bert@example.com")
        user.groups.add(Group.objects.get(name=EDITORS))
        return user

    @pytest.mark.parametrize(
        ("demanded", "of_anna", "of_bert"),
        [
            ([], False, False),
            (["Owners"], True, False),
            (["editors"], False, True),
            (["Editors", "Owners"], True, True),
            (["all"], True, True),
        ],
    )
    def test_it_is_of_groups(self, settings, anna, bert, demanded, of_anna, of_bert):
        settings.REQUIRE_TWO_FACTORS = demanded
        assert two_factors.must_have(anna) is of_anna
        assert two_factors.must_have(bert) is of_bert

    def test_who_has_none_is_led_to_setting_it_up_and_nowhere_else(
        self, client, settings, bert, site
    ):
        settings.REQUIRE_TWO_FACTORS = ["Editors"]
        client.force_login(bert)
        for name in ("wagtailadmin_home", "wagtailadmin_account", "wagtailimages:index"):
            assert client.get(reverse(name))["Location"] == "/admin/account/two-factors/"
        html = client.get(reverse("two_factors")).content.decode()
        assert "Hier is dat nodig" in html
        client.get(reverse("two_factors_application"))
        device = TOTPDevice.objects.get(user=bert)
        client.post(reverse("two_factors_application"), {"code": shown_by(device)})
        assert is_in(client)

    def test_others_are_left_in_peace(self, client, settings, anna, site):
        settings.REQUIRE_TWO_FACTORS = ["Editors"]
        client.force_login(anna)
        assert is_in(client)

    def test_a_session_from_before_the_factor_logs_in_anew(
        self, client, settings, anna, application
    ):
        settings.REQUIRE_TWO_FACTORS = ["Owners"]
        client.force_login(anna)
        response = client.get(reverse("wagtailadmin_home"), follow=True)
        assert response.redirect_chain[-1][0].startswith("/admin/login/")

    def test_readers_pages_ask_nothing(self, client, settings, bert, site):
        settings.REQUIRE_TWO_FACTORS = ["all"]
        client.force_login(bert)
        assert client.get("/").status_code == 200


class TestPasskeys:
    def test_they_are_offered_where_browsers_know_them(self, client, settings):
        assert "passkey" not in client.get(reverse("wagtailadmin_login")).content.decode()
        settings.PASSKEYS = True
        html = client.get(reverse("wagtailadmin_login")).content.decode()
        assert "Inloggen met een passkey" in html
        assert "django_otp_webauthn/otp_webauthn_auth.js" in html

    def test_asking_for_one_names_no_account(self, client):
        response = client.post(reverse("otp_webauthn:credential-authentication-begin"))
        told = response.json()
        assert told["allowCredentials"] == []
        assert told["userVerification"] == "required"

    def test_a_stranger_adds_none(self, client):
        response = client.post(reverse("otp_webauthn:credential-registration-begin"))
        assert response.status_code == 403

    def test_a_session_without_the_factor_adds_none(self, client, anna, application):
        client.force_login(anna)
        response = client.post(reverse("otp_webauthn:credential-registration-begin"))
        assert response.status_code == 403

    def test_nonsense_is_refused(self, client):
        address = reverse("otp_webauthn:credential-authentication-complete")
        for body in (b"", b"{", b"[]", b'{"id": 1}', b"\xff"):
            client.post(reverse("otp_webauthn:credential-authentication-begin"))
            response = client.post(address, body, content_type="application/json")
            assert 400 <= response.status_code < 500, body


def test_what_somebody_changes_of_the_own_account_is_in_the_log(client, anna):
    client.force_login(anna)
    client.post(
        reverse("wagtailadmin_account"),
        {
            "name_email-first_name": "Anna",
            "name_email-last_name": "Vos",
            "name_email-email": "anna@example.com",
            "notifications-submitted_notifications": "on",
            "locale-preferred_language": "en",
            "locale-current_time_zone": "Europe/Amsterdam",
            "theme-theme": "system",
            "theme-density": "default",
            "theme-contrast": "system",
        },
    )
    assert ModelLogEntry.objects.filter(action="wagtail.edit", user=anna).count() == 1

"""Nobody guesses a password, locks out the owner, or finds out who has an account."""

import re
from datetime import timedelta

import pytest
from axes.models import AccessAttempt
from django.contrib.auth.hashers import PBKDF2PasswordHasher
from django.core import mail
from django.test import Client
from django.urls import reverse
from wagtail.models import ModelLogEntry

from events import housekeeping
from home import log_in, log_in_record
from tests.conftest import NOW
from tests.factories import UserFactory
from tests.roles import browser

HERE, THERE = "192.0.2.7", "203.0.113.9"
TOO_OFTEN = "Er waren te veel pogingen. Probeer het over een kwartier opnieuw"
WRONG = "komen niet overeen"


@pytest.fixture(autouse=True)
def anna(db):
    return UserFactory(email="Anna@example.com", is_superuser=True)


def try_as(client, email="anna@example.com", password="fout", network=HERE, **more):  # noqa: S107
    """Fill in the log-in form from a network."""
    return client.post(
        reverse("wagtailadmin_login"),
        {"username": email, "password": password, **more},
        REMOTE_ADDR=network,
    )


def lock(client, email="anna@example.com", network=HERE):
    """Try eight times with a wrong password."""
    return [try_as(client, email, network=network).status_code for _each in range(8)]


class TestLock:
    def test_eight_wrong_passwords_refuse_a_network_for_a_quarter_of_an_hour(
        self, client, time_machine
    ):
        time_machine.move_to(NOW)
        assert lock(client) == [200] * 7 + [429]
        response = try_as(client, password="geheim")
        assert response.status_code == 429
        assert response["Retry-After"] == "900"
        assert TOO_OFTEN in response.content.decode()
        assert 'type="password"' in response.content.decode()
        time_machine.shift(timedelta(minutes=14))
        assert try_as(client, password="geheim").status_code == 429
        time_machine.shift(timedelta(minutes=2))
        assert try_as(client, password="geheim").status_code == 302

    def test_the_owner_comes_in_from_elsewhere_all_the_while(self, client):
        lock(client)
        assert try_as(client, password="geheim", network=THERE).status_code == 302

    def test_others_come_in_from_the_same_network(self, client):
        UserFactory(email="bert@example.com", is_superuser=True)
        lock(client)
        assert try_as(client, "bert@example.com", "geheim").status_code == 302

    def test_the_case_of_the_address_makes_no_other_account(self, client):
        for number in range(8):
            try_as(client, ["anna@example.com", " ANNA@EXAMPLE.COM"][number % 2])
        assert try_as(client, "Anna@example.com", "geheim").status_code == 429

    def test_the_right_password_makes_the_count_begin_anew(self, client):
        for _round in range(3):
            for _each in range(7):
                assert try_as(client).status_code == 200
            assert try_as(client, password="geheim").status_code == 302

    def test_another_browser_of_the_same_network_is_not_another_network(self, client):
        for number in range(8):
            client.post(
                reverse("wagtailadmin_login"),
                {"username": "anna@example.com", "password": "fout"},
                REMOTE_ADDR=HERE,
                HTTP_USER_AGENT=f"browser {number}",
            )
        assert try_as(client, password="geheim").status_code == 429

    @pytest.mark.parametrize(("behind", "expected"), [(False, 429), (True, 302)])
    def test_what_a_proxy_says_is_believed_where_there_is_one(
        self, client, settings, behind, expected
    ):
        settings.BEHIND_PROXY = behind
        for _each in range(8):
            client.post(
                reverse("wagtailadmin_login"),
                {"username": "anna@example.com", "password": "fout"},
                REMOTE_ADDR="10.0.0.1",
                HTTP_X_FORWARDED_FOR=HERE,
            )
        response = client.post(
            reverse("wagtailadmin_login"),
            {"username": "anna@example.com", "password": "geheim"},
            REMOTE_ADDR="10.0.0.1",
            HTTP_X_FORWARDED_FOR=THERE,
        )
        assert response.status_code == expected

    def test_a_network_that_tries_all_accounts_is_refused_before_a_password_is_checked(
        self, client, monkeypatch
    ):
        for number in range(log_in.TRIES):
            assert try_as(client, f"{number}@example.com").status_code == 200
        monkeypatch.setattr("django.contrib.auth.authenticate", None)
        response = try_as(client, "a@example.com")
        assert response.status_code == 429
        assert TOO_OFTEN in response.content.decode()

    def test_an_ipv6_network_is_counted_as_one(self, client):
        for number in range(8):
            try_as(client, network=f"2001:db8:1:2::{number}")
        assert try_as(client, password="geheim", network="2001:db8:1:2::ff").status_code == 429


class TestNobodyFindsOutWhoHasAnAccount:
    def test_the_answers_are_the_same(self, client):
        known = [try_as(client) for _each in range(9)]
        unknown = [try_as(client, "xxxx@example.com") for _each in range(9)]

        def words(response):
            text = response.content.decode().replace("xxxx@", "anna@")
            return re.sub(r'"[0-9A-Za-z]{64}"', "", text)

        for one, other in zip(known, unknown, strict=True):
            assert one.status_code == other.status_code
            assert words(one) == words(other)

    def test_a_password_is_hashed_once_for_both(self, client, settings, monkeypatch):
        settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.PBKDF2PasswordHasher"]
        user = UserFactory(email="carla@example.com")
        user.set_password("geheim")
        user.save()
        hashed = []
        encode = PBKDF2PasswordHasher.encode
        monkeypatch.setattr(
            PBKDF2PasswordHasher,
            "encode",
            lambda self, password, *rest: hashed.append(password) or encode(self, password, *rest),
        )
        for email in ("carla@example.com", "xxxx@example.com"):
            hashed.clear()
            try_as(client, email)
            assert hashed == ["fout"], email

    def test_a_forgotten_password_is_answered_alike_and_looked_up_elsewhere(
        self, client, monkeypatch, django_assert_num_queries
    ):
        handed_over = []
        monkeypatch.setattr(
            log_in,
            "mail_reset",
            type("Task", (), {"enqueue": lambda *args: handed_over.append(args)}),
        )
        for email in ("anna@example.com", "xxxx@example.com"):
            with django_assert_num_queries(0):
                response = client.post(reverse("wagtailadmin_password_reset"), {"email": email})
            assert response["Location"] == reverse("wagtailadmin_password_reset_done")
        assert [args[0] for args in handed_over] == ["anna@example.com", "xxxx@example.com"]


class TestForgottenPassword:
    def ask(self, email="anna@example.com", host="testserver"):
        return Client().post(
            reverse("wagtailadmin_password_reset"), {"email": email}, HTTP_HOST=host
        )

    def test_the_link_is_of_this_site_whatever_host_was_asked_for(self, settings):
        settings.ALLOWED_HOSTS = ["*"]
        settings.WAGTAILADMIN_BASE_URL = "https://lesdag.example"
        self.ask(host="evil.example")
        assert "https://lesdag.example/admin/password_reset/confirm/" in mail.outbox[0].body
        assert "evil" not in mail.outbox[0].body

    def test_nobody_is_mailed_who_has_no_account(self):
        self.ask("xxxx@example.com")
        assert mail.outbox == []

    def test_a_mailbox_gets_three_in_an_hour_and_the_answer_stays_the_same(self):
        answers = {self.ask().headers["Location"] for _each in range(5)}
        assert answers == {reverse("wagtailadmin_password_reset_done")}
        assert len(mail.outbox) == 3

    def test_a_session_ends_when_the_password_changes(self, client, anna):
        try_as(client, password="geheim")
        assert client.get(reverse("wagtailadmin_home")).status_code == 200
        anna.set_password("vragen-staat-vrij")
        anna.save()
        assert client.get(reverse("wagtailadmin_home")).status_code == 302


class TestSession:
    def test_it_ends_with_the_browser_or_after_two_weeks(self, client):
        try_as(client, password="geheim")
        cookie = client.cookies["sessionid"]
        assert (cookie["max-age"], cookie["httponly"], cookie["samesite"]) == ("", True, "Lax")
        try_as(Client(), password="geheim")
        response = try_as(Client(), password="geheim", remember="on")
        assert response.cookies["sessionid"]["max-age"] == 14 * 24 * 3600

    def test_it_is_another_one_after_logging_in(self, client):
        client.get(reverse("wagtailadmin_login"))
        client.session["before"] = "x"
        client.session.save()
        before = client.session.session_key
        try_as(client, password="geheim")
        assert client.session.session_key != before

    @pytest.mark.parametrize(
        "target", ["https://evil.example/", "//evil.example", "/\\evil.example", "javascript:x"]
    )
    def test_nobody_is_led_to_another_site(self, client, target):
        response = try_as(client, password="geheim", next=target)
        assert response["Location"] == "/admin/"
        # Who is logged in already is sent on at once.
        response = client.get(reverse("wagtailadmin_login"), {"next": target})
        assert response["Location"] == "/admin/"


class TestRecord:
    def test_a_log_in_is_written_down_with_its_network(self, client, anna):
        try_as(client, password="geheim")
        entry = ModelLogEntry.objects.get(action=log_in_record.LOGGED_IN)
        assert entry.user == anna
        assert str(entry.message) == "Ingelogd met een wachtwoord, vanaf netwerk 192.0.2.7"

    def test_a_lock_is_written_down_once_and_unknown_accounts_are_not(self, client):
        lock(client)
        lock(client)
        lock(client, "xxxx@example.com")
        entry = ModelLogEntry.objects.get(action=log_in_record.LOCKED)
        assert str(entry.message) == "Te veel pogingen vanaf netwerk 192.0.2.7"

    def test_owners_read_it_and_editors_do_not(self, client):
        try_as(client, password="geheim")
        address = reverse("log_ins")
        html = browser("owner").get(address).content.decode()
        assert "Ingelogd met een wachtwoord, vanaf netwerk 192.0.2.7" in html
        assert browser("moderator").get(address).status_code == 302

    def test_what_is_older_than_three_months_is_removed(self, client, time_machine, site):
        from django.utils import timezone

        lock(client)
        try_as(client, password="geheim", network=THERE)
        housekeeping.run(timezone.now() + timedelta(days=89))
        assert ModelLogEntry.objects.filter(action__in=log_in_record.ACTIONS).count() == 2
        assert AccessAttempt.objects.count() == 0
        housekeeping.run(timezone.now() + timedelta(days=91))
        assert not ModelLogEntry.objects.filter(action__in=log_in_record.ACTIONS).exists()

    def test_the_log_names_nobody(self, client, caplog):
        with caplog.at_level("DEBUG"):
            lock(client)
        assert "anna" not in caplog.text.casefold()
        assert HERE not in caplog.text

    def test_no_password_is_kept(self, client):
        try_as(client, password="bijna-goed")
        attempt = AccessAttempt.objects.get()
        assert "bijna-goed" not in attempt.post_data
        assert "anna" not in attempt.post_data

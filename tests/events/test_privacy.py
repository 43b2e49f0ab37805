"""What is kept of one person, and how it is removed."""

import json
from datetime import UTC, date, datetime

import pytest
from django.contrib.auth.models import Group
from django.urls import reverse

from events import letters, places, privacy
from events.models import Enrolment, Interest, Mail, MailKind
from home.roles import TRANSLATORS
from tests.events.conftest import WINTER as NOW
from tests.factories import UserFactory, make_edition, make_training

pytestmark = pytest.mark.usefixtures("winter")
# When people enrolled in what is over now: later no mail would tell them to come.
BEFORE = datetime(2026, 11, 25, 12, 0, tzinfo=UTC)
ANNA = {
    "name": "Anna de Wit",
    "email": "Anna@example.com",
    "phone": "06 1234",
    "organisation": "De Zaak",
    "remark": "Geen vlees",
    "notes": "Belde al eens",
    "answers": [{"question": "Waarom?", "answer": "Daarom"}],
}


@pytest.fixture
def training(site):
    return make_training(site)


@pytest.fixture
def coming(training):
    return make_edition(training, date(2027, 3, 1), capacity=1)


@pytest.fixture
def past(training):
    return make_edition(training, date(2026, 12, 1), capacity=4)


def wish(training, email="anna@example.com"):
    return Interest.objects.create(
        training=training, name="Anna", email=email, language="nl", created_at=NOW
    )


class TestEverythingOfSomebody:
    def test_everything_is_told_whatever_the_capitals(self, training, coming, past):
        places.add(coming.pk, ANNA, now=NOW)
        places.add(past.pk, {**ANNA, "email": "anna@EXAMPLE.com"}, now=NOW)
        wish(training)
        kept = privacy.everything_of(privacy.of_address(" ANNA@example.com "))
        assert [row["first_day"] for row in kept["enrolments"]] == ["2027-03-01", "2026-12-01"]
        assert kept["enrolments"][0]["notes"] == "Belde al eens"
        assert kept["enrolments"][0]["answers"] == [{"question": "Waarom?", "answer": "Daarom"}]
        assert [row["training"] for row in kept["interests"]] == ["Hulp vragen kun je leren"]
        assert {row["kind"] for row in kept["mails"]} >= {"place"}
        assert json.loads(json.dumps(kept)) == kept

    def test_nothing_is_told_of_others_nor_of_who_was_erased(self, coming, past):
        places.add(coming.pk, {**ANNA, "email": "bert@example.com"}, now=NOW)
        places.add(past.pk, {**ANNA, "email": ""}, now=NOW)
        for email in ("anna@example.com", ""):
            kept = privacy.everything_of(privacy.of_address(email))
            assert (kept["enrolments"], kept["interests"], kept["mails"]) == ([], [], [])


class TestErasing:
    def test_who_has_a_place_is_withdrawn_and_the_next_is_offered_it(self, coming):
        anna = places.add(coming.pk, ANNA, now=NOW)
        bert = places.add(coming.pk, {"name": "Bert", "email": "bert@example.com"}, now=NOW)
        assert privacy.erase(privacy.of_address("ANNA@example.com"), NOW)["enrolments"] == 1
        anna.refresh_from_db()
        bert.refresh_from_db()
        assert (anna.state, bert.state) == ("withdrawn", "offered")
        assert (anna.name, anna.email, anna.email_key, anna.erased_at) == ("", "", "", NOW)

    def test_who_waits_for_new_days_gives_up_the_place(self, past):
        anna = places.add(past.pk, ANNA, now=BEFORE)
        type(past).objects.filter(pk=past.pk).update(status="postponed")
        privacy.erase(privacy.of_address("anna@example.com"), NOW)
        anna.refresh_from_db()
        assert (anna.state, anna.email) == ("withdrawn", "")

    def test_a_training_that_is_over_keeps_its_numbers_and_no_name(self, past):
        anna = places.add(past.pk, ANNA, now=BEFORE)
        privacy.erase(privacy.of_address("anna@example.com"), NOW)
        anna.refresh_from_db()
        assert anna.state == "confirmed"
        personal = ["name", "email", "phone", "organisation", "remark", "notes"]
        assert [getattr(anna, field) for field in personal] == [""] * 6
        assert anna.answers == []
        assert anna.told["status"] == "scheduled"

    def test_interests_and_mails_are_deleted_and_those_of_others_stay(self, training, coming, past):
        places.add(past.pk, ANNA, now=BEFORE)
        bert = places.add(past.pk, {"name": "Bert", "email": "bert@example.com"}, now=BEFORE)
        wish(training)
        wish(training, "bert@example.com")
        privacy.erase(privacy.of_address("anna@example.com"), NOW)
        assert [row.email for row in Interest.objects.all()] == ["bert@example.com"]
        assert Mail.objects.exclude(enrolment=bert).count() == 0
        assert bert.mails.exists()

    def test_no_address_erases_nobody(self, past):
        places.add(past.pk, {**ANNA, "email": ""}, now=NOW)
        assert privacy.erase(privacy.of_address("  "), NOW)["enrolments"] == 0
        assert Enrolment.objects.get().name == "Anna de Wit"

    def test_a_mail_that_waits_is_not_sent_after_all(self, past):
        anna = places.add(past.pk, ANNA, now=NOW)
        letters.send(MailKind.THANKS, anna, now=NOW)
        privacy.forget(anna, NOW)
        assert not Mail.objects.filter(enrolment=anna).exists()


class TestThePage:
    URL = "enrolments:personal_data"

    def browser(self, client, group):
        user = UserFactory(email="redactie@example.com")
        user.groups.add(Group.objects.get(name=group))
        client.force_login(user)
        return client

    @pytest.fixture
    def editor(self, client, site):
        return self.browser(client, "Editors")

    def test_an_editor_gives_somebody_everything_that_is_kept(self, editor, past):
        places.add(past.pk, ANNA, now=NOW)
        data = {"email": "anna@example.com", "act": "export"}
        response = editor.post(reverse(self.URL), data)
        assert response["Content-Disposition"] == 'attachment; filename="personal-data.json"'
        assert response.json() == privacy.everything_of(privacy.of_address("anna@example.com"))

    def test_nobody_is_removed_before_the_editor_is_sure(self, editor, past):
        places.add(past.pk, ANNA, now=NOW)
        data = {"email": "anna@example.com", "act": "erase"}
        page = editor.post(reverse(self.URL), data).content.decode()
        assert "Vink aan dat je het zeker weet." in page
        assert Enrolment.objects.get().name == "Anna de Wit"
        editor.post(reverse(self.URL), {**data, "sure": "on"})
        assert Enrolment.objects.get().name == ""

    def test_an_address_in_the_url_finds_nobody(self, editor, past):
        places.add(past.pk, ANNA, now=NOW)
        page = editor.get(reverse(self.URL) + "?email=anna@example.com").content.decode()
        assert "Anna de Wit" not in page

    def test_who_has_no_address_is_exported_and_removed_alone(self, editor, past):
        bert = places.add(past.pk, {"name": "Bert", "email": ""}, now=NOW)
        places.add(past.pk, {"name": "Cees", "email": ""}, now=NOW)
        url = reverse("enrolments:enrolled_data", args=[bert.uuid])
        assert url in editor.get(reverse("enrolments:person", args=[bert.uuid])).content.decode()
        kept = editor.post(url, {"act": "export"}).json()
        assert [row["name"] for row in kept["enrolments"]] == ["Bert"]
        editor.post(url, {"act": "erase", "sure": "on"})
        assert sorted(row.name for row in Enrolment.objects.all()) == ["", "Cees"]

    def test_from_one_enrolment_everything_with_its_address_is_removed(
        self, editor, training, past, coming
    ):
        anna = places.add(past.pk, ANNA, now=BEFORE)
        places.add(coming.pk, ANNA, now=NOW)
        wish(training)
        url = reverse("enrolments:enrolled_data", args=[anna.uuid])
        editor.post(url, {"act": "erase", "sure": "on"})
        assert {row.name for row in Enrolment.objects.all()} == {""}
        assert not Interest.objects.exists()

    def test_mails_are_given_only_by_who_may_read_them(self, editor, past):
        anna = places.add(past.pk, ANNA, now=BEFORE)
        editors = Group.objects.get(name="Editors")
        editors.permissions.remove(editors.permissions.get(codename="view_mail"))
        url = reverse("enrolments:enrolled_data", args=[anna.uuid])
        assert 'value="export"' not in editor.get(url).content.decode()
        assert editor.post(url, {"act": "export"})["Location"] == "/admin/"

    def test_translators_find_and_remove_nobody(self, client, site, past):
        places.add(past.pk, ANNA, now=NOW)
        browser = self.browser(client, TRANSLATORS)
        data = {"email": "anna@example.com", "act": "erase", "sure": "on"}
        assert browser.post(reverse(self.URL), data)["Location"] == "/admin/"
        assert browser.get(reverse(self.URL))["Location"] == "/admin/"
        assert Enrolment.objects.get().name == "Anna de Wit"

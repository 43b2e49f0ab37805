"""Editors see who enrolled, and do what has to be done about it."""

import csv
import re
from datetime import UTC, date, datetime
from io import BytesIO, StringIO

import openpyxl
import pytest
import time_machine
from django.contrib.auth.models import Group, Permission
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.translation import gettext, override
from wagtail.models import Site

from events import enrolment_links, places
from events.enrolment_admin import base, counts
from events.models import (
    Edition,
    Enrolment,
    EnrolmentSettings,
    EnrolmentState,
    Interest,
    Mail,
    TrainingPage,
)
from home.models import SiteSettings
from home.roles import TRANSLATORS
from tests.events.test_planning import as_shown
from tests.factories import UserFactory, make_edition, make_training
from tests.keeping import made
from tests.site_config.processes import ROOT

NOW = datetime(2027, 1, 20, 12, 0, tzinfo=UTC)
TELL = {"tell": "on"}


@pytest.fixture(autouse=True)
def _now():
    with time_machine.travel(NOW):
        yield


@made(at=NOW)
def training(site):
    practice = SiteSettings.objects.get_or_create(site=site.home.get_site())[0]
    practice.email = "info@example.com"
    practice.save()
    return make_training(site)


@made(at=NOW)
def edition(training):
    return make_edition(training, date(2027, 3, 1), date(2027, 3, 8), capacity=2)


@pytest.fixture
def later(training):
    return make_edition(training, date(2027, 5, 3), capacity=2)


def logged_in(client, group: str):
    user = UserFactory(email="redactie@example.com")
    user.groups.add(Group.objects.get(name=group))
    client.force_login(user)
    return client


@pytest.fixture
def editor(client, site):
    """A browser in which an editor, who is no superuser, is logged in."""
    return logged_in(client, "Editors")


def add(edition, who: str, **fields) -> Enrolment:
    details = {"name": who.title(), "email": f"{who}@example.com", "language": "nl", **fields}
    return places.add(edition.pk, details, now=NOW, tell=False)


def address(name: str, edition, *more) -> str:
    return reverse(f"enrolments:{name}", args=[edition.pk, *more])


def step(browser, enrolment, name: str, **data):
    return browser.post(reverse("enrolments:step", args=[enrolment.uuid, name]), data, follow=True)


def names(page: str) -> list[str]:
    """The people in the list, in its order."""
    return re.findall(r"(Anna|Bert|Cees|Dirk|Els)\s*</a>", page)


def details(**fields) -> dict:
    return {
        "name": "Els",
        "email": "els@example.com",
        "phone": "",
        "organisation": "",
        "remark": "",
        "language": "nl",
        "notes": "",
        **fields,
    }


class TestTheList:
    def test_who_has_a_place_comes_first_then_the_line_as_it_came(self, editor, edition):
        for who in ("bert", "anna", "dirk", "cees"):
            add(edition, who)
        gone = add(edition, "els")
        places.withdraw(gone.pk, now=NOW, tell=False)
        page = editor.get(address("list", edition)).content.decode()
        assert names(page) == ["Anna", "Bert", "Dirk", "Cees", "Els"]
        assert "2 van de 2 plaatsen zijn bezet." in page
        assert "Op de wachtlijst (2)" in page
        assert "2. Op de wachtlijst" in page

    @pytest.mark.parametrize("wanted", ["ann", "ANNA@example", "Zaak"])
    def test_somebody_is_found_by_name_address_and_organisation(self, editor, edition, wanted):
        add(edition, "anna", organisation="De Zaak")
        add(edition, "bert")
        page = editor.post(address("list", edition), {"q": wanted}).content.decode()
        assert names(page) == ["Anna"]

    def test_the_list_is_narrowed_to_a_state(self, editor, edition):
        for who in ("anna", "bert", "cees"):
            add(edition, who)
        page = editor.get(address("list", edition) + "?state=waiting").content.decode()
        assert names(page) == ["Cees"]

    def test_more_people_take_no_more_queries(self, editor, edition, django_assert_num_queries):
        add(edition, "anna")
        editor.get(address("list", edition))
        with CaptureQueriesContext(connection) as few:
            editor.get(address("list", edition))
        for number in range(20):
            add(edition, f"gast{number}")
        with django_assert_num_queries(len(few)):
            editor.get(address("list", edition))

    @pytest.mark.parametrize(
        ("status", "said"),
        [
            ("cancelled", "Deze editie is geannuleerd."),
            ("postponed", "Deze editie is uitgesteld."),
            ("scheduled", "Deze editie is voorbij."),
        ],
    )
    def test_what_does_not_go_ahead_says_so(self, editor, edition, status, said):
        add(edition, "anna")
        url = address("list", edition)
        assert said not in editor.get(url).content.decode()
        if status == "scheduled":
            Edition.objects.filter(pk=edition.pk).update(starts_at=NOW, ends_at=NOW)
        Edition.objects.filter(pk=edition.pk).update(status=status)
        page = editor.get(url).content.decode()
        assert said in page
        assert ("Iemand toevoegen" in page) == (status == "postponed")

    def test_who_does_not_know_of_a_change_is_counted(self, editor, edition):
        places.add(edition.pk, {"name": "A", "email": "a@example.com", "language": "nl"}, now=NOW)
        edition.status = "cancelled"
        edition.save_revision().publish()
        page = " ".join(editor.get(address("list", edition)).content.decode().split())
        assert "1 persoon weet nog niet van een wijziging" in page
        assert f'href="{address("changes", edition)}"' in page

    def test_no_proxy_keeps_it(self, editor, edition):
        response = editor.get(address("list", edition))
        assert "no-store" in response["Cache-Control"]


class TestPlanning:
    def test_planning_tells_how_full_each_edition_is(self, editor, edition, later):
        for who in ("anna", "bert", "cees"):
            add(edition, who)
        page = editor.get(reverse("wagtailsnippets_events_edition:list")).content.decode()
        assert "2/2, 1 wacht" in page
        assert "0/2" in page
        assert address("list", edition) in page

    def test_more_editions_take_no_more_queries(
        self, editor, edition, training, django_assert_num_queries
    ):
        url = reverse("wagtailsnippets_events_edition:list")
        editor.get(url)
        with CaptureQueriesContext(connection) as few:
            editor.get(url)
        for month in (6, 7, 8):
            add(make_edition(training, date(2027, month, 7), capacity=2), "anna")
        with django_assert_num_queries(len(few)):
            editor.get(url)

    def test_the_form_of_an_edition_leads_to_its_people(self, editor, edition):
        page = editor.get(reverse("wagtailsnippets_events_edition:edit", args=[edition.pk]))
        assert address("list", edition) in page.content.decode()


class TestByHand:
    def test_somebody_is_added_and_told(self, editor, edition):
        editor.post(address("add", edition), {**details(), **TELL})
        assert Enrolment.objects.get().state == EnrolmentState.CONFIRMED
        assert Mail.objects.filter(recipient="els@example.com").get().kind == "place"

    def test_who_is_added_to_a_full_edition_waits_and_the_editor_hears_it(self, editor, edition):
        add(edition, "anna")
        add(edition, "bert")
        page = editor.post(address("add", edition), details(), follow=True).content.decode()
        assert Enrolment.objects.get(name="Els").state == EnrolmentState.WAITING
        assert "Alle plaatsen zijn bezet: deze persoon staat op de wachtlijst." in page
        assert not Mail.objects.exists()

    def test_the_same_address_is_refused_at_its_field(self, editor, edition):
        add(edition, "els")
        page = editor.post(address("add", edition), details(email="ELS@example.com"))
        assert "Dit adres is al aangemeld." in page.content.decode()
        assert Enrolment.objects.count() == 1

    def test_details_are_changed_and_the_state_is_not(self, editor, edition):
        anna = add(edition, "anna")
        url = reverse("enrolments:person", args=[anna.uuid])
        editor.post(url, details(name="Anna Bos", notes="Belt nog"))
        anna.refresh_from_db()
        assert (anna.name, anna.notes, anna.email_key) == (
            "Anna Bos",
            "Belt nog",
            "els@example.com",
        )
        assert anna.state == EnrolmentState.CONFIRMED

    def test_an_address_of_somebody_else_is_refused(self, editor, edition):
        anna = add(edition, "anna")
        add(edition, "els")
        url = reverse("enrolments:person", args=[anna.uuid])
        assert "Dit adres is al aangemeld." in editor.post(url, details()).content.decode()
        anna.refresh_from_db()
        assert anna.email == "anna@example.com"

    def test_the_page_of_somebody_shows_answers_as_text_and_the_mails(self, editor, edition):
        anna = places.add(
            edition.pk,
            {
                "name": "Anna",
                "email": "anna@example.com",
                "answers": [{"question": "Waarom?", "answer": "<b>Zo</b>"}],
            },
            now=NOW,
        )
        page = editor.get(reverse("enrolments:person", args=[anna.uuid])).content.decode()
        assert "&lt;b&gt;Zo&lt;/b&gt;" in page
        assert anna.mails.get().subject in page

    def test_nobody_is_added_to_what_is_cancelled_or_over(self, editor, edition, training):
        Edition.objects.filter(pk=edition.pk).update(status="cancelled")
        past = make_edition(training, date(2026, 12, 1), capacity=2)
        for closed, why in (
            (edition, "Deze editie is geannuleerd: je kunt er niemand aan toevoegen."),
            (past, "Deze editie is voorbij: je kunt er niemand aan toevoegen."),
        ):
            page = editor.get(address("add", closed)).content.decode()
            assert why in page
            assert 'name="email"' not in page
            assert why in editor.post(address("add", closed), details()).content.decode()
        assert not Enrolment.objects.exists()

    def test_who_adds_to_what_is_put_off_hears_that_no_mail_is_written(self, editor, edition):
        Edition.objects.filter(pk=edition.pk).update(status="postponed")
        page = editor.get(address("add", edition)).content.decode()
        assert "Deze editie is uitgesteld: er gaat geen mail uit." in page
        assert 'name="tell"' not in page
        editor.post(address("add", edition), {**details(), **TELL})
        assert Enrolment.objects.get().state == EnrolmentState.CONFIRMED
        assert not Mail.objects.exists()

    def test_the_form_says_before_that_all_places_are_taken(self, editor, edition):
        url = address("add", edition)
        words = "Alle plaatsen zijn bezet. Wie je toevoegt, komt op de wachtlijst."
        add(edition, "anna")
        assert words not in editor.get(url).content.decode()
        add(edition, "bert")
        assert words in editor.get(url).content.decode()

    def test_at_a_new_address_a_new_link_works_and_the_old_one_no_more(self, editor, edition):
        anna = places.add(edition.pk, {"name": "Anna", "email": "anna@example.com"}, now=NOW)
        old = enrolment_links.token_of(anna)
        page = editor.post(
            reverse("enrolments:person", args=[anna.uuid]),
            details(name="Anna", email="nieuw@example.com"),
            follow=True,
        )
        assert "Er gaat een mail naar het nieuwe adres." in page.content.decode()
        assert enrolment_links.enrolment_of(old) is None
        before, after = Mail.objects.filter(kind="place").order_by("pk")
        anna.refresh_from_db()
        assert after.recipient == "nieuw@example.com"
        assert enrolment_links.token_of(anna) in after.text
        uid = re.compile(r"^UID:.*$", re.MULTILINE)
        days = [[uid.findall(day["text"]) for day in mail.calendars] for mail in (before, after)]
        assert days[0] == days[1] != []

    def test_the_same_address_in_capitals_keeps_its_link(self, editor, edition):
        anna = add(edition, "anna")
        url = reverse("enrolments:person", args=[anna.uuid])
        editor.post(url, details(name="Anna", email="ANNA@example.com"))
        assert Enrolment.objects.get().uuid == anna.uuid
        assert not Mail.objects.exists()

    def test_who_withdrew_is_not_written_to_at_a_new_address(self, editor, edition):
        anna = add(edition, "anna")
        places.withdraw(anna.pk, now=NOW, tell=False)
        editor.post(reverse("enrolments:person", args=[anna.uuid]), details())
        assert Enrolment.objects.get().email == "els@example.com"
        assert not Mail.objects.exists()

    def test_what_a_mail_says_is_for_who_may_read_mails(self, editor, edition):
        EnrolmentSettings.objects.create(site=Site.objects.get(), notify="info@example.com")
        anna = places.add(edition.pk, {"name": "Anna", "email": "anna@example.com"}, now=NOW)
        url = reverse("enrolments:person", args=[anna.uuid])
        token = enrolment_links.token_of(anna)
        page = editor.get(url).content.decode()
        assert token in page
        assert "Nieuwe aanmelding" not in page
        Group.objects.get(name="Editors").permissions.remove(
            Permission.objects.get(codename="view_mail")
        )
        page = editor.get(url).content.decode()
        assert token not in page
        assert anna.mails.get(kind="place").subject in page


class TestSteps:
    def buttons(self, browser, enrolment) -> set[str]:
        page = browser.get(reverse("enrolments:person", args=[enrolment.uuid])).content.decode()
        return set(re.findall(rf"{enrolment.uuid}/(place|offer|extra|move|withdraw)/", page))

    def test_only_steps_that_can_succeed_are_shown(self, editor, edition):
        anna = add(edition, "anna")
        add(edition, "bert")
        cees = add(edition, "cees")
        assert self.buttons(editor, anna) == {"withdraw"}
        assert self.buttons(editor, cees) == {"extra", "withdraw"}
        page = editor.get(reverse("enrolments:person", args=[cees.uuid])).content.decode()
        assert "Alle plaatsen zijn bezet." in page
        assert "Een plaats erbij voor deze persoon" in page
        Edition.objects.filter(pk=edition.pk).update(capacity=3)
        assert self.buttons(editor, cees) == {"place", "offer", "withdraw"}

    def test_nobody_is_led_to_an_edition_that_they_are_in(self, editor, edition, later):
        anna = add(edition, "anna")
        assert self.buttons(editor, anna) == {"move", "withdraw"}
        add(later, "anna")
        assert self.buttons(editor, anna) == {"withdraw"}

    def test_no_place_is_given_in_what_is_cancelled(self, editor, edition):
        anna = add(edition, "anna")
        places.withdraw(anna.pk, now=NOW, tell=False)
        Edition.objects.filter(pk=edition.pk).update(status="cancelled")
        assert self.buttons(editor, anna) == set()
        assert "Deze editie is geannuleerd" in step(editor, anna, "place").content.decode()
        assert Enrolment.objects.get().state == EnrolmentState.WITHDRAWN

    def test_who_is_withdrawn_is_told_only_if_that_is_ticked(self, editor, edition):
        anna, bert = add(edition, "anna"), add(edition, "bert")
        step(editor, anna, "withdraw", sure="on", **TELL)
        step(editor, bert, "withdraw", sure="on")
        assert set(edition.enrolments.values_list("state", flat=True)) == {"withdrawn"}
        assert [mail.recipient for mail in Mail.objects.filter(kind="withdrawn")] == [
            "anna@example.com"
        ]

    def test_nobody_is_withdrawn_unless_the_editor_is_sure(self, editor, edition):
        anna = add(edition, "anna")
        page = step(editor, anna, "withdraw", **TELL).content.decode()
        assert "Vink aan dat je het zeker weet." in page
        anna.refresh_from_db()
        assert anna.state == EnrolmentState.CONFIRMED

    def test_before_and_after_it_is_said_who_gets_the_place(self, editor, edition):
        anna = add(edition, "anna")
        add(edition, "bert")
        add(edition, "cees")
        page = editor.get(reverse("enrolments:person", args=[anna.uuid])).content.decode()
        assert "aangeboden aan Cees, die bovenaan de wachtlijst staat" in page
        page = step(editor, anna, "withdraw", sure="on").content.decode()
        assert "Deze persoon is afgemeld. De plaats is aangeboden aan Cees." in page

    def test_room_is_made_for_one_and_given_to_nobody_else(self, editor, edition):
        for who in ("anna", "bert", "cees"):
            add(edition, who)
        dirk = add(edition, "dirk")
        page = step(editor, dirk, "extra", **TELL).content.decode()
        assert "De editie heeft er een plaats bij gekregen, en die is voor deze persoon." in page
        found = dict(edition.enrolments.values_list("name", "state"))
        assert found == {
            "Anna": "confirmed",
            "Bert": "confirmed",
            "Cees": "waiting",
            "Dirk": "confirmed",
        }
        edition.refresh_from_db()
        assert edition.capacity == 3
        assert edition.get_latest_revision_as_object().capacity == 3
        assert [mail.kind for mail in Mail.objects.all()] == ["place"]

    def test_no_draft_is_published_by_making_room(self, editor, edition):
        for who in ("anna", "bert"):
            add(edition, who)
        cees = add(edition, "cees")
        edition.status = "cancelled"
        edition.save_revision()
        assert self.buttons(editor, cees) == {"withdraw"}
        page = step(editor, cees, "extra").content.decode()
        assert "Publiceer eerst de editie" in page
        edition.refresh_from_db()
        assert (edition.status, edition.capacity) == ("scheduled", 2)

    def test_who_publishes_more_places_hears_to_whom_they_are_offered(self, editor, edition):
        for who in ("anna", "bert", "cees", "dirk"):
            add(edition, who)
        url = reverse("wagtailsnippets_events_edition:edit", args=[edition.pk])
        form = as_shown(editor.get(url)) | {"capacity": "4", "action-publish": "action-publish"}
        page = editor.post(url, form, follow=True).content.decode()
        assert "2 mensen op de wachtlijst hebben per mail een plaats aangeboden gekregen." in page

    def test_every_refusal_has_words_of_the_editor(self):
        said = set()
        for path in (ROOT / "events").rglob("*.py"):
            said |= set(re.findall(r'NotPossible\(\s*"([^"]+)"\s*\)', path.read_text()))
        assert len(said) > 8
        # What readers are refused by their own page is said there in other words.
        assert said - {"This edition is over, or cancelled.", "This edition is over."} <= set(
            base.REFUSALS
        )
        with override("nl"):
            assert all(gettext(text) != text for text in base.REFUSALS)

    def test_no_place_is_given_where_none_is_free(self, editor, edition):
        add(edition, "anna")
        add(edition, "bert")
        cees = add(edition, "cees")
        page = step(editor, cees, "place").content.decode()
        assert "Alle plaatsen zijn bezet." in page
        cees.refresh_from_db()
        assert cees.state == EnrolmentState.WAITING

    def test_who_is_moved_stands_in_the_other_edition(self, editor, edition, later):
        anna = add(edition, "anna")
        page = step(editor, anna, "move", edition=later.pk).content.decode()
        anna.refresh_from_db()
        assert (anna.edition_id, anna.state) == (later.pk, EnrolmentState.CONFIRMED)
        assert "Deze persoon heeft een plaats." in page

    def test_nobody_is_moved_nowhere(self, editor, edition):
        anna = add(edition, "anna")
        page = step(editor, anna, "move").content.decode()
        assert "Kies de editie waarheen je deze persoon verplaatst." in page

    def test_a_place_that_is_free_is_offered_now(self, editor, edition):
        add(edition, "anna")
        add(edition, "bert")
        cees = add(edition, "cees")
        edition.capacity = 3
        edition.save_revision().publish()
        step(editor, cees, "offer")
        cees.refresh_from_db()
        assert cees.state == EnrolmentState.OFFERED

    def test_a_step_is_never_taken_by_following_a_link(self, editor, edition):
        anna = add(edition, "anna")
        url = reverse("enrolments:step", args=[anna.uuid, "withdraw"])
        assert editor.get(url).status_code == 405
        anna.refresh_from_db()
        assert anna.state == EnrolmentState.CONFIRMED


class TestSheets:
    # What was typed, and what no program takes for a formula.
    EVIL = {
        "=1+1": "'=1+1",
        "+31 6": "'+31 6",
        "-2": "'-2",
        "@SUM(A1)": "'@SUM(A1)",
        "\t=1": "'\t'=1",
        "\r=1": "'\r'=1",
        " =1": "' =1",
        "\uff1d1": "'\uff1d1",
        # Behind what another program parts at.
        "x,=1+1": "x,'=1+1",
        "x\t=1": "x\t'=1",
        'x";=1': "x\";'=1",
        "x\n-1": "x\n'-1",
    }

    def sheet(self, browser, edition, ending):
        return browser.get(address("export", edition, ending))

    def test_dutch_excel_opens_the_csv(self, editor, edition):
        add(edition, "anna", organisation="Café; Zo")
        response = self.sheet(editor, edition, "csv")
        assert response.content.startswith(b"\xef\xbb\xbf")
        assert response["Content-Disposition"] == (
            'attachment; filename="hulp-vragen-kun-je-leren-2027-03-01.csv"'
        )
        lines = response.content.decode("utf-8-sig").splitlines()
        assert lines[1].startswith('Heeft een plaats;;Anna;anna@example.com;;"Café; Zo";')

    @pytest.mark.parametrize("evil", EVIL)
    def test_no_cell_of_the_csv_is_a_formula(self, editor, edition, evil):
        add(edition, "anna", organisation=evil, answers=[{"question": evil, "answer": evil}])
        text = self.sheet(editor, edition, "csv").content.decode("utf-8-sig")
        rows = csv.reader(StringIO(text, newline=""), delimiter=";")
        assert [cell for row in rows for cell in row].count(self.EVIL[evil]) == 3
        for mark in ";,\t":
            for row in csv.reader(StringIO(text, newline=""), delimiter=mark):
                assert not [cell for cell in row if cell.lstrip('" ').startswith((*"=@+-",))]

    @pytest.mark.parametrize(
        ("typed", "kept"),
        [
            ("+31 6 1234 5678", "0031 6 1234 5678"),
            ("+31-20", "0031-20"),
            ("+31612345678", "0031 612345678"),
            ("0612345678", "06 12345678"),
            ("(020) 123 45 67", "(020) 123 45 67"),
            ("+A1", "'+A1"),
            ("-2", "'-2"),
            ("=2+5", "'=2+5"),
        ],
    )
    def test_a_telephone_number_of_the_csv_is_read_and_never_calculated(
        self, editor, edition, typed, kept
    ):
        add(edition, "anna", phone=typed)
        lines = self.sheet(editor, edition, "csv").content.decode("utf-8-sig").splitlines()
        assert lines[1].split(";")[4] == kept
        book = openpyxl.load_workbook(BytesIO(self.sheet(editor, edition, "xlsx").content))
        assert book.active["E2"].value == typed

    def test_only_who_waits_has_a_turn_counted_from_one(self, editor, edition):
        rows = [add(edition, who) for who in ("anna", "bert", "cees", "dirk", "els")]
        places.withdraw(rows[2].pk, now=NOW, tell=False)
        lines = self.sheet(editor, edition, "csv").content.decode("utf-8-sig").splitlines()
        assert [line.split(";")[1:3] for line in lines[1:]] == [
            ["", "Anna"],
            ["", "Bert"],
            ["1", "Dirk"],
            ["2", "Els"],
            ["", "Cees"],
        ]

    @pytest.mark.parametrize("evil", EVIL)
    def test_every_cell_of_the_workbook_is_text(self, editor, edition, evil):
        add(edition, "anna", organisation=evil, answers=[{"question": evil, "answer": evil}])
        content = self.sheet(editor, edition, "xlsx").content
        cells = [
            cell for row in openpyxl.load_workbook(BytesIO(content)).active.rows for cell in row
        ]
        assert {cell.data_type for cell in cells if cell.value} == {"s"}

    def test_signs_that_no_workbook_holds_are_left_out(self, editor, edition):
        add(edition, "anna", organisation="A\x0bB")
        book = openpyxl.load_workbook(BytesIO(self.sheet(editor, edition, "xlsx").content))
        assert book.active["F2"].value == "AB"


class TestTheDoor:
    def test_the_list_of_a_day_names_who_has_a_place(self, editor, edition):
        for who in ("bert", "anna", "cees"):
            add(edition, who, phone="06 12")
        page = editor.get(address("attendance", edition, 2)).content.decode()
        assert "Dag 2 van 2: maandag 8 maart 2027" in page
        assert page.index("<td>Anna</td>") < page.index("<td>Bert</td>")
        assert "Cees" not in page
        assert editor.get(address("attendance", edition, 3)).status_code == 404


class TestWhoMay:
    def urls(self, edition, anna):
        return [
            address("list", edition),
            address("add", edition),
            address("export", edition, "csv"),
            address("export", edition, "xlsx"),
            address("attendance", edition, 1),
            reverse("enrolments:person", args=[anna.uuid]),
        ]

    def test_translators_see_nobody(self, client, site, edition):
        anna = add(edition, "anna")
        browser = logged_in(client, TRANSLATORS)
        for url in self.urls(edition, anna):
            response = browser.get(url)
            assert (response.status_code, response.get("Location")) == (302, "/admin/")
        step(browser, anna, "withdraw")
        browser.post(address("add", edition), details())
        browser.post(reverse("enrolments:person", args=[anna.uuid]), details())
        anna.refresh_from_db()
        assert (anna.state, anna.name) == ("confirmed", "Anna")
        assert Enrolment.objects.count() == 1

    def test_visitors_have_to_log_in(self, client, edition):
        anna = add(edition, "anna")
        for url in self.urls(edition, anna):
            assert client.get(url)["Location"].startswith("/admin/login/")

    def test_who_may_only_look_changes_nothing(self, editor, edition):
        anna = add(edition, "anna")
        Group.objects.get(name="Editors").permissions.remove(
            *Permission.objects.filter(codename__in=["change_enrolment", "add_enrolment"])
        )
        page = editor.get(reverse("enrolments:person", args=[anna.uuid])).content.decode()
        assert "Afmelden" not in page
        step(editor, anna, "withdraw")
        editor.post(reverse("enrolments:person", args=[anna.uuid]), details())
        anna.refresh_from_db()
        assert (anna.state, anna.name) == ("confirmed", "Anna")


class TestInterestedPeople:
    def wish(self, training, who: str, **fields) -> Interest:
        given = {"language": "nl", "created_at": NOW, "confirmed_at": NOW, **fields}
        return Interest.objects.create(
            training=training, name=who.title(), email=f"{who}@example.com", **given
        )

    def test_each_training_tells_how_many_there_are(self, editor, edition, training):
        self.wish(training, "anna")
        self.wish(training, "bert")
        self.wish(training, "cees", confirmed_at=None)
        url = reverse("enrolments:interested", args=[training.pk])
        page = editor.get(reverse("enrolments:interests")).content.decode()
        assert url in page
        assert re.findall(r"<td[^>]*>\s*(\d+)\s*</td>", page) == ["2", "1"]
        planning = editor.get(reverse("wagtailsnippets_events_edition:list")).content.decode()
        assert re.search(rf'href="{url}"[^>]*>\s*2\s*</a>', planning)
        assert "Belangstellenden (2)" in editor.get(address("list", edition)).content.decode()

    def test_the_people_are_listed_and_found(self, editor, training):
        url = reverse("enrolments:interested", args=[training.pk])
        self.wish(training, "anna", language="en")
        self.wish(training, "bert", confirmed_at=None)
        page = editor.get(url).content.decode()
        assert "1 persoon krijgt een mail zodra er een datum wordt gepubliceerd." in page
        assert "bert@example.com" in page
        assert names(editor.post(url, {"q": "ANNA@"}).content.decode()) == ["Anna"]

    def test_more_people_take_no_more_queries(self, editor, training, django_assert_num_queries):
        urls = [
            reverse("enrolments:interests"),
            reverse("enrolments:interested", args=[training.pk]),
        ]
        self.wish(training, "anna")
        for url in urls:
            editor.get(url)
            with CaptureQueriesContext(connection) as few:
                editor.get(url)
            for number in range(9):
                self.wish(training, f"gast{number}{url[-2]}")
            with django_assert_num_queries(len(few)):
                editor.get(url)

    def test_the_file_of_them_holds_no_formula(self, editor, training):
        self.wish(training, "=1+1")
        url = reverse("enrolments:interested_export", args=[training.pk, "csv"])
        assert "'=1+1;'=1+1@example.com;Nederlands;" in editor.get(url).content.decode()

    def test_one_wish_is_removed_and_the_enrolment_stays(self, editor, edition, training):
        anna = self.wish(training, "anna")
        add(edition, "anna")
        url = reverse("enrolments:interested_data", args=[anna.uuid])
        assert (
            "Vink aan dat je het zeker weet." in editor.post(url, {"act": "erase"}).content.decode()
        )
        editor.post(url, {"act": "erase", "sure": "on"})
        assert not Interest.objects.exists()
        assert edition.enrolments.get().name == "Anna"

    def test_translators_see_none_of_them(self, client, site, training):
        anna = self.wish(training, "anna")
        browser = logged_in(client, TRANSLATORS)
        for url in (
            reverse("enrolments:interests"),
            reverse("enrolments:interested", args=[training.pk]),
            reverse("enrolments:interested_export", args=[training.pk, "csv"]),
            reverse("enrolments:interested_data", args=[anna.uuid]),
        ):
            assert browser.get(url)["Location"] == "/admin/"
        assert "Belangstellenden" not in browser.get("/admin/").content.decode()


class TestDeleting:
    def test_an_edition_with_people_stays_and_says_why(self, admin, training):
        draft = make_edition(training, date(2027, 6, 1), publish=False, capacity=2)
        add(draft, "anna")
        url = reverse("wagtailsnippets_events_edition:delete", args=[draft.pk])
        page = admin.post(url, follow=True).content.decode()
        assert "er zijn mensen voor aangemeld" in page
        assert Edition.objects.filter(pk=draft.pk).exists()

    def test_a_training_that_people_wait_for_stays_and_says_why(self, admin, training):
        Interest.objects.create(
            training=training, name="Anna", email="a@example.com", language="nl", created_at=NOW
        )
        for page in (training, training.get_parent()):
            url = reverse("wagtailadmin_pages:delete", args=[page.pk])
            said = admin.post(url, follow=True).content.decode()
            assert "er zijn mensen die op de hoogte willen blijven" in said
        assert TrainingPage.objects.filter(pk=training.pk).exists()


def test_one_place_is_taken_in_the_singular(db):
    numbers = dict.fromkeys(EnrolmentState, 0) | {EnrolmentState.CONFIRMED: 1}
    assert counts.summary(Edition(capacity=8), numbers) == "1 van de 8 plaatsen is bezet."

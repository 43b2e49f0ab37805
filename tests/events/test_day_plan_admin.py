"""The part of the form that plans days in one go: what it asks for and shows, and for whom."""

import re
from datetime import date, time

import pytest
from django.contrib.auth.models import Group, Permission
from django.urls import reverse
from wagtail.users.models import UserProfile

from events.models import Edition
from tests.events.test_planning import ADD, EDIT, day_errors, posted, refused
from tests.factories import LocationFactory, UserFactory, make_edition, make_training

DAYS = "wagtailsnippets_events_edition:day_plan"
MONDAYS = {"pattern": "weeks", "first": "1-3-2027", "count": "5", "every": "1"}
HOURS = {"starts": "9.30", "ends": "16.30"}


@pytest.fixture
def training(site):
    return make_training(site)


@pytest.fixture
def editor(client, site):
    """A browser in which an editor, who is no superuser, is logged in."""
    user = UserFactory(email="redactie@example.com")
    user.groups.add(Group.objects.get(name="Editors"))
    client.force_login(user)
    return client


def ask(browser, at=None, **fields) -> dict:
    """What the script gets for what was filled in, with the place that is chosen."""
    data = {f"plan-{name}": value for name, value in {**HOURS, **fields}.items()} | (at or {})
    response = browser.get(reverse(DAYS), data, headers={"X-Requested-With": "XMLHttpRequest"})
    assert response.status_code == 200
    return response.json()


def dates(answer: dict) -> list[str]:
    assert answer["errors"] == {}
    return [day["value"] for day in answer["days"]]


def rows_of(html: str) -> list[tuple]:
    """What the boxes of the dates carry: date, start and end."""
    return re.findall(r'data-date="([^"]*)"\s+data-starts="([^"]*)"\s+data-ends="([^"]*)"', html)


class TestDates:
    def test_five_mondays_are_shown_with_their_weekday_and_what_is_to_know_of_them(self, editor):
        answer = ask(editor, **MONDAYS)
        assert [(day["words"], day["warnings"]) for day in answer["days"]] == [
            ("maandag 1 maart 2027", []),
            ("maandag 8 maart 2027", []),
            ("maandag 15 maart 2027", []),
            ("maandag 22 maart 2027", []),
            ("maandag 29 maart 2027", ["Tweede paasdag: een feestdag."]),
        ]
        assert "5 dagen" in answer["html"]
        assert "maandag 29 maart 2027" in answer["html"]
        assert "Tweede paasdag: een feestdag." in answer["html"]
        assert "Zet deze dagen in het formulier" in answer["html"]

    def test_they_are_as_the_rows_of_the_form_have_them(self, editor):
        html = ask(editor, **MONDAYS)["html"]
        assert rows_of(html)[0] == ("01-03-2027", "09:30", "16:30")
        assert len(rows_of(html)) == 5

    def test_a_first_day_is_read_as_it_is_typed(self, editor):
        answer = ask(editor, **{**MONDAYS, "first": "28 jan", "count": "1"})
        assert answer["days"][0]["words"] == "donderdag 28 januari 2027"

    def test_every_second_week_on_two_weekdays(self, editor):
        answer = ask(editor, **{**MONDAYS, "count": "4", "every": "2", "weekdays": ["0", "3"]})
        assert dates(answer) == ["01-03-2027", "04-03-2027", "15-03-2027", "18-03-2027"]

    def test_public_holidays_can_be_left_out_and_the_number_stays(self, editor):
        answer = ask(editor, **MONDAYS, leave_out="on")
        assert dates(answer)[-2:] == ["22-03-2027", "05-04-2027"]

    def test_until_a_last_date(self, editor):
        answer = ask(editor, **{**MONDAYS, "count": "", "last": "15 maart 2027"})
        assert dates(answer) == ["01-03-2027", "08-03-2027", "15-03-2027"]

    def test_working_days_in_a_row(self, editor):
        answer = ask(editor, pattern="workdays", first="4-3-2027", count="3")
        assert dates(answer) == ["04-03-2027", "05-03-2027", "08-03-2027"]

    def test_dates_of_ones_choice(self, editor):
        typed = "4 maart 2027, 28-1-2027\n18 feb 2027 en 4-3-2027"
        answer = ask(editor, pattern="picked", picked=typed)
        assert dates(answer) == ["28-01-2027", "18-02-2027", "04-03-2027"]

    def test_without_times_they_are_whole_days(self, editor):
        html = ask(editor, **{**MONDAYS, "starts": "", "ends": ""})["html"]
        assert rows_of(html)[0] == ("01-03-2027", "", "")

    def test_the_weekend_of_the_clock_change_is_told_plainly(self, editor):
        answer = ask(editor, pattern="picked", picked="30-10-2027, 31-10-2027")
        words = (
            "In dit weekend gaat de klok terug: de nacht van zaterdag op zondag duurt een uur "
            "langer."
        )
        assert [day["warnings"] for day in answer["days"]] == [
            ["Dit is in het weekend.", words],
            ["Dit is in het weekend.", words],
        ]

    @pytest.mark.parametrize("by", ["location", "training"])
    def test_the_clock_is_that_of_the_place(self, editor, training, by):
        place = LocationFactory(name="Brooklyn", time_zone="America/New_York")
        training.default_location = place
        training.save()
        chosen = {"location": place.pk, "training": training.pk}[by]
        # On 28 March 2027 the clock changes in Amsterdam, in New York on the 14th.
        asked = {"pattern": "picked", "picked": "14-3-2027, 28-3-2027"}
        first, second = ask(editor, **asked, at={by: chosen})["days"]
        assert first["warnings"][-1] == (
            "In dit weekend gaat de klok vooruit: de nacht van zaterdag op zondag duurt een uur "
            "korter. Zo is het op de locatie, in de tijdzone America/New York."
        )
        assert not any("klok" in warning for warning in second["warnings"])

    def test_a_place_that_is_none_is_no_error(self, editor):
        asked = {"pattern": "picked", "picked": "28-3-2027"}
        for at in ({"location": "x"}, {"location": "999999"}, {"training": "999999"}):
            (day,) = ask(editor, **asked, at=at)["days"]
            assert any("klok" in warning for warning in day["warnings"])

    def test_good_friday_is_told_as_what_it_is(self, editor):
        answer = ask(editor, pattern="picked", picked="26-3-2027")
        assert answer["days"][0]["warnings"] == ["Goede vrijdag: niet iedereen werkt dan."]

    def test_an_english_editor_reads_english(self, editor):
        user = editor.get(reverse("wagtailadmin_home")).wsgi_request.user
        UserProfile.objects.create(user=user, preferred_language="en")
        day = ask(editor, pattern="picked", picked="29 March 2027")["days"][0]
        assert day["words"] == "Monday 29 March 2027"
        assert day["warnings"] == ["Easter Monday: a public holiday."]


class TestRefusals:
    @pytest.mark.parametrize(
        ("changed", "field", "message"),
        [
            (
                {"first": "30-2-2027"},
                "first",
                "“30-2-2027” bestaat niet: die maand heeft die dag niet.",
            ),
            (
                {"first": "morgen"},
                "first",
                "“morgen” is geen datum. Typ het zo: 28-1-2027 of 28 januari 2027.",
            ),
            (
                {"first": "dinsdag 1 maart 2027"},
                "first",
                "1 maart 2027 is op een maandag. Welke van de twee bedoel je?",
            ),
            ({"count": ""}, "count", "Hoeveel dagen, of tot en met wanneer?"),
            (
                {"count": "", "last": "28-2-2027"},
                "last",
                "Tot en met deze datum blijft er geen dag over.",
            ),
            (
                {"starts": "half vijf"},
                "starts",
                "“half vijf” is geen tijd. Typ het zo: 9.30 of 16.30.",
            ),
            ({"ends": ""}, "ends", "Hoe laat is de dag afgelopen?"),
            ({"starts": ""}, "starts", "Hoe laat begint de dag?"),
            ({"ends": "9u30"}, "ends", "Het eind is gelijk aan het begin."),
            (
                {"pattern": "picked", "picked": "1-3-2027, 31-4-2027"},
                "picked",
                "“31-4-2027” bestaat niet: die maand heeft die dag niet.",
            ),
        ],
    )
    def test_what_is_wrong_is_said_at_its_field_in_dutch(self, editor, changed, field, message):
        answer = ask(editor, **{**MONDAYS, **HOURS, **changed})
        assert answer["errors"] == {f"plan-{field}": [message]}
        assert (answer["days"], answer["html"]) == ([], "")

    def test_what_could_be_read_is_said_also_where_something_else_is_wrong(self, editor):
        answer = ask(
            editor, **{**MONDAYS, "first": "28 jan", "starts": "9u30", "ends": "half vijf"}
        )
        assert list(answer["errors"]) == ["plan-ends"]
        assert answer["read"] == {
            "plan-first": {
                "value": "28-01-2027",
                "words": "donderdag 28 januari 2027",
                "warnings": [],
            },
            "plan-starts": {"value": "09:30", "words": "", "warnings": []},
        }

    def test_more_than_a_hundred_days_are_refused(self, editor):
        assert list(ask(editor, **{**MONDAYS, "count": "101"})["errors"]) == ["plan-count"]

    @pytest.mark.parametrize("count", ["0", "-1", "vijf", "9" * 400])
    def test_a_number_that_is_none_is_refused(self, editor, count):
        assert list(ask(editor, **{**MONDAYS, "count": count})["errors"]) == ["plan-count"]

    def test_nothing_at_all_is_refused_and_no_error(self, editor):
        answer = editor.get(reverse(DAYS)).json()
        assert "plan-pattern" in answer["errors"]

    def test_a_nul_byte_is_refused(self, editor):
        assert list(ask(editor, pattern="picked", picked="1-3\0")["errors"]) == ["plan-picked"]


class TestWhoMayAsk:
    def test_nobody_who_is_not_logged_in(self, client, site):
        assert client.get(reverse(DAYS)).status_code == 302
        answer = client.get(reverse(DAYS), headers={"X-Requested-With": "XMLHttpRequest"})
        assert answer.status_code == 403

    def test_nobody_who_may_not_plan(self, client, site):
        user = UserFactory(email="vertaler@example.com")
        user.user_permissions.add(Permission.objects.get(codename="access_admin"))
        client.force_login(user)
        assert client.get(reverse(DAYS)).status_code == 302
        assert client.get(reverse(ADD)).status_code == 302

    def test_it_is_only_ever_read(self, editor):
        assert editor.post(reverse(DAYS), {}).status_code == 405


class TestForm:
    def test_the_part_stands_above_the_rows_and_waits_for_its_script(self, editor, training):
        page = editor.get(reverse(ADD)).content.decode()
        assert page.index('data-controller="day-plan"') < page.index('id="id_sessions-FORMS"')
        (part,) = re.findall(r'<details class="day-plan"[^>]*>', page)
        assert "hidden" in part
        assert " open" in part
        assert "admin/day-plan.js" in page
        assert "Dagen invullen" in page

    def test_its_fields_are_no_part_of_what_is_saved(self, editor, training):
        page = editor.get(reverse(ADD)).content.decode()
        controls = re.findall(r'<(?:input|select|textarea)[^>]*name="plan-[^>]*>', page)
        assert len(controls) == 16
        assert all('form="day-plan"' in control for control in controls)

    def test_an_edition_with_days_has_it_folded_with_the_times_of_its_last_day(
        self, editor, training
    ):
        edition = make_edition(training, date(2027, 3, 1), starts=time(13), ends=time(17, 15))
        page = editor.get(reverse(EDIT, args=[edition.pk])).content.decode()
        (part,) = re.findall(r'<details class="day-plan"[^>]*>', page)
        assert " open" not in part
        assert re.search(r'name="plan-starts" value="13:00"', page)
        assert re.search(r'name="plan-ends" value="17:15"', page)


class TestWhatIsTypedInTheRows:
    @pytest.mark.parametrize(
        ("typed", "starts", "ends"),
        [
            ("28-1-2027", "9u30", "16"),
            ("28 januari 2027", "9.30 uur", "16 uur"),
            ("28 jan", "930", "1600"),
            ("do 28-1-27", "9:30", "16:00"),
        ],
    )
    def test_it_is_read_as_people_write_it(self, editor, training, typed, starts, ends):
        editor.post(reverse(ADD), posted(training, (typed, starts, ends)))
        day = Edition.objects.get().days[0]
        assert (day.date, day.starts, day.ends) == (date(2027, 1, 28), time(9, 30), time(16))

    @pytest.mark.parametrize(
        ("row", "field", "message"),
        [
            (
                ("31-2-2027", "9.30", "16.30"),
                "date",
                "“31-2-2027” bestaat niet: die maand heeft die dag niet.",
            ),
            (
                ("28-1-2027", "half vijf", "16.30"),
                "starts",
                "“half vijf” is geen tijd. Typ het zo: 9.30 of 16.30.",
            ),
            (
                ("28-1-2027", "9.30", "25"),
                "ends",
                "“25” is geen tijd. Typ het zo: 9.30 of 16.30.",
            ),
        ],
    )
    def test_what_is_no_date_or_time_is_refused_and_stays_as_it_was_typed(
        self, editor, training, row, field, message
    ):
        response = editor.post(reverse(ADD), posted(training, row))
        page = refused(response)
        assert day_errors(response, 0) == {field: [message]}
        assert (
            f'name="sessions-0-{field}" value="{row[("date", "starts", "ends").index(field)]}"'
            in page
        )

    def test_so_is_a_moment_of_publication(self, editor, training):
        data = posted(training, ("28-1-2027", "9.30", "16.30"), go_live_at="31-2-2027 9.30")
        response = editor.post(reverse(ADD), data)
        refused(response)
        assert response.context["form"].errors == {
            "go_live_at": ["“31-2-2027 9.30” bestaat niet: die maand heeft die dag niet."]
        }

    def test_a_moment_without_a_time_asks_for_it(self, editor, training):
        data = posted(training, ("28-1-2027", "9.30", "16.30"), go_live_at="28 dec 2026")
        response = editor.post(reverse(ADD), data)
        refused(response)
        assert response.context["form"].errors == {
            "go_live_at": ["Zet de tijd erbij, bijvoorbeeld: 28 dec 2026 9.30."]
        }

    def test_every_page_of_the_admin_keeps_its_pickers_from_rewriting(self, editor):
        page = editor.get(reverse("wagtailadmin_home")).content.decode()
        assert page.index("jquery.datetimepicker.js") < page.index("admin/dates.js")

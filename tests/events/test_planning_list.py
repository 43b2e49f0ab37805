"""The list "Planning": what is on top, filters, search, sorting, and the sheet."""

import csv
import re
from datetime import UTC, date, datetime, time
from io import BytesIO

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from openpyxl import load_workbook
from wagtail.models import Locale

from events import places
from events.models import Edition, EditionStatus, Location, Session
from tests.events.test_planning import EDIT, LIST, MONDAY, NEXT_MONDAY, as_shown, editor
from tests.factories import LocationFactory, PersonFactory, make_edition, make_training

__all__ = ["editor"]
PAST = date(2026, 9, 7)
CHOOSE = "wagtailsnippetchoosers_events_location:choose"


@pytest.fixture
def training(site):
    return make_training(site)


@pytest.fixture
def other(site, training):
    """Another training, by another trainer at another place."""
    return make_training(
        site,
        slug="nee-zeggen",
        title="Nee zeggen",
        person=PersonFactory(name="Soufian Amrani"),
        default_location=LocationFactory(name="Zaal Noord", city="Groningen"),
    )


def fill(edition, number: int, first: int = 0):
    """Let people have places."""
    for each in range(first, first + number):
        details = {"name": f"Noor {each}", "email": f"noor{each}@example.com", "language": "nl"}
        places.add(edition.pk, details, now=datetime(2026, 11, 24, 7, tzinfo=UTC), tell=False)


def rows(browser, **asked) -> list[list[str]]:
    """The cells of the list as an editor reads them."""
    page = browser.get(reverse(LIST), asked).content.decode()
    if '<table class="listing' not in page:
        return []
    table = page[page.index('<table class="listing') :]
    table = table[table.index("<tbody") : table.index("</tbody")]
    cells = [
        re.findall(r"<td.*?</td>", row, re.DOTALL)
        for row in re.findall(r"<tr.*?</tr>", table, re.DOTALL)
    ]
    return [[" ".join(re.sub(r"<[^>]+>", " ", cell).split()) for cell in row] for row in cells]


def firsts(browser, **asked) -> list[str]:
    """The first days in the list."""
    return [row[2].partition(",")[0] for row in rows(browser, **asked)]


class TestOrder:
    def test_what_is_over_is_not_there_until_asked_for(self, editor, training):
        make_edition(training, PAST)
        make_edition(training, NEXT_MONDAY)
        make_edition(training, MONDAY)
        assert firsts(editor) == ["ma 1 februari 2027", "ma 8 februari 2027"]
        assert firsts(editor, when="past") == ["ma 7 september 2026"]
        assert firsts(editor, when="all") == [
            "ma 1 februari 2027",
            "ma 8 februari 2027",
            "ma 7 september 2026",
        ]
        assert firsts(editor, when="nonsense") == firsts(editor)

    def test_what_is_over_has_the_latest_on_top(self, editor, training):
        make_edition(training, PAST)
        make_edition(training, date(2026, 10, 5))
        assert firsts(editor, when="past") == ["ma 5 oktober 2026", "ma 7 september 2026"]

    def test_what_is_postponed_waits_for_new_days_also_when_the_old_are_over(
        self, editor, training
    ):
        make_edition(training, PAST, status=EditionStatus.POSTPONED)
        assert firsts(editor) == ["ma 7 september 2026"]
        assert firsts(editor, when="past") == []

    def test_a_draft_stands_where_its_latest_version_belongs(self, editor, training):
        draft = make_edition(training, date(2027, 6, 7), publish=False)
        make_edition(training, NEXT_MONDAY)
        latest = draft.get_latest_revision_as_object()
        latest.sessions.set([Session(date=MONDAY, starts=time(9), ends=time(10))])
        latest.capacity = 5
        latest.save_revision()
        top = rows(editor)[0]
        assert top[2] == "ma 1 februari 2027, 9.00–10.00 uur"
        assert top[5] == "0/5"

    def test_columns_can_be_sorted_by(self, editor, training, other):
        make_edition(training, MONDAY, date(2027, 3, 1))
        make_edition(other, NEXT_MONDAY)
        for key, expected in {
            "training__title": ["Hulp", "Nee"],
            "-training__title": ["Nee", "Hulp"],
            "-starts_at": ["Nee", "Hulp"],
            "day_count": ["Nee", "Hulp"],
            "-day_count": ["Hulp", "Nee"],
            "location__name": ["Hulp", "Nee"],
            "-location__name": ["Nee", "Hulp"],
        }.items():
            found = [row[1].split()[0] for row in rows(editor, ordering=key)]
            assert found == expected, key


class TestState:
    @pytest.mark.parametrize(
        ("status", "words"),
        [("scheduled", "Gaat door"), ("postponed", "Uitgesteld"), ("cancelled", "Geannuleerd")],
    )
    def test_it_says_whether_it_goes_ahead(self, editor, training, status, words):
        make_edition(training, MONDAY, status=status)
        assert rows(editor)[0][7] == words

    def test_it_says_that_it_is_full_has_begun_or_is_over(self, editor, training):
        fill(make_edition(training, MONDAY, capacity=1), 1)
        make_edition(training, date(2026, 11, 23), NEXT_MONDAY)
        make_edition(training, PAST)
        assert [row[7] for row in rows(editor, when="all")] == [
            "Begonnen",
            "Gaat door, vol",
            "Voorbij",
        ]


class TestFilters:
    def choices(self, browser, name) -> list[str]:
        filters = browser.get(reverse(LIST)).context["filters"]
        return [str(label) for value, label in filters.form.fields[name].choices if value]

    def test_each_training_and_location_is_there_once(self, editor, training, other):
        english = Locale.objects.get(language_code="en")
        training.default_location.copy_for_translation(english).save()
        assert Location.objects.count() == 3
        assert self.choices(editor, "training") == ["Hulp vragen kun je leren", "Nee zeggen"]
        assert self.choices(editor, "location") == ["De Lindehof", "Zaal Noord"]

    def test_they_narrow_the_list(self, editor, training, other):
        make_edition(training, MONDAY)
        make_edition(other, NEXT_MONDAY, status=EditionStatus.CANCELLED)
        make_edition(other, date(2027, 2, 15), publish=False)
        second, third = "ma 8 februari 2027", "ma 15 februari 2027"
        assert firsts(editor, training=other.pk) == [second, third]
        assert firsts(editor, location=other.default_location.pk) == [second, third]
        assert firsts(editor, status="cancelled") == [second]
        assert firsts(editor, live="false") == [third]
        assert firsts(editor, live="true", training=other.pk) == [second]

    def test_by_places_left(self, editor, training):
        fill(make_edition(training, MONDAY, capacity=1), 1)
        crowded = make_edition(training, NEXT_MONDAY, capacity=2)
        fill(crowded, 2, first=1)
        details = {"name": "Piet", "email": "piet@example.com", "language": "nl"}
        now = datetime(2026, 11, 24, 7, tzinfo=UTC)
        places.confirm(places.enrol(crowded.pk, details, now=now).pk, now=now)
        make_edition(training, date(2027, 2, 15))
        assert firsts(editor, places="free") == ["ma 15 februari 2027"]
        assert firsts(editor, places="full") == ["ma 1 februari 2027", "ma 8 februari 2027"]
        assert firsts(editor, places="waiting") == ["ma 8 februari 2027"]

    def test_the_list_of_what_is_coming_counts_as_not_filtered(self, editor, training):
        assert not editor.get(reverse(LIST)).context["is_filtering"]
        assert editor.get(reverse(LIST), {"when": "past"}).context["is_filtering"]

    def test_nonsense_in_a_filter_breaks_nothing(self, editor, training):
        make_edition(training, MONDAY)
        asked = {"training": "x", "location": "99999999999999999999", "places": "?", "q": "%\x00"}
        assert editor.get(reverse(LIST), asked).status_code == 200


class TestSearch:
    @pytest.mark.parametrize("words", ["nee zeg", "soufian", "Noord", "groningen", "NEE amrani"])
    def test_by_training_trainer_place_and_city(self, editor, training, other, words):
        make_edition(training, MONDAY)
        make_edition(other, NEXT_MONDAY)
        assert firsts(editor, q=words) == ["ma 8 februari 2027"]

    def test_by_the_english_title(self, editor, training, other):
        make_edition(training, MONDAY)
        page = training.get_translations().get().specific
        page.title = "Daring to ask"
        page.save_revision().publish()
        assert firsts(editor, q="daring") == ["ma 1 februari 2027"]

    def test_all_words_count(self, editor, training, other):
        make_edition(other, NEXT_MONDAY)
        assert firsts(editor, q="nee lindehof") == []


class TestSheet:
    HEAD = [
        "Training",
        "Eerste dag",
        "Begint",
        "Eindigt",
        "Dagen",
        "Alle dagen",
        "Locatie",
        "Plaats",
        "Bezette plaatsen",
        "Plaatsen",
        "Wachtend",
        "Belangstellenden",
        "Gaat door",
        "Zichtbaar voor lezers",
    ]

    def test_csv_has_what_the_list_shows_as_dutch_programs_read_it(self, editor, training):
        fill(make_edition(training, MONDAY, NEXT_MONDAY), 2)
        make_edition(training, PAST)
        response = editor.get(reverse(LIST), {"export": "csv"})
        assert response["Content-Disposition"] == ('attachment; filename="planning-2026-11-24.csv"')
        body = response.content
        assert body.startswith(b"\xef\xbb\xbf")
        head, row = csv.reader(body.decode("utf-8-sig").splitlines(), delimiter=";")
        assert head == self.HEAD
        assert row == [
            "Hulp vragen kun je leren",
            "01-02-2027",
            "09:30",
            "16:30",
            "2",
            "01-02-2027, 08-02-2027",
            "De Lindehof",
            "Utrecht",
            "2",
            "12",
            "0",
            "0",
            "Gaat door",
            "Gepubliceerd",
        ]

    def test_a_workbook_has_all_that_is_asked_for(self, editor, training, other):
        make_edition(training, PAST)
        make_edition(other, NEXT_MONDAY, publish=False)
        response = editor.get(reverse(LIST), {"export": "xlsx", "when": "all"})
        sheet = load_workbook(BytesIO(response.content)).active
        table = [[cell.value for cell in row] for row in sheet.iter_rows()]
        assert [row[0] for row in table[1:]] == ["Nee zeggen", "Hulp vragen kun je leren"]
        assert [row[13] for row in table[1:]] == ["Concept", "Gepubliceerd"]

    def test_no_cell_is_a_formula(self, editor, training):
        training.title = "=HYPERLINK(1)"
        training.save()
        make_edition(training, MONDAY)
        body = editor.get(reverse(LIST), {"export": "csv"}).content.decode("utf-8-sig")
        assert body.splitlines()[1].startswith("'=HYPERLINK(1);")
        book = editor.get(reverse(LIST), {"export": "xlsx"}).content
        assert load_workbook(BytesIO(book)).active["A2"].data_type == "s"

    def test_the_list_leads_to_both(self, editor, training):
        page = editor.get(reverse(LIST), {"when": "past"}).content.decode()
        assert "?when=past&amp;export=csv" in page
        assert "?when=past&amp;export=xlsx" in page

    def test_the_number_of_queries_does_not_grow(self, editor, training):
        def count(number):
            for month in range(number):
                make_edition(training, date(2027, 3 + month, 1), publish=month % 2 == 0)
            editor.get(reverse(LIST), {"export": "csv"})
            with CaptureQueriesContext(connection) as queries:
                editor.get(reverse(LIST), {"export": "csv"})
            return len(queries)

        assert count(2) == count(6)


class TestListQueries:
    def test_drafts_and_decisions_cost_no_queries_of_their_own(self, editor, training):
        def count(number):
            for month in range(number):
                make_edition(training, date(2027, 3 + month, 1), publish=month % 2 == 0)
            editor.get(reverse(LIST))
            with CaptureQueriesContext(connection) as queries:
                editor.get(reverse(LIST))
            return len(queries)

        few = count(2)
        assert few == count(6)
        assert few <= 32


class TestLocationChooser:
    def test_each_place_is_there_once(self, editor, training):
        english = Locale.objects.get(language_code="en")
        training.default_location.copy_for_translation(english).save()
        page = editor.get(reverse(CHOOSE)).json()["html"]
        assert page.count("De Lindehof") == 1


class TestCapacity:
    WORDS = "2 mensen hebben een plaats of een aanbod. Minder plaatsen kan dus niet."

    @pytest.fixture
    def edition(self, training):
        edition = make_edition(training, MONDAY, capacity=3)
        fill(edition, 2)
        return edition

    def publish(self, browser, edition, **fields):
        address = reverse(EDIT, args=[edition.pk])
        form = as_shown(browser.get(address)) | {"action-publish": "action-publish"} | fields
        return browser.post(address, form)

    def test_fewer_places_than_are_taken_are_refused_at_the_field(self, editor, edition):
        response = self.publish(editor, edition, capacity="1")
        assert response.context["form"].errors == {"capacity": [self.WORDS]}
        assert Edition.objects.get(pk=edition.pk).capacity == 3

    def test_as_many_as_are_taken_are_enough(self, editor, edition):
        assert self.publish(editor, edition, capacity="2").status_code == 302
        assert Edition.objects.get(pk=edition.pk).capacity == 2

    def test_left_empty_the_usual_number_counts(self, editor, training, edition):
        training.default_capacity = 1
        training.save()
        response = self.publish(editor, edition, capacity="")
        assert response.context["form"].errors == {"capacity": [self.WORDS]}

    def test_a_draft_may_hold_any_number(self, editor, edition):
        address = reverse(EDIT, args=[edition.pk])
        response = editor.post(address, as_shown(editor.get(address)) | {"capacity": "1"})
        assert response.status_code == 302

    def test_more_people_than_places_do_not_keep_other_changes_back(self, editor, edition):
        Edition.objects.filter(pk=edition.pk).update(capacity=1)
        latest = edition.get_latest_revision_as_object()
        latest.capacity = 1
        latest.save_revision()
        form = {"capacity": "1", "sessions-0-starts": "10:00"}
        assert self.publish(editor, edition, **form).status_code == 302
        assert Edition.objects.get(pk=edition.pk).days[0].starts == time(10)

"""The months of all trainings: the grid, what readers see of it, and what editors do."""

import re
from datetime import date, time
from html import unescape
from types import SimpleNamespace
from zoneinfo import ZoneInfo

import pytest
from django.contrib.auth.models import Group
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.models import PageViewRestriction, Site

from events.clock import span
from events.models import Edition, EditionStatus, Session, TrainingPage
from events.months import Month, by_month, days_of, entries_of, weeks_of
from tests.factories import (
    LocationFactory,
    TrainingPageFactory,
    UserFactory,
    make_edition,
    make_training,
)
from tests.keeping import made
from tests.markup import tidy

pytestmark = pytest.mark.once

HOST = "https://lesdag.example"
NOW = "2026-11-24 09:00 +0100"
SUMMER_TIME, WINTER_TIME = date(2027, 3, 28), date(2027, 10, 31)
PLANNING = "wagtailsnippets_events_edition"


# The grid


def edition(*dates, number=1, starts=time(9, 30), ends=time(16, 30)):
    """An edition as the grid sees it, on these dates."""
    days = []
    for day in dates:
        instants = span(day, starts, ends, ZoneInfo("Europe/Amsterdam"))
        days.append(SimpleNamespace(date=day, order=instants))
    return SimpleNamespace(pk=number, days=days)


def grid(month, *editions, today=date(2026, 11, 24)):
    """The weeks of a month: each day as its number and what is on it, None outside the month."""
    weeks = weeks_of(month, entries_of(editions), today)
    return [
        [
            day and (day.date.day, [(e.edition.pk, e.number, e.count) for e in day.entries])
            for day in week
        ]
        for week in weeks
    ]


def numbers(month) -> list[list[int | None]]:
    """The dates of a month, in weeks."""
    return [[day and day[0] for day in week] for week in grid(month)]


class TestMonth:
    @pytest.mark.parametrize(
        "written",
        [
            "2027-13",
            "2027-00",
            "0000-01",
            "0000-00",
            "2027-1",
            "2027-001",
            "202-01",
            "",
            "２０２７-01",
        ],
    )
    def test_what_is_no_month_is_none(self, written):
        assert Month.parse(written) is None

    def test_is_written_as_it_is_read(self):
        assert Month.parse("2027-01") == Month(2027, 1)
        assert str(Month(2027, 1)) == "2027-01"
        assert str(Month(1, 12)) == "0001-12"

    def test_counts_over_the_turn_of_the_year(self):
        assert Month(2026, 12) + 1 == Month(2027, 1)
        assert Month(2027, 1) + -1 == Month(2026, 12)
        assert Month(2026, 11) + 12 == Month(2027, 11)
        assert Month(2026, 11) + -12 == Month(2025, 11)

    def test_knows_its_last_day(self):
        assert Month(2027, 2).last == date(2027, 2, 28)
        assert Month(2028, 2).last == date(2028, 2, 29)
        assert Month(9999, 12).last == date(9999, 12, 31)

    def test_beyond_the_calendar_there_is_none(self):
        assert not (Month(9999, 12) + 1).exists
        assert not (Month(1, 1) + -1).exists


class TestGrid:
    def test_weeks_begin_on_monday_and_hold_no_day_of_another_month(self):
        assert numbers(Month(2027, 1)) == [
            [None, None, None, None, 1, 2, 3],
            [4, 5, 6, 7, 8, 9, 10],
            [11, 12, 13, 14, 15, 16, 17],
            [18, 19, 20, 21, 22, 23, 24],
            [25, 26, 27, 28, 29, 30, 31],
        ]

    def test_a_month_can_take_four_weeks_and_six(self):
        assert [len(numbers(Month(2027, 2))), len(numbers(Month(2027, 8)))] == [4, 6]

    @pytest.mark.parametrize("change", [SUMMER_TIME, WINTER_TIME])
    def test_the_day_of_a_clock_change_is_there_once_with_what_is_on_it(self, change):
        weeks = grid(Month.of(change), edition(change, starts=time(1), ends=time(4)))
        assert (change.day, [(1, 1, 1)]) in [week[6] for week in weeks]
        days = [day for week in numbers(Month.of(change)) for day in week if day]
        assert days == list(range(1, 32))

    def test_all_day_on_the_day_of_a_clock_change_stays_on_it(self):
        for change in (SUMMER_TIME, WINTER_TIME):
            (day,) = days_of(entries_of([edition(change, starts=None, ends=None)]), change)
            assert day.date == change

    def test_each_day_of_an_edition_has_its_number(self):
        mondays = [date(2027, 1, day) for day in (4, 11, 18, 25)]
        weeks = grid(Month(2027, 1), edition(date(2026, 12, 28), *mondays))
        assert [week[0] for week in weeks[1:]] == [
            (4, [(1, 2, 5)]),
            (11, [(1, 3, 5)]),
            (18, [(1, 4, 5)]),
            (25, [(1, 5, 5)]),
        ]

    def test_one_that_ends_past_midnight_is_on_the_date_on_which_it_begins(self):
        night = edition(date(2027, 1, 31), starts=time(22), ends=time(2))
        assert grid(Month(2027, 1), night)[-1][6] == (31, [(1, 1, 1)])
        assert grid(Month(2027, 2), night)[0][0] == (1, [])

    def test_the_first_to_begin_comes_first(self):
        day = date(2027, 1, 4)
        late, early = edition(day, number=1, starts=time(13)), edition(day, number=2)
        (found,) = days_of(entries_of([late, early]), day)
        assert [entry.edition.pk for entry in found.entries] == [2, 1]

    def test_two_at_the_same_time_keep_their_order(self):
        day = date(2027, 1, 4)
        both = [edition(day, number=2), edition(day, number=1)]
        for order in (both, both[::-1]):
            (found,) = days_of(entries_of(order), day)
            assert [entry.edition.pk for entry in found.entries] == [1, 2]

    def test_only_today_is_today(self):
        weeks = weeks_of(Month(2026, 11), [], date(2026, 11, 24))
        assert [day.date.day for week in weeks for day in week if day and day.is_today] == [24]
        weeks = weeks_of(Month(2026, 12), [], date(2026, 11, 24))
        assert not any(day.is_today for week in weeks for day in week if day)

    def test_entries_can_be_those_between_two_dates(self):
        run = edition(date(2027, 1, 31), date(2027, 2, 1), date(2027, 2, 28), date(2027, 3, 1))
        found = entries_of([run], date(2027, 2, 1), date(2027, 2, 28))
        assert [(entry.day.date.day, entry.number) for entry in found] == [(1, 2), (28, 3)]

    def test_days_come_together_in_their_months(self):
        run = edition(date(2027, 1, 31), date(2027, 3, 1), date(2027, 3, 8))
        months = by_month(days_of(entries_of([run]), date(2027, 1, 1)))
        assert [(str(month), [day.date.day for day in days]) for month, days in months] == [
            ("2027-01", [31]),
            ("2027-03", [1, 8]),
        ]


# What readers see


@pytest.fixture(autouse=True)
def now(time_machine):
    """The moment at which the tests of pages look."""
    time_machine.move_to(NOW, tick=False)
    return time_machine


@made(at=NOW)
def training(site) -> TrainingPage:
    return make_training(site)


@pytest.fixture
def get(client, site, settings):
    """Fetch a page as readers of lesdag.example do."""
    Site.objects.update(hostname="lesdag.example", port=443)
    settings.ALLOWED_HOSTS = ["lesdag.example"]

    def fetch(path, status=200):
        response = client.get(path, headers={"host": "lesdag.example"}, secure=True)
        assert response.status_code == status, path
        return tidy(response.content.decode())

    return fetch


def table(html) -> str:
    """The table of a month."""
    (found,) = re.findall(r'<table class="month".*?</table>', html, re.DOTALL)
    return found


def cell(html, day: date) -> str:
    """The cell of a day, with its tags."""
    (found,) = (
        cell
        for cell in re.findall(r"<td.*?</td>", table(html), re.DOTALL)
        if f'<time datetime="{day.isoformat()}"' in cell
    )
    return found


def words(html) -> str:
    """What a reader reads of a piece of a page."""
    return " ".join(unescape(re.sub(r"<[^>]*>", " ", html)).split())


def link(html) -> str:
    """The address of the only link in a piece of a page."""
    (address,) = re.findall(r'<a[^>]*href="([^"]*)"', html)
    return address


def steps(html) -> list[tuple[str, str, str]]:
    """The links from month to month: kind, address, words."""
    nav = re.search(r'<nav class="month-steps".*?</nav>', html, re.DOTALL)[0]
    return [
        ((re.findall(r'rel="(\w+)"', tag) or [""])[0], link(tag), words(tag))
        for tag in re.findall(r"<a .*?</a>", nav)
    ]


def head(html) -> dict[str, str]:
    """What the head of a page says to search engines."""
    alternates = re.findall(r'<link rel="alternate" hreflang="([\w-]+)" href="([^"]*)">', html)
    return {
        "canonical": re.search(r'<link rel="canonical" href="([^"]*)">', html)[1],
        "title": words(re.search(r"<title>(.*?)</title>", html)[1]),
        "description": unescape(re.search(r'<meta name="description" content="([^"]*)">', html)[1]),
        **dict(alternates),
    }


JANUARY = ("/trainingen/maand/2027-01/", "/en/trainings/month/2027-01/")


class TestMonthPage:
    def test_a_day_tells_hours_training_and_number_and_leads_to_the_edition(self, get, training):
        make_edition(training, *(date(2027, 1, day) for day in (4, 11, 18, 25, 26)))
        dutch, english = (cell(get(path), date(2027, 1, 11)) for path in JANUARY)
        assert words(dutch) == "11 9.30–16.30 uur Hulp vragen kun je leren (dag 2 van 5) Utrecht"
        assert link(dutch) == "/trainingen/hulp-vragen/#2027-01-04"
        assert words(english) == "11 9:30–16:30 Asking for help can be learned (day 2 of 5) Utrecht"
        assert link(english) == "/en/trainings/asking-for-help/#2027-01-04"
        assert 'id="2027-01-04"' in get("/trainingen/hulp-vragen/")

    def test_a_training_of_one_day_has_no_number(self, get, training):
        make_edition(training, date(2027, 1, 4))
        found = words(cell(get(JANUARY[0]), date(2027, 1, 4)))
        assert found == "4 9.30–16.30 uur Hulp vragen kun je leren Utrecht"

    def test_it_is_a_table_with_a_caption_and_the_days_of_the_week(self, get, training):
        dutch, english = (table(get(path)) for path in JANUARY)
        assert words(re.search(r"<caption>.*?</caption>", dutch)[0]) == "januari 2027"
        assert words(re.search(r"<caption>.*?</caption>", english)[0]) == "January 2027"
        heads = re.findall(r'<th scope="col" abbr="(\w+)">(\w+)</th>', dutch)
        assert heads == [
            ("ma", "maandag"),
            ("di", "dinsdag"),
            ("wo", "woensdag"),
            ("do", "donderdag"),
            ("vr", "vrijdag"),
            ("za", "zaterdag"),
            ("zo", "zondag"),
        ]
        assert '<th scope="col" abbr="Mon">Monday</th>' in english
        assert dutch.count("<td></td>") == 4
        assert dutch.count("<time ") == 31

    def test_titles_say_the_month(self, get, training):
        dutch, english = (get(path) for path in JANUARY)
        assert head(dutch)["title"] == "Trainingen in januari 2027 · Lesdag"
        assert head(english)["title"] == "Trainings in January 2027 · Lesdag"
        assert "<h1>Trainingen in januari 2027</h1>" in dutch
        assert head(dutch)["description"] == (
            "Alle trainingsdagen in januari 2027, met hun tijden."
        )
        assert head(english)["description"] == (
            "All days of our trainings in January 2027, with their times."
        )
        assert '<meta property="og:title" content="Trainingen in januari 2027">' in dutch

    @pytest.mark.parametrize(
        ("status", "dutch", "english"),
        [
            (EditionStatus.CANCELLED, "Geannuleerd", "Cancelled"),
            (EditionStatus.POSTPONED, "Uitgesteld", "Postponed"),
        ],
    )
    def test_what_does_not_go_ahead_says_so_in_words(self, get, training, status, dutch, english):
        make_edition(training, date(2027, 1, 4), status=status)
        found = [words(cell(get(path), date(2027, 1, 4))) for path in JANUARY]
        assert found == [
            f"4 9.30–16.30 uur Hulp vragen kun je leren {dutch} Utrecht",
            f"4 9:30–16:30 Asking for help can be learned {english} Utrecht",
        ]

    def test_a_day_past_midnight_is_on_the_date_on_which_it_begins(self, get, training):
        make_edition(training, date(2027, 1, 4), starts=time(22), ends=time(2))
        html = get(JANUARY[0])
        assert "22.00–2.00 uur" in words(cell(html, date(2027, 1, 4)))
        assert words(cell(html, date(2027, 1, 5))) == "5"

    def test_a_day_without_times_says_all_day(self, get, training):
        make_edition(training, date(2027, 1, 4), starts=None, ends=None)
        assert "4 de hele dag Hulp" in words(cell(get(JANUARY[0]), date(2027, 1, 4)))

    @pytest.mark.parametrize("change", [SUMMER_TIME, WINTER_TIME])
    def test_the_day_of_a_clock_change_is_there(self, get, training, change):
        make_edition(training, change, starts=time(1), ends=time(4))
        found = words(cell(get(f"/trainingen/maand/{Month.of(change)}/"), change))
        assert found == f"{change.day} 1.00–4.00 uur Hulp vragen kun je leren Utrecht"

    @pytest.mark.parametrize(
        ("zone", "name", "starts"),
        [("America/New_York", "New York", time(20)), ("Pacific/Auckland", "Auckland", time(5))],
    )
    def test_a_day_elsewhere_is_on_its_own_date_with_its_zone(
        self, get, site, now, zone, name, starts
    ):
        # In Amsterdam these begin on the day after, and on the day before.
        place = LocationFactory(name="Elders", city=name, time_zone=zone)
        training = make_training(site, default_location=place)
        make_edition(training, date(2027, 1, 5), starts=starts, ends=time(23))
        dutch, english = (cell(get(path), date(2027, 1, 5)) for path in JANUARY)
        assert words(dutch).endswith(f"Hulp vragen kun je leren plaatselijke tijd in {name} {name}")
        assert words(english).endswith(f"local time in {name} {name}")

    def test_today_is_marked_for_eyes_and_ears(self, get, training):
        html = get("/trainingen/maand/2026-11/")
        assert cell(html, date(2026, 11, 24)).startswith('<td aria-current="date">')
        assert words(cell(html, date(2026, 11, 24))) == "24 vandaag"
        assert table(html).count("aria-current") == 1
        english = get("/en/trainings/month/2026-11/")
        assert words(cell(english, date(2026, 11, 24))) == "24 today"

    def test_today_is_that_of_amsterdam(self, get, training, now):
        now.move_to("2026-11-30 23:30 +0000", tick=False)
        html = get("/trainingen/maand/")
        assert words(cell(html, date(2026, 12, 1))) == "1 vandaag"

    def test_a_month_without_trainings_says_so_and_leads_to_the_next_with_one(self, get, training):
        make_edition(training, date(2027, 3, 1))
        dutch, english = (get(path) for path in JANUARY)
        assert "In januari 2027 zijn er geen trainingen." in words(dutch)
        assert (
            '<a href="/trainingen/maand/2027-03/"> Volgende maand met trainingen: maart 2027.'
            in dutch
        )
        assert "There are no trainings in January 2027." in words(english)
        assert "Next month with trainings: March 2027." in words(english)

    def test_after_the_last_month_with_trainings_it_leads_nowhere(self, get, training):
        make_edition(training, date(2026, 12, 1))
        html = get(JANUARY[0])
        assert "In januari 2027 zijn er geen trainingen." in words(html)
        assert "eerstvolgende" not in html

    def test_drafts_and_private_trainings_are_not_shown(self, get, site, training):
        make_edition(training, date(2027, 1, 4), publish=False)
        secret = make_training(site, slug="besloten", title="Besloten", english=False)
        make_edition(secret, date(2027, 1, 5))
        PageViewRestriction.objects.create(page=secret, restriction_type="login")
        html = get(JANUARY[0])
        assert "In januari 2027 zijn er geen trainingen." in words(html)
        assert "Besloten" not in html
        assert "eerstvolgende" not in html

    def test_a_training_without_an_english_page_is_not_in_the_english_month(self, get, site, now):
        make_edition(make_training(site, english=False), date(2027, 1, 4))
        assert "Hulp vragen" in table(get(JANUARY[0]))
        assert "There are no trainings in January 2027." in words(get(JANUARY[1]))

    def test_a_day_that_is_over_leads_to_the_training_which_shows_the_edition_no_more(
        self, get, training
    ):
        make_edition(training, date(2026, 11, 2))
        found = cell(get("/trainingen/maand/2026-11/"), date(2026, 11, 2))
        assert link(found) == "/trainingen/hulp-vragen/"

    def test_a_narrow_screen_gets_the_days_that_have_something_as_a_list(self, get, training):
        make_edition(training, date(2027, 1, 4), date(2027, 1, 11))
        (found,) = re.findall(r'<ol class="day-list".*?</ol>', get(JANUARY[0]), re.DOTALL)
        assert words(found) == (
            "Maandag 4 januari 2027 9.30–16.30 uur Hulp vragen kun je leren (dag 1 van 2)"
            " Kijken Utrecht"
            " Maandag 11 januari 2027 9.30–16.30 uur Hulp vragen kun je leren (dag 2 van 2)"
            " Luisteren Utrecht"
        )


class TestFromMonthToMonth:
    def test_previous_and_next_are_named_and_the_present_month_is_near(self, get, training):
        assert steps(get(JANUARY[0])) == [
            ("prev", "/trainingen/maand/2026-12/", "‹ december 2026"),
            ("next", "/trainingen/maand/2027-02/", "februari 2027 ›"),
            ("", "/trainingen/maand/", "Deze maand"),
        ]
        assert steps(get(JANUARY[1])) == [
            ("prev", "/en/trainings/month/2026-12/", "‹ December 2026"),
            ("next", "/en/trainings/month/2027-02/", "February 2027 ›"),
            ("", "/en/trainings/month/", "This month"),
        ]

    @pytest.mark.parametrize("path", ["/trainingen/maand/", "/trainingen/maand/2026-11/"])
    def test_from_the_present_month_none_leads_to_itself(self, get, training, path):
        assert steps(get(path)) == [
            ("prev", "/trainingen/maand/2026-10/", "‹ oktober 2026"),
            ("next", "/trainingen/maand/2026-12/", "december 2026 ›"),
        ]

    def test_it_goes_from_a_year_ago_to_a_year_ahead(self, get, training):
        assert [kind for kind, _url, _words in steps(get("/trainingen/maand/2025-11/"))] == [
            "next",
            "",
        ]
        assert [kind for kind, _url, _words in steps(get("/trainingen/maand/2027-11/"))] == [
            "prev",
            "",
        ]
        get("/trainingen/maand/2025-10/", status=404)
        get("/trainingen/maand/2027-12/", status=404)

    def test_it_goes_on_to_the_last_month_with_a_training_in_both_languages(self, get, site, now):
        make_edition(make_training(site, english=False), date(2028, 5, 1))
        get("/trainingen/maand/2028-05/")
        get("/en/trainings/month/2028-05/")
        get("/trainingen/maand/2028-06/", status=404)

    def test_a_draft_far_ahead_makes_no_months(self, get, training):
        make_edition(training, date(2028, 5, 1), publish=False)
        get("/trainingen/maand/2028-05/", status=404)

    @pytest.mark.parametrize(
        "path",
        [
            "/trainingen/maand/2027-13/",
            "/trainingen/maand/0000-00/",
            "/trainingen/maand/2027-1/",
            "/trainingen/maand/9999-12/",
            "/trainingen/month/",
            "/trainingen/month/2027-01/",
            "/trainingen/dates/",
            "/en/trainings/maand/2027-01/",
            "/en/trainings/data/",
        ],
    )
    def test_what_is_no_month_and_words_of_the_other_language_are_not_found(
        self, get, training, path
    ):
        get(path, status=404)


class TestItsPlaceInTheSite:
    @pytest.mark.parametrize("path", [*JANUARY, JANUARY[0] + "?utm_source=x"])
    def test_both_languages_name_the_same_month(self, get, training, path):
        found = head(get(path))
        assert found["canonical"] == HOST + path.partition("?")[0]
        assert (found["nl"], found["en"]) == (HOST + JANUARY[0], HOST + JANUARY[1])
        assert found["x-default"] == HOST + JANUARY[0]

    def test_the_switch_of_language_keeps_the_month(self, get, training):
        for path, other in (JANUARY, JANUARY[::-1]):
            switch = re.search(r'<nav class="language".*?</nav>', get(path), re.DOTALL)[0]
            assert link(switch) == other

    def test_the_month_of_today_has_the_address_of_its_month(self, get, training):
        found = head(get("/trainingen/maand/"))
        assert found["canonical"] == f"{HOST}/trainingen/maand/2026-11/"
        assert found["en"] == f"{HOST}/en/trainings/month/2026-11/"

    def test_the_list_of_dates_has_its_own_in_each_language(self, get, training):
        found = head(get("/en/trainings/dates/"))
        assert found["canonical"] == found["en"] == f"{HOST}/en/trainings/dates/"
        assert found["nl"] == f"{HOST}/trainingen/data/"

    def test_where_the_other_language_has_no_list_it_leads_to_what_there_is(
        self, get, site, training
    ):
        site.trainings_en.unpublish()
        html = get(JANUARY[0])
        switch = re.search(r'<nav class="language".*?</nav>', html, re.DOTALL)[0]
        assert link(switch) == "/en/"
        assert "en" not in head(html)

    @pytest.mark.parametrize("path", [JANUARY[0], "/trainingen/data/"])
    def test_the_way_up_leads_to_the_list_of_trainings(self, get, training, path):
        crumbs = re.search(r'<nav class="crumbs".*?</nav>', get(path), re.DOTALL)[0]
        assert words(crumbs) == "Home Trainingen"
        assert 'href="/trainingen/"' in crumbs

    def test_the_menu_marks_the_part_of_the_site_and_not_the_page(self, get, training):
        assert 'href="/trainingen/" aria-current="true"' in get(JANUARY[0])
        assert 'href="/trainingen/" aria-current="page"' in get("/trainingen/")

    @pytest.mark.parametrize(
        ("path", "here"),
        [
            ("/trainingen/", ("Alle trainingen", "page")),
            ("/trainingen/maand/", ("Per maand", "true")),
            ("/trainingen/maand/2027-01/", ("Per maand", "true")),
            ("/trainingen/data/", ("Alle data", "page")),
        ],
    )
    def test_the_views_lead_to_each_other(self, get, training, path, here):
        nav = re.search(r'<nav class="filter".*?</nav>', get(path), re.DOTALL)[0]
        assert [(link(tag), words(tag)) for tag in re.findall(r"<a .*?</a>", nav)] == [
            ("/trainingen/", "Alle trainingen"),
            ("/trainingen/maand/", "Per maand"),
            ("/trainingen/data/", "Alle data"),
        ]
        assert re.findall(r'aria-current="(\w+)">([^<]*)</a>', nav) == [here[::-1]]

    def test_so_do_they_in_english(self, get, training):
        nav = re.search(r'<nav class="filter".*?</nav>', get("/en/trainings/"), re.DOTALL)[0]
        assert [(link(tag), words(tag)) for tag in re.findall(r"<a .*?</a>", nav)] == [
            ("/en/trainings/", "All trainings"),
            ("/en/trainings/month/", "By month"),
            ("/en/trainings/dates/", "All dates"),
        ]

    @pytest.mark.parametrize("slug", ["maand", "month", "data", "dates"])
    def test_no_training_can_stand_in_the_place_of_a_view(self, site, slug):
        with pytest.raises(ValidationError) as refused:
            TrainingPageFactory(parent=site.trainings, slug=slug)
        assert refused.value.message_dict == {
            "slug": ["Op dat adres staan alle data van de trainingen. Kies een ander."]
        }

    def test_when_the_list_moves_the_old_addresses_of_the_views_lead_to_them(
        self, client, site, now, django_capture_on_commit_callbacks
    ):
        site.trainings.slug = "aanbod"
        with django_capture_on_commit_callbacks(execute=True):
            site.trainings.save_revision().publish()
        for view in ("maand/", "data/"):
            response = client.get(f"/trainingen/{view}")
            assert (response.status_code, response["Location"]) == (301, f"/aanbod/{view}")


class TestDatesPage:
    def test_all_coming_days_in_order_in_their_months(self, get, site, training):
        other = make_training(site, slug="luisteren", title="Luisteren")
        make_edition(training, date(2027, 1, 4), date(2027, 2, 1))
        make_edition(other, date(2027, 1, 11))
        html = get("/trainingen/data/")
        main = re.search(r'<section class="dates-month">.*</section>', html, re.DOTALL)[0]
        headings = re.findall(r"<h([23])[^>]*>(.*?)</h", main, re.DOTALL)
        assert [(level, words(heading)) for level, heading in headings] == [
            ("2", "Januari 2027"),
            ("3", "Maandag 4 januari 2027"),
            ("3", "Maandag 11 januari 2027"),
            ("2", "Februari 2027"),
            ("3", "Maandag 1 februari 2027"),
        ]
        assert "9.30–16.30 uur Hulp vragen kun je leren (dag 2 van 2) Luisteren" in words(main)
        assert 'href="/trainingen/maand/2027-02/"' in main
        assert main.count('href="/trainingen/hulp-vragen/#2027-01-04"') == 2

    def test_in_english(self, get, training):
        make_edition(training, date(2027, 1, 4), status=EditionStatus.CANCELLED)
        html = get("/en/trainings/dates/")
        assert "<h1>All training days</h1>" in html
        assert (
            "Monday 4 January 2027 9:30–16:30 Asking for help can be learned Cancelled"
        ) in words(html)

    def test_a_day_goes_when_it_is_over_and_keeps_the_number_of_the_others(
        self, get, training, now
    ):
        make_edition(training, date(2026, 11, 24), date(2026, 12, 1))
        now.move_to("2026-11-24 16:29 +0100", tick=False)
        assert "24 november 2026 vandaag 9.30–16.30 uur" in words(get("/trainingen/data/"))
        now.move_to("2026-11-24 16:30 +0100", tick=False)
        html = get("/trainingen/data/")
        assert "24 november" not in html
        assert "Hulp vragen kun je leren (dag 2 van 2)" in words(html)

    def test_without_any_it_says_so(self, get, training):
        make_edition(training, date(2026, 11, 2))
        assert "Er zijn nog geen trainingsdagen gepland." in get("/trainingen/data/")
        assert "No training days are planned yet." in get("/en/trainings/dates/")

    def test_drafts_and_private_trainings_are_not_shown(self, get, site, training):
        make_edition(training, date(2027, 1, 4), publish=False)
        secret = make_training(site, slug="besloten", english=False)
        make_edition(secret, date(2027, 1, 5))
        PageViewRestriction.objects.create(page=secret, restriction_type="login")
        assert "Er zijn nog geen trainingsdagen gepland." in get("/trainingen/data/")


# What editors see


@pytest.fixture
def editor(client, site, now):
    """A browser in which an editor, who is no superuser, is logged in."""
    user = UserFactory(email="redactie@example.com")
    user.groups.add(Group.objects.get(name="Editors"))
    client.force_login(user)
    return client


def month_in_admin(client, month="2027-01") -> str:
    """The month view of Planning."""
    response = client.get(reverse(f"{PLANNING}:month", args=[month]))
    assert response.status_code == 200
    return tidy(response.content.decode())


def planned(html, day: date) -> str:
    """What the cell of a day says, but for the way to plan one more."""
    return words(re.sub(r'<a class="month__plan".*?</a>', "", cell(html, day), flags=re.DOTALL))


def change_draft(edition, **fields) -> None:
    """Save a draft of an edition, as the editor does who does not publish."""
    draft = edition.get_latest_revision_as_object()
    for name, value in fields.items():
        setattr(draft, name, value)
    draft.save_revision()


class TestPlanningMonth:
    def test_every_edition_is_there_with_its_state_in_words(self, editor, training):
        states = [EditionStatus.SCHEDULED, EditionStatus.POSTPONED, EditionStatus.CANCELLED]
        for day, status in enumerate(states, start=4):
            make_edition(training, date(2027, 1, day), status=status)
        make_edition(training, date(2027, 1, 7), publish=False)
        make_edition(training, date(2027, 1, 8)).unpublish()
        html = month_in_admin(editor)
        start = "9.30–16.30 uur Hulp vragen kun je leren"
        assert [planned(html, date(2027, 1, day)) for day in range(4, 9)] == [
            f"4 {start} Gepubliceerd",
            f"5 {start} Gepubliceerd Uitgesteld",
            f"6 {start} Gepubliceerd Geannuleerd",
            f"7 {start} Concept",
            f"8 {start} Concept",
        ]

    def test_each_leads_to_its_form(self, editor, training):
        edition = make_edition(training, date(2027, 1, 4), publish=False)
        found = cell(month_in_admin(editor), date(2027, 1, 4))
        assert f'href="{reverse(f"{PLANNING}:edit", args=[edition.pk])}"' in found

    def test_what_readers_see_stays_until_a_draft_is_published(self, editor, training):
        edition = make_edition(training, date(2027, 1, 4))
        change_draft(edition, status=EditionStatus.CANCELLED)
        html = month_in_admin(editor)
        assert planned(html, date(2027, 1, 4)).endswith("leren Gepubliceerd, met concept")

    def test_a_draft_that_was_moved_is_on_its_new_day(self, editor, training):
        edition = make_edition(training, date(2027, 1, 4), publish=False)
        draft = edition.get_latest_revision_as_object()
        (day,) = draft.sessions.all()
        day.date = date(2027, 2, 1)
        draft.sessions.set([day])
        draft.save_revision()
        assert planned(month_in_admin(editor), date(2027, 1, 4)) == "4"
        html = month_in_admin(editor, "2027-02")
        assert planned(html, date(2027, 2, 1)).endswith("leren Concept")

    def test_a_draft_for_another_training_has_its_title(self, editor, site, training):
        edition = make_edition(training, date(2027, 1, 4), publish=False)
        change_draft(edition, training=make_training(site, slug="luisteren", title="Luisteren"))
        found = planned(month_in_admin(editor), date(2027, 1, 4))
        assert found == "4 9.30–16.30 uur Luisteren Concept"

    def test_a_draft_for_a_place_that_was_deleted_since_has_none(self, editor, training):
        # The row of one that was never published follows its draft, and so protects the place.
        edition = make_edition(training, date(2027, 1, 4))
        edition.unpublish()
        place = LocationFactory(name="Elders", time_zone="America/New_York")
        change_draft(edition, location=place)
        assert "New York" in planned(month_in_admin(editor), date(2027, 1, 4))
        place.delete()
        found = planned(month_in_admin(editor), date(2027, 1, 4))
        assert found == "4 9.30–16.30 uur Hulp vragen kun je leren Concept"

    def test_the_way_to_other_months_and_to_that_of_today(self, editor, training):
        html = month_in_admin(editor)
        root = reverse(f"{PLANNING}:month")
        assert steps(html) == [
            ("prev", f"{root}2026-12/", "‹ december 2026"),
            ("next", f"{root}2027-02/", "februari 2027 ›"),
            ("", root, "Deze maand"),
        ]

    def test_without_a_month_it_is_that_of_today_which_is_marked(self, editor, training):
        html = tidy(editor.get(reverse(f"{PLANNING}:month")).content.decode())
        assert "In november 2026 staat niets gepland." in html
        assert cell(html, date(2026, 11, 24)).startswith('<td aria-current="date">')
        assert planned(html, date(2026, 11, 24)) == "24 vandaag"

    @pytest.mark.parametrize("month", ["2027-13", "0000-01", "januari"])
    def test_what_is_no_month_is_not_found(self, editor, month):
        assert editor.get(f"{reverse(f'{PLANNING}:month')}{month}/").status_code == 404

    @pytest.mark.parametrize("month", ["0001-01", "9999-12"])
    def test_the_calendar_has_a_beginning_and_an_end(self, editor, month):
        assert len(steps(month_in_admin(editor, month))) == 2

    def test_list_and_month_lead_to_each_other(self, editor, training):
        listed = tidy(editor.get(reverse(f"{PLANNING}:list")).content.decode())
        address = reverse(f"{PLANNING}:month")
        (button,) = re.findall(rf'<a href="{address}".*?</a>', listed)
        assert words(button) == "Maand"
        html = month_in_admin(editor)
        buttons = re.search(r'<nav aria-label="Acties".*?</nav>', html, re.DOTALL)[0]
        assert words(buttons) == "Editie plannen Lijst"
        assert f'href="{reverse(f"{PLANNING}:list")}"' in buttons

    def test_it_stands_in_the_frame_of_the_admin(self, editor):
        html = month_in_admin(editor)
        assert '<h1 class="w-sr-only"> Planning: januari 2027 </h1>' in html
        crumbs = re.search(r"<div data-w-breadcrumbs.*?</ol>", html, re.DOTALL)[0]
        assert f'href="{reverse(f"{PLANNING}:list")}"' in crumbs

    def test_an_edition_is_planned_on_a_day_that_is_to_come(self, editor, training):
        html = tidy(editor.get(reverse(f"{PLANNING}:month")).content.decode())
        assert "month__plan" not in cell(html, date(2026, 11, 23))
        found = cell(html, date(2026, 11, 24))
        assert "Een editie plannen op dinsdag 24 november 2026" in words(found)
        assert link(found) == f"{reverse(f'{PLANNING}:add')}?date=2026-11-24"
        response = editor.get(link(found))
        (row,) = response.context["form"].formsets["sessions"].forms
        assert row["date"].value() == date(2026, 11, 24)

    @pytest.mark.parametrize("asked", ["", "?date=", "?date=2027-02-30", "?date=morgen"])
    def test_a_date_that_is_none_is_left_alone(self, editor, asked):
        response = editor.get(reverse(f"{PLANNING}:add") + asked)
        assert response.status_code == 200
        (row,) = response.context["form"].formsets["sessions"].forms
        assert row["date"].value() is None

    def test_whoever_may_not_see_the_list_may_not_see_the_month(self, client, site, now):
        user = UserFactory(email="vertaler@example.com")
        user.groups.add(Group.objects.create(name="Only the admin"))
        client.force_login(user)
        for name in ("list", "month"):
            assert client.get(reverse(f"{PLANNING}:{name}")).status_code == 302
        client.logout()
        response = client.get(reverse(f"{PLANNING}:month"))
        assert response.status_code == 302
        assert "login" in response["Location"]

    def test_the_number_of_queries_does_not_grow(self, editor, site, training):
        other = make_training(site, slug="luisteren", default_location=LocationFactory())

        def plan(days):
            for day in days:
                make_edition(training, date(2027, 1, day))
                make_edition(other, date(2027, 1, day), publish=False)

        def count():
            month_in_admin(editor)
            with CaptureQueriesContext(connection) as queries:
                month_in_admin(editor)
            return len(queries)

        plan([4])
        few = count()
        plan(range(5, 15))
        assert Edition.objects.count() == 22
        assert Session.objects.count() == 22
        assert count() == few

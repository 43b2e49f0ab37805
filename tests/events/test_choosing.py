"""Narrowing the list of trainings by month, place and free places, with plain addresses."""

import json
import re
from datetime import UTC, date, datetime

import pytest
import time_machine
from bs4 import BeautifulSoup
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import Locale

from events import choosing
from events.choosing import Run
from events.models import Edition, EditionStatus, TrainingPage
from events.months import Month
from tests.conftest import NOW
from tests.events.test_schedule import plan_many
from tests.factories import CategoryFactory, LocationFactory, make_edition, make_training
from tests.keeping import made

WINTER = datetime(2027, 1, 20, 12, 0, tzinfo=UTC)
LIST, ENGLISH = "/trainingen/", "/en/trainings/"
FEBRUARY, MARCH = date(2027, 2, 1), date(2027, 3, 1)
UTRECHT = Run(1, Month(2027, 2), "Utrecht", online=False, has_room=True)
DEN_BOSCH = Run(2, Month(2027, 3), "’s-Hertogenbosch", online=False, has_room=False)
ZOOM = Run(3, Month(2027, 3), "", online=True, has_room=True)


@pytest.fixture(autouse=True)
def _in_winter():
    with time_machine.travel(WINTER):
        yield


@made(at=NOW)
def three(site):
    """One in Utrecht, one online and full, one without a date; returns the one in Utrecht."""
    utrecht = make_training(site)
    make_edition(utrecht, FEBRUARY, date(2027, 3, 1))
    make_edition(utrecht, date(2027, 5, 3))
    zoom = LocationFactory(name="Zoom", online=True, city="")
    online = make_training(site, slug="online", title="Vragen op afstand", default_location=zoom)
    edition = make_edition(online, MARCH, capacity=1)
    edition.enrolments.create(
        state="confirmed", name="Anna", email="anna@example.com", language="nl", created_at=NOW
    )
    make_training(site, slug="later", title="Ooit")
    return utrecht


def soup_of(client, address: str) -> BeautifulSoup:
    response = client.get(address)
    assert response.status_code == 200, address
    return BeautifulSoup(response.content, "html.parser")


def words(element) -> str:
    return " ".join(element.get_text(" ").split())


def titles(soup) -> list[str]:
    return [words(title) for title in soup.select(".training-card__title")]


def options(soup) -> dict[str, list[tuple[str, str]]]:
    return {
        words(group.p): [(words(link), link["href"]) for link in group.select("a")]
        for group in soup.select(".narrow .filter")
    }


class TestWhatFits:
    RUNS = [UTRECHT, DEN_BOSCH, ZOOM]

    @pytest.mark.parametrize(
        ("choice", "found"),
        [
            ({}, [UTRECHT, DEN_BOSCH, ZOOM]),
            ({"month": "2027-03"}, [DEN_BOSCH, ZOOM]),
            ({"place": "utrecht"}, [UTRECHT]),
            ({"place": "online"}, [ZOOM]),
            ({"free": "1"}, [UTRECHT, ZOOM]),
            ({"month": "2027-03", "free": "1"}, [ZOOM]),
            ({"month": "2027-03", "place": "utrecht"}, []),
            ({"month": "maart"}, []),
            ({"free": "ja"}, []),
            ({"place": "Utrecht' OR 1=1"}, []),
        ],
    )
    def test_is_what_was_asked_for_in_each_respect(self, choice, found):
        assert choosing.fitting(self.RUNS, choice) == found

    def test_an_address_asks_for_nothing_that_it_leaves_empty_or_that_we_do_not_know(self):
        assert choosing.asked({"month": "", "utm_source": "x", "free": "1"}) == {"free": "1"}

    def test_a_town_is_written_plainly_in_an_address(self):
        assert DEN_BOSCH.value("place") == "s-hertogenbosch"

    def test_no_option_leads_to_an_empty_list(self):
        runs = self.RUNS
        for choice in ({}, {"month": "2027-03"}, {"place": "online", "free": "1"}):
            for group in choosing.groups(runs, choice, "/"):
                for option in group.options:
                    query = dict(re.findall(r"(\w+)=([^&]+)", option.url))
                    assert choosing.fitting(runs, query), option

    def test_a_kind_in_which_all_are_alike_is_not_offered(self):
        assert choosing.groups([UTRECHT], {}, "/") == []
        assert choosing.groups([], {}, "/") == []

    def test_an_unknown_value_comes_back_in_no_address(self):
        found = choosing.groups(self.RUNS, {"month": "<b>", "place": "online"}, "/")
        assert "%3Cb" not in " ".join(option.url for group in found for option in group.options)


class TestList:
    def test_offers_months_places_and_free_places(self, client, three):
        assert options(soup_of(client, LIST)) == {
            "Begint in": [
                ("Alle maanden", LIST),
                ("februari 2027", f"{LIST}?month=2027-02"),
                ("maart 2027", f"{LIST}?month=2027-03"),
                ("mei 2027", f"{LIST}?month=2027-05"),
            ],
            "Waar": [
                ("Alle plaatsen", LIST),
                ("Utrecht", f"{LIST}?place=utrecht"),
                ("Online", f"{LIST}?place=online"),
            ],
            "Vrije plaatsen": [
                ("Ook wat vol is", LIST),
                ("Met vrije plaatsen", f"{LIST}?free=1"),
            ],
        }

    def test_is_folded_and_whole_until_something_is_chosen(self, client, three):
        soup = soup_of(client, LIST)
        assert not soup.select_one(".narrow").has_attr("open")
        assert soup.select(".narrow__found") == []
        assert titles(soup) == ["Hulp vragen kun je leren", "Vragen op afstand", "Ooit"]

    def test_a_choice_shows_what_fits_and_how_many(self, client, three):
        soup = soup_of(client, f"{LIST}?place=online")
        assert titles(soup) == ["Vragen op afstand"]
        assert words(soup.select_one(".narrow__found")) == (
            "1 training past bij je keuze. Toon alle trainingen"
        )
        assert soup.select_one(".narrow").has_attr("open")
        chosen = [words(link) for link in soup.select(".narrow [aria-current=true]")]
        assert chosen == ["Online"]

    def test_a_choice_can_be_made_narrower_and_wider(self, client, three):
        soup = soup_of(client, f"{LIST}?month=2027-05&place=utrecht")
        assert options(soup)["Begint in"] == [
            ("Alle maanden", f"{LIST}?place=utrecht"),
            ("februari 2027", f"{LIST}?month=2027-02&place=utrecht"),
            ("mei 2027", f"{LIST}?month=2027-05&place=utrecht"),
        ]
        chosen = [words(link) for link in soup.select(".narrow [aria-current=true]")]
        assert chosen == ["mei 2027", "Utrecht"]

    def test_the_card_shows_the_date_that_was_chosen(self, client, three):
        soup = soup_of(client, f"{LIST}?month=2027-05")
        assert titles(soup) == ["Hulp vragen kun je leren"]
        assert "maandag 3 mei 2027" in words(soup.select_one(".training-card .facts"))

    def test_free_places_leave_out_what_is_full(self, client, three):
        assert titles(soup_of(client, f"{LIST}?free=1")) == ["Hulp vragen kun je leren"]

    @pytest.mark.parametrize(
        "query", ["month=2031-01", "month=13", "place=parijs", "free=x", "place=%00", "month=%FF"]
    )
    def test_what_nothing_has_is_an_answer_with_the_way_back(self, client, three, query):
        soup = soup_of(client, f"{LIST}?{query}")
        assert titles(soup) == []
        found = soup.select_one(".narrow__found")
        assert words(found) == "Geen training past bij je keuze. Toon alle trainingen"
        assert found.a["href"] == LIST
        assert "Er zijn hier nog geen trainingen" not in words(soup)

    def test_the_english_list_has_the_same_addresses(self, client, three):
        soup = soup_of(client, f"{ENGLISH}?place=utrecht")
        assert titles(soup) == ["Asking for help can be learned"]
        assert options(soup)["Begins in"][1] == (
            "February 2027",
            f"{ENGLISH}?month=2027-02&place=utrecht",
        )

    def test_search_engines_know_one_address(self, client, three):
        soup = soup_of(client, f"{LIST}?month=2027-02&free=1")
        assert soup.select_one("link[rel=canonical]")["href"].endswith(LIST)
        assert {tuple(link["rel"]) for link in soup.select(".narrow .filter a")} == {("nofollow",)}

    def test_what_does_not_go_ahead_or_has_begun_is_no_option(self, client, site):
        training = make_training(site)
        make_edition(training, FEBRUARY, status=EditionStatus.CANCELLED)
        make_edition(training, MARCH, status=EditionStatus.POSTPONED)
        make_edition(training, date(2027, 1, 18), date(2027, 1, 25))
        soup = soup_of(client, LIST)
        assert soup.select(".narrow") == []
        assert titles(soup) == ["Hulp vragen kun je leren"]

    @pytest.mark.parametrize("query", ["", "?month=2027-01&free=1"])
    def test_costs_as_much_for_many_dates_as_for_few(self, client, three, query):
        def count() -> int:
            client.get(LIST + query)
            with CaptureQueriesContext(connection) as queries:
                client.get(LIST + query)
            return len(queries)

        plan_many(three, 2)
        few = count()
        Edition.objects.filter(slug__startswith="2028-").delete()
        plan_many(three, 40)
        assert count() == few


class TestSubjects:
    """The list by the categories that articles have too."""

    @pytest.fixture
    def subjects(self, three):
        """Listening, of the training in Utrecht and of the one without a date; and another."""
        listening = CategoryFactory(name="Luisteren", slug="luisteren")
        limits = CategoryFactory(name="Grenzen", slug="grenzen")
        for row, name in ((listening, "Listening"), (limits, "Limits")):
            row.save_revision().publish()
            english = row.copy_for_translation(Locale.objects.get(language_code="en"))
            english.name, english.slug = name, name.lower()
            english.save()
            english.save_revision().publish()
        for slug, category in (
            ("hulp-vragen", listening),
            ("later", listening),
            ("online", limits),
        ):
            page = TrainingPage.objects.get(slug=slug)
            page.category = category
            page.save_revision().publish()
        return listening

    def test_are_offered_first_in_the_language_of_the_reader(self, client, subjects):
        assert list(options(soup_of(client, LIST)).items())[0] == (
            "Onderwerp",
            [
                ("Alle onderwerpen", LIST),
                ("Grenzen", f"{LIST}?category=grenzen"),
                ("Luisteren", f"{LIST}?category=luisteren"),
            ],
        )
        assert options(soup_of(client, ENGLISH))["Subject"] == [
            ("All subjects", ENGLISH),
            ("Limits", f"{ENGLISH}?category=limits"),
            ("Listening", f"{ENGLISH}?category=listening"),
        ]

    def test_a_subject_has_its_trainings_those_without_a_date_as_well(self, client, subjects):
        soup = soup_of(client, f"{LIST}?category=luisteren")
        assert titles(soup) == ["Hulp vragen kun je leren", "Ooit"]
        assert soup.title.get_text(strip=True).startswith("Luisteren · Trainingen")

    def test_goes_with_what_else_is_asked_for(self, client, subjects):
        both = f"{LIST}?category=luisteren&month=2027-02"
        assert titles(soup_of(client, both)) == ["Hulp vragen kun je leren"]
        assert titles(soup_of(client, f"{LIST}?category=grenzen&month=2027-02")) == []

    def test_one_that_nothing_has_is_an_answer_and_no_error(self, client, subjects):
        soup = soup_of(client, f"{LIST}?category=dansen")
        assert titles(soup) == []
        assert "Geen training past bij je keuze." in words(soup.main)

    def test_a_translation_holds_on_to_none_so_that_it_can_be_deleted(self, subjects):
        assert set(
            TrainingPage.objects.exclude(category=None).values_list("locale", flat=True)
        ) == {subjects.locale_id}

    @pytest.mark.parametrize(
        ("query", "canonical", "listed"),
        [
            ("", "", 3),
            ("?category=luisteren", "?category=luisteren", 2),
            ("?month=2027-02", "", 0),
            ("?category=luisteren&month=2027-02", "", 0),
            ("?category=dansen", "", 0),
        ],
    )
    def test_search_engines_hear_of_the_whole_list_and_of_each_subject_only(
        self, client, subjects, query, canonical, listed
    ):
        soup = soup_of(client, LIST + query)
        (link,) = soup.select("link[rel=canonical]")
        assert link["href"] == f"http://127.0.0.1:8000{LIST}{canonical}"
        nodes = json.loads(soup.select_one("script[type='application/ld+json']").string)["@graph"]
        items = [node["itemListElement"] for node in nodes if node["@type"] == "ItemList"]
        assert [len(found) for found in items] == ([listed] if listed else [])

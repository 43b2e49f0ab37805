"""What the page of a training answers at a glance, and what it tells of the past."""

import re
from datetime import UTC, date, datetime, time
from decimal import Decimal

import pytest
import time_machine
import zxingcpp
from bs4 import BeautifulSoup
from django.db import connection
from django.test.utils import CaptureQueriesContext
from PIL import Image, ImageDraw
from wagtail.models import PageViewRestriction

from events import maps
from events.models import (
    EditionStatus,
    Enrolment,
    EnrolmentState,
    TrainingPage,
    TrainingTrainer,
)
from tests.conftest import NOW
from tests.factories import (
    CategoryFactory,
    LocationFactory,
    PersonFactory,
    make_edition,
    make_training,
)
from tests.keeping import made

pytestmark = pytest.mark.once

DUTCH, ENGLISH = "/trainingen/hulp-vragen/", "/en/trainings/asking-for-help/"
# As the record of the site has it.
HOST = "http://127.0.0.1:8000"
WINTER = datetime(2027, 1, 20, 12, 0, tzinfo=UTC)
MONDAYS = [date(2027, 3, day) for day in (1, 8, 15, 22, 29)]


@pytest.fixture(autouse=True)
def _in_winter():
    with time_machine.travel(WINTER):
        yield


@made(at=NOW)
def training(site):
    """A training of five days."""
    return make_training(site)


def soup_of(client, address: str) -> BeautifulSoup:
    response = client.get(address)
    assert response.status_code == 200
    return BeautifulSoup(response.content, "html.parser")


def words(element) -> str:
    return " ".join(element.get_text(" ").split())


def glance(client, address: str = DUTCH) -> list[tuple[str, str]]:
    """The terms and what is said of each, as they stand in the head of the page."""
    return glance_of(soup_of(client, address))


def glance_of(soup) -> list[tuple[str, str]]:
    return [(words(row.dt), words(row.dd)) for row in soup.select(".glance > div")]


def enrol_many(edition, count: int) -> None:
    Enrolment.objects.bulk_create(
        Enrolment(
            edition=edition,
            state=EnrolmentState.CONFIRMED,
            name=f"Anna {number}",
            email=f"anna{number}@example.com",
            language="nl",
            created_at=WINTER,
            confirmed_at=WINTER,
        )
        for number in range(count)
    )


class TestAtAGlance:
    def test_says_when_where_how_many_how_much_and_by_whom_once_each(self, client, training):
        make_edition(training, *MONDAYS, capacity=12)
        assert glance(client) == [
            ("Wanneer", "5 maandagen, 1 – 29 maart 2027 9.30–16.30 uur"),
            ("Waar", "Utrecht De Lindehof, Lindelaan 1, 3599 ZZ Utrecht Bekijk op de kaart"),
            ("Plaatsen", "Nog 12 plaatsen"),
            ("Prijs", "€ 1.250 vrijgesteld van btw"),
            ("Gegeven door", "Marit Hoekstra"),
        ]

    def test_says_the_same_in_english(self, client, training):
        make_edition(training, *MONDAYS, capacity=12)
        assert glance(client, ENGLISH)[:4] == [
            ("When", "5 Mondays, 1 – 29 March 2027 9:30–16:30"),
            ("Where", "Utrecht De Lindehof, Lindelaan 1, 3599 ZZ Utrecht Show on a map"),
            ("Places", "12 places left"),
            ("Price", "€1,250 vrijgesteld van btw"),
        ]

    def test_says_the_hours_of_a_single_day(self, client, training):
        make_edition(training, MONDAYS[0])
        assert glance(client)[0] == ("Wanneer", "Maandag 1 maart 2027 9.30–16.30 uur")

    def test_names_the_time_zone_where_it_is_another(self, client, training):
        lisbon = LocationFactory(name="Casa", city="Lissabon", time_zone="Europe/Lisbon")
        make_edition(training, MONDAYS[0], location=lisbon)
        assert glance(client)[0][1].endswith("9.30–16.30 uur plaatselijke tijd in Lisbon")

    def test_passes_over_what_was_cancelled_postponed_or_has_begun(self, client, training):
        make_edition(training, date(2027, 1, 18), date(2027, 1, 25))
        make_edition(training, date(2027, 2, 1), status=EditionStatus.CANCELLED)
        make_edition(training, date(2027, 2, 2), status=EditionStatus.POSTPONED)
        make_edition(training, date(2027, 2, 3))
        assert glance(client)[0][1] == "Woensdag 3 februari 2027 9.30–16.30 uur"

    def test_says_that_all_places_are_taken(self, client, training):
        enrol_many(make_edition(training, MONDAYS[0], capacity=2), 2)
        assert glance(client)[2] == ("Plaatsen", "Vol: je kunt op de wachtlijst")

    def test_where_it_is_full_it_leads_to_the_next_with_room(self, client, training):
        enrol_many(make_edition(training, MONDAYS[0], capacity=2), 2)
        make_edition(training, MONDAYS[1], capacity=5, status=EditionStatus.CANCELLED)
        enrol_many(make_edition(training, MONDAYS[2], capacity=1), 1)
        enrol_many(make_edition(training, MONDAYS[3], capacity=5), 2)
        assert glance(client)[2] == (
            "Plaatsen",
            "Vol: je kunt op de wachtlijst ook maandag 22 maart 2027, Utrecht: nog 3 plaatsen",
        )
        assert glance(client, ENGLISH)[2] == (
            "Places",
            "Full: join the waiting list also Monday 22 March 2027, Utrecht: 3 places left",
        )
        (link,) = soup_of(client, ENGLISH).select(".glance a.also")
        assert link["href"] == f"{ENGLISH}#2027-03-22"

    def test_says_online(self, client, training):
        make_edition(training, MONDAYS[0], location=LocationFactory(name="Zoom", online=True))
        assert glance(client)[1] == ("Waar", "Online")

    def test_without_a_date_it_says_so_and_keeps_price_and_trainer(self, client, training):
        assert glance(client) == [
            ("Wanneer", "Nog geen datum gepland"),
            ("Prijs", "€ 1.250 vrijgesteld van btw"),
            ("Gegeven door", "Marit Hoekstra"),
        ]

    def test_names_all_trainers_in_their_order(self, client, training):
        training.training_trainers.add(TrainingTrainer(person=PersonFactory(name="Wim Bakker")))
        training.save_revision().publish()
        assert glance(client)[-1] == ("Gegeven door", "Marit Hoekstra, Wim Bakker")


class TestMoved:
    """A run of two days, planned and then moved, as readers are told."""

    @pytest.fixture
    def moved(self, training):
        def move(*dates, starts=time(9, 30), **fields):
            edition = make_edition(training, MONDAYS[0], MONDAYS[1], capacity=12)
            days = edition.days
            for day, moved_to in zip(days, dates, strict=True):
                day.date, day.starts = moved_to, starts
            for name, value in fields.items():
                setattr(edition, name, value)
            edition.sessions.set(days)
            edition.save_revision().publish()

        return move

    def test_each_moved_day_says_when_it_was(self, client, training, moved):
        moved(date(2027, 3, 3), MONDAYS[1])
        for address, told in (
            (DUTCH, "Verplaatst: was maandag 1 maart 2027"),
            (ENGLISH, "Moved: was Monday 1 March 2027"),
        ):
            first, second = soup_of(client, address).select(".edition .days > li")
            assert told in words(first)
            assert second.select(".moved") == []

    def test_a_single_day_says_it_below_its_date(self, client, training):
        edition = make_edition(training, MONDAYS[0])
        (day,) = edition.days
        day.date = date(2027, 3, 3)
        edition.sessions.set([day])
        edition.save_revision().publish()
        soup = soup_of(client, DUTCH)
        assert words(soup.select_one(".edition__head")).endswith(
            "Woensdag 3 maart 2027 9.30–16.30 uur Verplaatst: was maandag 1 maart 2027 De Lindehof"
        )
        assert soup.select(".edition .days") == []

    def test_another_time_on_the_same_day_is_told(self, client, training, moved):
        moved(*MONDAYS[:2], starts=time(10))
        told = [words(each) for each in soup_of(client, DUTCH).select(".days .moved")]
        assert told == ["Verplaatst: was om 9.30 uur"] * 2

    @pytest.mark.parametrize(
        ("address", "told"),
        [
            (DUTCH, "Verplaatst: zou beginnen op maandag 1 maart 2027"),
            ("/trainingen/", "Verplaatst: zou beginnen op maandag 1 maart 2027"),
            ("/", "Verplaatst: zou beginnen op maandag 1 maart 2027"),
            ("/trainingen/data/", "Verplaatst: was maandag 1 maart 2027"),
            ("/en/trainings/month/2027-03/", "Moved: was Monday 1 March 2027"),
            ("/en/", "Moved: was to begin on Monday 1 March 2027"),
        ],
    )
    def test_it_is_told_wherever_the_date_is(self, client, training, moved, address, told):
        moved(date(2027, 3, 3), MONDAYS[1])
        places = ".glance .moved, .training-card .moved, .agenda .moved, .slot .moved"
        assert told in [words(each) for each in soup_of(client, address).select(places)]

    def test_what_was_cancelled_after_all_says_only_that(self, client, training, moved):
        moved(date(2027, 3, 3), MONDAYS[1], status=EditionStatus.CANCELLED)
        assert soup_of(client, DUTCH).select(".moved") == []


class TestOthers:
    def titles(self, client, address=DUTCH):
        return [
            words(each) for each in soup_of(client, address).select("section .training-card h3")
        ]

    @pytest.fixture
    def more(self, site, training):
        """Five other trainings, of which two are on the subject of this one."""
        here = CategoryFactory(name="Vragen", slug="vragen")
        elsewhere = CategoryFactory()
        training.category = here
        training.save_revision().publish()
        for slug, category, first in (
            ("a", elsewhere, date(2027, 2, 1)),
            ("b", elsewhere, None),
            ("c", elsewhere, date(2027, 1, 25)),
            ("d", here, None),
            ("e", here, date(2027, 4, 5)),
        ):
            other = make_training(site, slug=slug, title=slug.upper(), category=category)
            if first:
                make_edition(other, first)

    def test_those_on_its_subject_come_first_and_then_the_first_to_begin(self, client, more):
        assert self.titles(client) == ["E", "D", "C"]
        soup = soup_of(client, DUTCH)
        assert "Andere trainingen" in [words(each) for each in soup.select("h2")]

    def test_so_they_do_in_english(self, client, more):
        soup = soup_of(client, ENGLISH)
        links = [each["href"] for each in soup.select("section .training-card h3 a")]
        assert links == ["/en/trainings/e-en/", "/en/trainings/d-en/", "/en/trainings/c-en/"]
        assert "Other trainings" in [words(each) for each in soup.select("h2")]

    def test_private_ones_and_drafts_are_passed_over(self, client, more):
        PageViewRestriction.objects.create(
            page=TrainingPage.objects.get(slug="e"), restriction_type="login"
        )
        TrainingPage.objects.get(slug="d").unpublish()
        assert self.titles(client) == ["C", "A", "B"]

    def test_where_there_is_no_other_it_says_nothing(self, client, training):
        assert "Andere trainingen" not in client.get(DUTCH).content.decode()

    def test_costs_as_much_for_many_as_for_one(self, client, site, training):
        def queries():
            client.get(DUTCH)
            with CaptureQueriesContext(connection) as found:
                client.get(DUTCH)
            return len(found)

        make_edition(make_training(site, slug="a"), MONDAYS[0])
        one = queries()
        for slug in "bcdef":
            make_edition(make_training(site, slug=slug), MONDAYS[1])
        assert queries() == one


class TestMap:
    def test_an_address_is_looked_up(self):
        lines = ["Lindelaan 1", "3599 ZZ  Utrecht"]
        assert maps.map_url(lines, None, None) == (
            "https://www.openstreetmap.org/search"
            "?query=Lindelaan%201%2C%203599%20ZZ%20Utrecht%2C%20Nederland"
        )

    def test_an_address_abroad_keeps_its_country(self):
        found = maps.map_url(["Rue & Cie 1", "Gent", "België"], None, None, "België")
        assert found.endswith("?query=Rue%20%26%20Cie%201%2C%20Gent%2C%20Belgi%C3%AB")

    def test_coordinates_are_marked(self):
        assert maps.map_url(["Gent"], Decimal("52.090833"), Decimal("-5.1")) == (
            "https://www.openstreetmap.org/?mlat=52.090833&mlon=-5.100000"
            "#map=17/52.090833/-5.100000"
        )

    def test_nothing_to_go_by_gives_no_link(self):
        assert maps.map_url([], None, None) == ""

    def test_each_date_has_a_plain_link_and_no_map(self, client, training):
        make_edition(training, MONDAYS[0])
        soup = soup_of(client, DUTCH)
        (link,) = soup.select(".edition a[href*='openstreetmap']")
        assert words(link) == "Bekijk op de kaart"
        assert link["rel"] == ["noopener", "external"]
        assert soup.select("iframe") == []

    def test_a_cancelled_run_has_none(self, client, training):
        make_edition(training, MONDAYS[0], status=EditionStatus.CANCELLED)
        assert soup_of(client, DUTCH).select("a[href*='openstreetmap']") == []

    def test_an_online_place_is_on_no_map(self, client, training):
        zoom = LocationFactory(name="Zoom", online=True, latitude=Decimal(52), longitude=Decimal(5))
        make_edition(training, MONDAYS[0], location=zoom)
        assert soup_of(client, DUTCH).select("a[href*='openstreetmap']") == []


class TestGivenBefore:
    @pytest.fixture
    def past(self, training):
        """Two that were given, and what was not."""
        make_edition(training, date(2026, 3, 2), date(2026, 3, 9))
        make_edition(training, date(2027, 1, 11))
        make_edition(training, date(2026, 6, 1), status=EditionStatus.CANCELLED)
        make_edition(training, date(2026, 7, 1), status=EditionStatus.POSTPONED)
        make_edition(training, date(2026, 8, 3), publish=False)

    def test_the_last_stands_on_top_with_its_place_and_its_calendar_file(
        self, client, training, past
    ):
        rows = soup_of(client, DUTCH).select(".given li")
        assert [words(row) for row in rows] == [
            "11 januari 2027 1 dag Utrecht Agendabestand 11 januari 2027",
            "2 maart 2026 – 9 maart 2026 2 dagen Utrecht Agendabestand 2 maart 2026",
        ]
        for row in rows:
            response = client.get(row.a["href"])
            assert response.status_code == 200
            assert response["Content-Type"].startswith("text/calendar")

    def test_it_is_folded_and_says_so_in_english(self, client, training, past):
        given = soup_of(client, ENGLISH).select_one(".given")
        assert words(given.summary) == "Given before"
        assert not given.has_attr("open")
        assert words(given.li) == "11 January 2027 1 day Utrecht Calendar file 11 January 2027"

    def test_with_nothing_but_the_past_it_says_so_and_offers_to_tell_of_the_next(
        self, client, training, past
    ):
        with time_machine.travel(datetime(2028, 1, 20, 12, 0, tzinfo=UTC)):
            training.editions.filter(status=EditionStatus.POSTPONED).delete()
            soup = soup_of(client, DUTCH)
        dates = soup.select_one("#dates")
        assert "Er is nog geen nieuwe datum gepland." in words(dates)
        assert glance_of(soup)[0] == ("Wanneer", "Nog geen nieuwe datum gepland")
        (link,) = dates.select("a.button[href$='/op-de-hoogte/']")
        assert words(link) == "Houd me op de hoogte"
        assert len(soup.select(".given li")) == 2

    @pytest.mark.parametrize(
        ("first", "status"),
        [
            (MONDAYS[0], EditionStatus.CANCELLED),
            (MONDAYS[0], EditionStatus.POSTPONED),
            (date(2027, 1, 18), EditionStatus.SCHEDULED),
        ],
        ids=["cancelled", "postponed", "begun"],
    )
    def test_with_nothing_to_enrol_in_it_offers_to_tell_of_the_next_on_top_and_at_the_dates(
        self, client, training, first, status
    ):
        make_edition(training, first, MONDAYS[1], status=status)
        soup = soup_of(client, DUTCH)
        assert glance_of(soup)[0] == ("Wanneer", "Nog geen nieuwe datum gepland")
        links = soup.select("a[href$='/op-de-hoogte/']")
        assert [words(link) for link in links] == ["Houd me op de hoogte"] * 2
        assert all("button" in link["class"] for link in links)
        assert "Je kunt je voor deze data niet aanmelden." in words(soup.select_one("#dates"))

    def test_what_was_never_given_has_no_list_and_no_address(self, client, training):
        make_edition(training, MONDAYS[0])
        assert soup_of(client, DUTCH).select(".given") == []
        assert client.get(f"{DUTCH}eerder-gegeven/").status_code == 404

    def test_twelve_are_on_the_page_and_all_behind_a_link(self, client, training):
        for month in range(1, 13):
            make_edition(training, date(2025, month, 3))
        assert soup_of(client, DUTCH).select("a[href$='/eerder-gegeven/']") == []
        make_edition(training, date(2026, 2, 2))
        soup = soup_of(client, DUTCH)
        assert len(soup.select(".given li")) == 12
        (link,) = soup.select("a[href$='/eerder-gegeven/']")
        whole = soup_of(client, link["href"])
        assert words(whole.h1) == "Eerder gegeven: Hulp vragen kun je leren"
        assert len(whole.select(".given__list li")) == 13
        assert whole.select_one("link[rel=canonical]")["href"].endswith(link["href"])

    def test_each_language_has_its_own_word(self, client, training, past):
        soup = soup_of(client, f"{ENGLISH}given-before/")
        assert words(soup.h1) == "Given before: Asking for help can be learned"
        (switch,) = {link["href"] for link in soup.select("a[hreflang=nl]")}
        assert switch == f"{DUTCH}eerder-gegeven/"
        assert client.get(f"{ENGLISH}eerder-gegeven/").status_code == 404

    def test_costs_as_much_for_many_as_for_few(self, client, training, past):
        def count() -> int:
            client.get(DUTCH)
            with CaptureQueriesContext(connection) as queries:
                client.get(DUTCH)
            return len(queries)

        few = count()
        for day in range(1, 9):
            make_edition(training, date(2025, 3, day))
        assert count() == few


class TestOnPaper:
    """What only paper shows; that it is one page is for a browser to say."""

    def read(self, svg) -> str:
        """What a reader of QR codes makes of the drawing."""
        scale, size = 8, int(svg["viewbox"].split()[2])
        picture = Image.new("L", (size * scale, size * scale), 255)
        draw = ImageDraw.Draw(picture)
        for bar in re.findall(r"M(\d+) (\d+)h(\d+)v1h-\d+z", svg.path["d"]):
            x, y, width = (int(number) * scale for number in bar)
            draw.rectangle((x, y, x + width - 1, y + scale - 1), fill=0)
        (found,) = zxingcpp.read_barcodes(picture)
        return found.text

    @pytest.mark.parametrize("address", [DUTCH, ENGLISH])
    def test_the_code_holds_the_address_of_the_calendar_file_of_all_days(
        self, client, training, address
    ):
        make_edition(training, *MONDAYS)
        make_edition(training, date(2027, 5, 3))
        (figure,) = soup_of(client, address).select(".on-paper")
        file = f"{HOST}{address}2027-03-01.ics"
        assert self.read(figure.svg) == file
        assert words(figure.figcaption).endswith(file)
        assert (
            client.get(file.removeprefix("http://127.0.0.1:8000")).content.count(b"BEGIN:VEVENT")
            == 5
        )

    def test_it_stands_with_the_date_that_comes_next(self, client, training):
        make_edition(training, date(2027, 2, 1), status=EditionStatus.CANCELLED)
        make_edition(training, *MONDAYS)
        (edition,) = soup_of(client, DUTCH).select(".edition--next")
        assert edition["id"] == "2027-03-01"
        assert words(edition.select_one("figcaption")).startswith(
            "Scan deze code en zet de 5 dagen in je agenda, of ga naar:"
        )

    def test_where_the_next_is_full_one_with_room_is_printed_as_well(self, client, training):
        enrol_many(make_edition(training, date(2027, 2, 1), capacity=2), 2)
        enrol_many(make_edition(training, date(2027, 2, 8), capacity=2), 2)
        make_edition(training, date(2027, 2, 15), capacity=2)
        make_edition(training, date(2027, 2, 22), capacity=2)
        make_edition(training, date(2027, 3, 1), status=EditionStatus.CANCELLED)
        soup = soup_of(client, DUTCH)
        printed = [edition["id"] for edition in soup.select(".edition--on-paper")]
        assert printed == ["2027-02-01", "2027-02-15"]
        assert len(soup.select(".on-paper")) == 2
        assert words(soup.select_one(".other-dates")) == (
            "Andere data: 8 februari 2027, Utrecht · 22 februari 2027, Utrecht"
        )

    def test_one_with_room_is_printed_alone(self, client, training):
        make_edition(training, date(2027, 2, 1))
        soup = soup_of(client, DUTCH)
        assert [edition["id"] for edition in soup.select(".edition--on-paper")] == ["2027-02-01"]
        assert soup.select(".other-dates") == []

    def test_without_a_date_to_come_there_is_no_code(self, client, training):
        make_edition(training, date(2027, 2, 1), status=EditionStatus.CANCELLED)
        assert soup_of(client, DUTCH).select(".on-paper") == []

    def test_no_style_stands_in_the_page(self, client, training):
        make_edition(training, *MONDAYS)
        soup = soup_of(client, DUTCH)
        assert soup.select("main [style], main style") == []

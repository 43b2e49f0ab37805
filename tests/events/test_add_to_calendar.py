"""What the page of a training offers to get its days into a calendar of one's own."""

import html
import re
from datetime import UTC, date, datetime, time
from urllib.parse import parse_qs, urlsplit

import icalendar
import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext

from events.models import Edition, EditionStatus, TrainingPage
from tests.factories import LocationFactory, make_edition, make_training
from tests.markup import tidy

NL, EN = "/trainingen/hulp-vragen/", "/en/trainings/asking-for-help/"
MONDAYS = [date(2027, 3, day) for day in (1, 8, 15, 22, 29)]
SERVICES = ["Google", "Outlook.com", "Microsoft 365", "Yahoo"]


@pytest.fixture(autouse=True)
def _before_it_begins():
    with time_machine.travel(datetime(2027, 1, 20, 12, 0, tzinfo=UTC)):
        yield


@pytest.fixture
def training(site) -> TrainingPage:
    return make_training(site)


def page(client, path=NL) -> str:
    response = client.get(path)
    assert response.status_code == 200
    return tidy(response.content.decode())


def links(markup: str) -> list[tuple[str, str]]:
    """The links of a piece of HTML: the words that are read out, and the address."""
    found = re.findall(r'<a\b[^>]*\bhref="([^"]*)"[^>]*>(.*?)</a>', markup)
    return [
        (" ".join(html.unescape(re.sub(r"<[^>]+>", "", words)).split()), html.unescape(address))
        for address, words in found
    ]


def control(markup: str) -> str:
    """The only "add to calendar" control of a page."""
    (found,) = re.findall(r'<details class="edition__calendar.*?</details>', markup)
    return found


def offered(markup: str) -> list[str]:
    return [words for words, _address in links(control(markup))]


class TestSeveralDays:
    def test_all_days_then_each_with_every_service(self, client, training):
        make_edition(training, *MONDAYS[:2])
        assert offered(page(client)) == [
            "Download de 2 dagen",
            "Liever een agenda die zich aanpast? Volg dan de training.",
            *(
                f"{service} maandag {day} maart 2027"
                for day in (1, 8)
                for service in ["Download", *SERVICES]
            ),
        ]

    def test_in_english_too(self, client, training):
        make_edition(training, *MONDAYS[:2])
        assert offered(page(client, EN)) == [
            "Download the 2 days",
            "A calendar that keeps up? Follow the training instead.",
            *(
                f"{service} Monday {day} March 2027"
                for day in (1, 8)
                for service in ["Download", *SERVICES]
            ),
        ]

    def test_the_files_are_those_of_the_edition_and_of_each_day(self, client, training):
        make_edition(training, *MONDAYS)
        files = [
            address for _words, address in links(control(page(client, EN))) if "ics" in address
        ]
        assert files == [f"{EN}2027-03-01.ics"] + [
            f"{EN}2027-03-01/day-{number}.ics" for number in range(1, 6)
        ]

    def test_each_address_has_the_title_and_time_of_its_day(self, client, training):
        training.title = 'Vragen, "durven" & zwijgen: é + 🧭 #1'
        training.save_revision().publish()
        make_edition(training, *MONDAYS)
        found = dict(links(control(page(client))))
        asked = parse_qs(urlsplit(found["Google maandag 29 maart 2027"]).query)
        title = 'Vragen, "durven" & zwijgen: é + 🧭 #1 (dag 5 van 5): Verder'
        assert asked["text"] == [title]
        assert asked["dates"] == ["20270329T093000/20270329T163000"]
        assert asked["location"] == ["De Lindehof, Lindelaan 1, 3599 ZZ Utrecht"]
        asked = parse_qs(urlsplit(found["Yahoo maandag 29 maart 2027"]).query)
        # The clocks went forward the day before.
        assert (asked["title"], asked["st"]) == ([title], ["20270329T073000Z"])

    def test_other_sites_are_told_apart(self, client, training):
        make_edition(training, *MONDAYS)
        abroad = re.findall(r'<a [^>]*href="https://[^"]*"[^>]*>', control(page(client)))
        assert len(abroad) == 5 * len(SERVICES)
        assert all('rel="nofollow noopener external"' in link for link in abroad)
        assert not any("target" in link for link in abroad)


class TestOneDay:
    def test_nothing_is_offered_twice(self, client, training):
        make_edition(training, MONDAYS[0])
        assert offered(page(client)) == [
            "Download deze dag",
            "Liever een agenda die zich aanpast? Volg dan de training.",
            *(f"{service} maandag 1 maart 2027" for service in SERVICES),
        ]

    def test_a_whole_day_and_one_past_midnight_are_what_they_are(self, client, training):
        make_edition(training, MONDAYS[0], starts=None, ends=None)
        found = dict(links(control(page(client))))
        asked = parse_qs(urlsplit(found["Google maandag 1 maart 2027"]).query)
        assert asked["dates"] == ["20270301/20270302"]
        Edition.objects.all().delete()
        make_edition(training, MONDAYS[0], starts=time(22), ends=time(0, 30))
        found = dict(links(control(page(client))))
        asked = parse_qs(urlsplit(found["Google maandag 1 maart 2027"]).query)
        assert asked["dates"] == ["20270301T220000/20270302T003000"]

    def test_the_zone_is_that_of_the_place(self, client, training):
        make_edition(
            training,
            MONDAYS[0],
            location=LocationFactory(name="Brooklyn", time_zone="America/New_York"),
        )
        found = dict(links(control(page(client))))
        asked = parse_qs(urlsplit(found["Google maandag 1 maart 2027"]).query)
        assert (asked["dates"], asked["ctz"]) == (
            ["20270301T093000/20270301T163000"],
            ["America/New_York"],
        )


class TestNotGoingAhead:
    @pytest.mark.parametrize(
        ("status", "words", "link", "in_file"),
        [
            (
                EditionStatus.CANCELLED,
                "Volg je deze training? Dan laat je agenda vanzelf zien dat hij niet doorgaat. "
                "Heb je de dagen er zelf in gezet, haal ze er dan zelf uit.",
                "In Apple Agenda, Outlook op een computer en Thunderbird kan dit bestand ze "
                "doorstrepen.",
                "CANCELLED",
            ),
            (
                EditionStatus.POSTPONED,
                "Volg je deze training? Dan laat je agenda vanzelf zien dat hij is uitgesteld. "
                "Heb je de dagen er zelf in gezet, haal ze er dan zelf uit.",
                "In Apple Agenda, Outlook op een computer en Thunderbird kan dit bestand ze als "
                "uitgesteld aanmerken.",
                "TENTATIVE",
            ),
        ],
    )
    def test_is_not_offered_but_can_be_struck(self, client, training, status, words, link, in_file):
        make_edition(training, *MONDAYS, status=status)
        found = page(client)
        assert "Zet in je agenda" not in found
        assert "calendar.google.com/calendar/render?action" not in found
        assert words in found
        address = dict(links(found))[link]
        assert address == f"{NL}2027-03-01.ics"
        calendar = icalendar.Calendar.from_ical(client.get(address).content)
        assert [str(day["STATUS"]) for day in calendar.walk("VEVENT")] == [in_file] * 5


class TestFourChoices:
    def terms(self, markup: str) -> list[str]:
        markup = markup.partition('class="own-calendar"')[2]
        return [
            re.sub(r"<[^>]+>", "", term).strip()
            for term in re.findall(r"<dt>(.*?)</dt>", markup, re.DOTALL)
        ]

    def test_one_day_all_days_this_training_all_trainings(self, client, training):
        make_edition(training, MONDAYS[0])
        make_edition(training, *MONDAYS[1:])
        assert self.terms(page(client)) == [
            "Alle dagen in één keer",
            "Eén dag",
            "Deze training",
            "Alle trainingen",
        ]
        assert self.terms(page(client, EN)) == [
            "All days at once",
            "One day",
            "This training",
            "All trainings",
        ]

    def test_three_where_no_edition_has_several_days(self, client, training):
        make_edition(training, MONDAYS[0])
        assert self.terms(page(client)) == ["Eén dag", "Deze training", "Alle trainingen"]

    def test_the_last_two_lead_to_where_one_follows(self, client, training):
        make_edition(training, MONDAYS[0])
        found = dict(links(page(client, EN)))
        assert (found["This training"], found["All trainings"]) == (
            "#subscribe",
            "/en/trainings/#subscribe",
        )
        for path in (EN, "/en/trainings/"):
            assert page(client, path).count('id="subscribe"') == 1

    def test_without_dates_the_training_can_be_followed(self, client, training):
        found = page(client)
        assert self.terms(found) == []
        assert "Volg deze training" in found


class TestFollowing:
    @pytest.mark.parametrize(
        ("path", "name"),
        [
            (NL, "Hulp vragen kun je leren"),
            (EN, "Asking for help can be learned"),
            ("/trainingen/", "Trainingen"),
            ("/en/trainings/", "Trainings"),
        ],
    )
    def test_every_way_leads_to_the_feed_of_the_page(self, client, training, path, name):
        found = page(client, path)
        feed = f"http://127.0.0.1:8000{path}agenda.ics"
        assert f'<code class="address">{feed}</code>' in found
        ways = dict(links(found))
        device = "Volg op dit apparaat" if path.startswith("/t") else "Follow on this device"
        assert ways[f"{device} {name}"] == feed.replace("http:", "webcal:")
        google = parse_qs(urlsplit(ways[f"Google {name}"]).query)
        assert google == {"cid": [feed.replace("http:", "webcal:")]}
        for service in ("Outlook.com", "Microsoft 365"):
            asked = parse_qs(urlsplit(ways[f"{service} {name}"]).query)
            assert asked == {"url": [feed], "name": [name]}
        response = client.get(urlsplit(feed).path)
        assert response["Content-Type"] == "text/calendar; charset=utf-8"


def test_the_queries_do_not_grow_with_the_days(client, training):
    def count(days: int) -> int:
        Edition.objects.all().delete()
        make_edition(training, *(date(2027, 3, day) for day in range(1, days + 1)))
        client.get(NL)
        with CaptureQueriesContext(connection) as queries:
            assert len(offered(page(client))) == 2 + 5 * days
        return len(queries)

    assert count(2) == count(20)

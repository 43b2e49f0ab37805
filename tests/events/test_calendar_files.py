"""Calendar files at their addresses: what is in them, who gets them, under which names."""

import gzip
import re
from datetime import UTC, date, datetime, time, timedelta
from urllib.parse import unquote

import icalendar
import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import PageViewRestriction, Site

from events.models import Edition, EditionStatus, Location, TrainingPage
from home import pictures
from home.models import SiteSettings
from tests.events.test_schedule import plan_many
from tests.factories import LocationFactory, SiteImageFactory, make_edition, make_training
from tests.keeping import made

pytestmark = pytest.mark.once

NOW = datetime(2027, 1, 20, 12, 0, tzinfo=UTC)
# Five Mondays; the clock goes forward before the last.
MONDAYS = [date(2027, 3, day) for day in (1, 8, 15, 22, 29)]
FILE = "/trainingen/hulp-vragen/2027-03-01.ics"
DAY = "/trainingen/hulp-vragen/2027-03-01/dag-2.ics"
FEED = "/trainingen/hulp-vragen/agenda.ics"
ALL = "/trainingen/agenda.ics"
FILE_EN = "/en/trainings/asking-for-help/2027-03-01.ics"
DAY_EN = "/en/trainings/asking-for-help/2027-03-01/day-2.ics"
FEED_EN = "/en/trainings/asking-for-help/agenda.ics"
ALL_EN = "/en/trainings/agenda.ics"
EVERY = [FILE, DAY, FEED, ALL, FILE_EN, DAY_EN, FEED_EN, ALL_EN]
OF_ONE = [FILE, DAY, FILE_EN, DAY_EN]
FEEDS = [FEED, ALL, FEED_EN, ALL_EN]
HOST = "http://127.0.0.1:8000"


@pytest.fixture(autouse=True)
def _before_it_begins():
    with time_machine.travel(NOW):
        yield


@made(at=NOW)
def training(site) -> TrainingPage:
    return make_training(site)


@made(at=NOW)
def edition(training) -> Edition:
    return make_edition(training, *MONDAYS)


def events(client, address: str) -> list[icalendar.Event]:
    """The entries of a file, in its order."""
    response = client.get(address)
    assert response.status_code == 200
    return icalendar.Calendar.from_ical(response.content).walk("VEVENT")


def cached(address: str) -> str:
    """How long a cache may keep an answer: a feed far shorter than a subscriber waits (PT12H)."""
    if address in FEEDS:
        return "public, max-age=900, stale-if-error=43200"
    return "public, max-age=300"


def summaries(client, address: str) -> list[str]:
    return [str(event["SUMMARY"]) for event in events(client, address)]


def unfolded(client, address: str) -> list[str]:
    """The lines of a file, in one piece each."""
    return client.get(address).content.decode().replace("\r\n ", "").split("\r\n")


class TestHeaders:
    @pytest.mark.parametrize("address", EVERY)
    def test_each_file_says_what_it_is(self, client, edition, address):
        response = client.get(address)
        assert response.status_code == 200
        assert response["Content-Type"] == "text/calendar; charset=utf-8"
        assert response["X-Robots-Tag"] == "noindex"
        assert response["Cache-Control"] == cached(address)
        assert response.content.startswith(b"BEGIN:VCALENDAR\r\n")
        assert response.content.endswith(b"END:VCALENDAR\r\n")

    @pytest.mark.parametrize("address", EVERY)
    def test_no_cookie_and_no_vary_on_who_reads(self, client, edition, address):
        response = client.get(address)
        assert not response.cookies
        assert not {"Cookie", "Accept-Language"} & set(response.get("Vary", "").split(", "))

    @pytest.mark.parametrize("address", FEEDS)
    def test_a_feed_is_shown_in_place(self, client, edition, address):
        assert client.get(address)["Content-Disposition"] == 'inline; filename="agenda.ics"'

    @pytest.mark.parametrize(
        ("address", "name"),
        [
            (FILE, "Hulp vragen kun je leren, 2027-03-01.ics"),
            (DAY, "Hulp vragen kun je leren, dag 2, 2027-03-01.ics"),
            (FILE_EN, "Asking for help can be learned, 2027-03-01.ics"),
            (DAY_EN, "Asking for help can be learned, day 2, 2027-03-01.ics"),
        ],
    )
    def test_a_download_has_the_title_for_its_name(self, client, edition, address, name):
        kind, _ascii, encoded = client.get(address)["Content-Disposition"].split("; ")
        assert kind == "attachment"
        assert unquote(encoded.removeprefix("filename*=UTF-8''")) == name

    def test_a_title_with_accents_and_quotes_has_two_names(self, client, edition, training):
        training.title = "Één vraag: “durf” \"nu\" / 'straks'"
        training.save_revision().publish()
        assert client.get(FILE)["Content-Disposition"] == (
            'attachment; filename="een-vraag-durf-nu-straks-2027-03-01.ics"; '
            "filename*=UTF-8''%C3%89%C3%A9n%20vraag%20%E2%80%9Cdurf%E2%80%9D%20nu%20"
            "%27straks%27%2C%202027-03-01.ics"
        )

    def test_a_title_without_a_latin_letter_has_a_name_too(self, client, edition, training):
        training.title = "問"
        training.save_revision().publish()
        disposition = client.get(FILE)["Content-Disposition"]
        assert disposition == (
            'attachment; filename="2027-03-01.ics"; '
            "filename*=UTF-8''%E5%95%8F%2C%202027-03-01.ics"
        )

    def test_line_breaks_of_a_title_reach_no_header(self, client, edition, training):
        TrainingPage.objects.filter(pk=training.pk).update(title="Hulp\r\nSet-Cookie: a=b\x07\x85")
        disposition = client.get(FILE)["Content-Disposition"]
        assert disposition == (
            'attachment; filename="hulp-set-cookie-ab-2027-03-01.ics"; '
            "filename*=UTF-8''Hulp%20Set-Cookie%20a%3Db%2C%202027-03-01.ics"
        )

    @pytest.mark.parametrize("address", EVERY)
    def test_head_has_the_headers_without_the_body(self, client, edition, address):
        client.get(address)
        with time_machine.travel(NOW + timedelta(hours=1), tick=False):
            head, get = client.head(address), client.get(address)
        assert head.status_code == 200
        assert get["Last-Modified"].startswith("Wed, 20 Jan 2027 12:00:")
        assert head.content == b""
        for name in (
            "Content-Type",
            "Content-Disposition",
            "Content-Length",
            "ETag",
            "Cache-Control",
            "Vary",
            "Last-Modified",
        ):
            assert head.get(name) == get.get(name), name

    def test_the_same_file_is_the_same_bytes(self, client, edition):
        assert client.get(FILE).content == client.get(FILE).content


class TestConditionalRequests:
    """RFC 9110, 8.8.3 and 13."""

    @pytest.mark.parametrize("address", EVERY)
    def test_who_has_the_bytes_is_not_sent_them_again(self, client, edition, address):
        etag = client.get(address)["ETag"]
        assert re.fullmatch(r'"[0-9a-f]{32}"', etag)
        for method in (client.get, client.head):
            answer = method(address, headers={"if-none-match": f'"other", {etag}'})
            assert (answer.status_code, answer.content) == (304, b"")
            assert answer["ETag"] == etag
            assert answer["Cache-Control"] == cached(address)
            assert "Content-Type" not in answer

    @pytest.mark.parametrize("address", EVERY)
    def test_a_change_is_sent(self, client, edition, address):
        before = client.get(address)
        edition.status = EditionStatus.CANCELLED
        edition.save_revision().publish()
        after = client.get(address, headers={"if-none-match": before["ETag"]})
        assert after.status_code == 200
        assert after["ETag"] != before["ETag"]
        assert b"STATUS:CANCELLED" in after.content

    def test_a_draft_changes_no_etag(self, client, edition):
        before = client.get(FEED)["ETag"]
        edition.status = EditionStatus.CANCELLED
        edition.save_revision()
        assert client.get(FEED)["ETag"] == before

    def test_the_compressed_form_has_a_strong_etag_of_its_own(self, client, edition):
        plain = client.get(FEED)
        packed = client.get(FEED, headers={"accept-encoding": "br, gzip"})
        assert packed["Content-Encoding"] == "gzip"
        assert gzip.decompress(packed.content) == plain.content
        assert len(packed.content) < len(plain.content) / 2
        assert packed["ETag"] == plain["ETag"].removesuffix('"') + '-gzip"'
        assert packed["Vary"] == plain["Vary"] == "Accept-Encoding"
        assert packed["Content-Length"] == str(len(packed.content))
        assert "Content-Encoding" not in plain
        again = client.get(
            FEED, headers={"accept-encoding": "gzip", "if-none-match": packed["ETag"]}
        )
        assert again.status_code == 304

    def test_the_compressed_form_is_the_same_bytes_at_any_time(self, client, edition):
        headers = {"accept-encoding": "gzip"}
        first = client.get(FEED, headers=headers).content
        with time_machine.travel(NOW + timedelta(hours=3)):
            assert client.get(FEED, headers=headers).content == first

    def test_an_english_feed_is_another_one(self, client, edition):
        assert client.get(FEED)["ETag"] != client.get(FEED_EN)["ETag"]


class TestEntries:
    def test_the_file_of_an_edition_has_all_its_days(self, client, edition):
        assert summaries(client, FILE) == [
            "Hulp vragen kun je leren (dag 1 van 5): Kijken",
            "Hulp vragen kun je leren (dag 2 van 5): Luisteren",
            "Hulp vragen kun je leren (dag 3 van 5): Vragen",
            "Hulp vragen kun je leren (dag 4 van 5): Weigeren",
            "Hulp vragen kun je leren (dag 5 van 5): Verder",
        ]

    def test_the_file_of_a_day_has_that_day(self, client, edition):
        assert summaries(client, DAY) == ["Hulp vragen kun je leren (dag 2 van 5): Luisteren"]

    def test_english_files_have_english_words(self, client, edition):
        assert summaries(client, DAY_EN) == [
            "Asking for help can be learned (day 2 of 5): Luisteren"
        ]
        (event,) = events(client, DAY_EN)
        assert event["SUMMARY"].params["LANGUAGE"] == "en"

    def test_the_language_is_that_of_the_address_whatever_a_browser_prefers(self, client, edition):
        response = client.get(FILE, headers={"accept-language": "en"})
        assert b"dag 1 van 5" in response.content
        response = client.get(FILE_EN, headers={"accept-language": "nl"})
        assert b"day 1 of 5" in response.content

    def test_a_single_day_has_no_number(self, client, training):
        make_edition(training, date(2027, 4, 5))
        address = "/trainingen/hulp-vragen/2027-04-05.ics"
        assert summaries(client, address) == ["Hulp vragen kun je leren: Kijken"]

    def test_days_beyond_the_programme_have_no_subject(self, client, training):
        make_edition(training, *[date(2027, 4, day) for day in range(5, 11)])
        last = summaries(client, "/trainingen/hulp-vragen/2027-04-05/dag-6.ics")
        assert last == ["Hulp vragen kun je leren (dag 6 van 6)"]

    def test_days_have_the_same_names_in_both_languages_and_in_all_files(self, client, edition):
        uids = [str(day.uuid) for day in edition.days]
        for address in (FILE, FILE_EN, *FEEDS):
            assert [str(event["UID"]) for event in events(client, address)] == uids
        for address in (DAY, DAY_EN):
            assert [str(event["UID"]) for event in events(client, address)] == uids[1:2]

    def test_five_days_keep_their_hours_when_the_clock_goes_forward(self, client, edition):
        starts = [event["DTSTART"].dt for event in events(client, FILE)]
        assert [moment.time() for moment in starts] == [time(9, 30)] * 5
        assert [moment.astimezone(UTC).hour for moment in starts] == [8, 8, 8, 8, 7]
        assert [moment.date() for moment in starts] == MONDAYS
        ends = [event["DTEND"].dt for event in events(client, FILE)]
        assert [moment.astimezone(UTC).hour for moment in ends] == [15, 15, 15, 15, 14]

    def test_times_are_local_with_the_zone_beside_them(self, client, edition):
        lines = unfolded(client, FILE)
        assert "DTSTART;TZID=Europe/Amsterdam:20270329T093000" in lines
        assert "BEGIN:VTIMEZONE" in lines

    def test_an_edition_elsewhere_has_the_zone_of_its_place(self, client, training):
        lisbon = LocationFactory(name="Casa", city="Lissabon", time_zone="Europe/Lisbon")
        make_edition(training, MONDAYS[0], location=lisbon)
        assert "DTSTART;TZID=Europe/Lisbon:20270301T093000" in unfolded(client, FILE)
        (event,) = events(client, FILE)
        assert event["DTSTART"].dt.astimezone(UTC) == datetime(2027, 3, 1, 9, 30, tzinfo=UTC)

    def test_a_whole_day_ends_on_the_following_date(self, client, training):
        make_edition(training, date(2027, 3, 28), starts=None, ends=None)
        lines = unfolded(client, "/trainingen/hulp-vragen/2027-03-28.ics")
        assert "DTSTART;VALUE=DATE:20270328" in lines
        assert "DTEND;VALUE=DATE:20270329" in lines

    def test_an_evening_after_midnight_ends_on_the_next_date(self, client, training):
        make_edition(training, MONDAYS[0], starts=time(21), ends=time(1))
        assert "DTEND;TZID=Europe/Amsterdam:20270302T010000" in unfolded(client, FILE)

    def test_the_place_is_there_with_its_address(self, client, edition):
        (event,) = events(client, DAY)
        assert event["LOCATION"] == "De Lindehof, Lindelaan 1, 3599 ZZ Utrecht"
        assert "GEO" not in event

    def test_a_place_on_the_map_has_its_position(self, client, training):
        place = LocationFactory(latitude="52.090833", longitude="5.122222")
        make_edition(training, *MONDAYS, location=place)
        assert "GEO:52.090833;5.122222" in unfolded(client, DAY)

    def test_an_english_file_has_the_english_name_of_the_place(self, client, edition, training):
        place = training.default_location
        english = place.copy_for_translation(training.get_translations().get().locale)
        english.name, english.street = "The Linden Yard", "Never shown 1"
        english.save()
        (event,) = events(client, DAY_EN)
        assert event["LOCATION"] == "The Linden Yard, Lindelaan 1, 3599 ZZ Utrecht"

    def test_an_online_place_has_its_address_on_the_internet(self, client, training):
        online = LocationFactory(name="Online", online=True, online_url="https://meet.example/a")
        make_edition(training, *MONDAYS, location=online)
        (event,) = events(client, DAY)
        assert event["LOCATION"] == "https://meet.example/a"
        assert event["CONFERENCE"] == "https://meet.example/a"
        assert event["CONFERENCE"].params["LABEL"] == "Online"

    def test_an_online_place_without_an_address_has_its_name(self, client, training):
        online = LocationFactory(name="Online", online=True, street="Nergens 1")
        make_edition(training, *MONDAYS, location=online)
        (event,) = events(client, DAY)
        assert event["LOCATION"] == "Online"
        assert "CONFERENCE" not in event

    def test_an_edition_without_a_place_has_none(self, client, site):
        page = make_training(site)
        page.default_location = None
        page.save()
        make_edition(page, *MONDAYS)
        (event,) = events(client, DAY)
        assert "LOCATION" not in event
        assert event["DTSTART"].dt.astimezone(UTC) == datetime(2027, 3, 8, 8, 30, tzinfo=UTC)

    def test_an_address_that_is_not_of_the_web_is_refused_before_it_breaks_a_feed(self, db):
        place = LocationFactory.build(name="Online", online=True, online_url="ftp://example.com/a")
        place.locale_id = 1
        with pytest.raises(ValidationError) as refusal:
            place.full_clean()
        assert list(refusal.value.error_dict) == ["online_url"]

    def test_each_day_leads_to_the_page_of_its_language(self, client, edition):
        (dutch,), (english,) = events(client, DAY), events(client, DAY_EN)
        assert dutch["URL"] == f"{HOST}/trainingen/hulp-vragen/"
        assert english["URL"] == f"{HOST}/en/trainings/asking-for-help/"
        assert f"{HOST}/trainingen/hulp-vragen/" in dutch["DESCRIPTION"]

    def test_a_training_in_the_other_language_says_so(self, client, edition):
        (dutch,), (english,) = events(client, DAY), events(client, DAY_EN)
        assert "This training is given in Dutch." in english["DESCRIPTION"]
        assert "gegeven" not in dutch["DESCRIPTION"]

    def test_the_other_days_are_named_as_related(self, client, edition):
        (event,) = events(client, DAY)
        others = {str(day.uuid) for day in edition.days} - {str(event["UID"])}
        assert {str(value) for value in event["RELATED-TO"]} == others

    @pytest.mark.parametrize(
        ("status", "written", "dutch", "english"),
        [
            (EditionStatus.SCHEDULED, "CONFIRMED", "Hulp", "Asking"),
            (EditionStatus.POSTPONED, "TENTATIVE", "UITGESTELD: Hulp", "POSTPONED: Asking"),
            (EditionStatus.CANCELLED, "CANCELLED", "GEANNULEERD: Hulp", "CANCELLED: Asking"),
        ],
        ids=["goes ahead", "postponed", "cancelled"],
    )
    @pytest.mark.parametrize("address", EVERY)
    def test_its_status_is_written_and_said(
        self, client, training, address, status, written, dutch, english
    ):
        make_edition(training, *MONDAYS, status=status)
        expected = english if address.startswith("/en/") else dutch
        for event in events(client, address):
            assert event["STATUS"] == written
            assert event["SUMMARY"].startswith(expected)

    def test_a_title_with_control_characters_makes_a_file_that_can_be_read(
        self, client, edition, training
    ):
        title = "Hulp\r\nEND:VEVENT\x01\x07; vragen, nu\\"
        TrainingPage.objects.filter(pk=training.pk).update(title=title)
        for address in (FILE, DAY, FEED, ALL):
            for event in events(client, address):
                assert event["SUMMARY"].startswith("Hulp END:VEVENT; vragen, nu\\ (dag ")


class TestFeeds:
    @pytest.mark.parametrize(
        ("address", "name"),
        [
            (FEED, "Hulp vragen kun je leren"),
            (ALL, "Trainingen"),
            (FEED_EN, "Asking for help can be learned"),
            (ALL_EN, "Trainings"),
        ],
    )
    def test_a_feed_says_its_name_source_and_rhythm(self, client, edition, address, name):
        lines = unfolded(client, address)
        assert f"X-WR-CALNAME:{name} · Lesdag" in lines
        assert f"SOURCE;VALUE=URI:{HOST}{address}" in lines
        assert "REFRESH-INTERVAL;VALUE=DURATION:PT12H" in lines
        assert "X-PUBLISHED-TTL:PT12H" in lines

    @pytest.mark.parametrize("address", OF_ONE)
    def test_a_download_says_none_of_that(self, client, edition, address):
        names = {line.split(":")[0].split(";")[0] for line in unfolded(client, address)}
        assert not names & {"X-WR-CALNAME", "NAME", "REFRESH-INTERVAL", "X-PUBLISHED-TTL"}
        assert not names & {"SOURCE", "METHOD"}

    def test_the_feed_of_all_has_the_days_of_all(self, client, site, training):
        other = make_training(site, slug="luisteren", title="Luisteren", english=False)
        make_edition(training, date(2027, 3, 8))
        make_edition(other, date(2027, 3, 1))
        assert summaries(client, ALL) == ["Luisteren: Kijken", "Hulp vragen kun je leren: Kijken"]
        assert summaries(client, ALL_EN) == ["Asking for help can be learned: Kijken"]
        assert summaries(client, FEED) == ["Hulp vragen kun je leren: Kijken"]

    @pytest.mark.parametrize("address", FEEDS)
    def test_a_feed_without_days_can_be_read(self, client, training, address):
        assert events(client, address) == []
        assert b"BEGIN:VTIMEZONE" in client.get(address).content

    @pytest.mark.parametrize("address", FEEDS)
    def test_a_draft_is_in_no_feed(self, client, training, address):
        make_edition(training, *MONDAYS, publish=False)
        assert events(client, address) == []

    @pytest.mark.parametrize("address", [FEED, ALL, FILE, ALL_EN])
    def test_the_queries_do_not_grow_with_the_editions(self, client, site, training, address):
        def count(number: int, days: int) -> int:
            Edition.objects.exclude(slug="2027-03-01").delete()
            plan_many(training, number)
            client.get(address)
            with CaptureQueriesContext(connection) as queries:
                assert len(events(client, address)) == days
            return len(queries)

        make_edition(training, MONDAYS[0])
        few, many = (1, 1) if address == FILE else (9, 81)
        assert count(8, few) == count(80, many)


class TestDescription:
    def description(self, client, address=DAY) -> str:
        return str(events(client, address)[0]["DESCRIPTION"])

    def test_it_says_what_the_day_is_about_how_to_get_there_and_whom_to_call(
        self, client, edition, training
    ):
        practice = SiteSettings.for_site(Site.objects.get())
        practice.phone = "+31 30 555 01 23"
        practice.save()
        place = Location.objects.get()
        place.directions = "<p>Bus 8, halte <b>Kerk &amp; Kade</b>.</p><ul><li>Bel aan</li></ul>"
        place.save_revision().publish()
        assert self.description(client) == (
            "Hulp vragen kun je leren\nDag 2 van 5: Luisteren\n\n"
            "Zo kom je er\nBus 8, halte Kerk & Kade.\nBel aan\n\n"
            "Vragen op de dag zelf? Bel +31 30 555 01 23.\n\n"
            f"Meer over deze training:\n{HOST}/trainingen/hulp-vragen/"
        )
        assert "Questions on the day itself? Call +31 30" in self.description(client, DAY_EN)

    def test_an_online_day_says_how_to_take_part(self, client, edition):
        place = Location.objects.get()
        place.online, place.directions = True, "<p>De link krijg je per mail.</p>"
        place.save_revision().publish()
        assert "\n\nZo doe je mee\nDe link krijg je per mail.\n\n" in self.description(client)

    def test_the_only_day_has_no_number(self, client, training):
        make_edition(training, MONDAYS[0])
        assert self.description(client, FILE).startswith("Hulp vragen kun je leren\nKijken\n")

    def test_who_need_not_come_is_told_so_and_not_how_to_get_there(self, client, training):
        make_edition(training, *MONDAYS, status=EditionStatus.POSTPONED)
        assert self.description(client) == (
            "Deze training is uitgesteld; de nieuwe datum volgt.\n"
            "Je hoeft op deze dag niet te komen.\n\n"
            "Hulp vragen kun je leren\nDag 2 van 5: Luisteren\n\n"
            f"Meer over deze training:\n{HOST}/trainingen/hulp-vragen/"
        )


class TestAnswers:
    @pytest.mark.parametrize(
        ("header", "packed"),
        [
            ("gzip", True),
            ("br;q=1.0, GZIP;q=0.5", True),
            ("gzip;q=0.001", True),
            ("gzip;q=0", False),
            ("identity, gzip; Q=0.000", False),
            ("gzipped", False),
            ("", False),
        ],
    )
    def test_it_is_compressed_for_those_who_accept_that(self, client, edition, header, packed):
        """RFC 9110, 12.5.3."""
        response = client.get(FEED, headers={"accept-encoding": header})
        assert (response.get("Content-Encoding") == "gzip") is packed

    @pytest.mark.parametrize("address", EVERY)
    def test_an_answer_without_a_body_tells_no_length(self, client, edition, address):
        """RFC 9110, 8.6."""
        answer = client.get(address, headers={"if-none-match": "*"})
        assert answer.status_code == 304
        assert "Content-Length" not in answer

    @pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
    def test_calendars_are_only_read(self, client, edition, method):
        response = getattr(client, method)(FEED)
        assert response.status_code == 405
        assert set(response["Allow"].split(", ")) == {"GET", "HEAD", "OPTIONS"}

    @pytest.mark.parametrize(
        ("address", "words"),
        [
            (FEED, "Deze agenda is met een wachtwoord beveiligd."),
            (DAY_EN, "This calendar is protected by a password."),
        ],
    )
    def test_a_program_that_does_not_know_the_password_is_refused(
        self, client, edition, training, address, words
    ):
        PageViewRestriction.objects.create(
            page=training, restriction_type="password", password="geheim"
        )
        response = client.get(address)
        assert response.status_code == 403
        assert response["Content-Type"] == "text/plain; charset=utf-8"
        assert response.content.decode() == words

    def test_the_name_of_a_download_fits_on_a_disk_and_reads_forward(
        self, client, edition, training
    ):
        title = "\u202eHulp \u2066" + "é🧭" * 100
        TrainingPage.objects.filter(pk=training.pk).update(title=title)
        _kind, _ascii, encoded = client.get(FILE)["Content-Disposition"].split("; ")
        name = unquote(encoded.removeprefix("filename*=UTF-8''"))
        assert name.startswith("Hulp é🧭é🧭")
        assert name.endswith("🧭, 2027-03-01.ics")
        assert len(name.encode()) < 255

    def test_no_address_of_a_feed_has_a_query_string(self, client, edition, training):
        for page in (training, *training.get_translations()):
            assert page.specific.feed_url.endswith("/agenda.ics")
            assert "?" not in page.specific.feed_url

    @pytest.mark.parametrize("address", EVERY)
    def test_a_file_is_in_one_language(self, client, edition, address):
        """RFC 5545, 3.2.10."""
        found = set(re.findall(r";LANGUAGE=(\w+)", client.get(address).content.decode()))
        assert found == {"en" if address.startswith("/en/") else "nl"}


class TestWhoGivesIt:
    """ORGANIZER (RFC 5545, 3.8.4.3), the picture and the text for Outlook."""

    @pytest.mark.parametrize("address", EVERY)
    def test_each_day_names_the_practice_and_its_address(self, client, site, edition, address):
        practice = SiteSettings.for_site(Site.objects.get())
        practice.organisation, practice.email = "De Vraagzaak", "hallo@vraagzaak.example"
        practice.save()
        found = [line for line in unfolded(client, address) if line.startswith("ORGANIZER")]
        assert set(found) == {'ORGANIZER;CN="De Vraagzaak":mailto:hallo@vraagzaak.example'}
        assert len(found) == (1 if address in (DAY, DAY_EN) else 5)

    def test_a_practice_without_an_address_organizes_nothing(self, client, edition):
        assert "ORGANIZER" not in client.get(FILE).content.decode()

    @pytest.mark.parametrize("address", [DAY, DAY_EN])
    def test_the_cover_is_the_picture_of_each_day(self, client, training, edition, address):
        cover = SiteImageFactory()
        for page in (training, *training.get_translations()):
            page = TrainingPage.objects.get(pk=page.pk)
            page.cover = cover
            page.save_revision().publish()
        found = [line for line in unfolded(client, address) if line.startswith("IMAGE")]
        file = cover.get_rendition(pictures.SHARED).url
        assert found == [f"IMAGE;VALUE=URI;DISPLAY=BADGE;FMTTYPE=image/jpeg:{HOST}{file}"]

    def test_a_training_without_a_cover_has_no_picture(self, client, edition):
        assert "IMAGE" not in client.get(FILE).content.decode()

    def test_outlook_gets_the_same_text_with_a_link(self, client, edition):
        (found,) = [line for line in unfolded(client, DAY) if line.startswith("X-ALT-DESC")]
        assert found == (
            "X-ALT-DESC;FMTTYPE=text/html:<!DOCTYPE html><html><body>Hulp vragen kun je leren<br>"
            "Dag 2 van 5: Luisteren<br><br>Zo kom je er<br>Tien minuten lopen van het station."
            "<br><br>Meer over deze training:<br>"
            f'<a href="{HOST}/trainingen/hulp-vragen/">{HOST}/trainingen/hulp-vragen/</a>'
            "</body></html>"
        )


class TestNotFound:
    @pytest.mark.parametrize("address", OF_ONE)
    def test_a_draft_has_no_file(self, client, training, address):
        edition = make_edition(training, *MONDAYS, publish=False)
        Edition.objects.filter(pk=edition.pk).update(slug="2027-03-01")
        assert client.get(address).status_code == 404

    @pytest.mark.parametrize("address", OF_ONE)
    def test_an_edition_that_was_unpublished_has_no_file(self, client, edition, address):
        edition.unpublish()
        assert client.get(address).status_code == 404

    @pytest.mark.parametrize("address", [FILE, DAY, FEED, FILE_EN, DAY_EN, FEED_EN])
    def test_a_training_that_was_unpublished_has_no_file(self, client, edition, training, address):
        training.unpublish()
        assert client.get(address).status_code == 404
        assert events(client, ALL) == []
        assert events(client, ALL_EN) == []

    @pytest.mark.parametrize("address", [FILE, DAY, FEED, ALL])
    def test_a_private_training_shows_strangers_nothing(self, client, edition, training, address):
        PageViewRestriction.objects.create(page=training, restriction_type="login")
        response = client.get(address)
        assert b"Hulp vragen" not in response.content
        assert b"VEVENT" not in response.content
        if address != ALL:
            assert response.status_code == 302
            assert response.url == f"/admin/login/?next={address}"

    @pytest.mark.parametrize("address", [FILE, DAY])
    def test_a_private_training_has_files_for_those_who_may_read_it(
        self, admin, edition, training, address
    ):
        PageViewRestriction.objects.create(page=training, restriction_type="login")
        response = admin.get(address)
        assert response.status_code == 200
        assert "private, no-store" in response["Cache-Control"]
        assert "public" not in response["Cache-Control"]
        assert len(events(admin, FEED)) == 5
        assert events(admin, ALL) == []

    def test_a_private_training_is_private_in_english_too(self, client, edition, training):
        restriction = PageViewRestriction.objects.create(page=training, restriction_type="login")
        assert client.get("/en/trainings/asking-for-help/agenda.ics").status_code == 302
        assert events(client, "/en/trainings/agenda.ics") == []
        restriction.delete()
        assert len(events(client, "/en/trainings/agenda.ics")) == 5

    @pytest.mark.parametrize(
        "address",
        [
            "/trainingen/hulp-vragen/2027-03-01/day-2.ics",
            "/en/trainings/asking-for-help/2027-03-01/dag-2.ics",
            "/trainingen/hulp-vragen/2027-03-01/dag-0.ics",
            "/trainingen/hulp-vragen/2027-03-01/dag-6.ics",
            "/trainingen/hulp-vragen/2027-03-01/dag-02.ics",
            "/trainingen/hulp-vragen/2027-03-01/dag-1000.ics",
            "/trainingen/hulp-vragen/2027-03-01/dag-2",
            "/trainingen/hulp-vragen/2027-03-02.ics",
            "/trainingen/hulp-vragen/2027-03-02/dag-1.ics",
            "/trainingen/luisteren/2027-03-01.ics",
            "/trainingen/hulp-vragen/niets.ics",
            "/trainingen/2027-03-01.ics",
            "/agenda.ics",
            "/en/agenda.ics",
            "/blog/agenda.ics",
            "/trainings/asking-for-help/2027-03-01.ics",
            "/en/trainingen/hulp-vragen/2027-03-01.ics",
        ],
    )
    def test_an_address_that_means_nothing_is_not_found(self, client, edition, address):
        assert client.get(address, follow=True).status_code == 404

    def test_a_file_that_is_not_there_is_answered_in_plain_text(self, client, edition):
        response = client.get("/trainingen/hulp-vragen/2027-03-02.ics")
        assert response["Content-Type"] == "text/plain; charset=utf-8"


class TestChanges:
    def test_a_published_change_is_in_both_languages_with_a_higher_number(self, client, edition):
        latest = Edition.objects.get()
        days = latest.days
        days[1].starts = time(10)
        latest.sessions.set(days)
        latest.save_revision().publish()
        for address in (FILE, FILE_EN, FEED, ALL_EN):
            found = [
                (event["DTSTART"].dt.time(), event["SEQUENCE"]) for event in events(client, address)
            ]
            assert found == [
                (time(9, 30), 0),
                (time(10), 1),
                (time(9, 30), 0),
                (time(9, 30), 0),
                (time(9, 30), 0),
            ]

    def test_another_address_of_the_place_has_a_higher_number_on_all_days(self, client, edition):
        place = Location.objects.get()
        place.street = "Kerkweg 5"
        place.save_revision().publish()
        (event,) = events(client, DAY_EN)
        assert event["LOCATION"] == "De Lindehof, Kerkweg 5, 3599 ZZ Utrecht"
        assert event["SEQUENCE"] == 1

    def test_other_words_have_a_later_stamp_and_the_same_number(self, client, edition, training):
        (before,) = events(client, DAY)
        with time_machine.travel(datetime(2027, 1, 21, 12, 0, tzinfo=UTC), tick=False):
            training.title = "Hulp vragen"
            training.save_revision().publish()
        (after,) = events(client, DAY)
        assert after["SUMMARY"] == "Hulp vragen (dag 2 van 5): Luisteren"
        assert after["SEQUENCE"] == before["SEQUENCE"] == 0
        assert after["LAST-MODIFIED"].dt == datetime(2027, 1, 21, 12, 0, tzinfo=UTC)
        assert after["DTSTAMP"].dt == after["LAST-MODIFIED"].dt
        assert after["CREATED"].dt == before["CREATED"].dt

"""Addresses that put a day into, or let a feed be followed by, calendars on the web."""

import re
from datetime import UTC, date, datetime, timedelta
from urllib.parse import parse_qsl, unquote, urlsplit
from uuid import UUID
from zoneinfo import ZoneInfo

import pytest
from hypothesis import example, given, settings, strategies as st

from events.calendar_links import (
    LONGEST,
    Subscription,
    clean,
    day_links,
    google,
    outlook,
    subscribe_links,
    yahoo,
)
from events.ical import Event, Status

# No database is asked.
pytestmark = pytest.mark.once

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
TITLE = 'Vragen, "durven" & zwijgen: é + 🧭 #1'
ENCODED = "Vragen%2C%20%22durven%22%20%26%20zwijgen%3A%20%C3%A9%20%2B%20%F0%9F%A7%AD%20%231"
LIVE, OFFICE = "outlook.live.com", "outlook.office.com"
PLACES = {
    "Google": ("calendar.google.com", "/calendar/render"),
    "Outlook.com": (LIVE, "/calendar/0/action/compose"),
    "Microsoft 365": (OFFICE, "/calendar/0/action/compose"),
    "Yahoo": ("calendar.yahoo.com", "/"),
}
TEXTS = {
    "Google": ("text", "details", "location"),
    "Outlook.com": ("subject", "body", "location"),
    "Microsoft 365": ("subject", "body", "location"),
    "Yahoo": ("title", "desc", "in_loc"),
}
FIXED = {
    "Google": {
        "action": "TEMPLATE",
        "dates": "20270301T093000/20270301T163000",
        "ctz": "Europe/Amsterdam",
    },
    "Outlook.com": {
        "path": "/calendar/action/compose",
        "rru": "addevent",
        "startdt": "2027-03-01T08:30:00Z",
        "enddt": "2027-03-01T15:30:00Z",
    },
    "Yahoo": {"v": "60", "st": "20270301T083000Z", "et": "20270301T153000Z"},
}
FIXED["Microsoft 365"] = FIXED["Outlook.com"]
# All of Unicode, lone surrogates and control characters too, and much of what ends an address.
CHARACTERS = st.characters() | st.sampled_from("&#?+%=;/\\ \r\n\x00\ud83d\u200d\u2028🧭")
# Three of these fit in one address, whatever is in them.
ANY_TEXT = st.text(CHARACTERS, max_size=40)
ANY_LENGTH = st.builds(lambda text, times: text * times, ANY_TEXT, st.integers(1, 200))


def event(**changes) -> Event:
    """A Monday in March, 9:30 to 16:30 in Utrecht."""
    moment = datetime(2027, 1, 1, tzinfo=UTC)
    return Event(
        **{
            "uid": UUID(int=1),
            "starts": datetime(2027, 3, 1, 9, 30, tzinfo=AMSTERDAM),
            "ends": datetime(2027, 3, 1, 16, 30, tzinfo=AMSTERDAM),
            "summary": TITLE,
            "description": "",
            "location": "",
            "url": "https://example.com/trainingen/vragen/",
            "language": "nl",
            "status": Status.CONFIRMED,
            "sequence": 0,
            "created": moment,
            "last_modified": moment,
            **changes,
        }
    )


def all_day(days: int) -> Event:
    return event(starts=date(2027, 3, 1), ends=date(2027, 3, 1) + timedelta(days=days))


def values(address: str) -> dict[str, str]:
    """The parameters of an address; none may be there twice."""
    pairs = parse_qsl(urlsplit(address).query, keep_blank_values=True, strict_parsing=True)
    assert len(dict(pairs)) == len(pairs)
    return dict(pairs)


class TestAddressOfADay:
    def test_google(self):
        assert google(event(description="Dag 1\nLees: https://a.nl/?b=c&d", location="Hof 1")) == (
            "https://calendar.google.com/calendar/render?action=TEMPLATE"
            "&dates=20270301T093000/20270301T163000&ctz=Europe/Amsterdam"
            f"&text={ENCODED}"
            "&details=Dag%201%0ALees%3A%20https%3A%2F%2Fa.nl%2F%3Fb%3Dc%26d&location=Hof%201"
        )

    @pytest.mark.parametrize("host", [LIVE, OFFICE])
    def test_outlook(self, host):
        assert outlook(event(description="Dag 1", location="Hof 1"), host) == (
            f"https://{host}/calendar/0/action/compose?path=/calendar/action/compose&rru=addevent"
            "&startdt=2027-03-01T08:30:00Z&enddt=2027-03-01T15:30:00Z"
            f"&subject={ENCODED}&body=Dag%201&location=Hof%201"
        )

    def test_yahoo(self):
        assert yahoo(event(description="Dag 1", location="Hof 1")) == (
            "https://calendar.yahoo.com/?v=60&st=20270301T083000Z&et=20270301T153000Z"
            f"&title={ENCODED}&desc=Dag%201&in_loc=Hof%201"
        )

    def test_each_service_once_under_its_name(self):
        assert [link.service for link in day_links(event())] == list(PLACES)

    def test_nothing_is_said_of_a_place_or_a_text_that_is_not_there(self):
        for link in day_links(event()):
            assert set(values(link.address)) == {*FIXED[link.service], TEXTS[link.service][0]}


class TestTime:
    def test_one_whole_day(self):
        assert values(google(all_day(1)))["dates"] == "20270301/20270302"
        assert "ctz" not in values(google(all_day(1)))
        found = values(outlook(all_day(1), LIVE))
        assert (found["startdt"], found["enddt"], found["allday"]) == (
            "2027-03-01",
            "2027-03-02",
            "true",
        )
        found = values(yahoo(all_day(1)))
        assert (found["st"], found["dur"], "et" in found) == ("20270301", "allday", False)

    def test_two_whole_days(self):
        assert values(google(all_day(2)))["dates"] == "20270301/20270303"
        assert values(outlook(all_day(2), LIVE))["enddt"] == "2027-03-03"
        found = values(yahoo(all_day(2)))
        assert (found["st"], found["et"]) == ("20270301T000000", "20270302T235900")
        assert "dur" not in found

    def test_past_midnight(self):
        late = event(
            starts=datetime(2027, 3, 1, 22, tzinfo=AMSTERDAM),
            ends=datetime(2027, 3, 2, 0, 30, tzinfo=AMSTERDAM),
        )
        assert values(google(late))["dates"] == "20270301T220000/20270302T003000"
        assert values(outlook(late, LIVE))["enddt"] == "2027-03-01T23:30:00Z"
        assert values(yahoo(late))["et"] == "20270301T233000Z"

    @pytest.mark.parametrize(
        ("day", "starts"),
        [(date(2027, 3, 27), "083000Z"), (date(2027, 3, 28), "073000Z")],
        ids=["before the clocks change", "after"],
    )
    def test_the_same_hour_on_both_sides_of_a_change_of_clocks(self, day, starts):
        changed = event(
            starts=datetime(day.year, day.month, day.day, 9, 30, tzinfo=AMSTERDAM),
            ends=datetime(day.year, day.month, day.day, 16, 30, tzinfo=AMSTERDAM),
        )
        assert values(google(changed))["dates"] == f"{day:%Y%m%d}T093000/{day:%Y%m%d}T163000"
        assert values(yahoo(changed))["st"] == f"{day:%Y%m%d}T{starts}"
        assert values(outlook(changed, LIVE))["startdt"].replace("-", "").replace(":", "") == (
            f"{day:%Y%m%d}T{starts}"
        )

    @pytest.mark.parametrize(("fold", "utc"), [(0, "003000Z"), (1, "013000Z")])
    def test_an_hour_that_the_clocks_show_twice_is_said_in_utc(self, fold, utc):
        repeated = event(
            starts=datetime(2027, 10, 31, 2, 30, tzinfo=AMSTERDAM, fold=fold),
            ends=datetime(2027, 10, 31, 6, 0, tzinfo=AMSTERDAM),
        )
        found = values(google(repeated))
        assert found["dates"] == f"20271031T{utc}/20271031T050000Z"
        assert "ctz" not in found
        assert values(yahoo(repeated))["st"] == f"20271031T{utc}"

    def test_an_hour_that_the_clocks_skip_is_what_they_show_then(self):
        skipped = event(
            starts=datetime(2027, 3, 28, 2, 30, tzinfo=AMSTERDAM),
            ends=datetime(2027, 3, 28, 6, 0, tzinfo=AMSTERDAM),
        )
        assert values(google(skipped))["dates"] == "20270328T033000/20270328T060000"
        assert values(yahoo(skipped))["st"] == "20270328T013000Z"

    @pytest.mark.parametrize("zone", [UTC, ZoneInfo("UTC"), ZoneInfo("Etc/GMT+5"), ZoneInfo("CET")])
    def test_a_zone_that_google_does_not_know_is_said_in_utc(self, zone):
        starts = datetime(2027, 3, 1, 9, 30, tzinfo=zone)
        found = values(google(event(starts=starts, ends=starts + timedelta(hours=1))))
        assert found["dates"].startswith(f"{starts.astimezone(UTC):%Y%m%dT%H%M%SZ}/")
        assert "ctz" not in found

    def test_the_zone_is_that_of_the_place(self):
        starts = datetime(2027, 3, 1, 9, 30, tzinfo=ZoneInfo("America/New_York"))
        found = values(google(event(starts=starts, ends=starts + timedelta(hours=1))))
        assert (found["dates"], found["ctz"]) == (
            "20270301T093000/20270301T103000",
            "America/New_York",
        )


class TestHostileText:
    @settings(max_examples=500, deadline=None)
    @given(title=ANY_TEXT, description=ANY_TEXT, location=ANY_TEXT)
    @example(title="&ctz=UTC#x", description="%26add=a@b.nl", location="a;b?c=d//")
    @example(title="https://evil.example/", description="\r\nSet-Cookie: a", location="\\..\\")
    def test_comes_back_exactly_and_changes_nothing_else(self, title, description, location):
        day = event(summary=title, description=description, location=location)
        for service, address in ((link.service, link.address) for link in day_links(day)):
            parts = urlsplit(address)
            assert (parts.scheme, parts.netloc, parts.path) == ("https", *PLACES[service])
            assert parts.fragment == ""
            assert re.fullmatch(r"[A-Za-z0-9\-._~%&=?:/]+", address)
            assert len(address) <= LONGEST
            one_line = [" ".join(clean(text).split("\n")) for text in (title, location)]
            texts = zip(TEXTS[service], (one_line[0], clean(description), one_line[1]), strict=True)
            assert values(address) == FIXED[service] | {name: text for name, text in texts if text}

    @settings(max_examples=200, deadline=None)
    @given(title=ANY_LENGTH, description=ANY_LENGTH, location=ANY_LENGTH)
    def test_of_any_length_stays_within_the_address(self, title, description, location):
        day = event(summary=title, description=description, location=location)
        for link in day_links(day):
            parts = urlsplit(link.address)
            assert (parts.netloc, parts.path) == PLACES[link.service]
            assert len(link.address) <= LONGEST
            found = values(link.address)
            assert found.items() >= FIXED[link.service].items()
            assert set(found) <= {*FIXED[link.service], *TEXTS[link.service]}

    def test_of_control_characters_only_the_line_breaks_of_the_description_are_left(self):
        day = event(
            summary="a\x00b\r\nc\x85d\ud83d", description="a\r\nb\x07\u2028c\td", location="\x1b\n"
        )
        found = values(google(day))
        assert (found["text"], found["details"]) == ("ab c d", "a\nb\nc\td")
        assert "location" not in found


class TestLength:
    @pytest.mark.parametrize("text", ["woord ", "é", "🧭", "👩🏽‍🦰", "🇳🇱", "e\u0301"])
    def test_the_description_is_cut_first_and_still_says_where_to_read_on(self, text):
        day = event(description=text * 2000, location="De Lindehof")
        for link in day_links(day):
            title, description, location = TEXTS[link.service]
            assert LONGEST - 60 < len(link.address) <= LONGEST
            found = values(link.address)
            assert (found[title], found[location]) == (TITLE, "De Lindehof")
            begin, end = found[description].split("…")
            assert end == "\n\nhttps://example.com/trainingen/vragen/"
            whole = begin.rstrip() + " " * text.count(" ")
            assert whole == text * (len(whole) // len(text)) != ""

    def test_then_the_location_and_last_the_title(self):
        day = event(summary="🧭" * 60, description="woord", location="é" * 400)
        found = values(google(day))
        assert "details" not in found
        assert found["text"] == "🧭" * 60
        assert found["location"].endswith("é…")
        found = values(google(event(summary="🧭" * 300, description="woord", location="Hof")))
        assert set(found) == {"action", "dates", "ctz", "text"}
        assert re.fullmatch("🧭{100,}…", found["text"])


class TestSubscription:
    FEED = "https://example.com/trainingen/hulp-vragen/agenda.ics"

    def test_a_device_gets_webcal(self):
        assert Subscription(TITLE, self.FEED).webcal_url == (
            "webcal://example.com/trainingen/hulp-vragen/agenda.ics"
        )
        assert Subscription(TITLE, "http://127.0.0.1:8000/en/trainings/agenda.ics").webcal_url == (
            "webcal://127.0.0.1:8000/en/trainings/agenda.ics"
        )

    def test_google_gets_webcal_and_microsoft_the_web_address(self):
        quoted = "%3A%2F%2Fexample.com%2Ftrainingen%2Fhulp-vragen%2Fagenda.ics"
        links = [(link.service, link.address) for link in Subscription(TITLE, self.FEED).links]
        assert links == [
            ("Google", f"https://calendar.google.com/calendar/render?cid=webcal{quoted}"),
            (
                "Outlook.com",
                f"https://outlook.live.com/calendar/0/addfromweb?url=https{quoted}&name={ENCODED}",
            ),
            (
                "Microsoft 365",
                "https://outlook.office.com/calendar/0/addfromweb"
                f"?url=https{quoted}&name={ENCODED}",
            ),
        ]

    @given(name=ANY_TEXT)
    def test_no_name_adds_anything(self, name):
        for link in subscribe_links(name, self.FEED)[1:]:
            parts = urlsplit(link.address)
            assert (parts.path, parts.fragment) == ("/calendar/0/addfromweb", "")
            found = values(link.address) if clean(name) else {"url": self.FEED, "name": ""}
            assert found == {"url": self.FEED, "name": " ".join(clean(name).split("\n"))}

    def test_the_address_of_a_feed_with_a_query_stays_one_value(self):
        feed = "https://example.com/a.ics?b=c&d=e#f"
        google_link, *microsoft = subscribe_links("Alles", feed)
        assert (
            unquote(urlsplit(google_link.address).query)
            == "cid=webcal://example.com/a.ics?b=c&d=e#f"
        )
        assert [values(link.address) for link in microsoft] == [{"url": feed, "name": "Alles"}] * 2

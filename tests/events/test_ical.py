"""What a calendar file says, line by line. Sections are of RFC 5545 unless said otherwise."""

import os
import subprocess
import sys
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path
from uuid import UUID
from zoneinfo import ZoneInfo

import icalendar
import pytest

from events.ical import (
    COLORS,
    CONTENT_TYPE,
    Event,
    Feed,
    Image,
    Organizer,
    Status,
    assemble,
    entry,
    place,
    serialise,
)

pytestmark = pytest.mark.once

ROOT = Path(__file__).resolve().parents[2]
AMSTERDAM = ZoneInfo("Europe/Amsterdam")

EVENT = Event(
    uid=UUID("5f0c1f0e-6a53-4d0e-9d7e-3c1b6f1f2a01"),
    starts=datetime(2026, 10, 19, 9, 30, tzinfo=AMSTERDAM),
    ends=datetime(2026, 10, 19, 16, 30, tzinfo=AMSTERDAM),
    summary="Moeilijke gesprekken",
    description="",
    location="",
    url="",
    language="nl",
    status=Status.CONFIRMED,
    sequence=0,
    created=datetime(2026, 5, 1, 8, 0, tzinfo=UTC),
    last_modified=datetime(2026, 6, 2, 9, 15, 30, 999999, tzinfo=UTC),
)

FEED = Feed(
    name="Trainingen, agenda",
    description="Alle dagen\nvan alle trainingen",
    source="https://lesdag.example/trainingen/agenda.ics",
    url="https://lesdag.example/trainingen/",
    language="nl",
)

# Two days: one with everything, one all day with as little as possible.
WHOLE = """\
BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//Lesdag//Lesdag//NL
CALSCALE:GREGORIAN
BEGIN:VTIMEZONE
TZID:Europe/Amsterdam
BEGIN:DAYLIGHT
DTSTART:19810329T020000
RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU
TZOFFSETFROM:+0100
TZOFFSETTO:+0200
TZNAME:CEST
END:DAYLIGHT
BEGIN:STANDARD
DTSTART:19961027T030000
RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU
TZOFFSETFROM:+0200
TZOFFSETTO:+0100
TZNAME:CET
END:STANDARD
END:VTIMEZONE
BEGIN:VEVENT
UID:5f0c1f0e-6a53-4d0e-9d7e-3c1b6f1f2a01
DTSTAMP:20260602T091530Z
CREATED:20260501T080000Z
LAST-MODIFIED:20260602T091530Z
SEQUENCE:3
STATUS:TENTATIVE
DTSTART;TZID=Europe/Amsterdam:20261019T093000
DTEND;TZID=Europe/Amsterdam:20261019T163000
TRANSP:TRANSPARENT
SUMMARY;LANGUAGE=nl:Moeilijke gesprekken (dag 1 van 2)
DESCRIPTION;LANGUAGE=nl:Ochtend: luisteren\\; middag: oefenen\\, in tweetall
 en.\\nNeem schrijfgerei mee.
X-ALT-DESC;FMTTYPE=text/html:<!DOCTYPE html><html><body>Ochtend: luisteren
 \\; middag: oefenen\\, in tweetallen.<br>Neem schrijfgerei mee.</body></html
 >
ORGANIZER;CN="Praktijk ^'De Vraag^': Anna & co":mailto:anna+agenda@lesdag.
 example
LOCATION;LANGUAGE=nl:De Werkplaats\\, Oudegracht 1\\, Utrecht
GEO:52.090737;5.121420
URL:https://lesdag.example/trainingen/moeilijke-gesprekken/#2026-10-19
IMAGE;VALUE=URI;DISPLAY=BADGE;FMTTYPE=image/jpeg:https://lesdag.example/me
 dia/gesprek.jpg
CONFERENCE;VALUE=URI;FEATURE=AUDIO,VIDEO;LANGUAGE=nl;LABEL="Online: de kam
 er":https://meet.example/kamer
CATEGORIES:Communicatie,Leren\\, oefenen
RELATED-TO;RELTYPE=SIBLING:5f0c1f0e-6a53-4d0e-9d7e-3c1b6f1f2a02
END:VEVENT
BEGIN:VEVENT
UID:5f0c1f0e-6a53-4d0e-9d7e-3c1b6f1f2a02
DTSTAMP:20260602T091530Z
CREATED:20260501T080000Z
LAST-MODIFIED:20260602T091530Z
SEQUENCE:0
STATUS:CONFIRMED
DTSTART;VALUE=DATE:20261020
DTEND;VALUE=DATE:20261021
TRANSP:OPAQUE
SUMMARY;LANGUAGE=nl:Moeilijke gesprekken (dag 2 van 2)
END:VEVENT
END:VCALENDAR
"""

WHOLE_EVENTS = [
    replace(
        EVENT,
        uid=UUID("5f0c1f0e-6a53-4d0e-9d7e-3c1b6f1f2a02"),
        starts=date(2026, 10, 20),
        ends=date(2026, 10, 21),
        summary="Moeilijke gesprekken (dag 2 van 2)",
    ),
    replace(
        EVENT,
        summary="Moeilijke gesprekken (dag 1 van 2)",
        description="Ochtend: luisteren; middag: oefenen, in tweetallen.\nNeem schrijfgerei mee.",
        location="De Werkplaats, Oudegracht 1, Utrecht",
        url="https://lesdag.example/trainingen/moeilijke-gesprekken/#2026-10-19",
        organizer=Organizer('Praktijk "De Vraag": Anna & co', "anna+agenda@lesdag.example"),
        image=Image("https://lesdag.example/media/gesprek.jpg", "image/jpeg"),
        status=Status.TENTATIVE,
        sequence=3,
        geo=(52.0907374, 5.12142),
        categories=("Communicatie", "Leren, oefenen"),
        conference="https://meet.example/kamer",
        conference_label="Online: de kamer",
        related=(UUID("5f0c1f0e-6a53-4d0e-9d7e-3c1b6f1f2a02"),),
    ),
]


def unfolded(ics: bytes) -> list[str]:
    """The content lines of a file as §3.1 has them joined again."""
    return ics.decode().replace("\r\n ", "").split("\r\n")


def event_lines(feed=None, **changes) -> list[str]:
    """The lines of the one VEVENT of a calendar, with these changes to a plain event."""
    lines = unfolded(serialise([replace(EVENT, **changes)], feed))
    return lines[lines.index("BEGIN:VEVENT") + 1 : lines.index("END:VEVENT")]


def calendar_lines(ics: bytes) -> list[str]:
    """The lines of a calendar's own properties."""
    lines = unfolded(ics)
    return lines[1 : next(i for i, line in enumerate(lines) if i and line.startswith("BEGIN:"))]


def line(name: str, **changes) -> str:
    """The one line of an event's property."""
    (found,) = [text for text in event_lines(**changes) if text.split(":")[0].split(";")[0] == name]
    return found


def parsed(**changes) -> icalendar.Event:
    (event,) = icalendar.Calendar.from_ical(serialise([replace(EVENT, **changes)])).events
    return event


class TestWholeFile:
    def test_small_calendar_is_exactly_this(self):
        assert serialise(WHOLE_EVENTS) == WHOLE.replace("\n", "\r\n").encode()

    def test_same_events_give_same_bytes_in_another_process_zone_and_hash_seed(self):
        program = (
            "import sys; from tests.events.test_ical import WHOLE_EVENTS, FEED;"
            "from events.ical import serialise;"
            "sys.stdout.buffer.write(serialise(WHOLE_EVENTS, FEED))"
        )
        seen = {
            subprocess.run(
                [sys.executable, "-c", program],
                cwd=ROOT,
                env={**os.environ, "PYTHONHASHSEED": seed, "TZ": zone, "PYTHONPATH": str(ROOT)},
                capture_output=True,
                check=True,
            ).stdout
            for seed, zone in (("1", "America/New_York"), ("2", "Asia/Tokyo"))
        }
        assert seen == {serialise(WHOLE_EVENTS, FEED)}

    def test_bytes_do_not_depend_on_the_order_of_events(self):
        assert serialise(reversed(WHOLE_EVENTS)) == serialise(WHOLE_EVENTS)

    def test_events_are_in_order_of_start_then_uid(self):
        early = datetime(2026, 10, 19, 9, 0, tzinfo=ZoneInfo("Europe/London"))  # 10:00 in Amsterdam
        events = [
            replace(EVENT, uid=UUID(int=3), starts=early, ends=early + timedelta(hours=1)),
            replace(EVENT, uid=UUID(int=2)),
            replace(EVENT, uid=UUID(int=1)),
            replace(EVENT, uid=UUID(int=4), starts=date(2026, 10, 19), ends=date(2026, 10, 20)),
        ]
        uids = [text for text in unfolded(serialise(events)) if text.startswith("UID:")]
        assert uids == [f"UID:{UUID(int=number)}" for number in (4, 1, 2, 3)]

    def test_five_days_are_five_events_with_uids_of_their_own(self):
        days = [
            replace(
                EVENT,
                uid=UUID(int=n),
                starts=EVENT.starts + timedelta(days=n),
                ends=EVENT.ends + timedelta(days=n),
            )
            for n in range(5)
        ]
        lines = unfolded(serialise(days))
        assert lines.count("BEGIN:VEVENT") == 5
        assert len({text for text in lines if text.startswith("UID:")}) == 5
        events = lines[lines.index("BEGIN:VEVENT") :]
        assert not [text for text in events if text.startswith(("RRULE", "RDATE"))]


class TestBytes:
    def test_content_type_says_utf_8(self):
        """§8.1."""
        assert CONTENT_TYPE == "text/calendar; charset=utf-8"

    def test_every_line_ends_with_crlf(self):
        """§3.1."""
        ics = serialise([replace(EVENT, description="een\r\ntwee\rdrie\nvier " + "é" * 200)], FEED)
        assert ics.endswith(b"END:VCALENDAR\r\n")
        assert ics.count(b"\r\n") == ics.count(b"\n") == ics.count(b"\r")
        assert b"\r\n\r\n" not in ics

    @pytest.mark.parametrize("character", ["e", "é", "€", "🧭", ";", "\n", "^"])
    @pytest.mark.parametrize("shift", range(5))
    def test_lines_are_folded_at_75_octets_and_never_inside_a_character(self, character, shift):
        """§3.1."""
        text = "x" * shift + character * 300
        ics = serialise(
            [
                replace(
                    EVENT,
                    description=text,
                    conference="https://meet.example/",
                    conference_label=text,
                )
            ]
        )
        lines = ics.split(b"\r\n")
        assert max(map(len, lines)) <= 75
        assert max(map(len, lines)) >= 71
        for folded in lines:
            folded.decode()  # would fail inside a UTF-8 sequence
        assert icalendar.Calendar.from_ical(ics).events[0]["DESCRIPTION"] == text

    def test_backslash_semicolon_comma_and_newline_are_escaped_in_text(self):
        """§3.3.11."""
        assert line("DESCRIPTION", description='a\\b; c, d: "e"\nf') == (
            'DESCRIPTION;LANGUAGE=nl:a\\\\b\\; c\\, d: "e"\\nf'
        )

    def test_backslash_before_n_is_not_taken_for_a_newline(self):
        """§3.3.11; the library makes a line break of \\N."""
        assert line("SUMMARY", summary=r"C:\Notities\nieuw") == (
            r"SUMMARY;LANGUAGE=nl:C:\\Notities\\nieuw"
        )
        assert line("CATEGORIES", categories=(r"A\N", "B,C")) == r"CATEGORIES:A\\N,B\,C"

    def test_zero_width_space_at_the_beginning_is_not_taken_for_a_byte_order_mark(self):
        assert line("SUMMARY", summary="\ufeffVragen") == "SUMMARY;LANGUAGE=nl:\ufeffVragen"
        assert line("CATEGORIES", categories=("\ufeffA", "B")) == "CATEGORIES:\ufeffA,B"

    def test_addresses_are_raw(self):
        """§3.3.13: not escaped like TEXT."""
        address = "https://lesdag.example/a,b;c/?d=e&f=%2C#g"
        assert line("URL", url=address) == f"URL:{address}"

    def test_addresses_are_ascii(self):
        """RFC 3986 §2.1."""
        assert line("URL", url="https://lesdag.example/één dag/") == (
            "URL:https://lesdag.example/%C3%A9%C3%A9n%20dag/"
        )

    def test_parameters_are_quoted_and_escaped(self):
        """§3.2 and RFC 6868."""
        label = 'Kamer "Zuid": kom; nu, ^nu\nbis'
        assert line("CONFERENCE", conference="https://meet.example/", conference_label=label) == (
            "CONFERENCE;VALUE=URI;FEATURE=AUDIO,VIDEO;LANGUAGE=nl;"
            "LABEL=\"Kamer ^'Zuid^': kom; nu, ^^nu bis\":https://meet.example/"
        )
        event = parsed(conference="https://meet.example/", conference_label=label)
        assert event["CONFERENCE"].params["LABEL"] == 'Kamer "Zuid": kom; nu, ^nu bis'

    def test_place_has_six_decimals_and_no_exponent(self):
        """§3.8.1.6, §3.3.7."""
        assert line("GEO", geo=(0.00001, -122.08293249)) == "GEO:0.000010;-122.082932"


class TestIdentity:
    def test_uid_is_the_stored_uuid_and_nothing_else(self):
        """§3.8.4.7, RFC 7986 §5.3."""
        assert line("UID") == "UID:5f0c1f0e-6a53-4d0e-9d7e-3c1b6f1f2a01"
        english = replace(EVENT, language="en", url="https://example.org/en/", starts=EVENT.starts)
        assert "UID:5f0c1f0e-6a53-4d0e-9d7e-3c1b6f1f2a01" in unfolded(serialise([english]))

    def test_dtstamp_is_last_modified(self):
        """§3.8.7.2, where there is no METHOD."""
        changed = datetime(2026, 6, 2, 11, 15, 30, tzinfo=AMSTERDAM)
        assert line("DTSTAMP", last_modified=changed) == "DTSTAMP:20260602T091530Z"
        assert line("LAST-MODIFIED", last_modified=changed) == "LAST-MODIFIED:20260602T091530Z"

    def test_created_is_written_in_utc(self):
        """§3.8.7.1."""
        assert line("CREATED") == "CREATED:20260501T080000Z"

    def test_sequence_is_the_stored_one(self):
        """§3.8.7.4."""
        assert line("SEQUENCE", sequence=7) == "SEQUENCE:7"

    @pytest.mark.parametrize(
        ("status", "transparency"),
        [
            (Status.CONFIRMED, "OPAQUE"),
            (Status.TENTATIVE, "TRANSPARENT"),
            (Status.CANCELLED, "TRANSPARENT"),
        ],
    )
    def test_only_a_day_that_goes_ahead_takes_up_time(self, status, transparency):
        """§3.8.2.7."""
        assert line("TRANSP", status=status) == f"TRANSP:{transparency}"

    @pytest.mark.parametrize("status", ["CONFIRMED", "TENTATIVE", "CANCELLED"])
    def test_status_is_one_of_three(self, status):
        """§3.8.1.11."""
        assert {str(member) for member in Status} == {"CONFIRMED", "TENTATIVE", "CANCELLED"}
        assert line("STATUS", status=Status(status)) == f"STATUS:{status}"

    def test_required_properties_are_there_once(self):
        """§3.6.1; no reader complains when they are missing."""
        names = [text.split(":")[0].split(";")[0] for text in event_lines()]
        for name in ("UID", "DTSTAMP", "DTSTART", "DTEND", "SUMMARY", "SEQUENCE", "STATUS"):
            assert names.count(name) == 1, name

    def test_other_days_of_the_edition_are_siblings(self):
        """§3.2.15, §3.8.4.5."""
        lines = event_lines(related=(UUID(int=9), UUID(int=8)))
        assert lines[-2:] == [
            "RELATED-TO;RELTYPE=SIBLING:00000000-0000-0000-0000-000000000009",
            "RELATED-TO;RELTYPE=SIBLING:00000000-0000-0000-0000-000000000008",
        ]

    def test_two_events_with_one_uid_are_refused(self):
        """§3.8.4.7."""
        with pytest.raises(ValueError, match="one UID"):
            serialise([EVENT, replace(EVENT, summary="Nog een")])


class TestTime:
    def test_start_and_end_carry_their_zone(self):
        """§3.2.19."""
        assert line("DTSTART") == "DTSTART;TZID=Europe/Amsterdam:20261019T093000"
        assert line("DTEND") == "DTEND;TZID=Europe/Amsterdam:20261019T163000"

    def test_each_zone_used_has_one_vtimezone(self):
        """§3.2.19, §3.6.5."""
        london = ZoneInfo("Europe/London")
        events = [
            EVENT,
            replace(EVENT, uid=UUID(int=1), starts=EVENT.starts.replace(tzinfo=london)),
            replace(EVENT, uid=UUID(int=2)),
        ]
        zones = [text for text in unfolded(serialise(events)) if text.startswith("TZID:")]
        assert zones == ["TZID:Europe/Amsterdam", "TZID:Europe/London"]

    @pytest.mark.parametrize("utc", [ZoneInfo("UTC"), ZoneInfo("Etc/UTC"), UTC])
    def test_utc_is_written_with_z_and_has_no_vtimezone(self, utc):
        """§3.3.5 form 2, §3.2.19."""
        event = replace(
            EVENT, starts=EVENT.starts.replace(tzinfo=utc), ends=EVENT.ends.replace(tzinfo=utc)
        )
        lines = unfolded(serialise([event]))
        assert "DTSTART:20261019T093000Z" in lines
        assert "DTEND:20261019T163000Z" in lines
        assert "BEGIN:VTIMEZONE" not in lines

    def test_zone_that_agrees_with_utc_keeps_its_name(self):
        """The library takes some zones in West Africa and Iceland to be UTC."""
        dakar = EVENT.starts.replace(tzinfo=ZoneInfo("Africa/Dakar"))
        lines = unfolded(serialise([replace(EVENT, starts=dakar)]))
        assert "DTSTART;TZID=Africa/Dakar:20261019T093000" in lines
        assert "TZID:Africa/Dakar" in lines

    def test_all_day_event_ends_on_following_day(self):
        """§3.6.1: a date, and the end is not part of it."""
        changes = {"starts": date(2026, 10, 19), "ends": date(2026, 10, 20)}
        assert line("DTSTART", **changes) == "DTSTART;VALUE=DATE:20261019"
        assert line("DTEND", **changes) == "DTEND;VALUE=DATE:20261020"

    def test_all_day_event_needs_no_zone(self):
        event = replace(EVENT, starts=date(2026, 10, 19), ends=date(2026, 10, 20))
        assert b"VTIMEZONE" not in serialise([event])

    def test_event_past_midnight_ends_on_the_next_date(self):
        ends = datetime(2026, 10, 20, 1, 0, tzinfo=AMSTERDAM)
        assert line("DTEND", ends=ends) == "DTEND;TZID=Europe/Amsterdam:20261020T010000"

    def test_hour_that_comes_twice_is_told_apart(self):
        """§3.3.5: a local time means the first of the two, so the second is said in UTC."""
        first = datetime(2026, 10, 25, 2, 30, tzinfo=AMSTERDAM)
        changes = {"starts": first, "ends": first.replace(fold=1)}
        assert line("DTSTART", **changes) == "DTSTART;TZID=Europe/Amsterdam:20261025T023000"
        assert line("DTEND", **changes) == "DTEND:20261025T013000Z"

    def test_hour_that_is_skipped_is_written_as_the_clocks_show_it(self):
        skipped = datetime(2026, 3, 29, 2, 30, tzinfo=AMSTERDAM)
        assert line("DTSTART", starts=skipped) == "DTSTART;TZID=Europe/Amsterdam:20260329T033000"


class TestRefusals:
    def test_time_without_zone_is_refused(self):
        naive = EVENT.starts.replace(tzinfo=None)
        with pytest.raises(ValueError, match="no named time zone"):
            serialise([replace(EVENT, starts=naive)])

    def test_time_with_a_bare_offset_is_refused(self):
        offset = EVENT.ends.replace(tzinfo=timezone(timedelta(hours=2)))
        with pytest.raises(ValueError, match="no named time zone"):
            serialise([replace(EVENT, ends=offset)])

    @pytest.mark.parametrize("name", ["created", "last_modified"])
    def test_moment_of_change_without_zone_is_refused(self, name):
        with pytest.raises(ValueError, match=f"{name} has no time zone"):
            serialise([replace(EVENT, **{name: datetime(2026, 1, 1)})])  # noqa: DTZ001, RUF100

    @pytest.mark.parametrize(
        ("starts", "ends"),
        [(date(2026, 10, 19), EVENT.ends), (EVENT.starts, date(2026, 10, 20))],
    )
    def test_date_and_time_are_never_mixed(self, starts, ends):
        """§3.6.1, §3.8.2.2."""
        with pytest.raises(ValueError, match="mix a date and a time"):
            serialise([replace(EVENT, starts=starts, ends=ends)])

    @pytest.mark.parametrize(
        ("starts", "ends"),
        [
            (EVENT.starts, EVENT.starts),
            (EVENT.ends, EVENT.starts),
            (date(2026, 10, 19), date(2026, 10, 19)),
            # Later by the clock, earlier in time.
            (EVENT.starts, datetime(2026, 10, 19, 10, 0, tzinfo=ZoneInfo("Asia/Tokyo"))),
        ],
    )
    def test_end_that_is_not_after_the_start_is_refused(self, starts, ends):
        """§3.8.2.2."""
        with pytest.raises(ValueError, match="not after"):
            serialise([replace(EVENT, starts=starts, ends=ends)])

    @pytest.mark.parametrize("geo", [(91.0, 0.0), (0.0, 181.0), (float("nan"), 0.0)])
    def test_place_that_is_not_on_earth_is_refused(self, geo):
        with pytest.raises(ValueError, match="No place on earth"):
            serialise([replace(EVENT, geo=geo)])

    @pytest.mark.parametrize("address", ["javascript:alert(1)", "/trainingen/", "https://"])
    @pytest.mark.parametrize("name", ["url", "conference"])
    def test_what_is_no_web_address_is_refused(self, name, address):
        with pytest.raises(ValueError, match="Not a web address"):
            serialise([replace(EVENT, **{name: address})])


class TestCalendarLevel:
    def test_download_says_only_what_it_must(self):
        """§3.6: PRODID and VERSION. X-WR-CALNAME would open a new calendar (MS-OXCICAL)."""
        assert calendar_lines(serialise([EVENT])) == [
            "VERSION:2.0",
            "PRODID:-//Lesdag//Lesdag//NL",
            "CALSCALE:GREGORIAN",
        ]

    def test_feed_names_itself_its_source_and_its_rhythm(self):
        """RFC 7986 §5.1, §5.7 (VALUE is required), §5.8."""
        assert calendar_lines(serialise([EVENT], FEED)) == [
            "VERSION:2.0",
            "PRODID:-//Lesdag//Lesdag//NL",
            "CALSCALE:GREGORIAN",
            "NAME;LANGUAGE=nl:Trainingen\\, agenda",
            "X-WR-CALNAME:Trainingen\\, agenda",
            "DESCRIPTION;LANGUAGE=nl:Alle dagen\\nvan alle trainingen",
            "X-WR-CALDESC:Alle dagen\\nvan alle trainingen",
            "URL:https://lesdag.example/trainingen/",
            "SOURCE;VALUE=URI:https://lesdag.example/trainingen/agenda.ics",
            "REFRESH-INTERVAL;VALUE=DURATION:PT12H",
            "X-PUBLISHED-TTL:PT12H",
        ]

    def test_feed_has_a_colour_by_name_and_by_number(self):
        """RFC 7986 §5.9; Apple's calendar takes the number."""
        feed = replace(FEED, color="teal")
        assert calendar_lines(serialise([EVENT], feed)) == [
            *calendar_lines(serialise([EVENT], FEED)),
            "COLOR:teal",
            "X-APPLE-CALENDAR-COLOR:#008080",
        ]

    @pytest.mark.parametrize("color", ["rebeccapurple", "Teal", "#008080", "teal\r\nMETHOD:X"])
    def test_colour_without_a_name_in_css3_is_refused(self, color):
        """RFC 7986 §5.9."""
        with pytest.raises(ValueError, match="Not the name of a colour"):
            serialise([EVENT], replace(FEED, color=color))

    def test_css3_has_147_names_of_colours(self):
        """https://www.w3.org/TR/css-color-3/#svg-color"""
        assert len(COLORS) == 147
        assert {"aqua", "darkslategrey", "lightgoldenrodyellow", "yellowgreen"} <= COLORS

    def test_feed_has_a_picture(self):
        """RFC 7986 §5.10: VALUE is required."""
        feed = replace(
            FEED,
            color="crimson",
            image=Image("https://lesdag.example/media/images/stoelen é.jpg", "image/jpeg"),
        )
        assert calendar_lines(serialise([EVENT], feed)) == [
            *calendar_lines(serialise([EVENT], FEED)),
            "COLOR:crimson",
            "X-APPLE-CALENDAR-COLOR:#dc143c",
            "IMAGE;VALUE=URI;DISPLAY=BADGE;FMTTYPE=image/jpeg:"
            "https://lesdag.example/media/images/stoelen%20%C3%A9.jpg",
        ]

    def test_picture_of_an_unknown_kind_has_no_type(self):
        feed = replace(FEED, image=Image("https://lesdag.example/stoelen", ""))
        assert calendar_lines(serialise([EVENT], feed))[-1] == (
            "IMAGE;VALUE=URI;DISPLAY=BADGE:https://lesdag.example/stoelen"
        )

    def test_picture_without_an_absolute_address_is_refused(self):
        with pytest.raises(ValueError, match="Not a web address"):
            serialise([EVENT], replace(FEED, image=Image("/media/images/stoelen.jpg", "")))

    def test_feed_and_download_show_the_same_event(self):
        assert event_lines(FEED) == event_lines()

    @pytest.mark.parametrize("feed", [None, FEED])
    def test_there_is_no_method_no_alarm_and_no_uid_of_the_calendar(self, feed):
        """RFC 5546 §3.2.1 asks for ORGANIZER with a METHOD."""
        ics = serialise([EVENT], feed)
        assert b"METHOD" not in ics
        assert b"VALARM" not in ics
        assert ics.count(b"UID:") == 1

    def test_calendar_without_events_still_holds_a_component(self):
        """§3.6 asks for at least one."""
        lines = unfolded(serialise([], FEED))
        assert lines.count("TZID:Europe/Amsterdam") == 1
        assert "BEGIN:VEVENT" not in lines

    def test_library_finds_nothing_missing(self):
        calendar = icalendar.Calendar.from_ical(serialise(WHOLE_EVENTS, FEED))
        assert calendar.get_missing_tzids() == set()
        assert [error for component in calendar.walk() for error in component.errors] == []


class TestWords:
    def test_texts_say_their_language(self):
        """§3.2.10."""
        changes = {"language": "en", "description": "Bring a pen", "location": "Utrecht"}
        assert line("SUMMARY", **changes) == "SUMMARY;LANGUAGE=en:Moeilijke gesprekken"
        assert line("DESCRIPTION", **changes) == "DESCRIPTION;LANGUAGE=en:Bring a pen"
        assert line("LOCATION", **changes) == "LOCATION;LANGUAGE=en:Utrecht"

    def test_what_is_empty_is_left_out(self):
        assert {text.split(":")[0].split(";")[0] for text in event_lines()} == {
            "UID",
            "DTSTAMP",
            "CREATED",
            "LAST-MODIFIED",
            "SEQUENCE",
            "STATUS",
            "DTSTART",
            "DTEND",
            "TRANSP",
            "SUMMARY",
        }

    def test_online_room_is_a_conference(self):
        """RFC 7986 §5.11: VALUE=URI is required."""
        assert line("CONFERENCE", conference="https://meet.example/a") == (
            "CONFERENCE;VALUE=URI;FEATURE=AUDIO,VIDEO:https://meet.example/a"
        )

    def test_cancelled_event_stays_and_says_so(self):
        """§3.8.1.11, RFC 5546 §2.1.4."""
        changes = {
            "status": Status.CANCELLED,
            "sequence": 4,
            "summary": "GEANNULEERD: Moeilijke gesprekken",
        }
        lines = event_lines(**changes)
        assert "STATUS:CANCELLED" in lines
        assert "SEQUENCE:4" in lines
        assert "SUMMARY;LANGUAGE=nl:GEANNULEERD: Moeilijke gesprekken" in lines
        assert "DTSTART;TZID=Europe/Amsterdam:20261019T093000" in lines


class TestHostileText:
    INJECTION = "x\r\nEND:VEVENT\r\nBEGIN:VALARM\nATTACH:evil\rX-A:1\u2028X-B:2\u2029X-C:3\x85X-D:4"

    def test_several_lines_stay_in_one_description(self):
        assert line("DESCRIPTION", description=self.INJECTION) == (
            "DESCRIPTION;LANGUAGE=nl:x\\nEND:VEVENT\\nBEGIN:VALARM\\nATTACH:evil"
            "\\nX-A:1\\nX-B:2\\nX-C:3\\nX-D:4"
        )

    @pytest.mark.parametrize("name", ["summary", "location"])
    def test_title_and_place_have_one_line(self, name):
        assert line(name.upper(), **{name: self.INJECTION}) == (
            f"{name.upper()};LANGUAGE=nl:x END:VEVENT BEGIN:VALARM ATTACH:evil"
            " X-A:1 X-B:2 X-C:3 X-D:4"
        )

    def test_every_text_is_safe(self):
        """No reader, not even one that splits at every line end Unicode knows, sees a new line."""
        hostile = self.INJECTION + "".join(map(chr, range(0xA0))) + "\ud800\udfff"
        event = replace(
            EVENT,
            summary=hostile,
            description=hostile,
            location=hostile,
            url="https://lesdag.example/" + hostile,
            categories=(hostile, hostile),
            conference="https://meet.example/" + hostile,
            conference_label=hostile,
        )
        feed = replace(
            FEED,
            name=hostile,
            description=hostile,
            source="https://lesdag.example/" + hostile,
            url="https://lesdag.example/" + hostile,
        )
        text = serialise([event], feed).decode()
        assert text.splitlines() == text.split("\r\n")[:-1]
        assert not [c for c in text if ord(c) < 0x20 and c not in "\r\n\t"]
        assert not [c for c in text if 0x7F <= ord(c) < 0xA0]
        names = [
            content.split(":")[0].split(";")[0]
            for content in text.replace("\r\n ", "").split("\r\n")
        ]
        assert not {"ATTACH", "X-A", "X-B", "X-C", "X-D"} & set(names)
        assert names.count("END") == names.count("BEGIN") == 5

    def test_control_characters_vanish_from_text_and_tabs_stay(self):
        """§3.1, CONTROL."""
        assert line("SUMMARY", summary="a\x00b\x07c\x0bd\x1be\x7ff\x9fg\th\ud83d") == (
            "SUMMARY;LANGUAGE=nl:abcdefg\th"
        )

    def test_address_cannot_start_a_new_line(self):
        assert line("URL", url="https://lesdag.example/\r\nATTACH:x\u2028\x00y") == (
            "URL:https://lesdag.example/ATTACH:xy"
        )

    def test_letters_of_all_scripts_come_through(self):
        summary = "Ærø – naïef Ελλάδα 漢字 🧘‍♀️ نص"
        assert parsed(summary=summary)["SUMMARY"] == summary


class TestPeopleAndPictures:
    def test_the_text_for_outlook_is_html_with_the_address_as_a_link(self):
        """X-ALT-DESC, MS-OXCICAL 2.1.3.1.20.13; the text is escaped as HTML, then as TEXT."""
        description = "Kom & <kijk>, nu\n\nhttps://lesdag.example/?a=1&b=2"
        assert line("X-ALT-DESC", description=description) == (
            "X-ALT-DESC;FMTTYPE=text/html:<!DOCTYPE html><html><body>"
            "Kom &amp\\; &lt\\;kijk&gt\\;\\, nu<br><br>"
            '<a href="https://lesdag.example/?a=1&amp\\;b=2">'
            "https://lesdag.example/?a=1&amp\\;b=2</a></body></html>"
        )

    def test_the_organizer_has_a_name_and_an_address(self):
        """§3.8.4.3."""
        assert line("ORGANIZER", organizer=Organizer("Lesdag", "info@lesdag.example")) == (
            "ORGANIZER;CN=Lesdag:mailto:info@lesdag.example"
        )

    def test_odd_characters_of_an_address_are_encoded(self):
        """RFC 6068 §2."""
        assert line("ORGANIZER", organizer=Organizer("A", "a&b?c=%d@lesdag.example")) == (
            "ORGANIZER;CN=A:mailto:a%26b%3Fc%3D%25d@lesdag.example"
        )

    @pytest.mark.parametrize("email", ["", "anna", "@lesdag.example", "anna@"])
    def test_an_organizer_without_address_is_refused(self, email):
        with pytest.raises(ValueError, match="Not an e-mail address"):
            line("ORGANIZER", organizer=Organizer("Anna", email))

    def test_the_picture_says_what_it_is(self):
        """RFC 7986 §5.10."""
        assert line("IMAGE", image=Image("https://lesdag.example/a.jpg", "image/jpeg")) == (
            "IMAGE;VALUE=URI;DISPLAY=BADGE;FMTTYPE=image/jpeg:https://lesdag.example/a.jpg"
        )


class TestEntries:
    """What was written once can be put together later."""

    def test_entries_put_together_are_the_file(self):
        ordered = sorted(WHOLE_EVENTS, key=place)
        assert assemble(map(entry, ordered)) == serialise(WHOLE_EVENTS)

    def test_an_entry_is_its_own_lines(self):
        written = entry(WHOLE_EVENTS[0])
        assert written.text.startswith("BEGIN:VEVENT\r\nUID:5f0c1f0e-6a53-4d0e-9d7e-3c1b6f1f2a02")
        assert written.text.endswith("END:VEVENT\r\n")

    def test_an_entry_knows_the_zone_and_years_it_needs(self):
        whole_day, timed = map(entry, WHOLE_EVENTS)
        assert whole_day[1:] == ("", 2026, 2026)
        assert timed[1:] == ("Europe/Amsterdam", 2026, 2026)

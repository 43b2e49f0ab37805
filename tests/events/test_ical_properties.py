"""Calendar files of anything that an editor could save: nothing is lost, nothing gets in.

Sections are of RFC 5545 unless said otherwise. The examples are the same in every run; what fails
is printed with the words to try it again (``@reproduce_failure``).
"""

import os
import re
import subprocess
import sys
import unicodedata
from collections import Counter
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from html.parser import HTMLParser
from io import StringIO
from pathlib import Path
from random import Random
from urllib.parse import unquote_to_bytes
from uuid import UUID
from zoneinfo import ZoneInfo

import dateutil.tz
import icalendar
import pytest
import vobject
from hypothesis import HealthCheck, assume, given, settings, strategies as st

from events.ical import Event, Feed, Image, Organizer, Status, serialise
from events.models.locations import time_zone_choices

# No database is asked.
pytestmark = pytest.mark.once

ROOT = Path(__file__).resolve().parents[2]
AMSTERDAM = ZoneInfo("Europe/Amsterdam")

promised = []


def prove(examples: int):
    """Settings under which a property is tried ``examples`` times."""
    promised.append(examples)
    return settings(
        max_examples=examples,
        derandomize=True,
        deadline=None,
        database=None,
        print_blob=True,
        suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
    )


# What editors can save


HOSTILE = [
    *("\r", "\n", "\r\n", "\n\r", "\t", " ", "  ", "\x0b", "\x0c", "\x1c", "\x1d", "\x1e"),
    *("\x85", "\u2028", "\u2029", "\ufeff", "\xa0", "\xad", "\x00", "\x07", "\x1b[0m", "\x7f"),
    *(",", ";", ":", '"', "'", "^", "^^", "^n", "^'", "=", "%0D%0A", "=0D=0A", "%", "&", "<b>"),
    *("\\", "\\\\", r"\n", r"\N", r"\,", r"\;", r"\:", "\\\n", "\\\r\n ", r"C:\Notities\nu"),
    *("\u202e", "\u2066", "\u2069", "\u200f", "עברית", "ﷺ", "e\u0301", "n\u0303" * 9),
    *("👩🏽‍🏫", "🏳️‍🌈", "🇳🇱", "🧭", "\ud800", "\udfff", "\ud83d", "\U0010ffff", "\uffff"),
    *("\r\nATTACH:https://boos.example", "\nEND:VEVENT\nBEGIN:VEVENT\n", "\r\n SUMMARY:x"),
    *(';X-BOOS=1:"', '":\r\nX-BOOS:', "BEGIN:VCALENDAR", "METHOD:CANCEL", "\x85METHOD:CANCEL"),
]
LONG = st.builds(lambda one, times: one * times, st.sampled_from("aé€🧭\\,\n"), st.integers(1, 99))
TEXTS = st.lists(st.one_of(st.sampled_from(HOSTILE), st.text(max_size=6), LONG), max_size=6).map(
    "".join
)
IN_ADDRESSES = ["%", "%20", "%0D%0A", "%C3%A9", " ", "\r\n", "\u2028", "?a=1&b=2,3;4", "#dag", "é"]
WEB = st.lists(
    st.one_of(st.sampled_from(IN_ADDRESSES), st.sampled_from(HOSTILE), st.text(max_size=6)),
    max_size=6,
).map(lambda parts: "https://lesdag.example/" + "".join(parts))
NOT_ALWAYS_WEB = st.one_of(
    TEXTS,
    TEXTS.map("http://{}".format),
    TEXTS.map("https:{}".format),
    st.sampled_from(["javascript:alert(1)", "https://", "https:///", "mailto:a@b.example", " "]),
)
UUIDS = st.uuids() | st.integers(1, 9).map(lambda number: UUID(int=number))

NOT_TOLD = Event(
    uid=UUID(int=1),
    starts=datetime(2026, 10, 19, 9, 30, tzinfo=AMSTERDAM),
    ends=datetime(2026, 10, 19, 16, 30, tzinfo=AMSTERDAM),
    summary="",
    description="",
    location="",
    url="",
    language="nl",
    status=Status.CONFIRMED,
    sequence=0,
    created=datetime(2026, 5, 1, 8, 0, tzinfo=UTC),
    last_modified=datetime(2026, 6, 2, 9, 15, 30, tzinfo=UTC),
)
WORDS = {
    "summary": TEXTS,
    "description": TEXTS,
    "location": TEXTS,
    "categories": st.lists(TEXTS, max_size=3).map(tuple),
    "conference": st.just("https://lesdag.example/kamer"),
    "conference_label": TEXTS,
    "organizer": st.none() | TEXTS.map(lambda name: Organizer(name, "info@lesdag.example")),
    "image": st.none() | st.just(Image("https://lesdag.example/a.jpg", "image/jpeg")),
}
WORDED = st.builds(lambda **words: replace(NOT_TOLD, **words), **WORDS)
FEEDS = st.builds(
    lambda name, description: Feed(
        name=name,
        description=description,
        source="https://lesdag.example/agenda.ics",
        url="https://lesdag.example/",
        language="nl",
    ),
    TEXTS,
    TEXTS,
)

CLOCKS = st.datetimes(datetime(2000, 1, 1), datetime(2040, 12, 31, 23, 59, 59)).map(
    lambda moment: moment.replace(microsecond=0)
)


@st.composite
def moments(draw, zone: ZoneInfo):
    """A time in ``zone``, often one within hours of a change of its clocks."""
    moment = draw(CLOCKS)
    if draw(st.booleans()):
        changes = changes_of_clocks(zone, moment.year)
        if changes:
            at = draw(st.sampled_from(changes)).astimezone(zone).replace(tzinfo=None)
            moment = at + timedelta(minutes=draw(st.integers(-180, 180)))
    # As someone types it: also what the clocks skip, and either of what they show twice.
    return moment.replace(tzinfo=zone, fold=draw(st.integers(0, 1)))


def changes_of_clocks(zone: ZoneInfo, year: int) -> list[datetime]:
    """The hours of a year, in UTC, before which the offset was another."""
    found, at = [], datetime(year, 1, 1, tzinfo=UTC)
    before = at.astimezone(zone).utcoffset()
    for _day in range(365):
        after = (at + timedelta(days=1)).astimezone(zone).utcoffset()
        if after != before:
            found += [
                at + timedelta(hours=hour + 1)
                for hour in range(24)
                if (at + timedelta(hours=hour)).astimezone(zone).utcoffset()
                != (at + timedelta(hours=hour + 1)).astimezone(zone).utcoffset()
            ]
        at, before = at + timedelta(days=1), after
    return found


ZONES = st.sampled_from(sorted({key for key, _name in time_zone_choices()})).map(ZoneInfo)


@st.composite
def timed(draw):
    """A start and a later end, in one zone."""
    zone = draw(ZONES)
    starts = draw(moments(zone))
    if draw(st.booleans()):
        ends = draw(moments(zone))
    else:
        length = timedelta(minutes=draw(st.integers(1, 36 * 60)))
        ends = (starts.astimezone(UTC) + length).astimezone(zone)
    starts, ends = sorted((starts, ends), key=lambda moment: moment.astimezone(UTC))
    assume(starts.astimezone(UTC) < ends.astimezone(UTC))
    return starts, ends


@st.composite
def all_day(draw):
    first = draw(st.dates(date(2000, 1, 1), date(2040, 12, 31)))
    return first, first + timedelta(days=draw(st.integers(1, 10)))


@st.composite
def planned(draw):
    """Any day of any edition."""
    starts, ends = draw(st.one_of(timed(), timed(), all_day()))
    return replace(
        draw(WORDED),
        uid=draw(UUIDS),
        starts=starts,
        ends=ends,
        status=draw(st.sampled_from(Status)),
        sequence=draw(st.integers(0, 2**31 - 1)),
        url=draw(st.sampled_from(["", "https://lesdag.example/trainingen/"])),
        geo=draw(st.none() | st.tuples(st.floats(-90, 90), st.floats(-180, 180))),
        related=tuple(draw(st.lists(st.uuids(), max_size=2))),
    )


PLANS = st.lists(planned(), max_size=5, unique_by=lambda event: event.uid)


# What must come back


def lines_of(text: str) -> str:
    """A text of several lines as readers get it: one sort of line break, no controls (§3.1)."""
    text = text.replace("\r\n", "\n")
    for other in "\r\x85\u2028\u2029":
        text = text.replace(other, "\n")
    return "".join(
        character
        for character in text
        if character in "\t\n" or unicodedata.category(character) not in ("Cc", "Cs")
    )


def line_of(text: str) -> str:
    """A text of one line as readers get it."""
    return lines_of(text).replace("\n", " ")


def content_lines(ics: bytes) -> list[tuple[str, list[tuple[str, str]], str]]:
    """Name, parameters and value of each unfolded line, by the grammar of §3.1 alone."""
    assert ics.endswith(b"\r\n")
    lines = []
    for line in ics.replace(b"\r\n ", b"").decode().removesuffix("\r\n").split("\r\n"):
        name, rest = re.fullmatch(r"([A-Z0-9-]+)(.*)", line, re.DOTALL).groups()
        parameters = []
        while rest.startswith(";"):
            key, value, rest = re.fullmatch(
                r';([A-Z0-9-]+)=((?:"[^"]*"|[^",;:]*)(?:,(?:"[^"]*"|[^",;:]*))*)(.*)',
                rest,
                re.DOTALL,
            ).groups()
            parameters.append((key, value))
        assert rest.startswith(":"), line
        lines.append((name, parameters, rest[1:]))
    return lines


def uncareted(parameter: str) -> str:
    """The text of a parameter (RFC 6868 §3.1)."""
    return re.sub(
        r"\^([n'^])", lambda found: {"n": "\n", "'": '"', "^": "^"}[found[1]], parameter.strip('"')
    )


def unescaped(value: str) -> str:
    """The text of a value (§3.3.11)."""
    return re.sub(
        r"\\(.)", lambda found: "\n" if found[1] in "nN" else found[1], value, flags=re.DOTALL
    )


def event_of(ics: bytes) -> icalendar.Event:
    (event,) = icalendar.Calendar.from_ical(ics).walk("VEVENT")
    return event


# 1. Words


@prove(500)
@given(WORDED)
def test_words_come_back_through_the_library_s_reader(event):
    read = event_of(serialise([event]))
    assert str(read["SUMMARY"]) == line_of(event.summary)
    assert str(read.get("DESCRIPTION", "")) == lines_of(event.description)
    assert str(read.get("LOCATION", "")) == line_of(event.location)
    categories = [str(category) for category in read["CATEGORIES"].cats] if event.categories else []
    assert categories == [line_of(category) for category in event.categories]


@prove(500)
@given(WORDED)
def test_words_come_back_through_a_reader_that_others_wrote(event):
    """vobject 0.9.9, which undoes ``\\\\n`` and ``\\\\N`` from left to right, as §3.3.11 means."""
    read = vobject.readOne(serialise([event]).decode()).vevent.contents
    assert read["summary"][0].value == line_of(event.summary)
    assert [line.value for line in read.get("description", [])] == (
        [lines_of(event.description)] if event.description else []
    )
    assert [line.value for line in read.get("location", [])] == (
        [line_of(event.location)] if event.location else []
    )
    # Of several categories it drops the last if that is empty.
    (categories,) = [line.value for line in read.get("categories", [])] or [[]]
    assert list(filter(None, categories)) == list(filter(None, map(line_of, event.categories)))


@prove(300)
@given(TEXTS)
def test_the_name_of_the_online_room_comes_back(label):
    """A parameter, with the quotes of §3.2 and the carets of RFC 6868.

    Read by the grammar itself and by vobject, which leaves the carets to us. By the library's
    reader only where it can: icalendar 7.3 undoes backslashes in parameters, which have no such
    escapes, and drops white space around them.
    """
    assume(line_of(label))
    ics = serialise([replace(NOT_TOLD, conference="https://x.example/", conference_label=label)])
    (parameters,) = [line[1] for line in content_lines(ics) if line[0] == "CONFERENCE"]
    assert uncareted(dict(parameters)["LABEL"]) == line_of(label)

    (conference,) = vobject.readOne(ics.decode()).vevent.contents["conference"]
    assert [uncareted(value) for value in conference.params["LABEL"]] == [line_of(label)]
    assert conference.value == "https://x.example/"

    if "\\" not in label:
        read = event_of(ics)["CONFERENCE"]
        assert read.params["LABEL"].strip() == line_of(label).strip()
        assert str(read) == "https://x.example/"


@prove(200)
@given(TEXTS)
def test_the_name_of_the_organizer_comes_back(name):
    """A parameter as well; the address beside it is always the same."""
    event = replace(NOT_TOLD, organizer=Organizer(name, "info@lesdag.example"))
    ics = serialise([event])
    ((parameters, address),) = [line[1:] for line in content_lines(ics) if line[0] == "ORGANIZER"]
    assert uncareted(dict(parameters).get("CN", "")) == line_of(name)
    assert address == "mailto:info@lesdag.example"
    (organizer,) = vobject.readOne(ics.decode()).vevent.contents["organizer"]
    assert [uncareted(value) for value in organizer.params.get("CN", [""])] == [line_of(name)]


@prove(200)
@given(TEXTS)
def test_the_text_for_outlook_is_the_same_text(description):
    """X-ALT-DESC, read as a browser reads HTML: no mark of ours gets in by the editor's words."""
    ics = serialise([replace(NOT_TOLD, description=description or "-")])
    (written,) = [value for name, _p, value in content_lines(ics) if name == "X-ALT-DESC"]
    found = Marks()
    found.feed(unescaped(written))
    found.close()
    assert "".join(found.text) == lines_of(description or "-")
    assert set(found.names) <= {"html", "body", "br"}


class Marks(HTMLParser):
    """The text of a page, with a line break for each br, and the names of its elements."""

    def __init__(self):
        super().__init__()
        self.text, self.names = [], []

    def handle_starttag(self, tag, attrs):
        self.names.append(tag)
        if tag == "br":
            self.text.append("\n")

    def handle_data(self, data):
        self.text.append(data)


@prove(200)
@given(FEEDS)
def test_the_name_of_a_feed_comes_back(feed):
    ics = serialise([], feed)
    read = icalendar.Calendar.from_ical(ics)
    # It leaves the escapes in a property that it does not know (RFC 7986 §5.1).
    assert unescaped(str(read["NAME"])) == line_of(feed.name)
    assert str(read.get("DESCRIPTION", "")) == lines_of(feed.description)
    # The older names are TEXT too (§3.8.8.2).
    written = {name: unescaped(value) for name, _parameters, value in content_lines(ics)}
    assert written["X-WR-CALNAME"] == line_of(feed.name)
    assert written.get("X-WR-CALDESC", "") == lines_of(feed.description)
    others = vobject.readOne(ics.decode()).contents
    assert others["name"][0].value == line_of(feed.name)
    if feed.description:
        assert others["description"][0].value == lines_of(feed.description)


# 2. Nothing gets in


def expected_lines(events: list[Event], feed: Feed | None):
    """The name and the parameters of every line outside the VTIMEZONEs, in order."""
    yield from [("BEGIN", []), ("VERSION", []), ("PRODID", []), ("CALSCALE", [])]
    if feed:
        yield from [("NAME", ["LANGUAGE"]), ("X-WR-CALNAME", [])]
        if feed.description:
            yield from [("DESCRIPTION", ["LANGUAGE"]), ("X-WR-CALDESC", [])]
        yield from [("URL", []), ("SOURCE", ["VALUE"])]
        yield from [("REFRESH-INTERVAL", ["VALUE"]), ("X-PUBLISHED-TTL", [])]
    for event in events:
        yield from [("BEGIN", []), ("UID", []), ("DTSTAMP", []), ("CREATED", [])]
        yield from [("LAST-MODIFIED", []), ("SEQUENCE", []), ("STATUS", [])]
        for name, moment in (("DTSTART", event.starts), ("DTEND", event.ends)):
            yield name, list(parameters_of(moment))
        yield from [("TRANSP", []), ("SUMMARY", ["LANGUAGE"])]
        if event.description:
            yield from [("DESCRIPTION", ["LANGUAGE"]), ("X-ALT-DESC", ["FMTTYPE"])]
        if event.organizer:
            yield "ORGANIZER", ["CN"] if line_of(event.organizer.name) else []
        yield from [("LOCATION", ["LANGUAGE"])] if event.location else []
        yield from [(name, []) for name in ("GEO", "URL") if event_has(event, name)]
        yield from [("IMAGE", ["VALUE", "DISPLAY", "FMTTYPE"])] if event.image else []
        if event.conference:
            label = ["LANGUAGE", "LABEL"] if event.conference_label else []
            yield "CONFERENCE", ["VALUE", "FEATURE", *label]
        yield from [("CATEGORIES", [])] if event.categories else []
        yield from [("RELATED-TO", ["RELTYPE"]) for _uid in event.related]
        yield "END", []
    yield "END", []


def event_has(event: Event, name: str) -> bool:
    return getattr(event, name.lower()) not in ("", None)


def parameters_of(moment: datetime | date):
    if not isinstance(moment, datetime):
        yield "VALUE"
    # An hour that comes twice is told apart by Z (§3.3.5, form 2).
    elif not moment.astimezone(UTC).astimezone(moment.tzinfo).fold:
        yield "TZID"


def in_order(events: list[Event]) -> list[Event]:
    def instant(moment):
        if isinstance(moment, datetime):
            return moment.astimezone(UTC)
        return datetime(moment.year, moment.month, moment.day, tzinfo=UTC)

    return sorted(events, key=lambda event: (instant(event.starts), event.uid.bytes))


def without_zones(lines):
    inside = False
    for name, parameters, value in lines:
        inside |= (name, value) == ("BEGIN", "VTIMEZONE")
        if not inside:
            yield name, parameters, value
        inside &= (name, value) != ("END", "VTIMEZONE")


@prove(400)
@given(PLANS, st.none() | FEEDS)
def test_no_line_parameter_or_component_gets_in(events, feed):
    lines = content_lines(serialise(events, feed))
    found = [
        (name, [key for key, _value in parameters])
        for name, parameters, _value in without_zones(lines)
    ]
    assert found == list(expected_lines(in_order(events), feed))

    begun = Counter(value for name, _parameters, value in lines if name == "BEGIN")
    ended = Counter(value for name, _parameters, value in lines if name == "END")
    assert begun == ended
    assert begun["VCALENDAR"] == 1
    assert begun["VEVENT"] == len(events)
    assert set(begun) <= {"VCALENDAR", "VEVENT", "VTIMEZONE", "STANDARD", "DAYLIGHT"}


# 3. Bytes


@prove(400)
@given(PLANS, st.none() | FEEDS)
def test_bytes_are_lines_of_75_octets_of_whole_characters(events, feed):
    ics = serialise(events, feed)
    lines = ics.split(b"\r\n")
    assert lines.pop() == b""
    for line in lines:
        assert 0 < len(line) <= 75, line
        text = line.decode()  # by itself: no fold inside a character (§3.1)
        controls = {c for c in text if unicodedata.category(c) in ("Cc", "Zl", "Zp")}
        assert controls <= {"\t"}, line


# 4. Addresses


@prove(400)
@given(WEB | NOT_ALWAYS_WEB, st.sampled_from(["url", "conference", "source", "page"]))
def test_an_address_is_refused_or_is_one_line_that_comes_back(address, place):
    assume(address)
    good = "https://lesdag.example/"
    addresses = {"url": good, "conference": good, "source": good, "page": good, place: address}
    event = replace(NOT_TOLD, url=addresses["url"], conference=addresses["conference"])
    feed = Feed(
        name="a",
        description="",
        source=addresses["source"],
        url=addresses["page"],
        language="nl",
    )
    try:
        ics = serialise([event], feed)
    except ValueError as error:
        assert str(error) == f"Not a web address: {address!r}."
        assert not address.startswith(good)
        return
    lines = list(without_zones(content_lines(ics)))
    assert [
        (name, [key for key, _value in parameters]) for name, parameters, _value in lines
    ] == list(expected_lines([event], feed))
    written = [value for name, _p, value in lines if name in ("URL", "SOURCE", "CONFERENCE")]
    for value, given_address in zip(
        written, [feed.url, feed.source, event.url, event.conference], strict=True
    ):
        # RFC 3986 §2: nothing but these, and the same octets once %XX is undone.
        assert re.fullmatch(r"https?://[!#$%&'()*+,\-./0-9:;=?@A-Z\[\]_a-z~]+", value, re.I)
        assert unquote_to_bytes(value) == unquote_to_bytes(printable(given_address))
    read = event_of(ics)
    assert [str(read["URL"]), str(read["CONFERENCE"])] == written[2:]


def printable(address: str) -> str:
    """An address without what no address can hold: controls and breaks of lines."""
    return "".join(
        character
        for character in address
        if unicodedata.category(character) not in ("Cc", "Cs", "Zl", "Zp")
    ).strip()


# 5. Times


@prove(500)
@given(timed())
def test_times_are_the_same_instants_by_the_name_of_the_zone(span):
    starts, ends = span
    read = event_of(serialise([replace(NOT_TOLD, starts=starts, ends=ends)]))
    assert read["DTSTART"].dt.astimezone(UTC) == starts.astimezone(UTC)
    assert read["DTEND"].dt.astimezone(UTC) == ends.astimezone(UTC)
    assert read["DTSTART"].dt.astimezone(UTC) < read["DTEND"].dt.astimezone(UTC)


@prove(500)
@given(timed())
def test_times_are_the_same_instants_by_our_vtimezone(span):
    """With dateutil 2.9, which knows of the zone only what the file says."""
    starts, ends = span
    ics = serialise([replace(NOT_TOLD, starts=starts, ends=ends)]).decode()
    lines = {
        name: (dict(parameters), value) for name, parameters, value in content_lines(ics.encode())
    }
    for name, moment in (("DTSTART", starts), ("DTEND", ends)):
        parameters, value = lines[name]
        read = datetime.strptime(value.removesuffix("Z"), "%Y%m%dT%H%M%S")
        zone = dateutil.tz.UTC
        if parameters:
            zone = dateutil.tz.tzical(StringIO(ics)).get(parameters["TZID"])
        assert read.replace(tzinfo=zone).astimezone(UTC) == moment.astimezone(UTC)


@prove(300)
@given(all_day())
def test_days_come_back_as_days(span):
    starts, ends = span
    read = event_of(serialise([replace(NOT_TOLD, starts=starts, ends=ends)]))
    assert (read["DTSTART"].dt, read["DTEND"].dt) == (starts, ends)
    assert not isinstance(read["DTSTART"].dt, datetime)
    assert not isinstance(read["DTEND"].dt, datetime)


# 6. Always the same bytes


@prove(200)
@given(st.data(), PLANS, st.none() | FEEDS)
def test_the_order_of_what_is_given_does_not_matter(data, events, feed):
    # With some that begin at the same time.
    twins = [replace(event, uid=UUID(int=event.uid.int ^ 1 << 99)) for event in events]
    events = list({event.uid: event for event in [*events, *twins]}.values())
    assert serialise(data.draw(st.permutations(events)), feed) == serialise(events, feed)


def hostile_sample() -> bytes:
    """A feed of 60 events in as many zones, of texts that no clock and no hash has a part in."""
    random = Random(2026)
    zones = sorted({key for key, _name in time_zone_choices()})
    events = []
    for number in range(1, 61):
        zone = ZoneInfo(random.choice(zones))
        starts = datetime(2026, random.randint(1, 12), random.randint(1, 28), 9, 30, tzinfo=zone)
        words = ["".join(random.choices(HOSTILE, k=9)) for _time in range(6)]
        events.append(
            replace(
                NOT_TOLD,
                uid=UUID(int=number),
                starts=starts,
                ends=starts + timedelta(hours=7),
                summary=words[0],
                description=words[1],
                location=words[2],
                categories=(words[3], words[4]),
                conference="https://lesdag.example/kamer",
                conference_label=words[5],
            )
        )
    feed = Feed(
        name="".join(HOSTILE),
        description="".join(HOSTILE),
        source="https://lesdag.example/agenda.ics",
        url="https://lesdag.example/",
        language="nl",
    )
    return serialise(events, feed)


@pytest.mark.parametrize(
    ("seed", "zone"), [("1", "America/New_York"), ("4242", "Pacific/Kiritimati")]
)
def test_another_process_writes_the_same_bytes(seed, zone):
    program = (
        "import os, sys, django; django.setup();"
        "from tests.events.test_ical_properties import hostile_sample;"
        # As Django sets TZ to its own, that of the process is set again.
        "import time; os.environ['TZ'] = sys.argv[1]; time.tzset();"
        "sys.stdout.buffer.write(hostile_sample())"
    )
    written = subprocess.run(
        [sys.executable, "-c", program, zone],
        cwd=ROOT,
        env={
            **os.environ,
            "PYTHONHASHSEED": seed,
            "TZ": zone,
            "DJANGO_SETTINGS_MODULE": "site_config.settings",
        },
        capture_output=True,
        timeout=60,
        check=False,
    )
    assert written.returncode == 0, written.stderr.decode()
    assert written.stdout == hostile_sample()


# 7. All of them, once each


@prove(200)
@given(st.lists(planned(), max_size=6))
def test_every_event_is_there_once_and_none_twice(events):
    uids = [event.uid for event in events]
    if len(set(uids)) < len(uids):
        with pytest.raises(ValueError, match="one UID"):
            serialise(events)
        return
    read = icalendar.Calendar.from_ical(serialise(events)).walk("VEVENT")
    assert sorted(str(event["UID"]) for event in read) == sorted(map(str, uids))


def test_together_at_least_2000_examples():
    assert sum(promised) >= 2000

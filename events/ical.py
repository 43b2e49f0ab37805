"""Calendar files (iCalendar, RFC 5545 and RFC 7986): days of trainings in, bytes out.

Pure: no request, no query, no clock. The same events give the same bytes in every process, so an
ETag made of them is stable. The icalendar library makes components, parameters and folded lines;
the few values that it would write wrongly are written here, each with its reason.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from html import escape
from typing import NamedTuple
from urllib.parse import quote
from uuid import UUID
from zoneinfo import ZoneInfo

import icalendar
from icalendar.prop import (
    vCalAddress,
    vCategory,
    vDate,
    vDatetime,
    vDuration,
    vGeo,
    vInt,
    vText,
    vUri,
)
from PIL import ImageColor

from events.timezones import vtimezone

CONTENT_TYPE = "text/calendar; charset=utf-8"  # §8.1

# Without a version: an upgrade of this site is not a change of the calendar.
PRODID = "-//Lesdag//Lesdag//NL"

# The names under which zoneinfo knows UTC itself, which is written with Z (§3.3.5, form 2).
UTC_KEYS = {"UTC", "Etc/UTC", "Etc/UCT", "Etc/Universal", "Etc/Zulu", "UCT", "Universal", "Zulu"}

# The names of colours in CSS3, which RFC 7986 §5.9 takes; Pillow has one of CSS4 besides.
COLORS = frozenset(ImageColor.colormap) - {"rebeccapurple"}

# A calendar must hold at least one component (§3.6); one without events holds this zone.
HOME_ZONE = "Europe/Amsterdam"

END = "END:VCALENDAR\r\n"

LINE_BREAK = re.compile("\r\n|[\n\r\x85\u2028\u2029]")
# C0 without tab and newline, DEL, C1, and surrogates, which UTF-8 cannot hold (§3.1, CONTROL).
UNPRINTABLE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")
NOT_IN_ADDRESS = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")


class Status(StrEnum):
    """§3.8.1.11, as far as it goes for a day that one attends."""

    CONFIRMED = "CONFIRMED"
    TENTATIVE = "TENTATIVE"
    CANCELLED = "CANCELLED"


@dataclass(frozen=True, slots=True)
class Organizer:
    """Who gives a training, as calendars name it (§3.8.4.3)."""

    name: str
    email: str


@dataclass(frozen=True, slots=True)
class Image:
    """A picture that calendars may show (RFC 7986 §5.10)."""

    url: str  # absolute
    media_type: str  # "image/jpeg"; empty where it is not known


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """One day of an edition as readers' calendars show it."""

    uid: UUID
    starts: datetime | date  # aware, in a zoneinfo.ZoneInfo; a date for an all-day event
    ends: datetime | date  # exclusive: the day after an all-day event
    summary: str
    description: str  # plain text, may have several lines
    location: str
    url: str
    language: str
    status: Status
    sequence: int
    created: datetime
    last_modified: datetime  # when this was published: also DTSTAMP
    geo: tuple[float, float] | None = None  # latitude, longitude
    categories: tuple[str, ...] = ()
    conference: str = ""  # address of the online room
    conference_label: str = ""
    related: tuple[UUID, ...] = ()  # the other days of the edition
    organizer: Organizer | None = None
    image: Image | None = None


@dataclass(frozen=True, slots=True)
class Attendee:
    """Who is invited (§3.8.4.1)."""

    name: str
    email: str


class Method(StrEnum):
    """What a calendar object in a mail asks for (RFC 5546, 3.2)."""

    REQUEST = "REQUEST"
    CANCEL = "CANCEL"


class Entry(NamedTuple):
    """An event as it stands in a calendar file, and what the file must say of its time zone.

    To be kept and put together with others: what was written once need not be written again.
    """

    text: str  # from BEGIN:VEVENT to END:VEVENT, folded
    zones: str  # for which a VTIMEZONE is due, with spaces between; none for a whole day and UTC
    first_year: int  # in which they are needed
    last_year: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Feed:
    """What a subscribed calendar says of itself."""

    name: str
    description: str
    source: str  # absolute https address of the feed
    url: str  # the page for people
    language: str
    refresh: timedelta = timedelta(hours=12)
    color: str = ""  # a name of CSS3
    image: Image | None = None


def serialise(events: Iterable[Event], feed: Feed | None = None) -> bytes:
    """A calendar file of these events: to subscribe to if it is a feed, else to download.

    Raises ValueError for events that no calendar could show, and for a colour without a name.
    """
    events = list(events)
    if len({event.uid for event in events}) < len(events):
        raise ValueError("Two events with one UID: a reader would keep only one (§3.8.4.7).")
    return assemble(map(entry, sorted(events, key=place)), feed)


def place(event: Event) -> tuple[datetime, UUID]:
    """Where an event stands in a file: by the moment at which it begins, then by its UID.

    A whole day begins with that day in UTC.
    """
    return _instant(event.starts), event.uid


def entry(event: Event) -> Entry:
    """Write one event; raises ValueError for one that no calendar could show."""
    _check(event)
    moments = (event.starts, event.ends)
    zones = {_zone_key(moment) for moment in moments if isinstance(moment, datetime)} - {"UTC"}
    text = _vevent(event).to_ical(sorted=False).decode()
    return Entry(text, " ".join(sorted(zones)), event.starts.year, event.ends.year)


def assemble(entries: Iterable[Entry], feed: Feed | None = None) -> bytes:
    """A calendar file of entries that were written before, in the order in which they come."""
    texts: list[str] = []
    zones: dict[str, tuple[int, int]] = {}
    for text, keys, first_year, last_year in entries:
        texts.append(text)
        for zone in keys.split():
            first, last = zones.get(zone, (first_year, last_year))
            zones[zone] = min(first, first_year), max(last, last_year)
    if not texts:
        zones[HOME_ZONE] = (2026, 2026)  # any year will do, as long as it is not the clock's

    calendar = icalendar.Calendar()
    calendar.add("VERSION", vText("2.0"))
    calendar.add("PRODID", vText(PRODID))
    calendar.add("CALSCALE", vText("GREGORIAN"))
    if feed:
        _describe(calendar, feed)
    for zone, (first, last) in sorted(zones.items()):
        calendar.add_component(vtimezone(zone, first, last))
    # In the order in which they were added: the library's own order may change with its version.
    head = calendar.to_ical(sorted=False).decode().removesuffix(END)
    return "".join([head, *texts, END]).encode()


def message(event: Event, attendee: Attendee, method: Method, stamp: datetime) -> bytes:
    """A calendar object to mail to ``attendee``: an invitation to a day, or its cancellation.

    One day to an object: all events of one must have the same UID (RFC 5546, 3.2.2). DTSTAMP is
    ``stamp``, the moment at which it was made (§3.8.7.2). Raises ValueError without an organizer,
    whom RFC 5546 requires, and for an event that no calendar could show.
    """
    _check(event)
    if event.organizer is None:
        raise ValueError(f"Event {event.uid}: an invitation needs an organizer (RFC 5546 §3.2).")
    if method == Method.CANCEL:
        # Also where others come: the object knows one attendee, so it is cancelled as a whole, and
        # STATUS may say so (RFC 5546, 3.2.5).
        event = replace(event, status=Status.CANCELLED)
    component = _vevent(event)
    component["DTSTAMP"] = _utc(stamp)
    component.add("ATTENDEE", _attendee(attendee, method))
    calendar = icalendar.Calendar()
    calendar.add("VERSION", vText("2.0"))
    calendar.add("PRODID", vText(PRODID))
    calendar.add("CALSCALE", vText("GREGORIAN"))
    calendar.add("METHOD", vText(method.value))
    for zone in entry(event).zones.split():
        calendar.add_component(vtimezone(zone, event.starts.year, event.ends.year))
    calendar.add_component(component)
    return calendar.to_ical(sorted=False)


def _attendee(attendee: Attendee, method: Method) -> vCalAddress:
    """The person enrolled by asking, so has accepted already; nobody waits for an answer."""
    address = _organizer(Organizer(attendee.name, attendee.email))
    address.params["CUTYPE"] = "INDIVIDUAL"
    address.params["ROLE"] = "REQ-PARTICIPANT"
    if method == Method.REQUEST:
        address.params["PARTSTAT"] = "ACCEPTED"
        address.params["RSVP"] = "FALSE"
    return address


def _describe(calendar: icalendar.Calendar, feed: Feed) -> None:
    """Name and rhythm of a subscription, in RFC 7986's words and in those that came before it.

    Not in a single download, where X-WR-CALNAME makes Outlook open a new calendar (MS-OXCICAL).
    """
    calendar.add("NAME", _line(feed.name, feed.language))
    calendar.add("X-WR-CALNAME", _line(feed.name))
    if feed.description:
        calendar.add("DESCRIPTION", _text(feed.description, feed.language))
        calendar.add("X-WR-CALDESC", _text(feed.description))
    calendar.add("URL", _address(feed.url))
    calendar.add("SOURCE", _address(feed.source, VALUE="URI"))
    calendar.add("REFRESH-INTERVAL", vDuration(feed.refresh, params={"VALUE": "DURATION"}))
    calendar.add("X-PUBLISHED-TTL", vDuration(feed.refresh))
    if feed.color:
        if feed.color not in COLORS:
            raise ValueError(f"Not the name of a colour in CSS3 (RFC 7986 §5.9): {feed.color!r}.")
        red, green, blue = ImageColor.getrgb(feed.color)
        calendar.add("COLOR", vText(feed.color))
        calendar.add("X-APPLE-CALENDAR-COLOR", vText(f"#{red:02x}{green:02x}{blue:02x}"))
    if feed.image:
        calendar.add("IMAGE", _image(feed.image))


def _vevent(event: Event) -> icalendar.Event:
    component = icalendar.Event()
    component.add("UID", vText(str(event.uid)))
    component.add("DTSTAMP", _utc(event.last_modified))
    component.add("CREATED", _utc(event.created))
    component.add("LAST-MODIFIED", _utc(event.last_modified))
    component.add("SEQUENCE", vInt(event.sequence))
    component.add("STATUS", vText(Status(event.status).value))
    component.add("DTSTART", _when(event.starts))
    component.add("DTEND", _when(event.ends))
    # A day that does not go ahead as written keeps nobody from other plans (§3.8.2.7).
    held = event.status == Status.CONFIRMED
    component.add("TRANSP", vText("OPAQUE" if held else "TRANSPARENT"))
    component.add("SUMMARY", _line(event.summary, event.language))
    if event.description:
        component.add("DESCRIPTION", _text(event.description, event.language))
        component.add("X-ALT-DESC", _html(event.description))
    if event.organizer:
        component.add("ORGANIZER", _organizer(event.organizer))
    if event.location:
        component.add("LOCATION", _line(event.location, event.language))
    if event.geo is not None:
        component.add("GEO", _Geo(event.geo))
    if event.url:
        component.add("URL", _address(event.url))
    if event.image:
        component.add("IMAGE", _image(event.image))
    if event.conference:
        # RFC 7986 §5.11: VALUE=URI is required.
        parameters = {"VALUE": "URI", "FEATURE": ["AUDIO", "VIDEO"]}
        if event.conference_label:
            parameters["LANGUAGE"] = event.language
            parameters["LABEL"] = str(_line(event.conference_label))
        component.add("CONFERENCE", _address(event.conference, **parameters))
    if event.categories:
        component.add("CATEGORIES", _Categories(map(_line, event.categories)))
    for uid in event.related:
        component.add("RELATED-TO", vText(str(uid), params={"RELTYPE": "SIBLING"}))
    return component


# Time


def _check(event: Event) -> None:
    """Refuse what has no meaning in a calendar, before any of it is written."""
    for name in ("created", "last_modified"):
        if getattr(event, name).utcoffset() is None:
            raise ValueError(f"Event {event.uid}: {name} has no time zone.")
    moments = (event.starts, event.ends)
    timed = [isinstance(moment, datetime) for moment in moments]
    if any(timed) and not all(timed):
        raise ValueError(f"Event {event.uid}: starts and ends mix a date and a time (§3.8.2.2).")
    for moment in moments:
        if all(timed) and not _zone_key(moment):
            raise ValueError(f"Event {event.uid}: {moment} has no named time zone.")
    if _instant(event.ends) <= _instant(event.starts):
        raise ValueError(f"Event {event.uid}: ends {event.ends}, not after {event.starts}.")


def _instant(moment: datetime | date) -> datetime:
    """To compare with: two times in one zone would be compared by their clocks."""
    if isinstance(moment, datetime):
        return moment.astimezone(UTC)
    return datetime.combine(moment, time(), UTC)


def _zone_key(moment: datetime) -> str | None:
    """The name of a moment's zone: "UTC" for UTC under any name, none for an unnamed offset."""
    if moment.tzinfo is UTC:
        return "UTC"
    key = moment.tzinfo.key if isinstance(moment.tzinfo, ZoneInfo) else None
    return "UTC" if key in UTC_KEYS else key


def _when(moment: datetime | date) -> vDate | vDatetime:
    """The value of DTSTART or DTEND: a date, a time with its zone, or one in UTC.

    A local time that comes twice means the first (§3.3.5), so the second can only be said in UTC.
    One that the clocks skip is moved to what they show then: readers differ about it.
    """
    if not isinstance(moment, datetime):
        return vDate(moment, params={"VALUE": "DATE"})
    key = _zone_key(moment)
    local = _instant(moment).astimezone(moment.tzinfo)
    if key == "UTC" or local.fold:
        return _utc(moment)
    # Naive, with the zone as a parameter: of an aware one the library makes Z for zones like
    # Africa/Abidjan, which it takes to be UTC.
    value = vDatetime(local.replace(tzinfo=None))
    value.params["TZID"] = key
    return value


def _utc(moment: datetime) -> vDatetime:
    return vDatetime(moment.astimezone(UTC))


# Text and addresses


class _Text(vText):
    r"""TEXT (§3.3.11). The library's own takes the two characters ``\N`` of a text, as in
    ``C:\Notities``, for a line break (icalendar 7.3, ``_escape_char``).

    Not bytes, of which the library takes the first U+FEFF for a byte order mark."""

    def to_ical(self) -> str:
        return re.sub(r"([\\;,])", r"\\\1", self).replace("\n", r"\n")


class _Categories(vCategory):
    """Texts with commas between (§3.8.1.2); the library's would escape them in its own way."""

    def to_ical(self) -> str:
        return ",".join(_Text(category).to_ical() for category in self.cats)


class _Geo(vGeo):
    """Latitude and longitude with six decimals (§3.8.1.6); the library's may have more, or an
    exponent, which FLOAT does not know (§3.3.7)."""

    def to_ical(self) -> str:
        if not (abs(self.latitude) <= 90 and abs(self.longitude) <= 180):
            raise ValueError(f"No place on earth: {self.latitude}, {self.longitude}.")
        return f"{self.latitude:.6f};{self.longitude:.6f}"


def _text(text: str, language: str = "") -> _Text:
    """Text of several lines, without the characters that a content line cannot hold (§3.1)."""
    clean = UNPRINTABLE.sub("", LINE_BREAK.sub("\n", text))
    return _Text(clean, params={"LANGUAGE": language} if language else None)


def _line(text: str, language: str = "") -> _Text:
    """Text of one line."""
    return _text(LINE_BREAK.sub(" ", text), language)


def _address(address: str, **parameters) -> vUri:
    """An address as it is, not escaped like TEXT (§3.3.13).

    Without anything that ends a line; what RFC 3986 has no place for becomes %XX.
    """
    clean = NOT_IN_ADDRESS.sub("", address).strip()
    if not re.match(r"https?://[^/]", clean, re.IGNORECASE):
        raise ValueError(f"Not a web address: {address!r}.")
    return vUri(quote(clean, safe="/#%[]=:;$&()+,!?*@'~"), params=parameters)


def _html(text: str) -> _Text:
    """The same text for Outlook, which reads X-ALT-DESC and makes links of what is marked so."""
    lines = [
        f'<a href="{escape(line)}">{escape(line)}</a>'
        if re.fullmatch(r"https?://\S+", line)
        else escape(line)
        for line in _text(text).split("\n")
    ]
    value = _Text(f"<!DOCTYPE html><html><body>{'<br>'.join(lines)}</body></html>")
    value.params["FMTTYPE"] = "text/html"
    return value


def _organizer(organizer: Organizer) -> vCalAddress:
    """Who gives the training, as an address to write to (§3.8.4.3, RFC 6068 §2)."""
    local, _at, domain = _line(organizer.email).rpartition("@")
    if not local or not domain:
        raise ValueError(f"Not an e-mail address: {organizer.email!r}.")
    address = quote(f"{local}@{domain}", safe="@!$'*+~")
    name = str(_line(organizer.name))
    return vCalAddress(f"mailto:{address}", params={"CN": name} if name else None)


def _image(image: Image) -> vUri:
    """A picture of the training; VALUE=URI is required (RFC 7986 §5.10)."""
    parameters = {"VALUE": "URI", "DISPLAY": "BADGE"}
    if image.media_type:
        parameters["FMTTYPE"] = image.media_type
    return _address(image.url, **parameters)

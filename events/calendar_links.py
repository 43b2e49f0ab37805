"""Addresses that fill in a day, or follow a feed, in the calendars that people have on the web.

Pure: no request, no query, no clock. None of the makers documents these addresses; what stands
here is what https://github.com/InteractionDesignFoundation/add-event-to-calendar-docs found out by
trying (its files services/google.md, outlook-web.md and yahoo.md), and what the two generators do
that are used most (spatie/calendar-links, add2cal/add-to-calendar-button), read in November 2026.

Texts are percent-encoded as UTF-8 with nothing left but RFC 3986's unreserved characters, so no
title can end an address or add a parameter to it. A space is ``%20`` and never ``+``: Outlook shows
the plus sign (spatie/calendar-links#109).
"""

import re
import unicodedata
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cached_property
from urllib.parse import quote
from zoneinfo import ZoneInfo

from events.ical import LINE_BREAK, UNPRINTABLE, Event

# Longer addresses are refused or cut off somewhere on the way, after a login for instance.
LONGEST = 2000
CUT = "…"
# A flag is two of these.
FLAG_LETTER = re.compile("[🇦-🇿]")
FLAG_LETTERS_AT_END = re.compile("[🇦-🇿]*$")

OUTLOOK_HOSTS = {"Outlook.com": "outlook.live.com", "Microsoft 365": "outlook.office.com"}


@dataclass(frozen=True, slots=True)
class Link:
    """An address at a calendar on the web, whose name is the same in every language."""

    service: str
    address: str


@dataclass(frozen=True)
class Subscription:
    """A feed that readers can follow: the name under which it appears and its absolute address."""

    name: str
    url: str
    description: str = ""
    subject: str = ""  # the place or person that it is about, as readers know them

    @property
    def webcal_url(self) -> str:
        """The address that programs on a device take over when it is opened (Apple, Thunderbird).

        Always ``webcal:``, over https too: ``webcals:`` opens nothing on Apple's devices.
        """
        return "webcal://" + self.url.split("://", 1)[-1]

    @cached_property
    def links(self) -> tuple[Link, ...]:
        """The calendars on the web that can be told to follow it; Yahoo takes no such address."""
        return subscribe_links(self.name, self.url)


def subscribe_links(name: str, url: str) -> tuple[Link, ...]:
    """Where to follow the feed at ``url``.

    Google follows the address as ``webcal:``; under http it only imports once (UWFlow/rmc#335).
    Microsoft's ``addfromweb`` takes the web address itself and a name to show.
    """
    webcal = Subscription(name, url).webcal_url
    return (
        Link("Google", f"https://calendar.google.com/calendar/render?cid={_encoded(webcal)}"),
        *(
            Link(
                service,
                f"https://{host}/calendar/0/addfromweb"
                f"?url={_encoded(url)}&name={_encoded(_line(name))}",
            )
            for service, host in OUTLOOK_HOSTS.items()
        ),
    )


def day_links(event: Event) -> tuple[Link, ...]:
    """Where to put down one day of a training: none of these takes more than one at a time."""
    return (
        Link("Google", google(event)),
        *(Link(service, outlook(event, host)) for service, host in OUTLOOK_HOSTS.items()),
        Link("Yahoo", yahoo(event)),
    )


def google(event: Event) -> str:
    """Google: local times with their zone, else UTC; all day to the day after (google.md).

    A local time that the clocks show twice has no zone that could tell which one is meant, and
    Google knows only zones of the form Area/City: both are said in UTC.
    """
    if not isinstance(event.starts, datetime):
        when = {"dates": f"{event.starts:%Y%m%d}/{event.ends:%Y%m%d}"}
    elif _named(event.starts) and _named(event.ends):
        starts, ends = _settled(event.starts), _settled(event.ends)
        when = {
            "dates": f"{starts:%Y%m%dT%H%M%S}/{ends:%Y%m%dT%H%M%S}",
            "ctz": event.starts.tzinfo.key,
        }
    else:
        when = {"dates": f"{_compact(event.starts)}/{_compact(event.ends)}"}
    return _fit(
        "https://calendar.google.com/calendar/render",
        {"action": "TEMPLATE", **when},
        {"text": "title", "details": "description", "location": "location"},
        event,
    )


def outlook(event: Event, host: str) -> str:
    """Outlook.com and Microsoft 365: UTC; all day to the day after (outlook-web.md).

    With UTC, because an offset such as ``+02:00`` was not understood
    (commonpike/add-to-calendar-buttons#17). ``action/compose``, because ``deeplink/compose`` ends
    in a blank screen (add2cal/add-to-calendar-button#412); ``path`` is what phones go by.
    """
    if isinstance(event.starts, datetime):
        when = {"startdt": _extended(event.starts), "enddt": _extended(event.ends)}
    else:
        when = {
            "startdt": event.starts.isoformat(),
            "enddt": event.ends.isoformat(),
            "allday": "true",
        }
    return _fit(
        f"https://{host}/calendar/0/action/compose",
        {"path": "/calendar/action/compose", "rru": "addevent", **when},
        {"subject": "title", "body": "description", "location": "location"},
        event,
    )


def yahoo(event: Event) -> str:
    """Yahoo: UTC; all day by ``dur`` (yahoo.md).

    ``dur=allday`` goes for one day only; several become times without a zone, which Yahoo takes to
    be those of the reader, from the first midnight to the last minute.
    """
    if isinstance(event.starts, datetime):
        when = {"st": _compact(event.starts), "et": _compact(event.ends)}
    elif event.ends - event.starts == timedelta(days=1):
        when = {"dur": "allday", "st": f"{event.starts:%Y%m%d}"}
    else:
        last = event.ends - timedelta(days=1)
        when = {"st": f"{event.starts:%Y%m%d}T000000", "et": f"{last:%Y%m%d}T235900"}
    return _fit(
        "https://calendar.yahoo.com/",
        {"v": "60", **when},
        {"title": "title", "desc": "description", "in_loc": "location"},
        event,
    )


# Time


def _compact(moment: datetime) -> str:
    return f"{moment.astimezone(UTC):%Y%m%dT%H%M%SZ}"


def _extended(moment: datetime) -> str:
    return f"{moment.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"


def _settled(moment: datetime) -> datetime:
    """What the clocks show, also for a time that they skip."""
    return moment.astimezone(UTC).astimezone(moment.tzinfo)


def _named(moment: datetime) -> bool:
    """Whether a local time and the name of its zone say which moment is meant."""
    if not isinstance(moment.tzinfo, ZoneInfo) or "/" not in (moment.tzinfo.key or ""):
        return False
    if moment.tzinfo.key.startswith("Etc/"):
        return False
    local = _settled(moment)
    return local.replace(fold=0).utcoffset() == local.replace(fold=1).utcoffset()


# Text


def clean(text: str) -> str:
    """The text without what no calendar can show: control characters, halves of surrogate pairs."""
    return UNPRINTABLE.sub("", LINE_BREAK.sub("\n", text)).strip()


def _line(text: str) -> str:
    return " ".join(clean(text).split("\n"))


def _encoded(text: str) -> str:
    return quote(text, safe="")


def _fit(base: str, fixed: dict[str, str], names: dict[str, str], event: Event) -> str:
    """The whole address, the texts behind the rest, no longer than LONGEST.

    What has to give way is first the description, then the location, then the title.
    """
    start = (
        base + "?" + "&".join(f"{name}={quote(value, safe='/:')}" for name, value in fixed.items())
    )
    texts = {
        "title": _line(event.summary),
        "description": clean(event.description),
        "location": _line(event.location),
    }
    room = LONGEST - len(start) - sum(len(name) + 2 for name in names)
    for giving in ("description", "location", "title"):
        others = sum(len(_encoded(text)) for field, text in texts.items() if field != giving)
        # A shortened description still says where to read on.
        end = f"{CUT}\n\n{clean(event.url)}" if giving == "description" and event.url else CUT
        texts[giving] = _shorten(texts[giving], max(room - others, 0), end)
    return start + "".join(
        f"&{name}={_encoded(texts[field])}" for name, field in names.items() if texts[field]
    )


def _shorten(text: str, room: int, end: str) -> str:
    """As much of ``text`` as takes ``room`` encoded characters, ended by ``end`` where it is cut.

    Cut between words, or where there are none between characters as readers see them, and never
    within an escape.
    """
    if len(_encoded(text)) <= room:
        return text
    room -= len(_encoded(end))
    if room < 0:
        return ""
    length = 0
    for character in text:
        room -= len(_encoded(character))
        if room < 0:
            break
        length += 1
    space = max(text.rfind(" ", 0, length + 1), text.rfind("\n", 0, length + 1))
    if space > length // 2:
        return text[:space].rstrip() + end
    while length and _clings(text, length):
        length -= 1
    return text[:length] + end


def _clings(text: str, place: int) -> bool:
    """Whether the character at ``place`` is part of the one before it, as a reader sees them."""
    character, before = text[place], text[:place]
    if "\N{ZERO WIDTH JOINER}" in (character, before[-1]):
        return True
    if FLAG_LETTER.match(character):
        return len(FLAG_LETTERS_AT_END.search(before)[0]) % 2 == 1
    return unicodedata.category(character) in {"Mn", "Me", "Mc"} or "🏻" <= character <= "🏿"

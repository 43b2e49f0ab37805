"""Reads calendar files with libical 3 (GNOME's and KDE's engine, Debian: libical3), over ctypes.

A program of its own: files as JSON on standard input, what libical sees as JSON on standard output.
Times are worked out with the file's own VTIMEZONE.
"""

import ctypes
import json
import sys
from datetime import UTC, datetime

VEVENT = 4  # ICAL_VEVENT_COMPONENT
UTC_NAMES = (None, "UTC", "Z")


class Time(ctypes.Structure):
    """``struct icaltimetype`` of libical 3."""

    _fields_ = [
        *((name, ctypes.c_int) for name in ("year", "month", "day", "hour", "minute", "second")),
        ("is_date", ctypes.c_int),
        ("is_daylight", ctypes.c_int),
        ("zone", ctypes.c_void_p),
    ]


FUNCTIONS = {
    "icalparser_parse_string": (ctypes.c_void_p, [ctypes.c_char_p]),
    "icalcomponent_count_errors": (ctypes.c_int, [ctypes.c_void_p]),
    "icalcomponent_as_ical_string": (ctypes.c_char_p, [ctypes.c_void_p]),
    "icalcomponent_free": (None, [ctypes.c_void_p]),
    "icalcomponent_get_first_component": (ctypes.c_void_p, [ctypes.c_void_p, ctypes.c_int]),
    "icalcomponent_get_next_component": (ctypes.c_void_p, [ctypes.c_void_p, ctypes.c_int]),
    "icalcomponent_get_dtstart": (Time, [ctypes.c_void_p]),
    "icalcomponent_get_dtend": (Time, [ctypes.c_void_p]),
    "icalcomponent_get_uid": (ctypes.c_char_p, [ctypes.c_void_p]),
    "icalcomponent_get_summary": (ctypes.c_char_p, [ctypes.c_void_p]),
    "icalcomponent_get_sequence": (ctypes.c_int, [ctypes.c_void_p]),
    "icalcomponent_get_status": (ctypes.c_int, [ctypes.c_void_p]),
    "icalproperty_status_to_string": (ctypes.c_char_p, [ctypes.c_int]),
    "icalrestriction_check": (ctypes.c_int, [ctypes.c_void_p]),
    "icaltime_as_timet_with_zone": (ctypes.c_longlong, [Time, ctypes.c_void_p]),
    "icaltimezone_get_tzid": (ctypes.c_char_p, [ctypes.c_void_p]),
}


def load():
    library = ctypes.CDLL("libical.so.3")
    for name, (result, arguments) in FUNCTIONS.items():
        function = getattr(library, name)
        function.restype, function.argtypes = result, arguments
    return library


def moment(ical, time: Time) -> str:
    if time.is_date:
        return f"{time.year:04}-{time.month:02}-{time.day:02}"
    seconds = ical.icaltime_as_timet_with_zone(time, time.zone)
    return datetime.fromtimestamp(seconds, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def zone(ical, time: Time) -> str | None:
    if time.is_date:
        return None
    key = ical.icaltimezone_get_tzid(time.zone) if time.zone else b"floating"
    key = key.decode() if key else None
    return "UTC" if key in UTC_NAMES else key


def day(ical, event) -> dict:
    starts = ical.icalcomponent_get_dtstart(event)
    status = ical.icalproperty_status_to_string(ical.icalcomponent_get_status(event))
    return {
        "uid": ical.icalcomponent_get_uid(event).decode(),
        "summary": ical.icalcomponent_get_summary(event).decode(),
        "start": moment(ical, starts),
        "end": moment(ical, ical.icalcomponent_get_dtend(event)),
        "all_day": bool(starts.is_date),
        "zone": zone(ical, starts),
        "status": status.decode(),
        "sequence": ical.icalcomponent_get_sequence(event),
    }


def read(ical, text: str) -> dict:
    """The days in a file, and of what libical complains: no mistakes, and all that must be there.

    It checks the restrictions of RFC 5546 for a calendar without METHOD.
    """
    calendar = ical.icalparser_parse_string(text.encode())
    complaints = []
    if not ical.icalrestriction_check(calendar):
        complaints.append("breaks a restriction")
    if ical.icalcomponent_count_errors(calendar):
        written = ical.icalcomponent_as_ical_string(calendar).decode().replace("\r\n ", "")
        complaints += [line for line in written.splitlines() if line.startswith("X-LIC-ERROR")]
    days = []
    event = ical.icalcomponent_get_first_component(calendar, VEVENT)
    while event:
        days.append(day(ical, event))
        event = ical.icalcomponent_get_next_component(calendar, VEVENT)
    ical.icalcomponent_free(calendar)
    return {"days": days, "complaints": complaints}


if __name__ == "__main__":
    library = load()
    files = json.load(sys.stdin)
    json.dump({name: read(library, text) for name, text in files.items()}, sys.stdout)

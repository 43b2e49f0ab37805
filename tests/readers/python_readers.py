"""Reads calendar files with vobject or ics (PyPI): ``python_readers.py vobject``.

A program of its own: files as JSON on standard input, what the reader sees as JSON on standard
output. vobject works times out with the file's own VTIMEZONE, ics with dateutil's data.
"""

import json
import sys
from datetime import UTC, datetime


def moment(value) -> str:
    if not isinstance(value, datetime):
        return value.isoformat()
    if value.tzinfo is None:
        return f"floating {value}"
    return value.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def zone(value) -> str | None:
    if not isinstance(value, datetime):
        return None
    # dateutil tells the name nowhere but in the repr: of a VTIMEZONE, or of a file with data.
    path = getattr(value.tzinfo, "_filename", None)
    if path:
        return path.split("zoneinfo/")[-1]
    return getattr(value.tzinfo, "_tzid", value.tzname())


def with_vobject(text: str) -> dict:
    import vobject

    calendar = vobject.readOne(text)
    complaints = []
    try:
        calendar.validate(raiseException=True)
    except vobject.base.ValidateError as error:
        complaints.append(str(error))
    days = []
    for event in calendar.contents.get("vevent", []):
        days.append(
            {
                "uid": event.uid.value,
                "summary": event.summary.value,
                "start": moment(event.dtstart.value),
                "end": moment(event.dtend.value),
                "all_day": not isinstance(event.dtstart.value, datetime),
                "zone": zone(event.dtstart.value),
                "status": event.status.value,
                "sequence": int(event.sequence.value),
            }
        )
    return {"days": days, "complaints": complaints}


def with_ics(text: str) -> dict:
    import ics

    days = []
    for event in ics.Calendar(text).events:
        starts, ends = event.begin.datetime, event.end.datetime
        others = {line.name: line.value for line in event.extra}
        days.append(
            {
                "uid": event.uid,
                "summary": event.name,
                "start": moment(starts.date() if event.all_day else starts),
                "end": moment(ends.date() if event.all_day else ends),
                "all_day": event.all_day,
                "zone": None if event.all_day else zone(starts),
                "status": event.status,
                "sequence": int(others["SEQUENCE"]),
            }
        )
    return {"days": days, "complaints": []}


if __name__ == "__main__":
    read = {"vobject": with_vobject, "ics": with_ics}[sys.argv[1]]
    files = json.load(sys.stdin)
    json.dump({name: read(text) for name, text in files.items()}, sys.stdout)

"""Readers of calendar files that others wrote, each far away from the trainings' time zone.

All answer alike: for each file its days, sorted by start, and of what they complain. What a reader
does not understand or does not tell is named in ``blind``, with the reason; there it says None.
"""

import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import NamedTuple
from zoneinfo import ZoneInfo

import pytest

from tests.node_runner import read_files, skip

HERE = Path(__file__).parent
FAR_AWAY = "America/New_York"


class Day(NamedTuple):
    """One VEVENT as a reader sees it: instants as 2026-10-19T07:30:00Z, dates as 2026-10-25."""

    start: str
    end: str | None
    all_day: bool
    zone: str | None  # none for all day, UTC for times with Z
    status: str | None
    sequence: int | None
    uid: str | None
    summary: str


@dataclass(frozen=True)
class Seen:
    """What a reader sees in one file."""

    days: list[Day]
    complaints: list[str]


@dataclass(frozen=True, kw_only=True)
class Reader:
    """A program or library that reads calendars."""

    name: str
    run: Callable[[dict[str, str]], dict]
    # Whether it works times out with the file's VTIMEZONE, and not with data of its own.
    by_vtimezone: bool
    blind: dict[str, str] = field(default_factory=dict)

    def read(self, files: dict[str, bytes]) -> dict[str, Seen]:
        """What it sees in each file; the running test is skipped if it is not installed."""
        answers = self.run({name: ics.decode() for name, ics in files.items()})
        return {
            name: Seen(
                sorted((self._day(day) for day in answer["days"]), key=repr),
                answer.get("complaints", []),
            )
            for name, answer in answers.items()
        }

    def as_it_sees(self, days: list[Day]) -> list[Day]:
        """What a reader with these blind spots should say of days."""
        return sorted(map(self._as_it_sees, days), key=repr)

    def _as_it_sees(self, day: Day) -> Day:
        blind = dict.fromkeys(self.blind)
        if day.all_day and "end of all day" in blind:
            blind["end"] = None
        return day._replace(**{name: None for name in blind if name in Day._fields})

    def _day(self, answer: dict) -> Day:
        day = Day(**{name: answer.get(name) for name in Day._fields})
        return day._replace(zone="UTC" if day.zone in ("Z", "Etc/UTC") else day.zone)


def program(command: list, files: dict[str, str]) -> dict:
    """Run a program that reads files and says what it sees, both as JSON."""
    result = subprocess.run(
        command,
        env={**os.environ, "TZ": FAR_AWAY},
        input=json.dumps(files).encode(),
        capture_output=True,
        timeout=120,
        check=False,
    )
    if result.returncode:
        pytest.fail(f"{command} broke off:\n{result.stderr.decode()}", pytrace=False)
    return json.loads(result.stdout)


def with_libical(files):
    import ctypes

    try:
        ctypes.CDLL("libical.so.3")
    except OSError:
        skip("libical is missing: apt-get install libical3")
    return program([sys.executable, HERE / "libical.py"], files)


def with_sabre(files):
    php = shutil.which("php")
    if php is None or not Path("/usr/share/php/Sabre/VObject").is_dir():
        skip("sabre/vobject is missing: apt-get install php-cli php-sabre-vobject")
    return program([php, HERE / "sabre.php"], files)


def with_vobject(files):
    return program([sys.executable, HERE / "python_readers.py", "vobject"], files)


def with_ics(files):
    return program([sys.executable, HERE / "python_readers.py", "ics"], files)


def with_calcurse(files):
    """Import each file into an empty calendar, and export that again."""
    if shutil.which("calcurse") is None:
        skip("calcurse is missing: apt-get install calcurse")
    return {name: _with_calcurse(text) for name, text in files.items()}


def _with_calcurse(text):
    with tempfile.TemporaryDirectory() as directory:
        calcurse = ["calcurse", "-q", "-D", directory, "-C", directory]
        for command in ([*calcurse, "-i", "-"], [*calcurse, "-x"]):
            result = subprocess.run(
                command,
                env={**os.environ, "TZ": FAR_AWAY, "LC_ALL": "C.UTF-8"},
                input=text.encode(),
                capture_output=True,
                timeout=60,
                check=False,
            )
            if result.returncode:
                pytest.fail(f"{command} broke off:\n{result.stderr.decode()}", pytrace=False)
    complaints = result.stderr.decode().splitlines()
    entries = re.findall(r"BEGIN:VEVENT\n(.*?)END:VEVENT\n", result.stdout.decode(), re.DOTALL)
    return {"days": list(map(_calcurse_day, entries)), "complaints": complaints}


def _calcurse_day(entry: str) -> dict:
    """Its own export has floating times of where it runs, a duration, and escaped text."""
    lines = dict(line.split(":", 1) for line in entry.splitlines())
    summary = re.sub(r"\\(.)", r"\1", lines["SUMMARY"])
    if "DTSTART;VALUE=DATE" in lines:
        start = date.fromisoformat(lines["DTSTART;VALUE=DATE"])
        return {"start": start.isoformat(), "all_day": True, "summary": summary}
    start = datetime.strptime(lines["DTSTART"], "%Y%m%dT%H%M%S").replace(tzinfo=ZoneInfo(FAR_AWAY))
    days, hours, minutes, seconds = map(
        int, re.fullmatch(r"P(\d+)DT(\d+)H(\d+)M(\d+)S", lines["DURATION"]).groups()
    )
    length = timedelta(days=days, hours=hours, minutes=minutes, seconds=seconds)
    start = start.astimezone(UTC)
    return {
        "start": start.strftime("%Y-%m-%dT%H:%M:%SZ"),
        "end": (start + length).strftime("%Y-%m-%dT%H:%M:%SZ"),
        "all_day": False,
        "summary": summary,
    }


def with_unknown_zones(ics: bytes) -> bytes:
    """A copy in which each zone has a name that nobody knows, so that its VTIMEZONE must do."""
    return ics.replace(b"TZID:", b"TZID:Nergens/").replace(b"TZID=", b"TZID=Nergens/")


READERS = [
    Reader(name="ical.js", run=lambda files: read_files(files)["ical.js"], by_vtimezone=True),
    Reader(name="node-ical", run=lambda files: read_files(files)["node-ical"], by_vtimezone=False),
    Reader(name="libical", run=with_libical, by_vtimezone=True),
    Reader(name="vobject", run=with_vobject, by_vtimezone=True),
    Reader(name="ics", run=with_ics, by_vtimezone=False),
    Reader(name="sabre/vobject", run=with_sabre, by_vtimezone=False),
    Reader(
        name="calcurse",
        run=with_calcurse,
        by_vtimezone=False,
        blind={
            "uid": "gives each entry a hash of its own",
            "zone": "keeps the time of where it runs",
            "status": "knows none: a cancelled day is one like any other, but for its title",
            "sequence": "knows none: importing twice doubles",
            "end of all day": "makes an entry for each day, without an end",
        },
    ),
]
BY_NAME = {reader.name: reader for reader in READERS}

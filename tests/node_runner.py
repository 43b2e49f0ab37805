"""Runs what is written in JavaScript, of tests/node: readers of calendars, a validator of HTML."""

import json
import os
import shutil
import subprocess
from pathlib import Path

import pytest

HERE = Path(__file__).parent / "node"


def skip(reason: str):
    """Skip the running test, or fail it where FORBID_SKIPS=1 asks that all must run."""
    if os.environ.get("FORBID_SKIPS") == "1":
        pytest.fail(f"May not be skipped (FORBID_SKIPS=1): {reason}", pytrace=False)
    pytest.skip(reason)


def read_calendar(ics: bytes) -> dict[str, list[dict]]:
    """What each reader sees in a calendar file, far away from its time zone.

    The running test is skipped if node or its packages are not installed.
    """
    return _run(ics)


def read_files(files: dict[str, str]) -> dict[str, dict[str, dict]]:
    """What each reader sees in each of many files, in the words of tests/readers."""
    answers = _run(json.dumps(files).encode(), "files")
    return {
        reader: {
            name: {"days": [{**day, "all_day": day["allDay"]} for day in seen[reader]]}
            for name, seen in answers.items()
        }
        for reader in ("ical.js", "node-ical")
    }


def faults_of_html(pages: dict[str, str]) -> list[str]:
    """What a validator holds against pages, by name; a line each."""
    return json.loads(run_node("validate_html.mjs", given=json.dumps(pages).encode(), timeout=300))


def _run(given: bytes, *arguments: str) -> dict:
    environment = {"TZ": "America/New_York"}
    return json.loads(
        run_node("read_calendar.mjs", *arguments, given=given, environment=environment)
    )


def run_node(
    script: str,
    *arguments: str,
    given: bytes = b"",
    environment: dict | None = None,
    timeout: int = 60,
) -> bytes:
    """What a script of tests/node says; the running test is skipped if it cannot run."""
    node = shutil.which("node")
    if node is None:
        skip("node is not installed")
    if not (HERE / "node_modules").is_dir():
        skip("tests/node/node_modules is missing: run npm ci in tests/node")
    result = subprocess.run(
        [node, script, *arguments],
        cwd=HERE,
        env={**os.environ, **(environment or {})},
        input=given,
        capture_output=True,
        timeout=timeout,
        check=False,
    )
    if result.returncode:
        pytest.fail(f"{script} broke off:\n{result.stderr.decode()}", pytrace=False)
    return result.stdout

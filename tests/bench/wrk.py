"""What wrk, a program that asks as fast as it gets answers, says of a server."""

import re
import shutil
import statistics
import subprocess
from dataclasses import dataclass

from tests.bench.serving import READS

SECONDS, RUNS = 2, 3
MILLISECONDS = {"us": 0.001, "ms": 1, "s": 1000, "m": 60_000}


def is_there() -> bool:
    """Whether it is installed."""
    return bool(shutil.which("wrk"))


@dataclass(frozen=True, slots=True)
class Load:
    """Answers a second, and the milliseconds within which half and 99 of 100 came."""

    rate: float
    p50: float
    p99: float


def load(port: int, path: str, connections: int, seconds: float = SECONDS) -> Load:
    """One run."""
    said = subprocess.run(
        [
            "wrk",
            "--threads=1",
            f"--connections={connections}",
            f"--duration={seconds}s",
            "--timeout=30s",
            "--latency",
            f"--header=Accept-Encoding: {READS}",
            f"http://127.0.0.1:{port}{path}",
        ],
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    failed = re.search(r"Non-2xx or 3xx responses: (\d+)", said)
    assert not failed, f"{path}: {failed[0]}"
    return Load(
        float(re.search(r"Requests/sec:\s+([\d.]+)", said)[1]),
        milliseconds(re.search(r"^\s+50%\s+(\S+)", said, re.MULTILINE)[1]),
        milliseconds(re.search(r"^\s+99%\s+(\S+)", said, re.MULTILINE)[1]),
    )


def milliseconds(said: str) -> float:
    """A length of time as wrk writes it: 75.00us, 2.19ms, 1.5s."""
    number, unit = re.fullmatch(r"([\d.]+)([a-z]+)", said).groups()
    return float(number) * MILLISECONDS[unit]


def median(loads: list[Load]) -> Load:
    """What several runs say together."""
    return Load(
        *(
            statistics.median(getattr(load, name) for load in loads)
            for name in ("rate", "p50", "p99")
        )
    )

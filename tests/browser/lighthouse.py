"""What Lighthouse makes of the demo on a phone with a slow line; ``make lighthouse`` prints it.

The demo is served as on a server: compressed, by granian, without DEBUG. Lighthouse reckons from
what it measures how a phone would fare; a machine that is busy looks like a slower phone.
"""

import json
import os
import statistics
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

from tests.browser.conftest import CHROMIUM, CHROMIUM_FLAGS, start_demo
from tests.node_runner import run_node

PAGES = {
    "home": "/",
    "article": "/blog/acht-redenen-waarom-we-geen-hulp-vragen/",
    "training": "/trainingen/hulp-vragen-kun-je-leren/",
    "index": "/trainingen/",
}
# Lighthouse's own names.
SCORES = ("performance", "accessibility", "best-practices", "seo")
RUNS = 3
# By how much Lighthouse slows a processor down to be a phone's, and how fast one it means.
SLOWED, MACHINE = 4, 1500


@dataclass(frozen=True)
class Report:
    """What Lighthouse says of one page: scores up to 100, and what the first of them comes from."""

    performance: int
    accessibility: int
    best_practices: int
    seo: int
    largest_paint: float
    blocked: float
    layout_shift: float
    bytes: int
    machine: float
    faults: tuple[str, ...] = ()

    @property
    def scores(self) -> tuple[int, ...]:
        return self.performance, self.accessibility, self.best_practices, self.seo


def look_at(url: str, slowed: float = SLOWED) -> Report:
    """Let Lighthouse look once, as it does by default: a phone, its line and processor slowed."""
    told = json.loads(
        run_node(
            "node_modules/lighthouse/cli/index.js",
            url,
            "--quiet",
            "--output=json",
            f"--throttling.cpuSlowdownMultiplier={slowed:.2f}",
            f"--only-categories={','.join(SCORES)}",
            f"--chrome-flags={' '.join(CHROMIUM_FLAGS)}",
            environment={"CHROME_PATH": os.environ.get("CHROME_PATH", CHROMIUM)},
            timeout=180,
        )
    )
    audits, categories = told["audits"], told["categories"]
    return Report(
        *(round(100 * (categories[name]["score"] or 0)) for name in SCORES),
        largest_paint=audits["largest-contentful-paint"]["numericValue"] / 1000,
        blocked=audits["total-blocking-time"]["numericValue"],
        layout_shift=audits["cumulative-layout-shift"]["numericValue"],
        bytes=audits["total-byte-weight"]["numericValue"],
        machine=told["environment"]["benchmarkIndex"],
        faults=tuple(
            f"{name}: {audits[part['id']]['title']}"
            for name in SCORES[1:]
            for part in categories[name]["auditRefs"]
            if part["weight"]
            and (audits[part["id"]]["score"] or 0) < 1
            and audits[part["id"]]["scoreDisplayMode"] not in ("notApplicable", "manual")
        ),
    )


def slowed_for(machine: float) -> float:
    """By how much to slow down a processor that is itself slower, or busy, for the same phone.

    As Lighthouse advises (docs/throttling.md, "CPU throttling").
    """
    return max(1, SLOWED * min(1, machine / MACHINE))


def median(reports: list[Report]) -> Report:
    """The report of the run that is the middle one by performance; of the others, the least."""
    middle = statistics.median_low(each.performance for each in reports)
    return next(each for each in reports if each.performance == middle)


def table(reports: dict[str, list[Report]]) -> str:
    """The median of each page, as Markdown, with the performance of each run.

    Of a machine below ``MACHINE`` the performance is that of a slower phone than Lighthouse means.
    """
    rows = [
        "| page | performance (runs) | accessibility | best practices | SEO "
        "| LCP | blocked | CLS | bytes | machine |",
        "|---|---:|---:|---:|---:|---:|---:|---:|---:|---:|",
    ]
    for name, runs in reports.items():
        shown = median(runs)
        each = ", ".join(str(run.performance) for run in runs)
        rows.append(
            f"| {name} | {shown.performance} ({each}) | {shown.accessibility} "
            f"| {shown.best_practices} | {shown.seo} | {shown.largest_paint:.2f} s "
            f"| {shown.blocked:.0f} ms | {shown.layout_shift:.3f} | {shown.bytes} "
            f"| {shown.machine:.0f} |"
        )
    return "\n".join(rows)


def main() -> None:
    """Look at each page three times, in a demo in a directory of its own, and print the table."""
    with tempfile.TemporaryDirectory() as data_dir:
        process, address = start_demo(Path(data_dir))
        try:
            reports = {
                name: [look_at(address + path) for _run in range(RUNS)]
                for name, path in PAGES.items()
            }
        finally:
            process.terminate()
            process.wait(timeout=20)
    sys.stdout.write(table(reports) + "\n")
    for name, runs in reports.items():
        for fault in sorted({fault for run in runs for fault in run.faults}):
            sys.stdout.write(f"{name}: {fault}\n")


if __name__ == "__main__":
    main()

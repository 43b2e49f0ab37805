"""What independent readers see in the demo's calendar files, as a table: ``make bench``."""

import pytest

from tests.readers import READERS
from tests.readers.demo import expected_files, fetch

pytestmark = [pytest.mark.bench, pytest.mark.node, pytest.mark.django_db]


def test_print_readers_by_files(demo):
    """Days seen, how many of them cancelled (– where a reader knows no status), the first start."""
    expected = expected_files()
    files = fetch(expected)
    seen = {reader.name: reader.read(files) for reader in READERS}
    width = max(map(len, files))
    print(f"\n{'days/cancelled':{width}} {'first start':20}", *(f"{name:>13}" for name in seen))
    for address, days in expected.items():
        first = min((day.start for day in days), default="–")
        cells = [told(answers[address].days, first) for answers in seen.values()]
        print(f"{address:{width}} {first:20}", *(f"{cell:>13}" for cell in cells))
    print(f"{len(files)} files, {len(READERS)} readers")


def told(days, first) -> str:
    """What one reader sees in one file; with its first start where that is another."""
    known = all(day.status for day in days)
    cancelled = sum(day.status == "CANCELLED" for day in days) if known else "–"
    start = min((day.start for day in days), default="–")
    return f"{len(days)}/{cancelled}" + ("" if start == first else f" {start}")

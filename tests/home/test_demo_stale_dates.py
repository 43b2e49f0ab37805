"""The demo has one article whose date no longer holds, counted from today."""

from datetime import date

import pytest

from blog.demo import last_thursday
from home import stale_dates
from tests.conftest import NOW

pytestmark = pytest.mark.once


@pytest.mark.django_db
def test_one_article_has_a_stale_date_in_each_language(demo):
    found = stale_dates.stale_pages(NOW.now(NOW.tzinfo))
    assert [stale.page.title for stale in found] == [
        "Vier seconden stilte",
        "Four seconds of silence",
    ]
    assert all(len(stale.dates) == 1 for stale in found)


def test_the_evening_is_counted_from_today():
    assert last_thursday(date(2026, 10, 25)) == date(2026, 10, 22)
    assert last_thursday(date(2026, 10, 22)) == date(2026, 10, 22)

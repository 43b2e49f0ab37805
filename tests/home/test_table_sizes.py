"""SQLite is told how large its tables are, and finds what readers ask for in an index."""

import pytest
from django.core.management import call_command
from django.db import connection

from blog.models import ArticlePage
from tests.factories import ArticlePageFactory

pytestmark = [pytest.mark.once, pytest.mark.django_db]


def rows(sql: str) -> list:
    """What the database answers."""
    with connection.cursor() as cursor:
        cursor.execute(sql)
        return cursor.fetchall()


def test_housekeeping_lets_sqlite_count(site):
    for number in range(3):
        ArticlePageFactory(parent=site.blog, slug=f"artikel-{number}")
    call_command("housekeeping")
    told = dict(rows("SELECT coalesce(idx, tbl), stat FROM sqlite_stat1"))
    assert told["blog_article_by_date"].startswith("3 ")
    # Nothing is private: not to be taken for what has the most rows.
    assert told["wagtailcore_pageviewrestriction"] == "1"
    assert ArticlePage.objects.live().public().count() == 3


def test_counting_twice_says_it_once(site):
    for _time in range(2):
        call_command("housekeeping")
    told = rows("SELECT tbl FROM sqlite_stat1 WHERE idx IS NULL")
    assert len(told) == len(set(told))

"""Lists of which readers see one page at a time."""

import pytest

from home.listings import ListPaginator
from tests.factories import ArticlePageFactory


@pytest.mark.parametrize(
    ("count", "number", "numbers"),
    [
        (4, 1, [1, 2, 3, 4]),
        (1000, 1, [1, 2, None, 1000]),
        (1000, 500, [1, None, 499, 500, 501, None, 1000]),
        (1000, 1000, [1, None, 999, 1000]),
    ],
)
def test_however_long_a_list_is_few_of_its_pages_are_named(count, number, numbers):
    assert ListPaginator(range(count), 1).page(number).numbers == numbers


class Counted:
    """Rows that are counted instead of others."""

    def __init__(self, number):
        self.number = number

    def count(self):
        return self.number


def test_what_has_as_many_rows_may_be_counted_instead():
    assert ListPaginator([1, 2, 3], 1, Counted(2)).num_pages == 2
    assert ListPaginator([1, 2, 3], 1).num_pages == 3


def test_readers_see_what_is_left_out_of_a_long_list(site, client):
    for number in range(64):
        ArticlePageFactory(parent=site.blog, slug=f"artikel-{number}")
    text = client.get("/blog/").text
    named = [number for number in range(1, 9) if f'href="/blog/?page={number}"' in text]
    assert named == [2, 8]
    assert '<span aria-hidden="true">…</span>' in text


def test_an_article_for_some_is_not_counted(site, client):
    articles = [ArticlePageFactory(parent=site.blog, slug=f"artikel-{n}") for n in range(10)]
    assert client.get("/blog/?page=2").status_code == 200
    articles[0].view_restrictions.create(restriction_type="login")
    assert client.get("/blog/?page=2").status_code == 404

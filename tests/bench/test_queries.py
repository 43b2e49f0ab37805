"""How many queries each kind of page takes, in a small site and in a large one: ``make bench``."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from home.search import index
from tests.bench.many import grow
from tests.factories import ArticlePageFactory, make_edition, make_site, make_training
from tests.home.test_rendering import FIRST_DAY

pytestmark = [pytest.mark.bench, pytest.mark.django_db]

PAGES = {
    "home": "/",
    "article": "/blog/acht-redenen/",
    "training": "/trainingen/hulp-vragen/",
    "list of articles": "/blog/",
    "list of trainings": "/trainingen/",
    "search": "/zoeken/?q=vragen",
    "sitemap": "/sitemap.xml",
    "feed of articles": "/blog/atom.xml",
    "month of today": "/trainingen/maand/",
    "all coming days": "/trainingen/data/",
    "feed of a training": "/trainingen/hulp-vragen/agenda.ics",
    "feed of all": "/trainingen/agenda.ics",
    "feed of a place": "/trainingen/locatie/de-lindehof/agenda.ics",
    "feed of a trainer": "/trainingen/trainer/marit-hoekstra/agenda.ics",
}
FEW, MANY = 10, 10_000


def count_queries(client, path) -> int:
    """Count the queries of a page that has been asked for before."""
    assert client.get(path).status_code == 200
    with CaptureQueriesContext(connection) as queries:
        client.get(path)
    return len(queries)


def test_print_queries(client):
    """The number may not depend on how much was written and is planned."""
    site = make_site()
    training = make_training(site)
    make_edition(training, FIRST_DAY)
    ArticlePageFactory(parent=site.blog, slug="acht-redenen", related_training=training)
    # What is published in a test is read by search only once the test is over.
    index.rebuild()
    counts = {}
    for more in (FEW, MANY - FEW):
        grow(more, more)
        for name, path in PAGES.items():
            counts.setdefault(name, []).append(count_queries(client, path))
    print(f"\n{'queries':20} {FEW:>6} {MANY:>6} articles and editions")
    for name, (few, many) in counts.items():
        print(f"{name:20} {few:6} {many:6}")
    assert {name: many for name, (_few, many) in counts.items()} == {
        name: few for name, (few, _many) in counts.items()
    }

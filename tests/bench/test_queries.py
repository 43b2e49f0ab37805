"""How many queries each kind of page takes, with few editions and with many: ``make bench``."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from events.models import Edition
from tests.factories import ArticlePageFactory, make_edition, make_site, make_training

pytestmark = [pytest.mark.bench, pytest.mark.django_db]

PAGES = {
    "home": "/",
    "article": "/blog/acht-redenen/",
    "training": "/trainingen/hulp-vragen/",
    "list of articles": "/blog/",
    "list of trainings": "/trainingen/",
    "month of today": "/trainingen/maand/",
    "all coming days": "/trainingen/data/",
    "feed of a training": "/trainingen/hulp-vragen/agenda.ics",
    "feed of all": "/trainingen/agenda.ics",
    "feed of a place": "/trainingen/locatie/de-lindehof/agenda.ics",
    "feed of a trainer": "/trainingen/trainer/marit-hoekstra/agenda.ics",
}
FEW, MANY = 8, 800


def plan(training, count):
    """Plan editions of two days each until the training has ``count`` of them."""
    for number in range(Edition.objects.count(), count):
        first = date.today() + timedelta(days=7 + number)
        make_edition(training, first, first + timedelta(days=1))


def count_queries(client, path) -> int:
    """Count the queries of a page that has been asked for before."""
    assert client.get(path).status_code == 200
    with CaptureQueriesContext(connection) as queries:
        client.get(path)
    return len(queries)


def test_print_queries(client):
    """The number may not depend on how much is planned."""
    site = make_site()
    training = make_training(site)
    ArticlePageFactory(parent=site.blog, slug="acht-redenen", related_training=training)
    counts = {}
    for total in (FEW, MANY):
        plan(training, total)
        for name, path in PAGES.items():
            counts.setdefault(name, []).append(count_queries(client, path))
    print(f"\n{'queries':20} {FEW:>5} {MANY:>5} editions")
    for name, (few, many) in counts.items():
        print(f"{name:20} {few:5} {many:5}")
        assert few == many, name

"""Whatever is sent to the site gets an answer: never one of 500.

``FUZZ=100000`` sends more (``make fuzz``), ``FUZZ_SEED`` others. What was sent can be sent again: a
failure names the seed and the requests.
"""

import logging
import os
import time
from collections import Counter
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path

import pytest
from django.core.files.base import ContentFile
from django.core.handlers.wsgi import WSGIRequest
from django.db import connection
from django.urls import reverse
from django.utils.translation import override
from wagtail.contrib.redirects.models import Redirect
from wagtail.documents import get_document_model
from wagtail.models import Collection, CollectionViewRestriction, Page, PageViewRestriction

from events import abuse
from events.enrolment_links import path_of
from events.models import Enrolment, Interest
from tests import factories
from tests.conftest import NOW
from tests.fuzzing import Asked, Fuzz, leaf_of, leaves, routes

pytestmark = pytest.mark.indexed

# On PostgreSQL less: what may fail there only is what is looked for, and there are few such places.
COUNT = int(os.environ.get("FUZZ") or (10_000 if connection.vendor == "sqlite" else 1_000))
SEED = int(os.environ.get("FUZZ_SEED", "20261126"))
# Seconds: what takes longer is told, not judged, since it says how busy the machine is.
LATE = 2
# Answered by this site, in all languages.
ANSWERS = {
    200,
    204,
    206,
    301,
    302,
    303,
    304,
    307,
    400,
    401,
    403,
    404,
    405,
    409,
    410,
    412,
    413,
    416,
    422,
    429,
}


@dataclass
class Practice:
    """A site with one of each thing that readers can ask for."""

    seeds: list[str]
    forms: list[str]
    stamps: dict[str, str] = field(default_factory=dict)


@pytest.fixture
def practice(site, settings, owner):
    """A small practice; its good addresses come first among the requests."""
    settings.STORAGES = {
        **settings.STORAGES,
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }
    training = factories.make_training(site)
    place, trainer = training.default_location, training.training_trainers.get().person
    days = [date(2027, 2, 1), date(2027, 2, 8)]
    edition = factories.make_edition(training, *days, capacity=4)
    factories.make_edition(training, date(2026, 3, 2))
    category = factories.CategoryFactory()
    article = factories.ArticlePageFactory(
        parent=site.blog, slug="acht", category=category, cover=factories.SiteImageFactory()
    )
    article.save_revision().publish()
    hidden = factories.ArticlePageFactory(parent=site.blog, title="Geheim", slug="geheim")
    page_lock = PageViewRestriction.objects.create(
        page=hidden, restriction_type="password", password="vragen"
    )
    folder = Collection.get_first_root_node().add_child(name="Besloten")
    file_lock = CollectionViewRestriction.objects.create(
        collection=folder, restriction_type="password", password="vragen"
    )
    model = get_document_model()
    files = [
        model.objects.create(
            title="Spiekbriefje", file=ContentFile(b"%PDF-1.4", name="a.pdf"), **options
        )
        for options in ({}, {"collection": folder})
    ]
    Redirect.add_redirect("/oud", "/blog/")
    Redirect.add_redirect("/weg?page=1", "https://elders.example/")
    person = {"name": "Anna", "email": "anna@example.com", "language": "nl", "created_at": NOW}
    enrolment = Enrolment.objects.create(edition=edition, state="confirmed", **person)
    interest = Interest.objects.create(training=training, **person)
    slug = f"/trainingen/hulp-vragen/{edition.slug}"
    english = f"/en/trainings/asking-for-help/{edition.slug}"
    forms = {
        f"{slug}/aanmelden/": f"enrol.{edition.pk}",
        f"{english}/enrol/": f"enrol.{edition.pk}",
        "/trainingen/hulp-vragen/op-de-hoogte/": f"informed.{training.pk}",
        "/en/trainings/asking-for-help/keep-informed/": f"informed.{training.pk}",
        path_of(enrolment, "nl"): "",
        path_of(enrolment, "en"): "",
        path_of(interest, "nl"): "",
        f"/views/{article.translation_key}/": "",
        reverse("wagtaildocs_authenticate_with_password", args=[file_lock.pk]): "",
        reverse("wagtailcore_authenticate_with_password", args=[page_lock.pk, hidden.pk]): "",
        reverse("wagtailadmin_login"): "",
        reverse("wagtailadmin_password_reset"): "",
        reverse("log_in_code"): "",
        "/zoeken/": "",
    }
    with override("nl"):
        digest = article.specific.share_card("Lesdag").digest
    seeds = [
        *("/", "/en/", "/blog/", "/en/blog/", "/blog/acht/", "/blog/geheim/", "/blog/?page=2"),
        *("/blog/?category=luisteren", "/blog/atom.xml", "/blog/rss.xml", "/en/blog/atom.xml"),
        *("/blog/luisteren/atom.xml", "/trainingen/", "/en/trainings/", "/trainingen/hulp-vragen/"),
        *("/trainingen/agenda.ics", f"/trainingen/trainer/{trainer.slug}/agenda.ics"),
        f"/trainingen/locatie/{place.slug}/agenda.ics",
        *("/trainingen/hulp-vragen/agenda.ics", "/trainingen/hulp-vragen/eerder-gegeven/"),
        *("/trainingen/maand/", "/trainingen/maand/2027-02/", "/trainingen/data/"),
        *("/en/trainings/month/2027-02/", "/trainingen/?month=2027-02&place=online&free=1"),
        *(f"{slug}.ics", f"{slug}/dag-2.ics", f"{english}.ics", f"{english}/day-1.ics"),
        *(f"{slug}/aanmelden/gelukt/", "/trainingen/hulp-vragen/op-de-hoogte/gelukt/"),
        *("/zoeken/?q=hulp", "/en/search/?q=help&page=2", "/zoeken/?q=hulp&type=artikel"),
        *("/sitemap.xml", "/robots.txt", "/favicon.ico", "/.well-known/security.txt"),
        *("/site.webmanifest", "/en/site.webmanifest", "/oud/", "/weg?page=1", "/nergens/"),
        *("/_util/login/", "/en/_util/login/", "/aanmelding/half/", "/en/interest/half/"),
        *("/healthz", "/readyz", "/admin/", "/admin/pages/", "/admin/login/passkey/words/"),
        f"/share/{article.pk}-{digest}.jpg",
        article.cover.get_rendition("width-20").url,
        "/media/avatar_images/anna.png",
        *(file.url for file in files),
        "/static/site/site.css",
        *forms,
    ]
    moment = NOW - timedelta(minutes=5)
    stamps = {path: abuse.stamp(purpose, moment) for path, purpose in forms.items() if purpose}
    return Practice(seeds, list(forms), stamps)


def memory() -> float:
    """What this process takes of the machine's memory, in MB."""
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 2**20


def test_every_public_address_is_among_those_that_are_made_wrong(practice):
    paths = [seed.partition("?")[0] for seed in practice.seeds]
    assert set(leaves()) - {leaf_of(path) for path in paths} == set()


def test_every_route_of_every_kind_of_page_is_too(practice):
    found = set()
    for path in (seed.partition("?")[0] for seed in practice.seeds):
        request = WSGIRequest(Asked("GET", path.encode()).environ())
        result = Page.route_for_request(request, path)
        if result and hasattr(request, "routable_resolver_match"):
            found.add((type(result.page).__name__, request.routable_resolver_match.route))
    assert routes() - found == set()


def test_a_length_that_is_no_number_is_refused(practice, served):
    for length in ("x", "-1", "1" * 30, "1_0", "٣"):
        for path in ("/trainingen/hulp-vragen/op-de-hoogte/", "/admin/login/code/"):
            asked = Asked("POST", path.encode(), body=b"name=Anna", length=length)
            assert served(asked.environ()).status == 400, length


def test_nothing_that_is_sent_makes_the_site_fail(practice, served, monkeypatch):
    # Handling what pytest would show of a log takes longer than half of the answers.
    monkeypatch.setattr(logging.root, "handlers", [])
    statuses, wrong, late, sizes = Counter(), [], [], []
    began = time.process_time()
    known = [
        seed
        for seed in practice.seeds
        if "hit" in [served(Fuzz.good(seed).environ()).how for _time in range(2)][1]
    ]
    assert len(known) > 20
    fuzz = Fuzz(practice.seeds, practice.forms, known, practice.stamps, SEED)
    for number, asked in enumerate(fuzz.requests(COUNT)):
        started = time.perf_counter()
        status = served(asked.environ()).status
        if (took := time.perf_counter() - started) > LATE:
            late.append((round(took, 2), asked))
        statuses[status] += 1
        if status not in ANSWERS:
            wrong.append((status, asked))
        if number % (COUNT // 10 or 1) == 0:
            sizes.append(round(memory()))
    print(
        f"\n{connection.vendor}, FUZZ_SEED={SEED}: {COUNT} requests, "
        f"{time.process_time() - began:.0f} s of CPU, {dict(statuses.most_common())}, "
        f"later than {LATE} s: {late}, memory in MB: {sizes}"
    )
    assert wrong == [], f"FUZZ_SEED={SEED}"

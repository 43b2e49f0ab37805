"""What other programs ask for at fixed addresses: sitemap, robots, manifest, icon, whom to warn."""

import json
import re
from datetime import UTC, date, datetime
from xml.etree import ElementTree

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import PageViewRestriction, Site

from home.models import SiteSettings
from tests.factories import (
    ArticlePageFactory,
    StandardPageFactory,
    copy_in_english,
    make_edition,
    make_training,
)

pytestmark = pytest.mark.indexed

HOST = "http://testserver"
MAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
LINK = "{http://www.w3.org/1999/xhtml}link"


@pytest.fixture(autouse=True)
def _address(site):
    Site.objects.update(hostname="testserver", port=80)


def settings_are(**fields):
    SiteSettings.objects.update_or_create(site=Site.objects.get(), defaults=fields)


def addresses(client) -> dict[str, tuple[str | None, dict[str, str]]]:
    """What the sitemap tells of each address: when it changed, and in which other languages."""
    response = client.get("/sitemap.xml")
    assert response.status_code == 200
    root = ElementTree.fromstring(response.content)
    return {
        url.find(f"{MAP}loc").text: (
            url.findtext(f"{MAP}lastmod"),
            {link.get("hreflang"): link.get("href") for link in url.findall(LINK)},
        )
        for url in root
    }


class TestSitemap:
    def test_names_each_page_with_its_other_language(self, client, site):
        about = StandardPageFactory(parent=site.home, title="Over ons", slug="over-ons")
        about.save_revision().publish()
        copy_in_english(about, title="About us", slug="about-us")
        pair = {
            "nl": f"{HOST}/over-ons/",
            "en": f"{HOST}/en/about-us/",
            "x-default": f"{HOST}/over-ons/",
        }
        found = addresses(client)
        assert found[f"{HOST}/over-ons/"] == ("2026-11-24", pair)
        assert found[f"{HOST}/en/about-us/"] == ("2026-11-24", pair)
        assert found[f"{HOST}/en/"][1]["x-default"] == f"{HOST}/"

    def test_of_a_page_in_one_language_names_that_one(self, client, site):
        ArticlePageFactory(parent=site.blog_en, locale=site.blog_en.locale, slug="only")
        url = f"{HOST}/en/blog/only/"
        assert addresses(client)[url][1] == {"en": url, "x-default": url}

    def test_names_nothing_that_readers_cannot_see(self, client, site):
        hidden = StandardPageFactory(parent=site.home, slug="geheim")
        below = StandardPageFactory(parent=hidden, slug="diep")
        PageViewRestriction.objects.create(page=hidden, restriction_type="password", password="x")
        StandardPageFactory(parent=site.home, slug="concept", live=False)
        found = addresses(client)
        assert below.live
        assert set(found) == {
            f"{HOST}/",
            f"{HOST}/blog/",
            f"{HOST}/trainingen/",
            f"{HOST}/trainingen/data/",
            f"{HOST}/en/",
            f"{HOST}/en/blog/",
            f"{HOST}/en/trainings/",
            f"{HOST}/en/trainings/dates/",
        }

    def test_names_the_months_that_have_days_to_come(self, client, site):
        make_edition(make_training(site), date(2026, 11, 23), date(2026, 12, 28), date(2027, 2, 1))
        months = {url for url in addresses(client) if re.search(r"/(maand|month)/", url)}
        assert months == {
            f"{HOST}{root}{month}/"
            for root in ("/trainingen/maand/", "/en/trainings/month/")
            for month in ("2026-12", "2027-02")
        }
        for url in months:
            assert client.get(url.removeprefix(HOST)).status_code == 200
        assert addresses(client)[f"{HOST}/trainingen/maand/2027-02/"] == (
            None,
            {
                "nl": f"{HOST}/trainingen/maand/2027-02/",
                "en": f"{HOST}/en/trainings/month/2027-02/",
                "x-default": f"{HOST}/trainingen/maand/2027-02/",
            },
        )

    def test_asks_the_same_however_many_pages_there_are(self, client, site):
        def count():
            with CaptureQueriesContext(connection) as queries:
                addresses(client)
            return len(queries)

        count()
        few = count()
        for number in range(12):
            copy_in_english(
                StandardPageFactory(parent=site.home, slug=f"pagina-{number}"),
                slug=f"page-{number}",
            )
        assert count() == few

    def test_is_kept_shortly_and_not_sent_twice(self, client):
        response = client.get("/sitemap.xml")
        assert response["Content-Type"] == "application/xml"
        assert response["Cache-Control"] == "public, max-age=0, s-maxage=60"
        again = client.get("/sitemap.xml", headers={"if-none-match": response["ETag"]})
        assert again.status_code == 304


class TestRobots:
    def test_may_read_what_readers_see(self, client):
        response = client.get("/robots.txt")
        assert response["Content-Type"] == "text/plain; charset=utf-8"
        assert response.content.decode() == (
            "User-agent: *\n"
            "Disallow: /admin/\n"
            "Disallow: /views/\n"
            "\n"
            "Sitemap: http://testserver/sitemap.xml\n"
        )


class TestSecurity:
    def test_names_whom_to_warn_for_less_than_a_year(self, client, time_machine):
        settings_are(email="hallo@vraagzaak.example")
        time_machine.move_to(datetime(2027, 1, 10, 15, 30, tzinfo=UTC))
        response = client.get("/.well-known/security.txt")
        assert response["Content-Type"] == "text/plain; charset=utf-8"
        assert response.content.decode() == (
            "Contact: mailto:hallo@vraagzaak.example\n"
            "Expires: 2027-07-09T00:00:00Z\n"
            "Preferred-Languages: nl, en\n"
            "Canonical: http://testserver/.well-known/security.txt\n"
        )

    def test_is_not_there_where_nobody_can_be_warned(self, client):
        settings_are(email="")
        response = client.get("/.well-known/security.txt")
        assert (response.status_code, response.content) == (404, b"Not found\n")


class TestManifest:
    @pytest.mark.parametrize(
        ("path", "start", "language", "description"),
        [
            ("/site.webmanifest", "/", "nl", "Vragen staat vrij."),
            ("/en/site.webmanifest", "/en/", "en", "Do ask."),
        ],
    )
    def test_names_the_practice_in_each_language(self, client, path, start, language, description):
        settings_are(
            organisation="De Vraagzaak", tagline_nl="Vragen staat vrij.", tagline_en="Do ask."
        )
        response = client.get(path)
        assert response["Content-Type"] == "application/manifest+json"
        told = json.loads(response.content)
        assert (told["name"], told["lang"], told["start_url"], told["description"]) == (
            "De Vraagzaak",
            language,
            start,
            description,
        )
        assert {icon["purpose"] for icon in told["icons"]} == {"any", "maskable"}

    def test_is_named_by_each_page_in_its_language(self, client):
        for path, address in [("/", "/site.webmanifest"), ("/en/", "/en/site.webmanifest")]:
            assert f'<link rel="manifest" href="{address}">' in client.get(path).content.decode()


def test_the_icon_is_where_browsers_look_for_it(client):
    response = client.get("/favicon.ico")
    assert (response.status_code, response["Location"]) == (
        302,
        "/static/site/icons/favicon.ico",
    )


@pytest.mark.parametrize(
    "path",
    ["/robots.txt", "/sitemap.xml", "/favicon.ico", "/site.webmanifest", "/en/site.webmanifest"],
)
def test_each_is_the_same_for_everyone_and_sets_no_cookie(client, path):
    response = client.get(path)
    assert response.cookies == {}
    assert "cookie" not in response.get("Vary", "").lower()
    assert "public" in response["Cache-Control"]
    assert client.post(path).status_code == 405


class TestNotFound:
    @pytest.mark.parametrize(
        ("path", "action", "words"),
        [
            ("/nergens/", "/zoeken/", "Zoeken"),
            ("/en/nowhere/", "/en/search/", "Search"),
        ],
    )
    def test_offers_to_search_in_the_language_of_the_address(self, client, path, action, words):
        response = client.get(path)
        assert response.status_code == 404
        html = " ".join(response.content.decode().split())
        assert f'role="search" action="{action}">' in html
        assert 'name="q"' in html
        assert f">{words}</button>" in html
        assert response["Content-Language"] == ("en" if path.startswith("/en/") else "nl")

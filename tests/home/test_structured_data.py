"""The organisation, the site, the way and the answers in schema.org's words, as pages tell them."""

import json
import re
from datetime import date

import pytest
from wagtail.models import Site

from home import structured_data as schema
from home.models import SiteSettings
from home.pictures import SHARED
from home.structured_data import Practice
from tests.factories import (
    ArticlePageFactory,
    CategoryFactory,
    PersonFactory,
    SiteImageFactory,
    StandardPageFactory,
    make_edition,
    make_training,
)
from tests.schema_org import faults

HOST = "http://testserver"
PRACTICE = Practice(
    name="De Vraagzaak",
    url="https://lesdag.example/",
    logo="https://lesdag.example/logo.png",
    description="Vragen staat vrij.",
    email="hallo@vraagzaak.example",
    phone="030 555 01 23",
    street="Lindelaan 1",
    postal_code="3599 ZZ",
    city="Utrecht",
    chamber_of_commerce="KvK 12 34 56 78",
    same_as=("https://social.example/vraagzaak",),
    languages=("nl", "en"),
)


@pytest.fixture(autouse=True)
def _address(db):
    Site.objects.update(hostname="testserver", port=80)


@pytest.mark.node
class TestOrganization:
    # From "Organization" of Google Search Central, as far as a practice has such things.
    RECOMMENDED = {
        "address",
        "contactPoint",
        "description",
        "email",
        "iso6523Code",
        "logo",
        "name",
        "sameAs",
        "telephone",
        "url",
    }

    def test_has_all_that_google_recommends(self):
        node = schema.organization(PRACTICE)
        assert faults(node) == []
        assert set(node) >= self.RECOMMENDED
        assert node["iso6523Code"] == "0106:12345678"
        assert node["address"]["addressLocality"] == "Utrecht"

    def test_leaves_out_what_nobody_filled_in(self):
        node = schema.organization(Practice("Lesdag", "https://lesdag.example/"))
        assert node == {
            "@type": "Organization",
            "@id": "https://lesdag.example/#organization",
            "name": "Lesdag",
            "url": "https://lesdag.example/",
        }


@pytest.mark.node
class TestSite:
    def test_can_be_searched(self):
        node = schema.website(
            PRACTICE,
            url="https://lesdag.example/",
            language="nl",
            search_url="https://lesdag.example/zoeken/",
        )
        assert faults(node) == []
        assert node["potentialAction"] == {
            "@type": "SearchAction",
            "target": {
                "@type": "EntryPoint",
                "urlTemplate": "https://lesdag.example/zoeken/?q={search_term_string}",
            },
            "query-input": "required name=search_term_string",
        }


@pytest.mark.node
class TestWay:
    def test_names_each_page_with_its_place_and_address(self):
        node = schema.breadcrumbs(
            [("Home", "https://a.example/"), ("Blog", "https://a.example/b/")]
        )
        assert faults(node) == []
        assert node["itemListElement"] == [
            {
                "@type": "ListItem",
                "position": 1,
                "name": "Home",
                "item": {"@id": "https://a.example/"},
            },
            {
                "@type": "ListItem",
                "position": 2,
                "name": "Blog",
                "item": {"@id": "https://a.example/b/"},
            },
        ]


@pytest.mark.node
class TestAnswers:
    def test_are_those_of_the_questions(self):
        node = schema.faq_page(
            [("Moet ik iets voorbereiden?", "Nee.")], url="https://a.example/", language="nl"
        )
        assert faults(node) == []
        assert node["mainEntity"] == [
            {
                "@type": "Question",
                "name": "Moet ik iets voorbereiden?",
                "acceptedAnswer": {"@type": "Answer", "text": "Nee."},
            }
        ]


def told(client, path) -> dict[str, dict]:
    """The nodes that a page tells, by type; each is right by the vocabulary."""
    html = client.get(path).content.decode()
    (text,) = re.findall(r'<script type="application/ld\+json">(.*?)</script>', html, re.DOTALL)
    graph = json.loads(text)
    assert faults(graph) == []
    return {node["@type"]: node for node in graph["@graph"]}


QUESTIONS = {
    "title": "Vragen",
    "items": [{"question": "Mag ik </script> vragen?", "answer": "<p>Ja &amp; nee.</p>"}],
}


@pytest.mark.node
class TestPages:
    def test_the_front_door_tells_of_practice_and_site_in_its_language(self, client, site):
        SiteSettings.objects.update_or_create(
            site=Site.objects.get(), defaults={"organisation": "De Vraagzaak", "tagline_en": "Ask."}
        )
        nodes = told(client, "/en/")
        assert set(nodes) == {"Organization", "WebSite"}
        assert nodes["Organization"]["name"] == "De Vraagzaak"
        assert nodes["Organization"]["description"] == "Ask."
        assert nodes["Organization"]["@id"] == f"{HOST}/#organization"
        assert nodes["WebSite"]["url"] == f"{HOST}/en/"
        template = nodes["WebSite"]["potentialAction"]["target"]["urlTemplate"]
        assert template == f"{HOST}/en/search/?q={{search_term_string}}"

    def test_a_page_tells_the_way_and_its_answers_and_cannot_end_its_script(self, client, site):
        page = StandardPageFactory(parent=site.home, title="</script><b>", slug="over")
        page.body = [{"type": "questions", "value": QUESTIONS}]
        page.save_revision().publish()
        nodes = told(client, "/over/")
        assert set(nodes) == {"BreadcrumbList", "FAQPage"}
        (question,) = nodes["FAQPage"]["mainEntity"]
        assert question["name"] == "Mag ik </script> vragen?"
        assert question["acceptedAnswer"]["text"] == "Ja & nee."
        way = nodes["BreadcrumbList"]["itemListElement"]
        assert [(step["name"], step["item"]["@id"]) for step in way] == [
            ("Home", f"{HOST}/"),
            ("</script><b>", f"{HOST}/over/"),
        ]
        assert "</script><b>" not in client.get("/over/").content.decode()

    def test_a_page_that_answers_no_questions_says_nothing_of_answers(self, client, site):
        StandardPageFactory(parent=site.home, title="Over ons", slug="over")
        make_training(site)
        assert set(told(client, "/over/")) == {"BreadcrumbList"}
        assert set(told(client, "/trainingen/hulp-vragen/")) == {"BreadcrumbList", "Course"}

    def test_an_article_is_a_blog_posting_with_all_that_google_recommends(self, client, site):
        article = ArticlePageFactory(
            parent=site.blog,
            slug="acht",
            author=PersonFactory(),
            category=CategoryFactory(),
            cover=SiteImageFactory(),
        )
        nodes = told(client, "/blog/acht/")
        node = nodes["BlogPosting"]
        assert set(node) >= {"headline", "image", "datePublished", "dateModified", "author"}
        assert set(node["author"]) >= {"name", "url"}
        assert node["author"]["url"] == f"{HOST}/blog/acht/#author"
        assert node["datePublished"] == "2026-11-01T00:00:00+01:00"
        assert node["articleSection"] == "Luisteren"
        rendition = article.cover.renditions.get(filter_spec=SHARED)
        assert node["image"] == [HOST + rendition.url]
        assert len(nodes["BreadcrumbList"]["itemListElement"]) == 3

    def test_a_training_tells_each_edition_with_its_status(self, client, site):
        training = make_training(site)
        edition = make_edition(training, date(2027, 2, 1), date(2027, 2, 8))
        make_edition(training, date(2027, 5, 3), status="cancelled")
        nodes = told(client, "/en/trainings/asking-for-help/")
        first, second = nodes["Course"]["hasCourseInstance"]
        assert first["startDate"] == "2027-02-01T09:30:00+01:00"
        assert first["remainingAttendeeCapacity"] == 12
        assert first["offers"]["url"] == f"{HOST}/en/trainings/asking-for-help/2027-02-01/enrol/"
        assert [part["name"] for part in first["subEvent"]] == [
            "Asking for help can be learned (day 1 of 2): Kijken",
            "Asking for help can be learned (day 2 of 2): Luisteren",
        ]
        assert second["eventStatus"] == "https://schema.org/EventCancelled"
        assert second["offers"]["availability"] == "https://schema.org/OutOfStock"
        day = edition.days[0]
        changed = type(edition).objects.get(pk=edition.pk)
        days = changed.days
        days[0].date = date(2027, 2, 2)
        changed.sessions.set(days)
        changed.save_revision().publish()
        first, _second = told(client, "/trainingen/hulp-vragen/")["Course"]["hasCourseInstance"]
        assert first["eventStatus"] == "https://schema.org/EventRescheduled"
        assert first["previousStartDate"] == "2027-02-01T09:30:00+01:00"
        assert day.uuid == changed.days[0].uuid

    def test_the_list_of_trainings_names_their_pages(self, client, site):
        make_training(site)
        nodes = told(client, "/en/trainings/")
        (item,) = nodes["ItemList"]["itemListElement"]
        assert item["url"] == f"{HOST}/en/trainings/asking-for-help/"

    def test_a_view_of_a_list_tells_the_way_to_it_alone(self, client, site):
        make_training(site)
        nodes = told(client, "/trainingen/data/")
        assert set(nodes) == {"BreadcrumbList"}
        way = nodes["BreadcrumbList"]["itemListElement"]
        assert way[-1]["item"]["@id"] == f"{HOST}/trainingen/data/"

    def test_a_preview_and_a_page_that_is_not_there_tell_nothing(self, client, site):
        page = StandardPageFactory(parent=site.home, slug="over")
        assert "ld+json" not in client.get("/nergens/").content.decode()
        preview = page.make_preview_request().render().content.decode()
        assert "ld+json" not in preview
        assert "og:image" not in preview

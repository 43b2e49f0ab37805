"""English of which texts are missing is published by who is asked first, and by nobody else."""

import pytest
from bs4 import BeautifulSoup
from django.test import TestCase
from django.urls import reverse
from wagtail_localize.models import StringTranslation

from home.models import Person, StandardPage
from tests.factories import PersonFactory, StandardPageFactory, translate
from tests.roles import browser

QUESTION = "Publiceren met Nederlands erin?"


def published(thing):
    thing.save_revision().publish()
    return type(thing).objects.get(pk=thing.pk)


def publish(client, url, **more):
    with TestCase.captureOnCommitCallbacks(execute=True):
        return client.post(url, {"action": "publish"} | more)


def bulk(*pages) -> str:
    url = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
    return f"{url}?next=/admin/&" + "&".join(f"id={page.pk}" for page in pages)


@pytest.fixture
def about(site) -> StandardPage:
    return published(StandardPageFactory(parent=site.home, introduction="Wij zijn er."))


@pytest.fixture
def half(about) -> StandardPage:
    """An English page that is no more than a draft, with its title translated."""
    return translate(about, {"Over ons": "About us"}, publish=False)


@pytest.fixture
def url(half) -> str:
    return reverse("wagtailadmin_pages:edit", args=[half.pk])


class TestAPage:
    def test_who_publishes_it_sees_what_is_missing(self, client, url):
        answer = publish(browser("translator"), url)
        html = answer.content.decode()
        (heading,) = BeautifulSoup(html, "html.parser").find_all("h1")
        assert heading.get_text(" ", strip=True) == f"{QUESTION} About us"
        assert "1 tekst is nog niet vertaald. Lezers van het Engels zien die in het" in html
        assert '<li lang="nl">Wij zijn er.</li>' in html
        assert "Toch publiceren" in html
        assert client.get("/en/over-ons/").status_code == 404

    def test_who_wants_to_publishes_it_all_the_same(self, client, url):
        answer = publish(browser("translator"), url, sure="on")
        assert answer["Location"] == url
        html = client.get("/en/over-ons/").content.decode()
        assert "About us" in html
        assert "Wij zijn er." in html

    def test_where_all_is_translated_nothing_is_asked(self, client, about, url):
        translate(about, {"Over ons": "About us", "Wij zijn er.": "We are here."}, publish=False)
        assert publish(browser("translator"), url)["Location"] == url
        assert "We are here." in client.get("/en/over-ons/").content.decode()

    def test_a_text_whose_translation_is_at_fault_is_missing(self, about, url):
        translate(about, {"Over ons": "About us", "Wij zijn er.": "We are here."}, publish=False)
        StringTranslation.objects.filter(data="We are here.").update(has_error=True)
        assert QUESTION in publish(browser("translator"), url).content.decode()

    def test_many_are_counted(self, admin, site):
        body = [("heading", {"text": f"Kop {number}"}) for number in range(9)]
        page = published(StandardPageFactory(parent=site.home, slug="lang", body=body))
        english = translate(page, {}, publish=False)
        url = reverse("wagtailadmin_pages:edit", args=[english.pk])
        html = publish(admin, url).content.decode()
        assert html.count('<li lang="nl">') == 8
        # The title and nine headings.
        assert "10 teksten zijn nog niet vertaald" in html
        assert "en nog 2" in html


class TestASnippet:
    def test_is_asked_about_and_then_published(self, site):
        person = published(PersonFactory())
        english = translate(person, {"Trainer en coach": "Trainer and coach"}, publish=False)
        url = reverse("wagtailsnippets_home_person:edit", args=[english.pk])
        translator = browser("translator")
        html = publish(translator, url).content.decode()
        assert QUESTION in html
        assert "Geeft les sinds 2009." in html
        assert not Person.objects.get(pk=english.pk).live
        assert publish(translator, url, sure="on")["Location"] == url
        assert Person.objects.get(pk=english.pk).live


class TestSeveralAtOnce:
    def test_none_is_published_where_one_is_half_translated(self, admin, half):
        answer = admin.post(bulk(half), follow=True)
        html = answer.content.decode()
        assert "Er is niets gepubliceerd: deze pagina is nog niet helemaal vertaald:" in html
        assert "About us" in html
        assert not StandardPage.objects.get(pk=half.pk).live

    def test_nor_below_a_page_that_is_ticked(self, admin, site, half):
        admin.post(bulk(site.home_en), {"include_descendants": "on"})
        assert not StandardPage.objects.get(pk=half.pk).live

    def test_a_page_that_is_translated_is(self, admin, about, half):
        translate(about, {"Over ons": "About us", "Wij zijn er.": "We are here."}, publish=False)
        admin.post(bulk(half))
        assert StandardPage.objects.get(pk=half.pk).live

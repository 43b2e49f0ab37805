"""The English page is there, and says the facts, as the Dutch page has it at every moment."""

from datetime import date

import pytest
from django.contrib.auth.models import Group
from wagtail.models import PageViewRestriction

from blog.models import ArticlePage
from home.models import Person, StandardPage
from tests.factories import (
    ArticlePageFactory,
    PersonFactory,
    StandardPageFactory,
    copy_in_english,
    translate,
)


@pytest.fixture
def about(site):
    """A page in both languages."""
    page = StandardPageFactory(parent=site.home, title="Over ons", slug="over-ons")
    page.save_revision().publish()
    copy_in_english(page, title="About us", slug="about-us")
    return StandardPage.objects.get(pk=page.pk)


class TestPublication:
    def test_english_goes_offline_again_where_dutch_is_not_live(self, about, client):
        about.unpublish()
        english = about.get_translations().get().specific
        english.save_revision().publish()
        assert not StandardPage.objects.get(pk=english.pk).live
        assert client.get("/en/about-us/").status_code == 404

    def test_english_is_published_where_dutch_is_live(self, about, client):
        english = about.get_translations().get().specific
        english.unpublish()
        english.get_latest_revision().publish()
        assert client.get("/en/about-us/").status_code == 200

    def test_an_english_page_without_a_dutch_one_stays(self, site, client):
        page = StandardPageFactory(parent=site.home_en, title="Expats", slug="expats")
        page.save_revision().publish()
        assert client.get("/en/expats/").status_code == 200


class TestRestriction:
    def test_a_password_counts_in_both_languages_at_once(self, about, client):
        restriction = PageViewRestriction.objects.create(
            page=about, restriction_type="password", password="sesam"
        )
        assert "Over ons" not in client.get("/over-ons/").content.decode()
        assert "About us" not in client.get("/en/about-us/").content.decode()
        restriction.password = "open"
        restriction.save()
        english = about.get_translations().get()
        assert english.view_restrictions.get().password == "open"
        restriction.delete()
        assert "About us" in client.get("/en/about-us/").content.decode()

    def test_groups_are_the_same(self, about):
        restriction = PageViewRestriction.objects.create(page=about, restriction_type="groups")
        restriction.groups.add(Group.objects.get(name="Editors"))
        english = about.get_translations().get()
        assert [group.name for group in english.view_restrictions.get().groups.all()] == ["Editors"]


class TestSharedFacts:
    def test_the_date_and_author_of_an_article_are_those_of_the_dutch_page(self, site):
        first, second = PersonFactory(name="Anna"), PersonFactory(name="Bram")
        article = ArticlePageFactory(parent=site.blog, slug="acht", author=first)
        article.save_revision().publish()
        english = copy_in_english(article, title="Eight")
        article = ArticlePage.objects.get(pk=article.pk)
        article.date, article.author = date(2026, 11, 20), second
        article.save_revision().publish()
        english.refresh_from_db()
        assert (english.date, english.author) == (date(2026, 11, 20), second)

    def test_an_older_draft_of_the_english_page_brings_nothing_back(self, site):
        article = ArticlePageFactory(parent=site.blog, slug="acht")
        article.save_revision().publish()
        english = copy_in_english(article, title="Eight")
        draft = english.save_revision()
        article = ArticlePage.objects.get(pk=article.pk)
        article.date = date(2026, 11, 20)
        article.save_revision().publish()
        draft.publish()
        assert ArticlePage.objects.get(pk=english.pk).date == date(2026, 11, 20)

    def test_a_draft_of_the_dutch_page_changes_nothing(self, site):
        article = ArticlePageFactory(parent=site.blog, slug="acht")
        article.save_revision().publish()
        english = copy_in_english(article, title="Eight")
        article.date = date(2026, 11, 20)
        article.save_revision()
        english.refresh_from_db()
        assert english.date == date(2026, 11, 1)

    def test_the_address_of_a_person_is_one(self, site):
        person = PersonFactory(email="oud@example.com")
        person.save_revision().publish()
        english = translate(person, {"Geeft les sinds 2009.": "Teaching since 2009."})
        person = Person.objects.get(pk=person.pk)
        person.email = "nieuw@example.com"
        person.save_revision().publish()
        assert Person.objects.get(pk=english.pk).email == "nieuw@example.com"

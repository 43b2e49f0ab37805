"""Every kind of page can be made where it makes sense, and nowhere else."""

import pytest
from wagtail.models import Page, get_page_models

from blog.models import ArticlePage, BlogIndexPage
from events.models import TrainingIndexPage, TrainingPage
from home.models import HomePage, StandardPage
from tests.factories import StandardPageFactory

# What may stand below what.
CHILDREN = {
    Page: {HomePage},
    HomePage: {StandardPage, BlogIndexPage, TrainingIndexPage},
    StandardPage: {StandardPage},
    BlogIndexPage: {ArticlePage},
    ArticlePage: set(),
    TrainingIndexPage: {TrainingPage},
    TrainingPage: set(),
}


def test_the_table_names_every_kind_of_page():
    assert set(get_page_models()) == set(CHILDREN)


@pytest.mark.parametrize("parent", CHILDREN)
def test_a_page_has_these_children_and_no_others(parent):
    assert set(parent.creatable_subpage_models()) == CHILDREN[parent]


@pytest.mark.parametrize("child", [model for model in CHILDREN if model is not Page])
def test_a_page_has_these_parents_and_no_others(child):
    expected = {parent for parent, children in CHILDREN.items() if child in children}
    assert set(child.allowed_parent_page_models()) == expected


@pytest.mark.parametrize("model", [model for model in CHILDREN if model is not Page])
def test_every_kind_says_what_it_is_for(model):
    assert str(model.page_description).endswith(".")
    assert str(model._meta.verbose_name) != model.__name__


class TestOnce:
    def test_a_second_home_page_cannot_be_made(self, site):
        root = Page.objects.get(depth=1)
        assert not HomePage.can_create_at(root)
        assert not HomePage.can_create_at(site.home)

    def test_the_admin_offers_no_second_home_page(self, site, admin):
        root = Page.objects.get(depth=1)
        response = admin.get(f"/admin/pages/add/home/homepage/{root.pk}/")
        assert response.status_code in {302, 403}
        assert HomePage.objects.count() == 2  # one for each language

    @pytest.mark.parametrize("model", [BlogIndexPage, TrainingIndexPage])
    def test_a_home_page_has_one_list_of_a_kind(self, site, model):
        english = HomePage.objects.get(pk=site.home_en.pk)
        assert not model.can_create_at(HomePage.objects.get(pk=site.home.pk))
        assert not model.can_create_at(english)
        model.objects.filter(locale__language_code="en").get().delete()
        assert model.can_create_at(english)

    def test_pages_and_articles_are_made_without_number(self, site):
        assert StandardPage.can_create_at(site.home)
        assert ArticlePage.can_create_at(site.blog)
        assert TrainingPage.can_create_at(site.trainings)


class TestANewSite:
    def test_has_a_dutch_home_page_and_both_languages(self, db):
        from wagtail.models import Locale, Site

        assert set(Locale.objects.values_list("language_code", flat=True)) == {"nl", "en"}
        home = HomePage.objects.get()
        assert (home.locale.language_code, home.hero_title, home.live) == ("nl", "Welkom", True)
        assert Site.objects.get().root_page_id == home.pk

    def test_is_shown_in_dutch_and_not_at_english_addresses(self, client, db):
        html = client.get("/").content.decode()
        assert "Welkom" in html
        assert client.get("/en/").status_code == 404

    def test_dutch_pages_do_not_stand_at_english_addresses(self, client, site):
        StandardPageFactory(parent=site.home, title="Over ons", slug="over-ons")
        assert client.get("/over-ons/").status_code == 200
        assert client.get("/en/over-ons/").status_code == 404
        site.home_en.unpublish()
        assert client.get("/en/").status_code == 404
        assert client.get("/en/over-ons/").status_code == 404
        assert client.get("/over-ons/").status_code == 200

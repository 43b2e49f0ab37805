"""The window in which an editor chooses a training begins with the trainings."""

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse

from tests.factories import make_training


@pytest.fixture
def trainings(site):
    make_training(site)
    return make_training(site, title="Aandacht", slug="aandacht", english=False)


def titles(response) -> list[str]:
    """The pages in the list of the window."""
    html = BeautifulSoup(response.json()["html"], "html.parser")
    return [link.get_text(strip=True) for link in html.select("tbody .title a.choose-page")] or [
        cell.get_text(strip=True) for cell in html.select("tbody td.title .title-wrapper")
    ]


def window(browser, *args, **query):
    name = "wagtailadmin_choose_page_child" if args else "wagtailadmin_choose_page"
    return browser.get(reverse(name, args=args), {"page_type": "events.trainingpage", **query})


def test_it_shows_all_trainings_in_the_language_of_the_editor(admin, owner, trainings):
    assert titles(window(admin)) == ["Aandacht", "Hulp vragen kun je leren"]
    profile = type(owner).wagtail_userprofile.related.related_model(user=owner)
    profile.preferred_language = "en"
    profile.save()
    assert titles(window(admin)) == ["Asking for help can be learned"]


def test_it_shows_another_language_when_that_is_asked_for(admin, trainings):
    assert titles(window(admin, locale="en")) == ["Asking for help can be learned"]


def test_one_can_walk_the_tree_as_ever(admin, site, trainings):
    # Below the page that one stands on, what leads to a training.
    assert titles(window(admin, site.home.pk))[1:] == ["Trainingen"]


def test_where_any_page_can_be_chosen_nothing_is_changed(admin, site, trainings):
    found = admin.get(reverse("wagtailadmin_choose_page"), {"page_type": "wagtailcore.page"})
    assert "Aandacht" not in titles(found)


def test_without_a_training_in_that_language_it_begins_as_ever(admin, site):
    """Where all that can be chosen has its nearest common ancestor."""
    make_training(site, english=False)
    assert titles(window(admin, locale="en")) == ["Hulp vragen kun je leren"]

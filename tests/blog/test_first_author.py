"""A new article begins with the author that it probably has."""

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse

from home.models import Person
from tests.factories import ArticlePageFactory, PersonFactory, UserFactory, translate


@pytest.fixture
def people(site):
    """Two people, neither of whom is the user."""
    return PersonFactory(name="Marit Hoekstra"), PersonFactory(name="Anna de Wit")


@pytest.fixture
def anna(client):
    user = UserFactory(
        email="anna@example.com",
        first_name="anna",
        last_name="de Wit",
        is_superuser=True,
        is_staff=True,
    )
    client.force_login(user)
    return user


def proposed(client, parent) -> str:
    """The author in the form of a new article, by number."""
    url = reverse("wagtailadmin_pages:add", args=["blog", "articlepage", parent.pk])
    form = BeautifulSoup(client.get(url).content, "html.parser")
    return form.find("input", {"name": "author"}).get("value", "")


def test_is_who_has_the_name_of_the_user(client, site, people, anna):
    assert proposed(client, site.blog) == str(people[1].pk)


def test_is_rather_who_has_the_address_of_the_user(client, site, people, anna):
    writes_as = PersonFactory(name="A. de Wit", email="Anna@example.com")
    assert proposed(client, site.blog) == str(writes_as.pk)


def test_is_who_wrote_the_last_article_of_the_user(client, site, people, anna):
    Person.objects.filter(name="Anna de Wit").delete()
    second = PersonFactory(name="Bert")
    for number, author in enumerate([people[0], second, None]):
        ArticlePageFactory(parent=site.blog, slug=f"a{number}", owner=anna, author=author)
    ArticlePageFactory(parent=site.blog, slug="b", owner=UserFactory(), author=people[0])
    assert proposed(client, site.blog) == str(second.pk)


def test_is_nobody_where_nothing_is_known(client, site, anna):
    PersonFactory()
    assert proposed(client, site.blog) == ""


def test_is_in_the_language_of_the_article(client, site, people, anna):
    people[1].save_revision().publish()
    english = translate(people[1], {})
    assert proposed(client, site.blog_en) == str(english.pk)


def test_of_an_article_that_is_there_nothing_is_changed(client, site, people, anna):
    article = ArticlePageFactory(parent=site.blog, owner=anna)
    url = reverse("wagtailadmin_pages:edit", args=[article.pk])
    form = BeautifulSoup(client.get(url).content, "html.parser")
    assert form.find("input", {"name": "author"}).get("value", "") == ""

"""Publishing is the button in sight for who may publish; Enter in a field keeps a draft."""

import re

import pytest
from django.contrib.auth.models import Group
from django.urls import reverse
from wagtail.models import GroupPagePermission

from home.roles import EDITORS
from tests.factories import ArticlePageFactory, UserFactory, make_edition, make_training


def somebody(role: str):
    """Somebody in the group of that name."""
    user = UserFactory()
    user.groups.add(Group.objects.get(name=role))
    return user


@pytest.fixture
def article(site):
    return ArticlePageFactory(parent=site.blog, title="Acht redenen", slug="acht")


@pytest.fixture
def editor(client, site):
    client.force_login(somebody(EDITORS))
    return client


def buttons(client, url) -> list[tuple[str, bool]]:
    """The buttons that send the form of a page or snippet: their words, and whether one sees it."""
    html = client.get(url).content.decode()
    footer = html[html.index("<footer") : html.index("</footer>")]
    found = re.findall(r"<button[^>]*type=\"submit\".*?</button>", footer, re.S)
    return [
        (
            " ".join(re.sub(r"<[^>]*>", " ", each).split()),
            not re.search(r"\shidden\b", each.split(">")[0]),
        )
        for each in found
    ]


def edit_page(page) -> str:
    return reverse("wagtailadmin_pages:edit", args=[page.pk])


FIRST = [("Bewaar concept", False), ("Publiceren", True)]


class TestPublishing:
    def test_comes_first_on_a_page(self, editor, article):
        assert buttons(editor, edit_page(article))[:2] == FIRST

    def test_comes_first_on_a_new_page(self, editor, site):
        url = reverse("wagtailadmin_pages:add", args=["blog", "articlepage", site.blog.pk])
        assert buttons(editor, url)[:2] == FIRST

    def test_comes_first_on_an_edition(self, editor, site):
        edition = make_edition(make_training(site))
        url = reverse("wagtailsnippets_events_edition:edit", args=[edition.pk])
        assert buttons(editor, url)[:2] == FIRST

    def test_leaves_the_draft_in_the_menu(self, editor, article):
        assert buttons(editor, edit_page(article))[2][1]

    def test_is_not_there_for_who_may_not(self, editor, article):
        GroupPagePermission.objects.filter(
            group=Group.objects.get(name=EDITORS), permission__codename="publish_page"
        ).delete()
        found = buttons(editor, edit_page(article))
        assert found[0][1]
        assert "Publiceren" not in [words for words, _seen in found]

    def test_is_not_the_first_over_an_old_version(self, editor, article):
        old = article.save_revision()
        article.save_revision()
        url = reverse("wagtailadmin_pages:revisions_revert", args=[article.pk, old.pk])
        assert buttons(editor, url)[0][1]

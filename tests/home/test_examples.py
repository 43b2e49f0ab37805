"""The page "Components": every part of pages in its states, from the templates of readers."""

import re
from datetime import date

import pytest
from django.urls import reverse

from blog.blocks import ArticleBodyBlock
from home.examples import components
from home.models import StandardPage
from tests.factories import SiteImageFactory, UserFactory, make_edition, make_training
from tests.markup import tidy
from tests.roles import browser


@pytest.fixture
def drawn(site):
    """The page as an editor sees it, and its parts by their anchors."""
    SiteImageFactory()
    make_edition(make_training(site), date(2027, 2, 1))
    response = browser("editor").get(reverse("components"))
    assert response.status_code == 200
    html = tidy(response.content.decode())
    parts = re.split(r'<div class="samples" id="([^"]+)">', html)
    return html, dict(zip(parts[1::2], parts[2::2], strict=True))


class TestPage:
    def test_has_every_block_that_an_article_can_hold(self, drawn):
        _html, parts = drawn
        wanted = {f"block-{key}" for key in ArticleBodyBlock().child_blocks}
        assert wanted <= set(parts)

    def test_shows_a_block_as_the_editor_shows_it(self, drawn):
        _html, parts = drawn
        assert "Ik dacht dat vragen zwak was." in parts["block-quote"]
        assert parts["block-quote"].count('<figure class="quote">') == 2
        assert parts["block-quote"].count("Marijke, deelnemer") == 1
        assert "callout--tip" in parts["block-callout"]
        assert "callout--note" in parts["block-callout"]

    def test_shows_an_edition_in_each_state(self, drawn):
        _html, parts = drawn
        states = parts["edition"].split('<p class="samples__state">')[1:]
        words = [
            ("Open", "Nog 8 plaatsen"),
            ("Open, van één dag", "Aanmelden"),
            ("Vol", "Naar de wachtlijst"),
            ("Geannuleerd", "De trainer is ziek."),
            ("Uitgesteld", "De nieuwe datum volgt."),
            ("Voorbij", "Deze training is begonnen."),
            ("Online", "Online (via Zoom)"),
            ("In een andere tijdzone", "Lisbon"),
            ("In een andere taal", "Deze training wordt in het Engels gegeven."),
        ]
        assert len(states) == len(words)
        for state, (name, told) in zip(states, words, strict=True):
            assert state.startswith(name)
            assert told in state, name

    def test_shows_how_many_places_there_are(self, drawn):
        _html, parts = drawn
        states = parts["places"].split('<p class="samples__state">')[1:]
        told = ["Nog 8 plaatsen", "Nog 1 plaats", "Vol: je kunt op de wachtlijst", "Plaats voor 12"]
        for state, words in zip(states, told, strict=True):
            assert words in state

    def test_shows_the_days_on_a_calendar_and_what_is_cancelled_there(self, drawn):
        _html, parts = drawn
        assert '<table class="month">' in parts["month"]
        for part in ("month", "day-list"):
            assert "slot--cancelled" in parts[part]
        assert "Nog geen datum gepland" in parts["glance"]

    def test_shows_cards_with_and_without_a_picture(self, drawn):
        _html, parts = drawn
        for part, cards in (("training-card", 4), ("article-card", 3)):
            assert parts[part].count(f'<article class="{part}') == cards
            assert parts[part].count("<picture>") == 1

    def test_leads_to_each_part_and_has_each_name_once(self, drawn):
        html, parts = drawn
        assert [f"#{anchor}" for anchor in parts] == re.findall(
            r'<li>\s*<a href="(#[^"]+)"', html.split("<main")[0]
        )
        names = re.findall(r'\bid="([^"]+)"', html)
        assert sorted(set(names)) == sorted(names)

    def test_takes_the_focus_nowhere(self, drawn):
        assert "autofocus" not in drawn[0]

    def test_keeps_nothing_of_what_it_shows(self, site, drawn):
        before = StandardPage.objects.count()
        components()
        assert StandardPage.objects.count() == before

    def test_is_there_before_anything_was_made(self, site):
        assert browser("editor").get(reverse("components")).status_code == 200


class TestWhoMaySeeIt:
    def test_nobody_who_is_not_logged_in(self, client, site):
        response = client.get(reverse("components"))
        assert response.status_code == 302
        assert "/login/" in response["Location"]

    def test_nobody_who_may_not_enter_the_admin(self, client, site):
        client.force_login(UserFactory())
        assert client.get(reverse("components")).status_code != 200

    def test_it_stands_in_the_menu_help(self, site):
        html = browser("editor").get("/admin/", follow=True).content.decode()
        assert "Onderdelen" in html
        assert "/admin/components/" in html

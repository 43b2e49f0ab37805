"""The page "Components": every part of pages in its states, from the templates of readers."""

import re
from datetime import date

import pytest
from django.conf import settings
from django.urls import reverse

from blog.blocks import ArticleBodyBlock
from home.examples import components
from home.models import StandardPage
from tests.factories import SiteImageFactory, UserFactory, make_edition, make_training
from tests.markup import tidy
from tests.node_runner import faults_of_html
from tests.roles import browser

pytestmark = pytest.mark.once

# What stands on pages of readers and not here, of all templates of components and blocks.
NOT_SHOWN = {
    # Its title is the h1 of a page, which has one; its parts are shown: the way up, and the cover.
    "components/page_head.html",
    # Nothing but blocks below each other, and each of those is shown.
    "blocks/body_block.html",
}


@pytest.fixture
def answer(site):
    """The page as an editor gets it."""
    SiteImageFactory()
    make_edition(make_training(site), date(2027, 2, 1))
    response = browser("editor").get(reverse("components"))
    assert response.status_code == 200
    return response


@pytest.fixture
def drawn(answer):
    """The page as an editor sees it, and its parts by their anchors."""
    html = tidy(answer.content.decode())
    parts = re.split(r'<div class="samples" id="([^"]+)">', html)
    return html, dict(zip(parts[1::2], parts[2::2], strict=True))


def states_of(part: str) -> list[tuple[str, str]]:
    """The states of a part, each by its name and with what is shown of it."""
    states = part.split('<p class="samples__state">')[1:]
    return [tuple(state.split("</p>", 1)) for state in states]


def assert_shown(part: str, told: list[tuple[str, str]]) -> None:
    """Assert which states a part has, in their order, and what each says."""
    states = states_of(part)
    assert [name for name, _html in states] == [name for name, _words in told]
    for (name, html), (_name, words) in zip(states, told, strict=True):
        assert words in html, name


class TestPage:
    def test_has_every_block_that_an_article_can_hold(self, drawn):
        _html, parts = drawn
        wanted = {f"block-{key}" for key in ArticleBodyBlock().child_blocks}
        assert wanted <= set(parts)

    def test_draws_every_template_of_components_and_blocks(self, answer):
        root = settings.BASE_DIR / "templates"
        files = {
            path.relative_to(root).as_posix()
            for kind in ("components", "blocks")
            for path in (root / kind).rglob("*.html")
        }
        assert files - {template.name for template in answer.templates} == NOT_SHOWN

    def test_shows_a_block_as_the_editor_shows_it(self, drawn):
        _html, parts = drawn
        assert "Ik dacht dat vragen zwak was." in parts["block-quote"]
        assert parts["block-quote"].count('<figure class="quote">') == 2
        assert parts["block-quote"].count("Marijke, deelnemer") == 1
        assert "callout--tip" in parts["block-callout"]
        assert "callout--note" in parts["block-callout"]

    def test_shows_an_edition_in_each_state(self, drawn):
        _html, parts = drawn
        words = [
            ("Open", "Nog 8 plaatsen"),
            ("Open, van één dag", "Aanmelden"),
            ("Vol", "Naar de wachtlijst"),
            ("Geannuleerd", "De trainer is ziek."),
            ("Uitgesteld", "De nieuwe datum volgt."),
            ("Begonnen, dus aanmelden kan niet meer", "Deze training is begonnen."),
            ("Voorbij", "Deze training is begonnen."),
            ("Een van de dagen verplaatst", "Verplaatst: was "),
            ("De enige dag naar een andere tijd verplaatst", "Verplaatst: was om "),
            ("Online", "Online (via Zoom)"),
            ("In een andere tijdzone", "Lisbon"),
            ("In een andere taal", "Deze training wordt in het Engels gegeven."),
            ("Op papier", "QR-code van het agendabestand"),
            ("Gesloten, met een andere datum in het vooruitzicht", "Houd me op de hoogte"),
        ]
        assert_shown(parts["edition"], words)

    def test_shows_where_somebody_can_stand_who_enrolled(self, drawn):
        _html, parts = drawn
        expired = "Het aanbod is verlopen"
        told = [
            ("Nog niet bevestigd", "bevestig dat jij het bent"),
            ("Nog niet bevestigd, zonder vrije plaats", "Er is op dit moment geen plaats vrij"),
            ("Kan niet meer bevestigd worden", "Je hebt nog geen plaats"),
            ("Heeft een plaats", "Je hebt een plaats."),
            ("Net bevestigd", "Je krijgt een mail met de dagen voor je agenda."),
            ("Op de wachtlijst", "Je bent nummer 2 op de wachtlijst."),
            ("Plaats aangeboden", "voor je vrijgekomen"),
            ("Plaats aangeboden, te lang geleden", expired),
            ("Afgemeld", "Je plaats komt vrij voor iemand anders."),
            ("Afgemeld van de wachtlijst", "Je staat niet meer op de wachtlijst."),
            ("Vervallen", "Je aanmelding is verlopen"),
            ("Geannuleerd", "De trainer is ziek."),
            ("Uitgesteld", "De nieuwe datum volgt."),
            ("Voorbij", "Je had een plaats."),
            ("Voorbij, zonder plaats", "Je had geen plaats."),
        ]
        assert_shown(parts["own-state"], told)

    def test_shows_what_a_search_finds_and_what_a_choice_leaves(self, drawn):
        _html, parts = drawn
        outcomes = [
            ("Eén gevonden", "1 resultaat voor ‘luistren’"),
            ("Meer dan één gevonden", "3 resultaten voor ‘luistren’"),
            ("Een typefout", '<a href="#outcome">luisteren</a>'),
            ("Niet alle woorden", "Geen enkele pagina heeft al deze woorden."),
            ("Alleen een aanrader", "1 resultaat"),
            ("Niets van deze soort", "Van deze soort is er niets gevonden"),
            ("Niets gevonden", "Probeer een ander woord"),
        ]
        assert_shown(parts["outcome"], outcomes)
        results = [
            ("Met een datum", "2 november 2026"),
            ("Met de volgende datum", "maandag 1 februari 2027"),
            ("Zonder nieuwe datum", "Nog geen nieuwe datum"),
            ("Aanbevolen", "Aanbevolen"),
            ("Ergens anders", "Aanbevolen"),
        ]
        assert_shown(parts["result"], results)
        choices = [
            ("Gewoon", "Alle maanden"),
            ("Na een keuze", "1 training past bij je keuze."),
            ("Er past niets", "Geen training past bij je keuze."),
        ]
        assert_shown(parts["filters"], choices)

    def test_shows_forms_with_and_without_errors(self, drawn):
        _html, parts = drawn
        forms = [
            ("Niet ingevuld", "Blijf je lunchen?"),
            ("Met fouten", "Vul een e-mailadres in zoals naam@voorbeeld.nl."),
            ("Met het veld dat leeg moet blijven", "Dit veld moet leeg blijven"),
        ]
        assert_shown(parts["forms"], forms)
        assert "field--wrong" not in states_of(parts["forms"])[0][1]

    @pytest.mark.node
    def test_is_valid_and_leads_within_each_state_to_what_is_there(self, drawn, answer):
        _html, parts = drawn
        assert faults_of_html({"components": answer.content.decode()}) == []
        for part in ("search-field", "forms", "filters"):
            for name, html in states_of(parts[part]):
                led = re.findall(r'\b(?:for|aria-labelledby)="([^"]+)"', html)
                assert led, name
                assert set(led) <= set(re.findall(r'\sid="([^"]+)"', html)), name

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
        for part, cards in (("training-card", 5), ("article-card", 3)):
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

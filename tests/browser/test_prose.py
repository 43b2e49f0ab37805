"""What the editor says of a text: dates that no longer hold, and content checks of ours."""

from datetime import timedelta

import pytest
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import override

from tests.browser import admin

pytestmark = pytest.mark.once

TRAINING = "Luisteren zonder haast"
CLEAN = "<p>Wie vraagt, geeft een ander de kans iets te doen.</p>"
LONG_SENTENCE = "Wie vraagt " + "en wacht en kijkt en luistert " * 8 + "krijgt antwoord."
LONG_PARAGRAPH = "Wie vraagt, krijgt antwoord. " * 40
FAULTS = (
    '<p>Meer weten? <a href="https://example.com/a">Klik hier</a> of '
    '<a href="https://example.com/b">https://example.com/b</a>.</p>'
    f"<p><b><i>Waarom vragen</i></b></p><p>{LONG_SENTENCE}</p><p>{LONG_PARAGRAPH}</p>"
)
FOUND = {
    "Een link zegt niet waar hij heen gaat",
    "De tekst van een link is een internetadres",
    "Een zin is erg lang",
    "Een alinea is erg lang",
    "Paragrafen gebruikt als koppen",
}


def long_ago() -> str:
    """A day of some weeks ago, as somebody wrote it who did not think of this day."""
    with override("nl"):
        return date_format(timezone.localdate() - timedelta(days=40), "l j F")


def new_article(page, title: str = "Een proef") -> None:
    """Begin an article, with a title and an introduction."""
    admin.explore(page, "Blog")
    admin.add_page_here(page)
    admin.look_at_form(page)
    page.locator("#id_title").fill(title)
    page.locator("#id_introduction").fill("Over vragen en wachten.")


def write(page, html: str):
    """Add a Text block with a pasted text."""
    block = admin.add_block(page, "Tekst")
    admin.paste(page, block.locator(".public-DraftEditor-content"), html)
    return block


def checks(page) -> list[str]:
    """What the checks panel says, once it has looked at the page as it is now."""
    page.locator("[data-side-panel-toggle=checks]").click()
    page.locator("[data-content-word-count]:not(:text-is('-'))").wait_for(timeout=60_000)
    page.wait_for_timeout(2500)
    return said(page)


def said(page) -> list[str]:
    """What the checks panel says."""
    return page.locator("[data-checks-panel] [data-content-checker-name]").all_inner_texts()


class TestContentChecks:
    def test_an_article_with_faults_is_told_each_of_them_in_dutch(self, visit):
        page = visit()
        admin.log_in(page)
        new_article(page)
        write(page, FAULTS)
        # Wagtail's checks stop for good where a save renews the preview in the middle of them.
        admin.wait_until_kept(page)
        assert set(checks(page)) == FOUND

    def test_an_article_without_faults_is_told_nothing(self, visit):
        page = visit()
        admin.log_in(page)
        # A title of its own: with an address that another page has, it is not kept nor looked at.
        new_article(page, "Een schone proef")
        write(page, CLEAN)
        admin.wait_until_kept(page)
        assert checks(page) == []

    def test_descriptions_of_pictures_say_what_is_shown(self, visit):
        page = visit()
        admin.log_in(page)
        admin.explore(page, "Blog")
        page.get_by_role("link", name="De buurman met de heggenschaar", exact=True).click()
        page.locator("#id_cover_alt").fill("Foto van een heg")
        assert checks(page) == ["De beschrijving van een beeld begint met ‘foto van’"]
        page.locator("#id_cover_alt").fill("IMG_1234.jpg")
        page.wait_for_timeout(4000)
        assert "De beschrijving van een beeld lijkt op een bestandsnaam" in said(page)

    def test_a_page_with_faults_of_structure_is_told_each_of_them(self, visit):
        page = visit()
        admin.log_in(page)
        # What no form lets an editor make: should it get into a page, it is told.
        faults = (
            '<h4>Een kop te diep</h4><h1>Nog een titel</h1><figure class="figure">'
            '<img alt="" src="/static/site/favicon.svg" width="9" height="9"></figure>'
            '<figure class="figure" data-decorative><img alt="" src="/static/site/favicon.svg"'
            ' width="9" height="9"></figure>'
        )

        def spoil(route):
            answer = route.fetch()
            route.fulfill(
                response=answer, body=answer.text().replace("</main>", f"{faults}</main>")
            )

        page.route("**/over-ons/", spoil)
        page.goto("/over-ons/")
        names = """() => [...document.querySelector('wagtail-userbar').shadowRoot.querySelectorAll(
            '[data-content-checker-name]')].map(each => each.textContent.trim())"""
        page.wait_for_function(f"() => ({names})().length > 2")
        assert sorted(page.evaluate(names)) == [
            "De pagina heeft een tweede titel",
            "Een beeld heeft geen beschrijving",
            "Verkeerd gebruik kopniveaus",
        ]

    @pytest.mark.parametrize(
        "address",
        [
            *("/", "/contact/", "/blog/", "/trainingen/luisteren-zonder-haast/"),
            *("/en/about/", "/en/trainings/", "/en/blog/four-seconds-of-silence/"),
        ],
    )
    def test_pages_of_the_demo_are_told_nothing_wrong(self, visit, address):
        page = visit()
        admin.log_in(page)
        page.goto(address)
        count = """() => document.querySelector('wagtail-userbar').shadowRoot
            .querySelector('[data-content-checker-count]').textContent"""
        page.wait_for_function(f"() => ({count})() !== ''")
        assert page.evaluate(count) == "0"


class TestStaleDates:
    def test_a_date_that_has_passed_is_marked_and_a_card_takes_its_place(self, visit):
        page = visit()
        admin.log_in(page)
        new_article(page, "Een proefavond")
        write(page, f"<p>Op {long_ago()} begint {TRAINING}.</p>")
        # Saved in the background; the panel comes without loading the page again.
        panel = page.locator("[data-stale-dates]")
        panel.get_by_text("Deze dag is voorbij", exact=False).wait_for(timeout=60_000)
        note = page.locator("[data-stale-date-note]")
        assert f"{long_ago()}: Deze dag is voorbij" in note.inner_text()

        note.get_by_role("button", name=f"Zet er een kaart van ‘{TRAINING}’ onder").click()
        cards = page.locator("[data-contentpath=body] [name$='-type'][value=training_card]")
        assert cards.count() == 1
        assert page.locator("[data-contentpath=training]").get_by_text(TRAINING).is_visible()
        assert "De kaart staat erbij." in note.inner_text()

        editor = page.locator("[data-contentpath=body] .public-DraftEditor-content")
        editor.click()
        page.keyboard.press("ControlOrMeta+A")
        page.keyboard.type("Kom het proberen.")
        panel.locator("[data-stale-date]").first.wait_for(state="detached", timeout=60_000)
        assert note.count() == 0
        admin.publish(page)
        page.goto("/blog/een-proefavond/")
        assert page.locator("main").get_by_text("Kom het proberen.").is_visible()
        assert page.locator("main").get_by_role("link", name=TRAINING).first.is_visible()
        assert page.complaints == []

    def test_the_report_leads_to_the_block(self, visit):
        page = visit()
        admin.log_in(page)
        page.goto("/admin/")
        page.get_by_role("button", name="Rapporten").click()
        page.get_by_role("link", name="Verouderde data").click()
        page.get_by_role("link", name="Vier seconden stilte").click()
        page.locator("[data-stale-date-note]").wait_for()
        assert page.locator("[data-stale-date-note]").is_visible()

    def test_without_the_script_the_editor_is_told_what_to_do(self, visit):
        page = visit()
        page.route("**/admin/stale_dates*.js", lambda route: route.abort())
        admin.log_in(page)
        page.goto("/admin/reports/stale-dates/")
        page.get_by_role("link", name="Vier seconden stilte").click()
        panel = page.locator("[data-stale-dates]")
        panel.wait_for()
        assert "Voeg met het plusteken een blok Training toe onder deze tekst" in panel.inner_text()
        assert panel.get_by_role("button").count() == 0

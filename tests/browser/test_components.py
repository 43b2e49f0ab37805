"""The page "Components" in a browser: all parts of pages can be used by everybody, at any width."""

import pytest

from tests.browser import admin
from tests.browser.looking import violations

ADDRESS = "/admin/components/"
# Of a whole page: here the same part stands several times on one page, out of its surroundings.
OF_WHOLE_PAGES = ("heading-order", "landmark-unique", "page-has-heading-one", "region")


@pytest.mark.parametrize(("width", "colours"), [(1280, "dark"), (360, "light")])
def test_no_part_keeps_anybody_out(visit, colours, width):
    page = visit(viewport={"width": width, "height": 900}, color_scheme=colours, locale="nl-NL")
    admin.log_in(page, "redacteur")
    page.goto(ADDRESS)
    page.evaluate("document.querySelectorAll('main details').forEach(d => { d.open = true; })")
    assert violations(page, off=OF_WHOLE_PAGES) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert page.complaints == []


def test_the_link_of_an_article_is_copied_and_said_to_be(visit):
    page = visit(permissions=["clipboard-read", "clipboard-write"], locale="nl-NL")
    page.goto("/blog/")
    page.locator(".article-card__title a").first.click()
    share = page.locator(".share")
    assert share.get_by_role("status").inner_text() == ""
    share.get_by_role("button", name="Kopieer de link").click()
    share.get_by_text("Gekopieerd").wait_for()
    assert page.evaluate("navigator.clipboard.readText()") == page.url


def test_the_sharing_sheet_gets_the_title_and_the_address(visit):
    page = visit(locale="nl-NL")
    page.add_init_script(
        "navigator.share = (given) => { window.given = given; return Promise.reject(); };"
    )
    page.goto("/blog/")
    page.locator(".article-card__title a").first.click()
    page.locator(".share").get_by_role("button", name="Delen met…").click()
    title = page.locator("h1").inner_text()
    assert page.evaluate("window.given") == {"title": title, "url": page.url}
    assert page.complaints == []


def test_without_scripts_no_button_stands_there_that_does_nothing(visit):
    page = visit(java_script_enabled=False)
    page.goto("/blog/")
    page.locator(".article-card__title a").first.click()
    assert page.locator(".share button:visible").count() == 0
    assert page.locator(".share a[href^='mailto:?']").is_visible()

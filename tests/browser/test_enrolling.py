"""Enrolling in the demo without scripts, on a phone, and where something is left out."""

from urllib.parse import urlsplit

import pytest

pytestmark = pytest.mark.once

TRAINING = "/trainingen/hulp-vragen-kun-je-leren/"


def to_form(page) -> None:
    """From the page of a training to the form of its first open edition."""
    page.goto(TRAINING)
    page.locator("article.edition .actions a.button:not(.icon)").first.click()


def fill(page, who: str) -> None:
    """Fill in what must be filled in."""
    page.fill("[name=name]", who.title())
    page.fill("[name=email]", f"{who}@example.com")
    for group in page.locator("fieldset.field").all():
        group.locator("input").first.check()
    page.check("[name=consent]")


def test_a_reader_without_scripts_enrols_on_a_phone_and_gets_no_cookie(visit):
    page = visit(java_script_enabled=False, viewport={"width": 360, "height": 740})
    to_form(page)
    fill(page, "anna")
    page.locator("[name=remark]").fill("Ik eet geen vlees")
    page.wait_for_timeout(3000)
    page.locator("main form button[type=submit]").click()
    assert urlsplit(page.url).path.endswith("/aanmelden/gelukt/")
    assert page.context.cookies() == []
    assert page.complaints == []


def test_without_scripts_the_summary_has_the_focus_and_what_was_typed_is_there(visit):
    page = visit(java_script_enabled=False)
    to_form(page)
    page.fill("[name=name]", "Anna")
    page.locator("main form button[type=submit]").click()
    assert page.locator("#mend").evaluate("each => each === document.activeElement")
    assert page.input_value("[name=name]") == "Anna"
    page.locator("#mend a").first.click()
    assert page.locator("[name=email]").evaluate("each => each === document.activeElement")

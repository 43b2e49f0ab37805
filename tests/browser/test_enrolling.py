"""Enrolling in the demo: on a phone, without scripts, by keyboard, and for who does not see it."""

from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe

TRAININGS = [
    ("/trainingen/hulp-vragen-kun-je-leren/", "gelukt"),
    ("/en/trainings/asking-for-help-can-be-learned/", "done"),
]
LOOKS = pytest.mark.parametrize(
    ("width", "scheme"), [(360, "light"), (360, "dark"), (1280, "light"), (1280, "dark")]
)


def to_form(page, training: str) -> None:
    """From the page of a training to the form of its first open edition."""
    page.goto(training)
    page.locator("article.edition .actions a.button:not(.icon)").first.click()


def fill(page, who: str) -> None:
    """Fill in what must be filled in."""
    page.fill("[name=name]", who.title())
    page.fill("[name=email]", f"{who}@example.com")
    for group in page.locator("fieldset.field").all():
        group.locator("input").first.check()
    page.check("[name=consent]")


def violations(page) -> list:
    return [
        (found["id"], [node["html"] for node in found["nodes"]])
        for found in Axe().run(page).response["violations"]
    ]


@LOOKS
@pytest.mark.parametrize(("training", "done"), TRAININGS)
def test_form_errors_and_thanks_are_without_violations(visit, training, done, width, scheme):
    page = visit(viewport={"width": width, "height": 800}, color_scheme=scheme)
    to_form(page, training)
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.locator("main form button[type=submit]").click()
    assert page.evaluate("document.activeElement.id") == "mend"
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.goto(f"{urlsplit(page.url).path}{done}/")
    assert violations(page) == []


@LOOKS
@pytest.mark.parametrize("path", ["op-de-hoogte/", "op-de-hoogte/gelukt/"])
def test_so_is_the_form_to_be_kept_informed(visit, path, width, scheme):
    page = visit(viewport={"width": width, "height": 800}, color_scheme=scheme)
    page.goto(TRAININGS[0][0] + path)
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_a_reader_without_scripts_enrols_on_a_phone_and_gets_no_cookie(visit):
    training, done = TRAININGS[0]
    page = visit(java_script_enabled=False, viewport={"width": 360, "height": 740})
    to_form(page, training)
    fill(page, "anna")
    page.locator("[name=remark]").fill("Ik eet geen vlees")
    page.wait_for_timeout(3000)
    page.locator("main form button[type=submit]").click()
    assert urlsplit(page.url).path.endswith(f"/aanmelden/{done}/")
    assert page.context.cookies() == []
    assert page.complaints == []


def test_without_scripts_the_summary_has_the_focus_and_what_was_typed_is_there(visit):
    page = visit(java_script_enabled=False)
    to_form(page, TRAININGS[0][0])
    page.fill("[name=name]", "Anna")
    page.locator("main form button[type=submit]").click()
    assert page.locator("#mend").evaluate("each => each === document.activeElement")
    assert page.input_value("[name=name]") == "Anna"
    page.locator("#mend a").first.click()
    assert page.locator("[name=email]").evaluate("each => each === document.activeElement")

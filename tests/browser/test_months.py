"""A reader walks from the list of trainings through the months to a training, by keyboard alone."""

import pytest

from tests.browser import admin

pytestmark = pytest.mark.once

FOCUSED = """() => {
  const at = document.activeElement;
  return [at.tagName, (at.innerText || '').trim().split(/\\s+/).join(' '), at.getAttribute('href')];
}"""
VISIBLE = "selector => document.querySelector(selector).checkVisibility()"
SIDEWAYS = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


def tab_to(page, is_it):
    """Press Tab until what has the focus is wanted; returns its tag, words and address."""
    for _press in range(80):
        page.keyboard.press("Tab")
        found = page.evaluate(FOCUSED)
        if is_it(*found):
            box = page.evaluate("document.activeElement.getBoundingClientRect().toJSON()")
            assert box["width"] > 0
            assert box["height"] >= 24, found
            return found
    raise AssertionError(f"Not reached by keyboard at {page.url}")


def follow(page, is_it):
    """Follow a link with Enter."""
    _tag, _words, address = tab_to(page, is_it)
    page.keyboard.press("Enter")
    page.wait_for_url(f"**{address}")
    assert page.evaluate(SIDEWAYS) <= 0, page.url


@pytest.mark.parametrize("width", [360, 1280])
@pytest.mark.parametrize(
    ("start", "by_month", "list_of_trainings"),
    [
        ("/trainingen/", "Per maand", "/trainingen/"),
        ("/en/trainings/", "By month", "/en/trainings/"),
    ],
)
def test_the_keyboard_leads_to_a_month_the_next_one_and_a_training(
    visit, width, start, by_month, list_of_trainings
):
    page = visit(viewport={"width": width, "height": 800})
    page.goto(start)
    follow(page, lambda _tag, words, _address: words == by_month)
    follow(page, lambda _tag, words, _address: words.endswith("›"))
    # The demo has trainings in the month after this one.
    assert page.evaluate(VISIBLE, ".month") is (width == 1280)
    assert page.evaluate(VISIBLE, ".day-list") is (width == 360)
    follow(page, lambda _tag, _words, address: "#" in (address or "") and "20" in address)
    anchor = page.url.partition("#")[2]
    assert page.url.partition("#")[0].endswith("/")
    assert list_of_trainings in page.url
    assert page.locator(f"[id='{anchor}']").count() == 1
    assert page.complaints == []


def test_an_editor_goes_from_the_list_to_the_month_and_plans_on_a_day(visit):
    page = visit()
    admin.log_in(page)
    page.get_by_role("link", name="Planning", exact=True).click()
    page.get_by_role("link", name="Maand", exact=True).click()
    page.wait_for_url("**/month/")
    page.locator(".month-steps [rel=next]").click()
    page.wait_for_url("**/month/*-*/")
    page.locator(".month__plan").first.click()
    page.wait_for_url("**/add/?date=*")
    year, month, day = page.url.partition("date=")[2].split("-")
    assert page.locator("#id_sessions-0-date").input_value() == f"{day}-{month}-{year}"
    assert page.complaints == []

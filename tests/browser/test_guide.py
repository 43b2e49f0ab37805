"""The editors' guide in Chromium: one press away, also on a phone and in the dark."""

import pytest

from tests.browser import admin
from tests.browser.looking import violations

pytestmark = pytest.mark.once

# Wagtail scrolls within the page, so that its own width tells nothing.
RIGHTMOST = """Math.max(...[...document.querySelectorAll("main, .guide, .guide *")]
  .map(each => each.getBoundingClientRect().right))"""


@pytest.mark.parametrize(("width", "colours"), [(1280, "dark"), (360, "light")])
def test_the_guide_is_one_press_away_and_can_be_read_by_everybody(visit, colours, width):
    page = visit(viewport={"width": width, "height": 900}, color_scheme=colours, locale="nl-NL")
    admin.log_in(page)
    page.locator(".dashboard").get_by_role("link", name="Lees de handleiding").click()
    page.get_by_role("heading", name="1. Een artikel schrijven").wait_for()
    pictures = page.locator(".guide img")
    for picture in pictures.all():
        picture.scroll_into_view_if_needed()
        assert picture.evaluate("image => image.decode().then(() => image.naturalWidth)") == 1000
    assert pictures.count() == 10
    assert violations(page) == []
    assert page.evaluate(RIGHTMOST) <= width
    assert page.complaints == []


def test_a_line_of_the_contents_leads_to_its_part(visit):
    page = visit()
    admin.log_in(page)
    page.goto("/admin/guide/")
    page.get_by_role("link", name="Zien wie er komt").click()
    # Wagtail scrolls smoothly; the heading comes to rest below the bar at the top.
    page.wait_for_function(
        """() => {
          const { top } = document.getElementById("people").getBoundingClientRect();
          return top > 50 && top < 200;
        }"""
    )
    assert page.get_by_role("heading", name="8. Zien wie er komt").is_visible()

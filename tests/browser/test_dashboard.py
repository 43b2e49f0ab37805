"""The dashboard in Chromium, also on a phone and in the dark; and what readers report."""

import re

import pytest

from tests.browser import admin
from tests.browser.looking import violations

pytestmark = pytest.mark.once

FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"
# Playwright's browser says that it is a machine; readers' browsers say the contrary.
AS_A_PERSON = "Object.defineProperty(navigator, 'webdriver', {get: () => false});"


@pytest.mark.parametrize("name", ["redacteur", "vertaler"])
@pytest.mark.parametrize(("width", "colours"), [(1280, "dark"), (360, "light")])
def test_dashboard_can_be_used_by_everybody(visit, name, colours, width):
    page = visit(viewport={"width": width, "height": 900}, color_scheme=colours, locale="nl-NL")
    admin.log_in(page, name)
    for more in page.locator(".dashboard summary").all():
        more.click()
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert page.complaints == []


def test_each_thing_that_waits_is_one_press_away(visit):
    page = visit()
    admin.log_in(page)
    addresses = {
        link.get_attribute("href")
        for link in page.locator(".dashboard__panel a, .dashboard__button").all()
    }
    assert len(addresses) > 8
    for address in sorted(addresses):
        assert page.request.get(address).status == 200, address


def views_of(page) -> list[str]:
    """The addresses that a page reports views to, while it is read."""
    sent = []
    page.on("request", lambda request: sent.append(f"{request.method} {request.url}"))
    page.goto("/blog/")
    page.locator(".article-card a").first.click()
    page.locator("article.article").wait_for()
    page.wait_for_timeout(500)
    return [each for each in sent if "/views/" in each]


def test_a_reader_is_counted_once_without_a_cookie(visit):
    page = visit(user_agent=FIREFOX)
    page.add_init_script(AS_A_PERSON)
    answers = []
    page.on("response", lambda answer: answers.append((answer.url, answer.status)))
    (sent,) = views_of(page)
    assert re.fullmatch(r"POST http://[\d.:]+/views/[0-9a-f-]{36}/", sent)
    assert [status for url, status in answers if "/views/" in url] == [204]
    assert page.context.cookies() == []
    assert page.complaints == []


def test_machines_and_editors_report_nothing(visit):
    assert views_of(visit(user_agent=FIREFOX)) == []
    page = visit(user_agent=FIREFOX)
    page.add_init_script(AS_A_PERSON)
    admin.log_in(page)
    assert views_of(page) == []

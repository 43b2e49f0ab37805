"""What scripts write in the admin is Dutch too: forms, windows to choose from, translations."""

import json
import subprocess
import sys

import pytest

from tests.browser import admin
from tests.browser.conftest import ROOT

pytestmark = pytest.mark.once

# Every text that people see or hear, but for what is marked as another language or as data; and
# a button of the calendar below a date, which Wagtail never shows.
TEXTS = """() => {
  const silent =
    "script, style, svg, template, textarea, [translate=no], [lang]:not([lang^=nl]), " +
    ".xdsoft_save_selected";
  const found = new Set();
  for (const node of document.body.querySelectorAll("*")) {
    if (node.closest(silent)) continue;
    for (const child of node.childNodes) if (child.nodeType === 3) found.add(child.textContent);
    for (const name of ["title", "placeholder", "aria-label", "alt"]) {
      if (node.hasAttribute(name)) found.add(node.getAttribute(name));
    }
  }
  return [...found].map((text) => text.trim()).filter(Boolean);
}"""
# In a process of its own: the judge asks the database, which Playwright's loop forbids here.
JUDGE = """
import json, sys
from tests.admin_screens import english_in
from tests.site_config.test_admin_in_dutch import NAMES
texts = json.loads(sys.stdin.read())
print("ENGLISH" + json.dumps([text for text in texts if english_in(text, NAMES)]))
"""
FIND = """
import json
from django.urls import reverse
from blog.models import ArticlePage
from events.models import Edition
from wagtail.models import Locale

article = ArticlePage.objects.filter(locale__language_code="nl", cover__isnull=False).first()
english = article.get_translation(Locale.objects.get(language_code="en"))
print("PATHS" + json.dumps({
    "article": reverse("wagtailadmin_pages:edit", args=[article.pk]),
    "new article": reverse(
        "wagtailadmin_pages:add", args=["blog", "articlepage", article.get_parent().pk]
    ),
    "translation": reverse("wagtailadmin_pages:edit", args=[english.pk]),
    "edition": reverse("wagtailsnippets_events_edition:edit", args=[Edition.objects.first().pk]),
}))
"""


def told(code: str, mark: str, environment: dict, given: str = ""):
    """What code says that works on the data of the demo."""
    result = subprocess.run(
        [sys.executable, "manage.py", "shell", "-c", code],
        cwd=ROOT,
        env={**environment, "PYTHONPATH": str(ROOT)},
        input=given,
        capture_output=True,
        text=True,
        check=False,
    )
    assert result.returncode == 0, result.stderr
    return json.loads(
        next(line for line in result.stdout.splitlines() if line.startswith(mark))[len(mark) :]
    )


@pytest.fixture(scope="module")
def paths(demo_settings):
    """The addresses of the forms, by what they are."""
    return told(FIND, "PATHS", demo_settings)


def choose(page, stream: str) -> None:
    """Open the list of blocks, and close it."""
    page.locator(f"[data-contentpath={stream}] button.c-sf-add-button").last.click()
    page.locator("[role=option]").first.wait_for()


def test_no_text_that_scripts_write_is_in_english(visit, paths, demo_settings):
    page = visit(locale="nl-NL")
    admin.log_in(page, "moderator")
    texts = set(page.evaluate(TEXTS))

    page.goto(paths["article"])
    page.locator("[data-counted]").first.wait_for(state="attached")
    choose(page, "body")
    texts |= set(page.evaluate(TEXTS))
    page.keyboard.press("Escape")
    for window in ("#id_cover-chooser", "#id_author-chooser"):
        page.goto(paths["new article"])
        page.locator(f"{window} [data-chooser-action-choose]:visible").first.click()
        page.locator(".modal-body form").first.wait_for()
        texts |= set(page.evaluate(TEXTS))

    page.goto(paths["translation"])
    page.locator(".js-translation-editor h3").first.wait_for()
    assert page.locator(".js-translation-editor h3").first.inner_text() == (
        "Van het Nederlands naar het Engels"
    )
    page.locator("main li").get_by_role("button", name="Bewerk").first.click()
    texts |= set(page.evaluate(TEXTS))

    for path in (paths["edition"], "/admin/pages/", "/admin/snippets/events/edition/month/"):
        page.goto(path)
        page.locator(".sidebar").wait_for()
        texts |= set(page.evaluate(TEXTS))

    assert len(texts) > 300
    assert told(JUDGE, "ENGLISH", demo_settings, json.dumps(sorted(texts))) == []

"""Publishing while a form is being saved by itself: one thing is made, and it is published."""

import re

import pytest

from tests.browser import admin

pytestmark = pytest.mark.once

# What is saved by itself is answered three seconds later: long enough to press a button meanwhile.
SLOWLY = """() => {
  const send = window.fetch;
  window.fetch = (address, options) => {
    const answer = send(address, options);
    if (options?.headers?.Accept !== 'application/json') return answer;
    window.savedByItself = true;
    return answer.then((it) => new Promise((done) => setTimeout(() => done(it), 3000)));
  };
}"""


@pytest.fixture
def editor(visit):
    """A browser in which the demo's editor is logged in."""
    page = visit(locale="nl-NL")
    page.set_default_timeout(30_000)
    admin.log_in(page)
    return page


def publish_meanwhile(page, typed_in: str = "") -> None:
    """Press the button while the form is being saved by itself.

    A busy machine may have drawn the form before anything listens to what is typed: somebody who
    goes on typing ``typed_in`` a field is heard.
    """
    for _time in range(40 if typed_in else 0):
        if page.evaluate("() => window.savedByItself"):
            break
        page.locator(typed_in).press_sequentially(" ", delay=500)
    page.wait_for_function("() => window.savedByItself")
    admin.publish(page)


def test_a_new_article_is_made_once_and_published(editor):
    admin.press_button(editor, "Schrijf een artikel")
    admin.look_at_form(editor)
    editor.evaluate(SLOWLY)
    editor.locator("#id_title").fill("Twee keer tegelijk")
    editor.locator("#id_introduction").fill("Het blijft er een.")
    publish_meanwhile(editor, "#id_introduction")
    assert editor.goto("/blog/twee-keer-tegelijk/").status == 200
    assert editor.request.get("/blog/twee-keer-tegelijk-2/").status == 404


def test_a_new_edition_is_made_once_and_published(editor):
    admin.press_button(editor, "Plan een training")
    admin.look_at_form(editor)
    editor.evaluate(SLOWLY)
    editor.get_by_role("button", name="Kies een pagina").click()
    admin.choose_page(editor, "Nee zeggen zonder ruzie")
    editor.locator("[name=plan-first]").fill("07-06-2032")
    editor.locator("[name=plan-count]").fill("2")
    editor.locator("[name=plan-count]").blur()
    editor.get_by_role("button", name="Zet deze dagen in het formulier").click()
    publish_meanwhile(editor)
    admin.menu(editor, "Planning")
    editor.locator("header").get_by_placeholder("Zoeken").fill("Nee zeggen")
    editor.locator("main tbody tr", has_text=re.compile("7 juni 2032|07-06-2032")).first.wait_for()
    planned = editor.locator("main tbody tr", has_text=re.compile("7 juni 2032|07-06-2032"))
    assert planned.count() == 1

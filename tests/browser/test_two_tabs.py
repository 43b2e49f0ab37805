"""One page open twice: each is told of the other, and a form knows what it saved by itself."""

from uuid import uuid4

import pytest

from tests.browser import admin

pytestmark = pytest.mark.once


def test_the_other_is_named_in_a_sentence_and_what_a_form_saved_itself_is_no_newer_version(visit):
    pages = []
    for name in ("redacteur", "eigenaar"):
        page = visit(locale="nl-NL")
        page.set_default_timeout(30_000)
        admin.log_in(page, name)
        pages.append(page)
    editor, owner = pages
    admin.press_button(editor, "Schrijf een artikel")
    admin.look_at_form(editor)
    editor.locator("#id_title").fill(f"Samen open {uuid4().hex}")
    editor.locator("#id_introduction").fill("Een.")
    admin.wait_until_kept(editor)
    # What is typed while a form takes note of that is no change to it (Wagtail 8).
    editor.locator("[data-edit-form][data-w-unsaved-has-edits-value=false]").wait_for()
    editor.wait_for_timeout(1000)
    with editor.expect_response(lambda answer: answer.request.method == "POST" and is_form(answer)):
        editor.locator("#id_introduction").fill("Een, en vanzelf bewaard.")
    owner.goto(editor.url)
    admin.look_at_form(owner)
    said = editor.locator(".others-note")
    said.filter(has_text="Ellen Eigenaar: ").wait_for()
    assert said.get_attribute("role") == "status"
    # The owner wrote nothing, and the newest version is the form's own: nothing is asked.
    owner.goto("/admin/")
    editor.locator("#id_introduction").fill("Een, twee.")
    admin.publish(editor)
    assert "Niet bewaard" not in editor.locator("main").inner_text()


def is_form(answer) -> bool:
    return answer.url.endswith("/edit/")

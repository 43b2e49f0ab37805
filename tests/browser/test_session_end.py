"""A log-in that ends while an editor writes: it is said beside the buttons, and nothing is lost."""

import re
from uuid import uuid4

import pytest

from tests.browser import admin

pytestmark = pytest.mark.once

ENDED = "Je bent niet meer ingelogd."


@pytest.fixture
def editor(visit):
    """A browser in which the demo's editor is logged in."""
    page = visit(locale="nl-NL")
    page.set_default_timeout(30_000)
    admin.log_in(page)
    return page


def end_session(page) -> None:
    page.context.clear_cookies(name="sessionid")


def log_in_beside(page) -> None:
    """Follow the link of the note, log in on the new tab, and come back."""
    with page.context.expect_page() as opened:
        page.locator(".session-note").get_by_role("link").click()
    tab = opened.value
    tab.get_by_label("e-mail").fill("redacteur@devraagzaak.example")
    tab.locator("[name=password]").fill(admin.PASSWORD)
    tab.locator("form [type=submit]").click()
    tab.get_by_text("wacht op het andere tabblad").wait_for()
    tab.close()
    page.bring_to_front()
    # A window without a screen is never left.
    page.evaluate("dispatchEvent(new Event('focus'))")
    page.get_by_text("Je bent weer ingelogd.").wait_for()


def test_a_page_that_is_saved_by_itself_says_so_and_goes_on_after_logging_in(editor):
    admin.press_button(editor, "Schrijf een artikel")
    admin.look_at_form(editor)
    name = uuid4().hex
    editor.locator("#id_title").fill(name)
    editor.locator("#id_introduction").fill("Voor het einde.")
    admin.wait_until_kept(editor)
    editor.wait_for_timeout(1000)
    end_session(editor)
    editor.locator("#id_introduction").fill("Na het einde.")
    note = editor.get_by_role("alert").filter(has_text=ENDED)
    note.wait_for()
    # Pressing the button changes nothing.
    editor.locator("footer").get_by_role("button", name=re.compile("^Publiceren")).first.click()
    log_in_beside(editor)
    assert editor.locator("#id_introduction").input_value() == "Na het einde."
    admin.publish(editor)
    reader = editor.context.browser.new_page()
    reader.goto(f"{editor.url.split('/admin/')[0]}/blog/{name}/")
    assert "Na het einde." in reader.locator("main").inner_text()
    reader.close()


def test_a_form_that_is_sent_only_by_its_button_is_not_sent_before_it_can_be_saved(editor):
    editor.goto("/admin/snippets/events/letter/")
    editor.locator("main tbody a").first.click()
    field = editor.locator("[data-edit-form] textarea:visible, [data-edit-form] input[type=text]")
    field.first.wait_for()
    address, before = editor.url, field.first.input_value()
    typed = f"{before} (herzien)"
    field.first.fill(typed)
    save = editor.locator("footer").get_by_role("button", name=re.compile("^(Opslaan|Bewaar)"))
    editor.context.set_offline(True)
    save.first.click()
    editor.get_by_role("alert").filter(has_text="De site geeft geen antwoord.").wait_for()
    editor.context.set_offline(False)
    end_session(editor)
    save.first.click()
    editor.get_by_role("alert").filter(has_text=ENDED).wait_for()
    log_in_beside(editor)
    assert (editor.url, field.first.input_value()) == (address, typed)
    save.first.click()
    editor.locator(".messages .success").wait_for()
    editor.goto(address)
    assert field.first.input_value() == typed
    # Other tests read these words too.
    field.first.fill(before)
    save.first.click()
    editor.locator(".messages .success").wait_for()

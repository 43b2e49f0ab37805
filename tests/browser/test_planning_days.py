"""An editor plans five Mondays in one go, and again; nothing that is typed becomes another day."""

import re

import pytest

from tests.browser import admin

ADD = "/admin/snippets/events/edition/add/"


@pytest.fixture
def editor(visit):
    """A browser in which the demo's editor is logged in."""
    page = visit(locale="nl-NL")
    page.set_default_timeout(20_000)
    admin.log_in(page)
    return page


def fill_in(page, name: str, typed: str) -> None:
    """Type into a field as a person does, key by key, and leave it."""
    field = page.locator(f"[name='{name}']")
    field.click()
    field.press("Control+a")
    # The picker opens a moment after the click, and closes as the field is left.
    field.press_sequentially(typed, delay=60)
    field.blur()


def rows(page) -> list[tuple[str, ...]]:
    """What the rows for days hold, those that were removed left out."""
    shown = page.locator("#id_sessions-FORMS > [data-inline-panel-child]:not(.deleted)")
    return [
        tuple(row.locator(f"[name$=-{name}]").input_value() for name in ("date", "starts", "ends"))
        for row in shown.all()
    ]


def read_below(page, name: str) -> str:
    """What stands below a field about how it was read."""
    field = page.locator(f"[data-field]:has([name='{name}'])")
    return field.locator(".day-plan__read").inner_text()


def error_at(page, name: str) -> str:
    """What stands at a field about what is wrong with it."""
    return page.locator(f"[data-field]:has([name='{name}']) .error-message").inner_text()


def choose_training(page, title: str) -> None:
    page.get_by_role("button", name=re.compile("Kies een pagina")).click()
    page.locator(".modal-body").get_by_role("textbox", name=re.compile("Zoek")).fill(title)
    page.locator(".modal-body").get_by_role("link", name=title, exact=True).first.click()
    page.locator(".modal-body").wait_for(state="detached")


def test_five_mondays_are_planned_in_one_go_and_planned_again(editor):
    editor.goto(ADD)
    choose_training(editor, "Hulp vragen kun je leren")
    fill_in(editor, "plan-first", "1 mrt 2032")
    fill_in(editor, "plan-count", "5")
    result = editor.locator(".day-plan__result")
    result.get_by_text("maandag 29 maart 2032").wait_for()
    assert "Tweede paasdag: een feestdag." in result.inner_text()
    assert editor.input_value("[name=plan-first]") == "01-03-2032"
    assert read_below(editor, "plan-first") == "maandag 1 maart 2032"
    editor.get_by_role("button", name="Zet deze dagen in het formulier").click()
    assert rows(editor) == [
        (f"{day}-03-2032", "09:30", "16:30") for day in ("01", "08", "15", "22", "29")
    ]
    admin.publish(editor)

    planned = editor.locator("tr", has_text="ma 1 maart 2032").first
    planned.get_by_role("link", name="Hulp vragen kun je leren").first.click()
    editor.get_by_role("link", name="Nog eens plannen").click()
    assert "maandag 29 maart 2032, 9.30–16.30 uur" in editor.locator("main").inner_text()
    fill_in(editor, "first", "6 sept 2032")
    editor.get_by_role("button", name="Toon de nieuwe dagen").click()
    editor.get_by_text("maandag 4 oktober 2032").wait_for()
    assert rows(editor) == [
        (day, "09:30", "16:30")
        for day in ("06-09-2032", "13-09-2032", "20-09-2032", "27-09-2032", "04-10-2032")
    ]
    admin.publish(editor)

    editor.goto("/trainingen/hulp-vragen-kun-je-leren/")
    text = editor.locator("main").inner_text()
    assert "29 maart 2032" in text
    assert "4 oktober 2032" in text


def test_another_plan_takes_the_place_of_the_first_and_leaves_what_was_typed(editor):
    editor.goto(ADD)
    fill_in(editor, "sessions-0-date", "15-3-2032")
    fill_in(editor, "plan-first", "1-3-2032")
    fill_in(editor, "plan-count", "4")
    put = editor.get_by_role("button", name="Zet deze dagen in het formulier")
    put.click()
    assert [row[0] for row in rows(editor)] == [
        "15-03-2032",
        "01-03-2032",
        "08-03-2032",
        "22-03-2032",
    ]
    fill_in(editor, "plan-count", "2")
    editor.get_by_text("2 dagen", exact=True).wait_for()
    put.click()
    assert [row[0] for row in rows(editor)] == ["15-03-2032", "01-03-2032", "08-03-2032"]


def test_a_date_that_is_unticked_is_not_put_into_the_form(editor):
    editor.goto(ADD)
    fill_in(editor, "plan-first", "1-3-2032")
    fill_in(editor, "plan-count", "5")
    editor.get_by_label("maandag 29 maart 2032").uncheck()
    editor.get_by_role("button", name="Zet deze dagen in het formulier").click()
    assert [row[0] for row in rows(editor)][-1] == "22-03-2032"


@pytest.mark.parametrize(
    ("name", "typed", "message"),
    [
        ("sessions-0-starts", "half vijf", "“half vijf” is geen tijd. Typ het zo: 9.30 of 16.30."),
        ("sessions-0-date", "30-2", "“30-2” bestaat niet: die maand heeft die dag niet."),
        ("sessions-0-date", "31-2-2032", "“31-2-2032” bestaat niet: die maand heeft die dag niet."),
        ("plan-ends", "25 uur", "“25 uur” is geen tijd. Typ het zo: 9.30 of 16.30."),
    ],
)
def test_what_is_no_date_or_time_stays_and_is_said_at_its_field(editor, name, typed, message):
    editor.goto(ADD)
    if name.startswith("plan"):
        fill_in(editor, "plan-first", "1-3-2032")
    fill_in(editor, name, typed)
    editor.get_by_text(message).wait_for()
    assert error_at(editor, name) == message
    assert editor.input_value(f"[name='{name}']") == typed


def test_what_people_type_is_read_and_shown_as_it_was_read(editor):
    editor.goto(ADD)
    fill_in(editor, "sessions-0-date", "ma 29 maart 2032")
    fill_in(editor, "sessions-0-starts", "9u30")
    fill_in(editor, "sessions-0-ends", "16")
    editor.get_by_text("Tweede paasdag: een feestdag.").wait_for()
    editor.wait_for_function("document.querySelector('[name=sessions-0-ends]').value === '16:00'")
    assert rows(editor) == [("29-03-2032", "09:30", "16:00")]
    assert read_below(editor, "sessions-0-date").splitlines()[0] == "maandag 29 maart 2032"


def test_a_moment_of_publication_is_not_rewritten_either(editor):
    editor.goto("/admin/reports/site-history/")
    found = editor.evaluate(
        "[jQuery.fn.datetimepicker.defaults.validateOnBlur,"
        " jQuery.fn.datetimepicker.defaults.scrollInput]"
    )
    assert found == [False, False]


def test_without_the_script_the_rows_are_there_and_the_part_is_not(visit):
    page = visit(locale="nl-NL")
    page.set_default_timeout(20_000)
    admin.log_in(page)
    page.route("**/day-plan*.js", lambda route: route.abort())
    page.goto(ADD)
    assert not page.locator(".day-plan").is_visible()
    page.locator("[name=sessions-0-date]").fill("1-3-2032")
    assert page.locator("#id_sessions-ADD").is_visible()

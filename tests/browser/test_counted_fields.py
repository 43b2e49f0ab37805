"""How long the words for a search engine are, live below their fields."""

from tests.browser import admin


def test_the_number_of_characters_follows_what_is_typed(visit):
    page = visit()
    admin.log_in(page, "moderator")
    admin.find_page(page, "Vier seconden stilte")
    page.get_by_role("tab", name="Promoten").click()
    field = page.locator("#id_seo_title")
    note = page.locator("[data-counted=id_seo_title]")
    field.fill("Vier seconden stilte")
    assert note.inner_text() == "20 van 60 tekens; een zoekmachine toont er ongeveer 60."
    assert "counted--full" not in note.get_attribute("class")
    field.fill("é" * 61)
    assert note.inner_text() == "61 van 60 tekens; een zoekmachine toont er ongeveer 60."
    assert "counted--full" in note.get_attribute("class")
    # Who does not see it hears it with the field.
    assert note.get_attribute("id") in field.get_attribute("aria-describedby").split()
    assert page.complaints == []

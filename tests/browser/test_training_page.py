"""The list of trainings narrowed down without scripts, and a training on paper, in a browser."""

import io
import re

import pytest
import zxingcpp
from PIL import Image

DUTCH, ENGLISH = (
    "/trainingen/hulp-vragen-kun-je-leren/",
    "/en/trainings/asking-for-help-can-be-learned/",
)


def test_the_list_is_narrowed_without_scripts_and_each_step_is_an_address(visit):
    page = visit(java_script_enabled=False, viewport={"width": 360, "height": 900})
    page.goto("/trainingen/")
    every = page.locator(".training-card").count()
    page.locator(".narrow > summary").click()
    page.locator(".narrow").get_by_role("link", name="Online").click()
    page.wait_for_url("**/trainingen/?place=online")
    assert page.locator(".training-card").count() == 1
    assert page.locator(".narrow a[aria-current=true]", has_text="Online").is_visible()
    page.get_by_role("link", name="Toon alle trainingen").click()
    page.wait_for_url("**/trainingen/")
    assert page.locator(".training-card").count() == every > 1


@pytest.mark.parametrize("path", [DUTCH, ENGLISH])
def test_printed_a_training_of_five_days_is_one_page_of_a4(visit, path):
    page = visit()
    page.goto(path)
    pdf = page.pdf(format="A4")
    assert re.findall(rb"/Count (\d+)", pdf) == [b"1"]
    page.emulate_media(media="print")
    days = page.locator(".edition:visible .days li")
    assert days.count() == 5
    for shown in (
        "h1",
        ".glance",
        ".edition--next address",
        ".foot address",
        ".on-paper figcaption",
    ):
        assert page.locator(shown).first.is_visible(), shown
    for hidden in (".programme", ".people", ".questions", ".own-calendar", ".button", ".foot nav"):
        assert not page.locator(hidden).first.is_visible(), hidden


def test_the_code_on_paper_is_read_and_leads_to_the_calendar_file(visit, demo_site):
    page = visit(device_scale_factor=2)
    page.goto(DUTCH)
    assert not page.locator(".on-paper").is_visible()
    page.emulate_media(media="print")
    picture = Image.open(io.BytesIO(page.locator(".on-paper svg").screenshot()))
    (found,) = zxingcpp.read_barcodes(picture)
    slug = page.locator(".edition--next").get_attribute("id")
    assert found.text == f"{demo_site}{DUTCH}{slug}.ics"
    answer = page.request.get(found.text)
    assert answer.headers["content-type"].startswith("text/calendar")
    assert answer.text().count("BEGIN:VEVENT") == 5

"""The list of trainings narrowed down without scripts, and a training on paper, in a browser."""

import io
import re

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


# Of each training of the demo, in the order of the list: how many runs its programme shows in full.
ON_PAPER = {
    # Nothing is planned of it: its programme all the same.
    "hulp-aannemen": 0,
    "nee-zeggen-zonder-ruzie": 1,
    "samenwerken-op-afstand": 1,
    # The next is full: one with room stands below it.
    "hulp-vragen-kun-je-leren": 2,
    "werken-met-nederlanders": 1,
    "luisteren-zonder-haast": 1,
}


def printed(page, path: str) -> str:
    """The words of a page on paper, of which there is one sheet of A4."""
    page.emulate_media(media="null")
    page.goto(path)
    assert re.findall(rb"/Count (\d+)", page.pdf(format="A4")) == [b"1"], path
    page.emulate_media(media="print")
    return page.locator("body").inner_text()


def test_printed_each_training_is_a_programme_of_one_page_of_a4(visit):
    page = visit()
    page.goto("/trainingen/")
    paths = page.locator(".training-card__title a").evaluate_all(
        "links => links.map(link => link.pathname)"
    )
    assert sorted(path.split("/")[2] for path in paths) == sorted(ON_PAPER)
    for path in paths:
        words = printed(page, path)
        runs = ON_PAPER[path.split("/")[2]]
        assert page.locator(".edition:visible").count() == runs, path
        assert page.locator(".on-paper svg:visible").count() == runs, path
        titles = page.locator(".programme__title").all_inner_texts()
        assert titles, path
        for said in (
            *titles,
            "Voor wie",
            page.locator("#for-whom ~ .flow p").first.text_content()[:40],
            "Gegeven door",
            "€",
        ):
            assert said in words, (path, said)
        for day in page.locator(".programme__day > div").all():
            assert day.bounding_box()["height"] > 30, path
        for hidden in (".people", ".own-calendar", ".foot nav", ".take-home", ".actions"):
            assert not page.locator(hidden).first.is_visible(), (path, hidden)


def test_what_one_has_to_know_to_come_is_on_the_sheet_in_either_language(visit):
    page = visit()
    for path, told in [
        (DUTCH, ["Vol: je kunt op de wachtlijst", "Vanaf Utrecht Centraal", "9.30–16.30 uur"]),
        (ENGLISH, ["Full: join the waiting list", "For whom", "9:30–16:30"]),
    ]:
        words = printed(page, path)
        for said in told:
            assert said in words, said
        assert page.locator(".edition:visible .days li:visible").count() == 10
    words = printed(page, "/trainingen/nee-zeggen-zonder-ruzie/")
    assert re.search(r"Andere data: \d+ \w+ \d{4}, Amersfoort", words)


def test_the_code_on_paper_is_read_and_leads_to_the_calendar_file(visit, demo_site):
    page = visit(device_scale_factor=2)
    page.goto(DUTCH)
    assert not page.locator(".on-paper").first.is_visible()
    page.emulate_media(media="print")
    picture = Image.open(io.BytesIO(page.locator(".on-paper svg").first.screenshot()))
    (found,) = zxingcpp.read_barcodes(picture)
    slug = page.locator(".edition--next").get_attribute("id")
    assert found.text == f"{demo_site}{DUTCH}{slug}.ics"
    answer = page.request.get(found.text)
    assert answer.headers["content-type"].startswith("text/calendar")
    assert answer.text().count("BEGIN:VEVENT") == 5

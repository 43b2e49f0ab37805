"""All that readers can do, done by keyboard alone, and with the focus to be seen at each stop."""

from urllib.parse import urlsplit

import pytest

from tests.browser.keys import STOPS, Keys
from tests.browser.looking import UNFOLD

pytestmark = pytest.mark.once

KINDS = ["home", "article", "trainings", "training", "month", "enrol form", "search", "no page"]
SIZES = [{"width": 360, "height": 740}, {"width": 1280, "height": 900}]


@pytest.mark.parametrize(
    ("size", "scheme"), [(SIZES[0], "light"), (SIZES[1], "dark")], ids=["phone", "desk"]
)
def test_each_stop_is_seen_comes_in_the_order_of_the_page_and_none_is_a_trap(
    visit, reader_paths, size, scheme
):
    page = visit(viewport=size, color_scheme=scheme, reduced_motion="reduce")
    for kind in KINDS:
        page.goto(reader_paths[f"{'nl' if scheme == 'light' else 'en'} {kind}"])
        page.evaluate(UNFOLD)
        stops = Keys(page).round()
        places = [stop.place for stop in stops]
        assert places == sorted(places), kind
        assert len(stops) == page.evaluate(STOPS), kind
        assert stops[0].address == "#main", kind


class TestTasks:
    @pytest.fixture(params=SIZES, ids=["phone", "desk"])
    def keys(self, request, visit):
        page = visit(viewport=request.param, reduced_motion="reduce", accept_downloads=True)
        page.goto("/")
        return Keys(page)

    @staticmethod
    def menu(keys, words):
        """Follow an item of the menu, which is folded on a phone."""
        if keys.page.viewport_size["width"] < 500:
            keys.tab_to("Menu")
            keys.page.keyboard.press("Enter")
        keys.follow(words)

    def test_skip_the_head_and_switch_the_language(self, keys):
        keys.tab_to(address="#main")
        keys.page.keyboard.press("Enter")
        assert keys.page.evaluate("document.activeElement.id") == "main"
        inside = keys.tab()
        assert keys.page.evaluate("document.activeElement.closest('main') !== null"), inside.html
        keys.page.reload()
        keys.follow("English")
        assert urlsplit(keys.page.url).path == "/en/"
        assert keys.page.evaluate("document.documentElement.lang") == "en"

    def test_search_and_open_what_comes_first(self, keys):
        self.menu(keys, "Zoeken") if keys.page.viewport_size["width"] < 500 else keys.follow(
            "Zoeken"
        )
        keys.type("q", "heggenschaar")
        with keys.page.expect_navigation():
            keys.page.keyboard.press("Enter")
        keys.follow("De buurman met de heggenschaar")
        assert keys.page.locator("h1").inner_text() == "De buurman met de heggenschaar"

    def test_narrow_the_list_put_the_days_in_a_calendar_and_enrol(self, keys):
        page = keys.page
        self.menu(keys, "Trainingen")
        keys.tab_to("Kies op onderwerp, maand, plaats of vrije plaatsen")
        page.keyboard.press("Space")
        keys.follow("Online")
        assert page.url.endswith("?place=online")
        keys.follow("Samenwerken op afstand")

        keys.tab_to("Zet in je agenda")
        page.keyboard.press("Enter")
        keys.tab_to("Download de 3 dagen")
        with page.expect_download() as download:
            page.keyboard.press("Enter")
        assert download.value.suggested_filename.endswith(".ics")

        page.reload()
        keys.follow(address="/aanmelden/")
        keys.type("name", "Toets Enbord")
        keys.type("email", f"toetsenbord-{page.viewport_size['width']}@example.com")
        page.wait_for_timeout(3000)
        # Without consent first: the way on leads to the field.
        with page.expect_navigation():
            page.keyboard.press("Enter")
        page.wait_for_function("document.activeElement.id === 'mend'")
        stop = keys.tab()
        page.keyboard.press("Enter")
        assert keys.stop().name == "consent", stop
        page.keyboard.press("Space")
        keys.tab_to("Aanmelden")
        page.wait_for_timeout(3000)
        with page.expect_navigation():
            page.keyboard.press("Enter")
        assert urlsplit(page.url).path.endswith("/aanmelden/gelukt/")

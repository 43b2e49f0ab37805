"""What a reader's browser sees of the demo, on a phone and on a desk, in both languages."""

from urllib.parse import urlsplit

import pytest

PAGES = [
    "/",
    "/blog/",
    "/blog/?page=1",
    "/blog/acht-redenen-waarom-we-geen-hulp-vragen/",
    "/trainingen/",
    "/trainingen/hulp-vragen-kun-je-leren/",
    "/trainingen/samenwerken-op-afstand/",
    "/over-ons/",
    "/praktisch/",
    "/en/",
    "/en/blog/",
    "/en/blog/eight-reasons-why-we-dont-ask-for-help/",
    "/en/trainings/",
    "/en/trainings/asking-for-help-can-be-learned/",
    "/en/about/",
]
LEAVES_NOTHING = "() => [document.cookie, localStorage.length, sessionStorage.length]"


class TestWholeVisit:
    def test_leaves_no_trace_and_asks_no_other_host(self, visit, demo_site):
        page = visit()
        hosts = set()
        page.on("request", lambda request: hosts.add(urlsplit(request.url).netloc))
        for path in PAGES:
            page.goto(path)
            assert page.evaluate(LEAVES_NOTHING) == ["", 0, 0], path
        assert page.context.cookies() == []
        assert hosts == {urlsplit(demo_site).netloc}

    def test_breaks_no_content_security_policy(self, visit):
        page = visit()
        for path in PAGES:
            page.goto(path)
        assert page.complaints == []

    @pytest.mark.parametrize("width", [320, 360, 768, 1280])
    def test_never_scrolls_sideways(self, visit, width):
        page = visit(viewport={"width": width, "height": 800})
        for path in [*PAGES, "/bestaat-niet/", "/en/nowhere/"]:
            page.goto(path)
            assert page.evaluate("document.documentElement.scrollWidth") <= width, path

    def test_has_one_h1_and_skips_no_level(self, visit):
        page = visit()
        for path in PAGES:
            page.goto(path)
            levels = page.eval_on_selector_all(
                "h1, h2, h3, h4, h5, h6", "all => all.map(each => Number(each.tagName[1]))"
            )
            assert levels.count(1) == 1, path
            assert all(b - a <= 1 for a, b in zip(levels, levels[1:], strict=False)), path


class TestWithoutScripts:
    def test_a_phone_reaches_every_part_of_the_menu(self, visit):
        page = visit(java_script_enabled=False, viewport={"width": 360, "height": 700})
        page.goto("/")
        page.locator("header summary").first.click()
        page.locator("header").get_by_role("link", name="Trainingen").first.click()
        assert page.url.endswith("/trainingen/")

    def test_a_video_is_a_link_to_its_page(self, visit):
        page = visit(java_script_enabled=False)
        page.goto(article_with_video(page))
        link = page.locator("a[href*='vimeo.com']").first
        assert link.get_attribute("href") == "https://vimeo.com/76979871"
        assert page.locator("iframe").count() == 0


class TestVideo:
    def test_is_framed_only_when_the_reader_asks(self, visit):
        page = visit()
        asked = []
        page.context.route(
            "https://player.vimeo.com/**",
            lambda route: (
                asked.append(route.request.url),
                route.fulfill(body="<p>film</p>", content_type="text/html"),
            ),
        )
        page.goto(article_with_video(page))
        assert page.locator("iframe").count() == 0
        assert asked == []
        page.locator("a[href*='vimeo.com']").first.click()
        page.locator("iframe").wait_for()
        assert page.frame_locator("iframe").get_by_text("film").inner_text() == "film"
        assert asked == ["https://player.vimeo.com/video/76979871?dnt=1"]


class TestKeyboard:
    def test_the_first_tab_offers_to_skip_to_the_content(self, visit):
        page = visit()
        page.goto("/")
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.getAttribute('href')") == "#main"
        box = page.evaluate("document.activeElement.getBoundingClientRect().toJSON()")
        assert box["top"] >= 0
        assert box["height"] > 20
        page.keyboard.press("Enter")
        assert page.url.endswith("#main")


def article_with_video(page) -> str:
    """The address of an article of the demo that holds a video."""
    page.goto("/blog/")
    addresses = page.eval_on_selector_all(
        "main a[href^='/blog/']", "all => all.map(each => each.getAttribute('href'))"
    )
    for address in dict.fromkeys(addresses):
        page.goto(address)
        if page.locator("a[href*='vimeo.com']").count():
            return address
    raise AssertionError("No article of the demo has a video.")

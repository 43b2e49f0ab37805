"""What a reader does whose browser runs no scripts, or who wants to see a film."""

import pytest

pytestmark = pytest.mark.once


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

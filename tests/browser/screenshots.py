"""Make the pictures of README.md and of the editors' guide from a fresh demo: ``make screenshots``.

Those of the guide are made in the admin once in Dutch and once in English, without the menu on the
left. Each is 1000 pixels wide, and shows 800 or 1000 of the page.
"""

import re
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from PIL import Image
from playwright.sync_api import sync_playwright

from tests.browser import admin, workbench
from tests.browser.conftest import CHROMIUM, CHROMIUM_FLAGS, ROOT, start_demo

TARGET = ROOT / ".github" / "screenshots"
GUIDE = ROOT / "site_config" / "static" / "guide"
VIEWPORT = {"width": 1280, "height": 900}
MENU, WIDTH = 200, 1000
# Who looks at each language of the admin, and what waits to be translated.
EDITORS = {"nl": "redacteur", "en": "editor"}
PREPARED = f"""
from django.contrib.auth.models import Group
from wagtail.users.models import UserProfile
from blog.models import ArticlePage
from home.models import User
from home.roles import EDITORS
editor = User.objects.create_user("editor@devraagzaak.example", {admin.PASSWORD!r})
editor.groups.add(Group.objects.get(name=EDITORS))
UserProfile.objects.create(user=editor, preferred_language="en")
article = ArticlePage.objects.get(title="De camera mag uit")
article.introduction += " Met de telefoon in de jaszak."
article.save_revision().publish()
"""


def save(page, path: Path, **options) -> None:
    """Keep what the page shows as a small WebP file."""
    page.wait_for_load_state("networkidle")
    # What slides or fades has come to rest.
    page.wait_for_timeout(700)
    path.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as directory:
        shot = Path(directory) / "shot.png"
        page.screenshot(path=shot, animations="disabled", **options)
        Image.open(shot).convert("RGB").save(path, quality=80, method=6)


@dataclass(frozen=True)
class Picture:
    """One picture of the guide: how to come there, and how much of the page is shown."""

    name: str
    wide: int
    tall: int
    go: Callable


PICTURES: list[Picture] = []


def picture(wide: int, tall: int):
    """Make a picture of a function that brings the page to what is to be seen."""

    def register(go):
        PICTURES.append(Picture(go.__name__, wide, tall, go))
        return go

    return register


def scroll_to(page, selector: str, above: int = 24) -> None:
    """Bring an element to the top, with some pixels of what is above it below the bar there."""
    page.locator(selector).first.evaluate(
        """(it, above) => {
          it.style.scrollMarginTop = `${above}px`;
          it.scrollIntoView({ behavior: "instant" });
        }""",
        above,
    )


def without_buttons(page) -> None:
    """Take away the buttons that lie over the end of a form."""
    page.locator("footer").first.evaluate("footer => { footer.style.visibility = 'hidden'; }")


def put_away_calendar(page, elsewhere: str) -> None:
    """Press elsewhere, which closes the calendar that opens below a date and may lie over it."""
    page.wait_for_timeout(300)
    page.locator(elsewhere).first.dispatch_event("mousedown")
    page.locator(".xdsoft_datetimepicker:visible").first.wait_for(state="hidden")


def edit(page, title: str) -> None:
    """Open a page by its title."""
    page.goto(f"/admin/pages/search/?q={title}")
    page.locator("main").get_by_role("link", name=title, exact=True).first.click()
    page.locator("[data-edit-form], main li.incomplete").first.wait_for()


def full_edition(page) -> str:
    """The number of the edition with the most people in it."""
    page.goto("/admin/snippets/events/edition/")
    link = page.locator("main tbody a[href*='/enrolments/edition/']", has_text="12/12").first
    return re.search(r"(\d+)/$", link.get_attribute("href"))[1]


@picture(800, 720)
def article(page):
    """The blocks that there are to choose from."""
    page.locator(".dashboard__button[href*=articlepage]").click()
    # At first the form comes to its title by itself.
    page.locator("[data-contentpath=body] button.c-sf-add-button").last.wait_for()
    page.wait_for_load_state("networkidle")
    scroll_to(page, "[data-contentpath=body]", above=64)
    page.locator("[data-contentpath=body] button.c-sf-add-button").last.click()


@picture(800, 680)
def schedule(page):
    """A moment for an article."""
    edit(page, "De camera mag uit")
    page.locator("[data-side-panel-toggle=status], [aria-controls*=panel-status]").first.click()
    page.locator("[data-a11y-dialog-show=schedule-publishing-dialog]").first.click()
    page.locator("#id_go_live_at").fill(f"{workbench.WINTER[0]:%d-%m-%Y} 08:00")
    put_away_calendar(page, "#schedule-publishing-dialog h2")


@picture(1000, 860)
def plan(page):
    """Five days in one go."""
    page.locator(".dashboard__button[href*='edition/add']").click()
    page.locator("[name=plan-first]").fill(f"{workbench.WINTER[0]:%d-%m-%Y}")
    page.locator("[name=plan-count]").fill("5")
    page.locator("[name=plan-count]").blur()
    page.locator("[data-day-plan-target=result] input").first.wait_for()
    put_away_calendar(page, ".day-plan summary")
    scroll_to(page, ".day-plan")
    without_buttons(page)


@picture(1000, 640)
def again(page):
    """What can be done with an edition."""
    page.goto("/admin/snippets/events/edition/")
    page.locator("main tbody tr").first.locator(".w-dropdown button, button").first.click()


@picture(800, 720)
def move(page):
    """Who does not know of a moved day."""
    page.goto(f"/admin/enrolments/edition/{full_edition(page)}/changes/")


@picture(800, 840)
def cancel(page):
    """What is asked and told before an edition is cancelled."""
    page.goto(f"/admin/snippets/events/edition/decide/{full_edition(page)}/cancel/")
    page.locator("#id_reason_nl").fill("De trainer is ziek.")
    page.locator("#id_reason_en").fill("The trainer is ill.")


@picture(800, 600)
def translate(page):
    """A text that has to be translated once more."""
    page.goto("/admin/translations/")
    page.locator("main").get_by_role("link", name="De camera mag uit").click()
    page.locator("main li.incomplete").first.wait_for()
    scroll_to(page, "main li.complete", above=56)


@picture(1000, 640)
def people(page):
    """The list of an edition."""
    page.goto(f"/admin/enrolments/edition/{full_edition(page)}/")


@picture(800, 480)
def everywhere(page):
    """A picture on all pages."""
    page.goto("/admin/images/?q=Bank+onder+de+linde")
    page.locator("main").get_by_role("link", name="Bank onder de linde").first.click()
    page.locator("a[href$='/everywhere/']").click()
    # Not the field for a file above it, which speaks the language of the browser.
    scroll_to(page, "#words-title")


@picture(800, 440)
def stale(page):
    """A day in the text that is over."""
    edit(page, "Vier seconden stilte")
    without_buttons(page)


def picture_guide(browser, pictures: list[Picture]) -> None:
    """Make pictures of the guide in both languages of the admin."""
    for language, editor in EDITORS.items():
        for each in pictures:
            page = browser(
                viewport={"width": MENU + each.wide, "height": each.tall},
                device_scale_factor=WIDTH / each.wide,
                reduced_motion="reduce",
            )
            admin.log_in(page, editor)
            each.go(page)
            clip = {"x": MENU, "y": 0, "width": each.wide, "height": each.tall}
            save(page, GUIDE / language / f"{each.name}.webp", clip=clip)
            page.context.close()


def move_a_day(page) -> None:
    """Move the second day of the edition that is full, and tell nobody yet."""
    admin.log_in(page)
    page.goto(f"/admin/snippets/events/edition/edit/{full_edition(page)}/")
    before = datetime.strptime(page.locator("#id_sessions-1-date").input_value(), "%d-%m-%Y")
    admin.fill_day(page, 2, before + timedelta(days=1))
    admin.put_away_calendar(page, "Dagen")
    page.locator("footer").get_by_role("button", name="Publiceren").click()
    page.wait_for_url("**/changes/")
    page.context.close()


def picture_readme(page) -> None:
    """Make the two pictures of README.md."""
    page.goto("/trainingen/hulp-vragen-kun-je-leren/")
    save(page, TARGET / "training.webp")
    admin.log_in(page)
    page.get_by_role("link", name="Planning", exact=True).click()
    save(page, TARGET / "planning.webp")
    page.context.close()


def main() -> None:
    """Start a demo in a directory of its own and take the pictures."""
    with tempfile.TemporaryDirectory() as data_dir:
        process, address = start_demo(Path(data_dir))
        try:
            with sync_playwright() as playwright:
                chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=CHROMIUM_FLAGS)

                def browser(**options):
                    return chromium.new_context(base_url=address, **options).new_page()

                picture_readme(browser(viewport=VIEWPORT))
                workbench.run(process, PREPARED)
                # What comes of moving a day is also said above the other pages.
                picture_guide(browser, [each for each in PICTURES if each.go is not move])
                move_a_day(browser(viewport=VIEWPORT))
                picture_guide(browser, [each for each in PICTURES if each.go is move])
                chromium.close()
        finally:
            process.terminate()
            process.wait(timeout=20)


if __name__ == "__main__":
    main()

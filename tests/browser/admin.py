"""What an editor does in the admin, step by step, in Chromium."""

import re
from urllib.parse import urlsplit

PASSWORD = "vragen-staat-vrij"
HOME = "De Vraagzaak, trainingen in hulp vragen en luisteren"
PASTE = """html => {
  const editor = document.activeElement.closest('.public-DraftEditor-content');
  const data = new DataTransfer();
  data.setData('text/html', html);
  data.setData('text/plain', 'x');
  editor.dispatchEvent(
    new ClipboardEvent('paste', {clipboardData: data, bubbles: true, cancelable: true}));
}"""


# The cookies of those who are logged in, by site and name.
LOGGED_IN: dict[tuple[str, str], list] = {}


def log_in(page, name: str = "redacteur") -> None:
    """Log in as one of the demo's people; whoever did so before goes on as they were."""
    page.goto("/admin/login/")
    place = urlsplit(page.url).netloc, name
    if place in LOGGED_IN:
        page.context.add_cookies(LOGGED_IN[place])
        page.goto("/admin/")
        if urlsplit(page.url).path == "/admin/":
            return
    page.get_by_label("e-mail").fill(f"{name}@devraagzaak.example")
    page.locator("[name=password]").fill(PASSWORD)
    page.locator("form [type=submit]").click()
    page.wait_for_url("**/admin/")
    LOGGED_IN[place] = page.context.cookies()


def explore(page, *titles: str) -> None:
    """Walk down the page tree, from below the Dutch home page, to the list below these pages."""
    page.goto("/admin/pages/")
    for title in (HOME, *titles):
        page.get_by_role("link", name=f"onderliggende pagina's van '{title}'").click()
        page.locator("header").get_by_role("link", name=title).first.wait_for()


def add_page_here(page) -> None:
    """Add a page below the one whose list is shown."""
    page.locator("header a[href$='/add_subpage/']").first.click()
    page.locator("#id_title").wait_for()


def add_block(page, name: str, stream: str = "body"):
    """Add a block at the end of a StreamField; returns it."""
    field = page.locator(f"[data-contentpath={stream}]").first
    field.locator("button.c-sf-add-button").last.click()
    page.get_by_role("option", name=name, exact=True).first.click()
    return field.locator("[data-contentpath]:not([data-contentpath=''])").last


def paste(page, editor, html: str) -> None:
    """Paste rich text into an editor, as from a word processor."""
    editor.click()
    page.evaluate(PASTE, html)
    page.wait_for_timeout(300)


def copy_elsewhere(page, html: str) -> None:
    """Have rich text on the clipboard, as after copying it in a word processor."""
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.evaluate(
        """html => navigator.clipboard.write([new ClipboardItem({
          'text/html': new Blob([html], {type: 'text/html'}),
          'text/plain': new Blob(['x'], {type: 'text/plain'}),
        })])""",
        html,
    )


def menu(page, name: str) -> None:
    """Press an entry of the menu on the left."""
    page.locator(".sidebar").get_by_text(name, exact=True).click()


def press_button(page, name: str) -> None:
    """Press one of the large buttons of the dashboard."""
    page.locator(".dashboard__button", has_text=name).click()


def find_page(page, title: str) -> None:
    """Find a page from the dashboard, by its title, and open it."""
    page.get_by_placeholder("Doorzoek alle pagina's").fill(title)
    page.keyboard.press("Enter")
    page.locator("main").get_by_role("link", name=title, exact=True).first.click()
    page.locator("[data-edit-form]").wait_for()
    look_at_form(page)


def find_edition(page, title: str):
    """Find an edition in the list "Planning" by the title of its training; returns its row."""
    menu(page, "Planning")
    page.locator("header").get_by_placeholder("Zoeken").fill(title)
    rows = page.locator("main tbody tr")
    page.get_by_text("Er is 1 resultaat").wait_for()
    return rows.filter(has_text=title)


def choose_page(page, title: str) -> None:
    """Choose a page in the window that is open."""
    window = page.locator(".modal-body")
    window.get_by_role("textbox", name=re.compile("Zoek")).fill(title)
    window.get_by_role("link", name=title, exact=True).first.click()
    window.wait_for(state="detached")


def add_row(page) -> None:
    """Add a day to an edition."""
    page.get_by_role("button", name=re.compile("Voeg dag toe", re.I)).click()


def fill_day(page, number: int, day, starts: str = "", ends: str = "") -> None:
    """Fill in the date of a day, counted from 1, and its times."""
    fields = {"date": f"{day:%d-%m-%Y}", "starts": starts, "ends": ends}
    for name, value in fields.items():
        if value:
            page.locator(f"#id_sessions-{number - 1}-{name}").fill(value)


def put_away_calendar(page, heading: str) -> None:
    """Press beside the calendar that opens below a date, on a heading: it lies over the buttons."""
    # It opens a tenth of a second after one comes to the field, and Escape does not close it.
    page.wait_for_timeout(300)
    page.get_by_role("heading", name=heading).click()
    page.locator(".xdsoft_datetimepicker:visible").first.wait_for(state="hidden")


def look_at_form(page) -> None:
    """Look at the form that is there, as long as Wagtail takes to note how it was.

    What is typed in those two seconds is no change to it, and is not kept by itself.
    """
    page.wait_for_function(
        """() => window.wagtail?.app?.getControllerForElementAndIdentifier(
          document.querySelector('[data-edit-form]'), 'w-unsaved')?.initialFormData"""
    )


def wait_until_kept(page) -> None:
    """Wait until what is being written has been kept for the first time, as if one read it over.

    Whoever publishes while that happens, asks for the same thing twice, and is refused (Wagtail 8).
    """
    page.wait_for_url("**/edit/**")


def publish(page, button: str = "Publiceren") -> None:
    """Press "Publiceren", the button in sight, and wait for the message."""
    page.locator("footer").get_by_role("button", name=re.compile(f"^{button}")).first.click()
    page.locator(".messages .success").wait_for()


def submit_for_translation(page) -> None:
    """Open the page's or snippet's menu and send it to be translated into English."""
    page.get_by_role("button", name=re.compile("Acties|Actions|Meer")).first.click()
    page.get_by_role("link", name=re.compile("^Vertaal")).first.click()
    page.get_by_label("Engels").check()
    page.get_by_role("button", name="Verzenden").click()
    page.locator("main li.incomplete").first.wait_for()


def translate_strings(page, english: dict[str, str]) -> None:
    """Fill in the English of every Dutch string that the translation editor shows.

    Raises KeyError for a string whose English the test does not know.
    """
    waiting = page.locator("main li.incomplete")
    waiting.first.wait_for(state="attached")
    while left := waiting.count():
        segment = waiting.first
        button = segment.get_by_role("button", name="Vertaal", exact=True, include_hidden=True)
        for tab in page.get_by_role("tab").all():
            if not button.is_visible():
                tab.click()
        dutch = " ".join(segment.locator("p").first.inner_text().split())
        button.click()
        segment.locator("textarea").fill(english[dutch])
        segment.get_by_role("button", name="Opslaan").click()
        page.wait_for_function(
            "left => document.querySelectorAll('main li.incomplete').length < left", arg=left
        )


def publish_translation(page) -> None:
    """Publish the English page."""
    # A message of an earlier step may stand there still.
    with page.expect_navigation():
        page.get_by_role("button", name=re.compile("^Publiceer in")).click()
    page.locator(".messages .success").wait_for()

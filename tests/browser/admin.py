"""What an editor does in the admin, step by step, in Chromium."""

import re

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


def log_in(page, name: str = "redacteur") -> None:
    """Log in as one of the demo's people."""
    page.goto("/admin/login/")
    page.get_by_label("e-mail").fill(f"{name}@devraagzaak.example")
    page.locator("[name=password]").fill(PASSWORD)
    page.locator("form [type=submit]").click()
    page.wait_for_url("**/admin/")


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


def publish(page) -> None:
    """Choose "Publiceren" from the menu beside the save button, and wait for the message."""
    page.locator("footer [data-w-dropdown-target=toggle]").first.click()
    page.get_by_role("button", name=re.compile("^Publiceren")).click()
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
    page.get_by_role("button", name=re.compile("^Publiceer in")).click()
    page.locator(".messages .success").wait_for()

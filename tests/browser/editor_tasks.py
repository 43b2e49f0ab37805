"""The ten tasks of an editor's day, step by step; ``make tasks`` does and counts them.

Each begins at the dashboard of the admin and goes on by what is to be seen there, the shortest way
that there is. What a task takes is what we want to become less: a shorter way belongs here.
"""

import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path

from PIL import Image
from playwright.sync_api import sync_playwright

from tests.browser import admin, workbench
from tests.browser.conftest import CHROMIUM, CHROMIUM_FLAGS, start_demo
from tests.browser.counting import Counter, Tally

FROM_A_WORD_PROCESSOR = (
    "<h1>Waarom het loont</h1><p>Twee dingen eerst:</p>"
    "<ol><li>Vraag het vandaag.</li><li>Vraag het hardop.</li></ol>"
    "<h1>Wat je meeneemt</h1><ul><li>een pen</li><li>een vraag</li></ul>"
)
TRAINING_OF_THE_DEMO = "Hulp vragen kun je leren"
PICTURE_OF_THE_DEMO = "Bus in de avondregen"
SIDE_BY_SIDE = {
    "Naast elkaar": "Side by side",
    "Over twee talen.": "On two languages.",
    "Links staat wat je schreef.": "On the left is what you wrote.",
}
TRAINING_SIDE_BY_SIDE = {
    "Ook in het Engels": "In English too",
    "Je komt, je zit en je oefent.": "You come, you sit and you practise.",
    "vrijgesteld van btw": "exempt from VAT",
    "Kijken": "Looking",
    "Luisteren": "Listening",
}
NEW_WORDS = {"Zet eerst koffie.": "Make coffee first."}
REASON = "De trainer is ziek."


@dataclass(frozen=True)
class Task:
    """One of the ten: what an editor wants, and the steps."""

    number: int
    title: str
    steps: Callable


TASKS: list[Task] = []
DESK = {"viewport": {"width": 1280, "height": 1000}, "locale": "nl-NL"}


def task(title: str):
    """Make a task of a function that takes the page, at the dashboard."""

    def register(steps):
        TASKS.append(Task(len(TASKS) + 1, title, steps))
        return steps

    return register


def tomorrow() -> date:
    """The day after today, where the practice is."""
    return datetime.now(workbench.AMSTERDAM).date() + timedelta(days=1)


@task("Publish an article with a picture, lists and a training card")
def publish_article(page):
    """The text is pasted; the picture is in the library."""
    admin.press_button(page, "Schrijf een artikel")
    admin.look_at_form(page)
    page.locator("#id_title").fill("Wat je krijgt als je vraagt")
    page.locator("#id_introduction").fill("Over antwoorden.")
    admin.add_block(page, "Afbeelding")
    page.get_by_role("button", name="Kies een afbeelding").last.click()
    window = page.locator(".modal-body")
    window.get_by_role("link", name=PICTURE_OF_THE_DEMO).first.click()
    window.wait_for(state="detached")
    page.locator("[data-contentpath=alt_text] input").fill("Een bus met verlichte ramen")
    admin.add_block(page, "Tekst")
    page.locator(".public-DraftEditor-content").last.click()
    page.keyboard.press("Control+V")
    page.locator(".public-DraftEditor-content li").first.wait_for()
    admin.add_block(page, "Training")
    page.locator("[data-contentpath=training]").get_by_role("button", name="Kies een").click()
    admin.choose_page(page, TRAINING_OF_THE_DEMO)
    admin.wait_until_kept(page)
    admin.publish(page)


@task("Schedule an article for tomorrow at 8.00")
def schedule_article(page):
    """It is there as a draft."""
    admin.find_page(page, "Een brief voor morgen")
    page.get_by_role("button", name="Status").click()
    page.get_by_role("button", name="Stel schema in").click()
    page.locator("#id_go_live_at").fill(f"{tomorrow():%d-%m-%Y} 08:00")
    admin.put_away_calendar(page, "Schema voor publicatie vaststellen")
    page.get_by_role("button", name="Schema opslaan").click()
    admin.publish(page, "Publicatie inplannen")


@task("Plan five Mondays from 28 January, 9.30–16.30")
def plan_five_mondays(page):
    """In one go; the times are those that are there."""
    admin.press_button(page, "Plan een training")
    admin.look_at_form(page)
    page.get_by_role("button", name="Kies een pagina").click()
    admin.choose_page(page, "Vijf maandagen plannen")
    page.locator("[name=plan-first]").fill(f"{workbench.WINTER[0]:%d-%m-%Y}")
    page.locator("[name=plan-count]").fill("5")
    page.locator("[name=plan-count]").blur()
    page.get_by_text("5 dagen", exact=True).wait_for()
    page.get_by_role("button", name="Zet deze dagen in het formulier").click()
    admin.wait_until_kept(page)
    admin.publish(page)


@task("Plan the same training again from another first day")
def plan_again(page):
    """The gaps between the days and all else stay."""
    row = admin.find_edition(page, "Nog eens in september")
    row.get_by_role("link", name="Nog eens in september").click()
    page.locator("header").get_by_role("link", name="Nog eens plannen").click()
    page.locator("[name=first]").fill(f"{workbench.AUTUMN[0]:%d-%m-%Y}")
    # The calendar takes the first one, and goes on to the button.
    page.keyboard.press("Enter")
    page.keyboard.press("Enter")
    page.locator("#id_sessions-4-date").wait_for()
    admin.publish(page)


@task("Move one day")
def move_a_day(page):
    """The second day is a Tuesday."""
    row = admin.find_edition(page, "Een dag later")
    row.get_by_role("link", name="Een dag later").click()
    admin.fill_day(page, 2, workbench.WINTER[1] + timedelta(days=1))
    admin.put_away_calendar(page, "Dagen")
    admin.publish(page)


@task("Cancel an edition, with a reason")
def cancel_edition(page):
    """From the list, without opening the edition."""
    row = admin.find_edition(page, "Helaas niet")
    row.get_by_role("button", name="Meer opties").click()
    page.get_by_role("link", name="Annuleren…").click()
    page.get_by_label("Reden in het Nederlands").fill(REASON)
    page.get_by_role("button", name="Annuleer de editie").click()
    page.locator(".messages .success").wait_for()


@task("Translate an article and a training into English")
def translate_two(page):
    """One after the other, from the list of what is not in English as it is in Dutch."""
    for title, words in (
        ("Naast elkaar", SIDE_BY_SIDE),
        ("Ook in het Engels", TRAINING_SIDE_BY_SIDE),
    ):
        admin.menu(page, "Engels")
        page.locator("main").get_by_role("link", name=title, exact=True).click()
        page.get_by_label("Engels").check()
        page.get_by_role("button", name="Verzenden").click()
        page.locator("main li.incomplete").first.wait_for()
        admin.translate_strings(page, words)
        admin.publish_translation(page)


@task("See what in English is out of date, and bring it up to date")
def bring_up_to_date(page):
    """The list names it, and leads to the words that have changed."""
    admin.menu(page, "Engels")
    row = page.locator("main tr", has_text="Een kop thee eerst")
    row.get_by_text("1 tekst om te vertalen").wait_for()
    row.get_by_role("link", name="Een kop thee eerst").click()
    admin.translate_strings(page, NEW_WORDS)
    admin.publish_translation(page)


@task("Find who is on the list for an edition")
def find_the_list(page):
    """From the list of editions."""
    row = admin.find_edition(page, "Wie er komen")
    row.get_by_role("link", name="2/").click()
    page.get_by_text("Noor Bakker").first.wait_for()


@task("Replace a picture everywhere, with an alternative text")
def replace_picture(page):
    """On one screen: the file, and the words for it on each page that shows it."""
    admin.menu(page, "Afbeeldingen")
    page.locator("header").get_by_placeholder("Zoeken").fill("De zaal van vroeger")
    page.get_by_text("Er is 1 resultaat").wait_for()
    page.locator("main").get_by_role("link", name="De zaal van vroeger").click()
    page.get_by_role("link", name="Overal vervangen of beschrijven").click()
    page.locator("#id_file").set_input_files(new_picture())
    for title in ("Een zaal met ramen", "Een zaal met stoelen"):
        shown = page.locator(".picture-uses__pages > li", has_text=title)
        shown.get_by_role("textbox").fill("Een zaal met hoge ramen")
    page.get_by_role("button", name="Overal opslaan").click()
    page.locator(".messages .success").wait_for()


def new_picture() -> Path:
    """The file that an editor has on the desk: a red one, 600 by 400."""
    path = Path(tempfile.gettempdir()) / "de-nieuwe-zaal.png"
    Image.new("RGB", (600, 400), "#b3261e").save(path)
    return path


def do(context, steps: Callable) -> Tally:
    """Do a task as the editor, who has logged in and copied a text; neither of it is counted."""
    page = context.new_page()
    page.set_default_timeout(20_000)
    admin.log_in(page)
    admin.copy_elsewhere(page, FROM_A_WORD_PROCESSOR)
    with Counter(context).task() as tally:
        steps(page)
    return tally


def table(results: list[tuple[Task, Tally]]) -> str:
    """The tasks with what each took, as Markdown."""
    rows = [
        "| task | clicks | keys | fields | page loads | seconds |",
        "|---|---:|---:|---:|---:|---:|",
    ]
    rows += [row(f"{each.number}. {each.title}", tally) for each, tally in results]
    rows.append(row("all", sum((tally for _task, tally in results), Tally())))
    return "\n".join(rows)


def row(title: str, tally: Tally) -> str:
    """One line of the table."""
    return (
        f"| {title} | {tally.clicks} | {tally.keys} | {tally.fields} | {tally.loads} "
        f"| {tally.seconds:.1f} |"
    )


def main() -> None:
    """Do the ten tasks in a demo in a directory of its own, and print the table."""
    with tempfile.TemporaryDirectory() as data_dir:
        process, address = start_demo(Path(data_dir))
        try:
            workbench.put_things(process)
            with sync_playwright() as playwright:
                browser = playwright.chromium.launch(executable_path=CHROMIUM, args=CHROMIUM_FLAGS)
                results = []
                for each in TASKS:
                    context = browser.new_context(base_url=address, **DESK)
                    results.append((each, do(context, each.steps)))
                    context.close()
                browser.close()
        finally:
            process.terminate()
            process.wait(timeout=20)
    sys.stdout.write(table(results) + "\n")


if __name__ == "__main__":
    main()

"""The ten tasks of an editor's day have the outcome that was meant, for readers and calendars."""

import re
from datetime import datetime, time, timedelta
from io import BytesIO

import icalendar
import pytest
from django.utils.formats import date_format
from PIL import Image

from tests.browser import editor_tasks, workbench

pytestmark = pytest.mark.once

MORNING, AFTERNOON = time(9, 30), time(16, 30)


@pytest.fixture(scope="module")
def demo_with_things(served_demo):
    """The demo, with what the tasks begin with."""
    process, _address = served_demo
    workbench.put_things(process)
    return process


@pytest.fixture
def edit(chromium, demo_site, demo_with_things):
    """Do the steps of a task; no address is typed in it."""
    contexts = []

    def do(steps):
        context = chromium.new_context(base_url=demo_site, **editor_tasks.DESK)
        contexts.append(context)
        tally = editor_tasks.do(context, steps)
        assert tally.typed == []
        return context.pages[0]

    yield do
    for context in contexts:
        context.close()


@pytest.fixture
def reader(visit, demo_with_things):
    """A reader's browser."""
    return visit()


def read(reader, path: str):
    """What a page says to a reader."""
    assert reader.goto(path).status == 200
    return reader.locator("main")


def calendar(reader, path: str) -> list:
    """The entries of a calendar file."""
    answer = reader.request.get(path)
    assert answer.status == 200
    return icalendar.Calendar.from_ical(answer.body()).walk("VEVENT")


def edition_file(slug: str, days) -> str:
    return f"/trainingen/{slug}/{days[0].isoformat()}.ics"


def hours_of(events) -> list:
    """The days of a calendar, with begin and end as the clock on the wall shows them."""
    return [
        (
            event.start.astimezone(workbench.AMSTERDAM).date(),
            event.start.astimezone(workbench.AMSTERDAM).time(),
            event.end.astimezone(workbench.AMSTERDAM).time(),
        )
        for event in events
    ]


def in_words(days) -> list[str]:
    return [date_format(day, "l j F Y") for day in days]


def test_an_article_has_its_picture_lists_and_training(edit, reader):
    edit(editor_tasks.publish_article)
    text = read(reader, "/blog/wat-je-krijgt-als-je-vraagt/")
    assert text.locator("h1").inner_text() == "Wat je krijgt als je vraagt"
    assert text.get_by_role("img", name="Een bus met verlichte ramen").is_visible()
    assert text.locator("h2").all_inner_texts()[:2] == ["Waarom het loont", "Wat je meeneemt"]
    assert text.locator(":not(nav) > ol > li").all_inner_texts() == [
        "Vraag het vandaag.",
        "Vraag het hardop.",
    ]
    lists = text.locator("ul", has_text="een pen").locator("li").all_inner_texts()
    assert lists == ["een pen", "een vraag"]
    card = text.locator(".training-card")
    assert card.locator(".training-card__title").inner_text() == "Hulp vragen kun je leren"
    assert re.search(r"vanaf maandag \d+ \w+ 20\d\d\s+5 dagen", card.inner_text())
    assert reader.complaints == []


def test_a_scheduled_article_is_there_from_the_minute_on(edit, reader, demo_with_things):
    edit(editor_tasks.schedule_article)
    eight = datetime.combine(editor_tasks.tomorrow(), time(8), workbench.AMSTERDAM)
    address = "/blog/een-brief-voor-morgen/"
    assert reader.request.get(address).status == 404
    workbench.publish_scheduled(demo_with_things, eight - timedelta(minutes=1))
    assert reader.request.get(address).status == 404
    workbench.publish_scheduled(demo_with_things, eight + timedelta(minutes=1))
    assert "Morgen lees je dit." in read(reader, address).inner_text()


def test_five_mondays_are_on_the_page_and_in_the_calendar(edit, reader):
    edit(editor_tasks.plan_five_mondays)
    text = read(reader, "/trainingen/vijf-maandagen-plannen/")
    assert text.locator(".days time").all_inner_texts() == in_words(workbench.WINTER)
    assert set(text.locator(".days__hours").all_inner_texts()) == {"9.30–16.30 uur"}
    events = calendar(reader, edition_file("vijf-maandagen-plannen", workbench.WINTER))
    assert hours_of(events) == [(day, MORNING, AFTERNOON) for day in workbench.WINTER]
    assert str(events[1]["SUMMARY"]) == "Vijf maandagen plannen (dag 2 van 5): Luisteren"


def test_the_same_again_stands_beside_the_first(edit, reader):
    edit(editor_tasks.plan_again)
    text = read(reader, "/trainingen/nog-eens-in-september/")
    assert text.locator(".days time").all_inner_texts() == in_words(
        workbench.WINTER + workbench.AUTUMN
    )
    for days in (workbench.WINTER, workbench.AUTUMN):
        events = calendar(reader, edition_file("nog-eens-in-september", days))
        assert hours_of(events) == [(day, MORNING, AFTERNOON) for day in days]


def test_a_moved_day_moves_for_readers_and_in_calendars(edit, reader):
    files = [
        edition_file("een-dag-later", workbench.WINTER),
        "/trainingen/een-dag-later/agenda.ics",
    ]
    before = [str(event["UID"]) for event in calendar(reader, files[0])]
    edit(editor_tasks.move_a_day)
    moved = list(workbench.WINTER)
    moved[1] += timedelta(days=1)
    text = read(reader, "/trainingen/een-dag-later/")
    assert text.locator(".days time").all_inner_texts() == in_words(moved)
    assert text.locator(".days time").nth(1).inner_text().startswith("dinsdag ")
    for file in files:
        events = calendar(reader, file)
        assert hours_of(events) == [(day, MORNING, AFTERNOON) for day in moved]
        assert [str(event["UID"]) for event in events] == before
        assert [event["SEQUENCE"] for event in events] == [0, 1, 0, 0, 0]


def test_a_cancelled_edition_says_so_to_readers_and_calendars(edit, reader):
    edit(editor_tasks.cancel_edition)
    text = read(reader, "/trainingen/helaas-niet/")
    assert "Geannuleerd." in text.locator(".edition .status").inner_text()
    assert "De trainer is ziek." in text.locator(".edition").inner_text()
    assert text.locator(".edition").get_by_role("link", name="Aanmelden").count() == 0
    events = calendar(reader, edition_file("helaas-niet", workbench.WINTER))
    assert [str(event["STATUS"]) for event in events] == ["CANCELLED"] * 5


def test_an_article_and_a_training_are_there_in_english(edit, reader):
    edit(editor_tasks.translate_two)
    text = read(reader, "/en/blog/naast-elkaar/")
    assert text.locator("h1").inner_text() == "Side by side"
    assert "On two languages." in text.inner_text()
    assert "On the left is what you wrote." in text.inner_text()
    text = read(reader, "/en/trainings/ook-in-het-engels/")
    assert text.locator("h1").inner_text() == "In English too"
    assert text.locator(".programme__title").all_inner_texts() == ["Looking", "Listening"]
    assert "exempt from VAT" in text.inner_text()


def test_english_that_was_out_of_date_says_what_the_dutch_says(edit, reader):
    address = "/en/blog/een-kop-thee-eerst/"
    assert "Make tea first." in read(reader, address).inner_text()
    edit(editor_tasks.bring_up_to_date)
    text = read(reader, address).inner_text()
    assert "Make coffee first." in text
    assert "Who rings wants to ask something." in text
    assert "Make tea first." not in text
    assert "koffie" not in text


def test_the_list_of_an_edition_names_who_comes(edit):
    page = edit(editor_tasks.find_the_list)
    people = page.locator("main tbody tr").all_inner_texts()
    assert [person.split("\t")[0].strip() for person in people] == ["Noor Bakker", "Wim de Graaf"]
    assert "2 van de 12 plaatsen zijn bezet." in page.locator("main").inner_text()


def test_a_replaced_picture_is_everywhere_and_has_words(edit, reader):
    edit(editor_tasks.replace_picture)
    for path in ("/blog/een-zaal-met-ramen/", "/blog/een-zaal-met-stoelen/"):
        picture = read(reader, path).get_by_role("img", name="Een zaal met hoge ramen").first
        file = reader.request.get(picture.get_attribute("src")).body()
        red, green, blue = Image.open(BytesIO(file)).convert("RGB").getpixel((9, 9))
        assert red > 150, path
        assert max(green, blue) < 80, path

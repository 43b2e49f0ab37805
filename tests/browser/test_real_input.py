"""An editor publishes and plans in the admin; readers of both languages get what was meant.

The article is pasted as rich text, the training has five days across a change of clocks, both are
translated in the admin, and the calendar file is read by two parsers.
"""

import re
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import icalendar
import pytest

from events.demo import days_of
from tests.browser import admin
from tests.node_runner import read_calendar

pytestmark = pytest.mark.once

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
PASTED = (
    "<h1>Waarom vragen “moeilijk” is</h1>"
    "<p>’s Ochtends om acht uur belde Anneke: ‘Mag ik je iets vragen?’</p>"
    "<ol><li>Je wilt niet tot last zijn.</li><li>Je denkt dat je het alleen moet kunnen.</li></ol>"
    "<h1>Wat helpt</h1>"
    "<p>Drie dingen &amp; een <b>kop thee</b>:</p>"
    "<ul><li>Vraag één ding.</li><li>Vraag het op tijd.</li></ul>"
)
ARTICLE_IN_ENGLISH = {
    "Waarom vragen moeilijk is": "Why asking is hard",
    "Over een telefoontje om acht uur.": "About a phone call at eight.",
    "Waarom vragen “moeilijk” is": "Why asking is ‘hard’",
    "’s Ochtends om acht uur belde Anneke: ‘Mag ik je iets vragen?’": (
        "At eight in the morning Anneke rang: ‘Can I ask you something?’"
    ),
    "Je wilt niet tot last zijn.": "You don’t want to be a burden.",
    "Je denkt dat je het alleen moet kunnen.": "You think you should manage on your own.",
    "Wat helpt": "What helps",
    "Drie dingen &amp; een <b>kop thee</b>:": "Three things &amp; a <b>cup of tea</b>:",
    "Drie dingen &amp; een kop thee:": "Three things &amp; a <b>cup of tea</b>:",
    "Vraag één ding.": "Ask one thing.",
    "Vraag het op tijd.": "Ask in time.",
}
SUBJECTS = ["Kijken", "Luisteren", "Vragen", "Weigeren", "Verder"]
TRAINING_IN_ENGLISH = {
    "Vijf keer vragen": "Asking, five times",
    "Vijf maandagen rond de klokwissel.": "Five Mondays around the change of clocks.",
    "vrijgesteld van btw": "exempt from VAT",
    **dict(zip(SUBJECTS, ["Looking", "Listening", "Asking", "Refusing", "Onwards"], strict=True)),
}


def mondays_around_the_clock_change() -> list[date]:
    """Five Mondays, three before the next change of clocks and two after it."""
    rule = {"around": "clock_change", "weekday": "monday", "before": 3, "count": 5}
    return days_of(rule, date.today())


@pytest.fixture(scope="class")
def editor(chromium, demo_site):
    """A browser in which the demo's editor is logged in, kept for all steps of the story."""
    context = chromium.new_context(
        base_url=demo_site, viewport={"width": 1280, "height": 1200}, locale="nl-NL"
    )
    page = context.new_page()
    page.set_default_timeout(20_000)
    admin.log_in(page)
    yield page
    context.close()


class TestArticle:
    def test_a_pasted_article_reads_well_in_both_languages(self, editor, visit):
        admin.explore(editor, "Blog")
        admin.add_page_here(editor)
        editor.locator("#id_title").fill("Waarom vragen moeilijk is")
        editor.locator("#id_introduction").fill("Over een telefoontje om acht uur.")
        admin.add_block(editor, "Tekst")
        admin.paste(editor, editor.locator(".public-DraftEditor-content").first, PASTED)
        admin.publish(editor)
        editor.get_by_role("link", name="Waarom vragen moeilijk is").first.click()
        admin.submit_for_translation(editor)
        admin.translate_strings(editor, ARTICLE_IN_ENGLISH)
        admin.publish_translation(editor)

        reader = visit()
        reader.goto("/blog/waarom-vragen-moeilijk-is/")
        assert reader.locator("html").get_attribute("lang") == "nl"
        text = reader.locator("main")
        assert text.locator("h2").all_inner_texts()[:2] == [
            "Waarom vragen “moeilijk” is",
            "Wat helpt",
        ]
        assert text.locator(":not(nav) > ol > li").all_inner_texts() == [
            "Je wilt niet tot last zijn.",
            "Je denkt dat je het alleen moet kunnen.",
        ]
        assert "’s Ochtends om acht uur belde Anneke: ‘Mag ik je iets vragen?’" in (
            text.inner_text()
        )
        assert "Drie dingen & een kop thee:" in text.inner_text()
        assert text.locator("b", has_text="kop thee").count() == 1

        reader.get_by_role("link", name="English").first.click()
        assert reader.url.endswith("/en/blog/waarom-vragen-moeilijk-is/")
        assert reader.locator("html").get_attribute("lang") == "en"
        text = reader.locator("main")
        assert text.locator("h1").inner_text() == "Why asking is hard"
        assert text.locator("h2").all_inner_texts()[:2] == ["Why asking is ‘hard’", "What helps"]
        assert "Ask one thing." in text.locator("ul li").all_inner_texts()
        assert text.locator("b", has_text="cup of tea").count() == 1
        assert "Anneke rang" in text.inner_text()
        assert reader.complaints == []


class TestTraining:
    def test_five_days_across_a_change_of_clocks_reach_every_calendar(self, editor, visit):
        days = mondays_around_the_clock_change()
        self.publish_training(editor)
        self.plan(editor, days)
        admin.explore(editor, "Trainingen")
        editor.get_by_role("link", name="Vijf keer vragen").first.click()
        admin.submit_for_translation(editor)
        admin.translate_strings(editor, TRAINING_IN_ENGLISH)
        admin.publish_translation(editor)

        reader = visit()
        reader.goto("/trainingen/vijf-keer-vragen/")
        assert "9.30–16.30 uur" in reader.locator("main").inner_text()
        dutch = self.download(reader, days)
        reader.get_by_role("link", name="English").first.click()
        assert "9:30–16:30" in reader.locator("main").inner_text()
        english = self.download(reader, days)
        assert reader.complaints == []

        expected = [
            (
                datetime.combine(day, time(9, 30), AMSTERDAM).astimezone(UTC),
                datetime.combine(day, time(16, 30), AMSTERDAM).astimezone(UTC),
            )
            for day in days
        ]
        assert len({start.hour for start, _end in expected}) == 2, "the clock must change"
        self.check(dutch, expected, "Vijf keer vragen (dag 2 van 5): Luisteren")
        self.check(english, expected, "Asking, five times (day 2 of 5): Listening")
        assert self.uids(dutch) == self.uids(english)

    @staticmethod
    def publish_training(page):
        admin.explore(page, "Trainingen")
        admin.add_page_here(page)
        page.locator("#id_title").fill("Vijf keer vragen")
        page.locator("#id_introduction").fill("Vijf maandagen rond de klokwissel.")
        for subject in SUBJECTS:
            # With one kind of block there is nothing to choose.
            page.locator("[data-contentpath=programme] button.c-sf-add-button").last.click()
            page.locator("[data-contentpath=programme] [data-contentpath=title] input").last.fill(
                subject
            )
        page.get_by_role("tab", name="Trainers, prijs en plaats").click()
        page.locator("#id_price").fill("1250")
        page.locator("#id_vat_note").fill("vrijgesteld van btw")
        page.get_by_role("button", name=re.compile("Kies locatie")).click()
        page.locator(".modal-body").get_by_role(
            "link", name=re.compile("Stille Werf")
        ).first.click()
        page.locator(".modal-body").wait_for(state="detached")
        admin.publish(page)

    @staticmethod
    def plan(page, days):
        page.get_by_role("link", name="Planning", exact=True).click()
        page.get_by_role("link", name=re.compile("Editie toevoegen|Voeg.*editie")).first.click()
        page.get_by_role("button", name=re.compile("Kies een pagina")).click()
        admin.choose_page(page, "Vijf keer vragen")
        for number, day in enumerate(reversed(days)):
            if number:
                page.get_by_role("button", name=re.compile("Voeg dag toe", re.I)).click()
            page.locator(f"#id_sessions-{number}-date").fill(f"{day:%d-%m-%Y}")
            page.locator(f"#id_sessions-{number}-starts").fill("9:30")
            page.locator(f"#id_sessions-{number}-ends").fill("16:30")
            page.keyboard.press("Escape")
        admin.publish(page)

    @staticmethod
    def download(page, days) -> bytes:
        link = page.locator(f"a[href$='{days[0].isoformat()}.ics']").first
        page.locator(f"[id='{days[0].isoformat()}'] .add > summary").click()
        with page.expect_download() as download:
            link.click()
        return download.value.path().read_bytes()

    @staticmethod
    def uids(body: bytes) -> list[str]:
        return [str(event["UID"]) for event in icalendar.Calendar.from_ical(body).walk("VEVENT")]

    @staticmethod
    def check(body: bytes, expected, second: str):
        """Both parsers see five days at the right instants."""
        events = icalendar.Calendar.from_ical(body).walk("VEVENT")
        assert [
            (event.start.astimezone(UTC), event.end.astimezone(UTC)) for event in events
        ] == expected
        assert str(events[1]["SUMMARY"]) == second
        seen = read_calendar(body)["ical.js"]
        assert len(seen) == 5
        assert [
            (datetime.fromisoformat(event["start"]), datetime.fromisoformat(event["end"]))
            for event in seen
        ] == expected
        assert seen[1]["summary"] == second
        assert timedelta(hours=7) == expected[0][1] - expected[0][0]

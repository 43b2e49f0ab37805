"""The "add to calendar" control of the demo: without scripts, by keyboard, on phone and desk."""

from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import icalendar
import pytest

pytestmark = pytest.mark.once

SEVERAL_DAYS = [
    ("/trainingen/hulp-vragen-kun-je-leren/", "Download"),
    ("/en/trainings/asking-for-help-can-be-learned/", "Download"),
]
ONE_DAY = "/trainingen/nee-zeggen-zonder-ruzie/"
WIDTHS = pytest.mark.parametrize("width", [360, 1280])
OUTLOOK = ("/calendar/0/action/compose", "startdt", "enddt", "subject", "%Y-%m-%dT%H:%M:%SZ")
# Path, parameters of start, end and title, form of the time.
FORMS = {
    "Outlook.com": ("outlook.live.com", *OUTLOOK),
    "Microsoft 365": ("outlook.office.com", *OUTLOOK),
    "Yahoo": ("calendar.yahoo.com", "/", "st", "et", "title", "%Y%m%dT%H%M%SZ"),
}


@pytest.fixture
def read(visit):
    """Open a page as a reader without scripts; the width is that of the device."""

    def make(path: str, width: int):
        page = visit(java_script_enabled=False, viewport={"width": width, "height": 800})
        page.goto(path)
        return page

    return make


def open_by_keyboard(page):
    """Walk with Tab to the first control and open it; returns the control."""
    control = page.locator("details.add").first
    summary = control.locator("summary")
    for _step in range(100):
        page.keyboard.press("Tab")
        if summary.evaluate("each => each === document.activeElement"):
            break
    assert control.get_attribute("open") is None
    page.keyboard.press("Enter")
    assert control.get_attribute("open") is not None
    return control


def told(page, address: str) -> list[icalendar.Event]:
    """The entries of a calendar file of the site, which says what the database says."""
    response = page.request.get(address)
    assert response.headers["content-type"] == "text/calendar; charset=utf-8"
    return icalendar.Calendar.from_ical(response.body()).walk("VEVENT")


def check(service: str, address: str, event: icalendar.Event) -> None:
    """Assert that an address says the title and the time of an entry."""
    parts, title = urlsplit(address), str(event["SUMMARY"])
    asked = {name: value for name, (value,) in parse_qs(parts.query).items()}
    starts, ends = event["DTSTART"].dt, event["DTEND"].dt
    if service == "Google":
        assert (parts.netloc, parts.path) == ("calendar.google.com", "/calendar/render")
        assert asked["dates"] == f"{starts:%Y%m%dT%H%M%S}/{ends:%Y%m%dT%H%M%S}"
        assert asked["ctz"] == "Europe/Amsterdam"
        assert asked["text"] == title
        return
    host, path, starts_name, ends_name, title_name, form = FORMS[service]
    assert (parts.netloc, parts.path) == (host, path)
    for name, moment in ((starts_name, starts), (ends_name, ends)):
        read = datetime.strptime(asked[name], form).replace(tzinfo=UTC)
        assert read == moment.astimezone(UTC)
    assert asked[title_name] == title


@WIDTHS
class TestWithoutScripts:
    @pytest.mark.parametrize(("path", "file"), SEVERAL_DAYS)
    def test_every_link_of_every_day_is_that_day(self, read, width, path, file):
        page = read(path, width)
        control = open_by_keyboard(page)
        whole = control.locator("a.add__file")
        days = told(page, whole.get_attribute("href"))
        assert len(days) == 5
        rows = control.locator(".add__days > li")
        assert rows.count() == 5
        for number, event in enumerate(days):
            row = rows.nth(number)
            date = row.locator("time").inner_text()
            assert row.locator("time").get_attribute("datetime") == (
                event["DTSTART"].dt.date().isoformat()
            )
            for service in ("Google", *FORMS):
                link = row.get_by_role("link", name=f"{service} {date}")
                assert link.is_visible()
                check(service, link.get_attribute("href"), event)
            link = row.get_by_role("link", name=f"{file} {date}")
            (one,) = told(page, link.get_attribute("href"))
            assert one.to_ical() == event.to_ical()

    def test_a_single_day_has_each_service_once(self, read, width):
        page = read(ONE_DAY, width)
        control = open_by_keyboard(page)
        (event,) = told(page, control.locator("a.add__file").get_attribute("href"))
        links = control.locator(".services a")
        assert links.count() == 4
        for number, service in enumerate(["Google", *FORMS]):
            check(service, links.nth(number).get_attribute("href"), event)

    def test_tab_goes_on_to_the_download_which_a_calendar_can_read(self, read, width):
        page = read(SEVERAL_DAYS[0][0], width)
        control = open_by_keyboard(page)
        page.keyboard.press("Tab")
        link = control.locator("a.add__file")
        assert link.evaluate("each => each === document.activeElement")
        with page.expect_download() as waiting:
            page.keyboard.press("Enter")
        download = waiting.value
        assert download.suggested_filename.startswith("Hulp vragen kun je leren, 20")
        assert download.suggested_filename.endswith(".ics")
        days = icalendar.Calendar.from_ical(Path(download.path()).read_bytes()).walk("VEVENT")
        assert len({str(day["UID"]) for day in days}) == 5

    def test_what_can_be_pressed_is_large_enough_and_fits(self, read, width):
        for path in (SEVERAL_DAYS[0][0], ONE_DAY, "/trainingen/"):
            page = read(path, width)
            for control in page.locator("details.add > summary").all():
                control.click()
            pressed = page.locator(".add summary, .add__file, .services a, .follow .button")
            for each in pressed.all():
                if each.is_visible():
                    box = each.bounding_box()
                    assert box["height"] >= 24, each
                    assert box["x"] >= 0
                    assert box["x"] + box["width"] <= width
            assert page.evaluate("document.documentElement.scrollWidth") <= width

    def test_the_copy_button_is_not_there(self, read, width):
        page = read("/trainingen/", width)
        assert not page.get_by_role("button", name="Adres kopiëren").is_visible()
        assert page.locator(".follow code.address").inner_text().endswith("/trainingen/agenda.ics")


class TestWithScripts:
    def test_a_button_copies_the_address_and_says_so(self, visit, demo_site):
        page = visit(permissions=["clipboard-read", "clipboard-write"])
        page.goto("/en/trainings/")
        page.get_by_role("button", name="Copy address").click()
        page.get_by_role("status").get_by_text("Copied.").wait_for()
        assert page.evaluate("navigator.clipboard.readText()") == (
            f"{demo_site}/en/trainings/agenda.ics"
        )
        assert page.complaints == []

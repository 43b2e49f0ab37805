"""Every calendar file of the demo, and what the database says must be in it."""

from datetime import timedelta

from django.test import Client
from django.utils import timezone

from events.models import Edition, EditionStatus, TrainingIndexPage, TrainingPage
from events.subscriptions import PLACE_WORDS, TRAINER_WORDS
from tests.readers import Day

HOST = "127.0.0.1:8000"
STATUS = {
    EditionStatus.SCHEDULED: "CONFIRMED",
    EditionStatus.POSTPONED: "TENTATIVE",
    EditionStatus.CANCELLED: "CANCELLED",
}
PREFIX = {
    "nl": {EditionStatus.POSTPONED: "UITGESTELD: ", EditionStatus.CANCELLED: "GEANNULEERD: "},
    "en": {EditionStatus.POSTPONED: "POSTPONED: ", EditionStatus.CANCELLED: "CANCELLED: "},
}
COUNTED = {"nl": " (dag {} van {})", "en": " (day {} of {})"}
DAY_FILE = {"nl": "dag-{}.ics", "en": "day-{}.ics"}


def fetch(addresses) -> dict[str, bytes]:
    """The files at these addresses."""
    client, files = Client(headers={"host": HOST}), {}
    for address in addresses:
        answer = client.get(address)
        assert answer.status_code == 200, address
        assert answer["Content-Type"] == "text/calendar; charset=utf-8", address
        files[address] = answer.content
    return files


def expected_files() -> dict[str, list[Day]]:
    """The address of each feed, each edition's file and each day's, with the days of the rows."""
    now = timezone.now()
    expected = {}
    pages = TrainingPage.objects.live().select_related("locale").order_by("pk")
    indexes = TrainingIndexPage.objects.live().select_related("locale")
    everything = {page.locale.language_code: (page, []) for page in indexes}
    for page in pages:
        language = page.locale.language_code
        of_page = []
        for edition in Edition.objects.filter(
            live=True, training__translation_key=page.translation_key
        ).order_by("pk"):
            days = [
                expected_day(edition, session, number, page, language)
                for number, session in enumerate(edition.sessions.order_by("starts_at", "pk"), 1)
            ]
            expected[f"{page.url}{edition.slug}.ics"] = days
            for number, day in enumerate(days, 1):
                name = DAY_FILE[language].format(number)
                expected[f"{page.url}{edition.slug}/{name}"] = [day]
            kept = timedelta(weeks=4 if edition.status == EditionStatus.CANCELLED else 365 / 7)
            if edition.ends_at > now - kept:
                of_page += days
                index = everything[language][0]
                for address in parts_of(index, page.facts, edition.location):
                    expected.setdefault(address, []).extend(days)
        expected[f"{page.url}agenda.ics"] = of_page
        everything[language][1].extend(of_page)
    for page, days in everything.values():
        expected[f"{page.url}agenda.ics"] = days
    return expected


def parts_of(index, training, location):
    """The addresses of the feeds of a place and of the trainers."""
    language = index.locale.language_code
    if location is not None:
        yield f"{index.url}{PLACE_WORDS[language]}/{location.slug}/agenda.ics"
    for row in training.training_trainers.select_related("person"):
        yield f"{index.url}{TRAINER_WORDS[language]}/{row.person.slug}/agenda.ics"


def expected_day(edition, session, number, page, language) -> Day:
    """A day as the rows have it."""
    count = edition.sessions.count()
    summary = PREFIX[language].get(edition.status, "") + page.title
    if count > 1:
        summary += COUNTED[language].format(number, count)
    if number <= len(page.programme):
        summary += f": {page.programme[number - 1].value['title']}"
    all_day = session.starts is None
    if all_day:
        start, end = session.date.isoformat(), (session.date + timedelta(days=1)).isoformat()
    else:
        start, end = (
            moment.strftime("%Y-%m-%dT%H:%M:%SZ") for moment in (session.starts_at, session.ends_at)
        )
    return Day(
        start=start,
        end=end,
        all_day=all_day,
        zone=None if all_day else edition.location.time_zone,
        status=STATUS[edition.status],
        sequence=session.sequence,
        uid=str(session.uuid),
        summary=summary,
    )

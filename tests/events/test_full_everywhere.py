"""That a full run says so wherever its date is listed, also on pages that were kept."""

from datetime import date

import pytest
import time_machine
from bs4 import BeautifulSoup
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.translation import override

from events import schedule
from events.blocks import ComingTrainingsBlock
from tests.conftest import NOW
from tests.events.conftest import WINTER, enrol
from tests.factories import make_edition, make_training
from tests.keeping import made

pytestmark = pytest.mark.usefixtures("winter", "at_once")


@made(at=NOW)
def full(site, practice):
    """A run of one day with one place."""
    training = make_training(site)
    edition = make_edition(training, date(2027, 3, 1), capacity=1)
    make_edition(training, date(2027, 3, 8), capacity=12)
    return edition


def listed(html: str | bytes, row: str) -> list[str]:
    soup = BeautifulSoup(html, "html.parser")
    return [" ".join(each.get_text(" ").split()) for each in soup.select(row)]


@pytest.mark.parametrize(
    ("path", "row", "free", "taken"),
    [
        ("/", ".agenda__item", "Nog 1 plaats", "Vol: je kunt op de wachtlijst"),
        ("/en/", ".agenda__item", "1 place left", "Full: join the waiting list"),
        ("/nergens/", ".agenda__item", "Nog 1 plaats", "Vol: je kunt op de wachtlijst"),
        ("/trainingen/data/", ".slot__link", "", "Vol"),
        ("/en/trainings/dates/", ".slot__link", "", "Full"),
        ("/trainingen/maand/2027-03/", ".month .slot__link", "", "Vol"),
    ],
)
def test_a_list_of_dates_says_it_as_soon_as_the_last_place_is_taken(
    client, full, path, row, free, taken
):
    before = listed(client.get(path).content, row)
    assert free in before[0]
    assert taken not in before[0]
    enrol(full, "anna")
    after = listed(client.get(path).content, row)
    assert taken in after[0]
    assert taken not in after[1]


def test_so_does_the_block_in_an_article(full):
    enrol(full, "anna")
    block = ComingTrainingsBlock()
    with override("en"):
        first, second = listed(block.render(block.get_preview_value(), {}), ".agenda__item")
    assert "Full: join the waiting list" in first
    assert "12 places left" in second


def test_a_card_leads_to_the_next_run_with_room_in_as_many_queries(client, full):
    def queries() -> int:
        with CaptureQueriesContext(connection) as found:
            schedule.cards([full.training], WINTER)
        return len(found)

    queries()  # What is asked once and then known.
    free = queries()
    enrol(full, "anna")
    assert queries() == free
    (card,) = listed(client.get("/trainingen/").content, ".training-card")
    assert (
        "Vol: je kunt op de wachtlijst ook maandag 8 maart 2027, Utrecht: nog 12 plaatsen" in card
    )
    (link,) = BeautifulSoup(client.get("/trainingen/").content, "html.parser").select(".also")
    assert link["href"] == "/trainingen/hulp-vragen/#2027-03-08"


def test_what_has_begun_is_no_longer_full(client, full):
    enrol(full, "anna")
    with time_machine.travel(date(2027, 3, 1).isoformat() + " 10:00 +0100"):
        rows = listed(client.get("/trainingen/maand/2027-03/").content, ".month .slot__link")
    assert "Vol" not in rows[0]

"""Planned once, read in two languages: the same facts at every moment, without synchronising."""

import json
from datetime import UTC, date, datetime, time, timedelta

import icalendar
import pytest
import time_machine
from django.core.management import call_command
from django.urls import reverse

from events.models import Edition, Location, TrainingPage
from home.models import Person
from tests.events.test_planning import ADD, EDIT, as_shown, posted
from tests.factories import (
    LocationFactory,
    PersonFactory,
    copy_in_english,
    make_edition,
    make_training,
    translate,
)
from tests.home.test_translation import Translator, fresh, published

pytestmark = pytest.mark.once

NOW = datetime(2027, 1, 20, 12, 0, tzinfo=UTC)
DUTCH, ENGLISH = "/trainingen/hulp-vragen/", "/en/trainings/asking-for-help/"
MONDAYS = [date(2027, 3, day) for day in (1, 8, 15, 22, 29)]
STRINGS = {
    "Hulp vragen kun je leren": "Asking for help can be learned",
    "Vijf maandagen.": "Five Mondays.",
    "vrijgesteld van btw": "exempt from VAT",
    "Kijken": "Looking",
    "Kijken.": "Looking.",
    "Luisteren": "Listening",
    "Luisteren.": "Listening.",
    "Vragen": "Asking",
    "Vragen.": "Asking.",
    "Weigeren": "Refusing",
    "Weigeren.": "Refusing.",
    "Verder": "Onwards",
    "Verder.": "Onwards.",
}


@pytest.fixture(autouse=True)
def _before_it_begins():
    with time_machine.travel(NOW):
        yield


@pytest.fixture
def training(site) -> TrainingPage:
    return make_training(site)


def text_of(client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200
    return response.content.decode()


def entries(client, address: str) -> list:
    content = client.get(address).content
    return [
        (
            str(event["UID"]),
            event["DTSTART"].dt,
            event["DTEND"].dt,
            event["SEQUENCE"],
            event["STATUS"],
        )
        for event in icalendar.Calendar.from_ical(content).walk("VEVENT")
    ]


class TestThroughTheAdmin:
    """Nothing but what editors and translators click."""

    def test_a_training_is_translated_planned_once_changed_and_cancelled(self, admin, client, site):
        translator = Translator(admin)
        training = make_training(site, english=False)
        translator.submit(training)
        translator.fill_in(training, STRINGS)
        translator.override_slug(training, "asking-for-help")
        assert client.get(ENGLISH).status_code == 404
        translator.publish(training)

        days = [(day.isoformat(), "9:30", "16:30") for day in MONDAYS]
        response = admin.post(reverse(ADD), posted(training, *days))
        assert response.status_code == 302
        edition = Edition.objects.get()
        dutch, english = text_of(client, DUTCH), text_of(client, ENGLISH)
        assert "maandag 1 maart 2027" in dutch
        assert "Monday 1 March 2027" in english
        assert "9.30–16.30 uur" in dutch
        assert "9:30–16:30" in english
        assert "Luisteren" in dutch
        assert "Listening" in english
        assert "Luisteren" not in english
        files = (DUTCH + "2027-03-01.ics", ENGLISH + "2027-03-01.ics", "/en/trainings/agenda.ics")
        first = entries(client, files[0])
        assert len(first) == 5
        assert all(entries(client, address) == first for address in files)

        address = reverse(EDIT, args=[edition.pk])
        form = as_shown(admin.get(address))
        form |= {"sessions-1-date": "2027-03-09", "action-publish": "action-publish"}
        assert admin.post(address, form).status_code == 302
        dutch, english = text_of(client, DUTCH), text_of(client, ENGLISH)
        assert "9 maart 2027" in dutch
        assert "9 March 2027" in english
        # The old day is named only as what it was.
        assert "Verplaatst: was maandag 8 maart 2027" in dutch
        assert "Moved: was Monday 8 March 2027" in english
        assert dutch.count("maandag 8 maart 2027") == english.count("Monday 8 March 2027") == 1
        second = entries(client, files[0])
        assert [row[3] for row in second] == [0, 1, 0, 0, 0]
        assert all(entries(client, address) == second for address in files)

        form = as_shown(admin.get(address))
        form |= {"status": "cancelled", "action-publish": "action-publish"}
        assert admin.post(address, form).status_code == 302
        third = entries(client, files[0])
        assert {row[4] for row in third} == {"CANCELLED"}
        assert [row[3] for row in third] == [1, 2, 1, 1, 1]
        assert all(entries(client, address) == third for address in files)
        assert "Deze gaat niet door." in text_of(client, DUTCH)
        assert "It won’t take place." in text_of(client, ENGLISH)


class TestFacts:
    """Facts of a training and a place are read from the Dutch row, however old the copy is."""

    @pytest.fixture
    def english(self, site) -> TrainingPage:
        training = make_training(site, english=False)
        page = translate(training, STRINGS)
        page.slug = "asking-for-help"
        return published(page)

    @pytest.fixture
    def dutch(self, english) -> TrainingPage:
        return TrainingPage.objects.get(slug="hulp-vragen")

    def test_the_price(self, client, dutch, english):
        assert "1,250" in text_of(client, ENGLISH)
        published(dutch, price=995)
        assert "995" in text_of(client, ENGLISH)
        assert "1,250" not in text_of(client, ENGLISH)
        assert fresh(english).facts.price == 995

    def test_the_trainers(self, client, dutch, english):
        assert "Marit Hoekstra" in text_of(client, ENGLISH)
        soufian = PersonFactory(name="Soufian Amrani")
        dutch.training_trainers.set([])
        dutch.training_trainers.create(person=soufian)
        published(dutch)
        text = text_of(client, ENGLISH)
        assert "Soufian Amrani" in text
        assert "Marit Hoekstra" not in text

    def test_the_words_about_a_trainer_are_english_once_they_are_published(
        self, client, dutch, english
    ):
        assert "Trainer en coach" in text_of(client, ENGLISH)
        person = published(Person.objects.get())
        translate(person, {"Trainer en coach": "Trainer and coach"})
        assert "Trainer and coach" in text_of(client, ENGLISH)
        assert "Trainer en coach" not in text_of(client, ENGLISH)

    def test_the_address_of_the_place(self, client, dutch, english):
        make_edition(dutch, MONDAYS[0])
        place = published(Location.objects.get())
        translate(place, {"De Lindehof": "The Linden Yard"})
        published(place, street="Kerkweg 5")
        text = text_of(client, ENGLISH)
        assert "The Linden Yard" in text
        assert "Kerkweg 5" in text
        assert "Lindelaan 1" not in text

    def test_the_time_zone_of_the_place(self, client, dutch, english):
        make_edition(dutch, MONDAYS[0])
        place = published(Location.objects.get())
        translate(place, {})
        published(place, time_zone="Europe/Lisbon")
        ((_uid, start, _end, sequence, _status),) = entries(client, ENGLISH + "2027-03-01.ics")
        assert start.astimezone(UTC) == datetime(2027, 3, 1, 9, 30, tzinfo=UTC)
        assert sequence == 1

    def test_a_preview_shows_the_price_of_the_draft(self, admin, dutch, english):
        dutch.price = 777
        dutch.save_revision()
        address = reverse("wagtailadmin_pages:view_draft", args=[dutch.pk])
        assert "777" in text_of(admin, address)
        assert "777" not in text_of(admin, DUTCH)

    def test_a_preview_shows_the_trainers_of_the_draft(self, admin, dutch, english):
        dutch.training_trainers.add(
            dutch.training_trainers.model(person=PersonFactory(name="Joyce de Wit"))
        )
        dutch.save_revision()
        address = reverse("wagtailadmin_pages:view_draft", args=[dutch.pk])
        assert "Joyce de Wit" in text_of(admin, address)

    def test_an_english_training_given_in_dutch_says_so(self, client, dutch, english):
        make_edition(dutch, MONDAYS[0])
        assert "This training is given in Dutch." in text_of(client, ENGLISH)
        assert "in het Nederlands gegeven" not in text_of(client, DUTCH)

    def test_the_programme_is_translated_by_block(self, client, dutch, english):
        make_edition(dutch, *MONDAYS)
        assert [block.value["title"] for block in english.programme] == [
            "Looking",
            "Listening",
            "Asking",
            "Refusing",
            "Onwards",
        ]
        blocks = list(dutch.programme.raw_data)
        published(dutch, programme=json.dumps(blocks[1:] + blocks[:1]))
        page = translate(fresh(dutch), {})
        assert page.programme_title(1) == "Listening"
        assert page.programme_title(5) == "Looking"

    def test_the_english_page_holds_on_to_no_trainer_and_no_place(self, dutch, english):
        assert not english.training_trainers.exists()
        assert english.default_location is None
        assert dutch.training_trainers.count() == 1


class TestTrainingGoes:
    def test_an_unpublished_training_is_gone_in_both_with_its_dates(self, client, training):
        make_edition(training, MONDAYS[0])
        training.unpublish()
        for address in (DUTCH, ENGLISH, DUTCH + "agenda.ics", ENGLISH + "agenda.ics"):
            assert client.get(address).status_code == 404
        assert "maart 2027" not in text_of(client, "/trainingen/")
        assert "March 2027" not in text_of(client, "/en/trainings/")

    def test_an_expired_training_is_gone_in_both(self, client, training):
        published(training, expire_at=NOW + timedelta(days=1))
        with time_machine.travel(NOW + timedelta(days=2)):
            call_command("publish_scheduled")
            assert client.get(DUTCH).status_code == 404
            assert client.get(ENGLISH).status_code == 404

    def test_an_unpublished_english_page_leaves_the_dutch_and_its_dates(self, client, training):
        make_edition(training, MONDAYS[0])
        training.get_translations().get().unpublish()
        assert client.get(ENGLISH).status_code == 404
        assert "Maandag 1 maart 2027" in text_of(client, DUTCH)

    def test_a_training_without_english_is_in_no_english_list(self, client, site):
        dutch_only = make_training(site, english=False)
        make_edition(dutch_only, MONDAYS[0])
        assert "Hulp vragen" in text_of(client, "/trainingen/")
        assert "Hulp vragen" not in text_of(client, "/en/trainings/")
        assert client.get("/en/trainings/hulp-vragen/").status_code == 404
        copy_in_english(dutch_only, title="Asking for help", slug="asking-for-help")
        assert "Monday 1 March 2027" in text_of(client, ENGLISH)


class TestClock:
    def test_both_pages_move_on_when_an_edition_has_begun(self, client, training):
        make_edition(training, MONDAYS[0])
        make_edition(training, MONDAYS[1], starts=time(10))
        assert "1 maart 2027" in text_of(client, "/trainingen/")
        assert "1 March 2027" in text_of(client, "/en/trainings/")
        with time_machine.travel(datetime(2027, 3, 1, 8, 30, 1, tzinfo=UTC)):
            for address, day in (
                ("/trainingen/", "8 maart 2027"),
                ("/en/trainings/", "8 March 2027"),
            ):
                text = text_of(client, address)
                assert day in text
                assert day.replace("8", "1", 1) not in text

    def test_an_edition_elsewhere_is_shown_at_the_hours_of_its_place(self, client, training):
        lisbon = LocationFactory(name="Casa", city="Lissabon", time_zone="Europe/Lisbon")
        make_edition(training, MONDAYS[0], location=lisbon)
        assert "9.30–16.30 uur" in text_of(client, DUTCH)
        assert "9:30–16:30" in text_of(client, ENGLISH)

"""Calendars of one place and of one trainer: which days, at which address, for ever."""

import logging
import re
from datetime import UTC, date, datetime

import icalendar
import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.models import Locale, PageViewRestriction

from events.ical import COLORS
from events.models import Edition, EditionStatus, Location, TrainingIndexPage, TrainingPage
from home import pictures
from home.models import Person, SiteSettings
from home.models.settings import CalendarColor
from tests.events.test_schedule import plan_many
from tests.factories import (
    LocationFactory,
    PersonFactory,
    SiteImageFactory,
    make_edition,
    make_training,
    translate,
)
from tests.home.test_translation import Translator, published
from tests.keeping import made

NOW = datetime(2027, 1, 20, 12, 0, tzinfo=UTC)
MARCH, APRIL, MAY = date(2027, 3, 1), date(2027, 4, 5), date(2027, 5, 3)
PLACE = "/trainingen/locatie/de-lindehof/agenda.ics"
PLACE_EN = "/en/trainings/location/de-lindehof/agenda.ics"
TRAINER = "/trainingen/trainer/marit-hoekstra/agenda.ics"
TRAINER_EN = "/en/trainings/trainer/marit-hoekstra/agenda.ics"
EVERY = [PLACE, PLACE_EN, TRAINER, TRAINER_EN]
PAGES = ["/trainingen/", "/en/trainings/"]
HOST = "http://127.0.0.1:8000"
SUMMARY = re.compile(r"<summary>\s*(Alleen één plek|Follow only one place)")


@pytest.fixture(autouse=True)
def _before_it_begins():
    with time_machine.travel(NOW):
        yield


@made(at=NOW)
def training(site) -> TrainingPage:
    """A training by Marit Hoekstra, usually at De Lindehof."""
    return make_training(site)


@pytest.fixture
def other(site, training) -> TrainingPage:
    """Another one, by Soufian Amrani, at De Schuur."""
    return make_training(
        site,
        slug="nee-zeggen",
        title="Nee zeggen",
        person=PersonFactory(name="Soufian Amrani"),
        default_location=LocationFactory(name="De Schuur"),
    )


def days(client, address: str) -> list[date]:
    """The days that a feed holds."""
    response = client.get(address)
    assert response.status_code == 200
    calendar = icalendar.Calendar.from_ical(response.content)
    return [event["DTSTART"].dt.date() for event in calendar.walk("VEVENT")]


def lines(client, address: str) -> list[str]:
    """The lines of a feed before its first component, in one piece each."""
    text = client.get(address).content.decode().replace("\r\n ", "")
    return text.split("\r\nBEGIN:VTIMEZONE")[0].split("\r\n")


class TestDays:
    @pytest.mark.parametrize("address", [PLACE, PLACE_EN])
    def test_a_place_has_those_of_all_editions_there(self, client, training, other, address):
        make_edition(training, MARCH)
        make_edition(other, APRIL, location=training.default_location)
        make_edition(training, MAY, location=other.default_location)
        assert days(client, address) == [MARCH, APRIL]

    @pytest.mark.parametrize("address", [TRAINER, TRAINER_EN])
    def test_a_trainer_has_those_of_the_trainings_that_list_them(
        self, client, training, other, address
    ):
        make_edition(training, MARCH, location=other.default_location)
        make_edition(other, APRIL)
        assert days(client, address) == [MARCH]

    def test_a_training_of_two_trainers_is_in_the_feed_of_each(self, client, training, other):
        training.training_trainers.create(person=Person.objects.get(name="Soufian Amrani"))
        published(training)
        make_edition(training, MARCH)
        assert days(client, TRAINER) == [MARCH]
        assert days(client, "/trainingen/trainer/soufian-amrani/agenda.ics") == [MARCH]

    def test_who_is_listed_twice_has_each_day_once(self, client, training):
        training.training_trainers.create(person=Person.objects.get())
        published(training)
        make_edition(training, MARCH)
        assert days(client, TRAINER) == [MARCH]

    def test_a_draft_that_lists_somebody_changes_no_feed(self, client, training, other):
        training.training_trainers.add(
            training.training_trainers.model(person=Person.objects.get(name="Soufian Amrani"))
        )
        training.save_revision()
        make_edition(training, MARCH)
        assert days(client, "/trainingen/trainer/soufian-amrani/agenda.ics") == []

    @pytest.mark.parametrize("address", EVERY)
    def test_a_private_training_is_absent(self, client, training, address):
        make_edition(training, MARCH)
        PageViewRestriction.objects.create(
            page=training, restriction_type=PageViewRestriction.PASSWORD, password="geheim"
        )
        assert days(client, address) == []

    def test_a_training_without_a_page_in_english_is_absent_there(self, client, site):
        make_edition(make_training(site, english=False), MARCH)
        assert (days(client, PLACE), days(client, PLACE_EN)) == ([MARCH], [])
        assert (days(client, TRAINER), days(client, TRAINER_EN)) == ([MARCH], [])

    @pytest.mark.parametrize("address", EVERY)
    def test_a_draft_is_absent(self, client, training, address):
        make_edition(training, MARCH, publish=False)
        assert days(client, address) == []

    @pytest.mark.parametrize("address", EVERY)
    def test_the_past_year_is_kept_and_what_was_cancelled_for_four_weeks(
        self, client, training, address
    ):
        with time_machine.travel(datetime(2025, 12, 1, tzinfo=UTC)):
            for day in (date(2026, 1, 19), date(2026, 1, 21)):
                make_edition(training, day)
            for day in (date(2026, 12, 22), date(2026, 12, 24)):
                make_edition(training, day, status=EditionStatus.CANCELLED)
        assert days(client, address) == [date(2026, 1, 21), date(2026, 12, 24)]


class TestWhatItSaysOfItself:
    @pytest.mark.parametrize(
        ("address", "name", "description"),
        [
            (PLACE, "Trainingen in De Lindehof", "De dagen van onze trainingen in De Lindehof."),
            (PLACE_EN, "Trainings at De Lindehof", "The days of our trainings at De Lindehof."),
            (
                TRAINER,
                "Trainingen van Marit Hoekstra",
                "De dagen van de trainingen die Marit Hoekstra geeft.",
            ),
            (
                TRAINER_EN,
                "Trainings by Marit Hoekstra",
                "The days of the trainings that Marit Hoekstra gives.",
            ),
        ],
    )
    def test_name_source_and_page(self, client, training, address, name, description):
        language = "en" if address.startswith("/en/") else "nl"
        page = "/en/trainings/" if language == "en" else "/trainingen/"
        assert lines(client, address) == [
            "BEGIN:VCALENDAR",
            "VERSION:2.0",
            "PRODID:-//Lesdag//Lesdag//NL",
            "CALSCALE:GREGORIAN",
            f"NAME;LANGUAGE={language}:{name} · Lesdag",
            f"X-WR-CALNAME:{name} · Lesdag",
            f"DESCRIPTION;LANGUAGE={language}:{description}",
            f"X-WR-CALDESC:{description}",
            f"URL:{HOST}{page}",
            f"SOURCE;VALUE=URI:{HOST}{address}",
            "REFRESH-INTERVAL;VALUE=DURATION:PT12H",
            "X-PUBLISHED-TTL:PT12H",
            "COLOR:teal",
            "X-APPLE-CALENDAR-COLOR:#008080",
        ]

    def test_a_place_on_the_internet_needs_no_preposition(self, client, site):
        LocationFactory(name="Zoom", online=True)
        dutch = lines(client, "/trainingen/locatie/zoom/agenda.ics")
        assert "X-WR-CALNAME:Trainingen: Zoom · Lesdag" in dutch
        assert "X-WR-CALDESC:De dagen van onze online trainingen: Zoom." in dutch
        english = lines(client, "/en/trainings/location/zoom/agenda.ics")
        assert "X-WR-CALNAME:Trainings: Zoom · Lesdag" in english
        assert "X-WR-CALDESC:The days of our online trainings: Zoom." in english

    def test_a_place_has_its_english_name(self, client, training):
        translate(published(Location.objects.get()), {"De Lindehof": "The Linden Yard"})
        assert "X-WR-CALNAME:Trainings at The Linden Yard · Lesdag" in lines(client, PLACE_EN)
        assert "X-WR-CALNAME:Trainingen in De Lindehof · Lesdag" in lines(client, PLACE)

    @pytest.mark.parametrize("address", EVERY)
    def test_it_is_served_like_any_other_feed(self, client, training, address):
        make_edition(training, MARCH)
        response = client.get(address)
        assert response["Content-Type"] == "text/calendar; charset=utf-8"
        assert response["Content-Disposition"] == 'inline; filename="agenda.ics"'
        assert response["X-Robots-Tag"] == "noindex"
        again = client.get(address, headers={"if-none-match": response["ETag"]})
        assert again.status_code == 304


class TestAddress:
    @pytest.mark.parametrize(
        "address",
        [
            "/trainingen/location/de-lindehof/agenda.ics",
            "/en/trainings/locatie/de-lindehof/agenda.ics",
            "/trainingen/locatie/nergens/agenda.ics",
            "/trainingen/trainer/niemand/agenda.ics",
            "/trainingen/trainer/de-lindehof/agenda.ics",
            "/trainingen/locatie/marit-hoekstra/agenda.ics",
        ],
    )
    def test_of_another_language_or_of_nothing_is_not_found(self, client, training, address):
        assert client.get(address).status_code == 404

    @pytest.mark.parametrize(("model", "name"), [(Location, "De Schuur"), (Person, "Ank")])
    @pytest.mark.parametrize("language", ["nl", "en"])
    def test_is_gone_while_unpublished_and_the_same_afterwards(
        self, client, training, model, name, language
    ):
        thing = published(model.objects.get(), name=name)
        addresses = [PLACE, PLACE_EN] if model is Location else [TRAINER, TRAINER_EN]
        address = addresses[language == "en"]
        translate(thing, {})
        assert client.get(address).status_code == 200
        thing.unpublish()
        assert client.get(address).status_code == 404
        published(model.objects.get(pk=thing.pk))
        assert client.get(address).status_code == 200

    @pytest.mark.parametrize("model", [Location, Person])
    def test_stays_when_the_name_changes(self, client, training, model):
        thing = published(model.objects.get(), name="Een nieuwe naam")
        assert thing.slug in ("de-lindehof", "marit-hoekstra")
        address = PLACE if model is Location else TRAINER
        text = client.get(address).content.decode()
        assert "Een nieuwe naam" in text

    def test_is_made_when_first_published(self, db):
        draft = LocationFactory(name="De Schuur", live=False)
        assert draft.slug is None
        draft.save_revision()
        assert Location.objects.get().slug is None
        assert published(draft, name="De Hooizolder").slug == "de-hooizolder"

    def test_is_not_undone_by_what_was_read_before(self, db):
        early = LocationFactory(live=False)
        published(Location.objects.get())
        early.save()
        assert Location.objects.get().slug == "de-lindehof"

    def test_is_not_undone_by_an_older_revision(self, db):
        draft = LocationFactory(live=False)
        first = draft.save_revision()
        published(draft, name="De Schuur")
        first.publish()
        place = Location.objects.get()
        assert (place.name, place.slug) == ("De Lindehof", "de-schuur")

    @pytest.mark.parametrize("factory", [LocationFactory, PersonFactory])
    def test_of_two_of_one_name_differs(self, db, factory):
        slugs = [factory(name="Het Plein").slug for _time in range(3)]
        assert slugs == ["het-plein", "het-plein-2", "het-plein-3"]

    @pytest.mark.parametrize(
        ("name", "slug"),
        [("Café ’t Één", "cafe-t-een"), ("問", "location"), ("W" * 120, "w" * 100)],
    )
    def test_is_made_of_any_name(self, db, name, slug):
        assert LocationFactory(name=name).slug == slug

    def test_is_in_no_form(self, admin, training):
        for thing in (Location.objects.get(), Person.objects.get()):
            meta = thing._meta
            name = f"wagtailsnippets_{meta.app_label}_{meta.model_name}:edit"
            form = admin.get(reverse(name, args=[thing.pk])).content.decode()
            assert 'name="name"' in form
            assert 'name="slug"' not in form


class TestTranslation:
    """One address for both languages, that of the source row."""

    @pytest.mark.parametrize("model", [Location, Person])
    def test_made_by_wagtail_localize_has_no_address_of_its_own(self, client, training, model):
        thing = published(model.objects.get())
        english = translate(thing, {"De Lindehof": "The Linden Yard"})
        slugs = dict(model.objects.values_list("locale__language_code", "slug"))
        assert slugs == {"nl": thing.slug, "en": None}
        assert english.facts.slug == thing.slug
        for address in EVERY:
            assert client.get(address).status_code == 200

    def test_copied_without_a_draft_has_none_either(self, training):
        place = Location.objects.get()
        copy = place.copy_for_translation(Locale.objects.get(language_code="en"))
        copy.save()
        assert Location.objects.get(pk=copy.pk).slug is None

    def test_through_the_admin_and_once_more(self, admin, client, training):
        translator = Translator(admin)
        place = published(Location.objects.get())
        translator.submit(place)
        translator.fill_in(place, {"De Lindehof": "The Linden Yard"})
        english = translator.publish(place)
        assert (english.name, english.slug) == ("The Linden Yard", None)
        published(place, name="De Linde")
        # What is new in Dutch is there to be translated at once.
        translator.fill_in(place, {"De Linde": "The Linden Yard"})
        translator.publish(place)
        assert Location.objects.get(pk=place.pk).slug == "de-lindehof"
        assert "X-WR-CALNAME:Trainings at The Linden Yard · Lesdag" in lines(client, PLACE_EN)

    def test_a_trainer_listed_by_the_english_row_is_the_same_person(self, client, training):
        english = translate(published(Person.objects.get()), {})
        training.training_trainers.set([])
        training.training_trainers.create(person=english)
        published(training)
        make_edition(training, MARCH)
        assert days(client, TRAINER) == days(client, TRAINER_EN) == [MARCH]


class TestMovedList:
    def test_takes_its_subscribers_along(
        self, client, site, training, django_capture_on_commit_callbacks
    ):
        # Who is away for a while keeps the readers, too.
        PersonFactory(name="Ank").unpublish()
        page = TrainingIndexPage.objects.get(pk=site.trainings.pk)
        page.slug = "aanbod"
        with django_capture_on_commit_callbacks(execute=True):
            page.save_revision().publish()
        for old in (PLACE, TRAINER, "/trainingen/agenda.ics"):
            new = old.replace("/trainingen/", "/aanbod/")
            response = client.get(old)
            assert (response.status_code, response["Location"]) == (301, new)
            assert client.get(new).status_code == 200
        gone = client.get("/trainingen/trainer/ank/agenda.ics")
        assert gone["Location"] == "/aanbod/trainer/ank/agenda.ics"

    def test_in_english_leads_to_english_words(
        self, client, site, training, django_capture_on_commit_callbacks
    ):
        page = TrainingIndexPage.objects.get(pk=site.trainings_en.pk)
        page.slug = "courses"
        with django_capture_on_commit_callbacks(execute=True):
            page.save_revision().publish()
        response = client.get(PLACE_EN)
        assert response["Location"] == "/en/courses/location/de-lindehof/agenda.ics"
        assert client.get(response["Location"]).status_code == 200


class TestWhereReadersFindThem:
    def test_each_has_a_link_with_its_name_and_an_address_to_copy(self, client, training, other):
        make_edition(training, MARCH)
        make_edition(other, APRIL)
        text = " ".join(client.get("/trainingen/").content.decode().split())
        assert SUMMARY.search(text)
        for name, path in [
            ("De Lindehof", PLACE),
            ("De Schuur", "/trainingen/locatie/de-schuur/agenda.ics"),
            ("Marit Hoekstra", TRAINER),
            ("Soufian Amrani", "/trainingen/trainer/soufian-amrani/agenda.ics"),
        ]:
            link = f'href="webcal://127.0.0.1:8000{path}"> Volg {name} </a>'
            assert text.count(link) == 1
            assert f'<code class="address">{HOST}{path}</code>' in text

    def test_in_english(self, client, training):
        make_edition(training, MARCH)
        translate(published(Location.objects.get()), {"De Lindehof": "The Linden Yard"})
        text = " ".join(client.get("/en/trainings/").content.decode().split())
        assert f'href="webcal://127.0.0.1:8000{PLACE_EN}"> Follow The Linden Yard </a>' in text
        assert f'href="webcal://127.0.0.1:8000{TRAINER_EN}"> Follow Marit Hoekstra </a>' in text

    def test_the_places_stand_by_name(self, client, training, other):
        make_edition(training, MARCH)
        make_edition(training, APRIL, location=LocationFactory(name="’t Achterhuis"))
        make_edition(training, APRIL, location=LocationFactory(name="aan de Gracht"))
        make_edition(other, MAY)
        page = client.get("/trainingen/").context
        subjects = [place.subject for place in page["places"]]
        assert subjects == ["aan de Gracht", "De Lindehof", "De Schuur", "’t Achterhuis"]

    @pytest.mark.parametrize("page", PAGES)
    def test_without_days_there_is_nothing_to_follow(self, client, training, page):
        make_edition(training, MARCH, publish=False)
        with time_machine.travel(datetime(2025, 6, 1, tzinfo=UTC)):
            make_edition(training, date(2025, 7, 1))
            make_edition(training, date(2026, 2, 1), status=EditionStatus.CANCELLED)
        assert not SUMMARY.search(client.get(page).content.decode())
        assert all(days(client, address) == [] for address in EVERY)

    @pytest.mark.parametrize("page", PAGES)
    def test_a_place_of_the_past_year_can_still_be_followed(self, client, training, page):
        with time_machine.travel(datetime(2026, 2, 1, tzinfo=UTC)):
            make_edition(training, MARCH.replace(year=2026))
        assert SUMMARY.search(client.get(page).content.decode())

    @pytest.mark.parametrize("page", PAGES)
    def test_a_private_training_gives_nobody_away(self, client, training, page):
        make_edition(training, MARCH)
        PageViewRestriction.objects.create(
            page=training, restriction_type=PageViewRestriction.PASSWORD, password="geheim"
        )
        text = client.get(page).content.decode()
        assert "Marit Hoekstra" not in text
        assert "De Lindehof" not in text

    def test_who_is_not_published_is_not_listed(self, client, training):
        make_edition(training, MARCH)
        Person.objects.get().unpublish()
        Location.objects.get().unpublish()
        assert not SUMMARY.search(client.get("/trainingen/").content.decode())

    @pytest.mark.parametrize("page", PAGES)
    def test_every_address_that_is_listed_answers(self, client, training, other, page):
        make_edition(training, MARCH)
        make_edition(other, APRIL)
        found = re.findall(
            rf'<code class="address">{HOST}([^<]+)</code>', client.get(page).content.decode()
        )
        assert len(found) == 5
        assert all(days(client, address) for address in found)


class TestQueries:
    @pytest.mark.parametrize("address", EVERY)
    def test_do_not_grow_with_the_editions(self, client, training, address):
        def count(number: int) -> int:
            Edition.objects.all().delete()
            plan_many(training, number)
            client.get(address)
            with CaptureQueriesContext(connection) as queries:
                assert len(days(client, address)) == number
            return len(queries)

        assert count(8) == count(80)

    @pytest.mark.parametrize("page", PAGES)
    def test_of_the_list_do_not_grow_with_places_and_trainers(self, client, training, page):
        def count() -> int:
            client.get(page)
            with CaptureQueriesContext(connection) as queries:
                client.get(page)
            return len(queries)

        make_edition(training, MARCH)
        few = count()
        for number in range(8):
            place = LocationFactory(name=f"Plek {number}")
            make_edition(training, APRIL, location=place)
            training.training_trainers.create(person=PersonFactory(name=f"Trainer {number}"))
        published(training)
        assert count() == few
        assert "Trainer 7" in client.get(page).content.decode()


class TestColour:
    @pytest.mark.parametrize("address", ["/trainingen/agenda.ics", PLACE, TRAINER_EN])
    def test_is_that_of_the_settings(self, client, site, training, address):
        settings = SiteSettings.for_site(site.home.get_site())
        settings.calendar_color = CalendarColor.CRIMSON
        settings.save()
        found = lines(client, address)
        assert "COLOR:crimson" in found
        assert "X-APPLE-CALENDAR-COLOR:#dc143c" in found

    def test_a_download_has_none(self, client, training):
        make_edition(training, MARCH)
        text = client.get("/trainingen/hulp-vragen/2027-03-01.ics").content
        assert b"COLOR" not in text
        assert b"IMAGE" not in text

    def test_each_choice_is_a_name_that_calendars_know(self):
        assert len(CalendarColor.values) == 8
        assert set(CalendarColor.values) <= COLORS

    def test_an_editor_chooses_it(self, admin, site):
        address = reverse(
            "wagtailsettings:edit", args=["home", "sitesettings", site.home.get_site().pk]
        )
        form = admin.get(address).content.decode()
        assert 'name="calendar_color"' in form
        assert "Blauwgroen" in form


class TestPicture:
    @pytest.fixture(autouse=True)
    def _nothing_told(self):
        pictures.tell.cache_clear()

    @pytest.fixture
    def covered(self, site, training) -> TrainingIndexPage:
        return published(site.trainings, cover=SiteImageFactory(), cover_alt="Twee stoelen")

    @pytest.mark.parametrize("address", ["/trainingen/agenda.ics", PLACE, TRAINER])
    def test_is_the_cover_as_a_jpeg(self, client, covered, address):
        found = [line for line in lines(client, address) if line.startswith("IMAGE")]
        rendition = covered.cover.renditions.get()
        assert found == [f"IMAGE;VALUE=URI;DISPLAY=BADGE;FMTTYPE=image/jpeg:{HOST}{rendition.url}"]
        assert rendition.file.read(3) == b"\xff\xd8\xff"

    def test_is_the_file_that_search_engines_are_told_of(self, client, site, covered):
        training = TrainingPage.objects.get(slug="hulp-vragen")
        published(training, cover=covered.cover)
        client.get("/trainingen/agenda.ics")
        page = client.get("/trainingen/hulp-vragen/").content.decode()
        assert f'"image":["{pictures.cover_address(covered)}"]' in page
        assert covered.cover.renditions.filter(filter_spec=pictures.SHARED).count() == 1

    def test_of_a_training_is_its_own(self, client, site, covered):
        training = TrainingPage.objects.get(slug="hulp-vragen")
        published(training, cover=SiteImageFactory(), cover_alt="Een raam")
        found = lines(client, "/trainingen/hulp-vragen/agenda.ics")
        address = TrainingPage.objects.get(pk=training.pk).cover.renditions.get().full_url
        assert f"IMAGE;VALUE=URI;DISPLAY=BADGE;FMTTYPE=image/jpeg:{address}" in found

    @pytest.mark.parametrize("content", [None, b"", b"GIF89a", b"\x89PNG\r\n\x1a\nbroken"])
    def test_that_is_lost_or_broken_is_left_out_and_told_of_once(
        self, client, covered, caplog, content
    ):
        make_edition(TrainingPage.objects.get(slug="hulp-vragen"), MARCH)
        file = covered.cover.file
        name = file.name
        file.storage.delete(name)
        if content is not None:
            with file.storage.open(name, "wb") as broken:
                broken.write(content)
        with caplog.at_level(logging.ERROR, "home.pictures"):
            for address in (PLACE, TRAINER, PLACE):
                assert days(client, address) == [MARCH]
                assert b"IMAGE" not in client.get(address).content
        told = [record for record in caplog.records if record.name == "home.pictures"]
        assert len(told) == 1
        assert name in told[0].getMessage()

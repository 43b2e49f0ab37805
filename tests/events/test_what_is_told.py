"""What is not published is not told; what moved is found; what changed says when."""

from datetime import UTC, date, datetime, timedelta

import icalendar
import time_machine
from django.urls import reverse

from events.models import Edition, Location, TrainingPage
from home.models import Person
from tests.factories import LocationFactory, PersonFactory, make_edition, make_training

MONDAY, TUESDAY = date(2027, 2, 1), date(2027, 2, 2)
FEED = "/trainingen/hulp-vragen/agenda.ics"


def first_event(client, address=FEED):
    return icalendar.Calendar.from_ical(client.get(address).content).walk("VEVENT")[0]


class TestDrafts:
    def test_a_location_that_is_not_published_is_refused_at_its_field(self, admin, site):
        training = make_training(site)
        draft = LocationFactory(name="De Schuur", live=False)
        form = {
            "training": training.pk,
            "location": draft.pk,
            "capacity": "8",
            "language": "nl",
            "status": "scheduled",
            "sessions-TOTAL_FORMS": "1",
            "sessions-INITIAL_FORMS": "0",
            "sessions-MIN_NUM_FORMS": "1",
            "sessions-MAX_NUM_FORMS": "1000",
            "sessions-0-date": "01-02-2027",
            "sessions-0-starts": "09:30",
            "sessions-0-ends": "16:30",
            "action-publish": "action-publish",
        }
        response = admin.post(reverse("wagtailsnippets_events_edition:add"), form)
        errors = response.context["form"].errors
        assert errors["location"] == [
            "De Schuur is nog een concept. Publiceer die eerst, onder Locaties."
        ]
        assert not Edition.objects.exists()

    def test_a_location_that_was_taken_offline_is_not_shown(self, client, site):
        training = make_training(site)
        make_edition(training, MONDAY)
        Location.objects.get().unpublish()
        html = client.get("/trainingen/hulp-vragen/").content.decode()
        assert "Lindelaan" not in html
        assert "Plaats volgt nog" in html
        assert not first_event(client).get("LOCATION")

    def test_a_trainer_who_was_taken_offline_is_not_shown(self, client, site):
        make_training(site, person=PersonFactory(name="Marit Hoekstra"))
        assert "Marit Hoekstra" in client.get("/trainingen/hulp-vragen/").content.decode()
        Person.objects.get().unpublish()
        assert "Marit Hoekstra" not in client.get("/trainingen/hulp-vragen/").content.decode()


class TestRenamedTraining:
    def test_takes_its_subscribers_and_files_along(
        self, client, site, django_capture_on_commit_callbacks
    ):
        training = make_training(site)
        make_edition(training, MONDAY)
        training = TrainingPage.objects.get(pk=training.pk)
        training.slug = "vragen-leren"
        with django_capture_on_commit_callbacks(execute=True):
            training.save_revision().publish()
        for old, new in [
            (FEED, "/trainingen/vragen-leren/agenda.ics"),
            ("/trainingen/hulp-vragen/2027-02-01.ics", "/trainingen/vragen-leren/2027-02-01.ics"),
        ]:
            response = client.get(old)
            assert (response.status_code, response["Location"]) == (301, new)
            assert client.get(new).status_code == 200


class TestLastModified:
    def test_follows_what_the_entry_says(self, client, site):
        start = datetime(2026, 12, 1, 12, tzinfo=UTC)
        with time_machine.travel(start, tick=False):
            training = make_training(site)
            edition = make_edition(training, MONDAY)
        assert first_event(client)["LAST-MODIFIED"].dt == start
        later = start + timedelta(days=1)
        with time_machine.travel(later, tick=False):
            edition.language = "en"
            edition.save_revision().publish()
        event = first_event(client)
        assert event["LAST-MODIFIED"].dt == event["DTSTAMP"].dt == later
        assert event["SEQUENCE"] == 0

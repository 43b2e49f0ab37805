"""What people have a place in is not taken from sight without a word to them."""

from datetime import date, timedelta

import pytest
from django.core.management import call_command
from django.urls import reverse

from events import notices, places, told
from events.models import Edition
from tests.events.conftest import WINTER as NOW
from tests.factories import make_edition

pytestmark = pytest.mark.usefixtures("winter")
REFUSED = (
    "Je kunt de publicatie niet intrekken: mensen hebben een plaats in, of wachten op, "
    "Hulp vragen kun je leren"
)


@pytest.fixture
def anna(edition):
    return places.add(edition.pk, {"name": "Anna", "email": "anna@example.com"}, now=NOW)


def publish_as(edition, status) -> None:
    edition = Edition.objects.get(pk=edition.pk)
    edition.status = status
    edition.save_revision().publish()


def is_live(row) -> bool:
    return type(row).objects.get(pk=row.pk).live


def unpublish(admin, edition) -> str:
    address = reverse("wagtailsnippets_events_edition:unpublish", args=[edition.pk])
    return admin.post(address, follow=True).content.decode()


class TestAnEdition:
    def test_with_people_stays_and_says_what_to_do(self, admin, edition, anna):
        page = unpublish(admin, edition)
        assert REFUSED in page
        assert "Annuleer de editie en informeer de deelnemers" in page
        assert is_live(edition)

    def test_without_people_or_with_those_who_withdrew_is_unpublished(self, admin, edition, anna):
        places.withdraw(anna.pk, now=NOW)
        unpublish(admin, edition)
        assert not is_live(edition)

    def test_that_is_cancelled_is_unpublished_once_everybody_knows(self, admin, edition, anna):
        publish_as(edition, "cancelled")
        assert REFUSED in unpublish(admin, edition)
        seen = notices.version(told.facts_of(Edition.objects.get(pk=edition.pk)))
        notices.tell(edition.pk, seen=seen, words={}, now=NOW)
        unpublish(admin, edition)
        assert not is_live(edition)
        assert notices.out_of_sight(NOW) == {}

    def test_that_is_over_is_unpublished(self, admin, edition, anna):
        Edition.objects.filter(pk=edition.pk).update(ends_at=NOW - timedelta(days=1))
        unpublish(admin, edition)
        assert not is_live(edition)


class TestATraining:
    @pytest.fixture(autouse=True)
    def _planned(self, anna):
        """Somebody has a place."""

    def test_with_people_stays(self, admin, edition):
        address = reverse("wagtailadmin_pages:unpublish", args=[edition.training.pk])
        assert REFUSED in admin.post(address, follow=True).content.decode()
        assert is_live(edition.training)

    def test_stays_when_the_pages_above_it_would_take_it_along(self, admin, site, edition):
        address = reverse("wagtailadmin_pages:unpublish", args=[site.trainings.pk])
        page = admin.post(address, {"include_descendants": "on"}, follow=True).content.decode()
        assert REFUSED in page
        assert is_live(edition.training)
        assert is_live(site.trainings)

    @pytest.mark.parametrize("below", [False, True])
    def test_stays_when_it_or_what_is_above_it_is_ticked_in_a_list(
        self, admin, site, edition, below
    ):
        page = site.trainings if below else edition.training
        address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "unpublish"])
        data = {"include_descendants": "on"} if below else {}
        answer = admin.post(f"{address}?id={page.pk}", data, follow=True)
        assert REFUSED in answer.content.decode()
        assert is_live(edition.training)

    def test_is_unpublished_in_another_language(self, admin, edition):
        english = edition.training.get_translations().get()
        admin.post(reverse("wagtailadmin_pages:unpublish", args=[english.pk]))
        assert not is_live(english)
        assert is_live(edition.training)


class TestAtAMoment:
    @pytest.mark.parametrize("of", ["edition", "training"])
    def test_the_dashboard_says_that_people_were_told_nothing(self, admin, edition, anna, of):
        row = edition if of == "edition" else edition.training
        type(row).objects.filter(pk=row.pk).update(expire_at=NOW - timedelta(minutes=1))
        heading = "Lezers zien deze edities niet meer, en deelnemers kregen geen bericht"
        assert heading not in admin.get("/admin/").content.decode()
        call_command("publish_scheduled")
        assert not is_live(row)
        page = admin.get("/admin/").content.decode()
        assert heading in page
        assert reverse("wagtailsnippets_events_edition:edit", args=[edition.pk]) in page

    def test_nothing_is_said_of_what_readers_never_saw(self, edition):
        draft = make_edition(edition.training, date(2027, 5, 3), publish=False)
        places.add(draft.pk, {"name": "Anna"}, now=NOW)
        assert notices.out_of_sight(NOW) == {}

"""Trainings on the dashboard: what is next and how full, and which editions need somebody."""

import re
from datetime import date, timedelta

import pytest
from django.contrib.auth.models import Group

from events import places
from events.models import Edition, EditionStatus, Location, TrainingPage
from home import review
from home.dashboard import needs_of
from tests.conftest import NOW
from tests.events.test_mail_admin import write
from tests.factories import LocationFactory, PersonFactory, UserFactory, make_edition, make_training
from tests.markup import tidy

MONDAY, NEXT_MONDAY = date(2027, 2, 1), date(2027, 2, 8)


@pytest.fixture
def training(site):
    return make_training(site)


@pytest.fixture
def editor(site):
    user = UserFactory(email="rik@example.com", first_name="Rik")
    user.groups.add(Group.objects.get(name="Editors"))
    return user


def plan_all_sorts(site, number):
    """A training with an edition of each sort that the dashboard speaks of; people are untold."""
    first = MONDAY + timedelta(weeks=number)
    training = make_training(
        site,
        english=False,
        slug=f"training-{number}",
        title=f"Training {number}",
        person=PersonFactory(name=f"Trainer {number}", live=False),
        default_location=LocationFactory(name=f"Plek {number}"),
    )
    training = TrainingPage.objects.get(pk=training.pk)
    edition = make_edition(training, first, first + timedelta(days=1), capacity=4)
    places.add(edition.pk, {"name": "Anna", "email": f"anna{number}@example.com"}, now=NOW)
    moved = Edition.objects.get(pk=edition.pk)
    days = moved.days
    days[0].date -= timedelta(days=1)
    moved.sessions.set(days)
    moved.save_revision().publish()
    make_edition(training, first, publish=False)
    late = make_edition(training, first, status=EditionStatus.POSTPONED)
    Edition.objects.filter(pk=late.pk).update(ends_at=NOW - timedelta(days=1))
    hidden = make_edition(training, first + timedelta(days=2))
    places.add(hidden.pk, {"name": "Bo", "email": f"bo{number}@example.com"}, now=NOW)
    hidden.unpublish()
    write(1000 + number, state="failed")
    return training


def needs(user, heading):
    found = [each for each in needs_of(user, NOW) if each.heading == heading]
    return [(need.title, need.sentence, need.url) for each in found for need in each.items]


def next_panel(client, user) -> str:
    client.force_login(user)
    page = tidy(client.get("/admin/").content.decode())
    return re.search(r'<section class="dashboard__panel dashboard__panel--next.*?</section>', page)[
        0
    ]


def words_of(html) -> str:
    return " ".join(re.sub("<[^>]+>", " ", html).split())


class TestNext:
    def test_shows_date_place_and_how_full(self, client, editor, training):
        edition = make_edition(training, MONDAY, NEXT_MONDAY, capacity=2)
        for who in ("anna", "bo", "cas"):
            places.add(edition.pk, {"name": who, "email": f"{who}@example.com"}, now=NOW)
        panel = next_panel(client, editor)
        assert (
            "ma 1 februari 9.30–16.30 uur Hulp vragen kun je leren Eerste van 2 dagen, De Lindehof "
            "2 van 2 plaatsen bezet, 1 wacht Deelnemerslijst"
        ) in words_of(panel).replace(" ,", ",")
        assert "3 nieuwe aanmeldingen in de afgelopen week." in panel
        assert f'href="/admin/enrolments/edition/{edition.pk}/"' in panel
        assert 'aria-label="Deelnemerslijst van Hulp vragen kun je leren, 01-02-2027"' in panel
        assert f'href="/admin/snippets/events/edition/edit/{edition.pk}/"' in panel

    def test_the_first_comes_first_and_six_are_shown(self, client, editor, training):
        for week in range(8, 0, -1):
            make_edition(training, MONDAY + timedelta(weeks=week))
        panel = next_panel(client, editor)
        days = re.findall(r'<time datetime="([0-9-]+)"', panel)
        assert days == [f"{MONDAY + timedelta(weeks=week)}" for week in range(1, 7)]
        assert "En nog 2 in Planning" in panel

    def test_one_that_has_begun_shows_its_next_day(self, client, editor, training):
        yesterday = NOW.date() - timedelta(days=1)
        make_edition(training, yesterday, yesterday + timedelta(weeks=1))
        panel = next_panel(client, editor)
        assert "Dag 2 van 2" in panel
        assert 'datetime="2026-11-30"' in panel

    @pytest.mark.parametrize("status", [EditionStatus.CANCELLED, EditionStatus.POSTPONED])
    def test_what_does_not_go_ahead_is_not_next(self, client, editor, training, status):
        make_edition(training, MONDAY, status=status)
        make_edition(training, MONDAY, publish=False)
        make_edition(training, date(2026, 11, 2))
        assert "Er is geen training gepland." in next_panel(client, editor)

    def test_who_sees_no_enrolments_gets_no_list(self, client, editor, training):
        group = Group.objects.get(name="Editors")
        group.permissions.remove(*group.permissions.filter(content_type__model="enrolment"))
        edition = make_edition(training, MONDAY)
        places.add(edition.pk, {"name": "Anna"}, now=NOW)
        panel = next_panel(client, editor)
        assert "Deelnemerslijst" not in panel
        assert "nieuwe aanmelding" not in panel

    def test_a_place_that_readers_do_not_see_is_to_follow(self, client, editor, training):
        make_edition(training, MONDAY)
        Location.objects.get().unpublish()
        assert "plaats volgt nog" in next_panel(client, editor)


class TestIncomplete:
    HEADING = "Edities waar nog iets mist"

    def test_names_all_that_a_draft_lacks(self, editor, site):
        training = make_training(site)
        TrainingPage.objects.filter(pk=training.pk).update(default_location=None)
        edition = Edition(training=TrainingPage.objects.get(pk=training.pk), live=False)
        edition.save()
        edition.save_revision()
        (found,) = needs(editor, self.HEADING)
        assert found == (
            "Hulp vragen kun je leren",
            "Nog in te vullen: dagen, een locatie.",
            f"/admin/snippets/events/edition/edit/{edition.pk}/",
        )

    def test_a_draft_counts_as_it_is_now(self, editor, training):
        edition = make_edition(training, MONDAY, publish=False)
        assert needs(editor, self.HEADING) == []
        edition.sessions.set([])
        edition.save_revision()
        assert needs(editor, self.HEADING)[0][1] == "Nog in te vullen: dagen."

    def test_one_that_waits_for_a_review_is_not_said_to_be_unpublished(self, editor, training):
        review.apply(on=True)
        edition = make_edition(training, MONDAY, publish=False)
        edition.save_revision(user=editor)
        heading = "Edities die nog niet gepubliceerd zijn"
        assert heading in [needs.heading for needs in needs_of(editor, NOW)]
        edition.get_workflow().start(edition, editor)
        assert heading not in [needs.heading for needs in needs_of(editor, NOW)]

    def test_a_location_must_be_published(self, editor, training):
        make_edition(training, MONDAY)
        Location.objects.get().unpublish()
        assert needs(editor, self.HEADING)[0][1] == (
            "Nog in te vullen: een locatie die gepubliceerd is."
        )

    def test_what_is_over_or_cancelled_may_lack_it(self, editor, training):
        make_edition(training, date(2026, 11, 2))
        make_edition(training, MONDAY, status=EditionStatus.CANCELLED)
        Location.objects.get().unpublish()
        assert needs(editor, self.HEADING) == []

    def test_a_training_without_a_trainer_is_named_once(self, editor, training):
        make_edition(training, MONDAY)
        make_edition(training, NEXT_MONDAY)
        assert needs(editor, "Trainingen zonder trainer") == []
        training.training_trainers.all().delete()
        assert needs(editor, "Trainingen zonder trainer") == [
            (
                "Hulp vragen kun je leren",
                "Er zijn data gepland, maar lezers zien niet wie de training geeft.",
                f"/admin/pages/{training.pk}/edit/",
            )
        ]


class TestUnpublished:
    HEADING = "Edities die nog niet gepubliceerd zijn"

    def test_says_who_saved_it(self, editor, training):
        edition = make_edition(training, MONDAY, publish=False)
        edition.save_revision(user=editor)
        assert needs(editor, self.HEADING)[0][:2] == (
            "Hulp vragen kun je leren, 01-02-2027",
            "Rik heeft dit op dinsdag 24 november bewaard; lezers zien het nog niet.",
        )

    def test_says_that_a_change_is_not_seen(self, editor, training):
        edition = make_edition(training, MONDAY)
        edition.save_revision(user=editor)
        assert needs(editor, self.HEADING)[0][1] == (
            "Rik heeft dit op dinsdag 24 november gewijzigd; lezers zien dat nog niet."
        )


class TestPostponed:
    def test_is_named_once_its_old_days_are_over(self, editor, training, time_machine):
        edition = make_edition(training, MONDAY, NEXT_MONDAY, status=EditionStatus.POSTPONED)
        heading = "Uitgesteld, en nog geen nieuwe data"
        assert needs(editor, heading) == []
        later = NOW + timedelta(days=90)
        found = [each for each in needs_of(editor, later) if each.heading == heading]
        assert [(need.title, need.sentence, need.url) for need in found[0].items] == [
            (
                "Hulp vragen kun je leren",
                "De oude data waren op 8 februari 2027 voorbij. Geef nieuwe data of annuleer de "
                "editie.",
                f"/admin/snippets/events/edition/edit/{edition.pk}/",
            )
        ]


class TestMails:
    def test_that_failed_are_counted_and_lead_to_them(self, editor, client):
        write(1, state="failed")
        write(2, state="failed")
        write(3, state="sent")
        ((title, _sentence, url),) = needs(editor, "Mails die niet zijn aangekomen")
        assert title == "2 mails konden niet worden verstuurd."
        client.force_login(editor)
        page = client.get(url).content.decode()
        assert "anna1@" in page
        assert "anna3@" not in page

    def test_are_for_who_reads_mails(self, editor):
        group = Group.objects.get(name="Editors")
        group.permissions.remove(*group.permissions.filter(content_type__model="mail"))
        write(1, state="failed")
        assert needs(editor, "Mails die niet zijn aangekomen") == []

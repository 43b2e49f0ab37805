"""An edition settles what follows from its days, and numbers what changes."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
import time_machine
from django.core.management import call_command
from django.utils import timezone
from django.utils.translation import override
from wagtail.actions.publish_revision import PublishRevisionAction
from wagtail.actions.unpublish import UnpublishAction

from events import entries
from events.models import CalendarEntry, Edition, EditionStatus, Location, Session, TrainingPage
from tests.conftest import NOW
from tests.factories import LocationFactory, make_edition, make_training
from tests.keeping import made

MONDAY = date(2027, 2, 1)
NEXT_MONDAY = date(2027, 2, 8)
THIRD_MONDAY = date(2027, 2, 15)
WINTER = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)


def fresh(edition: Edition) -> Edition:
    """The row that readers see, with nothing remembered."""
    return Edition.objects.get(pk=edition.pk)


def days_of(edition: Edition) -> list[Session]:
    """The days that readers see."""
    return list(Session.objects.filter(edition=edition.pk).order_by("starts_at"))


def sequences(edition: Edition) -> list[int]:
    """SEQUENCE of each day that readers see."""
    return [day.sequence for day in days_of(edition)]


def stamps(edition: Edition) -> list[datetime]:
    """LAST-MODIFIED of each day, as calendars in Dutch are told of it."""
    entries.of_feed("nl", timezone.now())
    told = CalendarEntry.objects.filter(edition=edition.pk, language="nl")
    return list(told.order_by("number").values_list("last_modified", flat=True))


def draft(edition: Edition, change) -> object:
    """Save a draft as the admin does, from the latest version, and return its revision."""
    latest = fresh(edition).get_latest_revision_as_object()
    change(latest)
    latest.full_clean()
    return latest.save_revision()


def publish(edition: Edition, change=lambda edition: None) -> Edition:
    """Change an edition and publish that."""
    PublishRevisionAction(draft(edition, change)).execute()
    return fresh(edition)


def move(number: int, **fields):
    """A change of one day, counted from 0."""

    def change(edition):
        days = edition.days
        for name, value in fields.items():
            setattr(days[number], name, value)
        edition.sessions.set(days)

    return change


def set_fields(**fields):
    """A change of the edition itself."""

    def change(edition):
        for name, value in fields.items():
            setattr(edition, name, value)

    return change


@made(at=NOW)
def training(site) -> TrainingPage:
    return make_training(site, default_capacity=9, language="en")


@made(at=NOW)
def edition(training) -> Edition:
    """Three Mondays, published."""
    return make_edition(training, MONDAY, NEXT_MONDAY, THIRD_MONDAY)


class TestSettling:
    def test_what_was_left_empty_is_taken_from_the_training(self, training):
        edition = make_edition(training, MONDAY)
        assert edition.location == training.default_location
        assert edition.capacity == 9
        assert edition.language == "en"

    def test_what_was_given_stays_as_it_is(self, training):
        barn = LocationFactory(name="De Schuur")
        edition = make_edition(training, MONDAY, location=barn, capacity=4, language="nl")
        assert edition.location == barn
        assert edition.capacity == 4
        assert edition.language == "nl"

    def test_a_later_default_of_the_training_does_not_change_what_is_planned(self, training):
        edition = make_edition(training, MONDAY)
        training.default_capacity = 30
        training.save_revision().publish()
        assert publish(edition).capacity == 9

    def test_an_edition_of_the_english_page_belongs_to_the_dutch_one(self, training):
        english = training.get_translations().get().specific
        edition = make_edition(english, MONDAY)
        assert edition.training == training

    def test_a_training_without_a_usual_place_may_have_an_edition_without_one(self, site):
        page = make_training(site)
        page.default_location = None
        page.save()
        edition = make_edition(page, MONDAY)
        assert edition.location is None
        assert edition.zone.key == "Europe/Amsterdam"

    def test_days_are_put_in_order(self, training):
        edition = make_edition(training, THIRD_MONDAY, MONDAY, NEXT_MONDAY)
        assert [day.date for day in edition.days] == [MONDAY, NEXT_MONDAY, THIRD_MONDAY]
        assert edition.first_day == MONDAY

    def test_a_draft_keeps_its_days_in_order_too(self, edition):
        def add(latest):
            latest.sessions.add(Session(date=date(2027, 1, 25), starts=time(9), ends=time(10)))

        revision = draft(edition, add)
        dates = [day.date for day in revision.as_object().sessions.all()]
        assert dates == [date(2027, 1, 25), MONDAY, NEXT_MONDAY, THIRD_MONDAY]

    def test_it_begins_with_its_first_day_and_ends_with_its_last(self, edition):
        assert edition.starts_at == datetime(2027, 2, 1, 8, 30, tzinfo=UTC)
        assert edition.ends_at == datetime(2027, 2, 15, 15, 30, tzinfo=UTC)

    def test_the_same_hours_are_other_instants_after_the_clock_has_changed(self, training):
        edition = make_edition(training, date(2027, 3, 22), date(2027, 3, 29))
        assert [day.starts_at for day in edition.days] == [
            datetime(2027, 3, 22, 8, 30, tzinfo=UTC),
            datetime(2027, 3, 29, 7, 30, tzinfo=UTC),
        ]

    def test_an_end_before_the_start_is_after_midnight(self, training):
        edition = make_edition(training, MONDAY, starts=time(21), ends=time(1, 30))
        (day,) = edition.days
        assert day.starts_at == datetime(2027, 2, 1, 20, 0, tzinfo=UTC)
        assert day.ends_at == datetime(2027, 2, 2, 0, 30, tzinfo=UTC)

    def test_a_night_in_which_the_clock_goes_back_is_an_hour_longer(self, training):
        night = date(2027, 10, 30)
        edition = make_edition(training, night, starts=time(22), ends=time(6))
        assert edition.ends_at - edition.starts_at == timedelta(hours=9)

    def test_a_day_without_times_lasts_from_midnight_to_midnight(self, training):
        edition = make_edition(training, MONDAY, starts=None, ends=None)
        (day,) = edition.days
        assert day.all_day
        assert day.starts_at == datetime(2027, 1, 31, 23, 0, tzinfo=UTC)
        assert day.ends_at == datetime(2027, 2, 1, 23, 0, tzinfo=UTC)

    def test_the_day_on_which_the_clock_goes_forward_has_23_hours(self, training):
        edition = make_edition(training, date(2027, 3, 28), starts=None, ends=None)
        assert edition.ends_at - edition.starts_at == timedelta(hours=23)

    def test_times_are_meant_in_the_zone_of_the_place(self, training):
        lisbon = LocationFactory(name="Casa", city="Lissabon", time_zone="Europe/Lisbon")
        edition = make_edition(training, MONDAY, location=lisbon)
        assert edition.starts_at == datetime(2027, 2, 1, 9, 30, tzinfo=UTC)

    def test_the_zone_of_an_english_copy_of_the_place_counts_for_nothing(self, training):
        lisbon = LocationFactory(name="Casa", time_zone="Europe/Lisbon")
        copy = lisbon.copy_for_translation(training.get_translations().get().locale)
        copy.time_zone = "Asia/Tokyo"
        copy.save()
        edition = make_edition(training, MONDAY, location=copy)
        assert edition.location == lisbon
        assert edition.starts_at == datetime(2027, 2, 1, 9, 30, tzinfo=UTC)

    def test_another_place_in_another_zone_moves_the_instants(self, edition):
        lisbon = LocationFactory(name="Casa", time_zone="Europe/Lisbon")
        edition = publish(edition, set_fields(location=lisbon))
        assert edition.starts_at == datetime(2027, 2, 1, 9, 30, tzinfo=UTC)


class TestAddress:
    def test_it_is_the_date_of_the_first_day(self, training):
        edition = make_edition(training, NEXT_MONDAY, MONDAY)
        assert edition.slug == "2027-02-01"

    def test_a_draft_has_none_until_it_is_published(self, training):
        edition = make_edition(training, MONDAY, publish=False)
        assert edition.slug is None
        assert publish(edition).slug == "2027-02-01"

    def test_it_is_given_when_first_published_not_when_first_drafted(self, training):
        edition = make_edition(training, MONDAY, publish=False)
        assert publish(edition, move(0, date=NEXT_MONDAY)).slug == "2027-02-08"

    def test_it_stays_when_the_first_day_moves(self, edition):
        edition = publish(edition, move(0, date=date(2027, 1, 25)))
        assert edition.first_day == date(2027, 1, 25)
        assert edition.slug == "2027-02-01"

    def test_it_stays_when_the_edition_is_unpublished_and_published_again(self, edition):
        UnpublishAction(edition).execute()
        edition = publish(edition, move(0, date=date(2027, 1, 25)))
        assert edition.live
        assert edition.slug == "2027-02-01"

    def test_going_back_to_a_version_from_before_it_was_published_keeps_it(self, training):
        edition = make_edition(training, MONDAY, publish=False)
        first = edition.latest_revision
        edition = publish(edition, move(0, date=NEXT_MONDAY))
        first.publish()
        assert fresh(edition).first_day == MONDAY
        assert fresh(edition).slug == "2027-02-08"

    def test_two_editions_of_a_training_on_one_date_differ(self, training):
        slugs = [make_edition(training, MONDAY).slug for _ in range(3)]
        assert slugs == ["2027-02-01", "2027-02-01-2", "2027-02-01-3"]

    def test_two_trainings_may_have_the_same(self, site, training):
        other = make_training(site, slug="luisteren")
        assert make_edition(training, MONDAY).slug == make_edition(other, MONDAY).slug

    def test_an_edition_that_goes_to_another_training_is_unique_there(self, site, training):
        other = make_training(site, slug="luisteren")
        make_edition(other, MONDAY)
        edition = make_edition(training, MONDAY)
        edition = publish(edition, set_fields(training=other))
        assert edition.training == other
        assert edition.slug == "2027-02-01-2"


class TestIdentity:
    def test_edition_and_days_keep_their_uuid_over_drafts_and_publications(self, edition):
        uuid, days = edition.uuid, [day.uuid for day in days_of(edition)]
        draft(edition, move(1, date=date(2027, 2, 9)))
        publish(edition, move(0, ends=time(17)))
        publish(edition, set_fields(status=EditionStatus.CANCELLED))
        assert fresh(edition).uuid == uuid
        assert [day.uuid for day in days_of(edition)] == days

    def test_a_draft_that_was_never_published_keeps_its_uuids(self, training):
        edition = make_edition(training, MONDAY, publish=False)
        uuid, days = edition.uuid, [day.uuid for day in days_of(edition)]
        edition = publish(edition)
        assert edition.uuid == uuid
        assert [day.uuid for day in days_of(edition)] == days

    def test_going_back_to_an_old_version_brings_the_old_uuids_back(self, edition):
        first, days = edition.latest_revision, [day.uuid for day in days_of(edition)]

        def drop_the_last(latest):
            latest.sessions.set(latest.days[:2])

        publish(edition, drop_the_last)
        assert [day.uuid for day in days_of(edition)] == days[:2]
        first.publish()
        assert [day.uuid for day in days_of(edition)] == days

    def test_a_version_with_another_uuid_does_not_change_that_of_the_edition(self, edition):
        uuid, revision = edition.uuid, edition.latest_revision
        revision.content["uuid"] = "00000000-0000-4000-8000-000000000000"
        revision.save()
        revision.publish()
        assert fresh(edition).uuid == uuid

    def test_a_day_that_moves_past_another_keeps_its_own(self, edition):
        first, second, third = (day.uuid for day in days_of(edition))
        publish(edition, move(0, date=date(2027, 2, 22)))
        assert [day.uuid for day in days_of(edition)] == [second, third, first]

    def test_rows_of_days_stay_rows(self, edition):
        keys = [day.pk for day in days_of(edition)]
        publish(edition, move(1, starts=time(10)))
        assert [day.pk for day in days_of(edition)] == keys


class TestDrafts:
    def test_a_draft_changes_nothing_that_readers_see(self, edition):
        before = Edition.objects.filter(pk=edition.pk).values().get()
        days = list(Session.objects.filter(edition=edition).values())

        def change(latest):
            latest.status, latest.capacity = EditionStatus.CANCELLED, 3
            move(1, date=date(2027, 5, 5), starts=time(12))(latest)

        revision = draft(edition, change)
        after = Edition.objects.filter(pk=edition.pk).values().get()
        assert after.pop("latest_revision_id") == revision.pk
        assert after.pop("has_unpublished_changes") is True
        assert {name: before[name] for name in after} == after
        assert list(Session.objects.filter(edition=edition).values()) == days

    def test_a_draft_adds_and_removes_no_days(self, edition):
        def change(latest):
            latest.sessions.set([*latest.days[:1], Session(date=date(2027, 6, 7))])

        draft(edition, change)
        assert [day.date for day in days_of(edition)] == [MONDAY, NEXT_MONDAY, THIRD_MONDAY]


class TestSequence:
    def test_a_first_publication_is_number_0(self, edition):
        assert sequences(edition) == [0, 0, 0]

    def test_drafts_before_the_first_publication_raise_nothing(self, training):
        edition = make_edition(training, MONDAY, NEXT_MONDAY, publish=False)
        draft(edition, move(1, starts=time(11)))
        edition = publish(edition, set_fields(status=EditionStatus.POSTPONED))
        assert sequences(edition) == [0, 0]

    def test_a_day_that_moves_is_the_only_one_that_goes_up(self, edition):
        publish(edition, move(1, date=date(2027, 2, 9)))
        assert sequences(edition) == [0, 1, 0]

    def test_a_day_that_moves_keeps_the_start_that_readers_were_told_last(self, edition):
        publish(edition, move(1, date=date(2027, 2, 9)))
        publish(edition, move(1, ends=time(17)))
        assert [day.previous_starts_at for day in days_of(edition)] == [
            None,
            datetime(2027, 2, 8, 8, 30, tzinfo=UTC),
            None,
        ]
        draft(edition, move(1, date=date(2027, 2, 10)))
        publish(edition, move(1, date=date(2027, 2, 11)))
        assert days_of(edition)[1].previous_starts_at == datetime(2027, 2, 9, 8, 30, tzinfo=UTC)

    def test_a_day_that_moved_before_anybody_saw_it_has_no_start_before(self, training):
        edition = make_edition(training, MONDAY, NEXT_MONDAY, publish=False)
        draft(edition, move(1, date=date(2027, 2, 9)))
        edition = publish(edition)
        assert [day.previous_starts_at for day in days_of(edition)] == [None, None]

    def test_its_moment_of_change_goes_up_with_it(self, training):
        with time_machine.travel(WINTER, tick=False):
            edition = make_edition(training, MONDAY, NEXT_MONDAY)
            assert stamps(edition) == [WINTER, WINTER]
        later = WINTER + timedelta(days=2)
        with time_machine.travel(later, tick=False):
            publish(edition, move(1, ends=time(17)))
        assert stamps(edition) == [WINTER, later]
        assert [day.created_at for day in days_of(edition)] == [WINTER, WINTER]

    def test_the_number_goes_up_when_published_not_when_the_draft_is_saved(self, training):
        with time_machine.travel(WINTER, tick=False):
            edition = make_edition(training, MONDAY)
            revision = draft(edition, move(0, starts=time(10)))
        assert sequences(edition) == [0]
        assert stamps(edition) == [WINTER]
        later = WINTER + timedelta(hours=1)
        with time_machine.travel(later, tick=False):
            revision.publish()
        assert sequences(edition) == [1]
        assert stamps(edition) == [later]

    @pytest.mark.parametrize("status", [EditionStatus.POSTPONED, EditionStatus.CANCELLED], ids=str)
    def test_a_decision_about_the_edition_raises_all_days(self, edition, status):
        publish(edition, set_fields(status=status))
        assert sequences(edition) == [1, 1, 1]

    def test_another_place_raises_all_days(self, edition):
        publish(edition, set_fields(location=LocationFactory(name="De Schuur")))
        assert sequences(edition) == [1, 1, 1]

    def test_a_moved_day_of_a_cancelled_edition_goes_up_once(self, edition):
        def change(latest):
            latest.status = EditionStatus.CANCELLED
            move(0, starts=time(8))(latest)

        publish(edition, change)
        assert sequences(edition) == [1, 1, 1]

    def test_capacity_and_language_raise_nothing(self, edition):
        publish(edition, set_fields(capacity=20, language="nl"))
        assert sequences(edition) == [0, 0, 0]

    def test_publishing_again_without_a_change_raises_nothing(self, training):
        with time_machine.travel(WINTER, tick=False):
            edition = make_edition(training, MONDAY, NEXT_MONDAY)
            assert stamps(edition) == [WINTER, WINTER]
        publish(edition)
        publish(edition)
        assert sequences(edition) == [0, 0]
        assert stamps(edition) == [WINTER, WINTER]

    def test_an_added_day_begins_at_0_and_leaves_the_others(self, training):
        with time_machine.travel(WINTER, tick=False):
            edition = make_edition(training, MONDAY)

        def add(latest):
            latest.sessions.add(Session(date=NEXT_MONDAY, starts=time(9), ends=time(10)))

        later = WINTER + timedelta(days=1)
        with time_machine.travel(later, tick=False):
            publish(edition, add)
        assert sequences(edition) == [0, 0]
        assert [day.created_at for day in days_of(edition)] == [WINTER, later]

    def test_taking_a_change_back_does_not_use_a_number_again(self, edition):
        publish(edition, move(0, starts=time(10)))
        publish(edition, move(0, starts=time(9, 30)))
        assert sequences(edition) == [2, 0, 0]

    def test_going_back_to_an_old_version_is_a_change_too(self, edition):
        first = edition.latest_revision
        publish(edition, move(0, starts=time(10)))
        first.publish()
        assert days_of(edition)[0].starts == time(9, 30)
        assert sequences(edition) == [2, 0, 0]

    def test_going_back_as_the_admin_does_is_a_change_too(self, edition):
        first = edition.latest_revision
        publish(edition, move(0, starts=time(10)))
        revision = first.as_object().save_revision(previous_revision=first)
        PublishRevisionAction(revision, previous_revision=first).execute()
        assert sequences(edition) == [2, 0, 0]

    def test_what_is_changed_while_unpublished_counts_when_it_is_published(self, edition):
        UnpublishAction(edition).execute()
        publish(edition, move(2, date=date(2027, 2, 16)))
        assert sequences(edition) == [0, 0, 1]

    def test_the_language_of_whoever_publishes_makes_no_change(self, edition):
        with override("en"):
            publish(edition)
        assert sequences(edition) == [0, 0, 0]


class TestMovedLocation:
    @time_machine.travel(WINTER, tick=False)
    def test_a_place_that_is_no_longer_told_and_is_told_again_raises_the_days(self, edition):
        Location.objects.get(pk=edition.location_id).unpublish()
        assert sequences(edition) == [1, 1, 1]
        self.publish_location(edition.location)
        assert sequences(edition) == [2, 2, 2]

    @staticmethod
    def publish_location(location, **fields):
        location = Location.objects.get(pk=location.pk)
        for name, value in fields.items():
            setattr(location, name, value)
        location.save_revision().publish()

    @time_machine.travel(datetime(2027, 2, 3, 12, tzinfo=UTC), tick=False)
    def test_another_address_raises_the_days_that_are_still_to_come(self, edition):
        self.publish_location(edition.location, street="Kerkweg 5")
        assert sequences(edition) == [0, 1, 1]

    def test_a_draft_of_another_address_raises_nothing(self, edition):
        location = Location.objects.get(pk=edition.location_id)
        location.street = "Kerkweg 5"
        revision = location.save_revision()
        assert sequences(edition) == [0, 0, 0]
        revision.publish()
        assert sequences(edition) == [1, 1, 1]

    def test_a_corrected_typing_error_in_the_directions_raises_nothing(self, edition):
        self.publish_location(edition.location, directions="<p>Tien minuten fietsen.</p>")
        assert sequences(edition) == [0, 0, 0]

    def test_another_place_elsewhere_raises_nothing_here(self, edition):
        barn = LocationFactory(name="De Schuur")
        self.publish_location(barn, street="Kerkweg 5")
        assert sequences(edition) == [0, 0, 0]

    def test_an_edition_that_was_never_published_stays_at_0(self, training):
        edition = make_edition(training, MONDAY, publish=False)
        self.publish_location(training.default_location, street="Kerkweg 5")
        assert sequences(edition) == [0]

    def test_another_time_zone_gives_the_same_hours_other_instants(self, edition):
        self.publish_location(edition.location, time_zone="Europe/Lisbon")
        assert [day.starts_at.hour for day in days_of(edition)] == [9, 9, 9]
        assert [day.starts for day in days_of(edition)] == [time(9, 30)] * 3
        assert fresh(edition).starts_at == datetime(2027, 2, 1, 9, 30, tzinfo=UTC)
        assert fresh(edition).ends_at == datetime(2027, 2, 15, 16, 30, tzinfo=UTC)
        assert sequences(edition) == [1, 1, 1]

    def test_another_zone_and_another_town_at_once_raise_once(self, edition):
        self.publish_location(edition.location, time_zone="Europe/Lisbon", city="Lissabon")
        assert sequences(edition) == [1, 1, 1]

    def test_another_town_in_a_zone_with_the_same_clock_raises_too(self, edition):
        self.publish_location(edition.location, time_zone="Europe/Brussels", city="Gent")
        assert sequences(edition) == [1, 1, 1]

    @time_machine.travel(datetime(2027, 2, 3, 12, tzinfo=UTC), tick=False)
    def test_days_that_are_over_move_with_the_zone_but_not_with_the_town(self, edition):
        self.publish_location(edition.location, time_zone="Europe/Brussels", city="Gent")
        assert sequences(edition) == [0, 1, 1]

    def test_a_draft_that_waits_is_kept_when_the_zone_changes(self, edition):
        draft(edition, move(0, starts=time(10)))
        self.publish_location(edition.location, time_zone="Europe/Lisbon")
        assert fresh(edition).has_unpublished_changes
        edition = publish(edition)
        assert edition.starts_at == datetime(2027, 2, 1, 10, 0, tzinfo=UTC)


class TestScheduledPublication:
    def test_an_edition_appears_at_its_moment_with_address_and_number(self, training):
        opening = WINTER + timedelta(days=7)
        with time_machine.travel(WINTER, tick=False):
            edition = make_edition(training, MONDAY, go_live_at=opening)
            assert not edition.live
            assert edition.slug is None
            call_command("publish_scheduled")
            assert not fresh(edition).live
        uuids = [day.uuid for day in days_of(edition)]
        with time_machine.travel(opening + timedelta(minutes=1), tick=False):
            call_command("publish_scheduled")
        edition = fresh(edition)
        assert edition.live
        assert edition.slug == "2027-02-01"
        assert sequences(edition) == [0]
        assert [day.uuid for day in days_of(edition)] == uuids

    def test_a_change_of_a_live_edition_waits_for_its_moment(self, training):
        moment = WINTER + timedelta(days=7)
        with time_machine.travel(WINTER, tick=False):
            edition = make_edition(training, MONDAY)

            def change(latest):
                latest.go_live_at = moment
                move(0, date=NEXT_MONDAY)(latest)

            publish(edition, change)
            assert fresh(edition).live
            assert fresh(edition).first_day == MONDAY
            assert sequences(edition) == [0]
        with time_machine.travel(moment + timedelta(minutes=1), tick=False):
            call_command("publish_scheduled")
        assert fresh(edition).first_day == NEXT_MONDAY
        assert sequences(edition) == [1]
        assert stamps(edition) == [moment + timedelta(minutes=1)]

    def test_an_edition_that_expires_is_no_longer_published(self, training):
        with time_machine.travel(WINTER, tick=False):
            edition = make_edition(training, MONDAY, expire_at=WINTER + timedelta(days=1))
        with time_machine.travel(WINTER + timedelta(days=2), tick=False):
            call_command("publish_scheduled")
        edition = fresh(edition)
        assert not edition.live
        assert edition.expired
        assert not Edition.objects.published().exists()

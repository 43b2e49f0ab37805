"""What is planned, as readers of one language see it at one moment."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
import time_machine
from django.contrib.auth.models import Group
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.translation import override
from wagtail.models import PageViewRestriction

from events import changes, entries, schedule
from events.models import Edition, EditionStatus, Session, TrainingPage
from tests.factories import LocationFactory, copy_in_english, make_edition, make_training

NOW = datetime(2027, 1, 20, 12, 0, tzinfo=UTC)
PAST, SOON, LATER = date(2027, 1, 11), date(2027, 2, 1), date(2027, 3, 1)


@pytest.fixture
def training(site) -> TrainingPage:
    return make_training(site)


def english_of(training) -> TrainingPage:
    return training.get_translations().get().specific


def card_of(training, now=NOW):
    return schedule.cards([training], now)[training.translation_key]


def make_private(page) -> None:
    PageViewRestriction.objects.create(page=page, restriction_type="login")


def plan_many(training, count: int) -> None:
    """Plan editions on consecutive days, quickly: past the forms and revisions."""
    first = NOW + timedelta(days=1)
    editions = Edition.objects.bulk_create(
        Edition(
            training=training,
            location=training.default_location,
            slug=f"2028-{number}",
            capacity=12,
            language="nl",
            starts_at=first + timedelta(days=number),
            ends_at=first + timedelta(days=number, hours=7),
        )
        for number in range(count)
    )
    Session.objects.bulk_create(
        Session(
            edition=edition,
            date=edition.starts_at.date(),
            starts=time(13),
            ends=time(20),
            starts_at=edition.starts_at,
            ends_at=edition.ends_at,
        )
        for edition in editions
    )
    changes.note()


class TestCards:
    def test_a_card_shows_the_next_edition(self, training):
        make_edition(training, LATER)
        make_edition(training, SOON)
        make_edition(training, PAST)
        card = card_of(training)
        assert card.page == training
        assert card.edition.first_day == SOON

    def test_when_that_has_begun_it_shows_the_one_after_by_itself(self, training):
        make_edition(training, SOON, date(2027, 2, 8))
        make_edition(training, LATER)
        begins = datetime(2027, 2, 1, 8, 30, tzinfo=UTC)
        assert card_of(training, begins - timedelta(seconds=1)).edition.first_day == SOON
        assert card_of(training, begins).edition.first_day == LATER

    def test_when_all_have_begun_it_shows_none(self, training):
        make_edition(training, SOON)
        card = card_of(training, datetime(2027, 2, 1, 9, 0, tzinfo=UTC))
        assert card.edition is None
        assert card.page == training

    def test_a_training_without_editions_has_a_card_without_a_date(self, training):
        assert card_of(training).edition is None

    @pytest.mark.parametrize("status", [EditionStatus.CANCELLED, EditionStatus.POSTPONED])
    def test_an_edition_that_does_not_go_ahead_is_passed_over(self, training, status):
        make_edition(training, SOON, status=status)
        assert card_of(training).edition is None
        make_edition(training, LATER)
        assert card_of(training).edition.first_day == LATER

    def test_a_draft_is_passed_over(self, training):
        make_edition(training, SOON, publish=False)
        make_edition(training, LATER)
        assert card_of(training).edition.first_day == LATER

    def test_an_edition_that_was_unpublished_is_passed_over(self, training):
        make_edition(training, SOON).unpublish()
        assert card_of(training).edition is None

    def test_an_english_reader_gets_the_english_page_with_the_same_edition(self, training):
        edition = make_edition(training, SOON)
        with override("en"):
            card = card_of(training)
        assert card.page == english_of(training)
        assert card.edition == edition
        assert card.edition.page == english_of(training)

    def test_the_english_page_asks_for_the_same_card(self, training):
        edition = make_edition(training, SOON)
        assert card_of(english_of(training)).page == training
        assert card_of(english_of(training)).edition == edition

    def test_the_price_is_that_of_the_dutch_page(self, training):
        english = english_of(training)
        english.price = 1
        english.save()
        with override("en"):
            assert card_of(training).price == 1250

    def test_a_training_without_an_english_page_has_no_card_in_english(self, site):
        training = make_training(site, english=False)
        make_edition(training, SOON)
        with override("en"):
            assert schedule.cards([training], NOW) == {}

    def test_an_english_draft_is_no_card(self, training):
        english_of(training).unpublish()
        with override("en"):
            assert schedule.cards([training], NOW) == {}
        assert card_of(training).page == training

    def test_an_unpublished_training_is_no_card_in_either_language(self, training):
        make_edition(training, SOON)
        training.unpublish()
        assert schedule.cards([training], NOW) == {}
        with override("en"):
            assert schedule.cards([training], NOW) == {}

    def test_a_private_training_is_no_card(self, training):
        make_private(training)
        assert schedule.cards([training], NOW) == {}

    def test_no_training_makes_no_query(self, site, django_assert_num_queries):
        with django_assert_num_queries(0):
            assert schedule.cards([None], NOW) == {}


class TestComing:
    def test_the_first_to_begin_come_first_of_all_trainings(self, site, training):
        other = make_training(site, slug="luisteren", title="Luisteren")
        make_edition(training, LATER)
        make_edition(other, SOON)
        make_edition(training, date(2027, 2, 15))
        make_edition(training, PAST)
        found = [(edition.page.title, edition.first_day) for edition in schedule.coming(NOW, 3)]
        assert found == [
            ("Luisteren", SOON),
            ("Hulp vragen kun je leren", date(2027, 2, 15)),
            ("Hulp vragen kun je leren", LATER),
        ]

    def test_there_are_as_many_as_asked_for(self, training):
        for day in range(1, 6):
            make_edition(training, date(2027, 2, day))
        assert len(schedule.coming(NOW, 2)) == 2

    def test_those_that_readers_of_english_cannot_read_about_take_no_place(self, site, training):
        dutch_only = make_training(site, slug="luisteren", english=False)
        make_edition(dutch_only, SOON)
        make_edition(training, LATER)
        with override("en"):
            assert [edition.page for edition in schedule.coming(NOW, 1)] == [english_of(training)]

    def test_private_trainings_are_left_out_and_take_no_place(self, site, training):
        secret = make_training(site, slug="besloten", english=False)
        make_edition(secret, SOON)
        make_edition(training, LATER)
        make_private(secret)
        assert [edition.page for edition in schedule.coming(NOW, 1)] == [training]

    def test_trainings_in_a_private_list_are_left_out(self, site, training):
        make_edition(training, SOON)
        make_private(site.trainings)
        assert schedule.coming(NOW, 3) == []

    def test_cancelled_and_postponed_editions_are_left_out(self, training):
        make_edition(training, SOON, status=EditionStatus.CANCELLED)
        make_edition(training, SOON, status=EditionStatus.POSTPONED)
        assert schedule.coming(NOW, 3) == []

    def test_the_place_is_in_the_readers_language(self, training):
        make_edition(training, SOON)
        english = training.default_location.copy_for_translation(english_of(training).locale)
        english.name = "The Linden Yard"
        english.save()
        assert schedule.coming(NOW, 1)[0].place.name == "De Lindehof"
        with override("en"):
            (edition,) = schedule.coming(NOW, 1)
        assert edition.place.name == "The Linden Yard"
        assert edition.location == training.default_location

    def test_a_place_of_which_the_english_is_a_draft_has_its_dutch_name(self, training):
        make_edition(training, SOON)
        english = training.default_location.copy_for_translation(english_of(training).locale)
        english.name, english.live = "Draft", False
        english.save()
        with override("en"):
            assert schedule.coming(NOW, 1)[0].place.name == "De Lindehof"

    def test_an_edition_without_a_place_is_shown_without_one(self, site):
        training = make_training(site)
        training.default_location = None
        training.save()
        make_edition(training, SOON)
        assert schedule.coming(NOW, 1)[0].place is None


class TestOfTraining:
    def test_editions_that_are_not_over_are_shown_the_first_on_top(self, training):
        make_edition(training, LATER)
        make_edition(training, date(2027, 1, 18), date(2027, 1, 25))
        make_edition(training, PAST)
        days = [edition.first_day for edition in schedule.of_training(training, NOW)]
        assert days == [date(2027, 1, 18), LATER]

    def test_it_disappears_when_its_last_day_is_over(self, training):
        make_edition(training, SOON)
        over = datetime(2027, 2, 1, 15, 30, tzinfo=UTC)
        assert len(schedule.of_training(training, over - timedelta(seconds=1))) == 1
        assert schedule.of_training(training, over) == []

    def test_cancelled_and_postponed_ones_are_shown_as_such(self, training):
        make_edition(training, SOON, status=EditionStatus.CANCELLED)
        make_edition(training, LATER, status=EditionStatus.POSTPONED)
        first, second = schedule.of_training(training, NOW)
        assert first.is_cancelled
        assert second.is_postponed
        assert not first.is_open(NOW)
        assert not second.is_open(NOW)

    def test_the_english_page_has_the_same(self, training):
        edition = make_edition(training, SOON)
        (found,) = schedule.of_training(english_of(training), NOW)
        assert found == edition
        assert found.page == english_of(training)

    def test_drafts_are_not_shown(self, training):
        make_edition(training, SOON, publish=False)
        assert schedule.of_training(training, NOW) == []

    def test_editions_of_other_trainings_are_not_shown(self, site, training):
        make_edition(make_training(site, slug="luisteren"), SOON)
        assert schedule.of_training(training, NOW) == []


class TestTrainingsBelow:
    def test_the_first_to_begin_come_first_then_those_without_a_date_by_name(self, site):
        trainings = {
            title: make_training(site, slug=title.lower(), title=title, english=False)
            for title in ("Zeggen", "vragen", "Luisteren", "Weigeren")
        }
        make_edition(trainings["Zeggen"], SOON)
        make_edition(trainings["Weigeren"], LATER)
        found = [card.page.title for card in schedule.trainings_below(site.trainings, NOW)]
        assert found == ["Zeggen", "Weigeren", "Luisteren", "vragen"]

    def test_drafts_and_private_pages_are_left_out(self, site, training):
        make_training(site, slug="concept", english=False).unpublish()
        make_private(make_training(site, slug="besloten", english=False))
        assert [card.page for card in schedule.trainings_below(site.trainings, NOW)] == [training]

    def test_a_group_that_may_read_a_private_page_does_not_make_it_public(self, site, training):
        restriction = PageViewRestriction.objects.create(page=training, restriction_type="groups")
        restriction.groups.add(Group.objects.get(name="Editors"))
        assert schedule.trainings_below(site.trainings, NOW) == []

    def test_the_english_list_has_english_pages_with_the_same_dates(self, site, training):
        edition = make_edition(training, SOON)
        make_training(site, slug="luisteren", english=False)
        with override("en"):
            (card,) = schedule.trainings_below(site.trainings_en, NOW)
        assert card.page == english_of(training)
        assert card.edition == edition


class TestNumbersOfQueries:
    """With 8 editions and with 80 the same; the figures are those of one call."""

    @pytest.fixture
    def trainings(self, site) -> list[TrainingPage]:
        made = [make_training(site)]
        for number in range(3):
            page = make_training(
                site, slug=f"training-{number}", english=False, default_location=LocationFactory()
            )
            copy_in_english(page, title=f"Training {number}", slug=f"training-{number}")
            made.append(page)
        return made

    def count(self, call) -> int:
        with CaptureQueriesContext(connection) as queries:
            call()
        return len(queries)

    @pytest.mark.parametrize("language", ["nl", "en"])
    @time_machine.travel(NOW, tick=False)
    def test_they_do_not_grow(self, site, trainings, language):
        index = site.trainings if language == "nl" else site.trainings_en
        page = trainings[0] if language == "nl" else english_of(trainings[0])

        def read(editions):
            for edition in editions:
                assert edition.days
                assert edition.page.title
                assert edition.place.name
                assert edition.location.facts.zone
            return editions

        calls = {
            "cards": lambda: [
                (card.price, card.page.title, read([card.edition]))
                for card in schedule.cards(trainings, NOW).values()
                if card.edition
            ],
            "coming": lambda: read(schedule.coming(NOW, 60)),
            "of_training": lambda: read(schedule.of_training(page, NOW)),
            "trainings_below": lambda: [
                read([card.edition])
                for card in schedule.trainings_below(index, NOW)
                if card.edition
            ],
            "of_feed": lambda: entries.of_feed(language, NOW),
            "of_edition": lambda: entries.of_edition(page, "2028-0", NOW),
        }
        with override(language):
            for training in trainings:
                plan_many(training, 2)
            for call in calls.values():
                call()
            few = {name: self.count(call) for name, call in calls.items()}
            Edition.objects.all().delete()
            for training in trainings:
                plan_many(training, 20)
            for call in calls.values():
                call()
            many = {name: self.count(call) for name, call in calls.items()}
        assert Edition.objects.count() == 80
        assert many == few
        assert max(many.values()) <= 8

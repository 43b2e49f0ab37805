"""Calendar entries are written when they change, and always say what is published."""

import random
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

import pytest
import time_machine
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import Page, PageViewRestriction, Site

from events import calendars, changes, entries, ical, schedule
from events.models import (
    CalendarChange,
    CalendarEntry,
    CalendarState,
    Edition,
    EditionStatus,
    Location,
    Session,
    TrainingIndexPage,
    TrainingPage,
)
from home.models import SiteImage, SiteRendition, SiteSettings
from tests.factories import (
    LocationFactory,
    SiteImageFactory,
    make_edition,
    make_training,
    translate,
)
from tests.keeping import made

NOW = datetime(2027, 1, 20, 12, 0, tzinfo=UTC)
TOLD = NOW + timedelta(minutes=1)
LATER = NOW + timedelta(days=1)
DAYS = [date(2027, 3, 1), date(2027, 3, 8), date(2027, 3, 15)]
FEED = "/trainingen/agenda.ics"
FILE = "/trainingen/hulp-vragen/2027-03-01.ics"


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(NOW, tick=False) as traveller:
        yield traveller


@made(at=NOW)
def training(site) -> TrainingPage:
    place = LocationFactory()
    place.save_revision().publish()
    translate(place, {"De Lindehof": "The Lime Court"})
    return make_training(site, default_location=place)


@made(at=NOW)
def edition(training) -> Edition:
    return make_edition(training, *DAYS)


def publish(thing, **fields):
    """Publish a thing with other values; returns it as readers see it."""
    thing = type(thing).objects.get(pk=thing.pk)
    for name, value in fields.items():
        setattr(thing, name, value)
    thing.save_revision().publish()
    return type(thing).objects.get(pk=thing.pk)


def change_days(edition, change) -> None:
    """Publish an edition with other days: ``change`` takes the list and returns one."""
    edition = Edition.objects.get(pk=edition.pk)
    edition.sessions.set(change(edition.days))
    edition.save_revision().publish()


def entry_of(language: str, day) -> CalendarEntry:
    """The entry that is told of a day at this moment."""
    entries.of_feed(language, datetime.now(UTC))
    return CalendarEntry.objects.get(language=language, uuid=day.uuid)


def stamps(edition, language: str = "nl") -> list[datetime]:
    """LAST-MODIFIED of each day of an edition, in order."""
    entries.of_feed(language, datetime.now(UTC))
    rows = CalendarEntry.objects.filter(edition=edition.pk, language=language)
    return list(rows.order_by("position").values_list("last_modified", flat=True))


def made_afresh(language: str, now: datetime) -> bytes:
    """The feed of all, as the serialiser makes it of everything that is published.

    With the stamps of the entries, which are kept nowhere else; TestLastModified is about those.
    """
    editions = [
        edition.pk
        for edition in Edition.objects.published()
        if edition.ends_at > now - timedelta(days=365)
        and not (edition.is_cancelled and edition.ends_at <= now - timedelta(weeks=4))
    ]
    public = {
        page.translation_key
        for page in TrainingPage.objects.live().public().filter(locale__language_code=language)
    }
    stamped = dict(
        CalendarEntry.objects.filter(language=language).values_list("uuid", "last_modified")
    )
    events = []
    for edition in schedule.for_calendars(editions, language):
        if edition.training.translation_key not in public:
            continue
        over = {day.uuid for day in edition.removed if day.ends_at <= now - timedelta(weeks=4)}
        events += [
            replace(event, last_modified=stamped[event.uid])
            for event in calendars.events_of(
                edition,
                practice=calendars.practice(),
                picture=calendars.picture(edition.page),
            )
            if event.uid not in over
        ]
    return ical.serialise(events)


def assert_told_is_fresh() -> None:
    now = datetime.now(UTC)
    for language in ("nl", "en"):
        told = entries.of_feed(language, now)
        assert ical.assemble(told.entries).decode() == made_afresh(language, now).decode()
        for page in TrainingPage.objects.live().filter(locale__language_code=language):
            for edition in Edition.objects.published().of(page):
                whole = entries.of_edition(page, edition.slug, now)
                if whole is None:
                    continue
                texts = [entry[0] for entry in whole.entries]
                for number, day in enumerate(edition.days, start=1):
                    (entry,) = entries.of_edition(page, edition.slug, now, number).entries
                    assert f"UID:{day.uuid}" in entry[0]
                    assert entry[0] in texts


# Everything that an editor can do which a calendar may speak of.


def other_title(page):
    publish(page, title=page.title + "!")


def english(page) -> TrainingPage:
    return TrainingPage.objects.get(
        translation_key=page.translation_key, locale__language_code="en"
    )


def a_title(training, edition):
    publish(training, title=f"Titel {random.random()}")


def an_english_title(training, edition):
    publish(english(training), title=f"Title {random.random()}")


def a_title_through_translation(training, edition):
    latest = publish(training, title=f"Vertaald {random.random()}")
    translate(latest, {latest.title: f"Translated {random.random()}"})


def a_slug(training, edition):
    publish(training, slug=f"hulp-{random.randrange(10**9)}")


def a_slug_of_the_list(training, edition):
    publish(training.get_parent().specific, slug=f"lijst-{random.randrange(10**9)}")


def a_programme(training, edition):
    title = f"Onderdeel {random.random()}"
    publish(training, programme=[("day", {"title": title, "text": ""})])


def a_draft_of_all(training, edition):
    for thing in (training, edition, edition.location):
        thing = type(thing).objects.get(pk=thing.pk)
        thing.title = thing.name = "Concept"
        thing.save_revision()


def a_place_name(training, edition):
    publish(edition.location, name=f"De Schuur {random.random()}")


def a_place_address(training, edition):
    publish(
        edition.location, street=f"Kerkweg {random.randrange(99)}", latitude="52", longitude="5"
    )


def a_place_online(training, edition):
    place = Location.objects.get(pk=edition.location_id)
    publish(place, online=not place.online, online_url="https://meet.example/kamer")


def a_time_zone(training, edition):
    zone = random.choice(["Europe/London", "Africa/Casablanca", "Europe/Amsterdam"])
    publish(edition.location, time_zone=zone)


def another_place(training, edition):
    publish(edition, location=LocationFactory(name=f"Elders {random.random()}"))


def an_unpublished_place(training, edition):
    Location.objects.get(pk=edition.location_id).unpublish()


def a_status(training, edition):
    publish(edition, status=random.choice(EditionStatus.values))


def a_language(training, edition):
    publish(edition, language=random.choice(["nl", "en"]))


def a_moved_day(training, edition):
    def move(days):
        days[0].date += timedelta(days=random.choice([-1, 1]))
        return days

    change_days(edition, move)


def other_hours(training, edition):
    def move(days):
        days[-1].starts = random.choice([None, time(10), time(22)])
        return days

    change_days(edition, move)


def a_removed_day(training, edition):
    change_days(edition, lambda days: days[:-1] if len(days) > 1 else days)


def an_added_day(training, edition):
    day = Session(date=date(2027, 6, 1) + timedelta(days=random.randrange(200)))
    change_days(edition, lambda days: [*days, day])


def an_old_revision(training, edition):
    random.choice(list(edition.revisions.all())).publish()


def a_second_edition(training, edition):
    make_edition(training, date(2027, 9, 1) + timedelta(days=random.randrange(200)))


def an_unpublished_edition(training, edition):
    Edition.objects.get(pk=edition.pk).unpublish()


def a_published_edition(training, edition):
    publish(edition)


def an_unpublished_training(training, edition):
    TrainingPage.objects.get(pk=training.pk).unpublish()


def an_unpublished_translation(training, edition):
    english(training).unpublish()


def a_deleted_translation(training, edition):
    english(training).delete()


def published_pages(training, edition):
    publish(training)
    publish(english(training))


def a_private_training(training, edition):
    if not PageViewRestriction.objects.filter(page=training).delete()[0]:
        PageViewRestriction.objects.create(page=training, restriction_type="login")


def a_cover(training, edition):
    publish(training, cover=SiteImageFactory(title=str(random.random())))


def a_cover_cut_otherwise(training, edition):
    for picture in SiteImage.objects.all():
        picture.focal_point_x, picture.focal_point_y = random.randrange(9), 3
        picture.focal_point_width = picture.focal_point_height = 2
        picture.save()


def a_deleted_cover(training, edition):
    SiteImage.objects.all().delete()


def another_organisation(training, edition):
    settings = SiteSettings.for_site(Site.objects.get())
    settings.organisation, settings.email = f"Praktijk {random.random()}", "info@lesdag.example"
    settings.save()


def another_colour(training, edition):
    settings = SiteSettings.for_site(Site.objects.get())
    settings.calendar_color = "crimson"
    settings.save()


def a_deleted_edition(training, edition):
    Edition.objects.get(pk=edition.pk).delete()


def a_cover_of_the_list(training, edition):
    publish(training.get_parent().specific, cover=SiteImageFactory())


def a_file_of_that_cover(training, edition):
    a_cover_of_the_list(training, edition)
    entries.bring_up_to_date(NOW)
    CalendarState.objects.update(changed_at=NOW)
    a_cover_cut_otherwise(training, edition)


def a_deleted_rendition(training, edition):
    a_cover(training, edition)
    entries.bring_up_to_date(NOW)
    CalendarState.objects.update(changed_at=NOW)
    SiteRendition.objects.all().delete()


def a_trainer_by_another_name(training, edition):
    publish(training.training_trainers.get().person, name="Anna")


def another_host(training, edition):
    site = Site.objects.get()
    site.hostname = f"host{random.randrange(999)}.example"
    site.save()


def a_moved_list(training, edition):
    index = TrainingIndexPage.objects.get(pk=training.get_parent().pk)
    home = Page.objects.get(depth=2, locale=index.locale)
    index.move(home, pos=random.choice(["first-child", "last-child"]))


def a_scheduled_change(training, edition):
    now = datetime.now(UTC)
    publish(edition, go_live_at=now + timedelta(hours=1), status=EditionStatus.POSTPONED)
    with time_machine.travel(now + timedelta(hours=2), tick=False):
        call_command("publish_scheduled")


def an_expiry(training, edition):
    now = datetime.now(UTC)
    publish(edition, expire_at=now + timedelta(hours=1))
    with time_machine.travel(now + timedelta(hours=2), tick=False):
        call_command("publish_scheduled")


ACTIONS = [
    a_title,
    an_english_title,
    a_title_through_translation,
    a_slug,
    a_slug_of_the_list,
    a_programme,
    a_draft_of_all,
    a_place_name,
    a_place_address,
    a_place_online,
    a_time_zone,
    another_place,
    an_unpublished_place,
    a_status,
    a_language,
    a_moved_day,
    other_hours,
    a_removed_day,
    an_added_day,
    an_old_revision,
    a_second_edition,
    an_unpublished_edition,
    a_published_edition,
    an_unpublished_training,
    an_unpublished_translation,
    published_pages,
    a_private_training,
    a_cover,
    a_cover_cut_otherwise,
    a_deleted_cover,
    another_organisation,
    another_host,
    a_moved_list,
    a_scheduled_change,
    an_expiry,
]


def act(action, training, edition) -> None:
    action(TrainingPage.objects.get(pk=training.pk), Edition.objects.get(pk=edition.pk))


class TestStoredIsFresh:
    @pytest.mark.parametrize(
        "action", [*ACTIONS, a_deleted_translation], ids=lambda action: action.__name__
    )
    def test_after_each_thing_that_an_editor_can_do(self, training, edition, clock, action):
        act(a_cover, training, edition)
        assert_told_is_fresh()
        clock.move_to(LATER)
        act(action, training, edition)
        assert_told_is_fresh()

    @pytest.mark.parametrize("seed", range(4))
    def test_after_many_of_them_in_any_order(self, training, edition, clock, seed):
        random.seed(seed)
        for step in range(25):
            clock.move_to(NOW + timedelta(hours=3 * step + 1))
            act(random.choice(ACTIONS), training, edition)
            if random.random() < 0.6:
                assert_told_is_fresh()
        assert_told_is_fresh()

    def test_after_other_texts_or_another_library_all_are_looked_at_again(
        self, edition, clock, monkeypatch
    ):
        assert stamps(edition) == [NOW] * 3
        CalendarEntry.objects.filter(language="nl", number=2).update(text="by an older version")
        clock.move_to(LATER)
        monkeypatch.setattr(entries, "written_by", lambda: "a newer version")
        assert stamps(edition) == [NOW, LATER, NOW]
        assert CalendarState.objects.get().written_by == "a newer version"

    def test_what_the_entries_are_made_by_includes_the_dutch_catalogue(self, settings, tmp_path):
        entries.written_by.cache_clear()
        before = entries.written_by()
        (tmp_path / "other.mo").write_bytes(b"other words")
        settings.LOCALE_PATHS = [tmp_path]
        entries.written_by.cache_clear()
        after = entries.written_by()
        entries.written_by.cache_clear()
        assert before != after

    def test_a_change_is_told_at_once_when_its_transaction_is_through(
        self, edition, django_capture_on_commit_callbacks
    ):
        stamps(edition)
        with django_capture_on_commit_callbacks(execute=True):
            publish(edition, status=EditionStatus.CANCELLED)
        assert not CalendarChange.objects.exists()
        texts = CalendarEntry.objects.values_list("text", flat=True)
        assert all("STATUS:CANCELLED" in text for text in texts)

    def test_a_draft_is_no_change(self, training, edition):
        stamps(edition)
        a_draft_of_all(training, edition)
        assert not CalendarChange.objects.exists()

    def test_reading_again_writes_nothing(self, edition):
        entries.of_feed("nl", NOW)
        with CaptureQueriesContext(connection) as captured:
            entries.of_feed("nl", NOW)
        assert [query["sql"].split()[0] for query in captured] == ["SELECT"] * 4

    def test_a_day_that_cannot_be_told_is_left_out_and_logged_once(self, edition, caplog):
        Session.objects.filter(date=DAYS[1]).update(ends_at=datetime(2027, 1, 1, tzinfo=UTC))
        changes.note(edition=edition)
        for _time in range(2):
            told = entries.of_feed("nl", NOW)
        assert len(told.entries) == 2
        (message,) = {record.getMessage() for record in caplog.records}
        assert "not after" in message
        assert len(caplog.records) == 2  # once in each language


class TestLastModified:
    """LAST-MODIFIED (RFC 5545, 3.8.7.3) is that of the entry, not of the edition."""

    def test_a_moved_day_changes_alone(self, edition, clock):
        stamps(edition)
        clock.move_to(LATER)

        def move(days):
            days[1].starts = time(10)
            return days

        change_days(edition, move)
        assert stamps(edition, "nl") == [NOW, LATER, NOW]
        assert stamps(edition, "en") == [NOW, LATER, NOW]
        assert [day.sequence for day in edition.sessions.order_by("date")] == [0, 1, 0]

    @pytest.mark.parametrize("action", [a_status, another_place, a_place_address])
    def test_what_concerns_all_days_changes_all(self, training, edition, clock, action):
        publish(edition, status=EditionStatus.CANCELLED)
        stamps(edition)
        clock.move_to(LATER)
        random.seed(1)
        act(action, training, edition)
        assert stamps(edition) == [LATER] * 3

    def test_a_typing_error_in_dutch_changes_the_dutch_entries_and_no_sequence(
        self, training, edition, clock
    ):
        stamps(edition)
        clock.move_to(LATER)
        publish(training, title="Hulp vragen, dat kun je leren")
        assert stamps(edition, "nl") == [LATER] * 3
        assert stamps(edition, "en") == [NOW] * 3
        assert [day.sequence for day in edition.sessions.all()] == [0, 0, 0]

    def test_a_typing_error_in_one_day_of_the_programme_changes_that_day(
        self, training, edition, clock
    ):
        stamps(edition)
        clock.move_to(LATER)
        page = TrainingPage.objects.get(pk=training.pk)
        page.programme[1].value["title"] = "Beter luisteren"
        page.save_revision().publish()
        assert stamps(edition) == [NOW, LATER, NOW]

    def test_what_calendars_do_not_tell_changes_nothing(self, training, edition, clock):
        stamps(edition)
        clock.move_to(LATER)
        publish(training, introduction="Anders", price=99)
        publish(edition, capacity=3)
        assert stamps(edition) == [NOW] * 3

    def test_two_changes_within_a_second_have_two_stamps(self, training, edition):
        assert stamps(edition) == [NOW] * 3
        publish(training, title="Een")
        assert stamps(edition) == [NOW + timedelta(seconds=1)] * 3
        publish(training, title="Twee")
        assert stamps(edition) == [NOW + timedelta(seconds=2)] * 3

    def test_a_clock_that_goes_back_takes_no_stamp_back(self, training, edition, clock):
        stamps(edition)
        clock.move_to(NOW - timedelta(days=9))
        publish(training, title="Eerder")
        assert stamps(edition) == [NOW + timedelta(seconds=1)] * 3


class TestWhatFeedsHold:
    def told(self, now=NOW, **only) -> int:
        return len(entries.of_feed("nl", now, **only).entries)

    def test_what_comes_and_the_past_year(self, training):
        make_edition(training, date(2026, 1, 19))
        make_edition(training, date(2026, 1, 21))
        make_edition(training, date(2027, 3, 1))
        assert self.told() == 2

    def test_a_cancelled_edition_until_four_weeks_after_it_would_have_been(self, training):
        make_edition(training, date(2027, 2, 1), status=EditionStatus.CANCELLED)
        over = datetime(2027, 2, 1, 15, 30, tzinfo=UTC)
        assert self.told(over + timedelta(weeks=4) - timedelta(seconds=1)) == 1
        assert self.told(over + timedelta(weeks=4)) == 0

    def test_the_file_of_a_cancelled_edition_goes_with_it(self, client, clock, edition):
        publish(edition, status=EditionStatus.CANCELLED)
        clock.move_to(datetime(2027, 4, 12, 15, 29, 59, tzinfo=UTC))
        assert client.get(FILE).content.count(b"STATUS:CANCELLED") == 3
        assert client.get(FILE.replace(".ics", "/dag-2.ics")).status_code == 200
        clock.move_to(datetime(2027, 4, 12, 15, 30, tzinfo=UTC))
        assert client.get(FILE).status_code == 404
        assert client.get(FILE.replace(".ics", "/dag-2.ics")).status_code == 404

    def test_the_file_of_an_edition_that_was_held_stays(self, client, clock, edition):
        clock.move_to(datetime(2029, 1, 1, tzinfo=UTC))
        assert client.get(FILE).content.count(b"STATUS:CONFIRMED") == 3

    def test_that_of_a_training_holds_no_others(self, site, training, edition):
        make_edition(make_training(site, slug="luisteren"), date(2027, 5, 1))
        assert self.told() == 4
        assert self.told(training=training) == 3


class TestLastModifiedOfAnswers:
    """Last-Modified and If-Modified-Since (RFC 9110, 8.8.2 and 13.1.3)."""

    @pytest.fixture
    def edition(self, edition, clock) -> Edition:
        """Told of as soon as the transaction that published it was through."""
        clock.move_to(TOLD)
        entries.bring_up_to_date(TOLD)
        return edition

    def since(self, client, moment: datetime, address: str = FEED) -> int:
        stamp = moment.strftime("%a, %d %b %Y %H:%M:%S GMT")
        return client.get(address, headers={"if-modified-since": stamp}).status_code

    @pytest.mark.parametrize("address", [FEED, "/trainingen/hulp-vragen/agenda.ics", FILE])
    def test_it_is_the_moment_of_the_last_change(self, client, edition, clock, address):
        clock.move_to(LATER)
        response = client.get(address)
        assert response["Last-Modified"] == "Wed, 20 Jan 2027 12:01:00 GMT"
        assert self.since(client, TOLD, address) == 304
        assert self.since(client, TOLD - timedelta(seconds=1), address) == 200

    def test_a_date_that_is_still_passing_is_not_told(self, client, edition):
        assert "Last-Modified" not in client.get(FEED)
        assert self.since(client, TOLD) == 200

    def test_the_etag_goes_before_the_date(self, client, edition, clock):
        clock.move_to(LATER)
        headers = {"if-none-match": '"other"', "if-modified-since": "Fri, 1 Jan 2100 00:00:00 GMT"}
        assert client.get(FEED, headers=headers).status_code == 200

    def test_a_file_keeps_its_date_while_others_change(self, client, site, edition, clock):
        clock.move_to(LATER)
        make_edition(make_training(site, slug="luisteren"), date(2027, 5, 1))
        entries.bring_up_to_date(LATER)
        clock.move_to(LATER + timedelta(days=1))
        assert client.get(FILE)["Last-Modified"] == "Wed, 20 Jan 2027 12:01:00 GMT"
        assert client.get(FEED)["Last-Modified"] == "Thu, 21 Jan 2027 12:00:00 GMT"

    @pytest.mark.parametrize(
        "action",
        [
            an_unpublished_edition,
            an_unpublished_training,
            a_private_training,
            a_removed_day,
            a_title,
            another_organisation,
            another_colour,
            a_deleted_edition,
            a_cover_of_the_list,
            a_file_of_that_cover,
            a_deleted_rendition,
            a_trainer_by_another_name,
        ],
    )
    def test_what_leaves_a_feed_moves_it_too(self, client, training, edition, clock, action):
        client.get(FEED)
        clock.move_to(LATER)
        act(action, training, edition)
        entries.bring_up_to_date(LATER)
        clock.move_to(LATER + timedelta(seconds=5))
        assert client.get(FEED)["Last-Modified"] == "Thu, 21 Jan 2027 12:00:00 GMT"
        assert self.since(client, NOW + timedelta(hours=1)) == 200

    def test_what_time_takes_out_of_a_feed_moves_it_too(self, client, edition, clock):
        clock.move_to(datetime(2028, 3, 20, 12, 0, tzinfo=UTC))
        response = client.get(FEED)
        assert b"BEGIN:VEVENT" not in response.content
        # The last day, and a year.
        assert response["Last-Modified"] == "Tue, 14 Mar 2028 15:30:00 GMT"

    def test_what_time_takes_out_of_a_file_moves_it_too(self, client, edition, clock):
        change_days(edition, lambda days: days[1:])
        client.get(FILE)
        clock.move_to(datetime(2027, 3, 29, 15, 30, tzinfo=UTC))
        assert client.get(FILE)["ETag"]
        clock.move_to(datetime(2027, 3, 30, 12, 0, tzinfo=UTC))
        assert client.get(FILE)["Last-Modified"] == "Mon, 29 Mar 2027 15:30:00 GMT"

    def test_a_new_title_of_the_list_is_a_change_of_its_feed(self, client, site, edition, clock):
        clock.move_to(LATER)
        publish(site.trainings, title="Agenda")
        clock.move_to(LATER + timedelta(seconds=5))
        assert client.get(FEED)["Last-Modified"] == "Thu, 21 Jan 2027 12:00:00 GMT"

    def test_an_answer_of_304_carries_no_calendar(self, client, edition, clock):
        clock.move_to(LATER)
        answer = client.get(FEED, headers={"if-modified-since": "Wed, 20 Jan 2027 12:01:00 GMT"})
        assert (answer.status_code, answer.content) == (304, b"")
        assert answer["Last-Modified"] == "Wed, 20 Jan 2027 12:01:00 GMT"
        assert answer["ETag"]

    def test_what_was_noted_first_and_committed_last_moves_it_too(
        self, client, training, edition, clock
    ):
        client.get(FEED)
        clock.move_to(LATER)
        publish(training, title="Als tweede begonnen, als eerste klaar")
        entries.bring_up_to_date(LATER)
        clock.move_to(LATER + timedelta(seconds=5))
        told = client.get(FEED)["Last-Modified"]
        assert told == "Thu, 21 Jan 2027 12:00:00 GMT"
        publish(training, title="Als eerste begonnen, als tweede klaar")
        # Its clock stood a minute earlier: a long transaction, or that of another machine.
        CalendarChange.objects.update(at=LATER - timedelta(minutes=1))
        entries.bring_up_to_date(LATER + timedelta(seconds=5))
        clock.move_to(LATER + timedelta(seconds=9))
        for address in (FEED, FILE):
            assert client.get(address)["Last-Modified"] == "Thu, 21 Jan 2027 12:00:05 GMT"
            assert self.since(client, LATER, address) == 200

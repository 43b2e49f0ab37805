"""A training in schema.org's words: right by its vocabulary, with all that Google asks for."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest

from events import structured_data as schema
from events.structured_data import Availability, Day, Place, Run, Status, Trainer, Training
from home.structured_data import Practice, item_list
from tests.schema_org import faults

pytestmark = pytest.mark.once

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
PAGE = "https://lesdag.example/trainingen/hulp-vragen/"
PRACTICE = Practice("De Vraagzaak", "https://lesdag.example/", "https://lesdag.example/logo.png")
TRAINING = Training(
    name="Hulp vragen kun je leren",
    url=PAGE,
    description="Vijf maandagen.",
    language="nl",
    languages=("nl",),
    images=("https://lesdag.example/media/cover.jpg",),
    price=Decimal("1250"),
    for_whom="Voor wie nooit iets vraagt.",
    teaches="Je vraagt om hulp.",
    programme=(("Kijken", "Kijken."), ("Luisteren", "")),
    published=datetime(2026, 11, 1, 9, 0, tzinfo=AMSTERDAM),
    changed=datetime(2026, 11, 2, 9, 0, tzinfo=AMSTERDAM),
    trainers=(Trainer("Marit Hoekstra", "Trainer", description="Geeft les sinds 2009."),),
)
PLACE = Place(
    "De Lindehof",
    street="Lindelaan 1",
    postal_code="3599 ZZ",
    city="Utrecht",
    geo=(52.09, 5.12),
)


def day(on: date, starts=(9, 30), ends=(16, 30), **more) -> Day:
    return Day(
        f"Dag {on}",
        datetime(*on.timetuple()[:3], *starts, tzinfo=AMSTERDAM),
        datetime(*on.timetuple()[:3], *ends, tzinfo=AMSTERDAM),
        **more,
    )


# The clocks go forward on 28 March 2027.
DAYS = (day(date(2027, 3, 15)), day(date(2027, 3, 22)), day(date(2027, 3, 29)))
RUN = Run(
    name="Hulp vragen kun je leren",
    url=f"{PAGE}#2027-03-15",
    status=Status.SCHEDULED,
    language="nl",
    days=DAYS,
    availability=Availability.IN_STOCK,
    place=PLACE,
    capacity=12,
    places_left=4,
    enrol_url=f"{PAGE}2027-03-15/aanmelden/",
    open_since=datetime(2026, 11, 1, 12, 0, tzinfo=AMSTERDAM),
)


def instance(**changes) -> dict:
    """The node of the run with some values changed, checked by the vocabulary."""
    course = schema.course(PRACTICE, TRAINING, [replace(RUN, **changes)])
    assert faults(course) == []
    return course["hasCourseInstance"][0]


@pytest.mark.node
class TestGoogle:
    # From the pages "Course info" and "Event" of Google Search Central, as of November 2026.
    COURSE = {
        "name",
        "description",
        "provider",
        "offers",
        "hasCourseInstance",
        # Recommended, as far as the site knows of it: nobody reviews here or gives a degree.
        "availableLanguage",
        "datePublished",
        "image",
        "inLanguage",
        "publisher",
        "syllabusSections",
        "teaches",
        "url",
    }
    COURSE_OFFER = {"category", "price", "priceCurrency"}
    INSTANCE = {"courseMode", "courseSchedule", "courseWorkload", "instructor"}
    SCHEDULE = {"repeatCount", "repeatFrequency", "duration", "startDate", "endDate"}
    EVENT = {
        "name",
        "startDate",
        "location",
        "description",
        "endDate",
        "eventAttendanceMode",
        "eventStatus",
        "image",
        "offers",
        "organizer",
        "performer",
    }
    EVENT_OFFER = {"availability", "price", "priceCurrency", "url", "validFrom"}

    def test_finds_all_that_it_asks_for(self):
        course = schema.course(PRACTICE, TRAINING, [RUN])
        assert faults(course) == []
        assert set(course) >= self.COURSE
        assert set(course["offers"][0]) >= self.COURSE_OFFER
        run = course["hasCourseInstance"][0]
        assert set(run) >= self.INSTANCE | self.EVENT
        assert set(run["courseSchedule"]) >= self.SCHEDULE
        assert set(run["offers"]) >= self.EVENT_OFFER
        assert set(run["location"]) >= {"name", "address"}
        assert set(run["organizer"]) >= {"name", "url"}
        for part in run["subEvent"]:
            assert set(part) >= {"name", "startDate", "endDate", "location", "eventStatus"}

    def test_finds_a_list_of_courses(self):
        node = item_list([PAGE, f"{PAGE}2/", f"{PAGE}3/"])
        assert faults(node) == []
        assert node["itemListElement"][1] == {
            "@type": "ListItem",
            "position": 2,
            "url": f"{PAGE}2/",
        }


@pytest.mark.node
class TestTime:
    def test_is_that_of_the_place_with_its_offset_on_that_day(self):
        run = instance()
        assert (run["startDate"], run["endDate"]) == (
            "2027-03-15T09:30:00+01:00",
            "2027-03-29T16:30:00+02:00",
        )
        assert [part["startDate"][-6:] for part in run["subEvent"]] == [
            "+01:00",
            "+01:00",
            "+02:00",
        ]

    def test_of_a_training_at_an_even_pace_is_a_schedule(self):
        run = instance()
        assert run["courseSchedule"] == {
            "@type": "Schedule",
            "repeatCount": 3,
            "repeatFrequency": "Weekly",
            "duration": "PT7H",
            "startDate": "2027-03-15",
            "endDate": "2027-03-29",
            "startTime": "09:30:00",
            "endTime": "16:30:00",
            "scheduleTimezone": "Europe/Amsterdam",
        }
        assert run["courseWorkload"] == "PT21H"

    def test_of_days_at_an_uneven_pace_is_no_schedule(self):
        run = instance(days=(*DAYS, day(date(2027, 4, 20), ends=(12, 15))))
        assert "courseSchedule" not in run
        assert run["courseWorkload"] == "PT23H45M"

    def test_of_a_single_day_is_that_day_and_no_part_of_it(self):
        run = instance(days=DAYS[:1])
        assert "subEvent" not in run
        assert run["courseSchedule"]["repeatCount"] == 1

    def test_of_whole_days_is_dates_and_the_last_is_that_of_the_last_day(self):
        first = date(2027, 3, 15)
        days = tuple(
            Day("Dag", first + timedelta(days=number), first + timedelta(days=number + 1))
            for number in (0, 1)
        )
        run = instance(days=days)
        assert (run["startDate"], run["endDate"]) == ("2027-03-15", "2027-03-16")
        assert run["courseWorkload"] == "P2D"
        assert run["courseSchedule"]["repeatFrequency"] == "Daily"


@pytest.mark.node
class TestStatus:
    BEFORE = datetime(2027, 3, 8, 9, 30, tzinfo=AMSTERDAM)

    @pytest.mark.parametrize(
        ("status", "word"),
        [
            (Status.SCHEDULED, "https://schema.org/EventScheduled"),
            (Status.CANCELLED, "https://schema.org/EventCancelled"),
            (Status.POSTPONED, "https://schema.org/EventPostponed"),
        ],
    )
    def test_is_that_of_the_edition_on_each_day(self, status, word):
        run = instance(status=status)
        assert run["eventStatus"] == word
        assert {part["eventStatus"] for part in run["subEvent"]} == {word}
        assert "previousStartDate" not in run
        # What was planned stays, so that who has it in a calendar finds it.
        assert run["startDate"] == "2027-03-15T09:30:00+01:00"

    def test_of_a_first_day_that_was_moved_is_rescheduled_with_the_start_before(self):
        moved = replace(DAYS[0], previous_start=self.BEFORE)
        run = instance(days=(moved, *DAYS[1:]))
        assert run["eventStatus"] == "https://schema.org/EventRescheduled"
        assert run["previousStartDate"] == "2027-03-08T09:30:00+01:00"
        assert [part["eventStatus"].rpartition("/")[2] for part in run["subEvent"]] == [
            "EventRescheduled",
            "EventScheduled",
            "EventScheduled",
        ]

    def test_of_what_was_moved_and_then_cancelled_is_cancelled(self):
        moved = replace(DAYS[0], previous_start=self.BEFORE)
        run = instance(days=(moved,), status=Status.CANCELLED)
        assert run["eventStatus"] == "https://schema.org/EventCancelled"


@pytest.mark.node
class TestPlace:
    def test_on_earth_has_an_address_in_the_netherlands_unless_another_is_named(self):
        assert instance()["location"] == {
            "@type": "Place",
            "name": "De Lindehof",
            "address": {
                "@type": "PostalAddress",
                "streetAddress": "Lindelaan 1",
                "postalCode": "3599 ZZ",
                "addressLocality": "Utrecht",
                "addressCountry": "NL",
            },
            "geo": {"@type": "GeoCoordinates", "latitude": 52.09, "longitude": 5.12},
        }
        abroad = instance(place=replace(PLACE, country="België"))
        assert abroad["location"]["address"]["addressCountry"] == "België"

    def test_online_is_a_virtual_location_with_the_meeting_or_the_page(self):
        online = Place("Online", online=True, url="https://meet.example/1")
        run = instance(place=online)
        assert run["location"]["url"] == "https://meet.example/1"
        assert run["courseMode"] == "Online"
        assert run["eventAttendanceMode"] == "https://schema.org/OnlineEventAttendanceMode"
        secret = instance(place=replace(online, url=""))
        assert secret["location"] == {
            "@type": "VirtualLocation",
            "name": "Online",
            "url": f"{PAGE}#2027-03-15",
        }

    def test_that_is_not_known_is_not_told(self):
        run = instance(place=None)
        assert not {"location", "courseMode", "eventAttendanceMode"} & set(run)


@pytest.mark.node
class TestOffer:
    def test_names_price_places_and_where_to_enrol(self):
        run = instance()
        assert run["offers"] == {
            "@type": "Offer",
            "category": "Paid",
            "price": "1250.00",
            "priceCurrency": "EUR",
            "url": f"{PAGE}2027-03-15/aanmelden/",
            "availability": "https://schema.org/InStock",
            "validFrom": "2026-11-01T12:00:00+01:00",
        }
        assert (run["maximumAttendeeCapacity"], run["remainingAttendeeCapacity"]) == (12, 4)

    def test_a_full_edition_is_sold_out_with_no_places_left(self):
        run = instance(availability=Availability.SOLD_OUT, places_left=0)
        assert run["offers"]["availability"] == "https://schema.org/SoldOut"
        assert run["remainingAttendeeCapacity"] == 0

    @pytest.mark.parametrize(
        ("price", "told"),
        [
            (None, {"@type": "Offer", "category": "Paid", "url": PAGE}),
            (
                Decimal(0),
                {
                    "@type": "Offer",
                    "category": "Free",
                    "price": "0.00",
                    "priceCurrency": "EUR",
                    "url": PAGE,
                },
            ),
        ],
    )
    def test_a_price_on_request_is_no_price_and_none_is_free(self, price, told):
        course = schema.course(PRACTICE, replace(TRAINING, price=price), [RUN])
        assert faults(course) == []
        assert course["offers"] == [told]


@pytest.mark.node
def test_a_training_without_dates_or_words_is_right_as_well():
    bare = Training(name="Luisteren", url=PAGE, description="", language="nl", languages=("en",))
    course = schema.course(PRACTICE, bare, [])
    assert faults(course) == []
    assert course["description"] == "Luisteren"
    assert course["availableLanguage"] == ["en"]
    assert "hasCourseInstance" not in course


@pytest.mark.node
class TestVocabulary:
    """The check itself finds what is wrong."""

    @pytest.mark.parametrize(
        ("node", "fault"),
        [
            ({"@type": "Cursus"}, ": no type Cursus"),
            ({"@type": "Course", "capacity": 1}, "/Course.capacity: no such property"),
            ({"@type": "Event", "performers": {"@id": "#a"}}, "/Event.performers: superseded"),
            ({"@type": "Course", "name": ""}, "/Course.name: empty"),
        ],
    )
    def test_names_the_fault(self, node, fault):
        assert faults(node) == [fault]

    @pytest.mark.parametrize(
        "node",
        [
            {"@type": "Event", "startDate": "maandag"},
            {"@type": "Event", "startDate": "2027-03-15T09:30:00"},
            {"@type": "Event", "eventStatus": "https://schema.org/Cancelled"},
            {"@type": "Event", "location": {"@type": "Offer"}},
            {"@type": "Schedule", "duration": "7 uur"},
            {"@type": "Event", "maximumAttendeeCapacity": True},
        ],
    )
    def test_tells_a_value_that_is_not_of_the_range(self, node):
        (fault,) = faults(node)
        assert "is none of" in fault

"""What readers are told of the days of a run in a few words."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.utils.translation import override

from events import run_words
from events.models import Session

pytestmark = pytest.mark.once

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
MONDAY = date(2026, 12, 28)
DAY, MORNING, EVENING = (
    (time(9, 30), time(16, 30)),
    (time(9, 30), time(12)),
    (time(19, 30), time(22)),
)


def days(*dates: date, times=DAY) -> list[Session]:
    return [Session(date=day, starts=times[0], ends=times[1]) for day in dates]


def every(step: int, count: int, first: date = MONDAY, times=DAY) -> list[Session]:
    return days(*(first + timedelta(days=step * number) for number in range(count)), times=times)


def in_both(say, *args) -> tuple[str, str]:
    with override("nl"):
        dutch = say(*args)
    with override("en"):
        return dutch, say(*args)


class TestHowMany:
    @pytest.mark.parametrize(
        ("times", "dutch", "english"),
        [
            (DAY, "6 dagen", "6 days"),
            (EVENING, "6 avonden", "6 evenings"),
            ((time(17), time(21)), "6 avonden", "6 evenings"),
            ((time(16, 59), time(21)), "6 dagen", "6 days"),
            (MORNING, "6 ochtenden", "6 mornings"),
            ((time(9), time(13)), "6 ochtenden", "6 mornings"),
            ((time(9), time(13, 1)), "6 dagen", "6 days"),
            ((time(15), time(1)), "6 dagen", "6 days"),
            ((None, None), "6 dagen", "6 days"),
        ],
    )
    def test_says_what_part_of_the_day_all_of_them_are(self, times, dutch, english):
        assert in_both(run_words.how_many, every(7, 6, times=times)) == (dutch, english)

    def test_of_a_day_and_an_evening_it_says_days(self):
        mixed = [*every(7, 1), *every(7, 1, times=EVENING)]
        assert in_both(run_words.how_many, mixed) == ("2 dagen", "2 days")

    def test_one_is_one(self):
        assert in_both(run_words.how_many, every(1, 1)) == ("1 dag", "1 day")
        assert in_both(run_words.how_many, every(1, 1, times=EVENING)) == ("1 avond", "1 evening")
        assert in_both(run_words.how_many, every(1, 1, times=MORNING)) == (
            "1 ochtend",
            "1 morning",
        )


class TestWhich:
    @pytest.mark.parametrize(
        ("found", "dutch", "english"),
        [
            (every(7, 1), "Maandag 28 december 2026", "Monday 28 December 2026"),
            (
                every(7, 5),
                "5 maandagen, 28 december 2026 – 25 januari 2027",
                "5 Mondays, 28 December 2026 – 25 January 2027",
            ),
            (
                every(14, 2, date(2027, 1, 13)),
                "2 woensdagen, 13 – 27 januari 2027",
                "2 Wednesdays, 13 – 27 January 2027",
            ),
            (
                every(7, 6, date(2027, 3, 9), EVENING),
                "6 dinsdagavonden, 9 maart – 13 april 2027",
                "6 Tuesday evenings, 9 March – 13 April 2027",
            ),
            (
                every(7, 3, date(2027, 1, 7), MORNING),
                "3 donderdagochtenden, 7 – 21 januari 2027",
                "3 Thursday mornings, 7 – 21 January 2027",
            ),
            (
                every(1, 5),
                "5 dagen achter elkaar, 28 december 2026 – 1 januari 2027",
                "5 days in a row, 28 December 2026 – 1 January 2027",
            ),
            (
                days(MONDAY, date(2027, 1, 5), date(2027, 1, 9)),
                "3 dagen tussen 28 december 2026 en 9 januari 2027",
                "3 days between 28 December 2026 and 9 January 2027",
            ),
            (
                days(MONDAY, MONDAY, date(2027, 1, 4)),
                "3 dagen tussen 28 december 2026 en 4 januari 2027",
                "3 days between 28 December 2026 and 4 January 2027",
            ),
            (days(MONDAY, MONDAY), "Maandag 28 december 2026", "Monday 28 December 2026"),
        ],
    )
    def test_five_mondays_are_no_five_days_in_a_row(self, found, dutch, english):
        assert in_both(run_words.which, found) == (dutch, english)

    def test_every_weekday_has_its_words(self):
        sunday = MONDAY + timedelta(days=6)
        assert in_both(run_words.which, every(7, 2, sunday)) == (
            "2 zondagen, 3 – 10 januari 2027",
            "2 Sundays, 3 – 10 January 2027",
        )

    def test_the_times_are_told_where_all_have_the_same(self):
        assert in_both(run_words.hours, every(7, 5)) == ("9.30–16.30 uur", "9:30–16:30")
        assert run_words.hours([*every(7, 1), *every(7, 1, times=EVENING)]) == ""


def planned(day: date, before: datetime | None, times=DAY) -> Session:
    starts = datetime.combine(day, times[0] or time(), AMSTERDAM)
    return Session(
        date=day, starts=times[0], ends=times[1], starts_at=starts, previous_starts_at=before
    )


class TestMoved:
    def test_a_day_that_was_another_says_which(self):
        day = planned(date(2027, 3, 3), datetime(2027, 3, 1, 8, 30, tzinfo=UTC))
        assert in_both(run_words.was, day, AMSTERDAM) == (
            "Verplaatst: was maandag 1 maart 2027",
            "Moved: was Monday 1 March 2027",
        )

    def test_the_date_before_is_that_of_the_place(self):
        day = planned(date(2027, 3, 3), datetime(2027, 3, 1, 23, 30, tzinfo=UTC))
        assert run_words.was(day, AMSTERDAM) == "Verplaatst: was dinsdag 2 maart 2027"

    def test_on_the_same_day_it_says_the_time(self):
        day = planned(date(2027, 3, 1), datetime(2027, 3, 1, 9, 0, tzinfo=UTC))
        assert in_both(run_words.was, day, AMSTERDAM) == (
            "Verplaatst: was om 10.00 uur",
            "Moved: was at 10:00",
        )

    def test_what_was_never_moved_or_only_ends_otherwise_says_nothing(self):
        same = datetime(2027, 3, 1, 8, 30, tzinfo=UTC)
        assert run_words.was(planned(date(2027, 3, 1), None), AMSTERDAM) == ""
        assert run_words.was(planned(date(2027, 3, 1), same), AMSTERDAM) == ""

    def test_of_several_days_one_line_says_when_it_was_to_begin(self):
        run = [
            planned(date(2027, 3, 3), datetime(2027, 3, 1, 8, 30, tzinfo=UTC)),
            planned(date(2027, 3, 8), None),
        ]
        assert in_both(run_words.moved, run, AMSTERDAM) == (
            "Verplaatst: zou beginnen op maandag 1 maart 2027",
            "Moved: was to begin on Monday 1 March 2027",
        )

    def test_of_later_days_it_says_how_many(self):
        before = datetime(2027, 3, 9, 8, 30, tzinfo=UTC)
        run = [planned(date(2027, 3, 1), None), planned(date(2027, 3, 10), before)]
        assert in_both(run_words.moved, run, AMSTERDAM) == (
            "1 van de dagen is verplaatst",
            "1 of the days was moved",
        )
        assert run_words.moved(run[:1], AMSTERDAM) == ""

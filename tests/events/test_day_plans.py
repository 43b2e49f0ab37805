"""Runs of days: weekly, on working days, picked or shifted; and what is known of each date."""

from datetime import UTC, date, datetime, time, timedelta
from itertools import islice
from zoneinfo import ZoneInfo

import pytest
from dateutil.rrule import WEEKLY, rrule
from hypothesis import given, strategies as some

from events.clock import span
from events.day_plans import (
    MOST,
    Kind,
    Note,
    Turn,
    is_free,
    notes_on,
    picked,
    shifted,
    take,
    turn_of_clock,
    weekly,
    working_days,
)
from events.public_holidays import PublicHoliday, public_holiday

pytestmark = pytest.mark.once

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
THURSDAY = date(2027, 1, 28)
MONDAY = date(2027, 3, 1)
DAYS = some.dates(date(2000, 1, 1), date(2150, 12, 31))
WEEKDAYS = some.sets(some.integers(0, 6))


class TestWeekly:
    def test_five_thursdays_from_28_january(self):
        assert take(weekly(THURSDAY), 5) == [
            date(2027, 1, 28),
            date(2027, 2, 4),
            date(2027, 2, 11),
            date(2027, 2, 18),
            date(2027, 2, 25),
        ]

    def test_every_second_week(self):
        assert take(weekly(MONDAY, every=2), 3) == [MONDAY, date(2027, 3, 15), date(2027, 3, 29)]

    def test_on_several_weekdays(self):
        assert take(weekly(MONDAY, [3, 0]), 4) == [
            date(2027, 3, 1),
            date(2027, 3, 4),
            date(2027, 3, 8),
            date(2027, 3, 11),
        ]

    def test_on_other_weekdays_than_that_of_the_first_day_it_begins_with_the_next_of_them(self):
        assert take(weekly(date(2027, 3, 3), [0, 4], every=2), 3) == [
            date(2027, 3, 5),
            date(2027, 3, 15),
            date(2027, 3, 19),
        ]

    def test_until_a_last_date_which_is_included(self):
        assert take(weekly(MONDAY), last=date(2027, 3, 15)) == [
            MONDAY,
            date(2027, 3, 8),
            date(2027, 3, 15),
        ]

    def test_a_count_and_a_last_date_both_hold(self):
        assert len(take(weekly(MONDAY), 2, date(2027, 12, 31))) == 2
        assert len(take(weekly(MONDAY), 9, date(2027, 3, 8))) == 2

    def test_a_last_date_before_the_first_leaves_nothing(self):
        assert take(weekly(MONDAY), last=date(2027, 2, 28)) == []

    def test_it_passes_a_leap_day_and_the_end_of_a_year(self):
        assert take(weekly(date(2028, 2, 22)), 2)[1] == date(2028, 2, 29)
        assert take(weekly(date(2027, 12, 27)), 2)[1] == date(2028, 1, 3)

    def test_never_more_than_a_hundred(self):
        assert len(take(weekly(MONDAY), 5000)) == MOST == 100
        assert len(take(weekly(MONDAY))) == MOST

    def test_it_ends_where_the_calendar_does(self):
        assert take(weekly(date(9999, 12, 24)), 9) == [date(9999, 12, 24), date(9999, 12, 31)]

    @given(DAYS, WEEKDAYS, some.integers(1, 8))
    def test_it_is_the_recurrence_of_calendars(self, first, weekdays, every):
        rule = rrule(
            WEEKLY,
            interval=every,
            byweekday=sorted(weekdays) or [first.weekday()],
            wkst=0,
            dtstart=datetime.combine(first, time()),
        )
        expected = [found.date() for found in islice(rule, 12)]
        assert take(weekly(first, weekdays, every), 12) == expected


class TestWorkingDays:
    def test_they_skip_the_weekend(self):
        assert take(working_days(date(2027, 3, 4)), 4) == [
            date(2027, 3, 4),
            date(2027, 3, 5),
            date(2027, 3, 8),
            date(2027, 3, 9),
        ]

    def test_they_skip_easter_monday_and_not_good_friday(self):
        assert take(working_days(date(2027, 3, 25)), 3) == [
            date(2027, 3, 25),
            date(2027, 3, 26),
            date(2027, 3, 30),
        ]

    def test_they_skip_kings_day(self):
        assert take(working_days(date(2027, 4, 26)), 2) == [date(2027, 4, 26), date(2027, 4, 28)]

    def test_they_skip_ascension_day_and_not_liberation_day(self):
        assert take(working_days(date(2027, 5, 5)), 2) == [date(2027, 5, 5), date(2027, 5, 7)]

    def test_they_skip_whit_monday(self):
        assert take(working_days(date(2027, 5, 14)), 2) == [date(2027, 5, 14), date(2027, 5, 18)]

    def test_they_skip_christmas_and_new_years_day(self):
        assert take(working_days(date(2026, 12, 24)), 6) == [
            date(2026, 12, 24),
            date(2026, 12, 28),
            date(2026, 12, 29),
            date(2026, 12, 30),
            date(2026, 12, 31),
            date(2027, 1, 4),
        ]

    def test_one_that_would_begin_in_a_weekend_begins_after_it(self):
        assert take(working_days(date(2027, 3, 6)), 1) == [date(2027, 3, 8)]

    @given(DAYS)
    def test_none_is_free_and_none_between_them_is_worked(self, first):
        days = take(working_days(first), 8)
        between = {first + timedelta(n) for n in range((days[-1] - first).days + 1)}
        assert all(day.weekday() < 5 and not is_free(day) for day in days)
        assert all(day.weekday() >= 5 or is_free(day) for day in between - set(days))


class TestPicked:
    def test_they_come_in_order_each_once(self):
        assert picked([MONDAY, THURSDAY, MONDAY]) == [THURSDAY, MONDAY]


class TestShifted:
    def test_the_gaps_stay(self):
        days = [THURSDAY, date(2027, 2, 4), date(2027, 2, 18)]
        assert shifted(days, date(2027, 9, 2)) == [
            date(2027, 9, 2),
            date(2027, 9, 9),
            date(2027, 9, 23),
        ]

    def test_two_parts_of_one_day_stay_on_one_day(self):
        assert shifted([MONDAY, MONDAY], THURSDAY) == [THURSDAY, THURSDAY]

    @given(some.lists(DAYS, min_size=1, max_size=9), DAYS)
    def test_and_back_again_they_are_the_same(self, days, first):
        assert shifted(shifted(days, first), min(days)) == sorted(days)


class TestWallClock:
    @pytest.mark.parametrize(
        ("first", "before", "after"),
        [
            (date(2027, 3, 22), (8, 30), (7, 30)),
            (date(2027, 10, 25), (7, 30), (8, 30)),
        ],
        ids=["forward on 28 March", "back on 31 October"],
    )
    def test_half_past_nine_stays_half_past_nine_across_a_change_of_clocks(
        self, first, before, after
    ):
        starts = [
            span(day, time(9, 30), time(16, 30), AMSTERDAM)[0] for day in take(weekly(first), 2)
        ]
        assert starts == [
            datetime.combine(first, time(*before), UTC),
            datetime.combine(first + timedelta(7), time(*after), UTC),
        ]

    def test_the_clock_turns_twice_a_year(self):
        assert turn_of_clock(date(2027, 3, 28), AMSTERDAM) is Turn.FORWARD
        assert turn_of_clock(date(2027, 10, 31), AMSTERDAM) is Turn.BACK
        turning = [
            day
            for day in (date(2027, 1, 1) + timedelta(n) for n in range(365))
            if turn_of_clock(day, AMSTERDAM)
        ]
        assert turning == [date(2027, 3, 28), date(2027, 10, 31)]


class TestNotes:
    @pytest.mark.parametrize(
        ("day", "name"),
        [
            (date(2027, 1, 1), "Nieuwjaarsdag"),
            (date(2027, 3, 29), "Tweede paasdag"),
            (date(2027, 4, 27), "Koningsdag"),
            (date(2027, 5, 6), "Hemelvaartsdag"),
            (date(2027, 5, 17), "Tweede pinksterdag"),
            (date(2028, 12, 25), "Eerste kerstdag"),
            (date(2028, 12, 26), "Tweede kerstdag"),
        ],
    )
    def test_a_holiday_has_its_name(self, day, name):
        assert notes_on(day, AMSTERDAM) == [Note(Kind.HOLIDAY, name)]

    def test_also_in_english(self):
        assert notes_on(date(2027, 3, 29), AMSTERDAM, "en") == [Note(Kind.HOLIDAY, "Easter Monday")]

    def test_kings_day_is_a_day_earlier_where_the_27th_is_a_sunday(self):
        assert public_holiday(date(2031, 4, 26)) == PublicHoliday("Koningsdag", is_free=True)
        assert public_holiday(date(2031, 4, 27)) is None

    def test_on_good_friday_and_liberation_day_only_some_are_free(self):
        assert notes_on(date(2027, 3, 26), AMSTERDAM) == [Note(Kind.SOME_ARE_FREE, "Goede vrijdag")]
        assert notes_on(date(2027, 5, 5), AMSTERDAM) == [Note(Kind.SOME_ARE_FREE, "Bevrijdingsdag")]

    def test_liberation_day_counts_once_in_five_years(self):
        assert public_holiday(date(2025, 5, 5)).is_free
        assert not public_holiday(date(2026, 5, 5)).is_free

    def test_two_holidays_on_one_day_are_both_named(self):
        both = public_holiday(date(2016, 5, 5))
        assert set(both.name.split(", ")) == {"Hemelvaartsdag", "Bevrijdingsdag"}
        assert both.is_free

    def test_school_holidays_are_none(self):
        assert notes_on(date(2027, 7, 28), AMSTERDAM) == []

    def test_a_weekend_is_told(self):
        assert notes_on(date(2027, 2, 6), AMSTERDAM) == [Note(Kind.WEEKEND)]

    def test_both_days_of_the_weekend_of_the_clock_change_are_told(self):
        saturday = notes_on(date(2027, 10, 30), AMSTERDAM)
        sunday = notes_on(date(2027, 10, 31), AMSTERDAM)
        assert saturday == sunday == [Note(Kind.WEEKEND), Note(Kind.CLOCK_BACK)]
        assert notes_on(date(2027, 11, 1), AMSTERDAM) == []

    def test_easter_of_2027_is_all_three(self):
        assert notes_on(date(2027, 3, 28), AMSTERDAM) == [
            Note(Kind.HOLIDAY, "Eerste paasdag"),
            Note(Kind.WEEKEND),
            Note(Kind.CLOCK_FORWARD),
        ]

    def test_the_clock_is_that_of_the_place(self):
        kind = notes_on(date(2027, 3, 14), ZoneInfo("America/New_York"))[-1].kind
        assert kind is Kind.CLOCK_FORWARD
        assert notes_on(date(2027, 3, 14), AMSTERDAM) == [Note(Kind.WEEKEND)]

    @given(some.dates(date(2000, 1, 1), date(2199, 12, 31)))
    def test_every_date_that_can_be_planned_is_known(self, day):
        notes_on(day, AMSTERDAM)

    @pytest.mark.parametrize("year", [2000, 2027, 2100])
    def test_every_year_has_ten_days_on_which_all_are_free(self, year):
        days = (date(year, 1, 1) + timedelta(n) for n in range(365))
        assert sum(is_free(day) for day in days) in {9, 10}

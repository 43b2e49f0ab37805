"""Dates and times are read as people type them; what is none is refused, never turned into one."""

from contextlib import suppress
from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import given, strategies as some

from home.written_dates import (
    Fault,
    NotRead,
    coming,
    nearest,
    read_date,
    read_moment,
    read_time,
)

pytestmark = pytest.mark.once

TODAY = date(2026, 11, 24)
THURSDAY = date(2027, 1, 28)
DAYS = some.dates(date(2000, 1, 1), date(2099, 12, 31))
MONTHS = "januari februari maart april mei juni juli augustus september oktober november december"


def fault_of(read, *given_things) -> Fault:
    with pytest.raises(NotRead) as refused:
        read(*given_things)
    return refused.value.fault


class TestDates:
    @pytest.mark.parametrize(
        "typed",
        [
            "28-1-2027",
            "28-01-2027",
            "28/1/2027",
            "28.1.2027",
            "28-1-27",
            "2027-01-28",
            "28 januari 2027",
            "28 Januari 2027",
            "28 jan 2027",
            "28 jan. 2027",
            "28 January 2027",
            "28jan2027",
            "28-jan-2027",
            "  28   januari  2027 ",
            "donderdag 28 januari 2027",
            "do 28-1-2027",
            "Thursday 28 January 2027",
            "28 jan",
            "28 januari",
            "28-1",
            "donderdag 28 januari",
        ],
    )
    def test_are_read_as_people_write_them(self, typed):
        assert read_date(typed, TODAY, coming) == THURSDAY
        assert read_date(typed, TODAY, nearest) == THURSDAY

    @pytest.mark.parametrize("typed", ["30-2", "30-2-2027", "31-2-2027", "31 april", "29-2-2027"])
    def test_days_that_a_month_does_not_have_do_not_become_others(self, typed):
        assert fault_of(read_date, typed, TODAY) is Fault.NO_SUCH_DAY

    @pytest.mark.parametrize(
        "typed",
        [
            "",
            "morgen",
            "half vijf",
            "28",
            "2027",
            "januari",
            "28 janvier 2027",
            "28-13-2027",
            "28-1-227",
            "28-1/2027",
            "28-1-2027 9.30",
            "9.30",
            "xx 28-1-2027",
            "0000-01-28",
            "２８-1-2027",
        ],
    )
    def test_what_is_none_is_refused(self, typed):
        assert fault_of(read_date, typed, TODAY) is Fault.UNKNOWN

    @pytest.mark.parametrize("typed", ["5-2-0020", "5 februari 0027", "0020-02-05", "5-2-9999"])
    def test_a_year_in_which_nothing_is_planned_is_refused(self, typed):
        assert fault_of(read_date, typed, TODAY) is Fault.UNKNOWN

    def test_a_weekday_that_is_not_that_of_the_date_is_refused_with_the_date(self):
        with pytest.raises(NotRead) as refused:
            read_date("maandag 28 januari 2027", TODAY)
        assert refused.value.fault is Fault.OTHER_WEEKDAY
        assert refused.value.day == THURSDAY

    def test_without_a_year_a_plan_is_for_a_day_to_come(self):
        assert read_date("1 oktober", TODAY, coming) == date(2027, 10, 1)
        assert read_date("24 nov", TODAY, coming) == TODAY
        assert read_date("23 nov", TODAY, coming) == date(2027, 11, 23)

    def test_without_a_year_it_is_else_the_nearest(self):
        assert read_date("1 oktober", TODAY, nearest) == date(2026, 10, 1)
        assert read_date("28 jan", TODAY, nearest) == THURSDAY
        assert read_date("20 dec", date(2027, 1, 5), nearest) == date(2026, 12, 20)

    def test_a_leap_day_exists_in_leap_years(self):
        assert read_date("29 februari 2028", TODAY) == date(2028, 2, 29)
        assert fault_of(read_date, "29 feb", TODAY, coming) is Fault.NO_SUCH_DAY
        assert read_date("29 feb", date(2027, 12, 1), coming) == date(2028, 2, 29)

    @given(DAYS)
    def test_every_date_is_read_from_each_way_of_writing_it(self, day):
        month = MONTHS.split()[day.month - 1]
        for typed in (
            f"{day:%d-%m-%Y}",
            f"{day.day}-{day.month}-{day.year}",
            f"{day.day} {month} {day.year}",
            day.isoformat(),
        ):
            assert read_date(typed, TODAY) == day

    @given(DAYS, DAYS)
    def test_without_a_year_no_plan_is_in_the_past_or_over_a_year_away(self, day, today):
        if (day.month, day.day) != (2, 29):
            read = read_date(f"{day.day}-{day.month}", today, coming)
            assert today <= read <= today + timedelta(366)


class TestTimes:
    @pytest.mark.parametrize(
        "typed",
        [
            "9.30",
            "9:30",
            "09:30",
            "9u30",
            "9 u 30",
            "9h30",
            "9.30 uur",
            "9,30",
            "930",
            "0930",
            "9:30:00",
        ],
    )
    def test_are_read_as_people_write_them(self, typed):
        assert read_time(typed) == time(9, 30)

    @pytest.mark.parametrize("typed", ["16", "16u", "16 uur", "16.00", "1600", "16:00 uur"])
    def test_hours_alone_are_enough(self, typed):
        assert read_time(typed) == time(16)

    @pytest.mark.parametrize(
        "typed",
        ["", "half vijf", "24:00", "25", "9.60", "9.3", "9-30", "9.30-16.30", "99999", "uur"],
    )
    def test_what_is_none_is_refused(self, typed):
        assert fault_of(read_time, typed) is Fault.UNKNOWN

    @given(some.times())
    def test_every_minute_is_read_from_each_way_of_writing_it(self, at):
        minute = at.replace(second=0, microsecond=0)
        for separator in (".", ":", "u", ""):
            assert read_time(f"{at.hour}{separator}{at.minute:02}") == minute

    @given(some.text())
    def test_no_words_end_in_another_fault(self, typed):
        for read in (
            read_time,
            lambda words: read_date(words, TODAY),
            lambda w: read_moment(w, TODAY),
        ):
            with suppress(NotRead):
                read(typed)


class TestMoments:
    @pytest.mark.parametrize(
        "typed",
        [
            "28-1-2027 9:30",
            "28-01-2027 09:30",
            "28 jan 2027 9.30",
            "28 januari 2027, 9.30 uur",
            "28 jan om 9u30",
            "2027-01-28 09:30",
            "2027-01-28T09:30:00",
            "donderdag 28 januari om 9.30 uur",
        ],
    )
    def test_are_read_as_people_write_them(self, typed):
        assert read_moment(typed, TODAY) == datetime(2027, 1, 28, 9, 30)

    @pytest.mark.parametrize("typed", ["28-1-2027", "28 jan 2027", "28 jan"])
    def test_a_date_alone_is_asked_for_its_time(self, typed):
        assert fault_of(read_moment, typed, TODAY) is Fault.NO_TIME

    @pytest.mark.parametrize("typed", ["28-1 2027", "9.30", "28-1-2027 half vijf", "28-1-2027 930"])
    def test_what_could_be_something_else_is_refused(self, typed):
        assert fault_of(read_moment, typed, TODAY) is Fault.UNKNOWN

    def test_a_day_that_does_not_exist_is_refused(self):
        assert fault_of(read_moment, "31-2-2027 9:30", TODAY) is Fault.NO_SUCH_DAY

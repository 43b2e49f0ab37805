"""What is said before an edition is published: of the whole, and of each of its days."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.utils.translation import override

from events.clock import span
from events.planning_warnings import Elsewhere, Plan, PlannedDay, warnings_of

pytestmark = pytest.mark.once

NOW = datetime(2026, 11, 24, 6, 0, tzinfo=UTC)
AMSTERDAM = ZoneInfo("Europe/Amsterdam")
MONDAY = date(2027, 2, 1)


def day(on: date, starts: str = "09:30", ends: str = "16:30", zone=AMSTERDAM) -> PlannedDay:
    first, last = (time.fromisoformat(text) if text else None for text in (starts, ends))
    return PlannedDay(on, first, last, *span(on, first, last, zone))


def plan(*days: PlannedDay, **fields) -> Plan:
    """A plan with nothing odd, but for ``fields``."""
    return Plan(
        **{
            "days": days or (day(MONDAY),),
            "place": "De Lindehof",
            "place_is_draft": False,
            "zone": AMSTERDAM,
            "trainers": ("Marit Hoekstra",),
            "capacity": 12,
            "subjects": ("Kijken", "Luisteren"),
            **fields,
        }
    )


def said(*days: PlannedDay, **fields) -> list[str]:
    return warnings_of(plan(*days, **fields), NOW)


def other(on: date, starts: str, ends: str, **fields) -> Elsewhere:
    found = day(on, starts, ends)
    return Elsewhere(found.starts_at, found.ends_at, "Nee zeggen", **fields)


class TestTheWhole:
    def test_nothing_is_said_of_a_plan_with_nothing_odd(self):
        assert said() == []

    @pytest.mark.parametrize(
        ("fields", "words"),
        [
            ({"place": ""}, "Er is geen locatie gekozen. Lezers zien ‘Plaats volgt nog’."),
            (
                {"place_is_draft": True},
                "De locatie De Lindehof is nog een concept. Publiceer die eerst, anders zien "
                "lezers haar niet.",
            ),
            (
                {"trainers": ()},
                "De training heeft geen trainer. Die kies je op de pagina van de training.",
            ),
            (
                {"capacity": None},
                "Het aantal plaatsen is leeg. Iedereen die zich aanmeldt, komt op de wachtlijst.",
            ),
            ({"days": ()}, "Er zijn nog geen dagen."),
        ],
        ids=["no place", "a draft of a place", "no trainer", "no number", "no days"],
    )
    def test_what_is_missing_is_said(self, fields, words):
        assert said(**fields) == [words]

    def test_days_without_a_title_in_the_programme_are_named(self):
        days = [day(MONDAY), day(date(2027, 2, 8)), day(date(2027, 2, 15))]
        assert said(*days, subjects=("Kijken",)) == [
            "Het programma van de training heeft geen titel voor dag 2 (maandag 8 februari 2027), "
            "dag 3 (maandag 15 februari 2027). In agenda’s staat op die dagen alleen de naam van "
            "de training."
        ]
        assert said(*days[:2], subjects=("Kijken", " ")) == [
            "Het programma van de training heeft geen titel voor dag 2 (maandag 8 februari 2027). "
            "In agenda’s staat dan alleen de naam van de training."
        ]

    def test_a_first_day_in_the_past_is_said(self):
        days = [day(date(2026, 11, 23)), day(MONDAY)]
        assert said(*days) == [
            "De eerste dag, maandag 23 november 2026, is al begonnen of voorbij."
        ]


class TestDates:
    def test_a_public_holiday_is_named(self):
        assert said(day(date(2027, 3, 29))) == [
            "Op maandag 29 maart 2027 is het een feestdag: Tweede paasdag."
        ]

    def test_its_name_is_in_the_language_of_the_editor(self):
        assert "Koningsdag" in said(day(date(2027, 4, 27)))[0]
        with override("en"):
            assert "King's Day" in said(day(date(2027, 4, 27)))[0]
        assert said(day(date(2027, 4, 28))) == []

    @pytest.mark.parametrize("on", [date(2027, 2, 6), date(2027, 2, 7)])
    def test_a_weekend_is_said(self, on):
        (words,) = said(day(on))
        assert words.endswith("valt in een weekend.")

    @pytest.mark.parametrize(
        ("on", "words"),
        [
            (date(2027, 10, 30), "In het weekend van zaterdag 30 oktober 2027 gaat de klok terug"),
            (date(2027, 10, 31), "In het weekend van zondag 31 oktober 2027 gaat de klok terug"),
            (date(2026, 3, 28), "In het weekend van zaterdag 28 maart 2026 gaat de klok vooruit"),
        ],
    )
    def test_the_weekend_of_the_change_of_clocks_is_said(self, on, words):
        assert any(line.startswith(words) for line in said(day(on)))

    def test_the_clock_is_that_of_the_place(self):
        new_york = ZoneInfo("America/New_York")
        spring = date(2027, 3, 13)
        assert "klok" not in " ".join(said(day(spring)))
        assert "klok vooruit" in " ".join(said(day(spring, zone=new_york), zone=new_york))

    def test_an_end_before_the_start_is_said_to_be_past_midnight(self):
        assert said(day(MONDAY, "21:00", "01:00")) == [
            "Het eind van maandag 1 februari 2027, 1.00 uur, ligt vóór het begin, 21.00 uur. Die "
            "dag duurt dus tot na middernacht, tot dinsdag 2 februari 2027, 1.00 uur."
        ]

    def test_a_day_without_hours_is_as_usual(self):
        assert said(day(MONDAY, "", "")) == []


class TestOthers:
    MARIT = {"trainers": ("Marit Hoekstra",)}

    def test_the_same_trainer_elsewhere_is_said_with_the_day(self):
        assert said(others=(other(MONDAY, "13:00", "15:00", **self.MARIT),)) == [
            "Op maandag 1 februari 2027 is er tegelijk ook Nee zeggen, met dezelfde trainer "
            "(Marit Hoekstra)."
        ]

    def test_the_same_place_is_said(self):
        assert said(others=(other(MONDAY, "13:00", "15:00", place="De Lindehof"),)) == [
            "Op maandag 1 februari 2027 is er tegelijk ook Nee zeggen, op dezelfde locatie "
            "(De Lindehof)."
        ]

    def test_both_are_said_at_once_and_a_draft_is_called_so(self):
        found = other(MONDAY, "13:00", "15:00", place="De Lindehof", is_draft=True, **self.MARIT)
        assert said(others=(found,)) == [
            "Op maandag 1 februari 2027 is er tegelijk ook Nee zeggen (een concept), met dezelfde "
            "trainer (Marit Hoekstra) en op dezelfde locatie (De Lindehof)."
        ]

    @pytest.mark.parametrize(
        ("starts", "ends"), [("08:00", "09:30"), ("16:30", "18:00")], ids=["before", "after"]
    )
    def test_one_that_ends_or_begins_as_this_begins_or_ends_is_no_overlap(self, starts, ends):
        assert said(others=(other(MONDAY, starts, ends, **self.MARIT),)) == []

    def test_another_day_is_no_overlap(self):
        later = MONDAY + timedelta(days=1)
        assert said(others=(other(later, "09:30", "16:30", **self.MARIT),)) == []

"""What is done every day: who is late, who is reminded or thanked, and who need not be kept."""

import logging
from datetime import UTC, date, datetime, timedelta
from io import StringIO

import pytest
import time_machine
from django.core.management import CommandError, call_command

from events import housekeeping, letters, outbox, places
from events.models import EnrolmentSettings, Mail, MailKind
from events.models.enrolments import Interest
from events.models.mails import MailState
from tests.events.conftest import WINTER as NOW, enrol
from tests.factories import make_edition

pytestmark = pytest.mark.usefixtures("winter", "at_once")


def at(day: int, month: int = 3, year: int = 2027, hour: int = 6) -> datetime:
    return datetime(year, month, day, hour, tzinfo=UTC)


def written(kind: str) -> list[str]:
    return sorted(Mail.objects.filter(kind=kind).values_list("recipient", flat=True))


class TestReminders:
    def test_who_has_a_place_is_reminded_once_three_days_before(self, edition):
        for who in ("anna", "bert", "cees"):
            enrol(edition, who)
        housekeeping.run(at(25, 2))
        assert written("reminder") == []
        assert housekeeping.run(at(26, 2)).done["reminded"] == 2
        assert housekeeping.run(at(27, 2)).done["reminded"] == 0
        assert written("reminder") == ["anna@example.com", "bert@example.com"]

    def test_nobody_is_reminded_of_what_has_begun(self, edition):
        enrol(edition, "anna")
        housekeeping.run(at(1, hour=9))
        assert written("reminder") == []

    @pytest.mark.parametrize("status", ["postponed", "cancelled"])
    def test_nobody_is_reminded_of_what_does_not_go_ahead(self, edition, status):
        enrol(edition, "anna")
        type(edition).objects.filter(pk=edition.pk).update(status=status)
        housekeeping.run(at(27, 2))
        assert written("reminder") == []

    def test_without_days_before_nobody_is_reminded(self, edition):
        enrol(edition, "anna")
        EnrolmentSettings.objects.update(reminder_days=0)
        housekeeping.run(at(1, hour=0))
        assert written("reminder") == []

    def test_people_are_reminded_again_of_another_first_day(self, edition):
        enrol(edition, "anna")
        housekeeping.run(at(27, 2))
        draft = edition.get_latest_revision_as_object()
        days = draft.days
        days[0].date, days[1].date = date(2027, 4, 5), date(2027, 4, 12)
        draft.sessions.set(days)
        draft.save_revision().publish()
        housekeeping.run(at(3, 4))
        assert written("reminder") == ["anna@example.com"] * 2


class TestThanks:
    def test_who_had_a_place_is_thanked_once_on_the_day_after(self, edition):
        for who in ("anna", "bert", "cees"):
            enrol(edition, who)
        housekeeping.run(at(8, hour=22))
        assert written("thanks") == []
        assert housekeeping.run(at(9)).done["thanked"] == 2
        assert housekeeping.run(at(10)).done["thanked"] == 0
        assert written("thanks") == ["anna@example.com", "bert@example.com"]

    @pytest.mark.parametrize(("day", "count"), [(15, 1), (16, 0)])
    def test_nobody_is_thanked_after_a_week(self, edition, day, count):
        enrol(edition, "anna")
        assert housekeeping.run(at(day)).done["thanked"] == count

    def test_nobody_is_thanked_for_what_was_cancelled(self, edition):
        enrol(edition, "anna")
        type(edition).objects.filter(pk=edition.pk).update(status="cancelled")
        housekeeping.run(at(9))
        assert written("thanks") == []


class TestPlaces:
    def test_an_offer_lapses_and_the_next_is_made(self, edition):
        anna, *_others = (enrol(edition, who) for who in ("anna", "bert", "cees", "dirk"))
        places.withdraw(anna.pk, now=NOW)
        report = housekeeping.run(NOW + timedelta(hours=49))
        assert (report.done["lapsed"], report.done["offered"]) == (1, 1)
        assert written("offer") == ["cees@example.com", "dirk@example.com"]

    def test_who_does_not_confirm_lapses_and_is_removed_a_month_later(self, edition):
        EnrolmentSettings.objects.update(confirm_by_link=True)
        anna = enrol(edition, "anna")
        housekeeping.run(NOW + timedelta(days=7))
        anna.refresh_from_db()
        assert (anna.state, anna.email) == ("lapsed", "anna@example.com")
        assert housekeeping.run(NOW + timedelta(days=37)).done["removed"] == 1
        anna.refresh_from_db()
        assert (anna.state, anna.email) == ("lapsed", "")
        assert not Mail.objects.filter(recipient="anna@example.com").exists()


class TestRemoval:
    def test_people_are_removed_a_year_after_the_end_and_the_numbers_stay(self, edition):
        enrol(edition, "anna", phone="06-1234", remark="Rolstoel")
        enrol(edition, "bert")
        assert housekeeping.run(at(8, year=2028)).done["removed"] == 0
        assert housekeeping.run(at(9, year=2028)).done["removed"] == 2
        assert housekeeping.run(at(9, year=2028)).done["removed"] == 0
        kept = edition.enrolments.values_list("state", "name", "email", "phone", "remark")
        assert list(kept) == [("confirmed", "", "", "", "")] * 2
        assert not Mail.objects.exists()

    def test_who_waits_for_new_days_of_what_is_postponed_is_kept(self, edition):
        enrol(edition, "anna")
        type(edition).objects.filter(pk=edition.pk).update(status="postponed")
        assert housekeeping.run(at(9, year=2029)).done["removed"] == 0
        assert edition.enrolments.get().email == "anna@example.com"
        type(edition).objects.filter(pk=edition.pk).update(status="cancelled")
        assert housekeeping.run(at(9, year=2029)).done["removed"] == 1

    def test_who_never_confirmed_an_interest_is_deleted_after_a_month(self, edition):
        for name, confirmed in (("a", None), ("b", NOW)):
            Interest.objects.create(
                training=edition.training,
                name=name,
                email=f"{name}@example.com",
                language="nl",
                created_at=NOW,
                confirmed_at=confirmed,
            )
        housekeeping.run(NOW + timedelta(days=29))
        assert Interest.objects.count() == 2
        housekeeping.run(NOW + timedelta(days=30))
        assert Interest.objects.get().name == "b"
        housekeeping.run(at(20, 1, 2028, hour=12))
        assert not Interest.objects.exists()

    @pytest.mark.parametrize(
        ("now", "months", "before"),
        [
            (datetime(2027, 3, 31, tzinfo=UTC), 1, datetime(2027, 2, 28, tzinfo=UTC)),
            (datetime(2027, 1, 15, tzinfo=UTC), 1, datetime(2026, 12, 15, tzinfo=UTC)),
            (datetime(2028, 2, 29, tzinfo=UTC), 12, datetime(2027, 2, 28, tzinfo=UTC)),
        ],
    )
    def test_months_are_those_of_the_calendar(self, now, months, before):
        assert housekeeping.months_before(now, months) == before


class TestTheCommand:
    def test_it_says_what_was_done_in_numbers(self, edition):
        enrol(edition, "anna")
        Mail.objects.update(state=MailState.SENT)
        said = StringIO()
        with time_machine.travel(at(27, 2)):
            call_command("housekeeping", stdout=said)
        assert said.getvalue() == "reminded: 1\n"

    def test_it_says_that_nothing_was_due(self, edition):
        said = StringIO()
        call_command("housekeeping", stdout=said)
        assert said.getvalue() == "Nothing was due.\n"

    def test_a_fault_is_told_once_without_a_person_and_the_rest_is_done(
        self, edition, monkeypatch, caplog
    ):
        for who in ("anna", "bert"):
            enrol(edition, who)
        make_edition(edition.training, date(2027, 3, 2))
        send = letters.send

        def fail(kind, enrolment, **options):
            if kind == MailKind.REMINDER:
                raise ValueError(f"Key (email)=({enrolment.email}) already exists")
            return send(kind, enrolment, **options)

        resumed = []
        monkeypatch.setattr(letters, "send", fail)
        monkeypatch.setattr(outbox, "resume", lambda now: resumed.append(now) or 0)
        with (
            time_machine.travel(at(27, 2)),
            caplog.at_level(logging.INFO),
            pytest.raises(CommandError, match="reminders: ValueError in fail") as raised,
        ):
            call_command("housekeeping")
        assert len(resumed) == 1
        [record] = [each for each in caplog.records if each.name == "events.housekeeping"]
        assert "ValueError" in record.getMessage()
        assert "@" not in caplog.text + str(raised.value)

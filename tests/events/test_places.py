"""Who has a place in an edition, and who is next."""

from datetime import date, timedelta
from types import SimpleNamespace

import pytest
import time_machine
from django.conf import settings
from django.db import connection
from django.test import override_settings
from django.test.utils import CaptureQueriesContext
from django_tasks_db.models import DBTaskResult

from events import places
from events.enrolment_links import path_of
from events.models import Edition, Enrolment, EnrolmentSettings, EnrolmentState, Mail
from events.models.enrolments import email_key
from tests.events.conftest import WINTER as NOW, enrol
from tests.factories import make_edition

pytestmark = pytest.mark.usefixtures("winter")


def states(edition) -> dict[str, str]:
    return {row.email.split("@")[0]: row.state for row in edition.enrolments.all()}


def kinds(who: str) -> list[str]:
    """The mails to somebody, the first written first."""
    mails = Mail.objects.filter(recipient=f"{who}@example.com").order_by("pk")
    return [mail.kind for mail in mails]


class TestEnrolling:
    def test_who_has_not_confirmed_takes_no_place(self, edition):
        for who in ("anna", "bert", "cees"):
            enrol(edition, who)
        assert states(edition) == dict.fromkeys(["anna", "bert", "cees"], EnrolmentState.ASKED)
        assert places.free(edition) == 2
        assert kinds("cees") == ["confirm"]

    def test_who_confirms_after_the_last_place_waits(self, edition):
        asked = [enrol(edition, who) for who in ("anna", "bert", "cees")]
        for enrolment in asked:
            places.confirm(enrolment.pk, now=NOW)
        assert states(edition) == {"anna": "confirmed", "bert": "confirmed", "cees": "waiting"}
        assert kinds("anna") == ["confirm", "place"]
        assert kinds("cees") == ["confirm", "waiting"]

    def test_the_line_is_in_the_order_of_arrival(self, edition, at_once):
        for who in ("anna", "bert", "cees", "dirk", "els"):
            enrol(edition, who)
        assert [row.name for row in edition.enrolments.in_line()] == ["Cees", "Dirk", "Els"]

    def test_an_address_that_is_enrolled_gets_a_mail_and_no_second_place(self, edition, at_once):
        enrol(edition, "anna")
        assert enrol(edition, "ANNA") is None
        assert edition.enrolments.count() == 1
        assert Mail.objects.filter(kind="already").get().recipient == "anna@example.com"

    def test_an_edition_that_has_begun_takes_nobody(self, edition):
        with pytest.raises(places.NotPossible):
            enrol(edition, "anna", now=edition.starts_at)
        assert not Enrolment.objects.exists()

    def test_who_enrols_once_more_before_confirming_corrects_what_was_written(self, edition):
        enrol(edition, "anna", language="nl")
        later = NOW + timedelta(days=6)
        again = enrol(edition, "anna", now=later, name="Anna de Wit", language="en")
        assert again is None
        anna = edition.enrolments.get()
        assert (anna.name, anna.language, anna.created_at) == ("Anna de Wit", "en", later)
        assert kinds("anna") == ["confirm", "confirm"]


class TestTheLine:
    def test_who_has_no_address_is_offered_nothing_by_mail(self, edition, at_once):
        anna, _bert = (enrol(edition, who) for who in ("anna", "bert"))
        cees = places.add(edition.pk, {"name": "Cees"}, now=NOW)
        enrol(edition, "dirk")
        places.withdraw(anna.pk, now=NOW)
        cees.refresh_from_db()
        assert cees.state == "waiting"
        assert states(edition)["dirk"] == "offered"
        with pytest.raises(places.NotPossible, match="no e-mail address"):
            places.offer(cees.pk, now=NOW)

    def test_a_place_that_comes_free_is_offered_to_the_first(self, edition, at_once):
        anna, _bert, _cees, _dirk = (
            enrol(edition, who) for who in ("anna", "bert", "cees", "dirk")
        )
        places.withdraw(anna.pk, now=NOW)
        assert states(edition) == {
            "anna": "withdrawn",
            "bert": "confirmed",
            "cees": "offered",
            "dirk": "waiting",
        }
        cees = edition.enrolments.get(name="Cees")
        assert cees.offer_until == NOW + timedelta(hours=48)
        assert places.free(edition) == 0

    def test_an_offer_that_nobody_takes_goes_to_the_next(self, edition, at_once):
        anna, _bert, cees, _dirk = (enrol(edition, who) for who in ("anna", "bert", "cees", "dirk"))
        places.withdraw(anna.pk, now=NOW)
        with pytest.raises(places.NotPossible):
            places.confirm(cees.pk, now=NOW + timedelta(hours=49))
        # What is refused still tells the next one.
        assert kinds("dirk")[-1] == "offer"
        assert states(edition)["cees"] == "lapsed"
        assert states(edition)["dirk"] == "offered"

    def test_who_takes_the_offer_has_the_place(self, edition, at_once):
        anna, _bert, cees = (enrol(edition, who) for who in ("anna", "bert", "cees"))
        places.withdraw(anna.pk, now=NOW)
        places.confirm(cees.pk, now=NOW + timedelta(hours=47))
        assert states(edition)["cees"] == "confirmed"
        assert kinds("cees") == ["waiting", "offer", "place"]

    def test_an_offer_lasts_no_longer_than_until_the_beginning(self, edition, at_once):
        anna, _bert, cees = (enrol(edition, who) for who in ("anna", "bert", "cees"))
        places.withdraw(anna.pk, now=edition.starts_at - timedelta(hours=5))
        cees.refresh_from_db()
        assert cees.offer_until == edition.starts_at


class TestByHand:
    def test_an_added_person_has_a_place_or_waits(self, edition):
        for who in ("anna", "bert", "cees"):
            places.add(edition.pk, {"name": who, "email": f"{who}@example.com"}, now=NOW)
        assert states(edition) == {"anna": "confirmed", "bert": "confirmed", "cees": "waiting"}

    @pytest.mark.parametrize("status", ["postponed", "cancelled"])
    def test_nobody_is_told_to_come_to_what_does_not_go_ahead(self, edition, status):
        change(edition, status=status)
        places.add(edition.pk, {"name": "Anna", "email": "anna@example.com"}, now=NOW)
        assert kinds("anna") == []

    def test_nobody_is_told_to_come_to_what_is_over(self, edition):
        after = edition.ends_at + timedelta(days=1)
        places.add(edition.pk, {"name": "Anna", "email": "anna@example.com"}, now=after)
        assert kinds("anna") == []

    def test_no_hand_gives_a_place_too_many(self, edition, at_once):
        _anna, _bert, cees = (enrol(edition, who) for who in ("anna", "bert", "cees"))
        with pytest.raises(places.NotPossible):
            places.give_place(cees.pk, now=NOW)
        assert states(edition)["cees"] == "waiting"

    def test_who_moves_leaves_a_place_and_takes_one(self, edition, at_once):
        other = make_edition(edition.training, date(2027, 5, 3), capacity=1)
        anna, _bert, _cees = (enrol(edition, who) for who in ("anna", "bert", "cees"))
        places.move(anna.pk, other.pk, now=NOW)
        assert states(edition) == {"bert": "confirmed", "cees": "offered"}
        assert states(other) == {"anna": "confirmed"}


def change(edition, **fields) -> None:
    """Publish an edition anew."""
    edition.refresh_from_db()
    draft = edition.get_latest_revision_as_object()
    for name, value in fields.items():
        setattr(draft, name, value)
    draft.save_revision().publish()
    edition.refresh_from_db()


class TestWhenTheEditionChanges:
    def test_who_has_a_place_keeps_it_when_there_are_fewer(self, edition, at_once):
        anna, bert, cees = (enrol(edition, who) for who in ("anna", "bert", "cees"))
        change(edition, capacity=1)
        places.withdraw(anna.pk, now=NOW)
        # Bert has the only place there is.
        assert states(edition) == {"anna": "withdrawn", "bert": "confirmed", "cees": "waiting"}
        assert places.free(edition) == 0
        places.withdraw(bert.pk, now=NOW)
        cees.refresh_from_db()
        assert cees.state == "offered"

    def test_who_was_offered_a_place_takes_it_though_there_are_fewer_since(self, edition, at_once):
        anna, _bert, cees = (enrol(edition, who) for who in ("anna", "bert", "cees"))
        places.withdraw(anna.pk, now=NOW)
        change(edition, capacity=1)
        places.confirm(cees.pk, now=NOW)
        assert states(edition)["cees"] == "confirmed"

    def test_nobody_who_confirms_comes_before_the_line_when_places_are_added(self, edition):
        asked = [enrol(edition, who) for who in ("anna", "bert", "cees", "dirk")]
        for enrolment in asked[:3]:
            places.confirm(enrolment.pk, now=NOW)
        type(edition).objects.filter(pk=edition.pk).update(capacity=3)
        places.confirm(asked[3].pk, now=NOW)
        assert states(edition)["cees"] == "offered"
        assert states(edition)["dirk"] == "waiting"

    def test_an_offer_that_could_not_be_taken_is_made_again(self, edition, at_once):
        anna, _bert, cees = (enrol(edition, who) for who in ("anna", "bert", "cees"))
        places.withdraw(anna.pk, now=NOW)
        change(edition, status="postponed")
        with pytest.raises(places.NotPossible):
            places.confirm(cees.pk, now=NOW)
        places.settle_at(edition.pk, NOW + timedelta(hours=49))
        assert states(edition)["cees"] == "waiting"
        # Publishing it settles it.
        change(edition, status="scheduled")
        assert states(edition)["cees"] == "offered"
        assert kinds("cees") == ["waiting", "offer", "offer"]

    def test_an_offer_ends_when_the_days_are_moved_to_before_its_end(self, edition, at_once):
        anna, _bert, cees = (enrol(edition, who) for who in ("anna", "bert", "cees"))
        places.withdraw(anna.pk, now=NOW)
        type(edition).objects.filter(pk=edition.pk).update(starts_at=NOW + timedelta(hours=1))
        places.settle_at(edition.pk, NOW + timedelta(hours=2))
        cees.refresh_from_db()
        assert cees.state == "lapsed"

    @pytest.mark.parametrize("status", ["postponed", "cancelled"])
    def test_an_edition_that_does_not_go_ahead_takes_nobody(self, edition, status):
        anna = enrol(edition, "anna")
        change(edition, status=status)
        with pytest.raises(places.NotPossible):
            places.confirm(anna.pk, now=NOW)
        with pytest.raises(places.NotPossible):
            enrol(edition, "bert")
        assert states(edition) == {"anna": "asked"}

    def test_what_readers_cannot_see_takes_nobody(self, edition):
        anna = enrol(edition, "anna")
        edition.unpublish()
        with pytest.raises(places.NotPossible):
            places.confirm(anna.pk, now=NOW)
        with pytest.raises(places.NotPossible):
            enrol(edition, "bert")

    def test_a_training_that_readers_cannot_see_takes_nobody(self, edition):
        edition.training.unpublish()
        with pytest.raises(places.NotPossible):
            enrol(edition, "anna")

    def test_the_line_comes_before_whoever_is_added_while_it_is_postponed(self, edition, at_once):
        anna, _bert, _cees = (enrol(edition, who) for who in ("anna", "bert", "cees"))
        change(edition, status="postponed")
        places.withdraw(anna.pk, now=NOW)
        places.add(edition.pk, {"name": "Dirk", "email": "dirk@example.com"}, now=NOW)
        assert [row.name for row in edition.enrolments.in_line()] == ["Cees", "Dirk"]

    def test_who_is_added_after_the_beginning_has_a_place_though_others_waited(
        self, edition, at_once
    ):
        anna, _bert, _cees = (enrol(edition, who) for who in ("anna", "bert", "cees"))
        later = edition.starts_at + timedelta(hours=1)
        places.withdraw(anna.pk, now=later)
        places.add(edition.pk, {"name": "Dirk", "email": "dirk@example.com"}, now=later)
        assert states(edition)["cees"] == "waiting"
        assert states(edition)["dirk"] == "confirmed"

    def test_no_place_is_offered_in_what_has_begun(self, edition, at_once):
        anna, _bert, cees = (enrol(edition, who) for who in ("anna", "bert", "cees"))
        later = edition.starts_at + timedelta(hours=1)
        places.withdraw(anna.pk, now=later)
        with pytest.raises(places.NotPossible):
            places.offer(cees.pk, now=later)


class TestWhatDoesNotGoAhead:
    @pytest.fixture
    def offered(self, edition, at_once):
        """Cees was offered a place, until the first day begins."""
        EnrolmentSettings.objects.update(offer_hours=720)
        now = edition.starts_at - timedelta(days=1)
        anna, _bert, cees = (enrol(edition, who, now=now) for who in ("anna", "bert", "cees"))
        places.withdraw(anna.pk, now=now)
        cees.refresh_from_db()
        assert cees.state == "offered"
        return cees

    def test_nobody_hears_that_an_offer_lapsed_of_what_is_cancelled(self, edition, offered):
        Edition.objects.filter(pk=edition.pk).update(status="cancelled")
        places.settle_at(edition.pk, edition.starts_at)
        offered.refresh_from_db()
        assert offered.state == "lapsed"
        assert "lapsed" not in kinds("cees")

    def test_who_was_offered_a_place_waits_on_for_new_days(self, edition, offered):
        Edition.objects.filter(pk=edition.pk).update(status="postponed")
        places.settle_at(edition.pk, edition.starts_at)
        offered.refresh_from_db()
        assert offered.state == "waiting"
        assert "lapsed" not in kinds("cees")

    def test_an_edition_that_is_postponed_has_not_begun_and_is_not_over(self, edition):
        long_after = edition.ends_at + timedelta(days=400)
        assert edition.has_begun(long_after) and edition.is_over(long_after)
        edition.status = "postponed"
        assert not edition.has_begun(long_after)
        assert not edition.is_over(long_after)


class TestOnceMore:
    def test_who_withdrew_is_moved_nowhere(self, edition, at_once):
        other = make_edition(edition.training, date(2027, 5, 3))
        anna = enrol(edition, "anna")
        places.withdraw(anna.pk, now=NOW)
        with pytest.raises(places.NotPossible, match="This enrolment has ended"):
            places.move(anna.pk, other.pk, now=NOW)

    def test_who_let_it_lapse_enrols_again(self, edition):
        anna = enrol(edition, "anna")
        later = NOW + places.CONFIRM_WITHIN
        again = enrol(edition, "anna", now=later)
        anna.refresh_from_db()
        assert (anna.state, again.state) == ("lapsed", "asked")
        with pytest.raises(places.NotPossible):
            places.give_place(anna.pk, now=later)

    def test_who_withdrew_is_given_a_place_once_more(self, edition, at_once):
        anna = enrol(edition, "anna")
        places.withdraw(anna.pk, now=NOW)
        places.give_place(anna.pk, now=NOW)
        anna.refresh_from_db()
        assert (anna.state, anna.closed_at) == ("confirmed", None)

    def test_who_was_removed_is_not_moved(self, edition, at_once):
        other = make_edition(edition.training, date(2027, 5, 3), capacity=1)
        anna = enrol(edition, "anna")
        Enrolment.objects.filter(pk=anna.pk).update(erased_at=NOW, email="", name="")
        with pytest.raises(places.NotPossible):
            places.move(anna.pk, other.pk, now=NOW)

    def test_an_address_that_was_taken_in_the_meantime_is_enrolled_already(
        self, edition, at_once, monkeypatch
    ):
        enrol(edition, "anna")
        look = places._of_address
        looked = []

        def too_early(*args):
            looked.append(args)
            return None if len(looked) == 1 else look(*args)

        monkeypatch.setattr(places, "_of_address", too_early)
        assert enrol(edition, "anna") is None
        assert kinds("anna") == ["place", "already"]

    def test_only_the_case_of_plain_letters_makes_no_difference(self):
        assert email_key(" Anna@EXAMPLE.com ") == "anna@example.com"
        # Other domains, and other mailboxes, which must not get each other's links.
        for one, other in [
            ("jan@straße.example", "jan@strasse.example"),
            ("\u212aees@example.com", "kees@example.com"),
            ("\u017fam@example.com", "sam@example.com"),
        ]:
            assert email_key(one) != email_key(other)


class TestAskingAgain:
    """Of somebody who has not confirmed, whoever that is who fills in the form once more."""

    def test_other_words_get_a_link_of_their_own_and_the_first_one_ends(self, edition):
        first = enrol(edition, "anna", remark="Rolstoel").uuid
        enrol(edition, "anna", remark="Ik haat de trainer")
        anna = edition.enrolments.get()
        assert anna.uuid != first
        assert kinds("anna") == ["confirm", "confirm"]
        assert first.hex not in Mail.objects.latest("pk").text
        assert anna.uuid.hex in Mail.objects.latest("pk").text

    def test_the_same_words_change_nothing_and_are_answered_once(self, edition):
        opened = NOW - timedelta(minutes=1)
        details = {"name": "Anna", "email": "anna@example.com", "language": "nl"}
        first = places.enrol(edition.pk, details, now=NOW, opened_at=opened).uuid
        places.enrol(edition.pk, details, now=NOW + timedelta(seconds=5), opened_at=opened)
        assert edition.enrolments.get().uuid == first
        assert kinds("anna") == ["confirm"]

    def test_what_is_mended_and_sent_with_the_same_form_is_answered(self, edition):
        opened = NOW - timedelta(minutes=1)
        details = {"name": "Ana", "email": "anna@example.com", "language": "nl"}
        places.enrol(edition.pk, details, now=NOW, opened_at=opened)
        details["name"] = "Anna"
        places.enrol(edition.pk, details, now=NOW + timedelta(seconds=5), opened_at=opened)
        assert edition.enrolments.get().name == "Anna"
        assert kinds("anna") == ["confirm", "confirm"]

    def test_nothing_is_taken_over_of_which_no_mail_tells(self, edition):
        for number in range(5):
            enrol(edition, "anna", remark=f"{number}")
        anna = edition.enrolments.get()
        assert len(kinds("anna")) == 3
        assert anna.remark == "2"
        assert anna.uuid.hex in Mail.objects.latest("pk").text

    def test_an_answer_that_is_withheld_costs_as_much(self, edition):
        opened = NOW - timedelta(minutes=1)
        details = {"name": "Anna", "email": "anna@example.com", "language": "nl"}
        with CaptureQueriesContext(connection) as new:
            places.enrol(edition.pk, details, now=NOW, opened_at=opened)
        with CaptureQueriesContext(connection) as again:
            places.enrol(edition.pk, details, now=NOW, opened_at=opened)
        assert kinds("anna") == ["confirm"]
        assert abs(len(new) - len(again)) <= 6

    def test_who_asked_before_the_setting_changed_gets_a_place_at_once(self, edition, at_once):
        EnrolmentSettings.objects.update(confirm_by_link=True)
        enrol(edition, "anna")
        EnrolmentSettings.objects.update(confirm_by_link=False)
        enrol(edition, "anna")
        assert states(edition) == {"anna": "confirmed"}
        assert kinds("anna") == ["confirm", "place"]


class TestWhatThePracticeHears:
    @pytest.fixture(autouse=True)
    def _notify(self, edition, request):
        if "at_once" in request.fixturenames:
            request.getfixturevalue("at_once")
        site, address = edition.training.get_site(), "info@example.com"
        EnrolmentSettings.objects.update_or_create(site=site, defaults={"notify": address})

    def heard(self) -> list[str]:
        """The first sentences of the notices, the first written first."""
        notices = Mail.objects.filter(kind="notice", recipient="info@example.com").order_by("pk")
        return [f"{mail.subject}. {mail.text.splitlines()[0]}" for mail in notices]

    def test_nothing_as_long_as_nobody_confirmed(self, edition):
        enrol(edition, "anna")
        assert self.heard() == []

    def test_once_who_confirmed_and_where_they_stand(self, edition):
        asked = [enrol(edition, who) for who in ("anna", "bert", "cees", "dirk")]
        for enrolment in asked:
            places.confirm(enrolment.pk, now=NOW)
        title = "Hulp vragen kun je leren"
        told = f"heeft zich aangemeld voor {title}, vanaf maandag 1 maart 2027, en"
        assert self.heard() == [
            f"Nieuwe aanmelding: {title}. Anna {told} heeft een plaats.",
            f"Nieuwe aanmelding: {title}. Bert {told} heeft een plaats.",
            f"Nieuw op de wachtlijst: {title}. Cees {told} staat als 1e op de wachtlijst.",
            f"Nieuw op de wachtlijst: {title}. Dirk {told} staat als 2e op de wachtlijst.",
        ]

    def test_who_takes_an_offer_or_confirms_twice_is_no_new_enrolment(self, edition, at_once):
        anna, _bert, cees = (enrol(edition, who) for who in ("anna", "bert", "cees"))
        places.withdraw(anna.pk, now=NOW)
        places.confirm(cees.pk, now=NOW)
        places.confirm(cees.pk, now=NOW)
        assert len(self.heard()) == 3

    def test_nothing_of_what_an_editor_does(self, edition):
        other = make_edition(edition.training, date(2027, 5, 3), capacity=1)
        anna, bert, cees = (
            places.add(edition.pk, {"name": who, "email": f"{who}@example.com"}, now=NOW)
            for who in ("anna", "bert", "cees")
        )
        places.withdraw(anna.pk, now=NOW)
        places.give_place(cees.pk, now=NOW)
        places.move(bert.pk, other.pk, now=NOW)
        assert self.heard() == []

    def test_once_who_withdraws_by_themselves_and_where_they_stood(self, edition, at_once):
        anna, _bert, cees, dirk = (enrol(edition, who) for who in ("anna", "bert", "cees", "dirk"))
        for enrolment in (dirk, anna, anna, cees):
            places.withdraw(enrolment.pk, now=NOW, notify=True)
        title, when = "Hulp vragen kun je leren", "vanaf maandag 1 maart 2027"
        waited = f"stond op de wachtlijst van {title}, {when}, en heeft zich afgemeld."
        assert self.heard()[4:] == [
            f"Afmelding: {title}. Dirk {waited}",
            f"Afmelding: {title}. Anna had een plaats in {title}, {when}, en heeft zich afgemeld.",
            f"Afmelding: {title}. Cees {waited}",
        ]

    def test_nothing_of_who_withdraws_what_was_never_confirmed(self, edition):
        places.withdraw(enrol(edition, "anna").pk, now=NOW, notify=True)
        assert self.heard() == []

    def test_who_withdraws_by_the_own_page_does_it_by_themselves(self, client, edition, at_once):
        anna = enrol(edition, "anna")
        client.post(path_of(anna, "nl"), {"step": "withdraw"})
        assert len(self.heard()) == 2


class TestOfItself:
    def test_a_fault_is_logged_without_its_words_and_tried_again(
        self, edition, monkeypatch, caplog
    ):
        def away(*arguments):
            raise ValueError("anna@example.com")

        again = []
        monkeypatch.setattr(places, "settle_at", away)
        monkeypatch.setattr(
            type(places.settle_when_due),
            "using",
            lambda task, run_after: SimpleNamespace(
                enqueue=lambda pk: again.append((pk, run_after - NOW))
            ),
        )
        with time_machine.travel(NOW, tick=False):
            places.settle_when_due.func(edition.pk)
        assert again == [(edition.pk, timedelta(minutes=5))]
        [record] = caplog.records
        assert "ValueError" in record.getMessage()
        assert "anna@" not in caplog.text

    def test_an_offer_lapses_and_the_next_is_made_when_its_time_is_over(self, edition, at_once):
        anna, _bert, _cees, _dirk = (
            enrol(edition, who) for who in ("anna", "bert", "cees", "dirk")
        )
        database = {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": ["mail"]}
        with override_settings(TASKS={**settings.TASKS, "mail": database}):
            places.withdraw(anna.pk, now=NOW)
            [due] = DBTaskResult.objects.filter(task_path__endswith="settle_when_due")
        assert due.run_after == NOW + timedelta(hours=48)
        with time_machine.travel(due.run_after):
            places.settle_when_due.func(*due.args_kwargs["args"])
        assert states(edition)["cees"] == "lapsed"
        assert states(edition)["dirk"] == "offered"

    def test_an_edition_that_is_gone_by_then_is_no_fault(self, db):
        places.settle_when_due.func(0)

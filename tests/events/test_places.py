"""Who has a place in an edition, and who is next."""

from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine

from events import places
from events.models import Enrolment, EnrolmentSettings, EnrolmentState, Mail
from home.models import SiteSettings
from tests.factories import make_edition, make_training

NOW = datetime(2027, 1, 20, 12, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _now():
    with time_machine.travel(NOW):
        yield


@pytest.fixture
def edition(site):
    practice = SiteSettings.objects.get_or_create(site=site.home.get_site())[0]
    practice.email = "info@example.com"
    practice.save()
    return make_edition(make_training(site), date(2027, 3, 1), date(2027, 3, 8), capacity=2)


@pytest.fixture
def at_once(site):
    """Places count without a link to confirm."""
    return EnrolmentSettings.objects.create(site=site.home.get_site(), confirm_by_link=False)


def enrol(edition, who: str, now=NOW, **fields) -> Enrolment | None:
    details = {"name": who.title(), "email": f"{who}@example.com", "language": "nl", **fields}
    return places.enrol(edition.pk, details, now=now)


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


class TestTheLine:
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

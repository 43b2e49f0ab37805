"""Whatever people and editors do in whatever order: no place too many, and nobody lost."""

from collections import Counter
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise

import pytest
import time_machine
from django.db import transaction
from hypothesis import HealthCheck, settings, strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from events import letters, places, privacy
from events.models import Edition, Enrolment, EnrolmentSettings, EnrolmentState
from events.models.enrolments import ACTIVE
from tests.factories import make_edition, make_training

NOW = datetime(2027, 1, 20, 12, 0, tzinfo=UTC)
PEOPLE = st.integers(0, 9)
EDITIONS = st.integers(0, 1)
CHOICE = st.integers(0, 30)
# What a step may do to somebody; each who is not in the list stays who they are.
FINAL = {EnrolmentState.WITHDRAWN, EnrolmentState.LAPSED}


@pytest.fixture
def editions(site, monkeypatch):
    """Two editions of one training; letters are not written, which is tried elsewhere."""
    training = make_training(site)
    EnrolmentSettings.objects.create(site=site.home.get_site(), confirm_by_link=True)
    for name in ("send", "send_notice", "send_cancellation_of_days"):
        monkeypatch.setattr(letters, name, lambda *args, **options: None)
    return [
        make_edition(training, date(2027, 3, 1 + 7 * number), capacity=2).pk for number in range(2)
    ]


class Practice(RuleBasedStateMachine):
    """People who come and go, and an editor, in two editions."""

    editions: list[int] = []

    @initialize()
    def begin(self):
        self.atomic = transaction.atomic()
        self.atomic.__enter__()
        self.now = NOW
        self.known, self.erased = set(), set()
        # The most places that may be taken: the capacity, or what was taken when it was lowered.
        self.most = dict.fromkeys(self.editions, 2)
        # A full edition, an offer and a line, of which most that can go wrong begins.
        for who in range(5):
            self.note(places.add(self.editions[0], self.details(who), now=self.now))
        places.withdraw(min(self.known), now=self.now)

    def teardown(self):
        if hasattr(self, "atomic"):
            transaction.set_rollback(True)
            self.atomic.__exit__(None, None, None)

    def attempt(self, act, *args, **options):
        try:
            return act(*args, now=self.now, **options)
        except places.NotPossible:
            return None

    def somebody(self, choice: int) -> int | None:
        pks = sorted(self.known)
        return pks[choice % len(pks)] if pks else None

    def note(self, enrolment: Enrolment | None) -> None:
        if enrolment is not None:
            self.known.add(enrolment.pk)

    def details(self, who: int) -> dict:
        return {"name": f"P{who}", "email": f"p{who}@example.com", "language": "nl"}

    @rule(edition=EDITIONS, who=PEOPLE)
    def enrol(self, edition, who):
        self.note(self.attempt(places.enrol, self.editions[edition], self.details(who)))

    @rule(edition=EDITIONS, who=PEOPLE)
    def add(self, edition, who):
        self.note(self.attempt(places.add, self.editions[edition], self.details(who)))

    @precondition(lambda self: self.known)
    @rule(choice=CHOICE)
    def confirm(self, choice):
        self.attempt(places.confirm, self.somebody(choice))

    @precondition(lambda self: self.known)
    @rule(choice=CHOICE)
    def withdraw(self, choice):
        self.attempt(places.withdraw, self.somebody(choice))

    @precondition(lambda self: self.known)
    @rule(choice=CHOICE)
    def give_place(self, choice):
        self.attempt(places.give_place, self.somebody(choice))

    @precondition(lambda self: self.known)
    @rule(choice=CHOICE)
    def offer(self, choice):
        self.attempt(places.offer, self.somebody(choice))

    @precondition(lambda self: self.known)
    @rule(choice=CHOICE, edition=EDITIONS)
    def move(self, choice, edition):
        self.attempt(places.move, self.somebody(choice), self.editions[edition])

    @rule(hours=st.sampled_from([1, 24, 49, 200]))
    def wait(self, hours):
        self.now += timedelta(hours=hours)
        for pk in self.editions:
            places.settle_at(pk, self.now)

    @rule(edition=EDITIONS, capacity=st.integers(1, 4))
    def plan(self, edition, capacity):
        pk = self.editions[edition]
        Edition.objects.filter(pk=pk).update(capacity=capacity)
        # As publishing does.
        places.settle_at(pk, self.now)
        self.most[pk] = max(capacity, Enrolment.objects.filter(edition=pk).taking().count())

    @rule(
        edition=EDITIONS,
        status=st.sampled_from(["scheduled", "scheduled", "scheduled", "postponed", "cancelled"]),
    )
    def decide(self, edition, status):
        # As publishing does.
        Edition.objects.filter(pk=self.editions[edition]).update(status=status)
        places.settle_at(self.editions[edition], self.now)

    @precondition(lambda self: self.known)
    @rule(choice=CHOICE)
    def erase(self, choice):
        row = Enrolment.objects.get(pk=self.somebody(choice))
        privacy.erase(privacy.of_enrolment(row), self.now)
        self.erased |= {row.pk}

    @invariant()
    def no_place_is_given_twice(self):
        for edition in Edition.objects.filter(pk__in=self.editions):
            taking = edition.enrolments.taking().count()
            assert taking <= self.most[edition.pk]
            # Once some have left, no more than there are now.
            self.most[edition.pk] = max(edition.capacity, taking)

    @invariant()
    def nobody_is_in_an_edition_twice(self):
        rows = Enrolment.objects.filter(state__in=ACTIVE).values_list("edition", "email_key")
        assert all(count == 1 for count in Counter(rows).values())

    @invariant()
    def the_line_has_an_order(self):
        for edition in Edition.objects.filter(pk__in=self.editions):
            line = [row.place_in_line for row in edition.enrolments.in_line()]
            assert None not in line
            assert all(one < other for one, other in pairwise(line))

    @invariant()
    def nobody_waits_beside_a_free_place(self):
        """Of those who can be written to, where people may enrol; without another look."""
        for edition in Edition.objects.filter(pk__in=self.editions):
            if places.takes_people(edition, self.now) and places.free(edition):
                assert not edition.enrolments.in_line().exclude(email="").exists()

    @invariant()
    def no_offer_outlives_its_time(self):
        for edition in Edition.objects.filter(pk__in=self.editions):
            offered = edition.enrolments.filter(state=EnrolmentState.OFFERED)
            assert not offered.filter(offer_until__lte=self.now).exists()
            asked = edition.enrolments.filter(state=EnrolmentState.ASKED)
            assert not asked.filter(created_at__lte=self.now - places.CONFIRM_WITHIN).exists()

    @invariant()
    def nobody_is_removed_and_keeps_a_place(self):
        for row in Enrolment.objects.filter(pk__in=self.erased):
            assert not row.email
            assert not (row.is_active and not row.edition.is_over(self.now))

    @invariant()
    def nobody_is_lost(self):
        rows = {row.pk: row for row in Enrolment.objects.all()}
        assert set(rows) == self.known
        for row in rows.values():
            assert (row.state in FINAL) == (row.closed_at is not None)
            assert (row.state == EnrolmentState.OFFERED) == (row.offer_until is not None)
            if row.state == EnrolmentState.CONFIRMED:
                assert row.confirmed_at


@pytest.mark.django_db
def test_whatever_is_done_in_whatever_order_no_place_is_given_twice_and_nobody_lost(editions):
    Practice.editions = editions
    with time_machine.travel(NOW, tick=False):
        run_state_machine_as_test(
            Practice,
            settings=settings(
                max_examples=15,
                stateful_step_count=20,
                deadline=None,
                derandomize=True,
                suppress_health_check=list(HealthCheck),
            ),
        )

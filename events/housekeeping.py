"""What is done every day: who is late, who is reminded or thanked, and who need not be kept.

Each part does what is due at a moment that is handed in, so doing it twice does nothing twice. A
part that fails is told to the log once, with its cause but without the words of the fault, which
may name a person; the others go on.
"""

import calendar
import logging
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from django.core.management import call_command
from django.db import transaction
from django.db.models import Q
from django_tasks import task_backends
from django_tasks_db.backend import DatabaseBackend
from django_tasks_db.models import DBTaskResult

from events import letters, outbox, places, privacy
from events.faults import cause_of
from events.models import Edition, EditionStatus, Enrolment, EnrolmentState, Mail, MailKind
from events.models.enrolment_settings import EnrolmentSettings
from events.models.enrolments import Interest
from home import log_in_record, table_sizes

logger = logging.getLogger(__name__)

# So long after the last day it is still fitting to thank.
THANKS_WITHIN = timedelta(days=7)
# What nobody confirmed is kept so long, for who asks why there was no mail.
UNCONFIRMED_KEPT = timedelta(days=30)


@dataclass
class Report:
    """What was done, in numbers, and the causes of what could not be."""

    done: Counter = field(default_factory=Counter)
    faults: list[str] = field(default_factory=list)

    @contextmanager
    def part(self, name: str) -> Iterator[None]:
        """Go on after a fault; the same one is told once."""
        try:
            yield
        except Exception as error:  # noqa: BLE001 - told, and nothing else stops for it
            fault = f"{name}: {cause_of(error)}"
            if fault not in self.faults:
                self.faults.append(fault)
                logger.error("Housekeeping could not do everything. %s.", fault)


def run(now: datetime) -> Report:
    """Do everything that is due at ``now``."""
    report = Report()
    for name, part in PARTS.items():
        with report.part(name):
            part(now, report)
    return report


def months_before(now: datetime, months: int) -> datetime:
    """The same day some months earlier, or the last of a month that is shorter."""
    year, month = divmod(now.year * 12 + now.month - 1 - months, 12)
    day = min(now.day, calendar.monthrange(year, month + 1)[1])
    return now.replace(year=year, month=month + 1, day=day)


def _settle(now, report):
    open_states = [EnrolmentState.ASKED, EnrolmentState.WAITING, EnrolmentState.OFFERED]
    pks = Enrolment.objects.filter(state__in=open_states).values_list("edition_id", flat=True)
    for pk in sorted(set(pks)):
        with report.part("places"):
            places.settle_at(pk, now)
    report.done["lapsed"] += Enrolment.objects.filter(
        state=EnrolmentState.LAPSED, closed_at=now
    ).count()
    report.done["offered"] += Mail.objects.filter(kind=MailKind.OFFER, created_at=now).count()


def _remind(now, report):
    days = EnrolmentSettings.of_practice().reminder_days
    if not days:
        return
    # A day more, as the day here may be another one there.
    soon = Edition.objects.published().open(now).filter(starts_at__lte=now + timedelta(days + 1))
    for edition in soon:
        with report.part("reminders"):
            first = edition.first_day
            if first - now.astimezone(edition.zone).date() <= timedelta(days):
                report.done["reminded"] += _write(
                    MailKind.REMINDER,
                    edition,
                    now,
                    lambda row, edition=edition, first=first: (
                        f"reminder-{row.uuid}-{edition.pk}-{first}"
                    ),
                    lambda held, first=first: (
                        places.takes_people(held, now) and held.first_day == first
                    ),
                )


def _thank(now, report):
    # A day more, as an edition is thanked for by whole days.
    past = Edition.objects.published().filter(
        status=EditionStatus.SCHEDULED,
        ends_at__lte=now,
        ends_at__gt=now - THANKS_WITHIN - timedelta(days=1),
    )
    for edition in past:
        with report.part("thanks"):
            since = now.astimezone(edition.zone).date() - max(day.date for day in edition.days)
            if timedelta(days=1) <= since <= THANKS_WITHIN:
                report.done["thanked"] += _write(
                    MailKind.THANKS,
                    edition,
                    now,
                    lambda row, edition=edition: f"thanks-{row.uuid}-{edition.pk}",
                    lambda held: held.live and held.status == EditionStatus.SCHEDULED,
                )


def _write(
    kind: MailKind,
    edition: Edition,
    now: datetime,
    key_of: Callable[[Enrolment], str],
    is_due: Callable[[Edition], bool],
) -> int:
    """Write once to everybody with a place in an edition; returns to how many."""
    count = 0
    with transaction.atomic():
        held = places.hold(edition.pk)
        if not is_due(held):
            return 0
        rows = list(held.enrolments.filter(state=EnrolmentState.CONFIRMED).exclude(email=""))
        keys = [key_of(row) for row in rows]
        written = set(Mail.objects.filter(key__in=keys).values_list("key", flat=True))
        for row, key in zip(rows, keys, strict=True):
            if key not in written and letters.send(kind, row, now=now, key=key):
                count += 1
    return count


def _resume(now, report):
    report.done["handed over again"] += outbox.resume(now)


def _forget(now, report):
    cutoff = months_before(now, EnrolmentSettings.of_practice().retention_months)
    never_confirmed = Q(
        state=EnrolmentState.LAPSED,
        confirmed_at=None,
        place_in_line=None,
        closed_at__lte=now - UNCONFIRMED_KEPT,
    )
    # Who waits for the new days of what is postponed is still to be told of them.
    over = Q(edition__in=Edition.objects.over(cutoff))
    due = Enrolment.objects.filter(over | never_confirmed, erased_at=None).order_by(
        "edition_id", "pk"
    )
    for row in due:
        with report.part("removal of people"):
            privacy.forget(row, now)
            report.done["removed"] += 1
    interests = Interest.objects.filter(
        Q(confirmed_at=None, created_at__lte=now - UNCONFIRMED_KEPT) | Q(confirmed_at__lte=cutoff)
    )
    with report.part("removal of interested people"):
        report.done["interests removed"] += interests.delete()[1].get("events.Interest", 0)


def _forget_log_ins(now, report):
    report.done["log-ins removed"] += log_in_record.forget(now)
    call_command("clearsessions", verbosity=0)


def _prune_tasks(now, report):
    if not isinstance(task_backends[outbox.QUEUE], DatabaseBackend):
        return
    before = DBTaskResult.objects.count()
    call_command(
        "prune_db_task_results", "--backend", outbox.QUEUE, "--queue-name", "*", verbosity=0
    )
    report.done["tasks removed"] += before - DBTaskResult.objects.count()


def _tell_sizes(now, report):
    table_sizes.tell()


PARTS = {
    "places": _settle,
    "reminders": _remind,
    "thanks": _thank,
    "mail": _resume,
    "removal of people": _forget,
    "log-ins": _forget_log_ins,
    "tasks": _prune_tasks,
    "sizes of tables": _tell_sizes,
}

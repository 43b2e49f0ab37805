"""What the site does by itself, when each is due, and that two who look do nothing twice.

Each piece of work has a row that says when it is due. Whoever finds it due does it alone
(``home.locks``), looks once more, and writes down when it is due again. So several schedulers may
run, on one machine or on many: one does the work, and another goes on when that one dies.
"""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from threading import Event
from zoneinfo import ZoneInfo

from django.conf import settings
from django.core.files.storage import default_storage
from django.core.management import call_command
from django.db import DatabaseError, close_old_connections
from django.utils import timezone

from events import housekeeping
from events.faults import cause_of
from home import generation
from home.locks import only_one
from home.models import ScheduledJob
from home.search import index
from site_config.media_folder import MediaFolder

logger = logging.getLogger(__name__)

# Between two looks at what is due.
PAUSE_SECONDS = 10
# Somebody is taken to be at work where publishing was looked at so recently.
ALIVE_WITHIN = timedelta(minutes=5)


@dataclass(frozen=True, slots=True)
class Job:
    """A piece of work: whether all of it could be done, when it is due again, and if it failed."""

    name: str
    do: Callable[[datetime], bool]
    due_after: Callable[[datetime], datetime]
    again_after: timedelta


def every_minute(now: datetime) -> datetime:
    """The beginning of the next minute."""
    return now.replace(second=0, microsecond=0) + timedelta(minutes=1)


def daily_at(hour: int, minute: int) -> Callable[[datetime], datetime]:
    """The next time the clocks here show this hour, which is none that summer time leaves out."""

    def due_after(now: datetime) -> datetime:
        here = ZoneInfo(settings.TIME_ZONE)
        day = now.astimezone(here)
        due = day.replace(hour=hour, minute=minute, second=0, microsecond=0)
        if due <= day:
            due += timedelta(days=1)
        # What was added are hours of the clock, also where the night has 23 or 25.
        return due.astimezone(ZoneInfo("UTC"))

    return due_after


def _publish(now: datetime) -> bool:
    call_command("publish_scheduled")
    return True


def _keep_house(now: datetime) -> bool:
    if isinstance(default_storage, MediaFolder):
        default_storage.remove_unfinished(now)
    return not housekeeping.run(now).faults


def _read_pages(now: datetime) -> bool:
    index.rebuild()
    return True


JOBS = (
    Job("publish", _publish, every_minute, timedelta(minutes=1)),
    Job("search", _read_pages, daily_at(3, 30), timedelta(hours=1)),
    Job("housekeeping", _keep_house, daily_at(6, 15), timedelta(hours=1)),
)


def do_what_is_due(now: datetime, jobs=JOBS, stopped: Event | None = None) -> list[str]:
    """Do all that is due and that nobody else is at; the names of what was done."""
    rows = dict(ScheduledJob.objects.values_list("name", "due_at"))
    done = []
    for job in jobs:
        if stopped is not None and stopped.is_set():
            break
        if job.name not in rows:
            ScheduledJob.objects.bulk_create(
                [ScheduledJob(name=job.name, due_at=now)], ignore_conflicts=True
            )
        elif not _is_due(job, rows[job.name], now):
            continue
        with only_one(f"job-{job.name}", wait=False) as alone:
            if alone and _do(job, now):
                done.append(job.name)
    return done


def _is_due(job: Job, due_at: datetime, now: datetime) -> bool:
    """Whether to do it now: also where it would be later than we ever write down.

    Then the clock has been put back since, and nothing would be published until it comes round.
    """
    return due_at <= now or due_at > max(job.due_after(now), now + job.again_after)


def _do(job: Job, now: datetime) -> bool:
    """Do a piece of work, unless somebody has just done it."""
    row = ScheduledJob.objects.filter(name=job.name)
    due_at = row.values_list("due_at", flat=True).first()
    if due_at is None or not _is_due(job, due_at, now):
        return False
    try:
        well = job.do(now)
    except Exception as error:  # noqa: BLE001 - told, and the other work goes on
        logger.error("Could not do what was due: %s. %s.", job.name, cause_of(error))
        well = False
    if well:
        row.update(due_at=job.due_after(now), done_at=now)
    else:
        row.update(due_at=now + job.again_after)
    return well


def run(stopped: Event) -> None:
    """Do what is due, until ``stopped``; what is being done then is finished first."""
    was_away = False
    # One that died may have published something, and had no time to say so.
    generation.renew()
    while not stopped.is_set():
        close_old_connections()
        try:
            do_what_is_due(timezone.now(), stopped=stopped)
            was_away = False
        except DatabaseError as error:
            if not was_away:
                logger.error("The database is away, nothing is done: %s.", cause_of(error))
            was_away = True
        stopped.wait(PAUSE_SECONDS)


def is_alive(now: datetime) -> bool:
    """Whether some scheduler has been at work lately."""
    lately = (now - ALIVE_WITHIN, now + ALIVE_WITHIN)
    return ScheduledJob.objects.filter(name=JOBS[0].name, done_at__range=lately).exists()

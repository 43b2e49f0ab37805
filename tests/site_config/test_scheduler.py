"""What the site does by itself is done when it is due, once, whatever else cannot be done."""

import logging
from datetime import UTC, datetime, timedelta
from io import StringIO
from threading import Event

import pytest
from django.core.management import CommandError, call_command
from django.db import OperationalError
from wagtail.models import PageLogEntry

from blog.models import ArticlePage
from home.models import ScheduledJob, SearchEntry
from site_config import scheduler
from site_config.scheduler import Job, daily_at, do_what_is_due, every_minute
from tests.conftest import NOW
from tests.factories import ArticlePageFactory

pytestmark = pytest.mark.indexed

MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)


def job(name, log, well=True):
    """A job that writes its name down."""

    def do(now):
        log.append(name)
        if isinstance(well, Exception):
            raise well
        return well

    return Job(name, do, every_minute, HOUR)


class TestDue:
    def test_daily_work_is_due_at_an_hour_of_the_clock_in_winter_and_summer(self):
        due_after = daily_at(6, 15)
        assert due_after(datetime(2027, 1, 5, 5, 14, tzinfo=UTC)).isoformat() == (
            "2027-01-05T05:15:00+00:00"
        )
        assert due_after(datetime(2027, 1, 5, 5, 15, tzinfo=UTC)).isoformat() == (
            "2027-01-06T05:15:00+00:00"
        )
        # Summer time begins on 28 March.
        assert due_after(datetime(2027, 3, 27, 12, tzinfo=UTC)).isoformat() == (
            "2027-03-28T04:15:00+00:00"
        )
        assert due_after(datetime(2027, 10, 30, 12, tzinfo=UTC)).isoformat() == (
            "2027-10-31T05:15:00+00:00"
        )

    def test_publishing_is_due_as_a_minute_begins(self):
        assert every_minute(datetime(2027, 1, 5, 5, 14, 59, 9, tzinfo=UTC)) == datetime(
            2027, 1, 5, 5, 15, tzinfo=UTC
        )


class TestWork:
    def test_is_done_at_first_and_again_when_it_is_due(self, db):
        log = []
        jobs = [job("one", log)]
        assert do_what_is_due(NOW, jobs) == ["one"]
        assert do_what_is_due(NOW + timedelta(seconds=59), jobs) == []
        assert do_what_is_due(NOW + MINUTE, jobs) == ["one"]
        row = ScheduledJob.objects.get()
        assert (row.name, row.done_at, row.due_at) == ("one", NOW + MINUTE, NOW + 2 * MINUTE)

    def test_that_fails_is_told_once_tried_later_and_holds_up_nothing(self, db, caplog):
        log = []
        jobs = [job("one", log, ValueError("Anna")), job("two", log, False), job("three", log)]
        with caplog.at_level(logging.ERROR):
            assert do_what_is_due(NOW, jobs) == ["three"]
        assert log == ["one", "two", "three"]
        assert [record.getMessage() for record in caplog.records] == [
            "Could not do what was due: one. ValueError in do, line "
            f"{job.__code__.co_firstlineno + 6}."
        ]
        do_what_is_due(NOW + HOUR - MINUTE, jobs)
        assert log[3:] == ["three"]
        do_what_is_due(NOW + HOUR, jobs)
        assert log[4:] == ["one", "two", "three"]
        assert ScheduledJob.objects.get(name="one").done_at is None

    def test_ends_between_two_things_when_the_process_is_told_to(self, db):
        log, stopped = [], Event()
        stopping = Job("stop", lambda now: not stopped.set(), every_minute, HOUR)
        assert do_what_is_due(NOW, [stopping, job("next", log)], stopped) == ["stop"]
        assert log == []


class TestTheSites:
    def test_work_publishes_removes_and_reads_anew(self, site, time_machine):
        article = ArticlePageFactory(parent=site.blog, live=False)
        article.go_live_at = NOW + HOUR
        article.save_revision().publish()
        SearchEntry.objects.all().delete()
        assert do_what_is_due(NOW) == ["publish", "search", "housekeeping"]
        assert not ArticlePage.objects.get(pk=article.pk).live
        assert SearchEntry.objects.exists()
        time_machine.move_to(NOW + HOUR + MINUTE)
        assert do_what_is_due(NOW + HOUR + MINUTE) == ["publish"]
        assert ArticlePage.objects.get(pk=article.pk).live
        assert PageLogEntry.objects.filter(action="wagtail.publish.scheduled").count() == 1

    def test_command_does_it_once_and_says_what(self, site):
        said = StringIO()
        call_command("scheduler", "--once", stdout=said)
        call_command("scheduler", "--once", stdout=said)
        assert said.getvalue() == ("Done: publish, search, housekeeping.\nDone: nothing was due.\n")

    def test_command_says_whether_one_is_at_work(self, db, time_machine):
        with pytest.raises(CommandError, match="No scheduler has been at work"):
            call_command("scheduler", "--check")
        do_what_is_due(NOW, [job("publish", [])])
        time_machine.move_to(NOW + timedelta(minutes=4))
        said = StringIO()
        call_command("scheduler", "--check", stdout=said)
        assert said.getvalue() == "A scheduler is at work.\n"
        time_machine.move_to(NOW + timedelta(minutes=6))
        with pytest.raises(CommandError, match="No scheduler has been at work"):
            call_command("scheduler", "--check")

    def test_scheduler_waits_for_a_database_that_is_away(self, monkeypatch, caplog):
        stopped, tries = Event(), []

        def away(now, stopped):
            tries.append(now)
            if len(tries) == 3:
                stopped.set()
            raise OperationalError("host and password")

        monkeypatch.setattr(scheduler, "do_what_is_due", away)
        monkeypatch.setattr(scheduler, "close_old_connections", lambda: None)
        monkeypatch.setattr(scheduler, "PAUSE_SECONDS", 0)
        scheduler.run(stopped)
        assert len(tries) == 3
        assert [record.getMessage().partition(":")[0] for record in caplog.records] == [
            "The database is away, nothing is done"
        ]
        assert "password" not in caplog.text

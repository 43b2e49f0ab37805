"""The clock of a machine is an hour ahead for a while, and put back: nothing waits for that hour.

So it is when a machine starts with the wrong time, and learns the right one from the network.
"""

from datetime import date, timedelta

import pytest
import time_machine
from django.core.signing import Signer
from django_tasks_db.models import DBTaskResult
from wagtail.models import Page

from blog.models import ArticlePage
from events import abuse, entries, outbox
from events.models import CalendarEntry, Edition, Mail
from home import caching, generation, limits
from home.caching import next_change
from home.limits import Limit
from home.models import ScheduledJob
from site_config import scheduler
from site_config.scheduler import Job, daily_at, do_what_is_due, every_minute
from tests.conftest import NOW
from tests.factories import ArticlePageFactory, make_edition, make_training
from tests.site_config.test_page_cache import Site

HOUR, MINUTE = timedelta(hours=1), timedelta(minutes=1)
AHEAD = NOW + HOUR


class TestAPageThatIsKept:
    @pytest.mark.parametrize("until", [timedelta(minutes=30), timedelta(hours=5)])
    def test_is_drawn_anew_once_the_clock_is_back(self, until):
        site = Site()
        site.until = until
        site.now += 3600
        site.ask()
        assert site.ask().how == "hit"
        site.now -= 3600
        assert site.ask().how != "hit"
        assert site.ask().how == "hit"

    def test_after_a_small_step_back_is_sent_for_an_hour_at_most(self):
        site = Site()
        site.ask()
        site.now -= 1
        assert site.ask().how == "fwd=miss; stored"
        site.now += 3600
        assert site.ask().how == "fwd=miss; stored"

    def test_ends_its_life_at_the_next_change_of_the_right_hour(self, db):
        known = caching._Known()
        mark = b"mark"
        assert known.until_after(mark, AHEAD) == next_change(AHEAD)
        moment = NOW - timedelta(hours=8)
        assert next_change(moment) != next_change(AHEAD)
        assert known.until_after(mark, moment) == next_change(moment)

    def test_that_was_published_meanwhile_is_new_for_all(self, settings, tmp_path):
        settings.DATA_DIR = tmp_path
        mark = generation.FileMark(tmp_path / "mark")
        with time_machine.travel(AHEAD):
            mark.renew()
            ahead = mark.now()
        mark.renew()
        assert mark.now() != ahead


class TestWork:
    @pytest.mark.parametrize(("due_after", "again"), [(every_minute, MINUTE)])
    def test_of_each_minute_is_not_put_off_for_an_hour(self, db, due_after, again):
        done = []
        job = Job("publish", lambda now: not done.append(now), due_after, again)
        assert do_what_is_due(AHEAD, [job]) == ["publish"]
        assert do_what_is_due(NOW, [job]) == ["publish"]
        assert do_what_is_due(NOW, [job]) == []
        assert ScheduledJob.objects.get().due_at == NOW + MINUTE

    def test_of_each_day_is_done_when_it_is_due(self, db):
        done = []
        job = Job("house", lambda now: not done.append(now), daily_at(6, 15), HOUR)
        # It is seven o’clock here.
        do_what_is_due(NOW + timedelta(days=2), [job])
        assert do_what_is_due(NOW, [job]) == ["house"]
        assert do_what_is_due(NOW + timedelta(hours=23), [job]) == []
        assert do_what_is_due(NOW + timedelta(hours=23, minutes=15), [job]) == ["house"]

    def test_that_failed_has_its_pause(self, db):
        job = Job("publish", lambda now: False, every_minute, HOUR)
        do_what_is_due(NOW, [job])
        due_at = ScheduledJob.objects.get().due_at
        do_what_is_due(NOW + MINUTE, [job])
        assert ScheduledJob.objects.get().due_at == due_at == NOW + HOUR

    def test_of_a_scheduler_that_died_is_not_taken_for_recent(self, db):
        do_what_is_due(AHEAD, [Job("publish", lambda now: True, every_minute, MINUTE)])
        assert scheduler.is_alive(AHEAD)
        assert not scheduler.is_alive(NOW)

    def test_publishes_what_is_due_at_the_right_hour_and_no_sooner(self, site, time_machine):
        article = ArticlePageFactory(parent=site.blog, live=False)
        article.go_live_at = NOW + MINUTE
        article.save_revision().publish()
        time_machine.move_to(NOW - HOUR)
        do_what_is_due(NOW - HOUR)
        assert not ArticlePage.objects.get(pk=article.pk).live
        time_machine.move_to(NOW + 2 * MINUTE)
        assert "publish" in do_what_is_due(NOW + 2 * MINUTE)
        assert ArticlePage.objects.get(pk=article.pk).live


def test_a_mail_goes_out_though_it_was_written_an_hour_ahead(db, settings):
    database = {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": ["mail"]}
    settings.TASKS = {**settings.TASKS, "mail": database}
    fields = {"kind": "place", "language": "nl", "subject": "Een plaats", "html": "<p>Dag</p>"}
    with time_machine.travel(AHEAD):
        mail = outbox.post(now=AHEAD, recipient="anna@example.com", text="Dag", **fields)
    assert outbox.resume(NOW) == 1
    assert Mail.objects.get(pk=mail.pk).due_at <= NOW
    assert DBTaskResult.objects.filter(run_after__lte=NOW).count() == 1
    assert outbox.resume(NOW + MINUTE) == 0


class TestAFormAndALink:
    def test_that_were_opened_an_hour_ahead_are_taken(self):
        stamped = abuse.stamp("enrol.1", AHEAD)
        assert abuse.opened_at("enrol.1", stamped, NOW) == NOW

    def test_that_were_opened_before_the_clock_went_ahead_are_taken(self):
        stamped = abuse.stamp("enrol.1", NOW)
        assert abuse.opened_at("enrol.1", stamped, AHEAD) == NOW

    def test_are_asked_for_once_more_by_who_is_too_quick_whatever_the_clock_did_before(self):
        stamped = abuse.stamp("enrol.1", NOW)
        with pytest.raises(abuse.TooSoon):
            abuse.opened_at("enrol.1", stamped, NOW + timedelta(seconds=2))

    def test_of_nobody_we_know_are_no_better_for_being_of_tomorrow(self):
        ahead = str(int((NOW + timedelta(days=1)).timestamp() * 1000))
        forged = Signer(key="k" * 50, sep=".", salt="events.abuse.enrol.1").sign(ahead)
        with pytest.raises(abuse.TooLate):
            abuse.opened_at("enrol.1", forged, NOW)


def test_a_limit_holds_for_its_hour_and_no_other(time_machine):
    limit = Limit("enrolling: address", "anna", 2, 3600)
    time_machine.move_to(AHEAD)
    assert [limits.too_many(limit) for _time in range(3)] == [False, False, True]
    time_machine.move_to(NOW)
    assert [limits.too_many(limit) for _time in range(3)] == [False, False, True]
    time_machine.move_to(NOW + 2 * HOUR)
    assert not limits.too_many(limit)


# Redis goes by a clock of its own.
@pytest.mark.once
def test_who_is_logged_in_stays_so_and_no_longer_than_ever(admin, time_machine):
    time_machine.move_to(AHEAD)
    assert admin.get("/admin/").status_code == 200
    time_machine.move_to(NOW - HOUR)
    assert admin.get("/admin/").status_code == 200
    time_machine.move_to(NOW + timedelta(days=15))
    assert admin.get("/admin/").status_code == 302


def test_an_entry_never_becomes_older(site, time_machine):
    edition = make_edition(make_training(site), date(2027, 2, 1))
    told, moments = [], [AHEAD, NOW, NOW - HOUR, AHEAD, NOW + MINUTE]
    for number, moment in enumerate(moments, start=1):
        time_machine.move_to(moment)
        edition = Edition.objects.get(pk=edition.pk)
        days = edition.days
        days[0].starts = days[0].starts.replace(minute=number)
        edition.sessions.set(days)
        edition.save_revision().publish()
        entries.bring_up_to_date(moment)
        edition = Edition.objects.get(pk=edition.pk)
        row = CalendarEntry.objects.get(language="nl")
        feed = entries.of_feed("nl", moment)
        told.append((edition.days[0].sequence, row.last_modified, feed.changed_at, row.text))
        assert f"T09{number:02d}00" in row.text
    sequences, modified, changed, _texts = zip(*told, strict=True)
    assert list(sequences) == list(range(1, len(moments) + 1))
    assert all(one < other for one, other in zip(modified, modified[1:], strict=False))
    assert all(one < other for one, other in zip(changed, changed[1:], strict=False))


def test_what_is_published_after_the_clock_went_back_is_the_newest(site, time_machine):
    article = ArticlePageFactory(parent=site.blog, title="Eerst")
    time_machine.move_to(AHEAD)
    article.save_revision().publish()
    time_machine.move_to(NOW)
    article = ArticlePage.objects.get(pk=article.pk)
    article.title = "Daarna"
    article.save_revision().publish()
    page = Page.objects.get(pk=article.pk)
    assert page.title == "Daarna"
    assert page.live_revision_id == page.latest_revision_id
    assert not page.has_unpublished_changes

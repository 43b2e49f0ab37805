"""The outbox: nothing that is written is lost, and nothing goes out twice without need."""

import logging
import smtplib
from datetime import timedelta

import pytest
import time_machine
from django.core.management import call_command
from django.db import DatabaseError
from django.urls import reverse
from django_tasks_db.management.commands import db_worker
from django_tasks_db.models import DBTaskResult

from events import outbox, places
from events.management.commands import worker
from events.models import Mail
from tests.conftest import NOW


class Server:
    """A mail server that takes mails, or fails with ``fault``."""

    def __init__(self):
        self.fault, self.taken, self.leaving = None, [], None

    def open(self):
        if self.fault:
            raise self.fault

    def send_messages(self, messages):
        self.taken += [message.extra_headers["Message-ID"] for message in messages]

    def close(self):
        if self.leaving:
            raise self.leaving


class Queue:
    """The tasks, done by a worker whose clock is ours."""

    def __init__(self):
        self.tasks = []

    def hand_over(self, pk, at):
        self.tasks.append((at, pk))

    def work_until(self, moment):
        while due := sorted(task for task in self.tasks if task[0] <= moment):
            self.tasks.remove(due[0])
            with time_machine.travel(due[0][0], tick=False):
                outbox.deliver.call(due[0][1])


@pytest.fixture
def server(monkeypatch, settings):
    settings.MAIL_IS_SENT = True
    server = Server()
    monkeypatch.setattr(outbox, "get_connection", lambda: server)
    return server


@pytest.fixture
def queue(db, monkeypatch):
    queue = Queue()
    monkeypatch.setattr(outbox, "_hand_over", queue.hand_over)
    return queue


def post(number: int = 1, **fields) -> Mail | None:
    given = {"kind": "place", "language": "nl", "subject": "Een plaats", "html": "<p>Dag</p>"}
    given |= {"recipient": f"anna{number}@example.com", "text": "Dag"}
    return outbox.post(now=NOW, **(given | fields))


def test_a_server_that_is_away_for_an_hour_gets_each_mail_once(server, queue):
    mails = [post(number) for number in range(5)]
    server.fault = ConnectionRefusedError(111, "Connection refused")
    queue.work_until(NOW + timedelta(hours=1))
    assert server.taken == []
    assert set(Mail.objects.values_list("state", flat=True)) == {"waiting"}
    server.fault = None
    queue.work_until(NOW + timedelta(hours=3))
    assert sorted(server.taken) == sorted(f"<{mail.uuid}@127.0.0.1>" for mail in mails)
    assert set(Mail.objects.values_list("state", flat=True)) == {"sent"}


def test_pauses_grow_and_end(server, queue):
    mail = post()
    server.fault = TimeoutError()
    due = []
    for _attempt in range(5):
        queue.work_until(mail.due_at)
        mail.refresh_from_db()
        due.append((mail.due_at - NOW) / timedelta(minutes=1))
    assert due == [1, 6, 21, 51, 111]
    queue.work_until(NOW + timedelta(days=10))
    mail.refresh_from_db()
    assert (mail.state, mail.attempts, mail.fault) == ("failed", 12, "TimeoutError")
    assert queue.tasks == []


def test_a_mail_given_up_is_tried_again_by_hand(server, queue):
    mail = post()
    server.fault = smtplib.SMTPRecipientsRefused({"anna1@example.com": (550, b"anna1 unknown")})
    queue.work_until(NOW)
    mail.refresh_from_db()
    assert (mail.state, mail.fault) == ("failed", "SMTPRecipientsRefused 550")
    server.fault = None
    outbox.again(mail, now=NOW + timedelta(hours=1))
    queue.work_until(NOW + timedelta(hours=1))
    mail.refresh_from_db()
    assert (mail.state, mail.fault, len(server.taken)) == ("sent", "", 1)


@pytest.mark.parametrize(
    ("fault", "words"),
    [
        (
            smtplib.SMTPRecipientsRefused({"anna1@example.com": (550, b"anna1 unknown")}),
            "De mailserver weigert dit adres: klopt het? (SMTPRecipientsRefused 550)",
        ),
        (
            ConnectionRefusedError(111, "Connection refused"),
            "De mailserver is niet bereikbaar. (ConnectionRefusedError Connection refused)",
        ),
        (ValueError("anna1@example.com"), "Er ging iets mis bij het versturen. (ValueError)"),
    ],
)
def test_editors_read_in_words_why_a_mail_was_not_sent_and_the_log_has_it_once(
    server, queue, admin, caplog, fault, words
):
    mail = post()
    server.fault = fault
    queue.work_until(NOW + timedelta(days=10))
    for address in (reverse("mails:index"), reverse("mails:read", args=[mail.pk])):
        assert words in admin.get(address).content.decode()
    said = [record.getMessage() for record in caplog.records if record.name == "events.outbox"]
    assert sum("given up" in text for text in said) == 1
    assert "anna1" not in caplog.text


@pytest.mark.parametrize(
    ("fault", "for_ever"),
    [
        (smtplib.SMTPRecipientsRefused({"a@example.com": (550, b"")}), True),
        (smtplib.SMTPRecipientsRefused({"a@example.com": (450, b"")}), False),
        (smtplib.SMTPDataError(554, b""), True),
        (smtplib.SMTPDataError(452, b""), False),
        # What the site itself does wrong may be mended, and holds for all mails.
        (smtplib.SMTPAuthenticationError(535, b""), False),
        (smtplib.SMTPSenderRefused(550, b"", "info@example.com"), False),
        (ConnectionRefusedError(), False),
        (ValueError("A fault of ours"), False),
    ],
)
def test_only_a_refusal_of_this_mail_is_for_ever(fault, for_ever):
    assert outbox.is_permanent(fault) is for_ever


def test_a_fault_of_ours_counts_as_an_attempt_and_says_no_address(server, queue, caplog):
    mail = post()
    server.fault = UnicodeError("anna1@example.com")
    queue.work_until(NOW)
    mail.refresh_from_db()
    assert (mail.state, mail.attempts, mail.fault) == ("waiting", 1, "UnicodeError")
    assert "example.com" not in caplog.text


def test_a_fault_is_logged_once_without_addresses(server, queue, caplog):
    for number in range(5):
        post(number)
    server.fault = smtplib.SMTPRecipientsRefused({"anna1@example.com": (451, b"anna1, later")})
    with caplog.at_level(logging.INFO):
        queue.work_until(NOW + timedelta(minutes=30))
    said = [record.getMessage() for record in caplog.records if record.name == "events.outbox"]
    assert said == ["Mail cannot be sent and will be tried again: SMTPRecipientsRefused 451."]


def test_what_goes_wrong_in_taking_leave_sends_nothing_twice(server, queue):
    mail = post()
    server.leaving = smtplib.SMTPServerDisconnected("gone")
    queue.work_until(NOW + timedelta(hours=1))
    mail.refresh_from_db()
    assert (mail.state, len(server.taken)) == ("sent", 1)


def test_a_worker_that_dies_leaves_a_task_that_takes_up_the_mail(server, queue, monkeypatch):
    post()

    class Killed(BaseException):
        pass

    def die(mail):
        raise Killed

    with monkeypatch.context() as patch:
        patch.setattr(outbox, "_send", die)
        with pytest.raises(Killed):
            queue.work_until(NOW)
    queue.work_until(NOW + timedelta(minutes=4))
    assert server.taken == []
    queue.work_until(NOW + timedelta(minutes=5))
    assert len(server.taken) == 1


def test_a_mail_waits_until_the_clock_of_the_worker_has_come_to_it(server, queue):
    post()
    # A worker that is behind must leave the task, not do it in vain.
    assert [at for at, _pk in queue.tasks] == [NOW]
    queue.work_until(NOW - timedelta(seconds=3))
    assert len(queue.tasks) == 1
    queue.work_until(NOW)
    assert len(server.taken) == 1


def test_two_tasks_send_a_mail_once(server, queue):
    mail = post()
    queue.hand_over(mail.pk, NOW)
    queue.work_until(NOW + timedelta(hours=1))
    assert len(server.taken) == 1


def test_what_may_be_written_once_is_written_once(queue):
    assert post(key="reminder-1") is not None
    assert post(key="reminder-1") is None
    assert Mail.objects.count() == 1


def test_tasks_that_were_lost_are_made_anew(server, queue):
    post()
    queue.tasks.clear()
    assert outbox.resume(NOW + timedelta(hours=1)) == 1
    queue.work_until(NOW + timedelta(hours=1))
    assert len(server.taken) == 1


@pytest.fixture
def tasks(db, settings):
    """The tasks as they are where mail is sent, in the database."""
    database = {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": ["mail"]}
    settings.TASKS = {**settings.TASKS, "mail": database}
    return DBTaskResult.objects.order_by("enqueued_at")


class TestAWorkerThatDiesBeforeItDoesAnything:
    def claim_and_die(self, tasks):
        for task in tasks.filter(status="READY"):
            task.claim("killed")

    def test_the_next_one_finds_the_mail_as_it_starts(self, server, tasks, monkeypatch):
        mail = post()
        self.claim_and_die(tasks)
        found = []
        monkeypatch.setattr(worker, "Thread", lambda **options: found.append(options) or Idle())
        monkeypatch.setattr(
            db_worker.Command,
            "handle",
            lambda command, **options: found.append((options["backend_name"], ready(tasks))),
        )
        call_command("worker")
        # And goes on looking while it runs.
        assert found[0]["target"] is worker.keep_resuming
        assert found[1] == ("mail", [mail.pk])
        outbox.deliver.call(mail.pk)
        assert len(server.taken) == 1

    def test_others_look_every_minute_also_after_the_database_was_away(self, monkeypatch):
        looked = []

        def resume(now):
            looked.append(now)
            raise DatabaseError

        monkeypatch.setattr(outbox, "resume", resume)
        monkeypatch.setattr(worker, "connection", Idle())
        stopped = Stopped(after=3)
        worker.keep_resuming(stopped)
        assert (len(looked), stopped.waited) == (3, [60] * 4)

    def test_no_mail_that_waits_its_turn_gets_a_second_task(self, server, tasks):
        post(1)
        post(2)
        # Of many, some wait for long behind the others.
        assert outbox.resume(NOW + timedelta(hours=1)) == 0
        assert tasks.count() == 2

    def test_no_mail_that_is_in_hand_or_in_a_pause_gets_a_second_task(self, server, tasks):
        mail = post()
        self.claim_and_die(tasks)
        server.fault = TimeoutError()
        outbox.deliver.call(mail.pk)
        assert outbox.resume(NOW) == 0
        assert outbox.resume(NOW + timedelta(minutes=1)) == 0

    def test_another_task_that_was_claimed_is_done_five_minutes_later(self, tasks):
        places.settle_when_due.using(run_after=NOW).enqueue(0)
        self.claim_and_die(tasks)
        outbox.resume(NOW + timedelta(minutes=4))
        assert tasks.get().status == "RUNNING"
        outbox.resume(NOW + timedelta(minutes=6))
        assert tasks.get().status == "READY"


class Idle:
    """What does nothing, however it is asked."""

    def start(self):
        pass

    close = start


class Stopped:
    """An event that comes after some pauses, which take no time."""

    def __init__(self, after: int):
        self.after, self.waited = after, []

    def wait(self, seconds) -> bool:
        self.waited.append(seconds)
        return len(self.waited) > self.after


def ready(tasks) -> list[int]:
    return [task.args_kwargs["args"][0] for task in tasks.filter(status="READY")]


@pytest.mark.parametrize(
    ("default", "sender"),
    [
        ("Site <noreply@example.com>", "Praktijk <info@example.com>"),
        # In the name of another domain mail would be taken for forged.
        ("Site <noreply@elsewhere.example>", "Praktijk <noreply@elsewhere.example>"),
    ],
)
def test_mail_comes_from_the_practice_under_an_address_that_the_site_may_use(
    site, settings, default, sender
):
    from home.models import SiteSettings

    settings.DEFAULT_FROM_EMAIL = default
    practice = SiteSettings.objects.get_or_create(site=site.home.get_site())[0]
    practice.organisation, practice.email = "Praktijk", "info@example.com"
    practice.save()
    assert outbox.sender() == sender

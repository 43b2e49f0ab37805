"""A worker in a process of its own, a mail server that fails, and kills: each mail goes out."""

import signal
import subprocess
import sys
import time
from collections import Counter

import pytest

from tests.databases import own_cache, own_database
from tests.site_config.processes import ROOT, beside_the_tests

MAILS, KILLS = 12, 3

pytestmark = pytest.mark.faults

BEGIN = """
import django; django.setup()
"""

POST = """
import sys, django; django.setup()
from django.utils import timezone
from events import outbox
for number in range(int(sys.argv[1])):
    outbox.post(now=timezone.now(), kind="place", language="nl", subject="Een plaats",
                recipient=f"anna{number}@example.com", text="Dag", html="<p>Dag</p>")
"""

# The clocks go on: whatever waits for its moment has reached it.
LATER = """
import django; django.setup()
from django.utils import timezone
from django_tasks_db.models import DBTaskResult
from events.models import Mail
now = timezone.now()
Mail.objects.filter(state="waiting").update(due_at=now)
DBTaskResult.objects.filter(status="READY").update(run_after=now)
"""

# Killed when it has claimed a task, and done nothing of it yet.
DIE = """
import os, signal, django; django.setup()
from django.core.management import call_command
from django_tasks.signals import task_started
task_started.connect(lambda **about: os.kill(os.getpid(), signal.SIGKILL), weak=False)
call_command("worker", startup_delay=False)
"""

EMPTY = """
import django; django.setup()
from django_tasks_db.models import DBTaskResult
from events.models import Mail
Mail.objects.all().delete()
DBTaskResult.objects.all().delete()
"""

TELL = """
import django; django.setup()
from events.models import Mail
for mail in Mail.objects.order_by("pk"):
    print(f"<{mail.uuid}@127.0.0.1>", mail.state, mail.attempts, mail.fault.replace(" ", "_"))
"""


class Post:
    """A site with its mail server, and the workers between them."""

    def __init__(self, path):
        self.log, self.mode = path / "log", path / "mode"
        self.log.touch()
        self.behave("ok")
        port = self.listen()
        self.environment = beside_the_tests(
            DATA_DIR=str(path),
            DJANGO_SETTINGS_MODULE="site_config.settings",
            DEBUG="0",
            EMAIL_URL=f"smtp://127.0.0.1:{port}",
        )
        own_database(self.environment, "outbox")
        own_cache(self.environment, 12)
        self.run(BEGIN)

    def listen(self, port: str = "0") -> str:
        """Start the mail server; returns its port."""
        self.sink = subprocess.Popen(
            [sys.executable, ROOT / "tests" / "smtp_sink.py", self.log, self.mode, port],
            stdout=subprocess.PIPE,
            text=True,
        )
        return self.sink.stdout.readline().strip()

    def behave(self, mode: str) -> None:
        """Have the mail server behave so from now on."""
        self.mode.write_text(mode)

    def run(self, script: str, *arguments) -> str:
        """Run a script on the site; returns what it says."""
        result = subprocess.run(
            [sys.executable, "-c", script, *map(str, arguments)],
            cwd=ROOT,
            env=self.environment,
            capture_output=True,
            text=True,
            timeout=180,
            check=False,
        )
        assert result.returncode == 0, result.stderr
        return result.stdout

    def worker(self, *options: str) -> subprocess.Popen:
        """Start a worker."""
        return subprocess.Popen(
            [
                *(sys.executable, "manage.py", "worker"),
                *("--interval", "0.1", "--no-startup-delay", *options),
            ],
            cwd=ROOT,
            env=self.environment,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            text=True,
        )

    def work(self) -> str:
        """Have a worker do all that is due; returns what it logged."""
        worker = self.worker("--batch")
        _out, errors = worker.communicate(timeout=180)
        assert worker.returncode == 0, errors
        return errors

    def taken(self) -> Counter:
        """How often the server has taken each mail."""
        return Counter(self.log.read_text().split())

    def told(self) -> list[list[str]]:
        """Message-ID, state, attempts and fault of each mail, as the site has them."""
        return [line.split() for line in self.run(TELL).splitlines()]


@pytest.fixture(scope="module")
def site_with_post(tmp_path_factory):
    """A site of its own for all tests of this module: to make one takes most of the time."""
    post = Post(tmp_path_factory.mktemp("outbox"))
    yield post
    post.sink.kill()
    post.sink.wait()


@pytest.fixture
def post(site_with_post):
    """That site, with no mail yet."""
    site_with_post.run(EMPTY)
    site_with_post.log.write_text("")
    site_with_post.behave("ok")
    return site_with_post


def test_workers_that_are_killed_lose_nothing_and_double_at_most_what_was_in_doubt(post):
    post.run(POST, MAILS)
    post.behave("slow")
    for _kill in range(KILLS):
        worker, before = post.worker(), post.log.stat().st_size
        began = time.monotonic()
        # As the server has taken a mail, and not yet said so: the worst moment.
        while post.log.stat().st_size == before:
            assert time.monotonic() - began < 60
            assert worker.poll() is None, worker.stderr.read()
            time.sleep(0.02)
        worker.kill()
        worker.wait()
    assert len(post.taken()) >= KILLS
    post.behave("ok")
    post.run(LATER)
    post.work()
    told, taken = post.told(), post.taken()
    assert {state for _id, state, *_rest in told} == {"sent"}
    lost = [identity for identity, *_rest in told if not taken[identity]]
    doubled = [identity for identity, count in taken.items() if count == 2]
    print(f"killed {KILLS}, mails {MAILS}, lost {len(lost)}, doubled {len(doubled)}")
    assert lost == []
    assert len(doubled) <= KILLS
    assert max(taken.values()) <= 2


def test_a_mail_whose_worker_died_before_it_did_anything_goes_out_as_the_next_one_starts(post):
    post.run(POST, 3)
    for _kill in range(KILLS):
        died = subprocess.run(
            [sys.executable, "-c", DIE], cwd=ROOT, env=post.environment, timeout=180, check=False
        )
        assert died.returncode == -signal.SIGKILL
    # No clock goes on, and no housekeeping is done.
    post.work()
    assert {(state, attempts) for _id, state, attempts, *_f in post.told()} == {("sent", "1")}
    assert sorted(post.taken().values()) == [1] * 3


def test_a_server_that_has_no_time_or_hangs_up_gets_each_mail_once_it_is_back(post):
    post.run(POST, 6)
    logged = ""
    for mode in ("later", "lose", "later"):
        post.behave(mode)
        logged += post.work()
        post.run(LATER)
    assert post.taken() == {}
    assert {(state, attempts) for _id, state, attempts, *_f in post.told()} == {("waiting", "3")}
    assert "example.com" not in logged
    post.behave("ok")
    post.work()
    assert sorted(post.taken().values()) == [1] * 6
    assert {state for _id, state, *_rest in post.told()} == {"sent"}


def test_a_server_that_is_away_gets_each_mail_once_it_is_back(post):
    post.run(POST, 6)
    port = post.environment["EMAIL_URL"].rpartition(":")[2]
    post.sink.kill()
    post.sink.wait()
    logged = ""
    for _attempt in range(3):
        logged += post.work()
        post.run(LATER)
    assert {row[1:][0] for row in post.told()} == {"waiting"}
    assert {row[3].partition("_")[0] for row in post.told()} == {"ConnectionRefusedError"}
    # Once an hour for all of them, in each process that sends; without anybody's address.
    assert logged.count("Mail cannot be sent and will be tried again") == 3
    assert "example.com" not in logged
    post.listen(port)
    post.work()
    assert sorted(post.taken().values()) == [1] * 6
    assert {state for _id, state, *_rest in post.told()} == {"sent"}


def test_a_mail_that_is_refused_for_ever_is_given_up_and_says_why(post):
    post.run(POST, 2)
    post.behave("refuse")
    logged = post.work()
    assert [row[1:] for row in post.told()] == [["failed", "1", "SMTPRecipientsRefused_550"]] * 2
    assert "SMTPRecipientsRefused 550" in logged
    assert "example.com" not in logged


def test_two_workers_at_once_send_each_mail_once(post):
    post.run(POST, MAILS)
    post.behave("slow")
    workers = [post.worker("--batch") for _number in range(2)]
    for worker in workers:
        _out, errors = worker.communicate(timeout=180)
        assert worker.returncode == 0, errors
    assert sorted(post.taken().values()) == [1] * MAILS

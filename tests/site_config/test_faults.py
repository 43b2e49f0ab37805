"""What the site does while what it stands upon is taken away, with the real things.

A database that is restarted, a Redis that is gone, and a disk that is full.
"""

import os
import re
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlencode

import pytest

from tests.browser.conftest import free_port
from tests.databases import own_database
from tests.site_config.disks import disk_of
from tests.site_config.processes import ROOT, SERVER, bare_environment
from tests.site_config.test_page_cache_processes import SITE, Editor, get

pytestmark = pytest.mark.faults

FORM = {"Content-Type": "application/x-www-form-urlencoded"}

WORDS = {"/en/": "The site cannot reach its data", "/": "De site kan even niet bij zijn gegevens"}


def environment_of(path: Path, **variables) -> dict:
    """A site of its own."""
    return bare_environment(
        DATA_DIR=str(path),
        DJANGO_SETTINGS_MODULE="tests.site_config.plain_files",
        SECRET_KEY="x" * 60,
        DEBUG="0",
        **variables,
    )


def make_site(environment: dict) -> None:
    """Give it pages."""
    editor = Editor(environment)
    editor.process.stdin.close()
    editor.process.wait(timeout=60)


@contextmanager
def serving(environment: dict, log: Path):
    """A server of the site; gives what asks it."""
    port = free_port()
    with log.open("w") as written:
        server = subprocess.Popen(
            [sys.executable, "-m", *SERVER.split(), "--port", str(port), SITE],
            cwd=ROOT,
            env=environment,
            stderr=written,
            stdout=written,
        )
    try:
        until(lambda: get(port, "/robots.txt").status == 200, 120)
        yield lambda path, *request, **headers: get(port, path, *request, **headers)
    finally:
        server.terminate()
        server.wait(timeout=30)


def until(is_so, seconds: float) -> float:
    """Wait until something is so; says for how long."""
    began = time.monotonic()
    while True:
        try:
            if is_so():
                return time.monotonic() - began
        except OSError:
            pass
        assert time.monotonic() - began < seconds
        time.sleep(0.1)


def fill(ask, *paths) -> None:
    """Let the server keep these pages."""
    for path in paths:
        until(lambda path=path: ask(path).how == "hit", 60)


@contextmanager
def readers(ask, kept, drawn):
    """Four readers who ask for pages time and again; gives what they got."""
    got, ended = [], threading.Event()

    def read(number):
        step = 0
        while not ended.is_set():
            step += 1
            path = kept[step % len(kept)] if step % 2 else f"{drawn[step % len(drawn)]}?q=x{step}"
            got.append((path, ask(path)))

    threads = [threading.Thread(target=read, args=(number,)) for number in range(4)]
    for thread in threads:
        thread.start()
    try:
        yield got
    finally:
        ended.set()
        for thread in threads:
            thread.join()


class Cluster:
    """A PostgreSQL of its own, which may be stopped."""

    def __init__(self):
        found = sorted(Path("/usr/lib/postgresql").glob("*/bin"))
        self.programs = found[-1] if found else Path(shutil.which("initdb") or "").parent
        # PostgreSQL refuses to run as root.
        self.as_other = ["runuser", "-u", "postgres", "--"] if os.geteuid() == 0 else []
        self.path = Path(tempfile.mkdtemp(prefix="lesdag-cluster-"))
        if self.as_other:
            shutil.chown(self.path, "postgres")
        self.port = free_port()
        self._run("initdb", "--auth=trust", "--username=lesdag", "--no-sync", "-D", "data")
        self.start()

    @property
    def url(self) -> str:
        return f"postgres://lesdag@127.0.0.1:{self.port}/postgres"

    def start(self) -> None:
        options = f"-p {self.port} -c listen_addresses=127.0.0.1 -k {self.path}"
        self._run("pg_ctl", "start", "-w", "-D", "data", "-l", "log", "-o", options)

    def stop(self, how: str = "fast") -> None:
        self._run("pg_ctl", "stop", "-w", "-m", how, "-D", "data")

    def remove(self) -> None:
        self.stop("immediate")
        shutil.rmtree(self.path)

    def _run(self, program, *arguments):
        subprocess.run(
            [*self.as_other, self.programs / program, *arguments],
            cwd=self.path,
            check=True,
            stdout=subprocess.DEVNULL,
            timeout=120,
        )


def test_a_database_that_is_restarted_under_load_is_missed_by_nobody_for_long(tmp_path):
    cluster = Cluster()
    try:
        environment = environment_of(tmp_path, DATABASE_URL=cluster.url)
        subprocess.run(
            [sys.executable, "manage.py", "migrate", "--verbosity", "0"],
            cwd=ROOT,
            env=environment,
            check=True,
        )
        make_site(environment)
        with serving(environment, tmp_path / "log") as ask:
            fill(ask, "/", "/en/")
            with readers(ask, ["/", "/en/"], ["/zoeken/", "/en/search/"]) as got:
                time.sleep(1)
                cluster.stop("immediate")
                time.sleep(3)
                cluster.start()
                waited = until(lambda: ask("/zoeken/?q=hulp").status == 200, 60)
                recovered = len(got)
                time.sleep(2)
        logged = (tmp_path / "log").read_text()
    finally:
        cluster.remove()
    kept = [answer for path, answer in got if "?" not in path]
    drawn = [(path, answer) for path, answer in got if "?" in path]
    away = [(path, answer) for path, answer in drawn if answer.status == 503]
    print(
        f"\n{len(kept)} kept answers, {dict(Counter(answer.status for _p, answer in drawn))} "
        f"drawn ones, back {waited:.1f} s after the database"
    )
    assert {(answer.status, answer.how) for answer in kept} == {(200, "hit")}
    assert {answer.status for _path, answer in drawn} == {200, 503}
    for path, answer in away:
        assert answer.headers["Retry-After"] == "30"
        assert WORDS["/en/" if path.startswith("/en/") else "/"] in answer.text
    assert {answer.status for path, answer in got[recovered + 8 :]} == {200}
    assert logged.count("The database is away: OperationalError") == 1
    assert "Traceback" not in logged


def start_redis(port: int) -> subprocess.Popen:
    """A Redis of its own, in memory."""
    options = ["--port", str(port), "--bind", "127.0.0.1", "--save", "", "--appendonly", "no"]
    return subprocess.Popen(["redis-server", *options], stdout=subprocess.DEVNULL)


def test_without_redis_the_site_goes_on_and_says_so_once_a_minute(tmp_path):
    port = free_port()
    redis = start_redis(port)
    try:
        environment = environment_of(tmp_path, CACHE_URL=f"redis://127.0.0.1:{port}/0")
        own_database(environment, "faults")
        make_site(environment)
        with serving(environment, tmp_path / "log") as ask:
            fill(ask, "/", "/en/")
            with readers(ask, ["/", "/en/"], ["/zoeken/", "/en/search/"]) as got:
                time.sleep(1)
                redis.kill()
                redis.wait()
                gone = len(got)
                time.sleep(8)
                without = got[gone + 8 :]
                redis = start_redis(port)
                until(lambda: ask("/").how == "hit", 30)
        logged = (tmp_path / "log").read_text()
    finally:
        redis.kill()
        redis.wait()
    print(f"\n{len(got)} answers, {len(without)} of them without Redis")
    assert {answer.status for _path, answer in got} == {200}
    assert len(without) > 20
    # Nobody knows what was published meanwhile: nothing kept is sent.
    assert "hit" not in {answer.how for _path, answer in without}
    lines = [line for line in logged.splitlines() if "ERROR" in line]
    told = [re.sub(r".*ERROR ", "", line) for line in lines]
    assert len(told) == len(set(told))
    assert any("is away" in line for line in lines)
    assert "Traceback" not in logged


def fill_up(place: Path) -> Path:
    """Leave no room on the disk of this place; returns the file that takes it."""
    filler = place / "filler"
    with filler.open("wb", buffering=0) as file, pytest.raises(OSError, match="No space left"):
        while True:
            file.write(b"x" * 4096)
    return filler


def test_a_database_whose_disk_is_full_is_read_and_says_what_it_cannot_take(tmp_path):
    with disk_of("64m", tmp_path / "data") as place:
        environment = environment_of(place)
        own_database(environment, "faults")
        make_site(environment)
        with serving(environment, tmp_path / "log") as ask:
            address = "/trainingen/hulp-vragen/op-de-hoogte/"
            stamp = re.search(r'name="stamp" value="([^"]+)"', ask(address).text)[1]
            # As long as a person needs to fill it in.
            time.sleep(3)

            def send(number):
                fields = {"name": "Anna", "email": f"anna{number}@example.com", "stamp": stamp}
                return ask(address, "POST", urlencode(fields), **FORM)

            assert send(0).status == 303
            filler = fill_up(place)
            refused = [send(number) for number in range(1, 4)]
            read = [ask(path).status for path in ("/", "/zoeken/?q=hulp", "/en/", "/healthz")]
            filler.unlink()
            taken = send(4)
        logged = (tmp_path / "log").read_text()
    assert {answer.status for answer in refused} == {507}
    assert all("De schijf van de site is vol" in answer.text for answer in refused)
    assert read == [200] * 4
    assert taken.status == 303
    assert logged.count("There is no room left: OperationalError: database or disk is full") == 1
    assert "Traceback" not in logged
    assert "anna" not in logged

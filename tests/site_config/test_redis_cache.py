"""While Redis is away the site does without a cache, says so once a minute and waits for nobody."""

import os
import shutil
import socket
import subprocess
import time
from types import SimpleNamespace

import pytest
from django.core.cache.backends import redis
from redis.exceptions import RedisError

from home.generation import RedisMark
from site_config import redis_cache
from tests.browser.conftest import free_port


@pytest.fixture
def away(monkeypatch):
    """A cache at an address at which nobody listens."""
    monkeypatch.setattr(redis_cache, "absence", redis_cache.Absence())
    return redis_cache.RedisCache(f"redis://127.0.0.1:{free_port()}/0", {})


def test_nothing_is_found_and_nothing_is_kept(away):
    away.set("a", 1)
    away.set_many({"a": 1})
    away.delete("a")
    assert away.get("a", "nothing") == "nothing"
    assert away.get("a") is None
    assert away.get_many(["a"]) == {}
    assert away.get_or_set("a", lambda: 7) == 7
    assert "a" not in away
    assert away.touch("a") is False


def test_who_counts_hears_of_it(away):
    with pytest.raises(RedisError):
        away.incr("a")


def test_it_is_said_once_a_minute(away, caplog, monkeypatch):
    clock = [1000.0]
    monkeypatch.setattr(redis_cache.time, "monotonic", lambda: clock[0])
    for _request in range(3):
        away.get("a")
    clock[0] += 59
    away.get("a")
    assert len(caplog.records) == 1
    clock[0] += 3
    away.get("a")
    lines = [record.getMessage() for record in caplog.records]
    assert lines == ["Redis is away, the site does without: ConnectionError."] * 2


def test_nobody_waits_for_it_again_at_once(away, monkeypatch):
    asked = []
    monkeypatch.setattr(
        away._cache._lib.ConnectionPool,
        "get_connection",
        lambda self, *args, **kwargs: asked.append(1) or _refuse(),
    )
    for _request in range(100):
        away.get("a")
    assert len(asked) <= 2
    redis_cache.absence.until = time.monotonic() - 1
    away.get("a")
    assert len(asked) > 1


def _refuse():
    raise RedisError("away")


class Redis:
    """A Redis of its own, which can be taken away."""

    def __init__(self):
        self.port, self.process = free_port(), None

    def start(self):
        command = ["redis-server", "--port", str(self.port), "--save", "", "--bind", "127.0.0.1"]
        self.process = subprocess.Popen(command, stdout=subprocess.DEVNULL)
        deadline = time.monotonic() + 30
        while time.monotonic() < deadline:
            try:
                socket.create_connection(("127.0.0.1", self.port), timeout=1).close()
                return
            except OSError:
                time.sleep(0.05)
        raise AssertionError("Redis did not start.")

    def stop(self):
        self.process.kill()
        self.process.wait()


@pytest.fixture
def server():
    if not shutil.which("redis-server"):
        message = "Redis is missing: apt-get install redis-server"
        if os.environ.get("FORBID_SKIPS") == "1":
            pytest.fail(message)
        pytest.skip(message)
    found = Redis()
    found.start()
    yield found
    found.stop()


@pytest.mark.once
def test_the_mark_of_what_is_published_survives_redis(server):
    clock = SimpleNamespace(now=0.0)
    address = f"redis://127.0.0.1:{server.port}/0"
    one, other = (
        RedisMark(redis.RedisCache(address, {"KEY_PREFIX": "pages"}), lambda: clock.now)
        for _process in range(2)
    )
    first = one.now()
    assert first and other.now() == first
    other.renew()
    second = one.now()
    assert second not in (None, first)
    # Started anew between two readers: empty, so that nothing that was kept is sent.
    server.stop()
    server.start()
    third = one.now()
    assert third not in (None, first, second)
    assert other.now() == third
    # Away, while something is published.
    server.stop()
    assert one.now() is None
    other.renew()
    server.start()
    assert one.now() is None, "left alone for a while"
    clock.now += 3
    fourth = one.now()
    assert fourth not in (None, first, second, third)
    assert other.now() not in (None, first, second, third)
    assert one.now() == other.now()

"""A larger site, as compose wires it, is replaced server by server while people read: none fails.

The commands are those of ``Dockerfile`` and ``compose.yaml``, the databases those that the tests
run on: ``DATABASE_URL=postgres://… CACHE_URL=redis://… make faults
TESTS=tests/site_config/test_restart.py``.
"""

import http.client
import json
import os
import re
import signal
import subprocess
import sys
import threading
import time
from collections import Counter
from itertools import cycle

import pytest
import yaml
from moto.server import ThreadedMotoServer

from tests.browser.conftest import free_port
from tests.databases import own_cache, own_database
from tests.events.test_entries_processes import finish, start
from tests.site_config.processes import ROOT, bare_environment

READERS, ROUNDS, TOGETHER = 6, 1, 2
# Between two things that one of them reads.
PAUSE_SECONDS = 0.02
# Drawn once and sent again; drawn each time.
PATHS = ("/", "/zoeken/?q=hulp", "/blog/", "/healthz")
COMPOSE = yaml.safe_load((ROOT / "compose.yaml").read_text())

BEGIN = """
import django; django.setup()
from tests.factories import ArticlePageFactory, make_site, make_training
site = make_site()
make_training(site)
for number in range(8):
    ArticlePageFactory(parent=site.blog, title=f"Hulp {number}", slug=f"hulp-{number}")
"""

pytestmark = pytest.mark.faults


@pytest.fixture(scope="module")
def environment(tmp_path_factory):
    """What compose gives a server, with the addresses of what runs here."""
    bucket = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    bucket.start()
    host, port = bucket.get_host_and_port()
    variables = {
        name: re.sub(r"\$\{[^}]+\}", "letters123", str(value))
        for name, value in COMPOSE["services"]["web-one"]["environment"].items()
    }
    del variables["DATABASE_URL"], variables["CACHE_URL"]
    variables = bare_environment(**variables)
    variables |= {
        "DATA_DIR": str(tmp_path_factory.mktemp("restart")),
        "DJANGO_SETTINGS_MODULE": "tests.site_config.plain_files",
        "EMAIL_URL": "smtp://127.0.0.1:1",
        "MEDIA_ENDPOINT_URL": f"http://{host}:{port}",
        "SITE_URL": "http://127.0.0.1:8000",
    }
    for name in ("DATABASE_URL", "CACHE_URL"):
        if name in os.environ:
            variables[name] = os.environ[name]
    own_database(variables, "restart")
    own_cache(variables, 9)
    prepare = COMPOSE["services"]["prepare"]["command"]
    assert prepare[:2] == ["sh", "-c"]
    with_python = prepare[2].replace("python ", f"{sys.executable} ")
    subprocess.run(["sh", "-c", with_python], cwd=ROOT, env=variables, check=True)
    finish(start(variables, BEGIN))
    yield variables
    bucket.stop()


class Server:
    """A web server of the image, at a port of its own."""

    def __init__(self, environment):
        self.environment, self.port = environment, free_port()
        line = re.search(r"^CMD (\[.+?\])$", (ROOT / "Dockerfile").read_text(), re.M | re.S)
        self.command = json.loads(line[1].replace("\\\n", ""))
        for name, value in (("--host", "127.0.0.1"), ("--port", str(self.port))):
            self.command[self.command.index(name) + 1] = value

    def start(self) -> float:
        """Start it; returns after how many seconds it sent its first page."""
        began = time.monotonic()
        self.process = subprocess.Popen(
            [sys.executable, "-m", *self.command],
            cwd=ROOT,
            env=self.environment,
            stdout=subprocess.DEVNULL,
        )
        while True:
            assert self.process.poll() is None, "the server ended"
            assert time.monotonic() - began < 120, "the server did not start"
            try:
                if get(self.port, "/").status == 200:
                    return time.monotonic() - began
            except OSError:
                pass
            time.sleep(0.02)

    def stop(self) -> float:
        """Stop it as compose does; returns after how many seconds it had ended."""
        began = time.monotonic()
        self.process.send_signal(signal.SIGTERM)
        assert self.process.wait(timeout=45) in (0, -signal.SIGTERM)
        return time.monotonic() - began


def get(port, path):
    """Ask a server, over a connection of its own."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    try:
        connection.request("GET", path)
        response = connection.getresponse()
        response.body = response.read()
        return response
    finally:
        connection.close()


class Readers:
    """People who read on and on; who is refused a connection asks the other server.

    That is what a proxy does. An answer that breaks off, or is no page, is a failure.
    """

    def __init__(self, ports):
        self.ports, self.ended = ports, threading.Event()
        self.counts, self.failures = Counter(), []
        self.running = [threading.Thread(target=self.read, args=(n,)) for n in range(READERS)]

    def __enter__(self):
        for each in self.running:
            each.start()
        return self

    def __exit__(self, *reason):
        self.ended.set()
        for each in self.running:
            each.join()

    def read(self, number):
        ports = cycle(self.ports[number % 2 :] + self.ports[: number % 2])
        paths = cycle(PATHS)
        while not self.ended.wait(PAUSE_SECONDS):
            path = next(paths)
            for _try in self.ports:
                try:
                    answer = get(next(ports), path)
                except ConnectionRefusedError:
                    self.counts["refused"] += 1
                    continue
                except (OSError, http.client.HTTPException) as error:
                    self.failures.append((path, repr(error)))
                    break
                self.counts["read"] += 1
                if answer.status != 200 or not answer.body:
                    self.failures.append((path, answer.status))
                break
            else:
                self.failures.append((path, "nobody was there"))


def test_servers_are_replaced_one_after_the_other_and_no_request_fails(environment):
    servers = [Server(environment) for _number in range(TOGETHER)]
    starts, stops = [], []
    try:
        for server in servers:
            starts.append(server.start())
        with Readers([server.port for server in servers]) as readers:
            for _round in range(ROUNDS):
                for server in servers:
                    stops.append(server.stop())
                    starts.append(server.start())
    finally:
        for server in servers:
            server.process.terminate()
            server.process.wait(timeout=45)
    print(
        f"read {readers.counts['read']}, refused and asked elsewhere {readers.counts['refused']}, "
        f"failed {len(readers.failures)}; seconds to the first page, alone: {min(starts):.1f}, "
        f"under load at most {max(starts):.1f}; to the end at most {max(stops):.1f}"
    )
    assert readers.failures == []
    assert readers.counts["read"] > 100

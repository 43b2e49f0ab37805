"""The server is killed a hundred times while people work: what they were told is done, is done.

Each time at a moment of chance, in the middle of publishing, planning, enrolling and uploading.
What it was at is there as a whole or not at all. On PostgreSQL with ``DATABASE_URL=postgres://…
make faults TESTS=tests/site_config/test_power_cut.py``; KILLS and SEED say how often and when.
"""

import hashlib
import io
import json
import os
import random
import signal
import subprocess
import sys
import threading
import time
from collections import Counter
from itertools import count

import pytest
import requests
from PIL import Image

from tests.browser.conftest import free_port
from tests.databases import own_cache, own_database
from tests.site_config.inspecting import FIRST, INTRODUCTION, REPLACED, TEXT, TITLE
from tests.site_config.processes import ROOT, beside_the_tests

KILLS = int(os.environ.get("KILLS", "100"))
SEED = int(os.environ.get("SEED", "20261126"))
# So many things were acknowledged, at most, since the server started, and so many seconds later the
# power is cut: on any machine in the middle of something.
ACKNOWLEDGED, LATER = 12, 0.4
# Seconds that a slow machine is given for them.
PATIENCE = 8
TOKEN = "t" * 32
# Large enough to be written in many pieces, and one of them by way of a temporary file.
DOCUMENT_BYTES = (50_000, 6_000_000)

pytestmark = pytest.mark.faults


@pytest.fixture(scope="module")
def environment(tmp_path_factory):
    """A site as on a server, with a database of its own, of the kind that the tests run on."""
    variables = beside_the_tests(
        DATA_DIR=str(tmp_path_factory.mktemp("power")),
        DJANGO_SETTINGS_MODULE="tests.site_config.plain_files",
        SECRET_KEY="x" * 60,
        DEBUG="0",
        EMAIL_URL="smtp://127.0.0.1:1",
        # Each person comes from a network of their own.
        BEHIND_PROXY="1",
    )
    own_database(variables, "power")
    own_cache(variables, 8)
    return variables


class Inspector:
    """The process that looks through the site."""

    def __init__(self, environment):
        self.process = subprocess.Popen(
            [sys.executable, "-m", "tests.site_config.inspecting"],
            cwd=ROOT,
            env=environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        self.site = self.read()

    def read(self):
        line = self.process.stdout.readline()
        assert line, "the inspector's process ended"
        return json.loads(line)

    def ask(self, **order):
        self.process.stdin.write(json.dumps(order) + "\n")
        self.process.stdin.flush()
        return self.read()


class Server:
    """The server, which ends with all its processes, and starts anew."""

    def __init__(self, environment):
        port = free_port()
        self.address, self.pid = f"http://127.0.0.1:{port}", None
        self.warm = subprocess.Popen(
            [sys.executable, "-m", "tests.site_config.warm_server", str(port)],
            cwd=ROOT,
            env=environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def start(self):
        """Start it, and wait until it answers."""
        self.warm.stdin.write("start\n")
        self.warm.stdin.flush()
        self.pid, began = int(self.warm.stdout.readline()), time.monotonic()
        while True:
            assert time.monotonic() - began < 120, "the server did not start"
            try:
                return requests.get(f"{self.address}/healthz", timeout=60)
            except requests.ConnectionError:
                time.sleep(0.05)

    def kill(self):
        os.killpg(self.pid, signal.SIGKILL)
        self.pid = None

    def end(self):
        if self.pid:
            self.kill()
        self.warm.stdin.close()
        self.warm.wait(timeout=60)


def version_of_article(number: int) -> dict:
    """What an editor fills in for a version."""
    block = {"key": "a", "text": TEXT.format(number), "type": "unstyled", "depth": 0}
    block |= {"inlineStyleRanges": [], "entityRanges": []}
    return {
        "title": TITLE.format(number),
        "introduction": INTRODUCTION.format(number),
        "body-count": "1",
        "body-0-deleted": "",
        "body-0-order": "0",
        "body-0-type": "text",
        "body-0-value": json.dumps({"blocks": [block], "entityMap": {}}),
    }


class People:
    """Who works on the site until it is gone; what they sent, and what they were told is done."""

    def __init__(self, site, address, chance):
        self.site, self.address, self.chance = site, address, chance
        self.told = {
            "article": {"sent": 0, "acknowledged": 0, "times": 0},
            "edition": {"sent": 30, "acknowledged": 30, "times": 0},
            "enrolment": {"sent": [], "acknowledged": []},
            "picture": {"sent": {}, "acknowledged": []},
            "document": {"sent": {}, "acknowledged": []},
            # The digests of all versions, and the number of the last that was acknowledged.
            "replaced": {"sent": [hashlib.sha256(FIRST).hexdigest()], "acknowledged": 0},
        }
        self.refused, self.done = [], Counter()
        self.numbers = count(1)
        form = requests.get(address + site["enrol"], timeout=60).text
        self.stamp = form.partition('name="stamp" value="')[2].partition('"')[0]
        # The form is open for as long as a person needs to fill it in.
        time.sleep(3)

    def forget_files_and_people(self):
        """They were removed."""
        for name in ("enrolment", "picture", "document"):
            self.told[name] = {"sent": type(self.told[name]["sent"])(), "acknowledged": []}

    def work(self, server) -> None:
        """Let all of them begin, kill the server, and wait until each has found it gone."""
        acts = (
            *(self.write, self.plan, self.enrol),
            *(self.upload_picture, self.upload_document, self.replace_document),
        )
        threads = [threading.Thread(target=self.act, args=(act,)) for act in acts]
        for thread in threads:
            thread.start()
        wanted, later = self.chance.randrange(ACKNOWLEDGED), self.chance.uniform(0, LATER)
        wanted += self.done.total()
        began = time.monotonic()
        while self.done.total() < wanted and time.monotonic() - began < PATIENCE:
            time.sleep(0.01)
        time.sleep(later)
        server.kill()
        for thread in threads:
            thread.join(60)
            assert not thread.is_alive()

    def act(self, act):
        with requests.Session() as browser:
            browser.cookies.update({"sessionid": self.site["session"], "csrftoken": TOKEN})
            try:
                while True:
                    act(browser)
            except requests.RequestException:
                return

    def send(self, browser, name, path, data, done, **options) -> bool:
        """Send a form; whether it was taken."""
        data = {**data, "csrfmiddlewaretoken": TOKEN}
        answer = browser.post(
            self.address + path, data, allow_redirects=False, timeout=60, **options
        )
        if answer.status_code != done:
            self.refused.append((name, answer.status_code, answer.text[:2000]))
            time.sleep(0.2)
            return False
        self.done[name] += 1
        return True

    def edit(self, browser, name, changed):
        """Publish the next version."""
        path, fields = self.site["forms"][name]
        fields = {key: value for key, value in fields.items() if not key.startswith("loaded_")}
        told = self.told[name]
        told["sent"] += 1
        number = told["sent"]
        data = {**fields, **changed(number), "action-publish": "action-publish"}
        if self.send(browser, name, path, data, 302):
            told["acknowledged"] = number
            told["times"] += 1

    def write(self, browser):
        self.edit(browser, "article", version_of_article)

    def plan(self, browser):
        self.edit(browser, "edition", lambda number: {"sessions-0-starts": f"9.{number % 60:02d}"})

    def enrol(self, browser):
        number = next(self.numbers)
        email, told = f"p{number}@example.com", self.told["enrolment"]
        told["sent"].append(email)
        data = {
            "name": "Anna de Wit",
            "email": email,
            "consent": "on",
            "stamp": self.stamp,
        }
        network = {"X-Forwarded-For": f"10.{number >> 16}.{number >> 8 & 255}.{number & 255}"}
        if self.send(browser, "enrolment", self.site["enrol"], data, 303, headers=network):
            told["acknowledged"].append(email)

    def upload_picture(self, browser):
        buffer, side = io.BytesIO(), random.randrange(40, 400)
        Image.frombytes("RGB", (side, side), os.urandom(side * side * 3)).save(buffer, "PNG")
        self.upload(browser, "picture", "beeld.png", buffer.getvalue())
        # Makes a small one of each.
        browser.get(f"{self.address}{self.site['picture'].removesuffix('add/')}", timeout=60)

    def upload_document(self, browser):
        content = b"%PDF-1.7\n" + os.urandom(random.choice(DOCUMENT_BYTES))
        self.upload(browser, "document", "blad.pdf", content)

    def replace_document(self, browser):
        content = b"%PDF-1.7\n" + os.urandom(random.choice(DOCUMENT_BYTES))
        told = self.told["replaced"]
        told["sent"].append(hashlib.sha256(content).hexdigest())
        number = len(told["sent"]) - 1
        data = {"title": REPLACED, "collection": "1", "tags": ""}
        files = {"file": ("rooster.pdf", content)}
        if self.send(browser, "replaced", self.site["replaced"], data, 302, files=files):
            told["acknowledged"] = number

    def upload(self, browser, name, file, content):
        title, told = f"Nummer {next(self.numbers)}", self.told[name]
        told["sent"][title] = hashlib.sha256(content).hexdigest()
        data = {"title": title, "collection": "1", "tags": ""}
        if self.send(browser, name, self.site[name], data, 302, files={"file": (file, content)}):
            told["acknowledged"].append(title)


def wrong_to_readers(address, site, found):
    """What readers see that is not as it should be."""
    page = requests.get(address + site["article"], timeout=60)
    version = found["version"]
    for words in (TITLE, INTRODUCTION, TEXT):
        if page.status_code != 200 or words.format(version) not in page.text:
            yield f"article: {page.status_code} without {words.format(version)}"
    calendar = requests.get(f"{address}/trainingen/agenda.ics", timeout=60)
    starts = f"T{found['starts'].replace(':', '')}"
    if calendar.status_code != 200 or starts not in calendar.text:
        yield f"calendar: {calendar.status_code} without {starts}"
    for path, known in found["documents"]:
        answer = requests.get(address + path, timeout=60)
        if hashlib.sha256(answer.content).hexdigest() != known:
            yield f"document: {answer.status_code}, {len(answer.content)} bytes"


def test_a_server_that_is_killed_a_hundred_times_has_done_all_it_said_and_nothing_by_half(
    environment,
):
    chance = random.Random(SEED)
    inspector, server = Inspector(environment), Server(environment)
    wrong, kills, orphans, began = [], 0, 0, time.monotonic()
    try:
        server.start()
        people = People(inspector.site, server.address, chance)
        for kills in range(1, KILLS + 1):
            people.work(server)
            found = inspector.ask(told=people.told)
            server.start()
            here = [*found["wrong"], *wrong_to_readers(server.address, inspector.site, found)]
            wrong += [f"kill {kills}: {each}" for each in here]
            orphans = found["orphans"]
            inspector.ask(clear=True)
            people.forget_files_and_people()
    finally:
        server.end()
        inspector.process.stdin.close()
        inspector.process.wait(timeout=60)
    print(
        f"\nseed {SEED}: killed {kills} times in {time.monotonic() - began:.0f} s; acknowledged "
        f"{dict(people.done)}; {orphans} files of uploads that nobody was told are done; "
        f"{len(wrong)} things wrong"
    )
    assert people.refused == []
    assert wrong == []

"""A real demo site on a production server, and a real browser to visit it with."""

import json
import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.databases import own_cache, own_demo

ROOT = Path(__file__).resolve().parents[2]
CHROMIUM = shutil.which("chromium") or "/usr/bin/chromium"
CHROMIUM_FLAGS = [
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
TELL_PATHS = """
import json
from tests.reader_pages import reader_pages
print("PATHS" + json.dumps(reader_pages()))
"""


# Told by the browser itself, in whatever words its console has for it.
HEAR = """document.addEventListener('securitypolicyviolation', event => tellRefused(
  `${event.effectiveDirective} ${event.blockedURI} ${event.sourceFile ?? ''}`.trim()));"""

# What people do from end to end is done on each database; what is drawn, on one.
ON_EACH_DATABASE = {"test_editor_tasks.py", "test_enrolling.py", "test_real_input.py"}

# What only reads, and enrols, is shown a demo that no editor's test has changed.
OF_READERS = {
    "test_add_to_calendar.py",
    "test_every_page.py",
    "test_keyboard.py",
    "test_lighthouse.py",
    "test_months.py",
    "test_privacy.py",
    "test_reader.py",
    "test_training_page.py",
}


def pytest_collection_modifyitems(items):
    """Mark what is in this directory; what a busy machine did too late is done once more."""
    for item in items:
        if Path(item.path).is_relative_to(Path(__file__).parent):
            item.add_marker(pytest.mark.browser)
            if item.path.name not in ON_EACH_DATABASE:
                item.add_marker(pytest.mark.once)
            item.add_marker(pytest.mark.flaky(reruns=1, only_rerun="TimeoutError"))


def free_port() -> int:
    """Return a port that nobody listens on."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return listener.getsockname()[1]


def demo_environment(data_dir: Path, purpose: str) -> dict:
    """The environment of a demo with data of its own."""
    environment = {
        name: value for name, value in os.environ.items() if not name.startswith("DJANGO")
    }
    environment["DATA_DIR"] = str(data_dir)
    environment.pop("SITE_URL", None)
    own_demo(environment, purpose)
    own_cache(environment, last=15 if purpose == "browser" else 9)
    return environment


def start_demo(data_dir: Path, purpose: str = "browser"):
    """Run ``manage.py demo`` as its README says; returns the process and the site's address."""
    port = free_port()
    environment = demo_environment(data_dir, purpose)
    log = (data_dir / "demo.log").open("w")
    process = subprocess.Popen(
        [sys.executable, "manage.py", "demo", f"127.0.0.1:{port}"],
        cwd=ROOT,
        env=environment,
        stdout=log,
        stderr=subprocess.STDOUT,
    )
    address = f"http://127.0.0.1:{port}"
    # For commands that work on the same site.
    process.environment = {**environment, "SITE_URL": address}
    deadline = time.monotonic() + 240
    while time.monotonic() < deadline:
        if process.poll() is not None:
            break
        try:
            urllib.request.urlopen(address + "/", timeout=5).close()
            return process, address
        except OSError:
            time.sleep(0.3)
    process.kill()
    raise RuntimeError("The demo did not start:\n" + (data_dir / "demo.log").read_text())


@pytest.fixture(scope="session")
def readers_demo(tmp_path_factory):
    """A demo in which nobody but readers does anything: all stands where it was put."""
    yield from served(tmp_path_factory, "readers")


@pytest.fixture(scope="session")
def editors_demo(tmp_path_factory):
    """A demo in which editors write and plan."""
    yield from served(tmp_path_factory, "browser")


def served(tmp_path_factory, purpose: str):
    """A demo for the time of a run of tests."""
    process, address = start_demo(tmp_path_factory.mktemp("demo"), purpose)
    yield process, address
    process.terminate()
    process.wait(timeout=20)


@pytest.fixture(scope="module")
def served_demo(request):
    """A demo site that is served as visitors will see it: its process and its address."""
    of_readers = request.path.name in OF_READERS
    return request.getfixturevalue("readers_demo" if of_readers else "editors_demo")


@pytest.fixture(scope="module")
def demo_settings(served_demo):
    """The environment of the demo, for commands that work on its data."""
    return served_demo[0].environment


@pytest.fixture(scope="module")
def demo_site(served_demo):
    """The address of the demo."""
    return served_demo[1]


@pytest.fixture(scope="module")
def chromium():
    """A running Chromium; without it the tests are skipped, or fail where skipping is forbidden.

    Not for the whole run: while Playwright runs its loop, Django lets no other test of the process
    at the database.
    """
    sync_api = pytest.importorskip("playwright.sync_api")
    if not Path(CHROMIUM).exists():
        message = "Chromium is missing: apt-get install chromium"
        if os.environ.get("FORBID_SKIPS") == "1":
            pytest.fail(message)
        pytest.skip(message)
    with sync_api.sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=CHROMIUM_FLAGS)
        yield browser
        browser.close()


@contextmanager
def make_visits(chromium, address: str):
    """Make pages of a browser whose complaints are kept (``page.complaints``).

    So is what the Content-Security-Policy refused: ``page.refused``.
    """
    contexts = []

    def make(**options):
        context = chromium.new_context(
            **{"base_url": address, "viewport": {"width": 1280, "height": 1000}, **options}
        )
        contexts.append(context)
        refused = []
        context.expose_binding(
            "tellRefused", lambda source, text: refused.append(f"{source['page'].url}: {text}")
        )
        context.add_init_script(HEAR)
        page = context.new_page()
        page.complaints, page.refused = [], refused
        page.on(
            "console",
            lambda message: (
                page.complaints.append(f"{page.url}: {message.text}")
                if message.type == "error"
                else None
            ),
        )
        page.on("pageerror", lambda error: page.complaints.append(f"{page.url}: {error}"))
        return page

    yield make
    for context in contexts:
        context.close()


@pytest.fixture
def visit(chromium, demo_site):
    """Make pages of a browser, for the time of a test."""
    with make_visits(chromium, demo_site) as make:
        yield make


@pytest.fixture(scope="session")
def reader_paths(readers_demo):
    """Where each kind of page of the demo stands, in each state, by "nl training full" and such."""
    told = subprocess.run(
        [sys.executable, "manage.py", "shell", "--verbosity=0", "-c", TELL_PATHS],
        cwd=ROOT,
        env=readers_demo[0].environment,
        capture_output=True,
        text=True,
    )
    assert told.returncode == 0, told.stderr
    return json.loads(told.stdout.partition("PATHS")[2])

"""A real demo site on a production server, and a real browser to visit it with."""

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path
from urllib.parse import urlsplit

import pytest

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


def pytest_collection_modifyitems(items):
    """Mark what is in this directory."""
    for item in items:
        if Path(item.path).is_relative_to(Path(__file__).parent):
            item.add_marker(pytest.mark.browser)


def free_port() -> int:
    """Return a port that nobody listens on."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return listener.getsockname()[1]


def own_database(environment: dict, purpose: str = "browser") -> None:
    """Where the tests run on PostgreSQL, give the demo an empty database beside theirs."""
    url = environment.get("DATABASE_URL", "")
    if not url.startswith("postgres"):
        return
    import psycopg

    name = f"lesdag_{purpose}_{os.environ.get('PYTEST_XDIST_WORKER', 'gw0')}"
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
        connection.execute(f'CREATE DATABASE "{name}"')
    environment["DATABASE_URL"] = urlsplit(url)._replace(path=f"/{name}").geturl()


def own_cache(environment: dict, last: int = 15) -> None:
    """Where the tests run with Redis, give the demo an empty database of it.

    A cache that knows another site's pictures sends readers to files that are not there.
    """
    url = environment.get("CACHE_URL", "")
    if not url.startswith("redis://"):
        return
    import redis

    worker = int(os.environ.get("PYTEST_XDIST_WORKER", "gw0").removeprefix("gw"))
    environment["CACHE_URL"] = urlsplit(url)._replace(path=f"/{last - worker}").geturl()
    with redis.Redis.from_url(environment["CACHE_URL"]) as server:
        server.flushdb()


def start_demo(data_dir: Path):
    """Run ``manage.py demo`` as its README says; returns the process and the site's address."""
    port = free_port()
    environment = {
        name: value for name, value in os.environ.items() if not name.startswith("DJANGO")
    }
    environment["DATA_DIR"] = str(data_dir)
    environment.pop("SITE_URL", None)
    own_database(environment)
    own_cache(environment)
    log = (data_dir / "demo.log").open("w")
    process = subprocess.Popen(
        [sys.executable, "manage.py", "demo", f"127.0.0.1:{port}"],
        cwd=ROOT,
        env=environment,
        stdout=log,
        stderr=subprocess.STDOUT,
    )
    address = f"http://127.0.0.1:{port}"
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
def demo_site(tmp_path_factory):
    """The address of a demo site that is served as visitors will see it."""
    process, address = start_demo(tmp_path_factory.mktemp("demo"))
    yield address
    process.terminate()
    process.wait(timeout=20)


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


@pytest.fixture
def visit(chromium, demo_site):
    """Make pages of a browser whose complaints are kept: ``page.complaints``."""
    contexts = []

    def make(**options):
        context = chromium.new_context(
            base_url=demo_site, **{"viewport": {"width": 1280, "height": 1000}, **options}
        )
        contexts.append(context)
        page = context.new_page()
        page.complaints = []
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

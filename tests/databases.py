"""Databases of tests: copies of one that was migrated, or given the demo, once.

Migrating takes 16 seconds of a processor, loading the demo as much again. All processes of a run,
and those that a test starts, share what was made once, on PostgreSQL as on SQLite.
"""

import fcntl
import hashlib
import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from contextlib import closing, contextmanager
from pathlib import Path
from urllib.parse import urlsplit

from django.db import connection

from tests.site_config.processes import ROOT, bare_environment

# One run of pytest, with all its workers.
RUN = os.environ.get("PYTEST_XDIST_TESTRUNUID") or str(os.getpid())
CHECKOUT = hashlib.sha256(str(ROOT).encode()).hexdigest()[:8]
PLACE = Path(tempfile.gettempdir()) / f"lesdag-{CHECKOUT}"
DATABASE = "db.sqlite3"


def worker() -> str:
    """The name of this process among those of the run."""
    return os.environ.get("PYTEST_XDIST_WORKER", "gw0")


def own_database(environment: dict, purpose: str = "browser") -> None:
    """Give a site an own database, migrated: in its DATA_DIR, or beside that of the tests."""
    if _is_postgres(environment):
        _copy_postgres(environment, migrated(environment), purpose)
    else:
        copy(migrated(environment) / DATABASE, Path(environment["DATA_DIR"]) / DATABASE)


def own_demo(environment: dict, purpose: str = "browser") -> None:
    """Give a site all that ``manage.py demo`` makes, with its pictures and static files."""
    made = demo(environment)
    shutil.copytree(made, environment["DATA_DIR"], dirs_exist_ok=True)
    if _is_postgres(environment):
        _copy_postgres(environment, made, purpose)


@contextmanager
def migrated_beforehand():
    """While Django makes the database in which the tests of this process run: it is migrated."""
    made = migrated(dict(os.environ))
    if connection.vendor == "postgresql":
        connection.settings_dict["TEST"]["TEMPLATE"] = _template(made)
        # A database is copied only while nobody is connected to it.
        with _alone():
            yield
        return
    name = connection.creation._get_test_db_name()
    with closing(sqlite3.connect(name, uri=True)) as in_memory:
        with closing(sqlite3.connect(made / DATABASE)) as one:
            one.backup(in_memory)
        # It lives as long as somebody is connected to it, as Django is when this is left.
        yield


def migrated(environment: dict) -> Path:
    """The DATA_DIR of a site that was migrated, before any test begins."""
    return _made("migrated", environment, ["-c", MIGRATE])


def demo(environment: dict) -> Path:
    """The DATA_DIR of a demo; ``said.txt`` in it is what the command said."""
    load, collect = ["demo", "--no-serve"], ["shell", "-c", COLLECT]
    return _made("demo", environment, ["manage.py", *load], ["manage.py", *collect])


@contextmanager
def in_place(made: Path):
    """What was made, in place of the database in which the tests of this process run."""
    connection.ensure_connection()
    if connection.vendor == "postgresql":
        environment = dict(os.environ)
        _copy_postgres(environment, made, "tests")
        with _connected_to(urlsplit(environment["DATABASE_URL"]).path.lstrip("/")):
            yield
        return
    with closing(sqlite3.connect(":memory:")) as own:
        connection.connection.backup(own)
        with closing(sqlite3.connect(made / DATABASE)) as other:
            other.backup(connection.connection)
        yield
        own.backup(connection.connection)


@contextmanager
def _connected_to(name: str):
    """Another database of the same server."""
    own = connection.settings_dict["NAME"]
    connection.close()
    connection.settings_dict["NAME"] = name
    yield
    connection.close()
    connection.settings_dict["NAME"] = own


def copy(source: Path, target: Path) -> None:
    """Copy a database of SQLite, with what another process has yet to put in its place."""
    with closing(sqlite3.connect(source)) as one, closing(sqlite3.connect(target)) as other:
        one.backup(other)


# The migrations write rows with the present time, which may be later than that of a test. For each
# of its thousands of steps SQLite would wait for the disk.
MIGRATE = """
import sqlite3
from contextlib import closing
import django, time_machine
from django.conf import settings
from django.core.management import call_command
from django.db import connection

django.setup()
with time_machine.travel("2026-11-01T06:00:00+00:00"):
    call_command("migrate", verbosity=0)
if connection.vendor == "sqlite":
    with closing(sqlite3.connect(settings.DATA_DIR / "db.sqlite3")) as file:
        connection.connection.backup(file)
"""
# Compressing takes longest, and gives the same on either database: it is kept beside them.
COLLECT = """
import shutil
from django.conf import settings
from home.collected_static import STAMP, collect, fingerprint

kept = settings.DATA_DIR.parent / "static"
if (kept / STAMP).exists() and (kept / STAMP).read_text() == fingerprint():
    shutil.copytree(kept, settings.STATIC_ROOT, dirs_exist_ok=True)
else:
    collect()
    shutil.rmtree(kept, ignore_errors=True)
    whole = shutil.copytree(settings.STATIC_ROOT, kept.with_name("static.new"), dirs_exist_ok=True)
    whole.rename(kept)
"""


def own_cache(environment: dict, last: int = 15) -> None:
    """Where the tests run with Redis, give a site an empty database of it.

    A cache that knows another site's pictures sends readers to files that are not there.
    """
    url = environment.get("CACHE_URL", "")
    if not url.startswith("redis://"):
        return
    import redis

    number = last - int(worker().removeprefix("gw"))
    environment["CACHE_URL"] = urlsplit(url)._replace(path=f"/{number}").geturl()
    with redis.Redis.from_url(environment["CACHE_URL"]) as server:
        server.flushdb()


def _is_postgres(environment: dict) -> bool:
    return environment.get("DATABASE_URL", "").startswith("postgres")


def _made(kind: str, environment: dict, *commands: list[str]) -> Path:
    """The DATA_DIR in which these commands ran, which the first who asks lets them do."""
    database = "postgres" if _is_postgres(environment) else "sqlite"
    path, stamp = PLACE / f"{kind}-{database}", PLACE / f"{kind}-{database}.run"
    with _alone():
        if stamp.exists() and stamp.read_text() == RUN:
            return path
        shutil.rmtree(path, ignore_errors=True)
        path.mkdir(parents=True)
        variables = bare_environment(
            DATA_DIR=str(path), DEBUG="0", DJANGO_SETTINGS_MODULE="site_config.settings"
        )
        if database == "postgres":
            variables["DATABASE_URL"] = environment["DATABASE_URL"]
            _make_postgres(
                variables,
                _template(path),
                "template1" if kind == "migrated" else _template(migrated(environment)),
            )
        elif kind == "migrated":
            variables["DATABASE_URL"] = "sqlite://:memory:"
        else:
            own_database(variables)
        with (path / "said.txt").open("w") as said:
            for command in commands:
                subprocess.run(
                    [sys.executable, *command],
                    cwd=ROOT,
                    env=variables,
                    check=True,
                    stdout=said,
                )
        stamp.write_text(RUN)
    return path


@contextmanager
def _alone():
    """Wait for other processes that make something; those of this process come in at once."""
    if _alone.depth:
        yield
        return
    PLACE.mkdir(exist_ok=True)
    with (PLACE / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        _alone.depth += 1
        try:
            yield
        finally:
            _alone.depth -= 1


_alone.depth = 0


def _template(path: Path) -> str:
    """What the database of a site that was made is called on PostgreSQL."""
    return f"lesdag_{CHECKOUT}_{path.name.partition('-')[0]}"


def _copy_postgres(environment: dict, made: Path, purpose: str) -> None:
    # A database is copied only while nobody is connected to it.
    with _alone():
        _make_postgres(environment, f"lesdag_{purpose}_{worker()}", _template(made))


def _make_postgres(environment: dict, name: str, template: str) -> None:
    """Make a database of that name anew, as a copy, and lead the site to it."""
    import psycopg

    url = environment["DATABASE_URL"]
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
        connection.execute(f'CREATE DATABASE "{name}" TEMPLATE "{template}"')
    environment["DATABASE_URL"] = urlsplit(url)._replace(path=f"/{name}").geturl()

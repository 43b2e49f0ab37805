"""What all tests share: quick passwords, files in a directory apart, Dutch at first, a demo."""

import gc
import os
import shutil
from contextlib import ExitStack, contextmanager
from datetime import UTC, datetime
from types import SimpleNamespace

import pytest
import time_machine
from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.core.cache import cache
from django.db import connection, transaction
from django.test import override_settings
from django.utils import translation
from hypothesis import HealthCheck, settings as hypothesis_settings
from wagtail.signal_handlers import disable_reference_index_auto_update

from home.search import index
from tests import databases, factories, keeping
from tests.keeping import made

NOW = datetime(2026, 11, 24, 6, 0, tzinfo=UTC)
# When the database was made: before any test begins.
LONG_AGO = time_machine.travel(datetime(2026, 11, 1, 6, 0, tzinfo=UTC))
WHILE_IT_IS_MADE = ExitStack()

# How long an example takes says how busy the machine is, not whether the code is right.
hypothesis_settings.register_profile(
    "lesdag", deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
hypothesis_settings.load_profile("lesdag")

_made_or_undone = keeping._made_or_undone
_django_db_helper = keeping._django_db_helper
_nothing_is_left = keeping._nothing_is_left


# Each takes a process for half a minute or more. One of the first two makes the demo meanwhile.
LONG = (
    "tests/site_config/test_admin_in_dutch.py",
    "tests/site_config/test_fuzz.py",
    "tests/browser/",
    "tests/home/test_demo",
    "tests/site_config/test_backups.py",
    "tests/site_config/test_secrets.py",
)


def pytest_addoption(parser):
    """What `.ci/run` asks of the second of its databases."""
    parser.addoption(
        "--one-of-each",
        action="store_true",
        help="of the tests that differ in nothing but what they are given, run one: they ask the"
        " database the same",
    )


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items, config):
    """Begin with what takes long, so that at the end no process waits for another with that."""
    if config.getoption("one_of_each"):
        kept = {*{item.nodeid.partition("[")[0]: item for item in reversed(items)}.values()}
        config.hook.pytest_deselected(items=[item for item in items if item not in kept])
        items[:] = [item for item in items if item in kept]
    items.sort(
        key=lambda item: next(
            (place for place, path in enumerate(LONG) if item.nodeid.startswith(path)), len(LONG)
        )
    )


def pytest_collection_finish():
    """What the site and its tests are made of stays: nobody need look for what of it is garbage."""
    gc.collect()
    gc.freeze()


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings):
    """What Django makes the database of is there; what it adds was written long ago."""
    WHILE_IT_IS_MADE.enter_context(databases.migrated_beforehand())
    WHILE_IT_IS_MADE.enter_context(LONG_AGO)


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup):
    """The database is there."""
    WHILE_IT_IS_MADE.close()


@pytest.fixture(autouse=True)
def _swift_and_separate(settings, tmp_path):
    """Hash passwords quickly and keep files and static names apart from those of a real site."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    settings.MEDIA_ROOT = tmp_path / "media"
    # Nothing is published as long as the transaction of a test lasts.
    settings.DRAWN_PAGES = False
    settings.STORAGES = {
        **settings.STORAGES,
        "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }
    if settings.CACHES["default"]["LOCATION"].startswith("redis://"):
        # Clearing empties a whole database of Redis: each process of the tests has its own.
        worker = os.environ.get("PYTEST_XDIST_WORKER", "gw0").removeprefix("gw")
        server = settings.CACHES["default"]["LOCATION"].rsplit("/", 1)[0]
        settings.CACHES = {
            name: {**options, "LOCATION": f"{server}/{worker}"}
            for name, options in settings.CACHES.items()
        }
    cache.clear()
    translation.activate(settings.LANGUAGE_CODE)
    yield
    translation.activate(settings.LANGUAGE_CODE)


@pytest.fixture(autouse=True, scope="module")
def _indexed_or_not(request):
    """Publish without reading anew what is searched and where each thing is used.

    That is a fifth of what tests take, and few of them ask for it: their modules say ``indexed``.
    """
    if request.node.get_closest_marker("indexed"):
        yield
        return
    unread = {"default": {"BACKEND": "modelsearch.backends.database", "AUTO_UPDATE": False}}
    with (
        override_settings(WAGTAILSEARCH_BACKENDS=unread),
        disable_reference_index_auto_update(),
        index.at_rest(),
    ):
        yield


@pytest.fixture(autouse=True)
def _at_a_known_time(request):
    """Let each test begin at ``NOW``, so that none of them fails on a day that has yet to come.

    The demo plans from today, for readers of today.
    """
    if "demo" in request.fixturenames or "browser" in request.path.parts:
        yield
        return
    with time_machine.travel(NOW):
        yield


@made(at=NOW, read=factories.read_again)
def site():
    """A bilingual site: home, list of trainings and blog, in Dutch and in English."""
    return factories.make_site()


@pytest.fixture
def owner(db):
    """Somebody who may do everything."""
    return factories.UserFactory(email="owner@example.com", is_superuser=True, is_staff=True)


@pytest.fixture
def admin(client, owner):
    """A browser in which the owner is logged in."""
    client.force_login(owner)
    return client


@pytest.fixture(scope="module")
def demo(django_db_setup, django_db_blocker, tmp_path_factory):
    """The demo, loaded once for all tests of a module, and undone after them."""
    media = tmp_path_factory.mktemp("demo") / "media"
    changed = {
        "MEDIA_ROOT": media,
        "PASSWORD_HASHERS": [
            "django.contrib.auth.hashers.MD5PasswordHasher",
            # As the demo's own are kept.
            "django.contrib.auth.hashers.PBKDF2PasswordHasher",
        ],
        "STORAGES": {
            "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
            "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
        },
        "WHITENOISE_USE_FINDERS": True,
        "WHITENOISE_AUTOREFRESH": True,
    }
    with (
        django_db_blocker.unblock(),
        override_settings(**changed),
        demo_in_place() as said,
        undone_afterwards(),
    ):
        translation.activate(settings.LANGUAGE_CODE)
        yield SimpleNamespace(media=media, said=said, settings=changed)


@contextmanager
def demo_in_place():
    """The demo that was loaded once for the whole run, in place of an empty database.

    Says what the command said.
    """
    made = databases.demo(dict(os.environ))
    shutil.copytree(made / "media", settings.MEDIA_ROOT)
    with databases.in_place(made):
        forget()
        yield (made / "said.txt").read_text()
    forget()


def forget():
    """What is kept of another database is not of this one."""
    ContentType.objects.clear_cache()
    cache.clear()


@contextmanager
def undone_afterwards():
    """A transaction that is rolled back, in which those within it seem to be committed.

    What waits for a commit, as publishing a translation does, is done when the outermost of them
    ends, and not never.
    """
    leave, wait = transaction.Atomic.__exit__, connection.on_commit

    def do_what_waits():
        if len(connection.atomic_blocks) == 1 and not connection.needs_rollback:
            waiting, connection.run_on_commit = connection.run_on_commit, []
            for _savepoints, function, _robust in waiting:
                function()

    def leave_and_do(self, *reason):
        leave(self, *reason)
        do_what_waits()

    def wait_or_do(function, robust=False):
        wait(function, robust)
        do_what_waits()

    with transaction.atomic(), pytest.MonkeyPatch.context() as patch:
        patch.setattr(transaction.Atomic, "__exit__", leave_and_do)
        patch.setattr(connection, "on_commit", wait_or_do)
        yield
        transaction.set_rollback(True)

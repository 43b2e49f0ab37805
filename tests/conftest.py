"""What all tests share: quick passwords, files in a directory apart, Dutch as at the start."""

import os

import pytest
from django.core.cache import cache
from django.utils import translation

from tests import factories


@pytest.fixture(autouse=True)
def _swift_and_separate(settings, tmp_path):
    """Hash passwords quickly and keep files and static names apart from those of a real site."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    settings.MEDIA_ROOT = tmp_path / "media"
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
            "default": {**settings.CACHES["default"], "LOCATION": f"{server}/{worker}"}
        }
    cache.clear()
    translation.activate(settings.LANGUAGE_CODE)
    yield
    translation.activate(settings.LANGUAGE_CODE)


@pytest.fixture
def site(db):
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

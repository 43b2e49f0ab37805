"""A machine that proposes English words: none unless the environment asks for one."""

import pytest
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.test import override_settings
from wagtail_localize.machine_translators import get_machine_translator

from site_config.machine_translation import BACKENDS, machine_translator

pytestmark = pytest.mark.once


def asked(name="", key="", url="", project=""):
    return machine_translator(name, key=key, url=url, project=project)


def test_there_is_none_by_default():
    assert asked() is None
    assert settings.WAGTAILLOCALIZE_MACHINE_TRANSLATOR is None
    assert get_machine_translator() is None


@pytest.mark.parametrize(
    ("given", "options"),
    [
        ({"name": "deepl", "key": "k:fx"}, {"AUTH_KEY": "k:fx", "FORMALITY": "prefer_less"}),
        (
            {"name": "LibreTranslate", "url": "https://lt.example/", "key": "k"},
            {"LIBRETRANSLATE_URL": "https://lt.example", "API_KEY": "k"},
        ),
        ({"name": "dummy"}, {}),
    ],
)
def test_each_is_made_with_what_it_needs(given, options):
    found = asked(**given)
    assert found == {"CLASS": BACKENDS[given["name"].lower()], "OPTIONS": options}
    with override_settings(WAGTAILLOCALIZE_MACHINE_TRANSLATOR=found):
        assert get_machine_translator().options == options


def test_an_address_is_made_of_that_of_libretranslate():
    found = asked("libretranslate", url="https://lt.example/")
    with override_settings(WAGTAILLOCALIZE_MACHINE_TRANSLATOR=found):
        assert get_machine_translator().get_api_endpoint() == "https://lt.example"


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ({"name": "babel"}, "babel is none of deepl, google, libretranslate, dummy"),
        ({"name": "deepl"}, "MACHINE_TRANSLATOR=deepl needs MACHINE_TRANSLATOR_KEY"),
        ({"name": "libretranslate"}, "needs MACHINE_TRANSLATOR_URL"),
        ({"name": "google", "project": "p"}, "needs the package google-cloud-translate"),
    ],
)
def test_what_is_missing_is_said(given, message):
    with pytest.raises(ImproperlyConfigured, match=message):
        asked(**given)

"""The admin speaks Dutch: every screen is fetched, and no text on it is left in English."""

import re
import zoneinfo

import pytest
from django.db import transaction
from django.template import TemplateDoesNotExist, engines
from django.template.loaders.app_directories import Loader as AppLoader
from django.test import Client
from django.utils.translation import override
from wagtail.admin.widgets import AdminPageChooser
from wagtail.models import Page
from wagtail.snippets.widgets import AdminSnippetChooser

from events.models import Location, TrainingPage
from home.models import User
from site_config import package_templates, package_words
from tests.admin_screens import Shown, english_content, english_in, screens

pytestmark = pytest.mark.django_db

# What is no word of the admin, each as a pattern.
NAMES = [
    # Of places, as the world's list of time zones has them.
    "|".join(
        re.escape(zone.replace("_", " "))
        for zone in sorted(zoneinfo.available_timezones(), key=len, reverse=True)
    ),
    # Of the workflow of Wagtail that rests, a row that somebody may rename.
    r"\bModerators approval\b",
    # Of a language, as those who speak it look for it.
    "^English$",
    # A key for an app that makes codes, which may have any letters.
    "^(?:[A-Z2-7]{4} ){7}[A-Z2-7]{4}$",
    # What an example of a text in English says.
    r"Bijvoorbeeld: The trainer is ill\.",
]


@pytest.fixture
def owner_of_the_demo(demo, django_db_blocker, settings):
    """A browser in which somebody who may do everything reads the admin in Dutch."""
    for name, value in demo.settings.items():
        setattr(settings, name, value)
    with django_db_blocker.unblock(), transaction.atomic():
        # What the demo says in English may have been asked for when there was no demo.
        english_content.cache_clear()
        client = Client()
        client.force_login(User.objects.filter(is_superuser=True).first())
        yield client
        transaction.set_rollback(True)


@pytest.mark.once
# The report of wagtail-localize 1.14 has no order.
@pytest.mark.filterwarnings("ignore::django.core.paginator.UnorderedObjectListWarning")
def test_no_screen_has_a_text_in_english(owner_of_the_demo):
    english, read, count = {}, set(), 0
    for screen in screens(owner_of_the_demo):
        count += 1
        # The menu says on each screen what it said before.
        for text in set(screen.texts) - read:
            if words := english_in(text, NAMES):
                english[text] = (screen.path, sorted(words))
        read.update(screen.texts)
    assert count > 300
    assert english == {}


class TestJudging:
    @pytest.mark.parametrize(
        "text",
        ["20 pages + 10 others", "Sync from", "Nederlands to Engels translation", "Link text"],
    )
    def test_english_is_found(self, text):
        assert english_in(text, NAMES)

    @pytest.mark.parametrize("text", ["Pagina's", "Kies een pagina of een document", "Planning"])
    def test_dutch_is_not(self, text):
        assert not english_in(text, NAMES)

    def test_what_is_marked_as_english_is_left_out(self):
        shown = Shown(
            '<p title="Titel">Tekst <b lang="en">Your mail</b></p><p lang="en"><br>No</p>'
        )
        assert shown.texts == ["Titel", "Tekst"]


class TestTemplatesOfPackages:
    @pytest.mark.parametrize("name", package_templates.WORDS)
    def test_have_the_words_that_are_put_in_dutch(self, name):
        loader = AppLoader(engines["django"].engine)
        contents = next(
            loader.get_contents(origin)
            for origin in loader.get_template_sources(name)
            if _is_there(loader, origin)
        )
        for words, _translated in package_templates.WORDS[name]:
            assert words in contents

    @pytest.mark.parametrize("name", package_templates.WORDS)
    def test_are_templates_still(self, name):
        assert engines["django"].get_template(name)


def _is_there(loader, origin) -> bool:
    try:
        return bool(loader.get_contents(origin))
    except TemplateDoesNotExist:
        return False


def test_fields_of_packages_have_dutch_names():
    with override("nl"):
        named = {str(label) for _field, label in package_words.form_fields()}
    assert named == {
        "Tekst van de link",
        "E-mailadres",
        "Onderwerp",
        "Tekst van de mail",
        "Telefoonnummer",
        "Pagina",
    }


class TestChoosers:
    """The forms of a model are built once, perhaps for somebody who reads English."""

    def test_of_a_thing_speak_the_language_of_whoever_looks(self):
        with override("en"):
            chooser = AdminSnippetChooser(model=Location)
        for language, words in {
            "nl": ("Kies locatie", "Kies locatie", "Wijzig locatie"),
            "en": ("Choose location", "Choose another location", "Edit this location"),
        }.items():
            with override(language):
                assert (
                    str(chooser.choose_one_text),
                    str(chooser.choose_another_text),
                    str(chooser.link_to_chosen_text),
                ) == words

    def test_of_a_page_speak_the_language_of_whoever_looks(self):
        with override("en"):
            chooser = AdminPageChooser(target_models=[TrainingPage])
        with override("nl"):
            assert str(chooser.choose_one_text) == "Kies een pagina (Training)"

    def test_keep_the_words_they_were_given(self):
        chooser = AdminPageChooser(target_models=[Page], choose_one_text="Waar begint de site?")
        assert chooser.choose_one_text == "Waar begint de site?"

"""Dutch that other packages lack: each entry is still needed, and is what people see."""

import ast
import re

import polib
import pytest
from django.conf import settings
from django.test import override_settings
from django.utils.translation import gettext, override
from django.utils.translation.trans_real import DjangoTranslation
from django.views.i18n import JavaScriptCatalog

from tests.site_config.processes import ROOT

PLACE = ROOT / "site_config" / "overrides"
REPLACED = "Instead of: "


def entries(domain):
    """What the catalogue holds: source, Dutch, and the package's own text that it replaces.

    Of what has a plural, the form for one, and the key by which gettext knows it.
    """
    found = []
    for entry in polib.pofile(str(PLACE / "nl" / "LC_MESSAGES" / f"{domain}.po")):
        replaced = None
        if entry.tcomment.startswith(REPLACED):
            replaced = ast.literal_eval(entry.tcomment.removeprefix(REPLACED))
        dutch = entry.msgstr_plural.get(0) or entry.msgstr
        assert dutch
        found.append((entry.msgid, dutch, replaced))
    return found


def of_packages(domain):
    """The Dutch of all packages and of our own code, without the overrides."""
    own = [path for path in settings.LOCALE_PATHS if path != PLACE]
    with override_settings(LOCALE_PATHS=own):
        if domain == "django":
            return DjangoTranslation("nl")
        view = JavaScriptCatalog(packages=["wagtail_localize"])
        return DjangoTranslation(
            "nl", domain=domain, localedirs=view.get_paths(["wagtail_localize"])
        )


@pytest.mark.parametrize("domain", ["django", "djangojs"])
def test_each_is_needed_as_the_package_lacks_it_or_has_it_wrong(domain):
    theirs = of_packages(domain)
    # gettext knows what has a plural by its form for one and a number.
    known = {
        source: theirs._catalog.get(source) or theirs._catalog.get((source, 0))
        for source, _dutch, _replaced in entries(domain)
    }
    needless = {
        source: known[source]
        for source, _dutch, replaced in entries(domain)
        if known[source] != replaced
    }
    assert needless == {}


def test_each_is_what_people_see():
    with override("nl"):
        for source, dutch, _replaced in entries("django"):
            assert gettext(source) == dutch


def test_the_editor_of_translations_says_where_it_publishes(admin, site):
    answer = admin.get("/admin/localize/jsi18n/")
    assert answer.status_code == 200
    assert '"Publish in ": "Publiceer in het "' in answer.text


# Words of the trade, and a second word for what has one; each as a pattern.
NO_WORDS_OF_EDITORS = re.compile(r"\b(snippets?|slug|live|datums|offline)\b", re.IGNORECASE)
# What no editor sees, or what says something else.
LEFT = {
    "Download PO file and input translations offline",
    "Important dates",
    "Slug (up to %(max_length)s)",
    "A tag slug\x04slug",
}


def test_no_text_has_a_word_of_the_trade_or_a_second_word_for_a_thing():
    known = DjangoTranslation("nl")._catalog
    found = {
        key: known[key]
        for key in set(known.keys()) - LEFT
        if NO_WORDS_OF_EDITORS.search(re.sub(r"%\(\w+\)\w|<[^>]*>", "", known[key]))
    }
    assert found == {}


def test_the_message_of_a_form_that_is_not_saved_names_a_button_of_it():
    said, button = "There are validation errors, click save to highlight them.", "Save draft"
    with override("nl"):
        assert f"‘{gettext(button)}’" in gettext(said)

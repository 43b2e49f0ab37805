"""Templates of other packages with words that no catalogue is asked about, or without words.

Each is the package's own, with those words put right; so nothing of it is copied here. A test
fails where a package no longer has the words: then delete the line.
"""

import re

from django.template.loaders.app_directories import Loader as AppLoader

_PERMISSION = "content_perms_dict.{action}.perm.name"
_THING = "content_perms_dict.object|capfirst"

WORDS = {
    "wagtailadmin/shared/headers/_actions.html": [
        ('aria-label="Actions"', 'aria-label="{% translate "Actions" %}"'),
    ],
    # The name of the person stands in what is shown when one points at the button, and nowhere
    # else.
    "wagtailadmin/shared/editing_sessions/list.html": [
        (
            '<button class="w-editing-sessions__session" type="button"',
            '<button class="w-editing-sessions__session" type="button"'
            ' aria-label="{{ session.user|user_display_name|default:_("System") }}"',
        ),
    ],
    "wagtailadmin/shared/header.html": [
        ('value="Search"', 'value="{% translate "Search" %}"'),
    ],
    "wagtaillocales/index.html": [
        (
            "{{ locale.num_pages }} pages"
            "{% if locale.num_others %} + {{ locale.num_others }} others{% endif %}",
            "{% blocktranslate with pages=locale.num_pages others=locale.num_others %}"
            "{{ pages }} pages, {{ others }} others{% endblocktranslate %}",
        ),
    ],
    "wagtailusers/groups/includes/formatted_permissions.html": [
        (
            "{{ " + _PERMISSION.format(action=action) + " }}",
            "{% blocktranslate with thing="
            + _THING
            + " %}Can "
            + action
            + ": {{ thing }}{% endblocktranslate %}",
        )
        for action in ("add", "change", "delete")
    ],
}


class Loader(AppLoader):
    """Loads the templates of apps, some with their English words put through gettext."""

    def get_contents(self, origin):
        """The source of a template."""
        contents = super().get_contents(origin)
        if origin.template_name not in WORDS:
            return contents
        loads = "" if re.search(r"{% load [^%]*\bi18n\b", contents) else "{% load i18n %}"
        for words, translated in WORDS[origin.template_name]:
            contents = contents.replace(words, translated)
        return loads + contents

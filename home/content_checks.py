"""Our content checks beside Wagtail's, in the editor's checks panel and in the bar on the page.

Wagtail runs axe over the preview; these rules are configured here, words in both languages, and
evaluated by ``static/admin/content_checks.js``, which Wagtail's ``registerCheck`` takes.
"""

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.userbar import ContentCheckerItem

# What a link must not be called by alone, whatever follows it or stands before it.
VAGUE_LINKS = [
    *["klik hier", "klik", "hier", "lees meer", "lees verder", "meer", "meer lezen"],
    *["meer informatie", "meer info", "link", "deze link", "verder", "ga naar", "kijk hier"],
    *["here", "click here", "click", "read more", "more", "learn more", "more info"],
    *["more information", "this link", "see here", "this page", "deze pagina", "find out more"],
]
# How a description of a picture must not begin.
PICTURE_OF = [
    *["foto van", "een foto van", "afbeelding van", "een afbeelding van", "plaatje van"],
    *["tekening van", "een tekening van", "illustratie van"],
    *["photo of", "a photo of", "picture of", "a picture of", "image of", "an image of"],
    *["drawing of", "a drawing of", "illustration of", "an illustration of"],
]
# A name that a camera or a program gave: IMG_1234, DSC0042, scan 3, 20260112_101500.
FILE_NAME = (
    r"\.(avif|gif|jpe?g|png|svg|webp|heic|tiff?)$|_|^(img|dsc|dscn|dscf|pict?|scan|screenshot|"
    r"schermafbeelding|whatsapp image)[ .-]?\d|^[\d\s.:-]+$"
)
LONG_PARAGRAPH, LONG_SENTENCE = 150, 45

# Axe takes a short paragraph in bold for a heading that somebody forgot. In the text of editors it
# is right; the name at the foot, or how many places are left, is as we want it.
ONLY_IN_TEXT = {"id": "p-as-heading", "selector": "main .text p", "enabled": True}
RULES = [
    {
        "id": "lesdag-picture-of",
        "impact": "minor",
        "selector": "main img[alt]",
        "any": ["lesdag-no-beginning"],
    },
    {
        "id": "lesdag-picture-file-name",
        "impact": "serious",
        "selector": "main img[alt]",
        "any": ["lesdag-no-file-name"],
    },
    {
        "id": "lesdag-picture-without-words",
        "impact": "serious",
        "selector": "main .figure:not([data-decorative]) img",
        "any": ["lesdag-has-words"],
    },
    {
        "id": "lesdag-vague-link",
        "impact": "serious",
        "selector": "main .text a",
        "any": ["lesdag-no-vague-words"],
    },
    {
        "id": "lesdag-address-as-link",
        "impact": "minor",
        "selector": "main .text a",
        "any": ["lesdag-no-address"],
    },
    {
        "id": "lesdag-second-title",
        "impact": "moderate",
        "selector": "main h1",
        "any": ["lesdag-first-title"],
    },
    {
        "id": "lesdag-long-paragraph",
        "impact": "minor",
        "selector": "main .text p, main .lead",
        "any": ["lesdag-few-words"],
    },
    {
        "id": "lesdag-long-sentence",
        "impact": "minor",
        "selector": "main .text p, main .text li, main .lead",
        "any": ["lesdag-short-sentences"],
    },
]
CHECKS = [
    {"id": "lesdag-no-beginning", "options": {"beginnings": PICTURE_OF}},
    {"id": "lesdag-no-file-name", "options": {"pattern": FILE_NAME}},
    {"id": "lesdag-has-words"},
    {"id": "lesdag-no-vague-words", "options": {"words": VAGUE_LINKS}},
    {"id": "lesdag-no-address"},
    {"id": "lesdag-first-title"},
    {"id": "lesdag-few-words", "options": {"most": LONG_PARAGRAPH}},
    {"id": "lesdag-short-sentences", "options": {"most": LONG_SENTENCE}},
]
MESSAGES = {
    "lesdag-picture-of": {
        "error_name": _("The description of a picture begins with “photo of”"),
        "help_text": _("Say at once what the picture shows. For instance: Two chairs by a window."),
    },
    "lesdag-picture-file-name": {
        "error_name": _("The description of a picture looks like the name of a file"),
        "help_text": _(
            "Say in a few words what the picture shows. For instance: Two chairs by a window."
        ),
    },
    "lesdag-picture-without-words": {
        "error_name": _("A picture has no description"),
        "help_text": _(
            "Readers who cannot see the picture miss it. Say what it shows, or tick that it only "
            "decorates."
        ),
    },
    "lesdag-vague-link": {
        "error_name": _("A link does not say where it leads"),
        "help_text": _(
            "“Click here” says nothing to who jumps from link to link. Link the words that name "
            "the page. For instance: our eight reasons."
        ),
    },
    "lesdag-address-as-link": {
        "error_name": _("The words of a link are an address"),
        "help_text": _(
            "An address is hard to read, and read aloud letter by letter. Link the name of the "
            "page or the site instead."
        ),
    },
    "lesdag-second-title": {
        "error_name": _("The page has a second title"),
        "help_text": _(
            "There is one title, at the top. Use a Heading block for parts of the page."
        ),
    },
    "lesdag-long-paragraph": {
        "error_name": _("A paragraph is very long"),
        "help_text": _(
            "On a phone it fills more than a screen. Perhaps it can be cut in two; that is up to "
            "you."
        ),
    },
    "lesdag-long-sentence": {
        "error_name": _("A sentence is very long"),
        "help_text": _(
            "Most readers lose their way after some forty words. Perhaps it can be two sentences; "
            "that is up to you."
        ),
    },
}


class ContentChecks(ContentCheckerItem):
    """Wagtail's checks and ours."""

    axe_run_only = [*ContentCheckerItem.axe_run_only, *(rule["id"] for rule in RULES)]
    axe_custom_rules = [
        *ContentCheckerItem.axe_custom_rules,
        ONLY_IN_TEXT,
        *({**rule, "tags": ["best-practice"], "enabled": True} for rule in RULES),
    ]
    axe_custom_checks = [*ContentCheckerItem.axe_custom_checks, *CHECKS]
    axe_messages = {**ContentCheckerItem.axe_messages, **MESSAGES}

    @property
    def media(self):
        """The script with the checks, where Wagtail's runs them."""
        return forms.Media(js=["admin/content_checks.js"])


def add_content_checks(request, items, page):
    """Put our checks in the place of Wagtail's, which they hold (``construct_wagtail_userbar``)."""
    for number, item in enumerate(items):
        if isinstance(item, ContentCheckerItem):
            items[number] = ContentChecks(in_editor=item.in_editor)

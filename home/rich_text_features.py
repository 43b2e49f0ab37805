"""Rich text in the admin and on pages: links in the reader's language, headings that are pasted."""

from django.utils.html import escape
from wagtail.admin.rich_text.converters.html_to_contentstate import BlockElementHandler
from wagtail.admin.rich_text.editors.draftail.features import BlockFeature
from wagtail.models import Page
from wagtail.rich_text.pages import PageLinkHandler

from home.rich_text import HEADING_TYPES, PASTED_HEADINGS
from home.translations import localized_pages


class LocalizedPageLinkHandler(PageLinkHandler):
    """Links to pages, in the language of the page they stand on, with two queries a text."""

    @classmethod
    def expand_db_attributes_many(cls, attrs_list):
        pages = Page.objects.in_bulk({attrs.get("id") for attrs in attrs_list if attrs.get("id")})
        localized = localized_pages(pages.values())
        tags = []
        for attrs in attrs_list:
            page = localized.get(str(attrs.get("id", "")))
            tags.append(f'<a href="{escape(page.url)}">' if page and page.url else "<a>")
        return tags


def register_features(features):
    """Register our link handler and the headings that only pasting can make."""
    features.register_link_type(LocalizedPageLinkHandler)
    for block_type, element in HEADING_TYPES.items():
        name = f"{PASTED_HEADINGS}-{element}"
        features.register_editor_plugin(
            "draftail",
            name,
            # Neither a label nor an icon: Draftail then shows no button.
            BlockFeature({"type": block_type, "label": None, "element": element}),
        )
        features.register_converter_rule(
            "contentstate",
            name,
            {
                "from_database_format": {element: BlockElementHandler(block_type)},
                "to_database_format": {"block_map": {block_type: element}},
            },
        )

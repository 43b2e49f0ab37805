"""The frame of the pages: the menu with the reader's place in it, what other programs are told."""

import json

from django import template
from django.utils.html import format_html

from home import found, structured_data as schema
from home.search.addresses import search_address

register = template.Library()


# The depth of a main page in the tree: below the root and the home page.
MAIN = 3
# What Open Graph calls our languages.
OG_LOCALES = {"nl": "nl_NL", "en": "en_GB"}


@register.inclusion_tag("components/menu_items.html", takes_context=True)
def menu_items(context, at_foot=False) -> dict:
    """The pages in the menu; the one at hand, or the part of the site it is in, is marked.

    On top stand the main pages; ``at_foot`` also those below them that are shown in menus.
    """
    page, request = context.get("page"), context.get("request")
    path = page.path if page else ""
    whole = not (page and page.part)
    return {
        "items": [
            {
                "title": item.title,
                "url": item.get_url(request),
                "current": "page" if whole and item.path == path else "true",
                "is_current": path.startswith(item.path),
            }
            for item in context["site_menu"]
            if item.depth == MAIN or (at_foot and item.depth > MAIN)
        ]
    }


@register.filter
def og_locale(language: str) -> str:
    """A language as Open Graph writes it, with a country."""
    return OG_LOCALES[language]


@register.simple_tag(takes_context=True)
def front_door(context) -> str:
    """The address of the home page in the reader's language."""
    menu = context["site_menu"]
    return (menu[0].get_url(context.get("request")) if menu else "") or "/"


class ScriptText(str):
    """JSON as it may stand within a script element: no sign in it can end that element."""

    ESCAPES = {ord(">"): "\\u003E", ord("<"): "\\u003C", ord("&"): "\\u0026"}

    def __html__(self) -> str:
        return self.translate(self.ESCAPES)


@register.simple_tag(takes_context=True)
def structured_data(context) -> str:
    """What search engines are told of the page, as JSON-LD; nothing in a preview."""
    page = _published_page(context)
    nodes = page.structured_data(context) if page else []
    if not nodes:
        return ""
    text = ScriptText(json.dumps(schema.graph(nodes), ensure_ascii=False, separators=(",", ":")))
    return format_html('<script type="application/ld+json">{}</script>', text)


@register.simple_tag(takes_context=True)
def share_picture(context) -> str:
    """The address of the picture that a shared link to the page shows; empty in a preview."""
    page = _published_page(context)
    return found.share_address(page, context) if page else ""


def _published_page(context):
    page, request = context.get("page"), context.get("request")
    if request is None or getattr(request, "is_preview", False):
        return None
    return page if page and page.live and context.get("navigation") else None


@register.simple_tag
def search_url() -> str:
    """The address at which readers search, in their language."""
    return search_address()

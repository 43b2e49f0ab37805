"""The frame of the pages: the menu with the reader's place in it."""

from django import template

register = template.Library()


@register.inclusion_tag("components/menu_items.html", takes_context=True)
def menu_items(context) -> dict:
    """The pages in the menu; the one at hand, or the part of the site it is in, is marked."""
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
            if item.depth > 2
        ]
    }


@register.simple_tag(takes_context=True)
def front_door(context) -> str:
    """The address of the home page in the reader's language."""
    menu = context["site_menu"]
    return (menu[0].get_url(context.get("request")) if menu else "") or "/"

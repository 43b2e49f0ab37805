"""Publishing English of which some texts are not translated yet: asked first.

wagtail-localize publishes it without a question, and readers see Dutch in the midst of English.
"""

from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.html import format_html, format_html_join, strip_tags
from django.utils.translation import gettext, ngettext
from wagtail.admin import messages
from wagtail.models import Page
from wagtail_localize.models import Translation

from home.source_pages import is_source
from home.translation_state import missing_texts, with_missing_texts

# So many of the texts are shown; the rest is counted.
SHOWN = 8


def ask_before_publishing(request, thing):
    """Ask whether to publish English with Dutch in it (``before_edit_page``, also of snippets)."""
    if request.method != "POST" or request.POST.get("action") != "publish":
        return None
    if "sure" in request.POST or getattr(thing, "locale", None) is None or is_source(thing):
        return None
    translation = Translation.objects.filter(
        source__object_id=thing.translation_key, target_locale_id=thing.locale_id, enabled=True
    ).first()
    missing = missing_texts(translation) if translation else []
    if not missing:
        return None
    return TemplateResponse(
        request,
        "admin/publish_half_translated.html",
        {
            "title": thing.get_admin_display_title() if isinstance(thing, Page) else str(thing),
            "missing": len(missing),
            "texts": [strip_tags(text) for text in missing[:SHOWN]],
            "more": max(0, len(missing) - SHOWN),
        },
    )


def refuse_several(request, action, objects, view):
    """Publish no such page among others that are ticked in a list (``before_bulk_action``)."""
    if action != "publish":
        return None
    pages = list(objects)
    if request.POST.get("include_descendants"):
        for page in list(pages):
            pages += page.get_descendants().not_live().select_related("locale")
    half = with_missing_texts(pages)
    if not half:
        return None
    names = format_html_join(
        ", ",
        '<a href="{}">{}</a>',
        (
            (reverse("wagtailadmin_pages:edit", args=[page.pk]), page.get_admin_display_title())
            for page in half
        ),
    )
    messages.error(
        request,
        format_html(
            "{} {}. {}",
            ngettext(
                "Nothing is published: this page is not translated completely:",
                "Nothing is published: these pages are not translated completely:",
                len(half),
            ),
            names,
            gettext("Publish it from its own form, where you see what is missing."),
        ),
    )
    return redirect(view.next_url)

"""Going on with a translation that was stopped, without losing what was written by hand meanwhile.

wagtail-localize forgets such words at the next publication (its #876). They stay in the history,
and whoever goes on is asked first.
"""

from django.template.response import TemplateResponse
from wagtail.models import Page
from wagtail_localize.models import Translation, TranslationLog

RESTART = "localize-restart-translation"


def stopped_translation(thing):
    """The translation of a page or snippet that was stopped, or None."""
    return Translation.objects.filter(
        source__object_id=thing.translation_key, target_locale_id=thing.locale_id, enabled=False
    ).first()


def written_by_hand(thing, translation) -> bool:
    """Whether the last version is not one that came from the translation."""
    latest = thing.latest_revision_id
    logged = TranslationLog.objects.filter(source=translation.source, locale=thing.locale)
    return latest is not None and not logged.filter(revision_id=latest).exists()


def ask_before_restart(request, thing):
    """Ask before words would be lost (``before_edit_page``, ``before_edit_snippet``)."""
    if request.method != "POST" or RESTART not in request.POST or "sure" in request.POST:
        return None
    translation = stopped_translation(thing)
    if translation is None or not written_by_hand(thing, translation):
        return None
    title = thing.get_admin_display_title() if isinstance(thing, Page) else str(thing)
    return TemplateResponse(
        request,
        "admin/restart_translation.html",
        {"title": title, "restart": RESTART, "header_icon": "wagtail-localize-language"},
    )

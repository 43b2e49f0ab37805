"""Refuses addresses of the admin that Wagtail and wagtail-localize leave open to all who log in.

Wagtail asks for rights on a kind of snippet, not on one in Dutch, and shows its reports to whoever
may edit a page. wagtail-localize lets whoever may change the English end its translation.
"""

from contextlib import suppress

from django.apps import apps
from django.conf import settings
from django.contrib.admin.utils import unquote
from django.core.exceptions import ValidationError
from django.shortcuts import redirect
from django.urls import reverse
from wagtail.admin.auth import permission_denied
from wagtail.admin.localization import get_localized_response
from wagtail.models import Page, TranslatableMixin
from wagtail.permissions import policy_registry
from wagtail_localize.models import Translation

from home import in_use, two_factors_admin
from home.roles import READ_HISTORY, WRITE_SOURCE
from home.source_pages import is_source

REPORTS = "wagtailadmin_reports:"
SNIPPETS = "wagtailsnippets_"
# Views that this module knows something of.
GUARDED = ("wagtail_localize:", SNIPPETS, REPORTS, "wagtailimages:", "wagtaildocs:")
# Views of a snippet that change nothing.
READING = {"history", "history_results", "usage", "inspect", "revisions_compare"}


def may_change(user, thing) -> bool:
    """Whether somebody may change this very page or snippet, in its language."""
    if isinstance(thing, Page):
        return thing.specific.permissions_for_user(user).can_edit()
    policy = policy_registry.get_by_type(type(thing))
    return policy.user_has_permission_for_instance(user, "change", thing) and (
        not is_source(thing) or user.has_perm(WRITE_SOURCE)
    )


def _stops(user, translation_id):
    translation = Translation.objects.filter(pk=translation_id).first()
    return translation is None or may_change(user, translation.source.get_source_instance())


def _makes_alias(user, page_id):
    # An alias shows Dutch words under the address of an English page, and is live at once.
    return False


def _lists_snippets(user, app_label, model_name, pk=None):
    with suppress(LookupError):
        policy = policy_registry.get_by_type(apps.get_model(app_label, model_name))
        return policy.user_has_any_permission(user, {"add", "change", "delete", "view"})
    return True


def _snippet(app_label, model_name, pk):
    with suppress(LookupError, ValueError, ValidationError):
        return apps.get_model(app_label, model_name).objects.filter(pk=unquote(str(pk))).first()
    return None


LOCALIZE = {
    "wagtail_localize:stop_translation": _stops,
    "wagtail_localize:convert_to_alias": _makes_alias,
    "wagtail_localize:snippets_api_listing": _lists_snippets,
    "wagtail_localize:snippets_api_detail": _lists_snippets,
}


def may_ask(user, view_name: str, kwargs: dict) -> bool:
    """Whether this site lets somebody ask for a view of the admin, as far as it looks itself."""
    if view_name.startswith(REPORTS):
        return user.has_perm(READ_HISTORY)
    if view_name in LOCALIZE:
        return LOCALIZE[view_name](user, **kwargs)
    if view_name.startswith(SNIPPETS) and "pk" in kwargs:
        namespace, _colon, name = view_name.partition(":")
        app_label, _line, model_name = namespace.removeprefix(SNIPPETS).partition("_")
        if name not in READING:
            thing = _snippet(app_label, model_name, kwargs["pk"])
            if isinstance(thing, TranslatableMixin) and is_source(thing):
                return user.has_perm(WRITE_SOURCE)
    return True


class AdminGuardMiddleware:
    """Asks ``may_ask`` before each view of the admin, and answers as Wagtail does."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_view(self, request, view, args, kwargs):
        """Answer for the view where somebody may not ask for it."""
        name = request.resolver_match.view_name or ""
        if settings.REQUIRE_TWO_FACTORS and self._leads_away(request, name):
            return redirect(two_factors_admin.NAME)
        if not name.startswith(GUARDED):
            return None
        # Who is not logged in is led to the log-in page by Wagtail.
        if not request.user.has_perm("wagtailadmin.access_admin"):
            return None
        if not may_ask(request.user, name, kwargs):
            return get_localized_response(permission_denied, request)
        return get_localized_response(in_use.refuse_file, request, name, kwargs)

    def _leads_away(self, request, name):
        """Whether somebody must set up two factors before anything else in the admin."""
        return (
            request.path_info.startswith(reverse("wagtailadmin_home"))
            and request.user.is_authenticated
            and two_factors_admin.must_set_up_first(request.user, name)
        )

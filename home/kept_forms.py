"""What an editor sends after the log-in has ended is given back, to be sent once more.

``session.js`` asks before it sends a form, and says it beside the buttons. Whatever is sent all the
same (the script did not run, the log-in ended in between) would be lost behind the log-in page.
"""

from http import HTTPStatus
from urllib.parse import urlencode, urlsplit

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils.cache import add_never_cache_headers
from django.utils.translation import gettext, gettext_lazy as _
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.admin.localization import get_localized_response
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

STATE, AGAIN = "session_state", "logged_in_again"
# Where, and below which, somebody who is not logged in may send something.
WITHOUT_LOG_IN = ("wagtailadmin_login", "wagtailadmin_logout", "wagtailadmin_password_reset")
LEFT_OUT = {"csrfmiddlewaretoken"}


def session_state(request):
    """Whether a form would be taken: Wagtail answers for us where nobody is logged in."""
    return HttpResponse(status=HTTPStatus.NO_CONTENT)


class LoggedInAgainView(WagtailAdminTemplateMixin, TemplateView):
    """Where somebody arrives who logged in beside a form that waits in another tab."""

    page_title = _("You are logged in again")
    header_icon = "check"
    template_name = "admin/logged_in_again.html"
    breadcrumbs_items = []


def admin_urls():
    """The addresses of both."""
    return [
        path("session/", session_state, name=STATE),
        path("session/again/", LoggedInAgainView.as_view(), name=AGAIN),
    ]


def log_in_beside() -> str:
    """The address for logging in without leaving the form."""
    return f"{reverse('wagtailadmin_login')}?{urlencode({'next': reverse(AGAIN)})}"


def words() -> dict:
    """What ``session.js`` is told."""
    return {
        "state": reverse(STATE),
        "login": reverse("wagtailadmin_login"),
        "log_in_beside": log_in_beside(),
        "cookie": settings.CSRF_COOKIE_NAME,
    }


def is_of_the_admin(request) -> bool:
    """Whether a request is for the admin."""
    return request.path_info.startswith(reverse("wagtailadmin_home"))


def is_for_logging_in(request) -> bool:
    """Whether a request is part of logging in or out: a code and a passkey are as well."""
    return request.path_info.startswith(tuple(reverse(name) for name in WITHOUT_LOG_IN))


def was_sent_here(request) -> bool:
    """Whether a page of this very site sent it; no other site can pretend that."""
    origin = request.headers.get("Origin") or request.headers.get("Referer", "")
    try:
        parts = urlsplit(origin)
    except ValueError:
        # No address at all, such as one with half a bracket.
        return False
    return (parts.scheme, parts.netloc) == (request.scheme, request.get_host())


def is_by_a_script(request) -> bool:
    """Whether a script asks, which reads no page."""
    return request.headers.get(
        "X-Requested-With"
    ) == "XMLHttpRequest" or "application/json" in request.headers.get("Accept", "")


def give_back(request):
    """Show that nothing was saved and nothing is lost, with all that was sent in a form."""
    if is_for_logging_in(request):
        # Only the address to go to is worth keeping.
        messages.warning(request, gettext("This page was open for too long. Log in once more."))
        query = urlencode({"next": request.POST.get("next", "")})
        return redirect(f"{reverse('wagtailadmin_login')}?{query}")
    context = {
        # What another site made up is offered to nobody.
        "sent_here": was_sent_here(request),
        "fields": [
            (name, value)
            for name, values in request.POST.lists()
            for value in values
            if name not in LEFT_OUT and "password" not in name
        ],
        "files": bool(request.FILES),
        "log_in_url": None if request.user.is_authenticated else log_in_beside(),
        "address": request.get_full_path(),
    }
    response = render(request, "admin/kept_form.html", context, status=HTTPStatus.FORBIDDEN)
    add_never_cache_headers(response)
    return response


class KeptFormsMiddleware:
    """Gives back what is sent to the admin by somebody whose log-in has ended."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_view(self, request, view, args, kwargs):
        """Answer for the view."""
        if (
            request.method != "POST"
            or not is_of_the_admin(request)
            or request.user.is_authenticated
            or is_for_logging_in(request)
            or is_by_a_script(request)
        ):
            return None
        return get_localized_response(give_back, request)

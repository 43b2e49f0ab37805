"""What every template may use: the organisation's settings, the menu."""

from django.conf import settings
from django.utils.functional import SimpleLazyObject
from django.utils.translation import get_language
from wagtail.models import Site

from home.models import SiteSettings
from home.navigation import menu


def site(request):
    """Add ``organisation`` and ``site_menu``, fetched when first used; a page has fetched its own.

    ``edits`` says whether somebody who is logged in may be looking: only then does a page ask for
    the user, so that readers' pages touch no session.
    """
    language = get_language()
    return {
        "organisation": SimpleLazyObject(lambda: _organisation(request)),
        "site_menu": SimpleLazyObject(lambda: menu(language)),
        "edits": settings.SESSION_COOKIE_NAME in request.COOKIES,
    }


def _organisation(request):
    if Site.find_for_request(request):
        return SiteSettings.for_request(request)
    return SiteSettings()

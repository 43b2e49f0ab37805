"""What every answer carries: its language and its Content-Security-Policy."""

from csp.constants import SELF
from csp.middleware import CSPMiddleware
from django.conf import settings
from django.middleware.locale import LocaleMiddleware
from django.urls import reverse
from django.utils import translation


class PathLocaleMiddleware(LocaleMiddleware):
    """The language is that of the path and nothing else.

    Django already decides by the path alone where the default language has no prefix, yet puts
    ``Vary: Accept-Language`` on the answers without one, which would keep one copy of each page
    for each browser setting in every cache.
    """

    def process_response(self, request, response):
        response.headers.setdefault("Content-Language", translation.get_language())
        return response


class ContentSecurityPolicyMiddleware(CSPMiddleware):
    """A strict policy for readers and the log-in page, one that works for the admin's editors."""

    def process_response(self, request, response):
        admin = reverse("wagtailadmin_home")
        if request.path_info.startswith(admin) and not request.path_info.startswith(
            (reverse("wagtailadmin_login"), reverse("wagtailadmin_password_reset"))
        ):
            response._csp_config = settings.ADMIN_CONTENT_SECURITY_POLICY
        elif getattr(request, "is_preview", False):
            # Wagtail draws a preview through a request of its own with the page's address, and
            # shows it in a frame of the admin.
            response._csp_config = {
                **settings.CONTENT_SECURITY_POLICY["DIRECTIVES"],
                "frame-ancestors": [SELF],
            }
        return super().process_response(request, response)

"""What every answer carries: its language, its Content-Security-Policy and other limits."""

from http import HTTPStatus

from csp.constants import SELF
from csp.middleware import CSPMiddleware
from django.conf import settings
from django.middleware.gzip import GZipMiddleware
from django.middleware.locale import LocaleMiddleware
from django.urls import reverse
from django.utils import translation
from django.utils.cache import has_vary_header

from home.caching import OFFER
from home.compression import accepts_gzip


class PathLocaleMiddleware(LocaleMiddleware):
    """The language is that of the path and nothing else.

    Django already decides by the path alone where the default language has no prefix, yet puts
    ``Vary: Accept-Language`` on the answers without one, which would keep one copy of each page
    for each browser setting in every cache.
    """

    def process_response(self, request, response):
        response.headers.setdefault("Content-Language", translation.get_language())
        return response


class CompressionMiddleware(GZipMiddleware):
    """Compressed for those who read that; Django also does it for who says ``gzip;q=0``.

    What the layer in front keeps is compressed there, once.
    """

    def process_response(self, request, response):
        offer = request.META.get(OFFER)
        if offer is not None and offer.query is not None:
            return response
        return super().process_response(request, response) if accepts_gzip(request) else response


class NotModifiedMiddleware:
    """An answer of 304 says nothing of the length of a body that it does not carry.

    Django's CommonMiddleware gives it a Content-Length of 0, which RFC 9110 (8.6) forbids.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        if response.status_code == HTTPStatus.NOT_MODIFIED:
            del response["Content-Length"]
        return response


class BoundsMiddleware:
    """What a browser may do with an answer besides showing it, and who else may use it.

    Pictures may be shown elsewhere: feeds and mails name them. What depends on who asks, as a
    document that is private does, is kept for nobody else.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        response.headers.setdefault("Permissions-Policy", settings.PERMISSIONS_POLICY)
        if has_vary_header(response, "Cookie"):
            response.headers.setdefault("Cache-Control", "private, no-cache")
        of_picture = response.headers.get("Content-Type", "").startswith("image/")
        response.headers.setdefault(
            "Cross-Origin-Resource-Policy", "cross-origin" if of_picture else "same-origin"
        )
        return response


class ContentSecurityPolicyMiddleware(CSPMiddleware):
    """A strict policy for readers and the log-in page, one that works for the admin's editors."""

    def process_response(self, request, response):
        admin = reverse("wagtailadmin_home")
        if request.path_info.startswith(admin) and not request.path_info.startswith(
            (reverse("wagtailadmin_login"), reverse("wagtailadmin_password_reset"))
        ):
            response._csp_config = settings.ADMIN_CONTENT_SECURITY_POLICY
        elif self._sends_document(request, response):
            response["Content-Security-Policy"] = settings.DOCUMENT_CONTENT_SECURITY_POLICY
        elif getattr(request, "is_preview", False):
            # Wagtail draws a preview through a request of its own with the page's address, and
            # shows it in a frame of the admin.
            response._csp_config = {
                **settings.CONTENT_SECURITY_POLICY["DIRECTIVES"],
                "frame-ancestors": [SELF],
            }
        return super().process_response(request, response)

    @staticmethod
    def _sends_document(request, response):
        """Whether it is a document, and no page that asks for its password or says it is not there.

        There are no documents of HTML.
        """
        match = request.resolver_match
        of_page = response.headers.get("Content-Type", "").startswith("text/html")
        return match and match.view_name == "wagtaildocs_serve" and not of_page

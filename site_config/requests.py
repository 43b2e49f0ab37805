"""What each request has before anything is made of it: a number, and a body of a known length.

The number stands in its answer and in every line of the log about it.
"""

import re
import uuid

from django.conf import settings
from django.core.exceptions import BadRequest

from site_config.logs import NONE, REQUEST_ID

HEADER = "X-Request-ID"
SANE = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{7,63}")

# What a machine can count to.
LENGTH = re.compile(r"[0-9]{1,18}")


def no_request(**kwargs):
    """What is written now belongs to none (``request_finished``)."""
    REQUEST_ID.set(NONE)


class RequestIdMiddleware:
    """Takes the number that a proxy gave, if it looks like one, or else makes one."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        given = request.headers.get(HEADER, "") if settings.BEHIND_PROXY else ""
        number = given if SANE.fullmatch(given) else uuid.uuid4().hex
        # Django writes of a failed answer after the last middleware: it ends with the request.
        REQUEST_ID.set(number)
        response = self.get_response(request)
        response.headers[HEADER] = number
        return response


class BodyLengthMiddleware:
    """Refuses a request that does not say in digits how long its body is (RFC 9110, 8.6).

    Django would fail at the number when somebody looks at the body, with an answer of 500; most
    servers refuse it sooner.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        said = request.META.get("CONTENT_LENGTH")
        if said and not LENGTH.fullmatch(said):
            raise BadRequest("Content-Length is not a number.")
        return self.get_response(request)

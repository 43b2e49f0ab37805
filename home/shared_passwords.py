"""The password that readers of a private page or document share is not guessed without end."""

import functools
from http import HTTPStatus

from django.shortcuts import render
from wagtail.documents.views import serve as documents
from wagtail.views import authenticate_with_password

from home.log_in import WINDOW, tries_too_often
from home.navigation import nowhere


def _limited(view):
    """Count a try before Wagtail looks at the password, as for logging in."""

    @functools.wraps(view)
    def counted(request, *args, **kwargs):
        if request.method != "POST" or not tries_too_often(request):
            return view(request, *args, **kwargs)
        context = {
            "tried_too_often": True,
            "page_not_found": True,
            "navigation": nowhere(request),
        }
        response = render(
            request,
            "wagtailcore/password_required.html",
            context,
            status=HTTPStatus.TOO_MANY_REQUESTS,
        )
        response.headers["Retry-After"] = str(WINDOW)
        response.headers["Cache-Control"] = "no-store"
        return response

    return counted


of_page = _limited(authenticate_with_password)
of_document = _limited(documents.authenticate_with_password)

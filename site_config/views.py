"""Answers that belong to no page: pictures on the local disk, and what cannot be answered."""

import mimetypes
from http import HTTPStatus

from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent
from django.core.files.storage import FileSystemStorage, default_storage
from django.http import FileResponse, Http404, HttpResponseNotFound
from django.shortcuts import render
from django.utils.cache import patch_cache_control
from django.views import defaults
from django.views.decorators.http import require_safe
from django.views.static import serve
from wagtail.admin.localization import get_localized_response

from home import kept_forms
from home.navigation import nowhere

# Whoever asks for such a file reads no page.
FOR_PROGRAMS = (".ics", ".jpg", ".txt", ".webmanifest", ".xml")


@require_safe
def media(request, path):
    """Send a picture's rendition, from the local disk or from a bucket, on our own host.

    Originals and documents are not within reach here: documents may be private and go through
    Wagtail's view. A rendition's file name changes with its content, so it may be kept for long.
    """
    response = _file(request, path)
    patch_cache_control(response, public=True, max_age=365 * 24 * 3600, immutable=True)
    return response


@require_safe
def avatar(request, path):
    """Send the picture of somebody who works on the site to others who do."""
    if not request.user.has_perm("wagtailadmin.access_admin"):
        raise Http404
    response = _file(request, path)
    patch_cache_control(response, private=True, max_age=24 * 3600)
    return response


def _file(request, path):
    if isinstance(default_storage, FileSystemStorage):
        return serve(request, path, document_root=default_storage.location)
    return _from_bucket(path)


def _from_bucket(path):
    try:
        file = default_storage.open(path)
    except FileNotFoundError as error:
        raise Http404 from error
    kind = mimetypes.guess_type(path)[0] or "application/octet-stream"
    return FileResponse(file, content_type=kind)


def page_not_found(request, exception):
    """Say in the language of the address that the page is not there, with ways on."""
    if request.path_info.endswith(FOR_PROGRAMS):
        return HttpResponseNotFound("Not found\n", content_type="text/plain; charset=utf-8")
    context = {"page_not_found": True, "navigation": nowhere(request)}
    return render(request, "404.html", context, status=404)


def bad_request(request, exception):
    """Say to somebody who sent too much that it was so; what else is wrong no browser sends."""
    if not isinstance(exception, RequestDataTooBig | TooManyFieldsSent | TooManyFilesSent):
        return defaults.bad_request(request, exception)
    context = {"page_not_found": True, "navigation": nowhere(request)}
    response = render(request, "413.html", context, status=HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
    response.headers["Cache-Control"] = "no-store"
    return response


def form_expired(request, reason=""):
    """Say that the token of a form no longer holds; an editor is given back what was typed."""
    if kept_forms.is_of_the_admin(request) and request.method == "POST":
        return get_localized_response(kept_forms.give_back, request)
    context = {"page_not_found": True, "navigation": nowhere(request)}
    response = render(request, "form_expired.html", context, status=HTTPStatus.FORBIDDEN)
    response.headers["Cache-Control"] = "no-store"
    return response

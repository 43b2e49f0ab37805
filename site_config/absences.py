"""While the database is away, or a disk is full: an answer that says so, and a line a minute.

Everything else that fails is answered by Django, with a page that says nothing of the cause.
"""

import logging
import sqlite3
import sys
import time
from dataclasses import dataclass
from http import HTTPStatus

from django.conf import settings
from django.db import InterfaceError, OperationalError
from django.http import HttpResponse
from django.template import loader
from django.utils.translation import get_language_from_path, override
from django.views import defaults

from home import media_faults
from site_config.views import FOR_PROGRAMS

logger = logging.getLogger(__name__)

# Seconds after which to ask again: a database is started anew in less.
RETRY_AFTER = 30
# Seconds between two lines in the log about the same fault.
TOLD_EVERY = 60


@dataclass(frozen=True, slots=True)
class Absence:
    """Something that the site needs and has not: how it is called in the log, and its status."""

    name: str
    status: HTTPStatus


DATABASE = Absence("The database is away", HTTPStatus.SERVICE_UNAVAILABLE)
STORAGE = Absence("The storage of media is away", HTTPStatus.SERVICE_UNAVAILABLE)
ROOM = Absence("There is no room left", HTTPStatus.INSUFFICIENT_STORAGE)

_told: dict[Absence, float] = {}


def absence_in(error: BaseException | None) -> Absence | None:
    """What is away, if an error says that something is; None where the site itself is wrong."""
    if media_faults.is_fault(error):
        return STORAGE if isinstance(error, media_faults.StorageAway) else ROOM
    if not isinstance(error, OperationalError | InterfaceError):
        return None
    code = getattr(error.__cause__, "sqlite_errorcode", None)
    if code == sqlite3.SQLITE_FULL:
        return ROOM
    # SQLite's word for an error in what it was asked, such as after a table that is not there.
    return None if code == sqlite3.SQLITE_ERROR else DATABASE


def failed(request) -> HttpResponse:
    """Answer where something failed (``handler500``)."""
    error = sys.exc_info()[1]
    absence = absence_in(error)
    if absence is None:
        return defaults.server_error(request)
    _tell(absence, error)
    response = _answer(request, absence)
    response.headers["Cache-Control"] = "no-store"
    if absence is not ROOM:
        response.headers["Retry-After"] = str(RETRY_AFTER)
    # Django would write a whole traceback for each reader.
    response._has_been_logged = True
    return response


def _answer(request, absence) -> HttpResponse:
    """A page, or a line for programs; neither asks the database anything."""
    if request.path_info.endswith(FOR_PROGRAMS):
        kind = "text/plain; charset=utf-8"
        return HttpResponse(f"{absence.name}\n", status=absence.status, content_type=kind)
    language = get_language_from_path(request.path_info) or settings.LANGUAGE_CODE
    context = {
        "language": language,
        "home": "/" if language == settings.LANGUAGE_CODE else f"/{language}/",
        "no_room": absence is ROOM,
        "sent": request.method == "POST",
    }
    with override(language):
        page = loader.render_to_string("503.html", context)
    headers = {"Content-Language": language}
    return HttpResponse(page, status=absence.status, headers=headers)


def _tell(absence, error) -> None:
    if media_faults.is_fault(error):
        media_faults.tell(error)
        return
    now = time.monotonic()
    if absence not in _told or now - _told[absence] >= TOLD_EVERY:
        _told[absence] = now
        # What a database says of a row stands below its first line.
        cause = (str(error).splitlines() or [""])[0]
        logger.error("%s: %s: %s", absence.name, type(error).__name__, cause)

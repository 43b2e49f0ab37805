"""Whether the site is alive, and whether it can do its work: for what watches over it.

Answered before all else, so that a probe needs no host name and no TLS. What is told are names of
parts; what is wrong with one is in the log.
"""

import json
import logging
import threading
import time
import uuid
from collections.abc import Callable
from datetime import datetime, timedelta

from django.conf import settings
from django.core.cache import cache
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpResponse, HttpResponseNotAllowed
from django.utils import timezone

from events.models import Mail
from events.models.mails import MailState

logger = logging.getLogger(__name__)

ALIVE, READY = "/healthz", "/readyz"
# Whoever asks more often is answered the same: asking must not be work for the site.
KEPT_SECONDS = 5
# A mail that nobody has taken up for so long: the worker is away.
MAIL_WAITS = timedelta(minutes=30)
PLAIN = "text/plain; charset=utf-8"

_kept = {"until": 0.0, "told": None}
_migrated = {"is": False}
_one_at_a_time = threading.Lock()


class NotWell(Exception):
    """A part cannot do its work."""


def check_database(now: datetime) -> None:
    """The database answers."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
        cursor.fetchone()


def check_migrations(now: datetime) -> None:
    """All migrations are done; once they are, a process need not look again."""
    if _migrated["is"]:
        return
    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        raise NotWell("Some migrations are to be done.")
    _migrated["is"] = True


def check_cache(now: datetime) -> None:
    """What is kept in the cache is found again."""
    key, value = f"readyz:{uuid.uuid4().hex}", uuid.uuid4().hex
    cache.set(key, value, 10)
    if cache.get(key) != value:
        raise NotWell("The cache keeps nothing.")
    cache.delete(key)


def check_storage(now: datetime) -> None:
    """Pictures and documents can be written, read and removed."""
    name = default_storage.save(f"readyz/{uuid.uuid4().hex}", ContentFile(b"ready"))
    try:
        with default_storage.open(name) as file:
            if file.read() != b"ready":
                raise NotWell("The storage gives back something else.")
    finally:
        default_storage.delete(name)


def check_mail(now: datetime) -> None:
    """Mail is taken up by a worker, where there is a mail server."""
    if settings.MAIL_IS_SENT and oldest_waiting(now) > MAIL_WAITS:
        raise NotWell("Mail is waiting: is the worker running?")


def oldest_waiting(now: datetime) -> timedelta:
    """For how long the oldest mail that is due has been waiting."""
    due = Mail.objects.filter(state=MailState.WAITING, due_at__lt=now).order_by("due_at")
    first = due.values_list("due_at", flat=True).first()
    return now - first if first else timedelta(0)


PARTS: dict[str, Callable[[datetime], None]] = {
    "database": check_database,
    "migrations": check_migrations,
    "cache": check_cache,
    "storage": check_storage,
    "mail": check_mail,
}


def look(now: datetime) -> dict[str, bool]:
    """Whether each part is well."""
    found = {}
    for name, check in PARTS.items():
        try:
            check(now)
            found[name] = True
        except Exception as error:  # noqa: BLE001 - each part has errors of its own
            found[name] = False
            logger.error("Not ready: %s (%s)", name, type(error).__name__)
    return found


def _ready():
    with _one_at_a_time:
        if _kept["told"] is None or time.monotonic() >= _kept["until"]:
            _kept["told"] = look(timezone.now())
            _kept["until"] = time.monotonic() + KEPT_SECONDS
        return _kept["told"]


class HealthMiddleware:
    """Answers the two addresses, and leaves the others alone."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if request.path_info not in (ALIVE, READY):
            return self.get_response(request)
        if request.method not in ("GET", "HEAD"):
            response = HttpResponseNotAllowed(["GET", "HEAD"])
        elif request.path_info == ALIVE:
            response = HttpResponse("alive\n", content_type=PLAIN)
        else:
            found = _ready()
            ready = all(found.values())
            told = {"ready": ready, "failing": [name for name, well in found.items() if not well]}
            response = HttpResponse(
                json.dumps(told) + "\n",
                content_type="application/json",
                status=200 if ready else 503,
            )
            if not ready:
                response.headers["Retry-After"] = "10"
        response.headers["Cache-Control"] = "no-store"
        return response

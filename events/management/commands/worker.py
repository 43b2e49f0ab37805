"""``manage.py worker``: sends mail, for as long as the site runs beside it."""

from contextlib import suppress
from threading import Event, Thread

from django.db import DatabaseError, connection
from django.utils import timezone
from django_tasks_db.management.commands import db_worker

from events import outbox

# How long a mail waits at most whose worker died before it did anything, while others go on.
PAUSE_SECONDS = 60


class Command(db_worker.Command):
    """The worker of django-tasks-db, which also takes up what another left when it died."""

    help = "Send mail, and do what is due at a moment, until stopped."

    def add_arguments(self, parser):
        super().add_arguments(parser)
        parser.set_defaults(backend_name=outbox.QUEUE, queue_name=outbox.QUEUE)

    def handle(self, **options):
        outbox.resume(timezone.now())
        # A thread of its own, as the worker sleeps in its loop; it ends with the process.
        Thread(target=keep_resuming, args=[Event()], daemon=True).start()
        super().handle(**options)


def keep_resuming(stopped: Event) -> None:
    """Look every minute for mails that nobody is at, until ``stopped``."""
    while not stopped.wait(PAUSE_SECONDS):
        # A database that is busy or away is asked again after the next pause.
        with suppress(DatabaseError):
            outbox.resume(timezone.now())
        connection.close()

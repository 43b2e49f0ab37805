"""``manage.py scheduler``: publishes, reminds, removes and reads anew when each is due."""

import signal
from threading import Event

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from site_config import scheduler


class Command(BaseCommand):
    """Do what is due, for as long as the site runs beside it."""

    help = (
        "Publish what was scheduled (each minute), keep house and read all pages anew for the "
        "search (each day), until stopped. Several may run: nothing is done twice."
    )

    def add_arguments(self, parser):
        parser.add_argument("--once", action="store_true", help="Do what is due now, and end.")
        parser.add_argument(
            "--check", action="store_true", help="Only say whether one has been at work lately."
        )

    def handle(self, *args, **options):
        if options["check"]:
            if not scheduler.is_alive(timezone.now()):
                raise CommandError("No scheduler has been at work for five minutes.")
            self.stdout.write("A scheduler is at work.")
        elif options["once"]:
            done = scheduler.do_what_is_due(timezone.now())
            self.stdout.write("Done: " + (", ".join(done) or "nothing was due") + ".")
        else:
            stopped = Event()
            for number in (signal.SIGTERM, signal.SIGINT):
                signal.signal(number, lambda *_about: stopped.set())
            scheduler.run(stopped)

"""``manage.py backup``: one archive of database and media, while the site runs."""

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from site_config import backups


class Command(BaseCommand):
    """Make an archive in DATA_DIR/backups, and remove those that are too old."""

    help = "Make one archive of database and media in DATA_DIR/backups, while the site runs."

    def add_arguments(self, parser):
        parser.add_argument("--keep", type=int, default=14, help="How many to keep (14).")

    def handle(self, *args, **options):
        if options["keep"] < 1:
            raise CommandError("--keep: at least 1.")
        try:
            path = backups.make(timezone.now(), options["keep"], self.stdout.write)
        except (backups.Refused, OSError) as error:
            raise CommandError(str(error)) from error
        self.stdout.write(f"{path}: {path.stat().st_size} bytes.")

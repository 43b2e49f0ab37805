"""``manage.py restore ARCHIVE``: a site of an archive, where there is none yet."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from site_config import backups


class Command(BaseCommand):
    """Refuse an archive that is damaged or foreign, and a site that is not empty."""

    help = "Make a site of an archive of `manage.py backup`, in an empty database and empty media."
    # There is no table yet.
    requires_system_checks = []

    def add_arguments(self, parser):
        parser.add_argument("archive", type=Path)
        parser.add_argument(
            "--check", action="store_true", help="Only say whether the archive is whole."
        )

    def handle(self, *args, **options):
        try:
            if options["check"]:
                told = backups.check(options["archive"])
                self.stdout.write(f"The archive of {told['at']} is whole.")
            else:
                backups.restore(options["archive"], self.stdout.write)
        except (backups.Refused, OSError) as error:
            raise CommandError(str(error)) from error

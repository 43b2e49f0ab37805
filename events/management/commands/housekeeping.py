"""``manage.py housekeeping``: what is due today, for a timer to run once a day."""

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from events import housekeeping


class Command(BaseCommand):
    """Do what is due, and say so in numbers."""

    help = "Let offers lapse, remind, thank, and remove people who need not be kept. Daily."

    def handle(self, *args, **options):
        report = housekeeping.run(timezone.now())
        for what, count in report.done.items():
            if count:
                self.stdout.write(f"{what}: {count}")
        if not any(report.done.values()):
            self.stdout.write("Nothing was due.")
        if report.faults:
            raise CommandError("Not everything could be done:\n" + "\n".join(report.faults))

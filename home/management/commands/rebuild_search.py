"""Read all pages anew for the search of the site."""

from django.core.management.base import BaseCommand

from home.search.index import rebuild


class Command(BaseCommand):
    """For after an upgrade of what takes words apart, or content that came in from elsewhere."""

    help = "Read all public pages anew for the search of the site."

    def handle(self, *args, **options):
        """Read them and say how many there are."""
        self.stdout.write(f"{rebuild()} pages can be found.")

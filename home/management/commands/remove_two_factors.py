"""``manage.py remove_two_factors``: for somebody who lost telephone and recovery codes."""

from django.core.management.base import BaseCommand, CommandError
from wagtail.log_actions import log

from home import two_factors
from home.log_in_record import FACTOR_REMOVED
from home.models import User


class Command(BaseCommand):
    """Let somebody log in with the password alone."""

    help = "Take the second factor of a user away, who can then log in with the password alone."

    def add_arguments(self, parser):
        parser.add_argument("email", help="the address with which this person logs in")

    def handle(self, *args, email, **options):
        try:
            user = User.objects.get_by_natural_key(email)
        except User.DoesNotExist as error:
            raise CommandError("Nobody logs in with that address.") from error
        two_factors.take_away(user)
        log(user, FACTOR_REMOVED)
        self.stdout.write("Done.")

"""What a password must be, and how often somebody who is logged in is asked for it."""

from django.contrib.auth import password_validation
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from home.limits import Limit, too_many

# So often in so many seconds whoever sits behind a screen that somebody left open may guess.
TRIES, WINDOW = 20, 900


class MinimumLengthValidator(password_validation.MinimumLengthValidator):
    """Django's, with a message that is Dutch for a Dutch editor.

    Django 5.2 has no Dutch for its own message; delete this class once the test of it passes with
    Django's (2026-11).
    """

    def get_error_message(self):
        """Say the rule in the words of the help text, which are translated."""
        return self.get_help_text()


def refuse_guessing(user) -> None:
    """Count that the password of somebody who is logged in is tried; raises ValidationError.

    Logging in has a count of its own, so nobody is locked out by this one.
    """
    if too_many(Limit("own password", str(user.pk), TRIES, WINDOW)):
        raise ValidationError(
            _("There were too many attempts. Try again in a quarter of an hour."),
            code="tried_too_often",
        )

"""What a password must be."""

from django.contrib.auth import password_validation


class MinimumLengthValidator(password_validation.MinimumLengthValidator):
    """Django's, with a message that is Dutch for a Dutch editor.

    Django 5.2 has no Dutch for its own message; delete this class once the test of it passes with
    Django's (2026-11).
    """

    def get_error_message(self):
        """Say the rule in the words of the help text, which are translated."""
        return self.get_help_text()

"""What people change of their own account: a password is not guessed there, a picture is a picture.

Wagtail takes whatever Pillow can open, under any name, and never counts how often the old password
was wrong. It has no setting for these two forms (``install``).
"""

import functools

from django.core.exceptions import ValidationError
from wagtail.admin.forms.account import AvatarPreferencesForm
from wagtail.admin.forms.auth import PasswordChangeForm as WagtailPasswordChangeForm
from wagtail.admin.views.account import AvatarSettingsPanel, ChangePasswordPanel
from wagtail.images.fields import WagtailImageField

from home.passwords import refuse_guessing
from home.picture_files import check_points


class AvatarForm(AvatarPreferencesForm):
    """Takes the kinds of pictures that the site takes elsewhere, whole ones."""

    avatar = WagtailImageField(
        label=AvatarPreferencesForm.base_fields["avatar"].label, required=False
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        field = self.fields["avatar"]
        field.check_image_pixel_size = functools.partial(check_points, field)

    def clean_avatar(self):
        """Make it small, as Wagtail does; one that breaks off fails only there."""
        try:
            return super().clean_avatar()
        except Exception as error:
            message = self.fields["avatar"].error_messages["invalid_image"]
            raise ValidationError(message, code="invalid_image") from error


class PasswordChangeForm(WagtailPasswordChangeForm):
    """Asks for the old password, and not without end."""

    def clean_old_password(self):
        """Refuse another password, and any after too many."""
        refuse_guessing(self.user)
        return super().clean_old_password()


def install() -> None:
    """Put these forms in the place of Wagtail's."""
    AvatarSettingsPanel.form_class = AvatarForm
    ChangePasswordPanel.form_class = PasswordChangeForm

"""Refuses half a picture with a message at its field.

Wagtail 8.0.1 takes any failure to open a picture for an error of the site, but for one that is too
large. Delete this module once ``tests/home/test_images.py`` passes without it (2026-11).
"""

import functools

from django.core.exceptions import ValidationError
from wagtail.images.fields import WagtailImageField
from wagtail.images.forms import BaseImageForm

from home.uploads import StoresFileFirst


def check_points(field: WagtailImageField, file) -> None:
    """Look at the size as Wagtail does; what cannot be read is no picture."""
    try:
        WagtailImageField.check_image_pixel_size(field, file)
    except ValidationError:
        raise
    except Exception as error:
        raise ValidationError(field.error_messages["invalid_image"], code="invalid") from error


class ImageForm(StoresFileFirst, BaseImageForm):
    """Wagtail's form, whose field refuses what breaks off."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if field := self.fields.get("file"):
            field.check_image_pixel_size = functools.partial(check_points, field)

    def describe_file(self) -> None:
        self.instance._set_image_file_metadata()

    def leave_former(self) -> None:
        self.instance.renditions.all().delete()

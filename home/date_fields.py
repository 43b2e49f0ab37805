"""Form fields of the admin that read dates and times as people type them, and refuse the rest."""

from datetime import date, datetime

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.forms.utils import from_current_timezone
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms.models import register_form_field_override
from wagtail.admin.widgets import AdminDateInput, AdminDateTimeInput, AdminTimeInput

from home.written_dates import Fault, NotRead, coming, nearest, read_date, read_moment, read_time

REASONS = {
    Fault.NO_SUCH_DAY: _("“%(typed)s” does not exist: that month has no such day."),
    Fault.OTHER_WEEKDAY: _("%(day)s is on a %(weekday)s. Which of the two do you mean?"),
    Fault.NO_TIME: _("Add the time as well, for instance: %(typed)s 9:30."),
}


def refusal(refused: NotRead, typed: str, otherwise: str) -> ValidationError:
    """Why something typed was not read, in words for who typed it."""
    words = {"typed": typed}
    if refused.day:
        words |= {"day": date_format(refused.day), "weekday": date_format(refused.day, "l")}
    return ValidationError(
        REASONS.get(refused.fault, otherwise), code=refused.fault.value, params=words
    )


class WrittenDateField(forms.DateField):
    """A date as it is typed; ``is_coming`` where one without a year is still to come."""

    widget = AdminDateInput
    default_error_messages = {
        "invalid": _("“%(typed)s” is not a date. Type it like this: 28-1-2027 or 28 January 2027."),
    }

    def __init__(self, *, is_coming: bool = False, **kwargs):
        super().__init__(**kwargs)
        self.is_coming = is_coming

    def to_python(self, value):
        if value in self.empty_values or isinstance(value, date):
            return super().to_python(value)
        typed = str(value).strip()
        if not typed:
            return None
        try:
            return read_date(typed, timezone.localdate(), coming if self.is_coming else nearest)
        except NotRead as refused:
            raise refusal(refused, typed, self.error_messages["invalid"]) from refused


class WrittenTimeField(forms.TimeField):
    """A time of day as it is typed."""

    widget = AdminTimeInput
    default_error_messages = {
        "invalid": _("“%(typed)s” is not a time. Type it like this: 9:30 or 16:30."),
    }

    def to_python(self, value):
        if value in self.empty_values or not isinstance(value, str):
            return super().to_python(value)
        typed = value.strip()
        if not typed:
            return None
        try:
            return read_time(typed)
        except NotRead as refused:
            raise refusal(refused, typed, self.error_messages["invalid"]) from refused


class WrittenMomentField(forms.DateTimeField):
    """A date with a time as they are typed, in the time zone of the site."""

    widget = AdminDateTimeInput
    default_error_messages = {
        "invalid": _("“%(typed)s” is not a date with a time. Type it like this: 28-1-2027 9:30."),
    }

    def to_python(self, value):
        if value in self.empty_values or isinstance(value, (date, datetime)):
            return super().to_python(value)
        typed = str(value).strip()
        if not typed:
            return None
        try:
            return from_current_timezone(read_moment(typed, timezone.localdate()))
        except NotRead as refused:
            raise refusal(refused, typed, self.error_messages["invalid"]) from refused


def register_fields() -> None:
    """Let every form of the admin that is made from a model use these."""
    for field, form_class, widget in (
        (models.DateField, WrittenDateField, AdminDateInput),
        (models.TimeField, WrittenTimeField, AdminTimeInput),
        (models.DateTimeField, WrittenMomentField, AdminDateTimeInput),
    ):
        register_form_field_override(field, override={"form_class": form_class, "widget": widget})

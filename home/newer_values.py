"""Forms of what has no revisions: settings, texts of mails, tags. Who saves last is asked first.

The form carries a mark of each value as it was when the form was opened. Where somebody has stored
another since, the form is refused once, with the new value beside what was typed.
"""

import json
from hashlib import blake2b

from django import forms
from django.utils.formats import date_format
from django.utils.text import Truncator
from django.utils.timezone import localtime
from django.utils.translation import gettext
from wagtail.admin.forms.models import WagtailAdminModelForm
from wagtail.admin.utils import get_user_display_name
from wagtail.log_actions import registry

SHOWN = 300


def refusal(by, moment, user) -> str:
    """What whoever saves last is told; ``by`` saved a newer version at ``moment``."""
    time = date_format(localtime(moment), "DATETIME_FORMAT") if moment else ""
    if by is not None and by == user:
        said = gettext(
            "Not saved: you saved a newer version yourself, in another tab or window, on %(time)s."
        )
    elif by is not None:
        said = gettext("Not saved: %(name)s saved a newer version on %(time)s.")
    else:
        said = gettext("Not saved: somebody else has saved a newer version.")
    return said % {"name": get_user_display_name(by) if by else "", "time": time}


class NewerValuesForm(WagtailAdminModelForm):
    """Refuses once to save over values that were stored since it was opened."""

    opened = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        opts = self.instance._meta
        self.stored = {
            name: opts.get_field(name).value_to_string(self.instance)
            for name in self._meta.fields or ()
        }
        self.marks = json.dumps({name: mark(value) for name, value in self.stored.items()})
        self.fields["opened"].initial = self.marks

    def clean(self):
        """Refuse what would overwrite newer values, and say which those are."""
        cleaned = super().clean()
        newer = self.newer()
        if newer:
            # What is shown now is sent once more knowingly.
            self.data = self.data.copy()
            self.data[self.add_prefix("opened")] = self.marks
            entry = registry.get_logs_for_instance(self.instance).first()
            said = refusal(entry and entry.user, entry and entry.timestamp, self.for_user)
            advice = gettext(
                "What you wrote is below, and beside it what is stored now. Save once more to put "
                "yours in its place."
            )
            self.add_error(None, f"{said} {advice}")
        for name in newer:
            self.add_error(
                name, gettext("Stored now: “%(value)s”") % {"value": self.words_of(name)}
            )
        return cleaned

    def newer(self) -> list[str]:
        """The fields whose stored value is neither that of the opened form nor the one sent."""
        try:
            opened = json.loads(self.data.get(self.add_prefix("opened")) or "{}")
        except ValueError:
            return []
        if self.instance.pk is None or not isinstance(opened, dict):
            return []
        return [
            name
            for name, value in self.stored.items()
            if name in opened
            and opened[name] != mark(value)
            and name in self.cleaned_data
            and self.cleaned_data[name] != getattr(self.instance, name)
        ]

    def words_of(self, name: str) -> str:
        """The stored value as an editor reads it."""
        field = self.instance._meta.get_field(name)
        value = getattr(self.instance, name)
        if field.choices:
            value = getattr(self.instance, f"get_{name}_display")()
        elif isinstance(value, bool):
            value = gettext("Yes") if value else gettext("No")
        return Truncator(value).chars(SHOWN)


def mark(value: str) -> str:
    """A short mark of a value."""
    return blake2b(value.encode(), digest_size=6).hexdigest()

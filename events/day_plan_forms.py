"""What an editor fills in to plan days in one go, or to plan them once more."""

import re
from datetime import date, time
from zoneinfo import ZoneInfo

from django import forms
from django.conf import settings
from django.utils.dates import WEEKDAYS
from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import get_language, gettext, gettext_lazy as _

from events.day_plans import (
    MOST,
    Kind,
    Pattern,
    is_free,
    notes_on,
    picked,
    take,
    weekly,
    working_days,
)
from home.date_fields import WrittenDateField, WrittenTimeField

# The controls belong to a form of their own, which the script adds: they are no part of what is
# saved, and changing them is no change of the edition.
FORM_ID = "day-plan"
PREFIX = "plan"
STARTS, ENDS = time(9, 30), time(16, 30)
BETWEEN_DATES = re.compile(r"[\n;,]| en | and ")


def in_words(note, zone: ZoneInfo) -> str:
    """What there is to know of a date, for an editor; whose clock it is, where it is not ours."""
    words = {
        Kind.HOLIDAY: gettext("%(holiday)s: a public holiday."),
        Kind.SOME_ARE_FREE: gettext("%(holiday)s: not everybody works."),
        Kind.WEEKEND: gettext("This is in a weekend."),
        Kind.CLOCK_FORWARD: gettext(
            "The clock goes forward this weekend: the night from Saturday to Sunday is an hour "
            "shorter."
        ),
        Kind.CLOCK_BACK: gettext(
            "The clock goes back this weekend: the night from Saturday to Sunday is an hour longer."
        ),
    }
    said = words[note.kind] % {"holiday": note.name}
    if note.kind not in (Kind.CLOCK_FORWARD, Kind.CLOCK_BACK) or zone.key == settings.TIME_ZONE:
        return said
    return gettext("%(warning)s So it is at the location, in the time zone %(zone)s.") % {
        "warning": said,
        "zone": zone.key.replace("_", " "),
    }


def warnings_on(day: date, zone: ZoneInfo) -> list[str]:
    """What there is to know of a date at a place, in sentences in the editor's language."""
    return [in_words(note, zone) for note in notes_on(day, zone, get_language() or "nl")]


class WrittenDatesField(forms.CharField):
    """Several dates, as they are typed: below each other, or with commas between them."""

    widget = forms.Textarea(attrs={"rows": 3})

    def clean(self, value):
        typed = super().clean(value)
        one = WrittenDateField(is_coming=True)
        parts = (part.strip() for part in BETWEEN_DATES.split(typed))
        return picked(one.clean(part) for part in parts if part)


class DayPlanForm(forms.Form):
    """A run of days: from when, how they follow each other, how many, at what times."""

    pattern = forms.ChoiceField(
        label=_("How often?"),
        choices=[
            (Pattern.WEEKS, _("Weekly")),
            (Pattern.WORKDAYS, _("Working days in a row")),
            (Pattern.PICKED, _("Dates of your choice")),
        ],
        initial=Pattern.WEEKS,
    )
    first = WrittenDateField(label=_("First day"), is_coming=True)
    picked = WrittenDatesField(
        label=_("Dates"),
        help_text=_("Below each other, or with commas. For instance: 28 jan, 4 feb, 18 feb."),
    )
    count = forms.IntegerField(
        label=_("Number of days"), min_value=1, max_value=MOST, required=False
    )
    last = WrittenDateField(
        label=_("Or until and including"),
        is_coming=True,
        required=False,
    )
    every = forms.IntegerField(
        label=_("Every how many weeks?"),
        min_value=1,
        max_value=52,
        initial=1,
        required=False,
    )
    weekdays = forms.TypedMultipleChoiceField(
        label=_("On which weekdays?"),
        choices=[(number, capfirst(name)) for number, name in WEEKDAYS.items()],
        coerce=int,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Tick none for the weekday of the first day."),
    )
    leave_out = forms.BooleanField(label=_("Leave out public holidays"), required=False)
    starts = WrittenTimeField(
        label=_("From what time?"),
        initial=STARTS,
        required=False,
        widget=forms.TimeInput(format="%H:%M"),
    )
    ends = WrittenTimeField(
        label=_("Until what time?"),
        initial=ENDS,
        required=False,
        widget=forms.TimeInput(format="%H:%M"),
    )

    field_order = [
        *("pattern", "first", "picked", "count", "last", "starts", "ends"),
        *("every", "weekdays", "leave_out"),
    ]

    # Which fields each pattern asks for; those of the times are always there.
    ONLY = {
        "first": (Pattern.WEEKS, Pattern.WORKDAYS),
        "count": (Pattern.WEEKS, Pattern.WORKDAYS),
        "last": (Pattern.WEEKS, Pattern.WORKDAYS),
        "every": (Pattern.WEEKS,),
        "weekdays": (Pattern.WEEKS,),
        "leave_out": (Pattern.WEEKS,),
        "picked": (Pattern.PICKED,),
    }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, prefix=PREFIX, use_required_attribute=False, **kwargs)
        pattern = self.data.get(self.add_prefix("pattern")) if self.is_bound else Pattern.WEEKS
        for name, field in self.fields.items():
            field.widget.attrs["form"] = FORM_ID
            field.only = " ".join(self.ONLY.get(name, ()))
            if self.is_bound and field.only and pattern not in field.only.split():
                field.required = False

    def clean(self):
        cleaned = super().clean()
        pattern, starts, ends = (cleaned.get(name) for name in ("pattern", "starts", "ends"))
        if pattern in (Pattern.WEEKS, Pattern.WORKDAYS) and not self.errors:
            if not cleaned.get("count") and not cleaned.get("last"):
                self.add_error("count", _("How many days, or up to and including when?"))
            elif not self.days:
                self.add_error("last", _("No day is left before this date."))
        if starts and not ends and "ends" not in self.errors:
            self.add_error("ends", _("When does the day end?"))
        if ends and not starts and "starts" not in self.errors:
            self.add_error("starts", _("When does the day start?"))
        if starts and starts == ends:
            self.add_error("ends", _("The end is the same as the start."))
        return cleaned

    @property
    def days(self) -> list[date]:
        """The dates, once all fields are good."""
        cleaned = self.cleaned_data
        if cleaned["pattern"] == Pattern.PICKED:
            return cleaned["picked"]
        if cleaned["pattern"] == Pattern.WORKDAYS:
            days = working_days(cleaned["first"])
        else:
            days = weekly(cleaned["first"], cleaned["weekdays"], cleaned["every"] or 1)
            if cleaned["leave_out"]:
                days = (day for day in days if not is_free(day))
        return take(days, cleaned["count"], cleaned["last"])


class DuplicateForm(forms.Form):
    """On which day the same training begins once more."""

    first = WrittenDateField(
        label=_("New first day"), is_coming=True, help_text=_("For instance: 2 September 2027.")
    )


def weekday_words(before: date, after: date) -> str:
    """Say that a new first day is on another weekday than the old one; empty where it is not."""
    if before.weekday() == after.weekday():
        return ""
    return gettext(
        "The first day was on a %(before)s; %(date)s is on a %(after)s. Is that what you mean?"
    ) % {
        "before": date_format(before, "l"),
        "after": date_format(after, "l"),
        "date": date_format(after),
    }

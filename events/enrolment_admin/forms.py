"""The forms of the pages about enrolments."""

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from events.enrolment_admin.steps import DETAILS
from events.models import Edition, Enrolment


class DetailsForm(forms.ModelForm):
    """Who it is; the state is no part of it."""

    class Meta:
        model = Enrolment
        fields = DETAILS
        widgets = {
            "remark": forms.Textarea(attrs={"rows": 3}),
            "notes": forms.Textarea(attrs={"rows": 3}),
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["name"].required = True

    @property
    def details(self) -> dict:
        """What was filled in."""
        return {field: self.cleaned_data[field] for field in DETAILS}


class TellForm(forms.Form):
    """A step that the person may be told of."""

    tell = forms.BooleanField(
        label=_("Write a mail about it"),
        required=False,
        initial=True,
        help_text=_("In the language of this person."),
    )


class AddForm(DetailsForm, TellForm):
    """Somebody who is added by hand."""

    field_order = [*DETAILS, "tell"]


class EditionChoice(forms.ModelChoiceField):
    """An edition, called by its training and first day."""

    def label_from_instance(self, obj):
        """The training, the day, and how full it is."""
        from events.enrolment_admin import counts

        return f"{obj} ({counts.words(obj)})"


class MoveForm(TellForm):
    """Where somebody is moved to."""

    field_order = ["edition", "tell"]
    edition = EditionChoice(
        queryset=Edition.objects.none(),
        label=_("To"),
        help_text=_("If it is full, this person is put on its waiting list."),
    )

    def __init__(self, *args, enrolment: Enrolment, **kwargs):
        super().__init__(*args, **kwargs)
        from events.enrolment_admin import counts

        self.fields["edition"].queryset = counts.counted(
            Edition.objects.published()
            .open(timezone.now())
            .exclude(pk=enrolment.edition_id)
            .select_related("training")
            .prefetch_related("sessions")
        )

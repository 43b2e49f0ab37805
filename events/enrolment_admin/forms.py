"""The forms of the pages about enrolments."""

from django import forms
from django.utils import timezone
from django.utils.translation import gettext, gettext_lazy as _

from events.enrolment_admin.steps import DETAILS
from events.models import Edition, Enrolment
from events.models.enrolments import TAKING


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
        self.fields["phone"].help_text = _("To call this person about the training.")
        self.fields["organisation"].help_text = ""
        self.fields["remark"].help_text = _("What this person wants the practice to know.")
        self.fields["email"].help_text = _(
            "If you change it, links in earlier mails no longer work. Who is still expected gets "
            "a mail at the new address, with a link of its own."
        )

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


class WithdrawForm(TellForm):
    """A step that others feel: a place goes to who is next."""

    field_order = ["tell", "sure"]
    sure = forms.BooleanField(label=_("Yes, I am sure"))

    def __init__(self, *args, enrolment: Enrolment, **kwargs):
        super().__init__(*args, **kwargs)
        if not enrolment.email:
            del self.fields["tell"]
        self.fields["sure"].help_text = _consequence(enrolment)


def _consequence(enrolment) -> str:
    edition = enrolment.edition
    following = edition.enrolments.in_line().exclude(pk=enrolment.pk).exclude(email="").first()
    if enrolment.state not in TAKING or following is None or not edition.is_open(timezone.now()):
        return gettext("This cannot be undone here, but you can add the person once more.")
    return gettext(
        "The place is offered to %(name)s by mail at once, who is first on the waiting list."
    ) % {"name": following.name}


class AddForm(DetailsForm, TellForm):
    """Somebody who is added by hand; of what is postponed no mail tells to come."""

    field_order = [*DETAILS, "tell"]

    def __init__(self, *args, edition: Edition, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["email"].help_text = _(
            "Mails go there. Leave it empty for who has none: then no mail is written."
        )
        if edition.is_postponed:
            del self.fields["tell"]


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

        if not enrolment.email:
            del self.fields["tell"]
        there = Enrolment.objects.active().exclude(email_key="")
        self.fields["edition"].queryset = counts.counted(
            Edition.objects.published()
            .open(timezone.now())
            .exclude(pk=enrolment.edition_id)
            .exclude(
                pk__in=there.filter(email_key=enrolment.email_key).values("edition"),
            )
            .select_related("training")
            .prefetch_related("sessions")
        )

"""The forms by which readers enrol, change their details, and ask to be kept informed."""

from django import forms
from django.core.validators import RegexValidator
from django.utils import timezone
from django.utils.html import format_html
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from events import abuse, questions

# Control characters and line ends: they have no place in a name, and break headers of mails.
ONE_LINE = RegexValidator(
    r"[\x00-\x1f\x7f-\x9f\u2028\u2029]",
    _("Enter this on one line, without control characters."),
    inverse_match=True,
)

# Letters without a shape, and marks that turn the order of others: they hide who somebody is.
SHOWN = RegexValidator(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f"
    "\u3164\ufeff\uffa0]",
    _("Part of this is invisible. Please enter it again."),
    inverse_match=True,
)

# What stands where bytes were no text.
READABLE = RegexValidator(
    r"[\ud800-\udfff\ufffd]",
    _("Part of this did not come through properly. Please enter it again."),
    inverse_match=True,
)

# What is said where a field was left open.
MISSING = {
    "name": _("Enter your name."),
    "email": _("Enter your email address."),
    "consent": _("To enrol, agree to the conditions."),
}


def sent(request):
    """What a reader sent, as UTF-8: our forms are written in it, whatever the sender says."""
    if request.method != "POST":
        return None
    if request.encoding and request.encoding.lower() != "utf-8":
        request.encoding = "utf-8"
    return request.POST


class _ReaderForm(forms.Form):
    """A form that readers see: its errors say what to do, at the field and at the top."""

    required_css_class = "required"

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **{"label_suffix": "", "auto_id": "field-%s", **kwargs})
        for name, field in self.fields.items():
            if name in MISSING:
                field.error_messages["required"] = MISSING[name]
            self.take_text(field)
            if field.widget.attrs.get("rows") is None:
                field.widget.attrs.pop("cols", None)

    @staticmethod
    def take_text(field: forms.Field) -> None:
        """Let a field take readable text only."""
        if isinstance(field, forms.CharField):
            field.validators = [READABLE, *field.validators]

    @property
    def shown(self) -> list:
        """The fields that readers see, the trap left out unless somebody walked into it."""
        return [field for field in self.visible_fields() if field.name != "website" or field.errors]

    @property
    def wrong(self) -> list:
        """The fields with an error, in their order."""
        return [field for field in self.shown if field.errors]


class Guarded(_ReaderForm):
    """A form that anybody can send: with a stamp, and a trap for programs that fill in all."""

    website = forms.CharField(
        label=_("Leave this empty"),
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off", "tabindex": "-1"}),
    )
    stamp = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args, purpose: str, **kwargs):
        self.purpose = purpose
        super().__init__(*args, **kwargs)
        self.initial["stamp"] = abuse.stamp(purpose, timezone.now())

    def clean(self):
        """Refuse what no person sends, or not so soon, or so late; all that was typed stays."""
        cleaned = super().clean()
        if self.data.get("website"):
            self._empty_the_trap()
        now = timezone.now()
        try:
            self.opened_at = abuse.opened_at(self.purpose, cleaned.get("stamp") or "", now)
        except abuse.TooSoon:
            # Who has something to mend is told of that alone, and needs the time for it.
            if not self.errors:
                self.add_error(
                    None,
                    _("That was quick. Please check that everything is right, then send it again."),
                )
        except abuse.TooLate:
            # The one that was sent would never do; who has filled it in need not wait once more.
            self._put("stamp", abuse.stamp(self.purpose, now - abuse.AT_LEAST))
            self.add_error(
                None,
                _(
                    "This form was open for a long time. Everything you typed is here: send it "
                    "again."
                ),
            )
        return cleaned

    def _empty_the_trap(self):
        """Show the field that nobody sees: a browser may have filled it in by itself."""
        self._put("website", "")
        del self.fields["website"].widget.attrs["tabindex"]
        self.errors.pop("website", None)
        self.add_error(
            "website",
            _(
                "This field must stay empty; perhaps your browser filled it in. We have cleared "
                "it: send the form again."
            ),
        )

    def _put(self, name, value):
        self.data = self.data.copy()
        self.data[name] = value


def _name():
    return forms.CharField(
        label=_("Your name"),
        max_length=120,
        validators=[ONE_LINE, SHOWN],
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )


def _email():
    return forms.EmailField(
        label=_("Email address"),
        max_length=254,
        widget=forms.EmailInput(
            attrs={"autocomplete": "email", "inputmode": "email", "spellcheck": "false"}
        ),
        error_messages={"invalid": _("Enter an email address such as name@example.com.")},
    )


def _phone():
    return forms.CharField(
        label=_("Telephone number"),
        required=False,
        max_length=40,
        validators=[ONE_LINE],
        help_text=_("Only to reach you about this training."),
        widget=forms.TextInput(attrs={"type": "tel", "autocomplete": "tel"}),
    )


def _organisation():
    return forms.CharField(
        label=_("Organisation"),
        required=False,
        max_length=120,
        validators=[ONE_LINE],
        widget=forms.TextInput(attrs={"autocomplete": "organization"}),
    )


def _remark():
    return forms.CharField(
        label=_("Is there anything we should know?"),
        required=False,
        max_length=2000,
        help_text=_("For instance: I use a wheelchair, or: I don’t eat meat."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class EnrolForm(Guarded):
    """The form by which somebody enrols in an edition."""

    name = _name()
    email = _email()
    phone = _phone()
    organisation = _organisation()

    def __init__(self, *args, asked=(), conditions: str = "", **kwargs):
        super().__init__(*args, **kwargs)
        own = questions.fields_of(asked)
        self.question_names = list(own)
        for field in own.values():
            # Two questions that were left open are told apart in the summary.
            field.error_messages["required"] = format_lazy(
                _("Answer the question: {question}"), question=field.label
            )
        self.fields.update({**own, "remark": _remark()})
        for name in [*own, "remark"]:
            self.take_text(self.fields[name])
        self.fields["consent"] = forms.BooleanField(
            label=_consent(conditions), error_messages={"required": MISSING["consent"]}
        )

    @property
    def details(self) -> dict:
        """What was filled in, as fields of ``Enrolment``."""
        names = ("name", "email", "phone", "organisation", "remark")
        return {name: self.cleaned_data[name] for name in names} | {
            "answers": questions.answers_of(self)
        }


class DetailsForm(_ReaderForm):
    """The form by which somebody changes what we know; the address stays, for it was confirmed."""

    name = _name()
    phone = _phone()
    organisation = _organisation()
    remark = _remark()


class InterestForm(Guarded):
    """The form by which somebody asks to be told of a new date."""

    name = _name()
    email = _email()


def _consent(address):
    if not address:
        return _("I agree to the conditions of the practice.")
    return format_html(
        str(_('I agree to the <a href="{address}" target="_blank">conditions</a>.')),
        address=address,
    )

"""The words of mails, which editors may change in each language."""

from string import Formatter

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext, gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.models import PreviewableMixin

from events.models.mails import MAIL_POLICY, MailKind
from home.newer_values import NewerValuesForm

# What stands between braces is filled in for each person.
PLACEHOLDERS = ("name", "training", "first_day", "place", "organisation")
# Mails in which somebody is asked to act in time.
WITH_DEADLINE = {MailKind.CONFIRM, MailKind.OFFER}
# The mail to the practice has no words of its own.
KINDS = [(kind.value, kind.label) for kind in MailKind if kind != MailKind.NOTICE]


def placeholders_of(kind: str) -> tuple[str, ...]:
    """What may stand between braces in a mail of this kind."""
    return (*PLACEHOLDERS, "deadline") if kind in WITH_DEADLINE else PLACEHOLDERS


def check_braces(text: str, kind: str) -> None:
    """Raise ValidationError for a brace without another, or with something unknown in between."""
    known = placeholders_of(kind)
    listed = ", ".join(f"{{{name}}}" for name in known)
    try:
        parts = list(Formatter().parse(text))
    except ValueError:
        raise ValidationError(
            gettext("A brace stands alone here. Braces go around one of these: %(known)s."),
            params={"known": listed},
        ) from None
    for before, name, form, conversion in parts:
        if "{" in before or "}" in before:
            raise ValidationError(
                gettext("A brace stands alone here. Braces go around one of these: %(known)s."),
                params={"known": listed},
            )
        if name is None:
            continue
        if name not in known or form or conversion:
            raise ValidationError(
                gettext("{%(name)s} cannot be filled in here. These can: %(known)s."),
                params={"name": name, "known": listed},
            )


class Letter(PreviewableMixin, models.Model):
    """The subject and the words of one kind of mail in one language.

    Facts such as days, place and price stand between the two texts, and are not written here.
    """

    kind = models.CharField(_("kind"), max_length=12, choices=KINDS, editable=False)
    language = models.CharField(
        _("language"), max_length=2, choices=settings.LANGUAGES, editable=False
    )
    subject = models.CharField(
        _("subject"),
        max_length=150,
        blank=True,
        help_text=_(
            "You may use {name}, {training}, {first_day}, {place} and {organisation}, and "
            "{deadline} where there is one. Leave empty to get the original text back."
        ),
    )
    opening = models.TextField(
        _("text before the facts"),
        blank=True,
        help_text=_(
            "The beginning of the mail; days, place and price come below it. An empty line begins "
            "a new paragraph. Leave empty to get the original text back."
        ),
    )
    closing = models.TextField(
        _("text after the facts"),
        blank=True,
        help_text=_(
            "The end of the mail; your name comes below it. Leave empty to get the original text "
            "back."
        ),
    )

    base_form_class = NewerValuesForm
    panels = [FieldPanel("subject"), FieldPanel("opening"), FieldPanel("closing")]

    class Meta:
        verbose_name = _("mail text")
        verbose_name_plural = _("mail texts")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["kind", "language"], name="events_letter_of_a_kind")
        ]

    def __str__(self):
        return f"{self.get_kind_display()} ({self.get_language_display()})"

    def save(self, *args, **kwargs):
        """Save the row; what was left empty gets the original text back."""
        from events.letter_texts import original

        for field, text in original(self.kind, self.language).items():
            if not getattr(self, field).strip():
                setattr(self, field, text)
        super().save(*args, **kwargs)

    @classmethod
    def complete(cls) -> None:
        """Write down the texts of kinds and languages that have no row yet."""
        from events.letter_texts import original

        there = set(cls.objects.values_list("kind", "language"))
        cls.objects.bulk_create(
            [
                cls(kind=kind, language=language, **original(kind, language))
                for kind, _label in KINDS
                for language, _name in settings.LANGUAGES
                if (kind, language) not in there
            ],
            # Two editors may come for the first time at once.
            ignore_conflicts=True,
        )

    def clean(self):
        """Refuse placeholders that nothing can be filled in for, each at its field."""
        super().clean()
        faults = {}
        for field in ("subject", "opening", "closing"):
            try:
                check_braces(getattr(self, field), self.kind)
            except ValidationError as fault:
                faults[field] = fault
        if faults:
            raise ValidationError(faults)

    @property
    def preview_modes(self) -> list[tuple[str, str]]:
        """The languages in which the mail can be looked at, that of this text first."""
        languages = dict(settings.LANGUAGES)
        return [(self.language, languages.pop(self.language)), *languages.items()]

    def get_preview_template(self, request, mode_name):
        return "emails/letter.html"

    def get_preview_context(self, request, mode_name):
        from events.letter_composing import example
        from events.letter_texts import original

        letter = self
        if mode_name and mode_name != self.language:
            letter = Letter.objects.filter(kind=self.kind, language=mode_name).first()
            letter = letter or Letter(
                kind=self.kind, language=mode_name, **original(self.kind, mode_name)
            )
        return example(letter)

    def serve_preview(self, request, mode_name):
        """Show the mail under the policy of mails: its style stands within it."""
        response = super().serve_preview(request, mode_name)
        response["Content-Security-Policy"] = MAIL_POLICY
        return response

"""The practice's rules for enrolling."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.contrib.settings.models import BaseSiteSetting, register_setting

from home.newer_values import NewerValuesForm


@register_setting(icon="form", order=210)
class EnrolmentSettings(BaseSiteSetting):
    """How enrolling goes: what is asked, how long an offer holds, how long data is kept."""

    confirm_by_link = models.BooleanField(
        _("confirm by mail"),
        default=True,
        help_text=_(
            "People get a place once they have followed a link in a mail. Without it, at once: "
            "also those who typed the address of somebody else, and who counts the places left "
            "can tell whether an address was enrolled."
        ),
    )
    conditions_page = models.ForeignKey(
        "wagtailcore.Page",
        verbose_name=_("conditions"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("The page that people agree to. Choose the Dutch one; others follow."),
    )
    notify = models.EmailField(
        _("tell of new enrolments"),
        blank=True,
        help_text=_(
            "This address gets a mail when somebody enrols or withdraws. Leave empty for none."
        ),
    )
    offer_hours = models.PositiveSmallIntegerField(
        _("hours to take an offer"),
        default=48,
        validators=[MinValueValidator(1), MaxValueValidator(720)],
        help_text=_("How long a place that came free is kept for who is first on the list."),
    )
    reminder_days = models.PositiveSmallIntegerField(
        _("days before the reminder"),
        default=3,
        validators=[MaxValueValidator(60)],
        help_text=_("How long before the first day people are reminded. 0: not at all."),
    )
    thanks_url = models.URLField(
        _("link in the thanks"),
        blank=True,
        help_text=_("Such as a form for their opinion. Left empty: the page of the training."),
    )
    retention_months = models.PositiveSmallIntegerField(
        _("months that people are kept"),
        default=12,
        validators=[MinValueValidator(1), MaxValueValidator(120)],
        help_text=_(
            "So long after the last day, names and addresses are removed. The numbers remain."
        ),
    )

    base_form_class = NewerValuesForm
    panels = [
        MultiFieldPanel(
            [
                FieldPanel("confirm_by_link"),
                FieldPanel("conditions_page"),
                FieldPanel("notify"),
            ],
            heading=_("Enrolling"),
        ),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("offer_hours"), FieldPanel("reminder_days")]),
                FieldPanel("thanks_url"),
            ],
            heading=_("Mails"),
        ),
        MultiFieldPanel([FieldPanel("retention_months")], heading=_("Privacy")),
    ]

    class Meta:
        verbose_name = _("enrolling")

    def __str__(self):
        return str(self._meta.verbose_name)

    @classmethod
    def of_practice(cls) -> "EnrolmentSettings":
        """The rules as they are set, or as they are by default."""
        return cls.objects.filter(site__is_default_site=True).first() or cls()

"""Whether somebody else looks before readers do."""

from django.db import models, transaction
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.contrib.settings.models import BaseGenericSetting, register_setting

from home.newer_values import NewerValuesForm


@register_setting(icon="group", order=220)
class ReviewSettings(BaseGenericSetting):
    """The switch that lets editors hand in what moderators publish."""

    second_pair_of_eyes = models.BooleanField(
        _("a second pair of eyes"),
        default=False,
        help_text=_(
            "Ticked, editors cannot publish: they hand in pages, trainings and editions, and a "
            "moderator or owner approves or sends back. Not ticked, editors publish themselves."
        ),
    )

    base_form_class = NewerValuesForm
    panels = [FieldPanel("second_pair_of_eyes")]

    class Meta:
        verbose_name = _("working together")

    def __str__(self):
        return str(_("Working together"))

    def save(self, *args, **kwargs):
        """Save the switch, and give or take what follows from it."""
        from home import review

        with transaction.atomic():
            super().save(*args, **kwargs)
            review.apply(on=self.second_pair_of_eyes)

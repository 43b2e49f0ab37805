"""Blocks that show trainings, by themselves up to date."""

from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from events import schedule
from home.blocks import ACTION, FormattedTextBlock


class ProgrammeDayBlock(blocks.StructBlock):
    """What happens on one day of a training."""

    title = blocks.CharBlock(
        label=_("Title"),
        max_length=120,
        help_text=_("Shown in the programme and in people's calendars. For instance: Listening."),
    )
    text = FormattedTextBlock(
        label=_("Text"),
        required=False,
        help_text=_("What you do that day; readers see it in the programme."),
    )

    class Meta:
        icon = "calendar-alt"
        label = _("Day")
        description = _("What happens on one day.")
        template = "blocks/programme_day_block.html"
        preview_value = {"title": "Luisteren", "text": "<p>Oefenen in tweetallen, buiten.</p>"}


class TrainingCardBlock(blocks.StructBlock):
    """A training with its next date; the block holds a reference, the card shows what is so now."""

    training = blocks.PageChooserBlock(
        label=_("Training"),
        page_type="events.TrainingPage",
        help_text=_("Readers see its next date, place and price, always up to date."),
    )

    def get_context(self, value, parent_context=None):
        """Take the card that the page has fetched with all its others, or fetch this one."""
        context = super().get_context(value, parent_context)
        training = value.get("training")
        cards = (parent_context or {}).get("training_cards")
        if cards is None:
            cards = schedule.cards([training] if training else [], timezone.now())
        context["card"] = cards.get(training.translation_key) if training else None
        return context

    def get_preview_value(self):
        from events.models import TrainingPage

        value = super().get_preview_value()
        value["training"] = TrainingPage.objects.live().first()
        return value

    class Meta:
        icon = "calendar-check"
        group = ACTION
        label = _("Training")
        description = _("A training with its next date, which is always up to date.")
        template = "blocks/training_card_block.html"


class ComingTrainingsBlock(blocks.StructBlock):
    """The next dates of all trainings."""

    title = blocks.CharBlock(
        label=_("Title"),
        required=False,
        max_length=120,
        help_text=_("A heading above the dates. For instance: Coming soon."),
    )
    count = blocks.IntegerBlock(
        label=_("How many"),
        default=3,
        min_value=1,
        max_value=12,
        help_text=_("The first to begin come first."),
    )

    def get_context(self, value, parent_context=None):
        context = super().get_context(value, parent_context)
        context["editions"] = schedule.coming(timezone.now(), value.get("count") or 3)
        return context

    class Meta:
        icon = "calendar"
        group = ACTION
        label = _("Coming trainings")
        description = _("A list of the next dates, which is always up to date.")
        template = "blocks/coming_trainings_block.html"
        preview_value = {"title": "Binnenkort", "count": 3}

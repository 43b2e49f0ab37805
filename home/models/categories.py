"""The subjects by which readers choose articles and trainings."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, PublishingPanel
from wagtail.search import index
from wagtail_localize.fields import SynchronizedField, TranslatableField

from home.models.snippets import TranslatableSnippet


class Category(TranslatableSnippet):
    """A subject that an article or a training is about; each has one at most."""

    name = models.CharField(
        _("name"),
        max_length=80,
        help_text=_("Readers choose articles and trainings by it. For instance: Listening."),
    )
    slug = models.SlugField(
        _("slug"),
        max_length=80,
        help_text=_("The part of the address that names the subject. For instance: listening."),
    )

    panels = [FieldPanel("name"), FieldPanel("slug"), PublishingPanel()]
    search_fields = [index.SearchField("name"), index.AutocompleteField("name")]
    translatable_fields = [TranslatableField("name"), SynchronizedField("slug")]

    class Meta(TranslatableSnippet.Meta):
        verbose_name = _("category")
        verbose_name_plural = _("categories")
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(fields=["locale", "slug"], name="home_category_slug_in_locale")
        ]

    def __str__(self):
        return self.name

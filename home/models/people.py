"""People whom readers meet: authors and trainers."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, PublishingPanel
from wagtail.fields import RichTextField
from wagtail.search import index
from wagtail_localize.fields import SynchronizedField, TranslatableField

from home.models.snippets import AddressedSnippet
from home.rich_text import FEATURES
from home.shared_facts import SharedFacts
from home.shared_panels import SharedPanel


class Person(SharedFacts, AddressedSnippet):
    """An author of articles or a trainer."""

    name = models.CharField(
        _("name"), max_length=120, help_text=_("As readers see it. For instance: Anna de Vries.")
    )
    role = models.CharField(
        _("role"),
        max_length=120,
        blank=True,
        help_text=_("Shown below the name. For instance: Trainer and coach."),
    )
    biography = RichTextField(
        _("about this person"),
        blank=True,
        features=FEATURES,
        help_text=_("A few sentences, shown with trainings and articles."),
    )
    photo = models.ForeignKey(
        "home.SiteImage",
        verbose_name=_("photo"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("A square picture works best."),
    )
    email = models.EmailField(
        _("e-mail address"),
        blank=True,
        help_text=_("Shown to readers as a link; leave empty to show none."),
    )

    shared_facts = ("name", "photo_id", "email")
    panels = [
        SharedPanel("name"),
        FieldPanel("role"),
        SharedPanel("photo"),
        FieldPanel("biography"),
        SharedPanel("email"),
        PublishingPanel(),
    ]
    search_fields = [index.SearchField("name"), index.AutocompleteField("name")]
    translatable_fields = [
        SynchronizedField("name", overridable=False),
        TranslatableField("role"),
        TranslatableField("biography"),
        SynchronizedField("photo", overridable=False),
        SynchronizedField("email", overridable=False),
    ]

    class Meta(AddressedSnippet.Meta):
        verbose_name = _("person")
        verbose_name_plural = _("people")
        ordering = ["name"]

    def __str__(self):
        return self.name

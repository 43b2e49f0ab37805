"""What the practice says of itself on every page."""

from django.db import models
from django.utils.translation import get_language, gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.contrib.settings.models import BaseSiteSetting, register_setting

from home.newer_values import NewerValuesForm


class CalendarColor(models.TextChoices):
    """Colours with a name in CSS3, as calendars want (RFC 7986, 5.9)."""

    TEAL = "teal", _("Blue-green")
    SEAGREEN = "seagreen", _("Green")
    OLIVEDRAB = "olivedrab", _("Olive green")
    STEELBLUE = "steelblue", _("Blue")
    MEDIUMPURPLE = "mediumpurple", _("Purple")
    CRIMSON = "crimson", _("Red")
    CHOCOLATE = "chocolate", _("Orange-brown")
    SLATEGRAY = "slategray", _("Grey")


@register_setting(icon="cog")
class SiteSettings(BaseSiteSetting):
    """The organisation, how to reach it, and the words at the foot of each page.

    Settings cannot be translated by wagtail-localize, so words have a field for each language.
    """

    organisation = models.CharField(
        _("organisation"),
        max_length=120,
        default="Lesdag",
        help_text=_("The name at the top of each page and in search engines."),
    )
    tagline_nl = models.CharField(
        _("tagline in Dutch"),
        max_length=200,
        blank=True,
        help_text=_("One sentence, shown at the foot of each page."),
    )
    tagline_en = models.CharField(
        _("tagline in English"),
        max_length=200,
        blank=True,
        help_text=_("The same sentence for readers of English."),
    )
    email = models.EmailField(
        _("e-mail address"),
        blank=True,
        help_text=_("Where readers write to. Shown at the foot of each page and with trainings."),
    )
    phone = models.CharField(
        _("telephone number"),
        max_length=40,
        blank=True,
        help_text=_("As you want readers to see it. For instance: 030 555 01 23."),
    )
    street = models.CharField(
        _("street and number"), max_length=150, blank=True, help_text=_("Shown at the foot.")
    )
    postal_code = models.CharField(
        _("postal code"), max_length=20, blank=True, help_text=_("For instance: 3511 AB.")
    )
    city = models.CharField(
        _("city"), max_length=100, blank=True, help_text=_("Shown at the foot.")
    )
    chamber_of_commerce = models.CharField(
        _("Chamber of Commerce number"),
        max_length=20,
        blank=True,
        help_text=_("Shown at the foot, as the law asks."),
    )
    linkedin = models.URLField(
        "LinkedIn", blank=True, help_text=_("The address of your page; leave empty to show none.")
    )
    instagram = models.URLField(
        "Instagram", blank=True, help_text=_("The address of your page; leave empty to show none.")
    )
    footer_nl = models.TextField(
        _("words at the foot in Dutch"),
        blank=True,
        help_text=_("A sentence or two about the practice."),
    )
    footer_en = models.TextField(
        _("words at the foot in English"),
        blank=True,
        help_text=_("The same for readers of English."),
    )

    calendar_color = models.CharField(
        _("colour"),
        max_length=20,
        choices=CalendarColor.choices,
        default=CalendarColor.TEAL,
        help_text=_(
            "The colour that the dates have in the calendars of people who follow them, "
            "where their program takes it."
        ),
    )

    base_form_class = NewerValuesForm
    panels = [
        FieldPanel("organisation"),
        MultiFieldPanel([FieldPanel("tagline_nl"), FieldPanel("tagline_en")], heading=_("Tagline")),
        MultiFieldPanel(
            [
                FieldPanel("email"),
                FieldPanel("phone"),
                FieldPanel("street"),
                FieldRowPanel([FieldPanel("postal_code"), FieldPanel("city")]),
                FieldPanel("chamber_of_commerce"),
                FieldPanel("linkedin"),
                FieldPanel("instagram"),
            ],
            heading=_("Contact"),
        ),
        MultiFieldPanel([FieldPanel("footer_nl"), FieldPanel("footer_en")], heading=_("Foot")),
        MultiFieldPanel([FieldPanel("calendar_color")], heading=_("Calendar")),
    ]

    class Meta:
        verbose_name = _("organisation")

    def __str__(self):
        return self.organisation

    @property
    def tagline(self) -> str:
        """The tagline in the reader's language."""
        return self.tagline_en if get_language() == "en" else self.tagline_nl

    @property
    def footer(self) -> str:
        """The words at the foot in the reader's language."""
        return self.footer_en if get_language() == "en" else self.footer_nl

    @property
    def phone_uri(self) -> str:
        """The telephone number as the address of a ``tel:`` link (RFC 3966)."""
        return "tel:" + "".join(character for character in self.phone if character in "+0123456789")

"""Places where trainings are given, on earth or online."""

from zoneinfo import ZoneInfo, available_timezones

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator, URLValidator
from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext, gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel, PublishingPanel
from wagtail.fields import RichTextField
from wagtail.search import index
from wagtail_localize.fields import SynchronizedField, TranslatableField

from events import maps
from events.moves import number_moved_days
from home.models import AddressedSnippet
from home.rich_text import FEATURES
from home.shared_panels import SharedPanel


def time_zone_choices() -> list[tuple[str, str]]:
    """The zones that a location can have: the site's own first, then all with a place name."""
    zones = sorted(zone for zone in available_timezones() if "/" in zone and "Etc/" not in zone)
    return [(zone, zone.replace("_", " ")) for zone in [settings.TIME_ZONE, *zones]]


def default_time_zone() -> str:
    """The zone of the practice."""
    return settings.TIME_ZONE


def validate_time_zone(value: str) -> None:
    """Refuse a name that is no time zone."""
    if value not in available_timezones():
        raise ValidationError(gettext("%(value)s is not a time zone."), params={"value": value})


class Location(AddressedSnippet):
    """A venue, or a meeting on the internet; its words are translated, its address is not."""

    name = models.CharField(
        _("name"), max_length=120, help_text=_("As readers see it. For instance: De Lindehof.")
    )
    online = models.BooleanField(
        _("online"),
        default=False,
        help_text=_("Tick this if people take part over the internet; then no address is needed."),
    )
    online_url = models.URLField(
        _("address of the online meeting"),
        blank=True,
        help_text=_(
            "Everyone can see it on the page and in calendars. Leave empty if you mail it yourself."
        ),
    )
    street = models.CharField(
        _("street and number"), max_length=150, blank=True, help_text=_("Shown with the training.")
    )
    postal_code = models.CharField(
        _("postal code"), max_length=20, blank=True, help_text=_("For instance: 3511 AB.")
    )
    city = models.CharField(
        _("city"), max_length=100, blank=True, help_text=_("Shown with each date of a training.")
    )
    country = models.CharField(
        _("country"),
        max_length=60,
        blank=True,
        help_text=_("Leave empty for the Netherlands. Shown below the city."),
    )
    latitude = models.DecimalField(
        _("latitude"),
        max_digits=8,
        decimal_places=6,
        null=True,
        blank=True,
        validators=[MinValueValidator(-90), MaxValueValidator(90)],
        help_text=_("For the map in people's calendars. For instance: 52.090833."),
    )
    longitude = models.DecimalField(
        _("longitude"),
        max_digits=9,
        decimal_places=6,
        null=True,
        blank=True,
        validators=[MinValueValidator(-180), MaxValueValidator(180)],
        help_text=_("For the map in people's calendars. For instance: 5.122222."),
    )
    time_zone = models.CharField(
        _("time zone"),
        max_length=64,
        default=default_time_zone,
        validators=[validate_time_zone],
        help_text=_("The zone in which the times of trainings at this place are meant."),
    )
    directions = RichTextField(
        _("directions"),
        blank=True,
        features=FEATURES,
        help_text=_("How to get there, where to park, which bell to ring; or how to log in."),
    )

    panels = [
        FieldPanel("name"),
        MultiFieldPanel([SharedPanel("online"), SharedPanel("online_url")], heading=_("Online")),
        MultiFieldPanel(
            [
                SharedPanel("street"),
                FieldRowPanel([SharedPanel("postal_code"), SharedPanel("city")]),
                SharedPanel("country"),
                FieldRowPanel([SharedPanel("latitude"), SharedPanel("longitude")]),
            ],
            heading=_("Address"),
        ),
        FieldPanel("directions"),
        SharedPanel("time_zone", widget=forms.Select(choices=time_zone_choices())),
        PublishingPanel(),
    ]
    search_fields = [
        index.SearchField("name"),
        index.AutocompleteField("name"),
        index.SearchField("city"),
    ]
    translatable_fields = [
        TranslatableField("name"),
        SynchronizedField("online", overridable=False),
        SynchronizedField("online_url", overridable=False),
        SynchronizedField("street", overridable=False),
        SynchronizedField("postal_code", overridable=False),
        SynchronizedField("city", overridable=False),
        SynchronizedField("country", overridable=False),
        SynchronizedField("latitude", overridable=False),
        SynchronizedField("longitude", overridable=False),
        SynchronizedField("time_zone", overridable=False),
        TranslatableField("directions"),
    ]

    # What a reader's calendar shows of a place; a change in one of these moves the training.
    PLACE = (
        "online",
        "online_url",
        "street",
        "postal_code",
        "city",
        "country",
        "latitude",
        "longitude",
        "time_zone",
    )

    class Meta(AddressedSnippet.Meta):
        verbose_name = _("location")
        verbose_name_plural = _("locations")
        ordering = ["name"]

    def __str__(self):
        return self.name

    def clean(self):
        """Ask for a web address and for whole coordinates; raises ValidationError at the field."""
        super().clean()
        if self.online_url:
            try:
                URLValidator(schemes=["http", "https"])(self.online_url)
            except ValidationError as error:
                # Calendars take no others.
                raise ValidationError({"online_url": error}) from error
        if (self.latitude is None) != (self.longitude is None):
            field = "longitude" if self.longitude is None else "latitude"
            raise ValidationError(
                {field: gettext("Fill in both latitude and longitude, or neither.")}
            )

    def save(self, *args, **kwargs):
        """Save the row that readers see; where its place changed, the days there have moved."""
        changed = set()
        if self.pk and kwargs.get("update_fields") is None:
            # A place that is not published is not told.
            told = (*self.PLACE, "live")
            before = type(self).objects.filter(pk=self.pk).values(*told).first() or {}
            changed = {name for name, value in before.items() if value != getattr(self, name)}
        with transaction.atomic():
            super().save(*args, **kwargs)
            if changed:
                number_moved_days(self, changed, timezone.now())

    @property
    def zone(self) -> ZoneInfo:
        """The time zone of this row; read it from the source row."""
        return ZoneInfo(self.time_zone)

    @property
    def address_lines(self) -> list[str]:
        """The postal address of this row, a line each; empty for a place on the internet."""
        if self.online:
            return []
        town = f"{self.postal_code}  {self.city}".strip()
        return [line for line in (self.street, town, self.country) if line]

    @property
    def map_url(self) -> str:
        """Where a map shows this row; empty for a place on the internet, or without an address."""
        if self.online:
            return ""
        return maps.map_url(self.address_lines, self.latitude, self.longitude, self.country)

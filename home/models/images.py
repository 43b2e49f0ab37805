"""Pictures, with the name of whoever made them."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.images.models import AbstractImage, AbstractRendition, Filter, Image

from home.locks import only_one


class SiteImage(AbstractImage):
    """A picture that editors choose, with a credit line that pages show."""

    credit = models.CharField(
        _("credit"),
        max_length=200,
        blank=True,
        help_text=_("Who made the picture; shown below it. For instance: Photo: Anna de Vries."),
    )

    admin_form_fields = (*Image.admin_form_fields, "credit")

    class Meta(AbstractImage.Meta):
        verbose_name = _("picture")
        verbose_name_plural = _("pictures")
        permissions = [("choose_image", "Can choose image")]

    def create_rendition(self, filter: Filter) -> AbstractRendition:
        """Make a size of this picture, or wait for whoever is making sizes of it."""
        return self.create_renditions(filter)[filter]

    def create_renditions(self, *filters: Filter) -> dict[Filter, AbstractRendition]:
        """Make sizes of this picture, each once however many ask: it takes a processor seconds.

        The one who comes second finds them made. Only within a transaction, which does not wait,
        the same might be made twice; it is kept once then, too.
        """
        if not filters:
            return {}
        with only_one("picture", self.pk):
            wanted = {filter.spec: filter for filter in filters}
            made = {
                wanted[rendition.filter_spec]: rendition
                for rendition in self.renditions.filter(filter_spec__in=wanted)
                if rendition.focal_point_key == wanted[rendition.filter_spec].get_cache_key(self)
            }
            lacking = [filter for filter in wanted.values() if filter not in made]
            if len(lacking) == 1:
                # Wagtail would ask for it by way of the method above.
                made[lacking[0]] = super().create_rendition(lacking[0])
            elif lacking:
                made |= super().create_renditions(*lacking)
            return made


class SiteRendition(AbstractRendition):
    """A picture at one size and in one format."""

    image = models.ForeignKey(SiteImage, on_delete=models.CASCADE, related_name="renditions")

    class Meta:
        unique_together = [("image", "filter_spec", "focal_point_key")]

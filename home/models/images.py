"""Pictures, with the name of whoever made them."""

from contextlib import nullcontext

from django.db import connection, models, transaction
from django.utils.translation import gettext_lazy as _
from wagtail.images.models import AbstractImage, AbstractRendition, Filter, Image

from home import media_faults
from home.caching import keep_nothing
from home.locks import only_one
from home.pictures import PictureAway


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
        if media_faults.is_left_alone():
            keep_nothing()
            raise PictureAway("The storage was away just now.")
        try:
            return self._create(filters)
        except OSError as error:
            fault = error if media_faults.is_fault(error) else error.__cause__
            if not media_faults.is_fault(fault):
                raise
            media_faults.tell(fault)
            media_faults.leave_alone()
            keep_nothing()
            raise PictureAway(str(fault)) from fault

    def _create(self, filters) -> dict[Filter, AbstractRendition]:
        # A file that cannot be written would spoil the transaction of the caller, if there is one.
        apart = transaction.atomic() if connection.in_atomic_block else nullcontext()
        with only_one("picture", self.pk), apart:
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

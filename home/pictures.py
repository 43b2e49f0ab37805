"""Pictures as readers get them: in their sizes and formats, fetched together, written quickly.

The templates name sizes and formats, the settings the quality of each. AVIF is a sixth smaller than
WebP of the same quality, and slow to write; JPEG is for browsers that know neither.
"""

import functools
import logging
import warnings
from collections import defaultdict
from collections.abc import Iterable, Iterator
from copy import copy

from django.conf import settings
from PIL import AvifImagePlugin, Image
from wagtail.images import get_image_model
from wagtail.images.models import SourceImageIOError

from home.media_faults import StorageAway

logger = logging.getLogger(__name__)

# For calendars and search engines alike, so that both are one file.
SHARED = "width-1280|format-jpeg"
SHARED_TYPE = "image/jpeg"
# Pillow's own is 6, which takes more than twice as long for files that are a tenth smaller; at 8
# they are no smaller than WebP.
AVIF_SPEED = 7
# The blocks of a body that show a picture, and the field that has it.
PICTURE_FIELDS = {"image": "image", "video": "poster"}


class PictureAway(SourceImageIOError, StorageAway):
    """A size of a picture that cannot be made now: pages are drawn without, as Wagtail does."""


def cover_address(page) -> str:
    """The absolute address of a page's cover picture as a JPEG; empty where there is none.

    A file that is lost or broken is no reason to fail: it is told of in the log, once.
    """
    if page.cover is None:
        return ""
    try:
        address = page.cover.get_rendition(SHARED).url
    except PictureAway:
        return ""
    except Exception as error:  # noqa: BLE001 Pillow and storages raise nearly anything for one
        tell(page.cover_id, page.cover.file.name, repr(error))
        return ""
    # The host is that of the site, as of all addresses in a calendar, whatever process writes it.
    where = page.get_url_parts() if address.startswith("/") else None
    return where[1] + address if where else address


@functools.cache
def tell(picture_id: int, file: str, error: str) -> None:
    """Log a picture without a usable file, once in each process: calendars ask many times a day."""
    logger.error("Picture %s has no usable file %s: %s", picture_id, file, error)


def pictures_in(children: Iterable) -> Iterator:
    """The pictures that these blocks of a body show."""
    for child in children:
        name = PICTURE_FIELDS.get(child.block_type)
        if name and child.value.get(name):
            yield child.value[name]


def fetch_renditions(pictures: Iterable) -> None:
    """Give pictures all their sizes, as far as they were made; one query, none without pictures."""
    pictures = list(pictures)
    if not pictures:
        return
    made = defaultdict(list)
    renditions = get_image_model().get_rendition_model().objects
    for rendition in renditions.filter(image__in={picture.pk for picture in pictures}):
        made[rendition.image_id].append(rendition)
    for picture in pictures:
        # One picture has other words in each place, and a rendition takes them from its picture.
        picture.prefetched_renditions = [copy(rendition) for rendition in made[picture.pk]]
        for rendition in picture.prefetched_renditions:
            rendition.image = picture


def set_pillow_up() -> None:
    """Let Pillow refuse huge pictures by what their first bytes say, and write AVIF at our speed.

    Wagtail decodes a picture before it counts the dots, unless Pillow refuses to open it, which
    Pillow does at twice its own number. Willow has no way to name the speed.
    """
    Image.MAX_IMAGE_PIXELS = settings.WAGTAILIMAGES_MAX_IMAGE_PIXELS // 2
    warnings.simplefilter("ignore", Image.DecompressionBombWarning)

    def save(image, file, name):
        image.encoderinfo.setdefault("speed", AVIF_SPEED)
        AvifImagePlugin._save(image, file, name)

    Image.register_save(AvifImagePlugin.AvifImageFile.format, save)

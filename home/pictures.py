"""The picture that stands for a page outside this site: in people's calendars, for instance."""

import functools
import logging

logger = logging.getLogger(__name__)

# That of og:image in base.html, so that both are one file.
SHARED = "width-1280|format-jpeg|jpegquality-80|webpquality-82"
SHARED_TYPE = "image/jpeg"


def cover_address(page) -> str:
    """The absolute address of a page's cover picture as a JPEG; empty where there is none.

    A file that is lost or broken is no reason to fail: it is told of in the log, once.
    """
    if page.cover is None:
        return ""
    try:
        address = page.cover.get_rendition(SHARED).url
    except Exception as error:  # noqa: BLE001 Pillow and storages raise nearly anything for one
        _tell(page.cover_id, page.cover.file.name, repr(error))
        return ""
    # The host is that of the site, as of all addresses in a calendar, whatever process writes it.
    where = page.get_url_parts() if address.startswith("/") else None
    return where[1] + address if where else address


@functools.cache
def _tell(picture_id: int, file: str, error: str) -> None:
    """Log a picture without a usable file, once in each process: calendars ask many times a day."""
    logger.error("Picture %s has no usable file %s: %s", picture_id, file, error)

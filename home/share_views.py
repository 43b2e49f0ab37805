"""The pictures of shared links, each drawn when it is first asked for."""

from django.core.cache import cache
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.cache import patch_cache_control
from django.utils.translation import override
from django.views.decorators.http import require_safe
from PIL import Image
from wagtail.models import Page, Site

from home.media_faults import StorageAway
from home.models import BasePage, SiteSettings
from home.pictures import tell
from home.share_pictures import CONTENT_TYPE, COVER_SIZE, draw

# Seconds that a picture is kept here; those who asked for it may keep it for ever.
DRAWN_FOR = 30 * 24 * 3600
COVER = f"fill-{COVER_SIZE[0]}x{COVER_SIZE[1]}|format-jpeg|jpegquality-90"


@require_safe
def share_picture(request, page: int, digest: str) -> HttpResponse:
    """The picture of a page that everyone can see; an older one leads to that of today.

    A page that is not there, is no longer published, or is private has none.
    """
    found = Page.objects.live().public().filter(pk=page).select_related("locale").first()
    found = found and found.specific
    site = Site.find_for_request(request)
    if site is None or not isinstance(found, BasePage) or not found.depth > 1:
        raise Http404
    with override(found.locale.language_code):
        card = found.share_card(SiteSettings.for_request(request).organisation)
    if card.digest != digest:
        # Who shared the page before it got another title finds the picture that it has now.
        response = HttpResponseRedirect(reverse("share_picture", args=[page, card.digest]))
        patch_cache_control(response, public=True, max_age=300)
        return response
    key = f"share-picture:{digest}"
    drawn = cache.get(key)
    if drawn is None:
        drawn = draw(card, _cover(found))
        cache.set(key, drawn, DRAWN_FOR)
    response = HttpResponse(drawn, content_type=CONTENT_TYPE)
    patch_cache_control(response, public=True, max_age=365 * 24 * 3600, immutable=True)
    return response


def _cover(page) -> Image.Image | None:
    """The cover, cut around its focal point; None where there is none, or its file is broken."""
    if page.cover is None:
        return None
    try:
        with page.cover.get_rendition(COVER).file.open("rb") as file:
            return Image.open(file).convert("RGB")
    except StorageAway:
        # Drawn without it, the picture would be kept so for a year.
        raise
    except Exception as error:  # noqa: BLE001 Pillow and storages raise nearly anything for one
        tell(page.cover_id, page.cover.file.name, repr(error))
        return None

"""What other programs ask for at fixed addresses: robots.txt, icons, a manifest, whom to warn."""

from datetime import timedelta

from django.conf import settings
from django.http import Http404, HttpResponse, HttpResponseRedirect, JsonResponse
from django.templatetags.static import static
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import patch_cache_control
from django.utils.translation import get_language
from django.views.decorators.http import require_safe
from wagtail.models import Site

from home.caching import take_offer
from home.found import root_url
from home.models import SiteSettings
from home.share_pictures import PAPER

PLAIN = "text/plain; charset=utf-8"
# Seconds. These files change with the settings of the site, and rarely.
KEPT_FOR = 3600
# A statement of whom to warn has to be younger than a year (RFC 9116, 2.5.5).
VALID_FOR = timedelta(days=180)


def _kept(response, seconds: int = KEPT_FOR):
    patch_cache_control(response, public=True, max_age=seconds)
    return response


@require_safe
def robots(request):
    """What crawlers may read: all that readers see (RFC 9309)."""
    admin = reverse("wagtailadmin_home")
    lines = ["User-agent: *", f"Disallow: {admin}", "Disallow: /views/", ""]
    if root := root_url(request):
        lines += [f"Sitemap: {root}{reverse('sitemap')}", ""]
    response = _kept(HttpResponse("\n".join(lines), content_type=PLAIN))
    take_offer(request, response)
    return response


@require_safe
def security(request):
    """Whom to tell of a weakness in the site (RFC 9116); nothing where no address is known."""
    root = root_url(request)
    email = SiteSettings.for_request(request).email if root else ""
    if not email:
        raise Http404
    # The same all day long.
    day = timezone.now().replace(hour=0, minute=0, second=0, microsecond=0)
    languages = ", ".join(code for code, _name in settings.LANGUAGES)
    lines = [
        f"Contact: mailto:{email}",
        f"Expires: {day + VALID_FOR:%Y-%m-%dT%H:%M:%SZ}",
        f"Preferred-Languages: {languages}",
        f"Canonical: {root}{request.path}",
        "",
    ]
    return _kept(HttpResponse("\n".join(lines), content_type=PLAIN))


@require_safe
def manifest(request):
    """What a telephone shows of the site on its first screen, in the language of the address."""
    if Site.find_for_request(request) is None:
        raise Http404
    known = SiteSettings.for_request(request)
    front_door = "/" if get_language() == settings.LANGUAGE_CODE else f"/{get_language()}/"
    icons = [
        ("icon-192.png", "192x192", "any"),
        ("icon-512.png", "512x512", "any"),
        ("icon-maskable-512.png", "512x512", "maskable"),
    ]
    told = {
        "id": "/",
        "name": known.organisation,
        "short_name": known.organisation,
        "description": known.tagline,
        "lang": get_language(),
        "dir": "ltr",
        "start_url": front_door,
        "scope": "/",
        "display": "browser",
        "background_color": PAPER,
        "theme_color": PAPER,
        "icons": [
            {
                "src": static(f"site/icons/{name}"),
                "sizes": sizes,
                "type": "image/png",
                "purpose": purpose,
            }
            for name, sizes, purpose in icons
        ],
    }
    response = _kept(JsonResponse(told, content_type="application/manifest+json"))
    take_offer(request, response)
    return response


@require_safe
def favicon(request):
    """The icon for programs that read no page; its file has another name at each change."""
    return _kept(HttpResponseRedirect(static("site/icons/favicon.ico")), 24 * KEPT_FOR)

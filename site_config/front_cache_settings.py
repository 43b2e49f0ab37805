"""From FRONTEND_CACHE and its like to what Wagtail needs to know of that cache in front."""

from django.core.exceptions import ImproperlyConfigured

BACKENDS = "wagtail.contrib.frontend_cache.backends"


def front_cache(
    kind: str, *, location: str = "", zone: str = "", token: str = "", distribution: str = ""
) -> dict:
    """The value of WAGTAILFRONTENDCACHE; raises ImproperlyConfigured where something lacks."""
    needed = {
        "varnish": ("HTTPBackend", {"LOCATION": location}),
        "cloudflare": ("CloudflareBackend", {"ZONEID": zone, "BEARER_TOKEN": token}),
        "cloudfront": ("CloudfrontBackend", {"DISTRIBUTION_ID": distribution}),
    }
    if kind not in needed:
        known = ", ".join(needed)
        raise ImproperlyConfigured(f"FRONTEND_CACHE: {kind} is none of {known}.")
    backend, options = needed[kind]
    if missing := [name for name, value in options.items() if not value]:
        raise ImproperlyConfigured(f"FRONTEND_CACHE={kind} needs more: {', '.join(missing)}.")
    return {kind: {"BACKEND": f"{BACKENDS}.{backend}", **options}}

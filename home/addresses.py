"""The address of the site, which Wagtail keeps in the database and the environment may give."""

from urllib.parse import urlsplit

from django.conf import settings
from wagtail.models import Site


def align_site(site_url: str) -> None:
    """Give the default site the host and port of ``site_url``, so that all addresses agree."""
    parts = urlsplit(site_url)
    site = Site.objects.filter(is_default_site=True).first()
    if site is None:
        return
    port = parts.port or (443 if parts.scheme == "https" else 80)
    if (site.hostname, site.port) != (parts.hostname, port):
        site.hostname, site.port = parts.hostname, port
        site.save()


def align_after_migrate(sender, **kwargs):
    """Take over SITE_URL at each ``migrate``, which every deployment runs."""
    align_site(settings.SITE_URL)

"""The pages of the site for search engines, each with the same page in the other language."""

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.utils import timezone
from django.utils.cache import patch_cache_control
from django.views.decorators.http import require_safe
from wagtail.contrib import sitemaps
from wagtail.contrib.sitemaps.views import sitemap as answer
from wagtail.models import Page

from events.models import TrainingIndexPage
from events.models.day_views import listed_views
from home.caching import KEPT_FOR, take_offer, unless_known

ORDER = [language for language, _name in settings.LANGUAGES]


class Sitemap(sitemaps.Sitemap):
    """All live, public pages of both languages and their views, in a fixed number of queries."""

    def items(self):
        """The front door of each language, and what lies below."""
        return (
            Page.objects.live()
            .public()
            .filter(depth__gte=2, locale__language_code__in=ORDER)
            .select_related("locale")
            .order_by("path")
        )

    def _urls(self, page, protocol, domain):
        index = ContentType.objects.get_for_model(TrainingIndexPage, for_concrete_model=False)
        views = [{}, *listed_views(timezone.now())]
        pages = list(self.paginator.page(page).object_list)
        groups = {}
        for found in pages:
            if address := found.get_full_url(self.request):
                language = found.locale.language_code
                groups.setdefault(found.translation_key, {})[language] = address
        urls = []
        for found in pages:
            language = found.locale.language_code
            group = groups.get(found.translation_key, {})
            if language not in group:
                continue
            for paths in views if found.content_type_id == index.pk else views[:1]:
                addresses = [
                    (code, group[code] + paths.get(code, "")) for code in ORDER if code in group
                ]
                urls.append(
                    {
                        "location": dict(addresses)[language],
                        # What a view shows was not published with the page.
                        "lastmod": None if paths else found.last_published_at,
                        "alternates": [
                            {"lang_code": code, "location": address}
                            # The source language is what suits readers of neither.
                            for code, address in [*addresses, ("x-default", addresses[0][1])]
                        ],
                    }
                )
        return urls


@require_safe
def sitemap(request):
    """Answer with the addresses of all pages, or with 304 where the reader has them."""
    response = answer(request, {"pages": Sitemap}).render()
    patch_cache_control(response, public=True, max_age=0, s_maxage=KEPT_FOR)
    take_offer(request, response)
    return unless_known(request, response)

"""Pages that were drawn once, sent again to readers whom the layer in front passes on.

That layer (``site_config.page_cache``) answers requests in the one form in which this site writes
them. Others reach Django: with the words of a campaign behind the address, with a cookie of
something else, by HEAD. For them the page is looked for where it was found before, and what was
drawn is sent again, under the same rules: only what is the same for all readers, only under the
mark of what is published (``home.generation``) that was current before anything was read, and until
the next moment at which the clock changes what readers see.
"""

from datetime import UTC, datetime
from functools import partial
from hashlib import sha256

from django.apps import apps
from django.conf import settings
from django.core.cache import caches
from django.http import HttpResponse
from django.template.response import TemplateResponse
from django.utils.translation import get_language

from home.caching import OFFER, Offer, is_same_for_all, may_be_anybody, offered, until_after
from home.generation import the_mark

# The cache, one in the memory of each process, in which they lie.
CACHE = "drawn"
# The view of a page that has several, and that of one that has only this.
OWN_VIEWS = ("index_route", "")


class DrawnMiddleware:
    """Read the mark before anything else is read, and find the page where it was found before."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        # As it was before, for the next request of this thread.
        before = offered.set(offered.get())
        try:
            return self.get_response(request)
        finally:
            offered.reset(before)

    def process_view(self, request, view, args, kwargs):
        """Name the place at which the answer would lie, where it may be that of all readers."""
        if (
            settings.DRAWN_PAGES
            and request.resolver_match.view_name == "wagtail_serve"
            and may_be_anybody(request)
        ):
            offer = request.META.get(OFFER) or Offer(the_mark().now(), datetime.now(UTC))
            offered.set(offer)
            request.drawn_at = _place(request, offer)
            if found := request.drawn_at and caches[CACHE].get(_page_at(request.drawn_at)):
                _route_to(*found, request)


def _place(request, offer: Offer) -> str | None:
    """A name made of all that an answer depends on; None while nobody knows what is published."""
    if offer.mark is None:
        return None
    until = until_after(offer.mark, offer.begun).timestamp()
    host = f"{request.scheme}://{request.get_host()}"
    depends_on = f"{offer.mark.hex()} {until} {get_language()} {host}{request.path}"
    return sha256(depends_on.encode()).hexdigest()


def _page_at(place: str) -> str:
    return f"page-{place}"


def _route_to(label: str, pk: int, request) -> None:
    """Give Wagtail the page, so that it need not look for it step by step."""
    page = apps.get_model(label).objects.select_related("locale").filter(pk=pk).first()
    if page:
        request._wagtail_route_for_request = page.route(request, [])


def draw_once(serve_chain):
    """Draw what every reader gets once, as long as nothing is published (``on_serve_page``).

    What is kept was served to somebody of whom nothing is known, by a page that refused nobody:
    whoever restricts it publishes that.
    """

    def serve(page, request, args, kwargs):
        place = getattr(request, "drawn_at", None)
        view = getattr(args[0], "__name__", None) if args else ""
        if place is None or view not in OWN_VIEWS or _is_asked_more(page, request):
            return serve_chain(page, request, args, kwargs)
        if kept := caches[CACHE].get(place):
            content, head = kept
            return HttpResponse(content, headers=head)
        response = serve_chain(page, request, args, kwargs)
        if _may_be_kept(request, response):
            head = dict(response.items())
            response.add_post_render_callback(partial(_keep, place, head, page))
        return response

    return serve


def _is_asked_more(page, request) -> bool:
    """Whether what follows the question mark may change what the page shows."""
    return page.reads_query and bool(request.META.get("QUERY_STRING"))


def _may_be_kept(request, response) -> bool:
    return (
        isinstance(response, TemplateResponse)
        and is_same_for_all(request, response)
        # Whoever says how long it may be kept, such as a page that asks for a password, knows why.
        and not response.has_header("Cache-Control")
        and not response.cookies
    )


def _keep(place: str, head: dict, page, response) -> None:
    if offered.get().withdrawn:
        return
    caches[CACHE].set_many(
        {place: (response.content, head), _page_at(place): (page._meta.label, page.pk)}
    )

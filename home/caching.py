"""How long a page may be kept: by the site itself, and by caches between it and its readers."""

from collections.abc import Callable
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from http import HTTPMethod, HTTPStatus
from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils.cache import get_conditional_response, patch_cache_control, set_response_etag

# Seconds. What a page says of places left, dates and what was published is no older anywhere.
# Without a word of ours each cache would have a rule of its own (RFC 9111, 4.2.2).
KEPT_FOR = 60
# Where the layer in front (``site_config.page_cache``) asks whether it may keep an answer.
OFFER = "lesdag.offer"


@dataclass(slots=True)
class Offer:
    """The layer in front offers to keep the answer to a request, and a view takes that up.

    ``mark`` is that of what was published (``home.generation``), ``begun`` the moment, both before
    anything was read. ``query`` is what the view calls its own address after the question mark,
    None as long as it has not taken up the offer; ``until`` is when the answer would be another.
    """

    mark: bytes
    begun: datetime
    query: str | None = None
    until: datetime | None = None
    withdrawn: bool = False


# The offer that was made with the request that is being answered.
offered: ContextVar[Offer | None] = ContextVar("offered", default=None)


def keep_nothing() -> None:
    """Do not send again what is being drawn now: something that belongs to it was not to be had."""
    if (offer := offered.get()) is not None:
        offer.withdrawn = True


# Each says when something changes next, by the clock alone, that readers see.
_moments: list[Callable[[datetime], datetime | None]] = []


def changes_by_the_clock(next_moment):
    """Register a function that maps a moment to the next one at which readers see something else.

    None where there is none. Midnight at the practice is known already.
    """
    _moments.append(next_moment)
    return next_moment


def next_change(now: datetime) -> datetime:
    """The next moment at which any page may look different, if nothing is published until then."""
    return min(moment for moment in (_midnight(now), *(ask(now) for ask in _moments)) if moment)


def _midnight(now: datetime) -> datetime:
    zone = ZoneInfo(settings.TIME_ZONE)
    return datetime.combine(now.astimezone(zone) + timedelta(days=1), time.min, zone)


class _Known:
    """The next change, asked for once for all pages of a mark."""

    mark = since = until = None

    def until_after(self, mark: bytes, now: datetime) -> datetime:
        """The next moment at which what was drawn under a mark would be another page."""
        known = self.mark, self.since, self.until
        if known[0] != mark or not known[1] <= now < known[2]:
            known = mark, now, next_change(now)
            self.mark, self.since, self.until = known
        return known[2]


until_after = _Known().until_after


def say_how_long(serve_chain):
    """Let others keep what every reader gets, for a minute; a browser asks each time.

    (``on_serve_page``) Answers that say something themselves are left alone: calendars, forms,
    and pages that ask for a password.
    """

    def serve(page, request, args, kwargs):
        response = serve_chain(page, request, args, kwargs)
        if not response.has_header("Cache-Control"):
            keep(request, response)
            own_query = getattr(page, "own_query", lambda _request: "")
            take_offer(request, response, own_query(request))
        return response

    return serve


def keep(request, response):
    """Let others keep this answer for a minute if every reader gets the same."""
    if is_same_for_all(request, response):
        patch_cache_control(response, public=True, max_age=0, s_maxage=KEPT_FOR)
    else:
        patch_cache_control(response, private=True, no_store=True)


def may_be_anybody(request) -> bool:
    """Whether a request is one to read, of somebody of whom nothing is known."""
    return (
        request.method in (HTTPMethod.GET, HTTPMethod.HEAD)
        and settings.SESSION_COOKIE_NAME not in request.COOKIES
    )


def is_same_for_all(request, response) -> bool:
    """Whether every reader gets this very answer."""
    return may_be_anybody(request) and response.status_code == HTTPStatus.OK


def take_offer(request, response, query: str | None = "") -> None:
    """Let the layer in front send this answer again, without asking, as long as it would be this.

    That is until something is published, or until the clock changes what readers see. ``query`` is
    the address after its question mark as the view itself writes it: to the same things asked in
    other words, or with words that it does not know, the answer is not kept. None: not this one.
    """
    offer = request.META.get(OFFER)
    if offer is None or query is None or not is_same_for_all(request, response):
        return
    offer.until = until_after(offer.mark, offer.begun)
    offer.query = query


def unless_known(request, response):
    """This answer with an ETag of its bytes, or 304 for who has these very bytes."""
    set_response_etag(response)
    return get_conditional_response(request, etag=response["ETag"], response=response)

"""In front of Django: pages that were drawn once are sent again, without asking anybody.

What is kept is opted in, never out. A view takes up the offer that this layer makes with a request
(``home.caching.take_offer``), and its answer is kept if it is one to GET with status 200 that calls
itself ``public``, sets no cookie, varies by nothing but the encoding, and was asked for without
anything that is somebody's own. The key is the scheme, the host, the path and the query as they
came, each in the one form in which this site itself writes it; what comes in any other form is
passed on, and never kept.

A kept answer is sent while the mark of what is published (``home.generation``) is the one that it
bears, and until the next moment at which the clock changes what readers see.
"""

import time
from datetime import UTC, datetime

from django.conf import settings
from django.core.cache import caches
from django.urls import reverse
from django.utils.http import parse_http_date_safe

from home.caching import OFFER, Offer, offered
from home.compression import preferred
from home.generation import PAGES, the_mark
from site_config.answer_store import Memory, Shared
from site_config.made_by import made_by
from site_config.ready_answers import FOUND, MADE, OF_THE_FORM, make_ready, plain

# A request with one of these is for one reader, for a part, or not what it seems.
PASSED_ON = frozenset(
    {
        "HTTP_AUTHORIZATION",
        "HTTP_IF_MATCH",
        "HTTP_IF_RANGE",
        "HTTP_IF_UNMODIFIED_SINCE",
        "HTTP_RANGE",
        "HTTP_TRANSFER_ENCODING",
    }
)
# Asks whether there is something new, which is answered here.
CONDITIONS = ("HTTP_IF_NONE_MATCH", "HTTP_IF_MODIFIED_SINCE")
# What writes past this project, such as a backup that is put back, is seen after so many seconds.
KEPT_AT_MOST = 3600
FORBIDDEN = {"private", "no-store", "no-cache"}
# Of one connection or request, never of an answer (RFC 9110, 7.6.1).
OF_THE_CONNECTION = {
    "connection",
    "date",
    "keep-alive",
    "server",
    "transfer-encoding",
    "x-request-id",
}


class PageCache:
    """A WSGI application in front of another, which starts its answer before it returns it."""

    def __init__(self, application, *, mark, memory: Memory, shared: Shared | None = None, **rules):
        self.application, self.mark = application, mark
        self.memory, self.answers, self.shared = memory, memory.answers, shared
        self.clock = rules.get("clock", time.time)
        # A cookie with this in its name or value is that of somebody who may be logged in.
        self.session_cookie = rules.get("session_cookie", "sessionid")
        self.hosts = frozenset(rules.get("hosts", ()))
        self.ports = frozenset(rules.get("ports", ()))
        self.apart = tuple(rules.get("apart", ()))
        # A header, and what it says of a request that came over TLS to a proxy.
        self.tls_header, self.tls_value = rules.get("tls") or (None, None)
        self.when_published = rules.get("when_published", lambda: None)
        self._seen = None

    def __call__(self, environ, start_response):
        key = self.key_of(environ)
        if key is None:
            return self.application(environ, start_response)
        mark = self.mark.now()
        if mark is None:
            return self.application(environ, start_response)
        answer = self.answers.get(key)
        if answer is not None and answer.mark == mark and self._holds(answer):
            answer.used = True
            return send(answer, FOUND, environ, start_response)
        return self._find(key, mark, environ, start_response)

    def key_of(self, environ) -> tuple | None:
        """What an answer to this request is kept under; None where it is passed on."""
        method = environ["REQUEST_METHOD"]
        if (method != "GET" and method != "HEAD") or not environ.keys().isdisjoint(PASSED_ON):
            return None
        cookies = environ.get("HTTP_COOKIE")
        if cookies is not None and self.session_cookie in cookies:
            return None
        path = environ["PATH_INFO"]
        if path.startswith(self.apart) or environ.get("SCRIPT_NAME"):
            return None
        scheme = environ["wsgi.url_scheme"]
        if self.tls_header is not None and self.tls_header in environ:
            said = environ[self.tls_header]
            if said != self.tls_value and said != "http":
                return None
            scheme = "https" if said == self.tls_value else "http"
        return scheme, environ.get("HTTP_HOST", ""), path, environ.get("QUERY_STRING", "")

    def _find(self, key, mark, environ, start_response):
        """Send what another process has kept, or let Django draw it."""
        if mark != self._seen:
            # First what it does, for the other threads that see the new mark.
            self.when_published()
            self._seen = mark
        if self.shared is not None:
            answer = self.shared.get(key, mark)
            if answer is not None and self._holds(answer):
                self.memory.put(key, answer)
                return send(answer, FOUND, environ, start_response)
        if environ["REQUEST_METHOD"] != "GET" or not self._is_own_form(key, environ):
            return self.application(environ, start_response)
        return self._draw(key, mark, environ, start_response)

    def _holds(self, answer) -> bool:
        """Whether the clock says that it would be drawn as it is.

        One of a later hour than there can be was drawn before the clock was put back.
        """
        return 0 < answer.until - self.clock() <= KEPT_AT_MOST

    def _is_own_form(self, key, environ) -> bool:
        """Whether host and port are written as the site writes them, and nothing is somebody's."""
        host = key[1]
        name, _colon, port = host.rpartition(":") if _has_port(host) else (host, "", "")
        return (
            name in self.hosts
            and port in {"", environ.get("SERVER_PORT", ""), *self.ports}
            and "HTTP_COOKIE" not in environ
            and environ.get("CONTENT_LENGTH") in (None, "", "0")
        )

    def _draw(self, key, mark, environ, start_response):
        began = self.clock()
        offer = Offer(mark, datetime.fromtimestamp(began, UTC))
        # Who asks whether there is something new must not keep the answer from being kept.
        asked = {name: value for name, value in environ.items() if name not in CONDITIONS}
        asked[OFFER] = offer
        started = []

        def start(status, head, exc_info=None):
            started[:] = status, head, exc_info

        token = offered.set(offer)
        try:
            result = self.application(asked, start)
        finally:
            offered.reset(token)
        status, head, exc_info = started
        until = offer.until and min(offer.until.timestamp(), began + KEPT_AT_MOST)
        if (
            offer.query is None
            or offer.withdrawn
            or offer.query != key[3]
            or until <= self.clock()
            or not may_be_kept(status, head)
        ):
            start_response(status, head, *filter(None, [exc_info]))
            return result
        try:
            sent = b"".join(result)
        finally:
            if hasattr(result, "close"):
                result.close()
        body = plain(sent, _value(head, "content-encoding").lower())
        if body is None:
            start_response(status, head)
            return [sent]
        lasting = [
            (name, value)
            for name, value in head
            if name.lower() not in OF_THE_FORM and name.lower() not in OF_THE_CONNECTION
        ]
        answer = make_ready(mark, until, lasting, body)
        self.memory.put(key, answer)
        if self.shared is not None:
            self.shared.put(key, answer, until - self.clock())
        return send(answer, MADE, environ, start_response)


def send(answer, how, environ, start_response):
    """Send the form that the reader likes best, or say that it has that already."""
    forms = answer.forms
    for coding in preferred(environ.get("HTTP_ACCEPT_ENCODING", "")):
        form = forms.get(coding)
        if form is not None:
            break
    known = environ.get("HTTP_IF_NONE_MATCH")
    if known is not None:
        # No ETag is part of another: they are in quotation marks.
        unchanged = form.etag in known or known.strip() == "*"
    else:
        unchanged = answer.modified is not None and _not_since(answer.modified, environ)
    if unchanged:
        start_response("304 Not Modified", [*form.head_unchanged, how])
        return []
    start_response("200 OK", [*form.head, how])
    return [] if environ["REQUEST_METHOD"] == "HEAD" else [form.body]


def _not_since(modified: str, environ) -> bool:
    since = environ.get("HTTP_IF_MODIFIED_SINCE")
    if not since:
        return False
    since = parse_http_date_safe(since)
    return since is not None and parse_http_date_safe(modified) <= since


def may_be_kept(status: str, head: list) -> bool:
    """Whether an answer is for everybody, by all that its head says."""
    if not status.startswith("200 "):
        return False
    allowed = _words(head, "cache-control")
    names = {word.partition("=")[0].strip() for word in allowed}
    return (
        "public" in names
        and names.isdisjoint(FORBIDDEN)
        and _words(head, "vary") <= {"accept-encoding"}
        and not any(name.lower() in ("set-cookie", "set-cookie2") for name, _value in head)
        # A nonce is for one answer.
        and not any("'nonce-" in value.lower() for _name, value in head)
        and len([name for name, _value in head if name.lower() == "content-encoding"]) <= 1
    )


def _words(head, name: str) -> set[str]:
    """The words of a header, in small letters, wherever it stands, however often."""
    return {
        word.strip().lower()
        for found, value in head
        if found.lower() == name
        for word in value.split(",")
        if word.strip()
    }


def _value(head, name: str) -> str:
    return next((value.strip() for found, value in head if found.lower() == name), "")


def _has_port(host: str) -> bool:
    return host.rpartition(":")[2].isdigit() and not host.endswith("]")


def in_front_of(application):
    """The site's application with this layer before it, or itself where PAGE_CACHE is off."""
    if not settings.PAGE_CACHE:
        return application
    from wagtail.models import Site

    mark = the_mark()
    # A process that died may have published something, and had no time to say so.
    mark.renew()
    shared = None
    if PAGES in settings.CACHES:
        shared = Shared(caches[PAGES], made_by(), mark.is_away)
    return PageCache(
        application,
        mark=mark,
        memory=Memory(settings.PAGE_CACHE_BYTES),
        shared=shared,
        session_cookie=settings.SESSION_COOKIE_NAME,
        # Those that are written out: of names that a pattern allows there is no end.
        hosts=[host for host in settings.ALLOWED_HOSTS if not host.startswith((".", "*"))],
        ports=[settings.SITE_PORT],
        apart=[
            settings.STATIC_URL,
            settings.MEDIA_URL,
            reverse("wagtailadmin_home"),
            "/documents/",
            "/share/",
            "/views/",
        ],
        tls=getattr(settings, "SECURE_PROXY_SSL_HEADER", None),
        # Wagtail keeps the addresses of its sites in a cache that may be of this process alone.
        when_published=Site.clear_site_root_paths_cache,
    )

"""Makes requests that nobody with good intentions makes, from those that somebody does make.

The same seed makes the same requests. A request is what a server hands on to a WSGI application,
so that nothing between a reader and the site tidies it up first.
"""

import io
import random
import re
from dataclasses import dataclass, field
from urllib.parse import quote_from_bytes, urlencode

from django.conf import settings
from django.urls import Resolver404, get_resolver, reverse
from django.utils import translation
from django.utils.translation import get_language_from_path
from wagtail.contrib.routable_page.models import RoutablePageMixin

from tests.home.test_search_hostile import PIECES, questions

METHODS = [
    "HEAD",
    "POST",
    "PUT",
    "PATCH",
    "DELETE",
    "OPTIONS",
    "TRACE",
    "CONNECT",
    "get",
    "FOO",
    "",
]
# Beside what is typed into the search: parts of addresses.
PARTS = [
    *(b"", b".", b"..", b"%2e%2e", b"//", b"\\", b"~", b"*", b"?", b";x=1", b"a b", b"+", b":"),
    b"@",
    *(b"\x00", b"%00", b"\xff\xfe", b"\xc0\xaf", b"\xed\xa0\x80", b"\xf4\x90\x80\x80", b"\r\n"),
    b"\x7f",
    *(b"0", b"-1", b"1", b"00", b"1e9", b"9" * 9, b"9" * 20, b"9" * 400, b"2147483648", b"-9" * 30),
    *(b"9223372036854775808", "٣".encode(), "½".encode(), b"0x10", b"1.5", b"NaN", b"None"),
    b"null",
    *(b"2026-13", b"2026-00", b"0000-01", b"9999-12", b"2026-02", b"10000-01", b"2026-1"),
    b"-001-01",
    *(b"2026-02-30", b"2027-02-01", b"9999-12-31", b"0001-01-01", b"2026-11-29-2", b"dag-0.ics"),
    *(b"dag-999.ics", b"day-1.ics", b"dag-1.ics", b"agenda.ics", b"agenda.xml", b"atom.xml"),
    b"rss.xml",
    *(b"aanmelden", b"enrol", b"op-de-hoogte", b"keep-informed", b"gelukt", b"done", b"data"),
    b"dates",
    *(b"maand", b"month", b"eerder-gegeven", b"given-before", b"locatie", b"trainer", b"en"),
    *(b"nl", b"de"),
    *(b"a" * 255, b"a" * 256, b"a" * 3000, "ë".encode() * 200, b"a/" * 300, b".ics", b"x.ics"),
    b"x.xml",
    *(b"f" * 32 + b".x", b"0" * 32 + b"." + b"a" * 40, b"<script>", b"'--", b"{{7*7}}", b"%s"),
    b"${x}",
    *("\u202e".encode(), "\ufeff".encode(), "İ".encode(), "你好".encode(), b"con", b"nul.ics"),
    b"index.php",
]  # fmt: skip
NAMES = [
    "q",
    "page",
    "type",
    "month",
    "place",
    "free",
    "category",
    "said",
    "full",
    "next",
    "trainer",
]
NAMES += [
    "language",
    "form",
    "order",
    "page[]",
    "__proto__",
    "csrfmiddlewaretoken",
    "format",
    "p",
    "",
]
VALUES = [
    *("", "0", "1", "2", "-1", "999999999", "9" * 400, "1e9", "NaN", "٣", "1;2", "online"),
    "2026-13",
    *("0000-00", "9999-12", "10000-01", "2027-02", "-1-01", "2026-02-30", "artikel", "training"),
    "x",
    *("//evil.example", "https://evil.example/", "javascript:alert(1)", "\\\\evil.example"),
    "/\\evil",
    *("%s", "{0}", "'", '"', "\x00", "\r\nX: 1", "\ud800", "a" * 2000, "luisteren", "hulp", "true"),
]  # fmt: skip
HEADERS = {
    "HTTP_ACCEPT": ["", "*/*", "application/json", "text/calendar;q=x", "a" * 5000, "\xff", ";;,,"],
    "HTTP_ACCEPT_ENCODING": [
        *("", "gzip", "br", "*;q=0", "gzip;q=x", "identity;q=0", ",;=", "zstd, \xe9"),
    ],
    "HTTP_ACCEPT_LANGUAGE": [
        *("", "de", "en;q=9", "x" * 500, "nl" * 300, "*", "en-" * 80, "\xe9", "-;q="),
    ],
    "HTTP_RANGE": ["bytes=0-", "bytes=-1", "bytes=9-1", "bytes=a-b", "bytes=0-1,2-3", "x"],
    "HTTP_IF_NONE_MATCH": ["*", '"x"', 'W/"', "x" * 5000, "\xff", '"a", "b"', "'", ""],
    "HTTP_IF_MATCH": ["*", '"x"', "", "\xff"],
    "HTTP_IF_MODIFIED_SINCE": [
        *("", "0", "Thu, 26 Nov 2026 06:00:00 GMT", "Thu, 99 Nov 9999 99:99:99 GMT", "\xff"),
        *("Sunday, 06-Nov-94 08:49:37 GMT", "Sun Nov  6 08:49:37 1994"),
        "Sun, 06 Nov 0000 08:49:37 GMT",
    ],
    "HTTP_IF_UNMODIFIED_SINCE": ["Thu, 01 Jan 1970 00:00:00 GMT", "x", ""],
    "HTTP_COOKIE": [
        *("", "=", ";", "sessionid", "sessionid=" + "x" * 32, "sessionid=\x00", "csrftoken=x"),
        "a" * 9000,
        *("sessionid=../../x; csrftoken=" + "a" * 32, "messages=x", "\xff=\xfe"),
        "django_language=de",
    ],
    "HTTP_HOST": [
        *("", "evil.example", "127.0.0.1:99999", "[::1", "testserver:8000", "a" * 300, "\xff"),
        "a b",
    ],
    "HTTP_X_FORWARDED_FOR": ["1.2.3.4", "x", "::1, 1", "\xff", "1" * 900],
    "HTTP_X_FORWARDED_HOST": ["evil.example", "\xff"],
    "HTTP_X_FORWARDED_PROTO": ["https", "x", ""],
    "HTTP_X_REQUEST_ID": ["x", "a" * 64, "\r\nX: 1", "\xff"],
    "HTTP_USER_AGENT": ["", "Mozilla/5.0", "bot", "\xff\x00", "x" * 9000, "${jndi:ldap://x}"],
    "HTTP_REFERER": [
        *("", "https://evil.example/", "\xff", "x", "http://[", "http://127.0.0.1:8000/"),
    ],
    "HTTP_ORIGIN": [
        *("null", "https://evil.example", "http://[", "http://127.0.0.1:8000", "\xff", ""),
    ],
    "HTTP_AUTHORIZATION": ["Basic eDp4", "Basic \xff", "Bearer x", "x"],
    "HTTP_SEC_FETCH_SITE": ["cross-site", "same-origin", "\xff"],
    "HTTP_X_REQUESTED_WITH": ["XMLHttpRequest"],
    "HTTP_X_HTTP_METHOD_OVERRIDE": ["DELETE"],
    "HTTP_TRANSFER_ENCODING": ["chunked", "x"],
    "HTTP_EXPECT": ["100-continue"],
    "SCRIPT_NAME": ["/x"],
}  # fmt: skip
# With which a page is sent that was drawn before.
KEPT_READY = (
    *("HTTP_ACCEPT", "HTTP_ACCEPT_ENCODING", "HTTP_ACCEPT_LANGUAGE", "HTTP_IF_NONE_MATCH"),
    *(
        "HTTP_IF_MODIFIED_SINCE",
        "HTTP_USER_AGENT",
        "HTTP_REFERER",
        "HTTP_ORIGIN",
        "HTTP_SEC_FETCH_SITE",
    ),
    *("HTTP_X_FORWARDED_FOR", "HTTP_X_REQUEST_ID", "HTTP_X_REQUESTED_WITH", "HTTP_EXPECT"),
)
# Addresses of files, of what programs ask for, and of what leads elsewhere.
LIGHT = (
    "/robots",
    "/favicon",
    "/.well",
    "/static",
    "/media",
    "/documents",
    "/health",
    "/ready",
    "/_util",
)
KINDS = [
    *("application/x-www-form-urlencoded", "multipart/form-data; boundary=x"),
    "multipart/form-data",
    *("multipart/form-data; boundary=\xff", "multipart/form-data; boundary=" + "x" * 300),
    "text/plain",
    *("application/json", "application/x-www-form-urlencoded; charset=utf-16", "", "x", "text/xml"),
    "application/x-www-form-urlencoded; charset=latin-1",
    "multipart/form-data; boundary=x; charset=utf-7",
    "application/x-www-form-urlencoded; charset=bestaat-niet",
    "multipart/form-data; boundary=x; charset=x",
]  # fmt: skip
FIELDS = ["name", "email", "phone", "organisation", "remark", "consent", "website", "stamp", "step"]
FIELDS += ["List-Unsubscribe", "username", "password", "next", "q", "question-1", "answers", "code"]
TYPED = [
    *("", "Anna de Wit", "anna@example.com", "a@b", "@", "a@b@c", "x" * 300 + "@example.com"),
    *("on", "1"),
    *("confirm", "withdraw", "details", "stop", "One-Click", "\x00", "\ud800", "\u202e"),
    "x" * 20000,
    *("a@exa\r\nBcc: x@example.com", "1:x:y", "0.x", "9" * 400 + ".x", "<b>x</b>", "{{ 7*7 }}"),
    "' OR 1",
    *("a" * 65 + "@example.com", "é@exämple.com", '"a b"@example.com', "06" * 200),
    *("//evil.example", "%s"),
]  # fmt: skip


@dataclass
class Asked:
    """A request: its method, its path in bytes, its query, its headers as in a WSGI environment."""

    method: str
    path: bytes
    query: str = ""
    headers: dict = field(default_factory=dict)
    body: bytes = b""
    # What the server says of the length of the body; None: as long as it is.
    length: str | None = None

    def environ(self) -> dict:
        """As a server hands it on."""
        length = str(len(self.body)) if self.length is None else self.length
        environ = {
            "REQUEST_METHOD": self.method,
            "SCRIPT_NAME": "",
            "PATH_INFO": self.path.decode("latin-1"),
            "QUERY_STRING": self.query,
            "SERVER_NAME": "127.0.0.1",
            "SERVER_PORT": "8000",
            "SERVER_PROTOCOL": "HTTP/1.1",
            "REMOTE_ADDR": "127.0.0.1",
            "HTTP_HOST": "127.0.0.1:8000",
            "wsgi.version": (1, 0),
            "wsgi.url_scheme": "http",
            "wsgi.input": io.BytesIO(self.body),
            "wsgi.errors": io.StringIO(),
            "wsgi.multithread": True,
            "wsgi.multiprocess": True,
            "wsgi.run_once": False,
        }
        if self.body or self.length is not None:
            environ["CONTENT_LENGTH"] = length
        return environ | self.headers


def leaves(patterns=None, above=""):
    """Every pattern of an address that is no part of the admin, as Django calls it (``route``)."""
    admin = reverse("wagtailadmin_home").lstrip("/")
    for pattern in get_resolver().url_patterns if patterns is None else patterns:
        own = str(pattern.pattern)
        route = above + (own.removeprefix("^") if above else own)
        if not hasattr(pattern, "url_patterns"):
            yield route
        elif own != admin:
            yield from leaves(pattern.url_patterns, route)


def leaf_of(path: str) -> str:
    """The pattern that an address is of, without its language; empty for one of none."""
    language = get_language_from_path(path) or settings.LANGUAGE_CODE
    with translation.override(language):
        try:
            route = get_resolver().resolve(path).route
        except Resolver404:
            return ""
    return route if language == settings.LANGUAGE_CODE else route.removeprefix(f"{language}/")


def routes() -> set[tuple[str, str]]:
    """Every address below a page that its model answers, as model and pattern."""

    def below(model):
        for sub in model.__subclasses__():
            yield sub
            yield from below(sub)

    return {
        (model.__name__, str(route.pattern))
        for model in below(RoutablePageMixin)
        if not model._meta.abstract
        for route in model.get_subpage_urls()
    }


class Fuzz:
    """Requests made of good addresses, which are paths with a query, by chance of a seed."""

    def __init__(self, seeds, forms, kept, stamps, seed: int):
        # Good addresses; those of forms among them, those of pages that are kept ready.
        self.seeds, self.forms, self.kept = seeds, forms, kept
        # What lets a form pass for one that a person has filled in.
        self.stamps = stamps
        self.light = [path for path in seeds if path.startswith(LIGHT)]
        self.chance = random.Random(seed)
        self.seed = seed

    def requests(self, count: int):
        """So many requests: first each good address as it is, then what is wrong in some way.

        One in fifteen makes the site draw something. The others are what it answers with little
        ado: strange headers for pages that are kept ready, strange methods, files.
        """
        chance = self.chance
        searches = self._searches(count)
        for address in self.seeds[:count]:
            yield self.good(address)
        for number in range(count - len(self.seeds)):
            if number % 15:
                yield self._lightly(chance.random())
                continue
            what = chance.random()
            if what < 0.2:
                yield next(searches)
                continue
            asked = self.good(chance.choice(self.seeds if what < 0.75 else self.forms))
            if what >= 0.75:
                self._fill_in(asked)
            for _again in range(chance.choice([1, 1, 1, 2, 3])):
                chance.choice([self._path, self._path, self._query, self._header, self._method])(
                    asked
                )
            yield asked

    def _lightly(self, what) -> Asked:
        if what < 0.3:
            asked = self.good(self.chance.choice(self.light))
            self.chance.choice([self._query, self._header, self._method])(asked)
            return asked
        if what < 0.34:
            asked = self.good(self.chance.choice(self.seeds))
            asked.method = self.chance.choice(METHODS[2:])
            return asked
        asked = self.good(self.chance.choice(self.kept))
        asked.method = self.chance.choice(["GET", "HEAD"])
        self._header(asked, KEPT_READY)
        return asked

    @staticmethod
    def good(address: str) -> Asked:
        """What somebody asks for whose intentions are good."""
        path, _mark, query = address.partition("?")
        return Asked("GET", path.encode(), query)

    def _searches(self, count):
        for address, fields in questions(count, self.seed):
            path, _mark, query = address.partition("?")
            yield Asked("GET", path.encode(), query or urlencode(fields))

    def _piece(self) -> bytes:
        chance = self.chance
        if chance.random() < 0.7:
            return chance.choice(PARTS)
        if chance.random() < 0.5:
            return chance.randbytes(chance.randrange(1, 30))
        return chance.choice(PIECES).encode("utf-8", "surrogatepass")

    def _path(self, asked):
        """Put something strange into the path, or take something out."""
        chance, parts = self.chance, asked.path.split(b"/")
        place = chance.randrange(1, len(parts)) if len(parts) > 1 else 0
        match chance.randrange(8):
            case 0:
                parts[place] = self._piece()
            case 1:
                parts.insert(place, self._piece())
            case 2:
                parts[place] += self._piece()
            case 3:
                del parts[place]
            case 4:
                parts[place] = parts[place].swapcase()
            case 5:
                parts[place] = quote_from_bytes(parts[place], safe=b"").encode()
            case 6:
                numbers = list(re.finditer(rb"[0-9]+", asked.path))
                if numbers:
                    found = chance.choice(numbers)
                    asked.path = (
                        asked.path[: found.start()] + self._piece() + asked.path[found.end() :]
                    )
                    return
                parts.append(self._piece())
            case 7:
                parts = [b"", b"en", *parts[1:]] if parts[1:2] != [b"en"] else [b"", *parts[2:]]
        asked.path = b"/".join(parts)

    def _query(self, asked):
        chance = self.chance
        pairs = [
            (chance.choice(NAMES), chance.choice(VALUES))
            for _pair in range(chance.choice([1, 2, 5]))
        ]
        wrong = urlencode([(n, v.encode("utf-8", "surrogatepass")) for n, v in pairs])
        match chance.randrange(6):
            case 0:
                wrong = "".join(chr(each) for each in chance.randbytes(chance.randrange(1, 60)))
            case 1:
                wrong = chance.choice(
                    ["%", "%zz", "&&&", "=", "?" * 50, "q=%ff%fe", "a=" * 1500, "page=%00"]
                )
        asked.query = f"{asked.query}&{wrong}" if asked.query and chance.random() < 0.5 else wrong

    def _header(self, asked, names=tuple(HEADERS)):
        for _each in range(self.chance.choice([1, 1, 3])):
            name = self.chance.choice(names)
            asked.headers[name] = self.chance.choice(HEADERS[name])

    def _method(self, asked):
        asked.method = self.chance.choice(METHODS)
        if asked.method not in ("HEAD", "OPTIONS") and self.chance.random() < 0.5:
            self._fill_in(asked, asked.method)

    def _fill_in(self, asked, method="POST"):
        """Send a form, or what might be taken for one."""
        chance, asked.method = self.chance, method
        names = chance.sample(FIELDS, chance.randrange(1, 8))
        filled = {name: chance.choice(TYPED) for name in names}
        path = asked.path.decode(errors="replace")
        if chance.random() < 0.7 and path in self.stamps:
            # As a person, but for what is typed.
            filled = {"name": "Anna", "email": "anna@example.com", "consent": "on"} | filled
            filled["stamp"] = self.stamps[path]
            filled.pop("website", None)
        kind = KINDS[0] if chance.random() < 0.6 else chance.choice(KINDS)
        body = urlencode(
            {n: v.encode("utf-8", "surrogatepass") for n, v in filled.items()}
        ).encode()
        if kind.startswith("multipart"):
            body = b"".join(
                b'--x\r\nContent-Disposition: form-data; name="%s"%s\r\n\r\n%s\r\n'
                % (
                    name.encode(),
                    chance.choice(
                        [
                            b"",
                            b'; filename="a.pdf"',
                            b"; filename*=utf-8''%ff",
                            b'; filename="\x00"',
                        ]
                    ),
                    value.encode("utf-8", "surrogatepass"),
                )
                for name, value in filled.items()
            ) + chance.choice([b"--x--\r\n", b"", b"--x", b"\x00"])
        match chance.randrange(12):
            case 0:
                body = chance.randbytes(chance.randrange(0, 400))
            case 1:
                body = b"&".join(
                    b"f%d=x" % number for number in range(chance.choice([900, 10_050]))
                )
            case 2:
                asked.length = chance.choice(["-1", "x", "", "0", str(len(body) + 50), "9" * 30])
        asked.headers["CONTENT_TYPE"] = kind
        asked.body = body

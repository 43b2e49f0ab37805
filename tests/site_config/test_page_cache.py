"""The layer in front of Django: what it keeps, for whom, and what it must never mix."""

import gzip
import threading
from datetime import UTC, datetime, timedelta
from types import SimpleNamespace

import brotli
import pytest

from home import generation
from home.caching import OFFER, keep_nothing
from home.compression import preferred
from site_config.answer_store import Memory, Shared
from site_config.page_cache import KEPT_AT_MOST, PageCache, in_front_of, may_be_kept
from site_config.ready_answers import make_ready

PAGE = b"<!doctype html><title>Blog</title>" + b"<p>Vragen staat vrij.</p>" * 40
HEAD = [
    ("Content-Type", "text/html; charset=utf-8"),
    ("Cache-Control", "public, max-age=0, s-maxage=60"),
    ("Content-Security-Policy", "default-src 'none'"),
    ("Content-Language", "nl"),
]
EMPTY = b""


class Answered(SimpleNamespace):
    """What a reader gets: ``status``, ``head`` (names in small letters), ``body``."""

    @property
    def how(self):
        return self.head.get("cache-status", "").removeprefix("lesdag; ")


class Site:
    """A tiny site behind the layer, which counts how often it is asked."""

    def __init__(self, **rules):
        self.mark, self.now, self.until = b"mark0001", 1_800_000_000.0, timedelta(hours=5)
        self.status, self.head, self.body, self.query = "200 OK", list(HEAD), PAGE, ""
        self.asked, self.published, self.while_drawing = [], 0, lambda: None
        self.memory = rules.pop("memory", Memory(1_000_000))
        self.layer = PageCache(
            self.application,
            mark=SimpleNamespace(now=lambda: self.mark),
            memory=self.memory,
            **{
                "clock": lambda: self.now,
                "hosts": ["lesdag.example"],
                "apart": ["/static/", "/admin/"],
                "when_published": self.see,
                **rules,
            },
        )

    def see(self):
        self.published += 1

    def application(self, environ, start_response):
        self.asked.append(environ)
        offer, head, body = environ.get(OFFER), list(self.head), self.body
        if offer is not None:
            offer.query = self.query
            offer.until = offer.begun + self.until
        self.while_drawing()
        start_response(self.status, head)
        return [body]

    def ask(self, path="/blog/", method="GET", query="", **headers):
        environ = {
            "REQUEST_METHOD": method,
            "PATH_INFO": path,
            "QUERY_STRING": query,
            "SERVER_PORT": "8000",
            "wsgi.url_scheme": "http",
            "HTTP_HOST": "lesdag.example",
            **{f"HTTP_{name.upper()}": value for name, value in headers.items()},
        }
        environ = {name: value for name, value in environ.items() if value is not None}
        began = []
        body = b"".join(self.layer(environ, lambda *line: began.extend(line)))
        head = {}
        for name, value in began[1]:
            head[name.lower()] = ", ".join(filter(None, [head.get(name.lower()), value]))
        return Answered(status=began[0], head=head, body=body)


@pytest.fixture
def site():
    return Site()


def is_kept(site, **request):
    """Whether an answer to this request comes without asking the site, the second time."""
    before = len(site.asked)
    site.ask(**request)
    again = site.ask(**request)
    return len(site.asked) == before + 1 and again.how == "hit"


class TestAPage:
    def test_is_drawn_once_and_sent_again_as_it_was(self, site):
        first, second = site.ask(), site.ask()
        assert len(site.asked) == 1
        assert (first.how, second.how) == ("fwd=miss; stored", "hit")
        assert first.status == second.status == "200 OK"
        assert first.body == second.body == PAGE
        assert first.head | {"cache-status": ""} == second.head | {"cache-status": ""}
        assert second.head["content-security-policy"] == "default-src 'none'"
        assert second.head["content-language"] == "nl"
        assert second.head["content-length"] == str(len(PAGE))
        assert second.head["vary"] == "Accept-Encoding"

    def test_is_sent_in_the_form_that_the_reader_likes_best(self, site):
        forms = {
            "br": brotli.decompress,
            "gzip": gzip.decompress,
            "": lambda body: body,
        }
        etags = set()
        for coding, unpack in forms.items():
            answer = site.ask(accept_encoding=coding)
            assert answer.head.get("content-encoding", "") == coding
            assert answer.head["content-length"] == str(len(answer.body))
            assert unpack(answer.body) == PAGE
            etags.add(answer.head["etag"])
        assert len(etags) == 3
        assert all(etag.startswith('"') for etag in etags), "strong ones"
        assert len(site.asked) == 1

    def test_that_arrives_compressed_is_kept_in_all_forms(self, site):
        site.head.append(("Content-Encoding", "gzip"))
        site.head.append(("Vary", "Accept-Encoding"))
        site.body = gzip.compress(PAGE)
        assert site.ask(accept_encoding="gzip").how == "fwd=miss; stored"
        assert site.ask().body == PAGE
        assert brotli.decompress(site.ask(accept_encoding="br").body) == PAGE

    def test_in_a_coding_of_which_we_know_nothing_is_passed_on(self, site):
        site.head.append(("Content-Encoding", "zstd"))
        site.body = b"(packed)"
        assert site.ask().body == b"(packed)"
        assert not is_kept(site)

    def test_that_claims_to_be_compressed_and_is_not_is_passed_on(self, site):
        site.head.append(("Content-Encoding", "gzip"))
        assert site.ask().body == PAGE
        assert not is_kept(site)

    def test_of_a_few_words_is_not_compressed(self, site):
        site.body = b"ok"
        assert "content-encoding" not in site.ask(accept_encoding="br, gzip").head

    def test_closes_what_drew_it(self, site):
        closed = []

        class Result(list):
            def close(self):
                closed.append(True)

        drawn = site.application
        site.layer.application = lambda *call: Result(drawn(*call))
        site.ask()
        site.ask()
        assert closed == [True]

    def test_that_cannot_be_drawn_leaves_nothing_behind(self, site):
        def fail():
            raise RuntimeError("the database is away")

        site.while_drawing = fail
        with pytest.raises(RuntimeError):
            site.ask()
        site.while_drawing = lambda: None
        assert site.ask().how == "fwd=miss; stored"


class TestConditions:
    def test_who_has_these_bytes_hears_that_nothing_changed(self, site):
        etag = site.ask(accept_encoding="br").head["etag"]
        for known in (etag, f"W/{etag}", f'"other", {etag}', "*"):
            answer = site.ask(accept_encoding="br", if_none_match=known)
            assert (answer.status, answer.body) == ("304 Not Modified", EMPTY), known
            assert answer.head["etag"] == etag
            assert answer.head["cache-control"] == "public, max-age=0, s-maxage=60"
            assert answer.head["vary"] == "Accept-Encoding"
            assert {"content-length", "content-type", "content-encoding"}.isdisjoint(answer.head)

    def test_the_etag_of_another_form_is_not_that_of_this_one(self, site):
        etag = site.ask(accept_encoding="br").head["etag"]
        assert site.ask(accept_encoding="gzip", if_none_match=etag).status == "200 OK"
        assert site.ask(if_none_match='"' + etag.strip('"')[:32]).status == "200 OK"

    def test_a_question_whether_it_changed_lets_it_be_kept(self, site):
        first = site.ask(if_none_match='"old"', if_modified_since="Mon, 01 Jan 2024 00:00:00 GMT")
        assert (first.status, first.how) == ("200 OK", "fwd=miss; stored")
        assert "HTTP_IF_NONE_MATCH" not in site.asked[0]
        assert "HTTP_IF_MODIFIED_SINCE" not in site.asked[0]

    def test_a_calendar_answers_by_its_date_to_who_knows_no_etag(self, site):
        site.head.append(("Last-Modified", "Tue, 01 Dec 2026 10:00:00 GMT"))
        site.ask()
        for since, status in [
            ("Tue, 01 Dec 2026 10:00:00 GMT", "304 Not Modified"),
            ("Wed, 02 Dec 2026 10:00:00 GMT", "304 Not Modified"),
            ("Tue, 01 Dec 2026 09:59:59 GMT", "200 OK"),
            ("yesterday", "200 OK"),
        ]:
            assert site.ask(if_modified_since=since).status == status, since
        # An ETag counts for more (RFC 9110, 13.2.2).
        answer = site.ask(
            if_none_match='"other"', if_modified_since="Wed, 02 Dec 2026 10:00:00 GMT"
        )
        assert answer.status == "200 OK"

    def test_without_a_date_of_the_page_nothing_is_older(self, site):
        site.ask()
        assert site.ask(if_modified_since="Wed, 02 Dec 2099 10:00:00 GMT").status == "200 OK"


class TestHead:
    def test_is_answered_as_get_is_without_the_body(self, site):
        got = site.ask(accept_encoding="gzip")
        head = site.ask(method="HEAD", accept_encoding="gzip")
        assert (head.status, head.body) == ("200 OK", EMPTY)
        assert head.head | {"cache-status": ""} == got.head | {"cache-status": ""}
        assert len(site.asked) == 1

    def test_is_never_kept_itself(self, site):
        site.body = EMPTY
        site.ask(method="HEAD")
        site.body = PAGE
        assert site.ask().body == PAGE
        assert len(site.asked) == 2

    @pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "OPTIONS", "PURGE", "get"])
    def test_any_other_method_is_passed_on(self, site, method):
        site.ask()
        assert site.ask(method=method).how == ""
        assert len(site.asked) == 2
        assert OFFER not in site.asked[1]


class TestWhatIsKept:
    def test_lacks_nothing_that_belongs_to_it(self, site):
        site.while_drawing = keep_nothing
        assert not is_kept(site)
        site.while_drawing = lambda: None
        assert is_kept(site)

    def test_needs_a_view_that_takes_the_offer_up(self, site):
        site.query = None
        assert not is_kept(site)

    @pytest.mark.parametrize(
        "status", ["201 Created", "204 No Content", "206 Partial", "301 Moved", "404 Not Found"]
    )
    def test_is_found(self, site, status):
        site.status = status
        assert not is_kept(site)

    def test_calls_itself_public(self, site):
        site.head = [line for line in HEAD if line[0] != "Cache-Control"]
        assert not is_kept(site)
        site.head.append(("Cache-Control", "max-age=60"))
        assert not is_kept(site)

    @pytest.mark.parametrize("word", ["private", "no-store", "no-cache", 'private="x"'])
    def test_says_nothing_against_it_in_capitals_either(self, site, word):
        """CVE-2026-8404: ``Private`` was not read."""
        for written in (word, word.upper(), word.title(), f" \t{word} "):
            for lines in (
                [f"public, {written}"],
                [f"{written},public"],
                ["public", written],
            ):
                site.head = [HEAD[0], *(("cache-CONTROL", line) for line in lines)]
                assert not is_kept(site), lines

    @pytest.mark.parametrize("vary", ["*", " *", "* ", "\t*\t", "Accept-Encoding,*", "a, * ,b"])
    def test_does_not_vary_by_everything(self, site, vary):
        """CVE-2026-6907 and CVE-2026-48587: ``Vary: *``, also with white space around it."""
        site.head.append(("Vary", vary))
        assert not is_kept(site)

    @pytest.mark.parametrize(
        "vary", ["Cookie", "cookie", " Cookie ", "Accept-Encoding, Cookie", "Accept-Language"]
    )
    def test_varies_by_the_encoding_alone(self, site, vary):
        """CVE-2026-48588: with any cookie, what varies on cookies was kept for all."""
        site.head.append(("Vary", vary))
        assert not is_kept(site)
        assert not is_kept(site, cookie="theme=dark")

    def test_varies_by_no_header_in_a_second_line(self, site):
        site.head += [("Vary", "Accept-Encoding"), ("vary", "X-Whatever")]
        assert not is_kept(site)

    def test_a_header_that_is_empty_or_absent_makes_no_difference_as_none_does(self, site):
        """CVE-2026-113593: an empty header and none gave the same key."""
        site.head.append(("Vary", "X-Reader"))
        assert not is_kept(site)
        assert not is_kept(site, x_reader="")

    @pytest.mark.parametrize("name", ["Set-Cookie", "set-cookie", "SET-COOKIE"])
    def test_sets_no_cookie(self, site, name):
        """CVE-2026-35192: a session's cookie was kept along with a public page."""
        site.head.append((name, "sessionid=abc; HttpOnly"))
        assert not is_kept(site)

    def test_has_no_nonce(self, site):
        site.head.append(("Content-Security-Policy-Report-Only", "script-src 'nonce-abc'"))
        assert not is_kept(site)

    def test_is_no_part(self, site):
        assert not is_kept(site, range="bytes=0-10")
        assert not is_kept(site, if_range='"abc"')


class TestWhoseItIs:
    @pytest.fixture(autouse=True)
    def _known(self, site):
        site.ask()
        site.body = b"For you alone"

    @pytest.mark.parametrize(
        "headers",
        [
            {"authorization": "Basic bWFyaXQ6Z2VoZWlt"},
            {"authorization": ""},
            {"cookie": "sessionid=abc"},
            {"cookie": "a=b; sessionid=abc"},
            {"cookie": "sessionid="},
            {"cookie": "a=sessionid"},
            {"range": "bytes=0-10"},
            {"if_match": '"abc"'},
            {"if_unmodified_since": "Tue, 01 Dec 2026 10:00:00 GMT"},
            {"transfer_encoding": "chunked"},
        ],
    )
    def test_what_is_for_one_reader_is_passed_on_and_never_kept(self, site, headers):
        assert site.ask(**headers).body == b"For you alone"
        assert OFFER not in site.asked[-1]
        assert site.ask().body == PAGE

    def test_another_cookie_gets_the_page_of_all_and_makes_none(self, site):
        assert site.ask(cookie="theme=dark").body == PAGE
        site.mark = b"mark0002"
        assert site.ask(cookie="theme=dark").body == b"For you alone"
        site.body = PAGE
        assert site.ask().body == PAGE

    def test_places_apart_are_passed_on(self, site):
        assert not is_kept(site, path="/static/site.css")
        assert not is_kept(site, path="/admin/login/")
        assert OFFER not in site.asked[-1]


class TestKeys:
    """Two requests share an answer only if nothing that Django may look at tells them apart."""

    def test_paths_as_they_came(self, site):
        site.ask(path="/blog/")
        for path in (
            "/blog",
            "//blog/",
            "/blog//",
            "/Blog/",
            "/blog/\x00",
            "/blog/%00",
            "/./blog/",
        ):
            asked = len(site.asked)
            site.ask(path=path)
            assert len(site.asked) == asked + 1, path

    def test_a_prefix_of_the_server_is_no_part_of_this_site(self, site):
        site.ask()
        environ = {"SCRIPT_NAME": "/other"}
        site.layer({**site.asked[0], **environ}, lambda *line: None)
        assert len(site.asked) == 2

    def test_queries_as_the_view_writes_them(self, site):
        site.query = "category=luisteren&page=2"
        assert is_kept(site, query="category=luisteren&page=2")
        for query in (
            "page=2&category=luisteren",
            "category=luisteren&page=02",
            "category=luisteren&page=2&",
            "category=luisteren&page=2&utm_source=brief",
            "category=luisteren&page=%32",
            "category=luisteren&page=2;x",
        ):
            assert not is_kept(site, query=query), query

    def test_a_query_that_the_view_does_not_know_is_never_kept(self, site):
        for query in ("q=luisteren", "utm_source=brief", "&", "%00", "preview=1"):
            assert not is_kept(site, query=query), query
        assert is_kept(site, query="")

    @pytest.mark.parametrize(
        "host",
        [
            "evil.example",
            "LESDAG.example",
            "lesdag.example.",
            "lesdag.example:80",
            "lesdag.example:8001",
            "lesdag.example:",
            "evil.example:8000",
            "lesdag.example@evil.example",
            "[::1]",
            "",
            None,
        ],
    )
    def test_a_host_that_the_site_does_not_write_so_is_never_kept(self, site, host):
        assert not is_kept(site, host=host)
        assert site.ask().how == "fwd=miss; stored"

    @pytest.mark.parametrize(
        "host", ["lesdag.example", "lesdag.example:8000", "[::1]", "[::1]:8000"]
    )
    def test_its_own_hosts_are_each_kept_apart(self, host):
        site = Site(hosts=["lesdag.example", "[::1]"])
        assert is_kept(site, host=host)
        assert len({key[1] for key in site.memory.answers}) == 1

    def test_what_a_reader_says_of_another_host_changes_nothing(self, site):
        site.ask(x_forwarded_host="evil.example", forwarded="host=evil.example")
        assert {key[1] for key in site.memory.answers} == {"lesdag.example"}

    def test_the_scheme_is_that_of_the_server_unless_a_proxy_may_say_another(self, site):
        site.ask(x_forwarded_proto="https")
        assert {key[0] for key in site.memory.answers} == {"http"}
        behind = Site(tls=("HTTP_X_FORWARDED_PROTO", "https"))
        behind.ask(x_forwarded_proto="https")
        behind.ask(x_forwarded_proto="http")
        behind.ask()
        assert sorted(key[0] for key in behind.memory.answers) == ["http", "https"]

    @pytest.mark.parametrize("said", ["https,http", "http, https", "HTTPS", "https ", "", "ws"])
    def test_what_a_proxy_would_not_say_is_passed_on(self, said):
        site = Site(tls=("HTTP_X_FORWARDED_PROTO", "https"))
        assert not is_kept(site, x_forwarded_proto=said)
        assert site.memory.answers == {}

    def test_a_request_with_a_body_makes_none(self, site):
        environ = {"CONTENT_LENGTH": "5"}
        site.ask()
        site.mark = b"mark0002"
        site.layer({**site.asked[0], **environ}, lambda *line: None)
        assert site.ask().how == "fwd=miss; stored"


class TestPublishing:
    def test_ends_everything_that_was_kept(self, site):
        site.ask()
        site.mark, site.body = b"mark0002", b"New"
        assert site.ask().body == b"New"
        assert site.ask().how == "hit"

    def test_while_a_page_is_drawn_ends_that_page(self, site):
        def publish():
            site.mark = b"mark0002"

        site.while_drawing = publish
        assert site.ask().body == PAGE
        site.while_drawing, site.body = lambda: None, b"New"
        assert site.ask().body == b"New"

    def test_is_told_to_what_is_kept_elsewhere_before_the_first_page_is_drawn(self, site):
        site.while_drawing = lambda: seen.append(site.published)
        seen = []
        site.ask()
        site.ask(path="/")
        site.mark = b"mark0002"
        site.ask()
        assert seen == [1, 1, 2]

    def test_nothing_kept_is_sent_while_nobody_knows_what_is_published(self, site):
        site.ask()
        site.mark = None
        assert site.ask().how == ""
        assert len(site.asked) == 2


class TestTheClock:
    def test_ends_a_page_at_the_moment_that_its_view_named(self, site):
        site.until = timedelta(minutes=10)
        site.ask()
        site.now += 599.9
        assert site.ask().how == "hit"
        site.now += 0.1
        assert site.ask().how == "fwd=miss; stored"

    def test_ends_any_page_after_an_hour(self, site):
        site.until = timedelta(days=300)
        site.ask()
        site.now += KEPT_AT_MOST - 1
        assert site.ask().how == "hit"
        site.now += 1
        assert site.ask().how == "fwd=miss; stored"

    def test_a_moment_that_passes_while_a_page_is_drawn_ends_it(self, site):
        def last():
            site.now += 2

        site.until, site.while_drawing = timedelta(seconds=1), last
        assert site.ask().how == ""
        assert site.memory.answers == {}

    def test_the_offer_names_the_moment_before_anything_was_read(self, site):
        site.ask()
        offer = site.asked[0][OFFER]
        assert offer.begun == datetime.fromtimestamp(1_800_000_000, UTC)
        assert offer.mark == b"mark0001"


def ready(number, size=10_000):
    return make_ready(b"mark0001", 2e9, [("Content-Type", "image/png")], bytes([number]) * size)


class TestMemory:
    def test_holds_no_more_than_it_may(self):
        memory = Memory(105_000)
        for number in range(50):
            memory.put((number,), ready(number))
            assert memory.size <= 105_000
        assert memory.size == sum(answer.size for answer in memory.answers.values())
        assert list(memory.answers) == [(number,) for number in range(40, 50)]

    def test_lets_go_first_of_what_nobody_asks_for(self):
        memory = Memory(105_000)
        for number in range(10):
            memory.put((number,), ready(number))
        memory.answers[(0,)].used = memory.answers[(5,)].used = True
        for number in range(10, 18):
            memory.put((number,), ready(number))
        assert {(0,), (5,)} < set(memory.answers)
        assert (1,) not in memory.answers

    def test_takes_nothing_that_would_push_out_an_eighth(self):
        memory = Memory(80_000)
        memory.put(("big",), ready(1, 10_001))
        assert memory.answers == {}

    def test_takes_an_answer_in_place_of_the_older_one(self):
        memory = Memory(105_000)
        for _time in range(3):
            memory.put(("a",), ready(1))
        assert memory.size == memory.answers[("a",)].size

    def test_can_be_filled_by_many_at_once(self):
        memory = Memory(105_000)

        def fill(first):
            for number in range(200):
                memory.put((first, number), ready(number % 256, 1_000))

        threads = [threading.Thread(target=fill, args=(first,)) for first in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert memory.size == sum(answer.size for answer in memory.answers.values()) <= 105_000


class Store(dict):
    """A cache that several processes share, and that may be away."""

    away = False

    def get(self, key, default=None):
        self._reach()
        return super().get(key, default)

    def set(self, key, value, timeout):
        self._reach()
        self[key] = value
        self.timeout = timeout

    def _reach(self):
        if self.away:
            raise ConnectionError("no route")


class TestSeveralProcesses:
    def pair(self, store, *made_by):
        faults = []
        sites = [
            Site(shared=Shared(store, made, faults.append))
            for made in (made_by or ("code", "code"))
        ]
        return *sites, faults

    def test_send_what_the_other_has_drawn(self):
        store = Store()
        one, other, _faults = self.pair(store)
        first = one.ask(accept_encoding="br")
        second = other.ask(accept_encoding="br")
        assert (second.how, other.asked) == ("hit", [])
        assert (second.body, second.head["etag"]) == (first.body, first.head["etag"])
        assert other.ask().how == "hit"
        assert store.timeout == KEPT_AT_MOST

    def test_send_nothing_of_what_was_published_before(self):
        one, other, _faults = self.pair(Store())
        one.ask()
        other.mark = b"mark0002"
        assert other.ask().how == "fwd=miss; stored"

    def test_send_nothing_that_has_ended(self):
        one, other, _faults = self.pair(Store())
        one.ask()
        other.now += KEPT_AT_MOST
        assert other.ask().how == "fwd=miss; stored"

    def test_send_nothing_that_other_code_has_drawn(self):
        one, other, _faults = self.pair(Store(), "code", "newer code")
        one.ask()
        assert other.ask().how == "fwd=miss; stored"

    def test_go_on_while_the_shared_cache_is_away(self):
        store = Store()
        one, _other, faults = self.pair(store)
        store.away = True
        assert one.ask().how == "fwd=miss; stored"
        assert one.ask().how == "hit"
        assert [type(fault) for fault in faults] == [ConnectionError] * 2


class TestAcceptEncoding:
    @pytest.mark.parametrize(
        ("said", "wanted"),
        [
            ("", "identity"),
            ("gzip", "gzip identity"),
            ("GZIP", "gzip identity"),
            ("gzip, deflate, br, zstd", "br gzip identity"),
            ("gzip;q=1.0, br;q=0.5", "gzip br identity"),
            ("br;q=0, gzip", "gzip identity"),
            ("gzip;q=0", "identity"),
            ("gzip;q=0.000", "identity"),
            ("gzip ; Q=0.001", "gzip identity"),
            ("*", "br gzip identity"),
            ("*;q=0", "identity"),
            ("*;q=0, gzip", "gzip identity"),
            ("br;q=0, *", "gzip identity"),
            ("identity, gzip;q=0.5", "identity"),
            ("identity;q=0.5, gzip", "gzip identity"),
            ("identity;q=0, gzip", "gzip identity"),
            ("gzip;q=nan", "identity"),
            ("gzip;q=-1", "identity"),
            ("gzip;q=2", "identity"),
            ("xgzip, brotli", "identity"),
            (",,;;q,=", "identity"),
        ],
    )
    def test_is_heeded_with_its_weights(self, said, wanted):
        assert " ".join(preferred(said)) == wanted


def test_an_answer_is_judged_by_all_of_its_head():
    assert may_be_kept("200 OK", HEAD)
    assert may_be_kept("200 OK", [*HEAD, ("Vary", "accept-encoding , Accept-Encoding")])
    assert not may_be_kept("2000 OK", HEAD)


def test_what_was_kept_before_a_server_started_is_drawn_anew(settings, tmp_path):
    """One that was killed may have published something, and had no time to say so."""
    settings.PAGE_CACHE, settings.DATA_DIR = True, tmp_path
    generation.the_mark.cache_clear()
    before = generation.the_mark().now()
    in_front_of(lambda environ, start_response: [])
    assert generation.the_mark().now() != before
    generation.the_mark.cache_clear()

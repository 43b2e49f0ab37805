"""What is written to the log, as the settings say."""

import json
import logging
import re

import pytest
from django.conf import settings

from site_config import sentry
from site_config.logs import (
    NONE,
    REQUEST_ID,
    JSONFormatter,
    MaskingFormatter,
    Refusals,
    masked,
)

TOKEN = f"{'0f' * 16}.{'aB_-9' * 8}xyz"


def record(message, *arguments, error=None):
    fault = (type(error), error, error.__traceback__) if error else None
    return logging.LogRecord("django", logging.ERROR, "", 1, message, arguments, fault)


def line(message, *arguments, error=None) -> str:
    form = settings.LOGGING["formatters"]["line"]
    formatter = MaskingFormatter(form["format"], style=form["style"])
    return formatter.format(record(message, *arguments, error=error))


class TestOwnPages:
    def test_the_key_is_masked_in_what_is_said(self):
        written = line("Not Found: %s", f"/aanmelding/{TOKEN}/")
        assert written.endswith("ERROR django: Not Found: /aanmelding/[own page]/")

    def test_so_it_is_in_a_traceback(self):
        try:
            raise ValueError(f"cannot open /en/interest/{TOKEN}/")
        except ValueError as error:
            written = line("Failed", error=error)
        assert "ValueError: cannot open /en/interest/[own page]/" in written
        assert TOKEN not in written

    def test_other_words_stay_as_they_are(self):
        written = line("%s", "/trainingen/2027-03-01.ics 0f0f0f0f.html 09:30:00 v5.2.19 wat?")
        assert written.endswith("/trainingen/2027-03-01.ics 0f0f0f0f.html 09:30:00 v5.2.19 wat?")

    def test_every_handler_of_the_settings_masks(self):
        forms = settings.LOGGING["formatters"]
        for handler in settings.LOGGING["handlers"].values():
            assert forms[handler["formatter"]]["class"] == "site_config.logs.MaskingFormatter"
        # Django's own handler of the development server is not ours.
        assert settings.LOGGING["loggers"]["django.server"]["handlers"] == ["console"]


class TestPeople:
    @pytest.mark.parametrize(
        ("said", "written"),
        [
            ('"GET /zoeken/?q=burn-out HTTP/1.1" 200', '"GET /zoeken/?[query] HTTP/1.1" 200'),
            ("mail to Anna.de-Wit+x@mail.example.nl fails", "mail to [mailbox] fails"),
            ('"GET /zoeken/?q[]=burn-out HTTP/1.1"', '"GET /zoeken/?[query] HTTP/1.1"'),
            ('"GET /zoeken/?Anna HTTP/1.1" 200', '"GET /zoeken/?[query] HTTP/1.1" 200'),
            ("/nergens/anna%40example.com/", "/nergens/[mailbox]/"),
            (
                "DETAIL:  Failing row contains (7, Anna (Ans) de Wit, 0612345678, null).",
                "DETAIL:  Failing row contains ([row]).",
            ),
            (
                "DETAIL:  Key (edition_id, name)=(7, Anna de Wit) already exists.",
                "DETAIL:  Key (edition_id, name)=([row]) already exists.",
            ),
            ("from 192.0.2.7", "from [machine]"),
            ("from 192.0.2.7:443", "from [machine]:443"),
            ("from 2001:db8:1:2:3:4:5:6", "from [machine]"),
            ("from 2001:db8::1", "from [machine]"),
            (
                "/admin/password_reset/confirm/MQ/dija00-86eb0cda/",
                "/admin/password_reset/confirm/[new password]",
            ),
        ],
    )
    def test_are_in_no_line(self, said, written):
        assert masked(said) == written


class TestRequestNumber:
    def test_each_answer_has_one_of_its_own(self, client, site):
        numbers = {client.get("/")["X-Request-ID"] for _each in range(3)}
        assert len(numbers) == 3
        assert all(re.fullmatch("[0-9a-f]{32}", number) for number in numbers)

    def test_that_of_a_proxy_is_taken_over_and_stands_in_the_log(self, client, site, settings):
        settings.BEHIND_PROXY = True
        written = []
        handler = logging.Handler()
        handler.emit = lambda told: written.append(JSONFormatter().format(told))
        logging.getLogger("django.request").addHandler(handler)
        try:
            response = client.get(
                "/bestaat-niet/?q=geheim", headers={"X-Request-ID": "edge-1234567"}
            )
        finally:
            logging.getLogger("django.request").removeHandler(handler)
        assert response["X-Request-ID"] == "edge-1234567"
        told = json.loads(written[0])
        assert told["request_id"] == "edge-1234567"
        assert (told["status"], told["level"]) == (404, "WARNING")
        assert told["message"] == "Not Found: /bestaat-niet/"
        assert REQUEST_ID.get() == NONE

    @pytest.mark.parametrize(
        "given", ["", "short", "x" * 65, "a b c d e f", "<script>1234", "é" * 9]
    )
    def test_nonsense_is_not(self, client, site, settings, given):
        settings.BEHIND_PROXY = True
        response = client.get("/", headers={"X-Request-ID": given})
        assert re.fullmatch("[0-9a-f]{32}", response["X-Request-ID"])

    def test_nor_is_what_a_reader_gives_without_a_proxy(self, client, site, settings):
        settings.BEHIND_PROXY = False
        response = client.get("/", headers={"X-Request-ID": "edge-1234567"})
        assert response["X-Request-ID"] != "edge-1234567"


class TestRefusals:
    @pytest.fixture
    def written(self):
        """The lines that the console would show."""
        lines, handler = [], logging.Handler()
        handler.addFilter(Refusals())
        handler.emit = lambda told: lines.append(JSONFormatter().format(told))
        logging.getLogger().addHandler(handler)
        yield lines
        logging.getLogger().removeHandler(handler)

    def test_a_host_of_another_site_takes_one_line_without_a_traceback(self, client, site, written):
        assert client.get("/", headers={"host": "evil.example"}).status_code == 400
        refused = [json.loads(line) for line in written]
        refused = [line for line in refused if line["logger"] == "django.security.DisallowedHost"]
        assert [line["level"] for line in refused] == ["WARNING"]
        assert "evil.example" in refused[0]["message"]
        assert "exception" not in refused[0]

    def test_the_console_is_told_so(self):
        console = settings.LOGGING["handlers"]["console"]
        assert console["filters"] == ["refusals"]
        assert settings.LOGGING["filters"]["refusals"]["()"] == "site_config.logs.Refusals"


class TestJSON:
    def test_a_line_is_one_object(self):
        try:
            raise ValueError("of anna@example.com")
        except ValueError as error:
            written = JSONFormatter().format(record("Mislukt: één", error=error))
        told = json.loads(written)
        assert "\n" not in written
        assert told["message"] == "Mislukt: één"
        assert "ValueError: of [mailbox]" in told["exception"]
        assert set(told) == {"time", "level", "logger", "request_id", "message", "exception"}


class TestSentry:
    def test_nothing_about_people_leaves_the_site(self):
        event = {
            "message": "for anna@example.com",
            "request": {
                "url": f"https://lesdag.example/aanmelding/{TOKEN}/?q=geheim",
                "query_string": "q=geheim",
                "headers": {"Cookie": "sessionid=geheim"},
                "cookies": "geheim",
                "data": {"email": "anna@example.com"},
                "env": {"REMOTE_ADDR": "192.0.2.7"},
                "method": "POST",
            },
            "user": {"id": 1, "ip_address": "192.0.2.7"},
            "server_name": "host",
            "exception": {"values": [{"value": "from 192.0.2.7"}]},
        }
        sent = sentry.without_people(event)
        assert sent["request"] == {
            "url": "https://lesdag.example/aanmelding/[own page]/",
            "method": "POST",
        }
        assert sent["exception"] == {"values": [{"value": "from [machine]"}]}
        assert sent["message"] == "for [mailbox]"
        assert sent["tags"] == {"request_id": NONE}
        assert not {"user", "server_name"} & set(sent)

    def test_nothing_is_started_without_an_address(self, monkeypatch):
        monkeypatch.setitem(__import__("sys").modules, "sentry_sdk", None)
        sentry.start("", environment="live")
        from django.core.exceptions import ImproperlyConfigured

        with pytest.raises(ImproperlyConfigured, match="install sentry-sdk"):
            sentry.start("https://key@sentry.example/1", environment="live")

"""``manage.py demo`` takes an address, serves as visitors see it, and spares other sites."""

import socket
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from wagtail.models import Collection, Page, Site

from home import collected_static
from home.management.commands import demo
from home.models import User
from tests.factories import SiteImageFactory


@pytest.fixture
def served(monkeypatch, db, settings, tmp_path):
    """What the command would have started; loading and collecting are left out."""
    calls = []
    settings.STATIC_ROOT = tmp_path / "static"
    monkeypatch.setattr(demo.os, "execv", lambda path, arguments: calls.append(arguments))
    for module in (demo, collected_static):
        monkeypatch.setattr(
            module, "call_command", lambda name, *rest, **options: calls.append((name, options))
        )
    monkeypatch.setattr(demo.Command, "load", lambda self: None)
    monkeypatch.setenv("DEBUG", "1")
    # Restored after the test, since the command sets it.
    monkeypatch.setenv("SITE_URL", "")
    return calls


class TestOtherSites:
    def refused(self):
        pages, users = Page.objects.count(), User.objects.count()
        with pytest.raises(CommandError, match="This site has content of its own"):
            call_command("demo", "--no-serve", stdout=StringIO())
        assert Page.objects.count() == pages
        assert User.objects.count() == users
        assert not Collection.objects.filter(name="Demo").exists()

    def test_with_pages_are_refused(self, site):
        self.refused()

    def test_with_an_edited_home_page_are_refused(self, db):
        home = Page.objects.get(depth=2).specific
        home.save_revision()
        self.refused()

    def test_with_pictures_are_refused(self, db):
        SiteImageFactory()
        self.refused()

    def test_the_message_says_what_to_do(self, site):
        with pytest.raises(CommandError, match="Set DATA_DIR or DATABASE_URL to an empty place"):
            call_command("demo", "--no-serve", stdout=StringIO())


class TestAddress:
    @pytest.mark.parametrize(
        ("address", "host", "port"),
        [
            ("127.0.0.1:9000", "127.0.0.1", 9000),
            ("localhost:80", "localhost", 80),
            ("9000", "127.0.0.1", 9000),
            ("0.0.0.0", "0.0.0.0", 8000),  # noqa: S104
        ],
    )
    def test_is_host_port_or_both(self, address, host, port):
        assert demo.Command.parse_address(address) == (host, port)

    @pytest.mark.parametrize(
        "address",
        ["127.0.0.1:", "127.0.0.1:abc", "127.0.0.1:0", "127.0.0.1:65536", ":٣", "", "::1", "a b"],
    )
    def test_that_is_none_is_refused_with_an_example(self, address):
        with pytest.raises(CommandError, match="is not an address such as 127.0.0.1:8000"):
            demo.Command.parse_address(address)

    def test_a_bad_one_is_refused_before_anything_is_made(self, db):
        with pytest.raises(CommandError, match="is not an address"):
            call_command("demo", "127.0.0.1:99999", stdout=StringIO())
        assert User.objects.count() == 0


class TestServing:
    def test_is_on_this_machine_alone_unless_asked(self, served):
        said = StringIO()
        call_command("demo", stdout=said)
        server = served[-1]
        assert server[server.index("--host") + 1] == "127.0.0.1"
        assert server[server.index("--port") + 1] == "8000"
        assert "granian" in server
        assert "http://127.0.0.1:8000/en/" in said.getvalue()
        assert "http://127.0.0.1:8000/admin/" in said.getvalue()
        assert "redacteur@devraagzaak.example" in said.getvalue()

    def test_is_as_visitors_see_it(self, served):
        call_command("demo", "127.0.0.1:9000", stdout=StringIO())
        assert demo.os.environ["DEBUG"] == "0"
        assert demo.os.environ["SITE_URL"] == "http://127.0.0.1:9000"
        assert "collectstatic" in [call[0] for call in served]

    def test_static_files_are_collected_again_only_when_one_has_changed(
        self, served, settings, tmp_path
    ):
        source = tmp_path / "source"
        source.mkdir()
        (source / "new.css").write_text("b{}")
        settings.STATIC_ROOT = tmp_path / "static"
        settings.STATICFILES_DIRS = [source]
        settings.STATICFILES_FINDERS = ["django.contrib.staticfiles.finders.FileSystemFinder"]
        needed = []
        for text in ("b{}", "b{}", "b{color:red}"):
            if text != (source / "new.css").read_text():
                (source / "new.css").write_text(text)
            needed.append(collected_static.collect())
        assert needed == [True, False, True]

    def test_the_site_knows_its_address(self, served):
        call_command("demo", "127.0.0.1:9000", stdout=StringIO())
        site = Site.objects.get(is_default_site=True)
        assert (site.hostname, site.port) == ("127.0.0.1", 9000)

    def test_mails_that_loading_writes_lead_to_that_address(self, served, monkeypatch, settings):
        settings.SITE_URL = "http://127.0.0.1:8000"
        seen = []
        monkeypatch.setattr(
            demo.Command,
            "load",
            lambda self: seen.append(
                (settings.SITE_URL, Site.objects.get(is_default_site=True).port)
            ),
        )
        call_command("demo", "127.0.0.1:9000", stdout=StringIO())
        assert seen == [("http://127.0.0.1:9000", 9000)]
        assert settings.SITE_URL == "http://127.0.0.1:8000"

    def test_can_be_left_out(self, served):
        call_command("demo", "--no-serve", stdout=StringIO())
        assert [call[0] for call in served] == ["migrate"]


class TestTakenPort:
    def test_is_refused_before_anything_is_loaded(self):
        with socket.socket() as other:
            other.bind(("127.0.0.1", 0))
            other.listen()
            port = other.getsockname()[1]
            with pytest.raises(CommandError, match=f"127.0.0.1:{port} is taken"):
                call_command("demo", f"127.0.0.1:{port}")

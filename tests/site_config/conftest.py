"""The site as a server has it: a WSGI application, with the layer in front that keeps pages."""

from dataclasses import dataclass

import pytest
from django.core.handlers.wsgi import WSGIHandler
from django.core.signals import request_finished, request_started
from django.db import close_old_connections

from home import generation
from site_config.page_cache import in_front_of


@dataclass
class Sent:
    """An answer as a server sends it: its status, its headers by name, its body."""

    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def how(self) -> str:
        """How the layer in front came by it."""
        return self.headers.get("Cache-Status", "").removeprefix("lesdag; ")


@pytest.fixture
def served(settings, tmp_path):
    """What asks the site, by a WSGI environment, for an answer that is read to its end."""
    settings.PAGE_CACHE, settings.DATA_DIR = True, tmp_path
    settings.WHITENOISE_USE_FINDERS = settings.WHITENOISE_AUTOREFRESH = True
    settings.ALLOWED_HOSTS = ["127.0.0.1"]
    generation.the_mark.cache_clear()
    application = in_front_of(WSGIHandler())

    def ask(environ: dict) -> Sent:
        # The transaction of a test is that of its connection. Django's client, where a test has
        # used one meanwhile, has connected these again.
        for signal in (request_started, request_finished):
            signal.disconnect(close_old_connections)
        said = []
        result = application(environ, lambda *line: said.append(line))
        try:
            body = b"".join(result)
        finally:
            if hasattr(result, "close"):
                result.close()
        status, head = said[0][:2]
        for name, value in head:
            assert not {"\n", "\r"} & set(value), name
        return Sent(int(status.split()[0]), dict(head), body)

    yield ask
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)
    generation.the_mark.cache_clear()

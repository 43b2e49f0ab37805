"""Somebody logs in with a code and with a passkey, in a browser, under the strict policy."""

import base64
import re
import subprocess
import sys
import time
import urllib.request

import pytest
from django_otp.oath import totp

from tests.browser.conftest import ROOT, free_port

pytestmark = pytest.mark.once
EMAIL, PASSWORD = "sleutel@devraagzaak.example", "vragen-staat-vrij"


@pytest.fixture
def at_localhost(demo_settings):
    """The same demo once more, at "localhost": for a number no browser has passkeys."""
    port = free_port()
    address = f"http://localhost:{port}"
    environment = {**demo_settings, "SITE_URL": address, "DJANGO_SUPERUSER_PASSWORD": PASSWORD}
    subprocess.run(
        [sys.executable, "manage.py", "createsuperuser", "--no-input", f"--email={EMAIL}"],
        cwd=ROOT,
        env=environment,
        check=True,
        capture_output=True,
    )
    server = subprocess.Popen(
        [sys.executable, "-m", "granian", "--interface", "wsgi", "--host", "127.0.0.1"]
        + ["--port", str(port), "--no-log", "site_config.wsgi:application"],
        cwd=ROOT,
        env=environment,
    )
    try:
        for _each in range(300):
            try:
                urllib.request.urlopen(address + "/healthz", timeout=5).close()
                break
            except OSError:
                time.sleep(0.2)
        yield address
    finally:
        server.terminate()
        server.wait(timeout=20)


@pytest.fixture
def page(visit, at_localhost):
    """A browser with a reader of fingerprints."""
    page = visit(base_url=at_localhost)
    tools = page.context.new_cdp_session(page)
    tools.send("WebAuthn.enable")
    options = {
        "protocol": "ctap2",
        "transport": "internal",
        "hasResidentKey": True,
        "hasUserVerification": True,
        "isUserVerified": True,
        "automaticPresenceSimulation": True,
    }
    tools.send("WebAuthn.addVirtualAuthenticator", {"options": options})
    return page


def type_password(page):
    """Fill in the log-in page."""
    page.goto("/admin/login/")
    page.get_by_label("e-mail").fill(EMAIL)
    page.locator("[name=password]").fill(PASSWORD)
    page.locator("form [type=submit]").click()


def leave(page):
    """Log out, as by closing the browser."""
    page.context.clear_cookies()


def test_a_code_then_a_passkey_open_the_admin(page):
    type_password(page)
    page.wait_for_url(re.compile(r":\d+/admin/$"))

    # An application with codes.
    page.goto("/admin/account/two-factors/application/")
    key = page.locator(".two-factors__key").inner_text().replace(" ", "")
    secret = base64.b32decode(key + "=" * (-len(key) % 8))
    page.get_by_label("De code die hij nu laat zien").fill(f"{totp(secret):06}")
    page.get_by_role("button", name="Neem in gebruik").click()
    codes = page.locator(".two-factors__codes code")
    codes.first.wait_for()
    assert codes.count() == 10
    recovery = codes.first.inner_text()
    assert re.fullmatch(r"[a-z0-9]{4}-[a-z0-9]{4}-[a-z0-9]{4}", recovery)

    # A passkey.
    page.goto("/admin/account/two-factors/")
    page.get_by_role("button", name="Voeg een passkey toe").click()
    page.get_by_text("nog niet gebruikt").wait_for()

    # With the password and a recovery code.
    leave(page)
    type_password(page)
    page.locator("[name=code]").fill(recovery)
    page.get_by_role("button", name="Inloggen", exact=True).click()
    page.wait_for_url(re.compile(r":\d+/admin/$"))

    # With the passkey alone, and on to where one wanted to be.
    leave(page)
    page.goto("/admin/login/?next=/admin/account/two-factors/")
    page.get_by_role("button", name="Inloggen met een passkey").click()
    page.wait_for_url(re.compile(r":\d+/admin/account/two-factors/$"))
    assert "het laatst gebruikt op" in page.content()
    assert page.complaints == []

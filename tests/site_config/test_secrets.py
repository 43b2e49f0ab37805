"""No secret is in the repository: every committed file is looked through by detect-secrets."""

import pytest
from detect_secrets.core.scan import scan_file
from detect_secrets.settings import default_settings

from tests.site_config.processes import ROOT
from tests.site_config.test_house import committed

pytestmark = pytest.mark.once

# Locks hold hashes, and pictures and fonts no text.
LEFT_OUT = {"requirements.txt", "requirements-dev.txt", "package-lock.json"}
TEXTS = {"", ".css", ".example", ".html", ".js", ".json", ".md", ".mjs", ".php", ".py", ".toml"}
# What looks like a secret and is none, by file and kind.
HARMLESS = {
    # Addresses that show where a password would stand.
    (".env.example", "Basic Auth Credentials"),
    ("README.md", "Basic Auth Credentials"),
    # That of the demo, printed where it is loaded.
    ("home/management/commands/demo.py", "Secret Keyword"),
    # The letters of recovery codes.
    ("home/two_factors.py", "Base64 High Entropy String"),
    # Under which name PostgreSQL's tools are told of one.
    ("site_config/backups.py", "Secret Keyword"),
    # The name of a class.
    ("site_config/settings.py", "Secret Keyword"),
}
# Tests make up passwords, and addresses with passwords.
HARMLESS_IN_TESTS = {"Basic Auth Credentials", "Secret Keyword"}


def kinds_in(path) -> set[str]:
    """The kinds of secrets that seem to stand in a file."""
    with default_settings():
        return {secret.type for secret in scan_file(str(path))}


def test_nothing_that_is_committed_looks_like_a_secret():
    found = set()
    for path in committed():
        name = path.relative_to(ROOT).as_posix()
        if path.name in LEFT_OUT or path.suffix not in TEXTS:
            continue
        kinds = kinds_in(path)
        if name.startswith("tests/"):
            kinds -= HARMLESS_IN_TESTS
        found |= {(name, kind) for kind in kinds}
    assert found == HARMLESS


@pytest.mark.parametrize(
    ("written", "kind"),
    [
        ("key = 'AKIA" + "Z7" * 8 + "'", "AWS Access Key"),
        ("-----BEGIN RSA PRIVATE " + "KEY-----", "Private Key"),
        ("url = 'https://anna:" + "k9x2Lm" + "@example.com'", "Basic Auth Credentials"),
        ("token = 'ghp_" + "a1B2" * 9 + "'", "GitHub Token"),
    ],
)
def test_a_canary_is_found(tmp_path, written, kind):
    (tmp_path / "canary.py").write_text(written + "\n")
    assert kind in kinds_in(tmp_path / "canary.py")

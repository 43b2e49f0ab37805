"""Names all that makes a page and is not published: code, templates, words, packages, settings.

While two versions of the site answer by turns, as at a deployment, neither sends what the other has
drawn.
"""

from hashlib import sha256
from importlib.metadata import distributions
from pathlib import Path

from django.conf import settings

FOLDERS = ("home", "events", "blog", "site_config", "templates")
KINDS = {".py", ".html", ".mo", ".svg", ".txt"}
SETTINGS = ("SITE_URL", "ALLOWED_HOSTS", "STATIC_URL", "MEDIA_URL", "LANGUAGES", "DEBUG")


def made_by() -> str:
    """The same in each process with the same code, packages and settings."""
    made = sha256()
    for folder in FOLDERS:
        for path in sorted((settings.BASE_DIR / folder).rglob("*")):
            if path.suffix in KINDS:
                made.update(path.read_bytes())
    # It names the static files, each by what is in it.
    names = Path(settings.STATIC_ROOT) / "staticfiles.json"
    made.update(names.read_bytes() if names.exists() else b"")
    packages = sorted(f"{found.name} {found.version}" for found in distributions())
    made.update("\n".join(packages).encode())
    made.update(repr([(name, getattr(settings, name)) for name in SETTINGS]).encode())
    return made.hexdigest()

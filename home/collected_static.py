"""The static files as they are served: collected and compressed again only when one has changed."""

import hashlib
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command

STAMP = ".collected"


def collect() -> bool:
    """Collect and compress what is served below STATIC_URL; whether that was needed.

    It takes a quarter of a minute, in which nobody who starts the site sees anything happen.
    """
    stamp = Path(settings.STATIC_ROOT) / STAMP
    there = fingerprint()
    if stamp.exists() and stamp.read_text() == there:
        return False
    stamp.unlink(missing_ok=True)
    call_command("collectstatic", interactive=False, verbosity=0)
    stamp.parent.mkdir(parents=True, exist_ok=True)
    stamp.write_text(there)
    return True


def fingerprint() -> str:
    """What tells one set of static files from another: their names, sizes and times of change."""
    kept = hashlib.sha256(repr(settings.STORAGES["staticfiles"]).encode())
    for finder in get_finders():
        for name, storage in finder.list([]):
            file = Path(storage.path(name)).stat()
            kept.update(f"{name}\0{file.st_size}\0{file.st_mtime_ns}\n".encode())
    return kept.hexdigest()

"""Runs the site's settings in a process and a directory of their own."""

import json
import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
# As README.md says, but for the number of processes and the port.
SERVER = "granian --interface wsgi --http 1 --no-ws --host 127.0.0.1 --blocking-threads 4 --no-log"
# What a process needs to run at all; no setting of this site.
INHERITED = ("HOME", "LANG", "LC_ALL", "PATH", "TMPDIR", "VIRTUAL_ENV")


def bare_environment(**variables: str) -> dict[str, str]:
    """The environment of a machine on which nobody has configured this site, and ``variables``."""
    inherited = {name: os.environ[name] for name in INHERITED if name in os.environ}
    return {**inherited, "PYTHONDONTWRITEBYTECODE": "1", **variables}


def beside_the_tests(**variables: str) -> dict[str, str]:
    """The bare environment, with the database and the cache that the tests run on."""
    of_tests = ("DATABASE_URL", "CACHE_URL")
    return bare_environment(**variables) | {
        name: os.environ[name] for name in of_tests if name in os.environ
    }


@dataclass
class Checkout:
    """A copy of the project without a ``.env`` and without data."""

    path: Path

    def run(self, *arguments: str, **variables: str) -> subprocess.CompletedProcess:
        """Run Python with ``arguments`` in the copy."""
        return subprocess.run(
            [sys.executable, *arguments],
            cwd=self.path,
            env=bare_environment(**variables),
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
        )

    def start(self, *arguments: str, **variables: str) -> subprocess.Popen:
        """Start Python with ``arguments`` in the copy."""
        return subprocess.Popen(
            [sys.executable, *arguments],
            cwd=self.path,
            env=bare_environment(**variables),
            stdout=subprocess.PIPE,
            text=True,
        )

    def settings(self, **variables: str) -> dict:
        """The settings that an environment gives."""
        result = self.run("-c", PRINT_SETTINGS, **variables)
        assert result.returncode == 0, result.stderr
        return json.loads(result.stdout)


PRINT_SETTINGS = """
import json
from pathlib import Path
from site_config import settings
print(json.dumps({name: getattr(settings, name) for name in dir(settings) if name.isupper()},
                 default=lambda value: str(value) if isinstance(value, Path) else None))
"""


def make_checkout(path: Path) -> Checkout:
    """Copy the settings and link the rest, so that ``BASE_DIR`` is the copy."""
    path.mkdir(parents=True)
    shutil.copytree(
        ROOT / "site_config", path / "site_config", ignore=shutil.ignore_patterns("__pycache__")
    )
    shutil.copy(ROOT / "manage.py", path)
    for name in ("home", "events", "blog", "templates"):
        (path / name).symlink_to(ROOT / name)
    return Checkout(path)

"""The Dutch catalogue holds every string of the code, each translated, and is compiled."""

import re
import shutil
import subprocess
import sys

import pytest

from tests.node_runner import skip
from tests.site_config.processes import ROOT, bare_environment

# No database is asked.
pytestmark = pytest.mark.once

PLACE = "site_config/locale/nl/LC_MESSAGES/django"


@pytest.fixture(autouse=True, scope="module")
def _gettext():
    for program in ("xgettext", "msgmerge", "msgfmt", "msgattrib"):
        if shutil.which(program) is None:
            skip(f"{program} is not installed: apt-get install gettext")


@pytest.fixture(scope="module")
def collected(tmp_path_factory):
    """The catalogue as ``make messages`` would write it now, in a copy of the project."""
    copy = tmp_path_factory.mktemp("catalogue")
    ignored = shutil.ignore_patterns("__pycache__", "demo_files", "static")
    for name in ("site_config", "home", "events", "blog", "templates"):
        shutil.copytree(ROOT / name, copy / name, ignore=ignored)
    (copy / "site_config" / "static").mkdir(exist_ok=True)
    for name in ("manage.py", "Makefile"):
        shutil.copy(ROOT / name, copy)
    recipe = re.search(r"manage\.py (makemessages .*)$", (ROOT / "Makefile").read_text(), re.M)
    result = subprocess.run(
        [sys.executable, "manage.py", *recipe[1].split()],
        cwd=copy,
        env=bare_environment(DATA_DIR=str(tmp_path_factory.mktemp("data"))),
        capture_output=True,
        text=True,
        check=False,
    )
    assert result.returncode == 0, result.stderr
    return copy / f"{PLACE}.po"


def msgids(*arguments):
    """The first lines of the entries that msgattrib selects."""
    listed = subprocess.run(
        ["msgattrib", "--no-wrap", *map(str, arguments)], capture_output=True, text=True, check=True
    ).stdout
    return sorted(found for found in re.findall(r'^msgid "(.*)"$', listed, re.M) if found)


class TestDutch:
    def test_every_string_of_the_code_is_in_the_catalogue_and_no_other(self, collected):
        assert msgids(ROOT / f"{PLACE}.po") == msgids(collected)

    def test_none_is_untranslated(self, collected):
        assert msgids("--untranslated", collected) == []

    def test_none_is_fuzzy(self, collected):
        assert msgids("--only-fuzzy", collected) == []
        assert msgids("--only-fuzzy", ROOT / f"{PLACE}.po") == []

    def test_none_is_left_over(self):
        assert "#~ msgid" not in (ROOT / f"{PLACE}.po").read_text()

    def test_placeholders_are_those_of_the_source(self):
        result = subprocess.run(
            ["msgfmt", "--check", "--output-file=-", ROOT / f"{PLACE}.po"],
            capture_output=True,
            check=False,
        )
        assert result.returncode == 0, result.stderr.decode()

    def test_the_compiled_one_is_that_of_the_source(self, tmp_path):
        compiled = tmp_path / "django.mo"
        subprocess.run(
            ["msgfmt", "--check-format", "-o", compiled, ROOT / f"{PLACE}.po"], check=True
        )
        assert compiled.read_bytes() == (ROOT / f"{PLACE}.mo").read_bytes()

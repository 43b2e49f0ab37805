"""An archive holds all of a site, and makes the same site of nothing; what is wrong is refused."""

import json
import os
import tarfile
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from django.core.management import CommandError, call_command

from site_config import backups
from tests.conftest import NOW
from tests.databases import own_cache, own_database, worker
from tests.events.test_entries_processes import finish, start
from tests.site_config.processes import beside_the_tests

COMMAND = """
import sys, django; django.setup()
from django.core.management import CommandError, call_command
try:
    call_command(*sys.argv[1:])
except CommandError as error:
    print("Refused:", error)
"""
BEGIN = """
import django; django.setup()
from tests.factories import ArticlePageFactory, SiteImageFactory, make_site
site = make_site()
for number in range(3):
    ArticlePageFactory(parent=site.blog, slug=f"stuk-{number}", cover=SiteImageFactory())
"""
RESTORE = """
import sys, django; django.setup()
from django.core.management import call_command
from home import generation
before = generation.the_mark().now()
call_command("restore", sys.argv[1])
print("Another mark:", generation.the_mark().now() != before)
"""
TELL = """
import django; django.setup()
from blog.models import ArticlePage
from home.models import SiteImage
print(sorted(ArticlePage.objects.values_list("slug", flat=True)))
print(sorted((image.file.name, len(image.file.read())) for image in SiteImage.objects.all()))
"""


@pytest.fixture(scope="module")
def archive(tmp_path_factory):
    """A site of its own, with the variables that lead to it, and an archive of it."""
    variables = beside_the_tests(
        DATA_DIR=str(tmp_path_factory.mktemp("whole")),
        DJANGO_SETTINGS_MODULE="site_config.settings",
    )
    own_database(variables, "backup")
    own_cache(variables, 8)
    finish(start(variables, BEGIN))
    for _time in range(2):
        said = finish(start(variables, COMMAND, "backup", "--keep=1"))
    path = said.splitlines()[-1].partition(": ")[0]
    return variables, path, said


def empty(variables, place):
    """The variables of a site with nothing in it."""
    found = {**variables, "DATA_DIR": str(place)}
    if "DATABASE_URL" in found:
        import psycopg

        name, url = f"lesdag_restored_{worker()}", os.environ["DATABASE_URL"]
        with psycopg.connect(url, autocommit=True) as connection:
            connection.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
            connection.execute(f'CREATE DATABASE "{name}"')
        found["DATABASE_URL"] = urlsplit(url)._replace(path=f"/{name}").geturl()
    return found


def test_it_makes_the_same_site_of_nothing_and_only_of_nothing(archive, tmp_path):
    variables, path, said = archive
    other = empty(variables, tmp_path)
    told = finish(start(other, RESTORE, path))
    assert "All is there" in told, told
    # No page is sent that was kept of the site before.
    assert "Another mark: True" in told
    assert finish(start(other, TELL)) == finish(start(variables, TELL))
    again = finish(start(other, COMMAND, "restore", path))
    assert "Refused: The database of this site is not empty." in again


def test_the_newest_are_kept_and_told_of(archive):
    variables, path, said = archive
    folder = os.path.dirname(path)
    assert sorted(os.listdir(folder)) == sorted([os.path.basename(path), "last.json"])
    with open(f"{folder}/last.json") as file:
        told = json.load(file)
    assert (told["ok"], told["size"]) == (True, os.path.getsize(path))
    assert os.stat(path).st_mode & 0o777 == 0o600


def test_what_is_left_of_one_that_was_killed_is_removed_by_the_next(
    settings, tmp_path, monkeypatch
):
    settings.DATA_DIR = tmp_path
    backups.folder().mkdir()
    (backups.folder() / "lesdag-20260101-030000.part").write_bytes(b"half")
    monkeypatch.setattr(backups, "_fill", lambda file, *rest: file.write(b"whole"))
    said = []
    path = backups.make(NOW, 1, said.append)
    assert said == ["Removed lesdag-20260101-030000.part, of a backup that was ended."]
    assert set(backups.folder().iterdir()) == {path, path.with_name("last.json")}


def test_two_at_once_do_not_disturb_each_other(archive, settings, tmp_path):
    settings.DATA_DIR = tmp_path
    backups.folder().mkdir()
    with backups._alone(), pytest.raises(backups.Refused, match="Another backup"):
        backups.make(NOW, 1, print)
    assert list(backups.folder().iterdir()) == []


def test_a_disk_that_is_full_is_told_of_and_nothing_is_left(settings, tmp_path, monkeypatch):
    settings.DATA_DIR = tmp_path

    def full(*arguments, **options):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(backups, "_fill", full)
    monkeypatch.setattr(backups, "_note", full)
    with pytest.raises(CommandError, match="No space left"):
        call_command("backup")
    assert list(backups.folder().iterdir()) == []


def test_what_is_damaged_cut_off_or_foreign_is_refused(archive, tmp_path):
    whole = Path(archive[1]).read_bytes()
    assert backups.check(Path(archive[1]))["made_by"] == "lesdag backup"
    broken = tmp_path / "broken.tar"
    told = whole.rindex(b'"made_by"')
    for content in (
        whole[:700] + b"?" + whole[701:],
        # Of what the manifest says nothing else could tell.
        whole[:told] + whole[told:].replace(b"1", b"2", 1),
        whole[:told] + whole[told:].replace(b'"form"', b'"farm"', 1),
        whole[: len(whole) // 2],
        b"no archive",
        b"",
    ):
        broken.write_bytes(content)
        with pytest.raises(backups.Refused):
            backups.check(broken)
    with tarfile.open(broken, "w") as foreign:
        foreign.add(__file__, "media/x")
    with pytest.raises(backups.Refused, match="has no manifest"):
        backups.check(broken)
    with tarfile.open(broken, "w") as foreign:
        foreign.add(__file__, "../x")
    with pytest.raises(backups.Refused, match="Not made by this site"):
        backups.check(broken)

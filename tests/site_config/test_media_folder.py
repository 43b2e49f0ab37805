"""A file in the folder of media is whole or not there; a folder that fails is told from a file."""

import errno
import os
import shutil
import subprocess
from datetime import timedelta
from io import StringIO
from pathlib import Path

import pytest
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile, TemporaryUploadedFile
from django.core.management import call_command
from django.urls import reverse
from wagtail.documents import get_document_model

from home import media_faults
from home.media_faults import StorageAway
from site_config import health, media_folder
from site_config.media_folder import UNFINISHED, MediaFolder
from tests.conftest import NOW
from tests.factories import ArticlePageFactory, SiteImageFactory
from tests.site_config.disks import disk_of


@pytest.fixture
def folder(settings, monkeypatch):
    """The folder, in which the site keeps its media."""
    settings.STORAGES = {
        **settings.STORAGES,
        "default": {"BACKEND": "site_config.media_folder.MediaFolder"},
    }
    monkeypatch.setattr(media_faults, "_told", {})
    monkeypatch.setattr(media_faults, "_away", {"until": 0.0})
    return MediaFolder()


def files(folder) -> list[str]:
    """All files below it."""
    found = Path(folder.location).rglob("*")
    return sorted(str(path.relative_to(folder.location)) for path in found if path.is_file())


class TestAFile:
    def test_has_its_name_once_all_of_it_is_on_the_disk(self, folder, monkeypatch):
        synced, sync = [], os.fsync

        def note(descriptor):
            synced.append((os.readlink(f"/proc/self/fd/{descriptor}"), files(folder)))
            sync(descriptor)

        monkeypatch.setattr(media_folder.os, "fsync", note)
        assert folder.save("a/blad.txt", ContentFile(b"heel")) == "a/blad.txt"
        (file, then), (place, afterwards) = synced
        assert Path(file).name.startswith(UNFINISHED)
        assert "a/blad.txt" not in then
        assert place == f"{folder.location}/a"
        assert afterwards == ["a/blad.txt"]
        assert Path(folder.path("a/blad.txt")).stat().st_mode & 0o777 == 0o644

    def test_that_is_large_comes_from_where_the_upload_was_put(self, folder):
        with TemporaryUploadedFile("blad.pdf", "application/pdf", 4, None) as upload:
            upload.write(b"heel")
            upload.seek(0)
            name = folder.save("blad.pdf", upload)
        assert folder.open(name).read() == b"heel"

    def test_of_a_name_that_is_taken_gets_another(self, folder):
        one, other = (folder.save("blad.txt", ContentFile(words)) for words in (b"1", b"2"))
        assert one == "blad.txt"
        assert [folder.open(name).read() for name in (one, other)] == [b"1", b"2"]

    def test_for_which_there_is_no_room_leaves_nothing(self, folder):
        class Endless(ContentFile):
            def chunks(self, chunk_size=None):
                yield b"half"
                raise OSError(errno.ENOSPC, "No space left on device")

        with pytest.raises(OSError, match="No space left"):
            folder.save("blad.txt", Endless(b""))
        assert files(folder) == []

    def test_that_a_killed_process_left_is_in_no_backup_and_goes_after_a_day(self, folder):
        folder.save("blad.txt", ContentFile(b"heel"))
        left = Path(folder.location) / f"{UNFINISHED}x"
        left.write_bytes(b"half")
        os.utime(left, (NOW.timestamp(), NOW.timestamp()))
        assert folder.listdir("") == ([], ["blad.txt"])
        assert folder.remove_unfinished(NOW + timedelta(hours=23)) == 0
        assert folder.remove_unfinished(NOW + timedelta(hours=25)) == 1
        assert files(folder) == ["blad.txt"]

    def test_that_was_left_goes_as_the_house_is_kept(self, folder, site):
        folder.save("blad.txt", ContentFile(b"heel"))
        left = Path(folder.location) / f"{UNFINISHED}x"
        left.write_bytes(b"half")
        os.utime(left, (0, 0))
        call_command("scheduler", "--once", stdout=StringIO())
        assert not left.exists()

    def test_that_is_lost_is_no_fault_of_the_folder(self, folder):
        folder.save("blad.txt", ContentFile(b"heel"))
        with pytest.raises(FileNotFoundError):
            folder.open("weg.txt")


class TestAFolderThatIsGone:
    def test_is_told_from_a_file(self, folder):
        folder.save("blad.txt", ContentFile(b"heel"))
        shutil.rmtree(folder.location)
        with pytest.raises(StorageAway):
            folder.open("blad.txt")

    def test_takes_no_word_from_a_page(self, folder, client, site, caplog):
        picture = SiteImageFactory()
        ArticlePageFactory(
            parent=site.blog,
            slug="acht",
            title="Acht redenen",
            body=[("image", {"image": picture})],
        )
        aside = Path(f"{folder.location}-aside")
        Path(folder.location).rename(aside)
        for _reader in range(2):
            answer = client.get("/blog/acht/")
            assert answer.status_code == 200
            assert "Acht redenen" in answer.content.decode()
        told = [record.getMessage() for record in caplog.records if record.levelname == "ERROR"]
        assert told == [
            "The storage of media is away: FileNotFoundError: [Errno 2] No such file or "
            f"directory: '{picture.file.path}'"
        ]
        aside.rename(folder.location)
        media_faults._away["until"] = 0.0
        assert "/media/images/" in client.get("/blog/acht/").content.decode()


def upload(admin, content: bytes):
    """Upload a document in the admin."""
    sent = SimpleUploadedFile("blad.pdf", b"%PDF-1.7\n" + content)
    fields = {"title": "Spiekbriefje", "file": sent, "collection": "1"}
    return admin.post(reverse("wagtaildocs:add"), fields)


@pytest.mark.faults
class TestARealDisk:
    def test_that_is_full_refuses_an_upload_and_keeps_no_half_of_it(
        self, folder, admin, site, caplog
    ):
        with disk_of("1m", Path(folder.location)):
            refused = upload(admin, b"x" * 2_000_000)
            html = refused.content.decode()
            assert refused.status_code == 200
            assert "Dit bestand is niet bewaard: de schijf van de site is vol." in html
            assert 'value="Spiekbriefje"' in html
            assert files(folder) == []
            assert not get_document_model().objects.exists()
            assert upload(admin, b"x" * 1000).status_code == 302
            assert files(folder) == ["documents/blad.pdf"]
        told = [record.getMessage() for record in caplog.records if record.levelname == "ERROR"]
        assert told == ["There is no room left: OSError: [Errno 28] No space left on device"]

    def test_that_is_full_takes_no_word_from_a_page(self, folder, client, site):
        with disk_of("1m", Path(folder.location)):
            picture = SiteImageFactory()
            ArticlePageFactory(
                parent=site.blog, slug="acht", title="Acht", body=[("image", {"image": picture})]
            )
            filler = Path(folder.location) / "filler"
            with pytest.raises(OSError, match="No space left"):
                filler.write_bytes(b"x" * 2_000_000)
            assert client.get("/blog/acht/").status_code == 200
            assert health.look(NOW)["storage"] is False
            filler.unlink()
            media_faults._away["until"] = 0.0
            assert "/media/images/" in client.get("/blog/acht/").content.decode()
            assert health.look(NOW)["storage"] is True

    def test_that_can_only_be_read_refuses_an_upload(self, folder, admin, site, caplog):
        with disk_of("1m", Path(folder.location)) as place:
            upload(admin, b"heel")
            subprocess.run(["mount", "-o", "remount,ro", place], check=True)
            refused = upload(admin, b"half").content.decode()
            assert "de site kan nu even niet bij de plek voor foto’s" in refused
            assert health.look(NOW)["storage"] is False
            document = get_document_model().objects.get()
            assert admin.get(document.url).status_code == 200
            subprocess.run(["mount", "-o", "remount,rw", place], check=True)
            assert upload(admin, b"heel").status_code == 302
        told = [record.getMessage() for record in caplog.records if record.name.startswith("home")]
        assert [line.partition(": [")[0] for line in told] == [
            "The storage of media is away: OSError"
        ]

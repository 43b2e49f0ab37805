"""Where pictures and documents go without a bucket: a folder, with whole files only.

A file gets its name when all of it is on the disk. So no row that names it survives a power cut
that the file does not, and a disk that fills up keeps no half of it.
"""

import os
import tempfile
from contextlib import suppress
from datetime import datetime
from pathlib import Path

from django.core.files import File
from django.core.files.storage import FileSystemStorage

from home.media_faults import NO_ROOM, StorageAway

# What a file is called until it has its name; one that was left by a killed process goes after it.
UNFINISHED = ".unfinished-"
KEPT_SECONDS = 24 * 3600


class _Written(File):
    """A file that Django moves to its place."""

    def temporary_file_path(self):
        return self.name


class MediaFolder(FileSystemStorage):
    """A folder on a disk of this machine."""

    def _save(self, name, content):
        try:
            return self._save_whole(name, content)
        except OSError as error:
            if error.errno in NO_ROOM:
                raise
            raise StorageAway(error.errno, error.strerror) from error

    def _open(self, name, mode="rb"):
        try:
            return super()._open(name, mode)
        except OSError as error:
            # One file may be lost; without the folder, all are.
            if isinstance(error, FileNotFoundError) and os.path.isdir(self.location):
                raise
            raise StorageAway(error.errno, error.strerror) from error

    def _save_whole(self, name, content):
        os.makedirs(self.location, exist_ok=True)
        descriptor, path = tempfile.mkstemp(prefix=UNFINISHED, dir=self.location)
        try:
            with open(descriptor, "wb") as written:
                for chunk in content.chunks():
                    written.write(chunk if isinstance(chunk, bytes) else chunk.encode())
                written.flush()
                os.fsync(written.fileno())
            name = super()._save(name, _Written(None, path))
            _sync_folder(Path(self.path(name)).parent)
        finally:
            with suppress(FileNotFoundError):
                os.unlink(path)
        return name

    def listdir(self, path):
        """What is there, but for what has no name yet."""
        folders, files = super().listdir(path)
        return folders, [name for name in files if not name.startswith(UNFINISHED)]

    def remove_unfinished(self, now: datetime) -> int:
        """Remove what killed processes left; returns how many files that were."""
        removed = 0
        for path in Path(self.location).glob(f"{UNFINISHED}*"):
            with suppress(FileNotFoundError):
                if path.stat().st_mtime < now.timestamp() - KEPT_SECONDS:
                    path.unlink()
                    removed += 1
        return removed


def _sync_folder(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)

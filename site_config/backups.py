"""One archive of all that a site holds, made while it runs, and a site made of one archive.

An archive is a tar: the database as its own tool writes it, the files of media, the secret key
where it is kept in DATA_DIR, and last ``manifest.json``, with a checksum of each and the rows of
each table, and a checksum of that. The database comes first, as of one moment; media are taken
after it, so that a file of which it knows is missing only if somebody removed it meanwhile.
"""

import fcntl
import hashlib
import json
import os
import shutil
import sqlite3
import subprocess  # nosec B404
import tarfile
import tempfile
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from datetime import datetime
from io import BytesIO
from pathlib import Path

from django.conf import settings
from django.core.files.base import File
from django.core.files.storage import default_storage
from django.db import connection, transaction

from home import generation

MADE_BY, FORM = "lesdag backup", 1
MANIFEST, SUM = "manifest.json", "manifest.sha256"
DATABASE, KEY, MEDIA = "database", "secret_key", "media/"
PATTERN, PARTS = "lesdag-*.tar", "lesdag-*.part"
CHUNK = 1024 * 1024


class Refused(Exception):
    """An archive, or a site, that is not what it has to be; the message says why."""


def folder() -> Path:
    """Where archives are, and ``last.json`` that tells of the last one."""
    return settings.DATA_DIR / "backups"


def make(now: datetime, keep: int, tell: Callable[[str], None]) -> Path:
    """Make an archive and remove all but the newest ``keep``; returns where it is."""
    folder().mkdir(mode=0o700, exist_ok=True)
    path = folder() / f"lesdag-{now:%Y%m%d-%H%M%S}.tar"
    part = path.with_suffix(".part")
    with _alone():
        try:
            for left in folder().glob(PARTS):
                left.unlink()
                tell(f"Removed {left.name}, of a backup that was ended.")
            descriptor = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            with os.fdopen(descriptor, "wb") as file:
                _fill(file, now, tell)
                file.flush()
                os.fsync(file.fileno())
            part.rename(path)
        except BaseException:
            part.unlink(missing_ok=True)
            # Where the disk is full there may be no room for this either.
            with suppress(OSError):
                _note(now, 0, ok=False)
            raise
        _note(now, path.stat().st_size, ok=True)
        for old in sorted(folder().glob(PATTERN))[:-keep]:
            old.unlink()
            tell(f"Removed {old.name}.")
    return path


@contextmanager
def _alone():
    """Let one process at a time make backups here; the system takes this from one that dies."""
    descriptor = os.open(folder(), os.O_RDONLY)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        yield
    except BlockingIOError as error:
        raise Refused("Another backup is being made.") from error
    finally:
        os.close(descriptor)


def _note(now, size, *, ok):
    draft = folder() / ".last.json"
    draft.write_text(json.dumps({"at": now.isoformat(), "size": size, "ok": ok}))
    draft.rename(folder() / "last.json")


def _fill(file, now, tell):
    files: dict[str, dict] = {}
    with tarfile.open(fileobj=file, mode="w") as archive, tempfile.TemporaryDirectory() as place:
        dump = Path(place) / DATABASE
        counts = _dump(dump)
        tell(f"Database: {sum(counts.values())} rows in {len(counts)} tables.")
        _add(archive, files, DATABASE, dump.open("rb"), now)
        if (key := settings.DATA_DIR / KEY).exists():
            _add(archive, files, KEY, key.open("rb"), now)
        for number, name in enumerate(_media(), 1):
            try:
                _add(archive, files, MEDIA + name, default_storage.open(name), now)
            except FileNotFoundError:
                tell(f"Removed meanwhile: {name}.")
            if number % 100 == 0:
                tell(f"Media: {number} files.")
        manifest = {
            "made_by": MADE_BY,
            "form": FORM,
            "at": now.isoformat(),
            "database": connection.vendor,
            "counts": counts,
            "files": files,
        }
        told = json.dumps(manifest, indent=1).encode()
        for name, content in ((MANIFEST, told), (SUM, _sum(told))):
            archive.addfile(_entry(name, len(content), now), BytesIO(content))


def _sum(content: bytes) -> bytes:
    return hashlib.sha256(content).hexdigest().encode()


def _entry(name, size, now):
    entry = tarfile.TarInfo(name)
    entry.size, entry.mode, entry.mtime = size, 0o600, int(now.timestamp())
    return entry


def _add(archive, files, name, opened, now):
    """Put a file into the archive; one that a bucket sends is on the disk meanwhile."""
    with opened as source, tempfile.TemporaryFile() as copy:
        digest = hashlib.sha256()
        while piece := source.read(CHUNK):
            digest.update(piece)
            copy.write(piece)
        size = copy.tell()
        copy.seek(0)
        archive.addfile(_entry(name, size, now), copy)
    files[name] = {"sha256": digest.hexdigest(), "size": size}


def _media(below: str = "") -> Iterator[str]:
    try:
        folders, names = default_storage.listdir(below)
    except FileNotFoundError:
        return
    yield from (f"{below}{name}" for name in sorted(names) if name)
    for each in sorted(folders):
        yield from _media(f"{below}{each}/")


def check(path: Path) -> dict:
    """The manifest of an archive all of which is as it was written; raises Refused otherwise."""
    found = {}
    try:
        with tarfile.open(path, "r:") as archive:
            told, sum_of_told = b"", b""
            for entry in archive:
                if (
                    not entry.isfile()
                    or entry.name in found
                    or entry.name.startswith("/")
                    or ".." in entry.name.split("/")
                ):
                    raise Refused(f"Not made by this site: it holds {entry.name!r}.")
                source = archive.extractfile(entry)
                if entry.name == MANIFEST:
                    told = source.read()
                elif entry.name == SUM:
                    sum_of_told = source.read(100)
                else:
                    digest = hashlib.file_digest(source, "sha256").hexdigest()
                    found[entry.name] = {"sha256": digest, "size": entry.size}
        manifest = json.loads(told) if told else None
    except (tarfile.TarError, ValueError, EOFError) as error:
        raise Refused(f"Damaged, or no archive: {error}.") from error
    if not isinstance(manifest, dict) or manifest.get("made_by") != MADE_BY:
        raise Refused("Not made by this site, or cut off: it has no manifest.")
    if _sum(told) != sum_of_told:
        raise Refused("Damaged: manifest.json.")
    if manifest["form"] != FORM:
        raise Refused(f"Made by another version of the site (form {manifest['form']}).")
    if found != manifest["files"]:
        names = found.keys() | manifest["files"].keys()
        wrong = [name for name in names if found.get(name) != manifest["files"].get(name)]
        raise Refused("Damaged: " + ", ".join(sorted(wrong)[:5]) + ".")
    return manifest


def restore(path: Path, tell: Callable[[str], None]) -> None:
    """Make a site of an archive where there is none yet, and look whether all of it is there."""
    manifest = check(path)
    tell(f"The archive is whole: {len(manifest['files'])} files.")
    if manifest["database"] != connection.vendor:
        raise Refused(
            f"Its database is {manifest['database']}, that of this site {connection.vendor}."
        )
    if connection.introspection.table_names():
        raise Refused("The database of this site is not empty.")
    if next(_media(), None) is not None:
        raise Refused("The media of this site are not empty.")
    with tarfile.open(path, "r:") as archive, tempfile.TemporaryDirectory() as place:
        for entry in archive:
            source = archive.extractfile(entry)
            if entry.name == DATABASE:
                dump = Path(place) / DATABASE
                with dump.open("wb") as copy:
                    shutil.copyfileobj(source, copy, CHUNK)
                _load(dump)
            elif entry.name == KEY:
                key = settings.DATA_DIR / KEY
                key.write_bytes(source.read())
                key.chmod(0o600)
            elif entry.name.startswith(MEDIA):
                name = entry.name.removeprefix(MEDIA)
                if default_storage.save(name, File(source)) != name:
                    raise Refused(f"{name} got another name.")
    # No page is sent that was kept of the site before.
    generation.renew()
    counts = _counts()
    if counts != manifest["counts"]:
        raise Refused("Not all rows are there.")
    for name, told in manifest["files"].items():
        if name.startswith(MEDIA):
            with default_storage.open(name.removeprefix(MEDIA)) as file:
                digest = hashlib.sha256()
                while piece := file.read(CHUNK):
                    digest.update(piece)
            if digest.hexdigest() != told["sha256"]:
                raise Refused(f"{name} is not as it was.")
    tell(f"All is there: {sum(counts.values())} rows in {len(counts)} tables.")


def _counts() -> dict[str, int]:
    found = {}
    with connection.cursor() as cursor:
        for table in sorted(connection.introspection.table_names(cursor)):
            cursor.execute(f"SELECT count(*) FROM {connection.ops.quote_name(table)}")  # noqa: S608  # nosec B608
            found[table] = cursor.fetchone()[0]
    return found


def _dump(path) -> dict[str, int]:
    """Write the database, as of one moment, into a file; returns the rows of each table then."""
    if connection.vendor == "sqlite":
        connection.ensure_connection()
        with closing(sqlite3.connect(path)) as copy:
            connection.connection.backup(copy)
            names = copy.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
            ours = set(connection.introspection.table_names())
            return {
                name: copy.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0]  # noqa: S608  # nosec B608
                for (name,) in sorted(names)
                if name in ours
            }
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
        cursor.execute("SELECT pg_export_snapshot()")
        snapshot = cursor.fetchone()[0]
        counts = _counts()
        environment, database = _postgres()
        _run(
            ["pg_dump", "--format=custom", "--no-owner", "--no-privileges"]
            + [f"--snapshot={snapshot}", f"--file={path}", database],
            environment,
        )
    return counts


def _load(path) -> None:
    """Read a database, written by ``_dump``, into the empty one of this site."""
    if connection.vendor == "sqlite":
        connection.ensure_connection()
        with closing(sqlite3.connect(path)) as copy:
            copy.backup(connection.connection)
        connection.close()
        return
    environment, database = _postgres()
    _run(
        ["pg_restore", "--no-owner", "--no-privileges", "--exit-on-error"]
        + ["--single-transaction", f"--dbname={database}", str(path)],
        environment,
    )


def _postgres() -> tuple[dict[str, str], str]:
    """The environment that leads PostgreSQL's tools to the database, and its name."""
    told = connection.settings_dict
    names = {"PGHOST": "HOST", "PGPORT": "PORT", "PGUSER": "USER", "PGPASSWORD": "PASSWORD"}
    environment = dict(os.environ)
    environment |= {name: str(told[key]) for name, key in names.items() if told.get(key)}
    if mode := told.get("OPTIONS", {}).get("sslmode"):
        environment["PGSSLMODE"] = mode
    return environment, told["NAME"]


def _run(command, environment):
    done = subprocess.run(  # noqa: S603 # nosec B603
        command, env=environment, capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise Refused(f"{command[0]}: {done.stderr.strip().splitlines()[-1]}")

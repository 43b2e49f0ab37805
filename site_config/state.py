"""How the site is, for whoever runs it: versions, parts, checks, last backup, mail."""

import json
import platform
import tomllib
from dataclasses import dataclass
from datetime import datetime, timedelta

import django
import wagtail
from django.conf import settings
from django.core.checks import run_checks
from django.db import connection
from django.utils.dateparse import parse_datetime
from django.utils.timezone import is_naive

from events.models import Mail
from events.models.mails import MailState
from site_config import health

# After so long an owner asks what became of the backups.
BACKUP_IS_OLD = timedelta(days=2)


@dataclass(frozen=True, slots=True)
class Backup:
    """The last backup, as the command that made it wrote."""

    at: datetime
    size: int
    ok: bool
    is_old: bool


@dataclass(frozen=True, slots=True)
class MailQueue:
    """How much mail there is to send, and what was given up."""

    waiting: int
    failed: int
    oldest: timedelta


def version_of_site() -> str:
    """The version in ``pyproject.toml``; empty where only the code was installed."""
    try:
        told = tomllib.loads((settings.BASE_DIR / "pyproject.toml").read_text())
    except OSError:
        return ""
    return told["project"]["version"]


def versions() -> dict[str, str]:
    """What runs here."""
    return {
        "Lesdag": version_of_site(),
        "Wagtail": wagtail.__version__,
        "Django": django.__version__,
        "Python": platform.python_version(),
        connection.display_name: ".".join(map(str, connection.get_database_version())),
    }


def last_backup(now: datetime) -> Backup | None:
    """What ``DATA_DIR/backups/last.json`` says; None where there is none that can be read."""
    try:
        told = json.loads((settings.DATA_DIR / "backups" / "last.json").read_text())
        at = parse_datetime(told["at"])
        if at is None or is_naive(at):
            return None
        return Backup(at, int(told["size"]), told["ok"] is True, now - at > BACKUP_IS_OLD)
    except (OSError, ValueError, KeyError, TypeError):
        return None


def mail(now: datetime) -> MailQueue:
    """The mail that waits, and what was given up."""
    rows = Mail.objects
    return MailQueue(
        waiting=rows.filter(state=MailState.WAITING).count(),
        failed=rows.filter(state=MailState.FAILED).count(),
        oldest=health.oldest_waiting(now),
    )


def warnings() -> list[str]:
    """What ``manage.py check --deploy`` warns of."""
    found = run_checks(include_deployment_checks=True)
    return [f"{each.id}: {each.msg}" for each in found if not each.is_silenced()]

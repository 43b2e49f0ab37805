"""While pictures and documents cannot be stored or fetched: who uploads is told, pages do without.

What a storage raises reaches the site as ``StorageAway``, or as the error of a full disk.
"""

import errno
import logging
import time

from django.utils.translation import gettext

logger = logging.getLogger(__name__)

# No room on the disk, for this user, or in a file.
NO_ROOM = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
# Seconds between two lines in the log about the same fault.
TOLD_EVERY = 60
# Seconds in which no picture is made after one could not be: each try may take as long.
LEFT_ALONE = 10

_told: dict[str, float] = {}
_away = {"until": 0.0}


class StorageAway(OSError):
    """The storage of pictures and documents cannot be reached, read or written."""


def is_fault(error: BaseException | None) -> bool:
    """Whether an error is one of the storage, and not of a single file."""
    return isinstance(error, StorageAway) or (isinstance(error, OSError) and error.errno in NO_ROOM)


def tell(error: OSError) -> None:
    """Log what the storage cannot do, with its cause, once a minute in each process."""
    said = "There is no room left" if error.errno in NO_ROOM else "The storage of media is away"
    now = time.monotonic()
    if said not in _told or now - _told[said] >= TOLD_EVERY:
        _told[said] = now
        cause = error.__cause__ or error
        logger.error("%s: %s: %s", said, type(cause).__name__, (str(cause).splitlines() or [""])[0])


def leave_alone() -> None:
    """Make no pictures for a while."""
    _away["until"] = time.monotonic() + LEFT_ALONE


def is_left_alone() -> bool:
    """Whether pictures could not be made just now."""
    return time.monotonic() < _away["until"]


def words_for_upload(error: OSError) -> str:
    """What somebody is told whose file could not be stored."""
    if error.errno in NO_ROOM:
        return gettext(
            "This file was not stored: the disk of the site is full. Nothing else was changed. "
            "Tell whoever runs the site; after that, choose the file once more."
        )
    return gettext(
        "This file was not stored: the site cannot reach the place for its pictures and documents "
        "just now. Nothing else was changed. Choose the file once more in a minute."
    )

"""How often something may be done: counted in the cache, for a mailbox, an account or a network.

The counts stand below keys that nobody can turn back into an address.
"""

import ipaddress
import logging
from dataclasses import dataclass
from datetime import timedelta

from django.conf import settings
from django.core.cache import cache
from django.utils import timezone
from django.utils.crypto import salted_hmac

logger = logging.getLogger(__name__)

UNKNOWN = "unknown"

_away = {"told": None}


@dataclass(frozen=True, slots=True)
class Limit:
    """So many times may ``who`` do a thing within ``window`` seconds."""

    what: str
    who: str
    most: int
    window: int


def too_many(*limits: Limit) -> bool:
    """Count once for each limit, and say whether any of them is passed.

    Without a cache everybody may go on: better an attempt too many than nobody who can enrol.
    """
    try:
        # All are counted, also where the first is passed already.
        counts = [_count(limit) for limit in limits]
    except Exception as error:  # noqa: BLE001 - each cache has errors of its own
        _tell_that_the_cache_is_away(error)
        return False
    return any(count > limit.most for count, limit in zip(counts, limits, strict=True))


def network_of(request) -> str:
    """The network that a request comes from: an IPv4 address, or the /64 of an IPv6 one."""
    written = request.META.get("REMOTE_ADDR", "")
    if settings.BEHIND_PROXY:
        # Whatever stands before the last was written by whoever asks.
        last = request.headers.get("X-Forwarded-For", "").rpartition(",")[2].strip()
        written = last or written
    try:
        address = ipaddress.ip_address(_without_port(written).partition("%")[0])
    except ValueError:
        return UNKNOWN
    if address.version == 4:
        return str(address)
    if address.ipv4_mapped:
        return str(address.ipv4_mapped)
    return str(ipaddress.ip_network((address, 64), strict=False))


def _without_port(written):
    if written.startswith("["):
        return written[1:].partition("]")[0]
    # More colons are those of an IPv6 address.
    return written.partition(":")[0] if written.count(":") == 1 else written


def _count(limit):
    window = int(timezone.now().timestamp()) // limit.window
    told = f"{limit.what}:{window}:{limit.who}"
    key = f"limits:{salted_hmac('home.limits', told, algorithm='sha256').hexdigest()}"
    cache.add(key, 0, limit.window)
    try:
        return cache.incr(key)
    except ValueError:
        # It ended between the two.
        return 1


def _tell_that_the_cache_is_away(error):
    now = timezone.now()
    if _away["told"] is None or now - _away["told"] >= timedelta(hours=1):
        _away["told"] = now
        logger.error("The cache is away, and nothing is limited: %s", type(error).__name__)

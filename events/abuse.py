"""What keeps programs from enrolling people: a field no reader sees, a signed stamp, and limits.

No cookie, no picture puzzle, no other company. The counts stand in the cache below keys that
nobody can turn back into an address.
"""

import ipaddress
import logging
from datetime import timedelta

from django.conf import settings
from django.core.cache import cache
from django.core.signing import BadSignature, SignatureExpired, TimestampSigner
from django.utils import timezone
from django.utils.crypto import salted_hmac

logger = logging.getLogger(__name__)

# Nobody fills in a form within it; after so long the form may ask other things.
AT_LEAST, AT_MOST = timedelta(seconds=3), timedelta(hours=24)
# Django refuses what is older than an age; who took three seconds to the dot is in time.
MOMENT = timedelta(milliseconds=1)
# How often in an hour: for one mailbox, and for a network, behind which a whole office may sit.
PER_ADDRESS, PER_NETWORK = 5, 30
WINDOW = 3600

_away = {"told": None}


class TooSoon(Exception):
    """A form that came back sooner than anybody can read it."""


class TooLate(Exception):
    """A form that is older than a day, or that we never gave."""


def stamp(purpose: str) -> str:
    """A signed stamp with the present moment, for the form of ``purpose``."""
    return _signer(purpose).sign("form")


def check_stamp(purpose: str, stamped: str) -> None:
    """Raise TooSoon or TooLate where the stamp does not say that a person had the form."""
    signer = _signer(purpose)
    try:
        signer.unsign(stamped, max_age=AT_MOST)
    except (SignatureExpired, BadSignature) as error:
        raise TooLate from error
    try:
        signer.unsign(stamped, max_age=AT_LEAST - MOMENT)
    except SignatureExpired:
        return
    raise TooSoon


def too_many(request, email: str) -> bool:
    """Count an attempt, and say whether there were too many for this mailbox or this network.

    Without a cache everybody may go on: better an attempt too many than nobody who can enrol.
    """
    limits = [
        ("address", email.strip().casefold(), PER_ADDRESS),
        ("network", network_of(request), PER_NETWORK),
    ]
    try:
        # Both are counted, also where the first is too many already.
        counted = [(_count(kind, who), most) for kind, who, most in limits]
        return any(count > most for count, most in counted)
    except Exception as error:  # noqa: BLE001 - each cache has errors of its own
        _tell_that_the_cache_is_away(error)
        return False


def network_of(request) -> str:
    """The network that a request comes from: an IPv4 address, or the /64 of an IPv6 one."""
    written = request.META.get("REMOTE_ADDR", "")
    if settings.BEHIND_PROXY:
        # Whatever stands before the last was written by whoever asks.
        last = request.headers.get("X-Forwarded-For", "").rpartition(",")[2].strip()
        written = last or written
    try:
        address = ipaddress.ip_address(written.strip("[]").partition("%")[0])
    except ValueError:
        return "unknown"
    if address.version == 4:
        return str(address)
    if address.ipv4_mapped:
        return str(address.ipv4_mapped)
    return str(ipaddress.ip_network((address, 64), strict=False))


def _signer(purpose):
    return TimestampSigner(sep=".", salt=f"events.abuse.{purpose}")


def _count(kind, who):
    window = int(timezone.now().timestamp()) // WINDOW
    hidden = salted_hmac("events.abuse", f"{kind}:{window}:{who}", algorithm="sha256").hexdigest()
    key = f"enrolling:{hidden}"
    cache.add(key, 0, WINDOW)
    try:
        return cache.incr(key)
    except ValueError:
        # It ended between the two.
        return 1


def _tell_that_the_cache_is_away(error):
    now = timezone.now()
    if _away["told"] is None or now - _away["told"] >= timedelta(hours=1):
        _away["told"] = now
        logger.error("The cache is away, enrolling goes unlimited: %s", type(error).__name__)

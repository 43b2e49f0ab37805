"""What keeps programs from enrolling people: a field no reader sees, a signed stamp, and limits.

No cookie, no picture puzzle, no other company. The counts stand in the cache below keys that
nobody can turn back into an address.
"""

import ipaddress
import logging
from datetime import UTC, datetime, timedelta

from django.conf import settings
from django.core.cache import cache
from django.core.signing import BadSignature, Signer
from django.utils import timezone
from django.utils.crypto import salted_hmac

logger = logging.getLogger(__name__)

# Nobody fills in a form within it; after so long the form may ask other things.
AT_LEAST, AT_MOST = timedelta(seconds=3), timedelta(hours=24)
# How often in an hour: for one mailbox, and for a network, behind which a whole office may sit.
PER_ADDRESS, PER_NETWORK = 5, 30
WINDOW = 3600
# How often in a day one person is answered about one edition, or about one training.
ANSWERS_A_DAY = 3

_away = {"told": None}


class TooSoon(Exception):
    """A form that came back sooner than anybody can read it."""


class TooLate(Exception):
    """A form that is older than a day, or that we never gave."""


def stamp(purpose: str, moment: datetime) -> str:
    """A signed stamp with the moment at which the form of ``purpose`` was opened."""
    return _signer(purpose).sign(str(int(moment.timestamp() * 1000)))


def opened_at(purpose: str, stamped: str, now: datetime) -> datetime:
    """When a form was opened; raises TooSoon or TooLate where no person can have filled it in."""
    try:
        opened = datetime.fromtimestamp(int(_signer(purpose).unsign(stamped)) / 1000, UTC)
    except BadSignature as error:
        raise TooLate from error
    if now - opened > AT_MOST:
        raise TooLate
    if now - opened < AT_LEAST:
        raise TooSoon
    return opened


def may_answer(mails, *, opened_at: datetime | None, now: datetime) -> bool:
    """Whether a form is answered by one more mail; ``mails`` are what that person got before.

    A form that is sent twice is answered once, and who opens it anew time and again, with the
    address of somebody else, fills no mailbox.
    """
    recent = mails.filter(created_at__gt=now - timedelta(days=1))
    moments = list(recent.values_list("created_at", flat=True))
    if opened_at and any(moment >= opened_at for moment in moments):
        return False
    return len(moments) < ANSWERS_A_DAY


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
        address = ipaddress.ip_address(_without_port(written).partition("%")[0])
    except ValueError:
        return "unknown"
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


def _signer(purpose):
    return Signer(sep=".", salt=f"events.abuse.{purpose}")


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

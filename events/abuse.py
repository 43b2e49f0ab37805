"""What keeps programs from enrolling people: a field no reader sees, a signed stamp, and limits.

No cookie, no picture puzzle, no other company.
"""

from datetime import UTC, datetime, timedelta

from django.core.signing import BadSignature, Signer

from events.models.enrolments import email_key
from home import limits
from home.limits import Limit

# Nobody fills in a form within it; after so long the form may ask other things.
AT_LEAST, AT_MOST = timedelta(seconds=3), timedelta(hours=24)
# How often in an hour: for one mailbox, and for a network, behind which a whole office may sit.
PER_ADDRESS, PER_NETWORK = 5, 30
WINDOW = 3600
# How often in a day one person is answered about one edition, or about one training.
ANSWERS_A_DAY = 3


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
    if opened > now:
        # We signed it, so the clock was put back since: nobody need wait for it to come round.
        return now
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
    """Count an attempt, and say whether there were too many for this mailbox or this network."""
    return limits.too_many(
        Limit("enrolling: address", email_key(email), PER_ADDRESS, WINDOW),
        Limit("enrolling: network", limits.network_of(request), PER_NETWORK, WINDOW),
    )


def _signer(purpose):
    return Signer(sep=".", salt=f"events.abuse.{purpose}")

"""The links by which people reach their own enrolment, without an account.

The address holds a random identifier and a signature, and nothing of the person. When a link ends
follows from the enrolment itself (``events.enrolling``).
"""

import uuid

from django.conf import settings
from django.core.signing import BadSignature, Signer
from django.urls import reverse
from django.utils.translation import override

from events.models.enrolments import Enrolment, Interest
from events.models.mails import Mail, MailKind

# The words of these addresses, for each language.
ENROLMENT_WORDS = {"nl": "aanmelding", "en": "enrolment"}
INTEREST_WORDS = {"nl": "belangstelling", "en": "interest"}

_ENROLMENT = Signer(sep=".", salt="events.enrolment")
_INTEREST = Signer(sep=".", salt="events.interest")


def url_of(row: Enrolment | Interest) -> str:
    """The absolute address of somebody's enrolment or interest, in the language of that person."""
    return f"{settings.SITE_URL}{path_of(row, row.language)}"


def path_of(row: Enrolment | Interest, language: str) -> str:
    """The address of the same page within the site, in ``language``."""
    name, words = (
        ("enrolment", ENROLMENT_WORDS)
        if isinstance(row, Enrolment)
        else ("interest", INTEREST_WORDS)
    )
    with override(language):
        return reverse(name, kwargs={"word": words[language], "token": token_of(row)})


def token_of(row: Enrolment | Interest) -> str:
    """What stands for an enrolment or an interest in an address."""
    signer = _ENROLMENT if isinstance(row, Enrolment) else _INTEREST
    return signer.sign(row.uuid.hex)


def unsubscribe_headers(mail: Mail) -> dict[str, str]:
    """By which a mail program stops mails that may come again, at one press (RFC 8058)."""
    if mail.kind != MailKind.PLANNED or mail.interest is None:
        return {}
    return {
        "List-Unsubscribe": f"<{url_of(mail.interest)}>",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
    }


def enrolment_of(token: str) -> Enrolment | None:
    """The enrolment of a token; None where nobody has signed it, or it is gone."""
    key = _unsign(_ENROLMENT, token)
    found = Enrolment.objects.select_related("edition__training", "edition__location")
    return found.filter(uuid=key).first() if key else None


def interest_of(token: str) -> Interest | None:
    """The interest of a token; None where nobody has signed it, or it is gone."""
    key = _unsign(_INTEREST, token)
    return Interest.objects.select_related("training").filter(uuid=key).first() if key else None


def is_ours(token: str) -> bool:
    """Whether we gave this token for an interest, that may be gone since."""
    return _unsign(_INTEREST, token) is not None


def _unsign(signer, token):
    try:
        return uuid.UUID(signer.unsign(token))
    except (BadSignature, ValueError):
        return None

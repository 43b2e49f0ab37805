"""Why a mail was not sent, for who has to do something about it."""

from django.utils.translation import gettext, gettext_lazy as _

# By the kind of a fault, as events.outbox keeps it.
CAUSES = {
    "SMTPRecipientsRefused": _("The mail server refuses this address: is it right?"),
    "SMTPDataError": _("The mail server refuses this mail."),
    "SMTPSenderRefused": _("The mail server refuses our own address."),
    "SMTPAuthenticationError": _("The mail server does not accept our password."),
    "SMTPServerDisconnected": _("The mail server hung up."),
    "SMTPConnectError": _("The mail server cannot be reached."),
    "ConnectionRefusedError": _("The mail server cannot be reached."),
    "ConnectionResetError": _("The mail server hung up."),
    "gaierror": _("The mail server cannot be found."),
    "TimeoutError": _("The mail server does not answer."),
    "SSLCertVerificationError": _("The mail server cannot show that it is the right one."),
}


def in_words(fault: str) -> str:
    """A fault in words, then as it was kept, for who looks after the mail server."""
    if not fault:
        return ""
    cause = CAUSES.get(fault.split()[0]) or gettext("Something went wrong in sending it.")
    return f"{cause} ({fault})"

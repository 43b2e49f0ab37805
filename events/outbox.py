"""The outbox: a mail is written with what it tells of, and sent by a worker afterwards.

``post`` writes the mail and the task to send it in the transaction of the caller. Whoever takes a
mail in hand first writes, in one transaction, the task that would take it up again. One that was
claimed by a worker that died before that is found by ``resume``, which workers do as they start and
every minute. A mail is sent twice only where a process dies, or the line breaks, between the
server's acceptance and our note of it; both then have one Message-ID.
"""

import logging
import smtplib
from contextlib import suppress
from datetime import datetime, timedelta
from email.utils import formataddr, parseaddr

from django.conf import settings
from django.core.cache import cache
from django.core.mail import EmailMultiAlternatives, get_connection
from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils import timezone
from django.utils.text import slugify
from django_tasks import TaskResultStatus, task, task_backends
from django_tasks_db.backend import DatabaseBackend
from django_tasks_db.models import DBTaskResult

from events import calendars
from events.enrolment_links import unsubscribe_headers
from events.models.mails import Mail, MailState

logger = logging.getLogger(__name__)

QUEUE = "mail"
# Growing pauses between attempts; after the last, an editor decides.
PAUSES = [
    timedelta(minutes=minutes) for minutes in (1, 5, 15, 30, 60, 120, 240, 480, 720, 1440, 1440)
]
# So long a worker may be busy with one mail (EMAIL_TIMEOUT holds for each step with the server).
IN_HAND = timedelta(minutes=5)
MOMENT = timedelta(milliseconds=1)
# A server that is away is told to the log once in this time, not for each mail.
LOGGED_FOR = timedelta(hours=1)


def post(*, now: datetime, key: str | None = None, **fields) -> Mail | None:
    """Write a mail and have it sent; None where one with this ``key`` was written before."""
    if key is not None and Mail.objects.filter(key=key).exists():
        return None
    try:
        with transaction.atomic():
            mail = Mail.objects.create(key=key, created_at=now, due_at=now, **fields)
            _hand_over(mail.pk, now)
    except IntegrityError:
        # Somebody else has just written the same one.
        if key is not None and Mail.objects.filter(key=key).exists():
            return None
        raise
    return mail


def again(mail: Mail, *, now: datetime) -> None:
    """Try a mail once more from the beginning, which was given up."""
    with transaction.atomic():
        found = Mail.objects.filter(pk=mail.pk, state=MailState.FAILED).update(
            state=MailState.WAITING, attempts=0, due_at=now, fault=""
        )
        if found:
            _hand_over(mail.pk, now)


def resume(now: datetime) -> int:
    """Hand over again the mails that are due and have no task; returns how many.

    So it is once a worker died that had claimed the task and done nothing yet, or after tasks were
    lost. A task too many does no harm: whoever comes second leaves the mail alone.
    """
    waiting = Mail.objects.filter(state=MailState.WAITING)
    # Written before the clock was put back: it waits for no hour that has yet to come round.
    waiting.filter(created_at__gt=now, due_at__gt=now).update(due_at=now - MOMENT)
    late = waiting.filter(due_at__lt=now)
    pks = set(late.values_list("pk", flat=True))
    if isinstance(task_backends[QUEUE], DatabaseBackend):
        tasks = DBTaskResult.objects.filter(backend_name=QUEUE)
        # Such as the end of an offer, of which no mail is left to find.
        tasks.running().filter(started_at__lte=now - IN_HAND).update(status=TaskResultStatus.READY)
        ready = tasks.filter(status=TaskResultStatus.READY, task_path=deliver.module_path)
        ready = ready.exclude(enqueued_at__gt=now, run_after__gt=now)
        pks.difference_update(
            *(task["args"] for task in ready.values_list("args_kwargs", flat=True))
        )
    for pk in sorted(pks):
        with transaction.atomic():
            _hand_over(pk, now)
    return len(pks)


def _hand_over(pk: int, at: datetime) -> None:
    """Have a mail taken in hand at a moment, never before: by the clock of who does so.

    A worker whose clock is behind ours would else find a mail that is not due, leave it, and have
    done the only task that there was.
    """
    if task_backends[QUEUE].supports_defer:
        deliver.using(run_after=at).enqueue(pk)
    else:
        transaction.on_commit(lambda: deliver.enqueue(pk))


@task(backend=QUEUE, queue_name=QUEUE)
def deliver(pk: int) -> None:
    """Send a mail, if it waits and nobody else is at it."""
    now = timezone.now()
    with transaction.atomic():
        taken = Mail.objects.filter(pk=pk, state=MailState.WAITING, due_at__lte=now).update(
            due_at=now + IN_HAND, attempts=F("attempts") + 1
        )
        if not taken:
            return
        if settings.MAIL_IS_SENT:
            _hand_over(pk, now + IN_HAND)
    mail = Mail.objects.get(pk=pk)
    if not settings.MAIL_IS_SENT:
        _sent(mail)
        return
    try:
        _send(mail)
    except Exception as error:  # noqa: BLE001
        # Also a fault of ours: unseen, it would come back at each attempt for ever, and its
        # traceback might name a person.
        _failed(mail, error)
    else:
        _sent(mail)


def _send(mail: Mail) -> None:
    """Give a mail to the server; raises only where the server has not accepted it."""
    connection = get_connection()
    connection.open()
    try:
        connection.send_messages([message_of(mail)])
    finally:
        # What goes wrong in taking leave comes too late to make a mail that was accepted unsent.
        with suppress(OSError):
            connection.close()


def _sent(mail: Mail) -> None:
    Mail.objects.filter(pk=mail.pk).update(state=MailState.SENT, sent_at=timezone.now(), fault="")


def _failed(mail: Mail, error: Exception) -> None:
    """Try again after a pause, unless the server has refused this mail for ever."""
    now, fault = timezone.now(), fault_of(error)
    for_ever = is_permanent(error)
    # Unless another worker, who took it over, has sent it meanwhile.
    waiting = Mail.objects.filter(pk=mail.pk, state=MailState.WAITING)
    if for_ever or mail.attempts > len(PAUSES):
        waiting.update(state=MailState.FAILED, fault=fault)
        logger.error("A mail (%s) could not be sent and is given up: %s.", mail.uuid, fault)
        return
    at = now + PAUSES[mail.attempts - 1]
    with transaction.atomic():
        if waiting.update(due_at=at, fault=fault):
            _hand_over(mail.pk, at)
    if cache.add(f"mail-fault-{slugify(fault)}", True, LOGGED_FOR.total_seconds()):
        logger.error("Mail cannot be sent and will be tried again: %s.", fault)


def is_permanent(error: Exception) -> bool:
    """Whether the server refuses this mail for ever (RFC 5321, 4.2.1: 5yz).

    A refused log-in is the site's fault, and may be mended.
    """
    if isinstance(error, smtplib.SMTPAuthenticationError):
        return False
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        return all(code >= 500 for code, _text in error.recipients.values())
    return isinstance(error, smtplib.SMTPDataError) and error.smtp_code >= 500


def fault_of(error: Exception) -> str:
    """The kind of a fault and the server's code, without its words, which may name a person."""
    codes = []
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        codes = sorted({code for code, _text in error.recipients.values()})
    elif isinstance(error, smtplib.SMTPResponseException):
        codes = [error.smtp_code]
    elif isinstance(error, OSError) and error.strerror:
        codes = [error.strerror]
    return " ".join([type(error).__name__, *map(str, codes)])[:200]


def sender() -> str:
    """Who mail comes from: the practice, under its own address where the site may use that.

    That is where DEFAULT_FROM_EMAIL is of the same domain; mail in the name of any other one is
    taken for forged (SPF, DMARC), and then only the name is the practice's.
    """
    practice = calendars.practice()
    name, address = parseaddr(settings.DEFAULT_FROM_EMAIL)
    if practice is None:
        return settings.DEFAULT_FROM_EMAIL
    domains = [one.rpartition("@")[2].casefold() for one in (practice.email, address)]
    if practice.email and domains[0] == domains[1]:
        address = practice.email
    return formataddr((" ".join(practice.organisation.split()) or name, address))


def message_of(mail: Mail) -> EmailMultiAlternatives:
    """The mail as it is sent: text, HTML, and each day as an invitation (RFC 6047, 2.4).

    An object holds one day only: all events of a REQUEST have one UID (RFC 5546, 3.2.2). Of several
    the first is also the alternative to the text: Gmail, Outlook and Apple Mail show one invitation
    of a mail, that one, and without it Outlook shows files with nothing to accept. The attachments,
    which have every day, are what all programs open, and the words say that there are more.
    """
    message = EmailMultiAlternatives(
        mail.subject,
        mail.text,
        from_email=sender(),
        to=[mail.recipient],
        reply_to=[mail.reply_to] if mail.reply_to else None,
        headers={
            "Message-ID": f"<{mail.uuid}@{settings.SITE_HOST or 'localhost'}>",
            "Auto-Submitted": "auto-generated",
            "Content-Language": mail.language,
            **unsubscribe_headers(mail),
        },
    )
    message.attach_alternative(mail.html, "text/html")
    for calendar in mail.calendars[:1]:
        message.attach_alternative(calendar["text"], _calendar_type(calendar))
    for calendar in mail.calendars:
        message.attach(calendar["name"], calendar["text"].encode(), _calendar_type(calendar))
    return message


def _calendar_type(calendar: dict) -> str:
    # Django adds the charset.
    return f"text/calendar; method={calendar['method']}; component=VEVENT"

"""Mails as they were written: kept until they are sent, then for as long as the enrolment."""

import uuid

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from events.mail_faults import in_words

# Shown in the admin as by a mail program: nothing runs in it, nothing is fetched, and links open
# elsewhere.
MAIL_POLICY = (
    "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'self'; "
    "style-src 'unsafe-inline'; sandbox allow-popups allow-popups-to-escape-sandbox"
)


class MailState(models.TextChoices):
    """How far a mail has come."""

    WAITING = "waiting", _("To be sent")
    SENT = "sent", _("Sent")
    FAILED = "failed", _("Not sent")


class MailKind(models.TextChoices):
    """Why a mail is written."""

    CONFIRM = "confirm", _("Please confirm")
    PLACE = "place", _("You have a place")
    WAITING = "waiting", _("You are on the waiting list")
    OFFER = "offer", _("A place has come free")
    LAPSED = "lapsed", _("Your offer has lapsed")
    ALREADY = "already", _("You are enrolled already")
    WITHDRAWN = "withdrawn", _("You have withdrawn")
    MOVED = "moved", _("You move to other days")
    CHANGED = "changed", _("Something has changed")
    POSTPONED = "postponed", _("It is postponed")
    CANCELLED = "cancelled", _("It is cancelled")
    REMINDER = "reminder", _("It begins soon")
    THANKS = "thanks", _("Thank you for coming")
    INTEREST = "interest", _("Shall we keep you informed?")
    PLANNED = "planned", _("There is a date")
    NOTICE = "notice", _("To the practice")
    TO_ALL = "to_all", _("Written to everyone")


class Mail(models.Model):
    """A mail to one person, written in the transaction of what it tells of (``events.outbox``)."""

    # Message-ID is made of it, so a mail that goes out twice can be known as the same one.
    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    # What may be written only once, such as the reminder of an edition to a person.
    key = models.CharField(max_length=120, null=True, unique=True)  # noqa: DJ001
    kind = models.CharField(_("kind"), max_length=12, choices=MailKind.choices)
    language = models.CharField(_("language"), max_length=2, choices=settings.LANGUAGES)
    recipient = models.EmailField(_("to"))
    reply_to = models.EmailField(blank=True)
    subject = models.CharField(_("subject"), max_length=300)
    text = models.TextField()
    html = models.TextField()
    # Calendar objects, each with one day: [{"name": "dag-1.ics", "method": "REQUEST",
    # "text": "BEGIN:VCALENDAR…"}].
    calendars = models.JSONField(default=list)
    edition = models.ForeignKey(
        "events.Edition", null=True, on_delete=models.SET_NULL, related_name="mails"
    )
    enrolment = models.ForeignKey(
        "events.Enrolment", null=True, on_delete=models.CASCADE, related_name="mails"
    )
    interest = models.ForeignKey(
        "events.Interest", null=True, on_delete=models.CASCADE, related_name="mails"
    )
    state = models.CharField(
        _("state"), max_length=8, choices=MailState.choices, default=MailState.WAITING
    )
    attempts = models.PositiveSmallIntegerField(_("attempts"), default=0)
    created_at = models.DateTimeField(_("written at"))
    # Not before; while a worker is at it, when another may take over.
    due_at = models.DateTimeField(_("next attempt"))
    sent_at = models.DateTimeField(_("sent at"), null=True)
    # Why it could not be sent, without any address.
    fault = models.CharField(_("fault"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("mail")
        verbose_name_plural = _("mails")
        ordering = ["-created_at", "-pk"]
        indexes = [
            models.Index(fields=["state", "due_at"], name="events_mail_due"),
            models.Index(fields=["-created_at", "-id"], name="events_mail_latest"),
        ]

    def __str__(self):
        return f"{self.get_kind_display()}, {self.created_at:%d-%m-%Y %H:%M}"

    @property
    def fault_in_words(self) -> str:
        """Why it was not sent, for who has to do something about it."""
        return in_words(self.fault)

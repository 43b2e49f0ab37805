"""Enrolments: one person's place in an edition, or in the line for it; and who wants to be told."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class EnrolmentState(models.TextChoices):
    """Where somebody stands; confirmed and offered ones take a place."""

    ASKED = "asked", _("To be confirmed")
    CONFIRMED = "confirmed", _("Has a place")
    WAITING = "waiting", _("On the waiting list")
    OFFERED = "offered", _("Has been offered a place")
    WITHDRAWN = "withdrawn", _("Withdrawn")
    LAPSED = "lapsed", _("Lapsed")


# Who takes a place, and who may still get one.
TAKING = (EnrolmentState.CONFIRMED, EnrolmentState.OFFERED)
ACTIVE = (EnrolmentState.ASKED, EnrolmentState.WAITING, *TAKING)


def email_key(email: str) -> str:
    """The form of an e-mail address by which two of them are taken for the same person's.

    Only the case of A to Z makes no difference. Folding more would make one of two domains, such
    as ``straße.example`` and ``strasse.example`` (RFC 5891, IDNA2008), and give the one's link to
    the other.
    """
    return "".join(letter.lower() if letter.isascii() else letter for letter in email.strip())


class EnrolmentQuerySet(models.QuerySet):
    """Enrolments by where they stand."""

    def active(self):
        """Those that take a place, or may still get one."""
        return self.filter(state__in=ACTIVE)

    def taking(self):
        """Those that take a place."""
        return self.filter(state__in=TAKING)

    def in_line(self):
        """The waiting list, who came first in front."""
        return self.filter(state=EnrolmentState.WAITING).order_by("place_in_line", "pk")


class Enrolment(models.Model):
    """One person's place in an edition, or in the line for one.

    Personal data is emptied when the practice need not keep it any longer (``erased_at``); the
    row stays, so that counts do. Only ``events.places`` changes ``state``.
    """

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    edition = models.ForeignKey(
        "events.Edition",
        verbose_name=_("edition"),
        on_delete=models.PROTECT,
        related_name="enrolments",
    )
    state = models.CharField(
        _("state"),
        max_length=12,
        choices=EnrolmentState.choices,
        default=EnrolmentState.ASKED,
        editable=False,
    )
    name = models.CharField(
        _("name"), max_length=120, blank=True, help_text=_("As it stands on the attendance list.")
    )
    email = models.EmailField(
        _("e-mail address"), blank=True, help_text=_("Everything about the training is sent there.")
    )
    # Two enrolments of one person in an edition would take two places.
    email_key = models.CharField(max_length=254, blank=True, editable=False)
    phone = models.CharField(
        _("telephone number"),
        max_length=40,
        blank=True,
        help_text=_("Only to reach you about this training."),
    )
    organisation = models.CharField(
        _("organisation"), max_length=120, blank=True, help_text=_("Where you work, if it matters.")
    )
    remark = models.TextField(
        _("remark"),
        max_length=2000,
        blank=True,
        help_text=_("For instance: I use a wheelchair, or: I eat no meat."),
    )
    # What the training asks besides: [{"question": "…", "answer": "…"}], in the person's language.
    answers = models.JSONField(default=list, blank=True, editable=False)
    language = models.CharField(
        _("language"),
        max_length=2,
        choices=settings.LANGUAGES,
        default=settings.LANGUAGE_CODE,
        help_text=_("In which mails are written."),
    )
    notes = models.TextField(
        _("notes"),
        blank=True,
        help_text=_("For the practice alone; the person gets them only on asking what is kept."),
    )
    created_at = models.DateTimeField(_("enrolled at"), editable=False)
    consented_at = models.DateTimeField(null=True, editable=False)
    confirmed_at = models.DateTimeField(null=True, editable=False)
    # The order of the waiting list, counted on within the edition.
    place_in_line = models.PositiveIntegerField(null=True, editable=False)
    offer_until = models.DateTimeField(null=True, editable=False)
    closed_at = models.DateTimeField(null=True, editable=False)
    erased_at = models.DateTimeField(null=True, editable=False)
    # What the person was last told of days, place and state (events.told); empty: nothing yet.
    told = models.JSONField(default=dict, blank=True, editable=False)

    objects = EnrolmentQuerySet.as_manager()

    class Meta:
        verbose_name = _("enrolment")
        verbose_name_plural = _("enrolments")
        ordering = ["created_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["edition", "email_key"],
                condition=Q(state__in=ACTIVE) & ~Q(email_key=""),
                name="events_one_enrolment_for_a_person",
            ),
        ]
        indexes = [
            models.Index(fields=["edition", "state"], name="events_enrolment_states"),
            models.Index(fields=["email_key"], name="events_enrolment_person"),
        ]

    def __str__(self):
        # Without the person: this ends up in logs and histories.
        return f"{self.get_state_display()}, {self.created_at:%d-%m-%Y}"

    def save(self, *args, **kwargs):
        """Save the row, with the form of the address that tells people apart."""
        self.email_key = email_key(self.email)
        super().save(*args, **kwargs)

    @property
    def is_active(self) -> bool:
        """Whether it takes a place, or may still get one."""
        return self.state in ACTIVE

    @property
    def number_in_line(self) -> int | None:
        """Which place somebody has in the line, counted from 1; None for who is not in it."""
        if self.state != EnrolmentState.WAITING:
            return None
        line = self.edition.enrolments.in_line()
        return line.filter(place_in_line__lt=self.place_in_line).count() + 1

    @property
    def had_place(self) -> bool:
        """Whether it has a place, or had one until it ended."""
        return self.confirmed_at is not None

    @property
    def was_in_line(self) -> bool:
        """Whether it is, or ended, on the waiting list or with an offer, and never had a place."""
        return not self.had_place and self.place_in_line is not None


class Interest(models.Model):
    """That somebody wants to be told by mail when an edition of a training is published."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    # The page in the source language; it stands for the whole translation group.
    training = models.ForeignKey(
        "events.TrainingPage", on_delete=models.PROTECT, related_name="interests"
    )
    name = models.CharField(_("name"), max_length=120)
    email = models.EmailField(_("e-mail address"))
    email_key = models.CharField(max_length=254, editable=False)
    language = models.CharField(max_length=2, choices=settings.LANGUAGES)
    created_at = models.DateTimeField(_("asked at"), editable=False)
    # Nobody is written to whose address was not confirmed.
    confirmed_at = models.DateTimeField(null=True, editable=False)

    class Meta:
        verbose_name = _("interested person")
        verbose_name_plural = _("interested people")
        ordering = ["created_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["training", "email_key"], name="events_one_interest_for_a_person"
            ),
        ]

    def __str__(self):
        return f"{self.created_at:%d-%m-%Y}"

    def save(self, *args, **kwargs):
        """Save the row, with the form of the address that tells people apart."""
        self.email_key = email_key(self.email)
        super().save(*args, **kwargs)

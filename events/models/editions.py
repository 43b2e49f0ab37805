"""Editions, the scheduled runs of a training, and their sessions, one for each day."""

import uuid
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from zoneinfo import ZoneInfo

from django.conf import settings
from django.contrib import admin
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models, transaction
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.formats import time_format
from django.utils.translation import get_language, gettext, gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel, PublishingPanel
from wagtail.models import DraftStateMixin, PreviewableMixin, RevisionMixin, WorkflowMixin
from wagtail.search import index

from events.clock import span
from events.forms import EditionForm
from events.models.removed_days import RemovedDay
from events.panels import HiddenPanel, SessionsPanel
from events.planning_panels import CheckPanel
from home.translations import source_row

# A year outside of these was mistyped; calendars of people can show no other.
EARLIEST, LATEST = date(2000, 1, 1), date(2199, 12, 31)


class EditionStatus(models.TextChoices):
    """What was decided of an edition; full, begun and past are worked out, never stored."""

    SCHEDULED = "scheduled", _("Goes ahead")
    POSTPONED = "postponed", _("Postponed")
    CANCELLED = "cancelled", _("Cancelled")


@dataclass(frozen=True, slots=True)
class Reason:
    """Why an edition is cancelled or postponed, as an editor wrote it, and in which language."""

    text: str
    language: str

    @property
    def foreign_language(self) -> str:
        """The language, where it is another than that of the page around it."""
        return self.language if self.language != get_language() else ""


class EditionQuerySet(models.QuerySet):
    """Editions as readers may see them; each method that asks what is coming takes the moment."""

    def published(self):
        """Editions that are live, of trainings whose source page is."""
        return self.filter(live=True, training__live=True)

    def of(self, training):
        """Editions of the whole translation group of a training page."""
        return self.filter(training__translation_key=training.translation_key)

    def unfinished(self, now: datetime):
        """Editions whose last day is not over, the first to begin first."""
        return self.filter(ends_at__gt=now).order_by("starts_at", "pk")

    def over(self, by: datetime):
        """Editions whose last day was over by a moment; what is postponed waits for new days."""
        return self.filter(ends_at__lte=by).exclude(status=EditionStatus.POSTPONED)

    def open(self, now: datetime):
        """Editions that go ahead and have not begun, the first to begin first."""
        return self.unfinished(now).filter(starts_at__gt=now, status=EditionStatus.SCHEDULED)

    def with_taken(self):
        """Each with ``taken``, the number of places that somebody has or is offered."""
        from events.models.enrolments import TAKING

        return self.annotate(taken=self._number(state__in=TAKING))

    def with_waiting(self):
        """Each with ``waiting``, the length of its waiting list."""
        from events.models.enrolments import EnrolmentState

        return self.annotate(waiting=self._number(state=EnrolmentState.WAITING))

    @staticmethod
    def _number(**which):
        from events.models.enrolments import Enrolment

        rows = Enrolment.objects.filter(edition=models.OuterRef("pk"), **which).order_by()
        counts = rows.values("edition").annotate(count=models.Count("pk")).values("count")
        return Coalesce(models.Subquery(counts), models.Value(0))


class Edition(
    WorkflowMixin,
    PreviewableMixin,
    DraftStateMixin,
    RevisionMixin,
    index.Indexed,
    ClusterableModel,
):
    """One scheduled run of a training: its days, place, capacity and language, once for all pages.

    It points to the training's page in the source language and stands for the whole translation
    group. What readers see changes when it is published, not when a draft is saved.
    """

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    training = models.ForeignKey(
        "events.TrainingPage",
        verbose_name=_("training"),
        on_delete=models.PROTECT,
        related_name="editions",
        help_text=_("What is given. Readers find the days on its page, in both languages."),
    )
    # Empty until first published; unique in a training, and NULLs do not collide.
    slug = models.SlugField(max_length=60, null=True, editable=False)  # noqa: DJ001
    location = models.ForeignKey(
        "events.Location",
        verbose_name=_("location"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="editions",
        help_text=_("Left empty, the usual place of the training."),
    )
    capacity = models.PositiveSmallIntegerField(
        _("places"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1, _("There must be room for at least one person."))],
        help_text=_("How many people can take part. Left empty, the usual number of the training."),
    )
    language = models.CharField(
        _("language"),
        max_length=2,
        choices=settings.LANGUAGES,
        blank=True,
        help_text=_("In which it is given. Left empty, the usual language of the training."),
    )
    status = models.CharField(
        _("does it go ahead?"),
        max_length=12,
        choices=EditionStatus.choices,
        default=EditionStatus.SCHEDULED,
        help_text=_("Postponed and cancelled are shown on the page and in people's calendars."),
    )
    reason_nl = models.TextField(
        _("why not, in Dutch"),
        max_length=500,
        blank=True,
        help_text=_(
            "Readers see it where it says “cancelled” or “postponed”: on the page, in calendars "
            "and in the mail. For instance: De trainer is ziek."
        ),
    )
    reason_en = models.TextField(
        _("why not, in English"),
        max_length=500,
        blank=True,
        help_text=_(
            "For instance: The trainer is ill. Left empty, readers of English see the Dutch."
        ),
    )
    starts_at = models.DateTimeField(null=True, editable=False, db_index=True)
    ends_at = models.DateTimeField(null=True, editable=False, db_index=True)
    # Since when people can enrol: it was published, goes ahead again, or was given dates to come.
    open_since = models.DateTimeField(null=True, editable=False)

    objects = EditionQuerySet.as_manager()

    # What the list "Planning" is sorted and narrowed by.
    FOUND_BY = ("training_id", "location_id", "capacity", "status", "starts_at", "ends_at")

    base_form_class = EditionForm
    panels = [
        FieldPanel("training"),
        SessionsPanel(
            "sessions",
            heading=_("Days"),
            label=_("Day"),
            min_num=1,
            help_text=_("Each day gets its own file for the agenda of the participants."),
        ),
        FieldPanel("location"),
        MultiFieldPanel(
            [FieldRowPanel([FieldPanel("capacity"), FieldPanel("language")])],
            heading=_("For whom"),
        ),
        MultiFieldPanel(
            [
                FieldPanel("status"),
                FieldRowPanel([FieldPanel("reason_nl"), FieldPanel("reason_en")]),
            ],
            heading=_("Does it go ahead?"),
        ),
        CheckPanel(heading=_("Before you publish")),
        PublishingPanel(),
    ]
    search_fields = [
        index.RelatedFields("training", [index.SearchField("title")]),
        index.FilterField("status"),
        index.FilterField("starts_at"),
    ]

    class Meta:
        verbose_name = _("edition")
        verbose_name_plural = _("editions")
        ordering = ["-starts_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["training", "slug"], name="events_edition_slug_in_training"
            ),
            models.CheckConstraint(
                condition=models.Q(capacity__gte=1), name="events_edition_has_room"
            ),
        ]

    def __str__(self):
        title = self.training.title if self.training_id else gettext("Training")
        first = self.first_day
        return f"{title}, {first:%d-%m-%Y}" if first else title

    @admin.display(description=_("Training"), ordering="training__title")
    def training_title(self) -> str:
        """The title of the training, in the list "Planning"."""
        return self.training.title

    @cached_property
    def zone(self) -> ZoneInfo:
        """The time zone in which the times of the days are meant: that of the location."""
        return self.location.facts.zone if self.location_id else ZoneInfo(settings.TIME_ZONE)

    @property
    def days(self) -> list["Session"]:
        """The days, in order."""
        return sorted(self.sessions.all(), key=lambda session: session.order)

    @property
    def first_day(self) -> date | None:
        """The date of the first day, at the place of the training."""
        days = self.days
        return days[0].date if days else None

    @property
    def approved_schedule(self) -> bool:
        """Whether a version waits for its moment; the list "Planning" has asked that for all."""
        if hasattr(self, "is_scheduled"):
            return self.is_scheduled
        return super().approved_schedule

    @property
    def is_cancelled(self) -> bool:
        """Whether it will not take place."""
        return self.status == EditionStatus.CANCELLED

    @property
    def is_postponed(self) -> bool:
        """Whether it waits for new dates."""
        return self.status == EditionStatus.POSTPONED

    def reason_in(self, language: str) -> Reason | None:
        """Why it does not go ahead, for readers of ``language``; in the other where that is empty.

        None while it goes ahead, whatever was written before.
        """
        if not self.is_cancelled and not self.is_postponed:
            return None
        words = {"nl": self.reason_nl.strip(), "en": self.reason_en.strip()}
        for code in (language, *words):
            if words.get(code):
                return Reason(words[code], code)
        return None

    @property
    def reason(self) -> Reason | None:
        """Why it does not go ahead, for who reads now."""
        return self.reason_in(get_language())

    @property
    def places_left(self) -> int | None:
        """How many places nobody has; None where they were not counted (``with_taken``)."""
        taken = getattr(self, "taken", None)
        if taken is None or self.capacity is None:
            return None
        return max(0, self.capacity - taken)

    @property
    def puts_on_list(self) -> bool:
        """Whether who enrols comes on the waiting list: all places are taken, or none are known."""
        return self.capacity is None or self.places_left == 0

    def is_open(self, now: datetime) -> bool:
        """Whether it goes ahead and has not begun at ``now``."""
        return self.status == EditionStatus.SCHEDULED and bool(
            self.starts_at and self.starts_at > now
        )

    def has_begun(self, now: datetime) -> bool:
        """Whether its first day has begun; what is postponed waits for new days."""
        return not self.is_postponed and self.starts_at is not None and self.starts_at <= now

    def is_over(self, now: datetime) -> bool:
        """Whether its last day is over; what is postponed waits for new days."""
        return not self.is_postponed and self.ends_at is not None and self.ends_at <= now

    def settle(self) -> None:
        """Fill in what follows from the rest: the training's defaults, the instants, the order."""
        if self.training_id:
            self.training = source_row(self.training)
            self.location = self.location or self.training.default_location
            self.capacity = self.capacity or self.training.default_capacity
            self.language = self.language or self.training.language
        if self.location_id:
            self.location = source_row(self.location)
        self.__dict__.pop("zone", None)
        # Kept, because each .all() of a row that was just read gives other objects.
        days = list(self.sessions.all())
        for session in days:
            session.place_in_time(self.zone)
        days.sort(key=lambda session: session.order)
        self.sessions.set(days)
        self.starts_at = days[0].starts_at if days else None
        self.ends_at = max(day.ends_at for day in days) if days else None

    def full_clean(self, exclude=None, **kwargs):
        self.settle()
        # Nobody types the slug; saving makes it unique.
        super().full_clean(exclude={*(exclude or ()), "slug"}, **kwargs)

    def save_revision(self, *args, **kwargs):
        """Save a draft; the row of one that nobody has ever seen follows it, to be found by."""
        self.settle()
        revision = super().save_revision(*args, **kwargs)
        if not self.first_published_at:
            type(self).objects.filter(pk=self.pk, first_published_at=None).update(
                **{name: getattr(self, name) for name in self.FOUND_BY}
            )
        return revision

    def with_content_json(self, content):
        """Return the edition as a revision has it; its identity stays that of the live row."""
        edition = super().with_content_json(content)
        edition.uuid = self.uuid
        edition.slug = self.slug
        return edition

    def save(self, *args, **kwargs):
        """Save the row that readers see; days that it changes get a higher SEQUENCE.

        Days that readers had seen and that are gone stay as ``removed_days``.
        """
        if kwargs.get("update_fields") is not None:
            super().save(*args, **kwargs)
            return
        self.settle()
        if self.live or self.slug:
            self.slug = self._free_slug()
        now = timezone.now()
        with transaction.atomic():
            # Held: of two who publish at once, each counts on from what the other has published.
            rows = type(self).objects.select_for_update(no_key=True).filter(pk=self.pk)
            before = rows.first() if self.pk else None
            self.open_since = self._opened(before, now)
            gone = self._number_changes(before, now)
            super().save(*args, **kwargs)
            days = [day.uuid for day in self.sessions.all()]
            self.removed_days.filter(uuid__in=days).delete()
            RemovedDay.objects.bulk_create(gone)

    def _free_slug(self) -> str | None:
        """The slug that it has, else the date of its first day, unique in the training."""
        if not self.slug and not self.first_day:
            return None
        stem = slug = self.slug or self.first_day.isoformat()
        taken = set(
            type(self)
            .objects.filter(training=self.training, slug__startswith=stem)
            .exclude(pk=self.pk)
            .values_list("slug", flat=True)
        )
        number = 1
        while slug in taken:
            number += 1
            slug = f"{stem}-{number}"
        return slug

    def _opened(self, before: "Edition | None", now: datetime) -> datetime | None:
        """Since when people can enrol; the row in the database counts, not a revision."""
        was_open = before is not None and before.live and before.is_open(now)
        if self.live and self.is_open(now) and not was_open:
            return now
        return before.open_since if before else None

    def _number_changes(self, before: "Edition | None", now: datetime) -> list[RemovedDay]:
        """Give each day the number that calendars tell versions apart by (RFC 5545, 3.8.7.4).

        The row in the database counts, not the revision: going back to an older revision is a
        change too, and reuses no number; nor does a day that comes back after it was removed.
        Returns what remains of days that readers have seen and that this edition no longer has.
        """
        if before is None:
            known, removed, moved, was_published = {}, {}, False, False
        else:
            known = {session.uuid: session for session in before.sessions.all()}
            removed = {day.uuid: day for day in before.removed_days.all()}
            moved = before.status != self.status or before.location_id != self.location_id
            was_published = bool(before.first_published_at)
        for session in self.sessions.all():
            old = known.pop(session.uuid, None)
            back = removed.get(session.uuid)
            session.pk = old.pk if old else None
            session.created_at, session.sequence = now, 0
            session.previous_starts_at = old.previous_starts_at if old else None
            if back:
                session.created_at, session.sequence = back.created_at, back.sequence + 1
            if old:
                session.created_at, session.sequence = old.created_at, old.sequence
                if moved or old.instants != session.instants or old.hours != session.hours:
                    session.sequence = old.sequence + 1 if was_published else 0
                if was_published and old.starts_at != session.starts_at:
                    session.previous_starts_at = old.starts_at
        if not was_published:
            return []
        return [RemovedDay.of(session, before.zone) for session in known.values()]

    @property
    def preview_modes(self):
        return [("", _("On the page of the training"))]

    def get_preview_template(self, request, mode_name):
        return "events/training_page.html"

    def get_preview_context(self, request, mode_name):
        from events.schedule import dress, next_open, on_paper

        self.settle()
        page = self.training
        context = page.get_context(request)
        dress([self])
        # Also where no reader can see the page yet.
        self.page = page
        shown = [edition for edition in context["editions"] if edition.pk != self.pk]
        context["editions"] = sorted(
            [*shown, self],
            key=lambda edition: edition.starts_at or timezone.now(),
        )
        context["next_edition"] = next_open(context["editions"], context["now"])
        context.update(on_paper(context["editions"], context["now"]))
        return context


class Session(models.Model):
    """One day of an edition, in the wall-clock time of its place.

    ``uuid`` names the day in people's calendars for ever, in every language (RFC 5545, 3.8.4.7).
    """

    edition = ParentalKey(Edition, on_delete=models.CASCADE, related_name="sessions")
    uuid = models.UUIDField(default=uuid.uuid4, unique=True)
    date = models.DateField(
        _("date"),
        validators=[
            MinValueValidator(EARLIEST, _("Is this year right? It lies before 2000.")),
            MaxValueValidator(LATEST, _("Is this year right? It lies after 2199.")),
        ],
        help_text=_("For instance: 28 January 2027."),
    )
    starts = models.TimeField(
        _("from"),
        null=True,
        blank=True,
        help_text=_("For instance: 9:30. Leave both times empty for a whole day."),
    )
    ends = models.TimeField(
        _("to"),
        null=True,
        blank=True,
        help_text=_("A time before the start is after midnight."),
    )
    starts_at = models.DateTimeField(editable=False)
    ends_at = models.DateTimeField(editable=False)
    # When it was to begin before it was moved, as readers were told last.
    previous_starts_at = models.DateTimeField(null=True, editable=False)
    sequence = models.PositiveIntegerField(default=0, editable=False)
    created_at = models.DateTimeField(default=timezone.now, editable=False)

    panels = [
        HiddenPanel("uuid"),
        FieldRowPanel([FieldPanel("date"), FieldPanel("starts"), FieldPanel("ends")]),
    ]

    class Meta:
        verbose_name = _("day")
        verbose_name_plural = _("days")
        ordering = ["starts_at", "pk"]

    def __str__(self):
        return f"{self.date:%d-%m-%Y} {self.hours}"

    @property
    def all_day(self) -> bool:
        """Whether no times were given."""
        return self.starts is None or self.ends is None

    @property
    def order(self):
        """Sorts the days of an edition."""
        return self.starts_at, self.ends_at

    @property
    def instants(self):
        """What a calendar shows of the time of this day."""
        return self.date, self.starts, self.ends, self.starts_at, self.ends_at

    @property
    def hours(self) -> str:
        """The times in the reader's language: "9.30–16.30 uur", "9:30–16:30", "all day"."""
        if self.all_day:
            return gettext("all day")
        return gettext("%(starts)s–%(ends)s") % {
            "starts": time_format(self.starts),
            "ends": time_format(self.ends),
        }

    def place_in_time(self, zone: ZoneInfo) -> None:
        """Derive the instants from the wall-clock times in ``zone``."""
        self.starts_at, self.ends_at = span(self.date, self.starts, self.ends, zone)

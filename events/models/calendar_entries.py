"""What calendars were told: each day in each language as it was written, and what changed since."""

import uuid
from datetime import datetime

from django.db import models
from django.db.models import Exists


class CalendarEntry(models.Model):
    """One day of an edition, held or removed, as it stands in calendar files of one language.

    Made of what is published, by ``events.entries`` alone, when that has changed: a feed joins the
    texts of thousands of days without writing any of them again. ``last_modified`` is the one
    thing that is kept nowhere else: when what the entry says last changed (RFC 5545, 3.8.7.3).
    """

    edition = models.ForeignKey(
        "events.Edition", on_delete=models.CASCADE, related_name="calendar_entries"
    )
    language = models.CharField(max_length=2)
    uuid = models.UUIDField(default=uuid.uuid4)
    # Which day of the edition it is, from 1; none for a removed one.
    number = models.PositiveSmallIntegerField(null=True)
    text = models.TextField()
    zones = models.CharField(max_length=130, blank=True)
    first_year = models.PositiveSmallIntegerField()
    last_year = models.PositiveSmallIntegerField()
    last_modified = models.DateTimeField()
    # When this row was written: for Last-Modified of a file, which may never stand still.
    written_at = models.DateTimeField()
    # Its place in a file: a whole day begins with that day in UTC.
    position = models.DateTimeField()
    cancelled = models.BooleanField()
    # The moment at which feeds stop to tell of it.
    told_until = models.DateTimeField()

    class Meta:
        ordering = ["position", "uuid"]
        constraints = [
            models.UniqueConstraint(
                fields=["uuid", "language"], name="events_one_entry_for_a_day_and_language"
            ),
        ]
        indexes = [
            models.Index(fields=["language", "told_until"], name="events_entry_in_feeds"),
        ]

    def __str__(self):
        return f"{self.uuid} ({self.language})"


class CalendarChange(models.Model):
    """That something was published which calendar entries may speak of; written along with it.

    Taken away when the entries concerned have been looked at. Without edition, training and
    location it concerns them all.
    """

    at = models.DateTimeField()
    edition = models.ForeignKey(
        "events.Edition", null=True, on_delete=models.CASCADE, related_name="+"
    )
    training_key = models.UUIDField(null=True)
    location_key = models.UUIDField(null=True)

    class Meta:
        ordering = ["pk"]

    def __str__(self):
        return f"{self.at:%d-%m-%Y %H:%M:%S}"


class CalendarStateQuerySet(models.QuerySet):
    """The one row of its kind."""

    def now(self):
        """The state, with ``changes``: whether something was published since; or None."""
        return self.annotate(changes=Exists(CalendarChange.objects.all())).first()


class CalendarState(models.Model):
    """When any calendar last changed, and by which version of the code its entries were written."""

    changed_at = models.DateTimeField()
    written_by = models.CharField(max_length=64)

    objects = CalendarStateQuerySet.as_manager()

    def __str__(self):
        return f"{self.changed_at:%d-%m-%Y %H:%M:%S}"

    @classmethod
    def begin(cls, now: datetime) -> "CalendarState":
        """The row, made where there is none yet, and held until the transaction ends."""
        cls.objects.bulk_create([cls(pk=1, changed_at=now, written_by="")], ignore_conflicts=True)
        return cls.objects.select_for_update().get(pk=1)

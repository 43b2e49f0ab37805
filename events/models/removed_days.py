"""Days that an edition no longer has, kept so that calendars which hold them can strike them."""

import uuid
from zoneinfo import ZoneInfo

from django.db import models


class RemovedDay(models.Model):
    """A day that readers have seen and that was taken out of its edition since.

    A calendar forgets no entry by itself: the entry has to come once more, under the same UID and
    with a higher SEQUENCE, as cancelled (RFC 5546, 3.2.5). A plain row, not a part of the edition's
    revisions: what was told to readers does not depend on which revision is live.
    """

    edition = models.ForeignKey(
        "events.Edition", on_delete=models.CASCADE, related_name="removed_days"
    )
    uuid = models.UUIDField(default=uuid.uuid4, unique=True)
    date = models.DateField()
    all_day = models.BooleanField(default=False)
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField(db_index=True)
    time_zone = models.CharField(max_length=64)
    sequence = models.PositiveIntegerField()
    created_at = models.DateTimeField()

    class Meta:
        ordering = ["starts_at", "pk"]

    def __str__(self):
        return f"{self.date:%d-%m-%Y}"

    @classmethod
    def of(cls, session, zone: ZoneInfo) -> "RemovedDay":
        """What remains of ``session``, which was held in ``zone``."""
        return cls(
            edition_id=session.edition_id,
            uuid=session.uuid,
            date=session.date,
            all_day=session.all_day,
            starts_at=session.starts_at,
            ends_at=session.ends_at,
            time_zone=zone.key,
            sequence=session.sequence + 1,
            created_at=session.created_at,
        )

    @property
    def zone(self) -> ZoneInfo:
        """The time zone in which its times were meant."""
        return ZoneInfo(self.time_zone)

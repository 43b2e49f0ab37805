"""A location that moves is a change of every day that is still to be held there."""

from datetime import datetime

from django.db.models import F


def number_moved_days(location, changed: set[str], now: datetime) -> None:
    """Raise SEQUENCE of the coming days at ``location``, of which the ``changed`` fields changed.

    Another time zone gives the same wall-clock times other instants, in the past as well.
    """
    from events.models import Edition, Session

    coming = Session.objects.filter(
        edition__location=location,
        edition__first_published_at__isnull=False,
        ends_at__gt=now,
    )
    numbers = dict(coming.values_list("pk", "sequence"))
    if "time_zone" in changed:
        # Saving an edition raises those of its days of which the instants change.
        for edition in Edition.objects.filter(location=location):
            edition.save()
    unraised = [
        pk
        for pk, number in Session.objects.filter(pk__in=numbers).values_list("pk", "sequence")
        if number == numbers[pk]
    ]
    Session.objects.filter(pk__in=unraised).update(sequence=F("sequence") + 1)

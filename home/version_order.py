"""A version is later than those before it, also where the clock was put back since.

Wagtail takes the one with the latest moment for the newest.
"""

from datetime import timedelta

from django.db.models import Max

LATER = timedelta(microseconds=1)


def keep_order(sender, instance, **kwargs):
    """Give a new version a moment after that of the others (``pre_save``)."""
    if instance.pk is not None:
        return
    others = sender.objects.filter(
        base_content_type_id=instance.base_content_type_id, object_id=instance.object_id
    )
    latest = others.aggregate(latest=Max("created_at"))["latest"]
    if latest and instance.created_at <= latest:
        instance.created_at = latest + LATER

"""What publishing an edition means for people who wait for a place, or for a date."""

from django.db import transaction
from django.dispatch import receiver
from django.utils import timezone
from wagtail.signals import page_published, published

from events import letters, places
from events.models import Edition, TrainingPage


@receiver(published, sender=Edition)
def edition_published(instance, **kwargs):
    """More places are offered to who is first in the line; who asked for a date hears of it."""
    now = timezone.now()
    with transaction.atomic():
        places.settle_at(instance.pk, now)
        letters.tell_interested(instance, now)


@receiver(page_published, sender=TrainingPage)
def training_published(instance, **kwargs):
    """Dates that nobody could see before the page was there are told of now."""
    now = timezone.now()
    with transaction.atomic():
        for edition in Edition.objects.published().of(instance).open(now):
            letters.tell_interested(edition, now)

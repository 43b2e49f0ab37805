"""Trainings are found by what others look after: trainers, subject, places and dates of runs."""

from django.dispatch import receiver
from wagtail.models import Page
from wagtail.signals import published, unpublished

from events.models import Edition, Location, TrainingPage
from home.models import Category, Person
from home.search.index import refresh


def _refresh(**trainings):
    keys = TrainingPage.objects.filter(**trainings).values("translation_key")
    refresh(Page.objects.filter(translation_key__in=keys))


@receiver([published, unpublished], sender=Person)
def trainer_published(instance, **kwargs):
    """A person has another name, or is shown no more."""
    _refresh(training_trainers__person__translation_key=instance.translation_key)


@receiver([published, unpublished], sender=Location)
def location_published(instance, **kwargs):
    """A place has another name, or is shown no more."""
    places = Location.objects.filter(translation_key=instance.translation_key)
    planned = Edition.objects.filter(location__in=places).values("training__translation_key")
    _refresh(default_location__in=places)
    _refresh(translation_key__in=planned)


@receiver([published, unpublished], sender=Edition)
def edition_published(instance, **kwargs):
    """A run has other days or another place, is cancelled, or is shown no more."""
    _refresh(translation_key=instance.training.translation_key)


@receiver([published, unpublished], sender=Category)
def category_published(instance, **kwargs):
    """A subject has another name, or is shown no more."""
    _refresh(category__translation_key=instance.translation_key)

"""Notes of everything that may change what calendars say, made as it is saved.

Where the saving is a transaction, as for pages, editions and locations, the note is part of it.
"""

from django.db import transaction
from django.db.models.signals import post_delete, post_save, pre_delete, pre_save
from django.dispatch import receiver
from django.forms import model_to_dict
from django.utils import timezone
from wagtail.models import PageViewRestriction, Site
from wagtail.signals import post_page_move

from events import entries
from events.models import CalendarChange, Edition, Location, TrainingIndexPage, TrainingPage
from home.drafts import is_only_a_draft
from home.generation import published
from home.models import HomePage, Person, SiteImage, SiteRendition, SiteSettings
from home.pictures import SHARED


def note(*, edition=None, training=None, location=None) -> None:
    """Note that the entries of an edition, of a training, or at a location, may have changed.

    Without any of them: all entries. Anything else in place of a training concerns no entry, but
    the calendars in which those stand. Whatever changes such a thing past ``save`` calls this.
    """
    CalendarChange.objects.create(
        at=timezone.now(),
        edition=edition,
        training_key=training.translation_key if training else None,
        location_key=location.translation_key if location else None,
    )
    published()
    # At once, so that nobody waits for it when reading; whoever reads does it where this fails.
    transaction.on_commit(_tell, robust=True)


def _tell() -> None:
    entries.bring_up_to_date(timezone.now())


@receiver(post_save, sender=Edition)
def edition_saved(instance, update_fields=None, **kwargs):
    """An edition was published, withdrawn, or went through a change of its location."""
    if not is_only_a_draft(update_fields):
        note(edition=instance)


@receiver(post_delete, sender=Edition)
def edition_deleted(instance, **kwargs):
    """Its entries went with it, out of every feed."""
    note(training=instance.training)


@receiver(post_save, sender=TrainingPage)
def training_saved(instance, update_fields=None, **kwargs):
    """A training's page was published, in either language, or withdrawn."""
    if not is_only_a_draft(update_fields):
        note(training=instance)


@receiver(post_delete, sender=TrainingPage)
def training_deleted(instance, **kwargs):
    """A page is gone, which may be that of one language."""
    note(training=instance)


@receiver(post_save, sender=Location)
@receiver(post_delete, sender=Location)
def location_saved(instance, update_fields=None, **kwargs):
    """A place was published or withdrawn, in either language."""
    if not is_only_a_draft(update_fields):
        note(location=instance)


@receiver(post_save, sender=SiteSettings)
def practice_saved(instance, created=False, **kwargs):
    """Who gives the trainings stands in each entry."""
    # Whoever first reads a site makes the row, without anything in it.
    if not created or _words(instance) != _words(SiteSettings(site=instance.site)):
        note()


def _words(practice) -> dict:
    return {**model_to_dict(practice), "id": None}


@receiver(post_delete, sender=SiteSettings)
@receiver(post_save, sender=Site)
@receiver(post_delete, sender=Site)
def site_saved(**kwargs):
    """So does the address of the site."""
    note()


@receiver(pre_save, sender=HomePage)
@receiver(pre_save, sender=TrainingIndexPage)
def address_saved(sender, instance, **kwargs):
    """Below a page with another slug, each training has another address."""
    before = sender.objects.filter(pk=instance.pk).values_list("slug", flat=True).first()
    if before not in (None, instance.slug):
        note()


@receiver(post_page_move)
def page_moved(instance, url_path_before, url_path_after, **kwargs):
    """So it has at another place in the tree."""
    if url_path_before != url_path_after:
        note()


@receiver(post_save, sender=PageViewRestriction)
@receiver(post_delete, sender=PageViewRestriction)
def privacy_changed(instance, **kwargs):
    """A private training leaves the feeds that everyone can read."""
    note(training=instance.page)


@receiver(post_save, sender=Person)
@receiver(post_delete, sender=Person)
def trainer_saved(instance, update_fields=None, **kwargs):
    """The calendar of a trainer has another name, or is there no more; no entry says so."""
    if not is_only_a_draft(update_fields):
        note(training=instance)


@receiver(post_save, sender=SiteImage)
@receiver(pre_delete, sender=SiteImage)
def picture_changed(instance, **kwargs):
    """The files of a picture that was cut otherwise, replaced or deleted are there no more."""
    _note_cover(instance.pk)


@receiver(post_delete, sender=SiteRendition)
def rendition_deleted(instance, **kwargs):
    """The file that calendars name is gone; looking again makes another."""
    if instance.filter_spec == SHARED:
        _note_cover(instance.image_id)


def _note_cover(picture_id: int) -> None:
    for model in (TrainingPage, TrainingIndexPage):
        for page in model.objects.filter(cover=picture_id):
            note(training=page)

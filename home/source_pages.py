"""A page in the source language takes its translations along when it goes, or goes private.

wagtail-localize leaves the English page up when the Dutch one is unpublished, expires or is
deleted, and tells it of a password only when both are synchronised.
"""

from django.conf import settings
from wagtail.actions.unpublish_page import UnpublishPageAction
from wagtail.models import PageViewRestriction

from home.models.snippets import TranslatableSnippet
from home.translations import source_row


def is_source(thing) -> bool:
    """Whether a page or snippet is in the language from which others are translated."""
    return thing.locale.language_code == settings.LANGUAGE_CODE


def unpublish_translations(sender, instance, **kwargs):
    """Unpublish the translations of a source page, also when it expired (``page_unpublished``)."""
    if not is_source(instance):
        return
    for translation in instance.get_translations().live().specific():
        UnpublishPageAction(translation, set_expired=instance.expired).execute(
            skip_permission_checks=True
        )


def withdraw_translation_without_source(sender, instance, **kwargs):
    """Take a translation offline again that was published while its source page is not live.

    (``page_published``) A page that has no source page is one of its own, and stays.
    """
    if not is_source(instance) and not source_row(instance).live:
        UnpublishPageAction(instance).execute(skip_permission_checks=True)


def delete_translations(sender, instance, **kwargs):
    """Delete the translations of a source page that is being deleted (``pre_delete``)."""
    if not is_source(instance):
        return
    for translation in sender.objects.filter(translation_key=instance.translation_key).exclude(
        pk=instance.pk
    ):
        translation.delete()


def delete_snippets_translations(sender, instance, **kwargs):
    """Delete the translations of a source snippet that is being deleted (``pre_delete``)."""
    if isinstance(instance, TranslatableSnippet):
        delete_translations(sender, instance)


def restrict_translations(sender, instance, **kwargs):
    """Ask of readers of a translation what the source page asks.

    (``post_save`` of a restriction, ``m2m_changed`` of its groups)
    """
    if kwargs.get("raw") or not is_source(instance.page):
        return
    for translation in instance.page.get_translations():
        copy, _created = PageViewRestriction.objects.update_or_create(
            page=translation,
            defaults={
                "restriction_type": instance.restriction_type,
                "password": instance.password,
            },
        )
        copy.groups.set(instance.groups.all())


def release_translations(sender, instance, **kwargs):
    """Ask nothing more of readers of a translation than of the source page (``post_delete``)."""
    if is_source(instance.page):
        PageViewRestriction.objects.filter(page__in=instance.page.get_translations()).delete()

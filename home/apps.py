"""The app with what every page of the site shares."""

from django.apps import AppConfig
from django.db.models.signals import (
    m2m_changed,
    post_delete,
    post_migrate,
    post_save,
    pre_delete,
)
from django.utils.translation import gettext_lazy as _


class HomeConfig(AppConfig):
    """Pages, people, pictures and settings; knows neither trainings nor articles."""

    name = "home"
    verbose_name = _("Site")

    def ready(self):
        from wagtail.models import Page, PageViewRestriction
        from wagtail.signals import page_published, page_unpublished

        from home import localize_guard, source_pages
        from home.addresses import align_after_migrate

        localize_guard.install()
        page_unpublished.connect(source_pages.unpublish_translations)
        page_published.connect(source_pages.withdraw_translation_without_source)
        pre_delete.connect(source_pages.delete_translations, sender=Page)
        post_save.connect(source_pages.restrict_translations, sender=PageViewRestriction)
        m2m_changed.connect(
            source_pages.restrict_translations, sender=PageViewRestriction.groups.through
        )
        post_delete.connect(source_pages.release_translations, sender=PageViewRestriction)
        post_migrate.connect(align_after_migrate, sender=self)

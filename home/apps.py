"""The app with what every page of the site shares."""

from django.apps import AppConfig
from django.db.models.signals import (
    m2m_changed,
    post_delete,
    post_migrate,
    post_save,
    pre_delete,
    pre_save,
)
from django.utils.translation import gettext_lazy as _


class HomeConfig(AppConfig):
    """Pages, people, pictures and settings; knows neither trainings nor articles."""

    name = "home"
    verbose_name = _("Site")

    def ready(self):
        from axes.signals import user_locked_out
        from django.contrib.auth.signals import user_logged_in
        from wagtail.models import Page, PageViewRestriction, Revision
        from wagtail.signals import (
            page_published,
            page_unpublished,
            post_page_move,
            published,
        )
        from wagtail_localize.models import SegmentOverride

        from home import (
            account,
            dangerous_links,
            localize_guard,
            log_in_record,
            page_permissions,
            source_pages,
            translation_state,
            version_order,
            whole_publishing,
        )
        from home.addresses import align_after_migrate
        from home.models import HomePage
        from home.pictures import set_pillow_up
        from home.roles import let_translators_in
        from home.search import index

        set_pillow_up()
        account.install()
        localize_guard.install()
        whole_publishing.install()
        pre_save.connect(version_order.keep_order, sender=Revision)
        pre_save.connect(dangerous_links.refuse_override, sender=SegmentOverride)
        page_permissions.install()
        page_unpublished.connect(source_pages.unpublish_translations)
        page_published.connect(source_pages.withdraw_translation_without_source)
        page_published.connect(translation_state.follow_source)
        published.connect(translation_state.follow_source)
        pre_delete.connect(source_pages.delete_translations, sender=Page)
        pre_delete.connect(source_pages.delete_snippets_translations)
        post_save.connect(let_translators_in, sender=HomePage)
        post_save.connect(source_pages.restrict_translations, sender=PageViewRestriction)
        m2m_changed.connect(
            source_pages.restrict_translations, sender=PageViewRestriction.groups.through
        )
        post_delete.connect(source_pages.release_translations, sender=PageViewRestriction)
        post_migrate.connect(align_after_migrate, sender=self)
        user_logged_in.connect(log_in_record.note_log_in)
        user_locked_out.connect(log_in_record.note_lock)
        page_published.connect(index.read_published)
        page_unpublished.connect(index.forget_unpublished)
        post_page_move.connect(index.follow_move)
        post_save.connect(index.follow_restriction, sender=PageViewRestriction)
        post_delete.connect(index.follow_restriction, sender=PageViewRestriction)

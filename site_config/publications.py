"""What changes pages that readers see: saving and deleting anything, but for a listed few.

A model that is new is taken for one of which readers may see something, until it is listed here
with the reason why they do not. Not connected to signals of models that migrations make: those end
with ``post_migrate``, after which all pages are drawn anew.
"""

from django.apps import apps
from django.db.models.signals import m2m_changed, post_delete, post_migrate, post_save
from wagtail.images.models import AbstractRendition
from wagtail.signals import page_published, page_unpublished, post_page_move

from home import generation
from home.drafts import is_only_a_draft

# Saved while people work or read, and shown to no reader.
UNSEEN = {
    # The number below an article is that up to last night.
    "blog.ArticleViews",
    # Written of what is published: whoever does that says so (``events.changes``).
    "events.CalendarChange",
    "events.CalendarEntry",
    "events.CalendarState",
    "events.Interest",
    "events.Mail",
    # Search results are not kept.
    "home.SearchEntry",
    "home.SearchTerm",
    "home.SearchWord",
    "wagtailsearch.IndexEntry",
    "wagtailsearch.SQLiteFTSIndexEntry",
    "wagtailsearchpromotions.Query",
    "wagtailsearchpromotions.QueryDailyHits",
    # Who logs in, by what, or fails to as often as they like; and how each likes the admin.
    "axes.AccessAttempt",
    "axes.AccessAttemptExpiration",
    "axes.AccessFailureLog",
    "axes.AccessLog",
    "django_otp_webauthn.WebAuthnAttestation",
    "django_otp_webauthn.WebAuthnCredential",
    "django_otp_webauthn.WebAuthnUserHandle",
    "home.User",
    "otp_static.StaticDevice",
    "otp_static.StaticToken",
    "otp_totp.TOTPDevice",
    "sessions.Session",
    "wagtailusers.UserProfile",
    # Work on drafts.
    "wagtailadmin.EditingSession",
    "wagtailadmin.FormState",
    "wagtailcore.Comment",
    "wagtailcore.CommentReply",
    "wagtailcore.ModelLogEntry",
    "wagtailcore.PageLogEntry",
    "wagtailcore.PageSubscription",
    "wagtailcore.ReferenceIndex",
    "wagtailcore.Revision",
    "wagtailcore.TaskState",
    "wagtailcore.UploadedFile",
    "wagtailcore.WorkflowState",
    # A translation is seen when its page is saved.
    "wagtail_localize.OverridableSegment",
    "wagtail_localize.RelatedObjectSegment",
    "wagtail_localize.SegmentOverride",
    "wagtail_localize.String",
    "wagtail_localize.StringSegment",
    "wagtail_localize.StringTranslation",
    "wagtail_localize.Template",
    "wagtail_localize.TemplateSegment",
    "wagtail_localize.TranslatableObject",
    "wagtail_localize.Translation",
    "wagtail_localize.TranslationContext",
    "wagtail_localize.TranslationLog",
    "wagtail_localize.TranslationSource",
    # Work that waits.
    "home.ScheduledJob",
    "django_tasks_database.DBTaskResult",
}
NAME = "renews-the-mark"


def connect() -> None:
    """Renew the mark whenever something is saved or deleted that readers may see."""
    for model in apps.get_models(include_auto_created=True):
        if model._meta.label not in UNSEEN:
            name = f"{NAME}-{model._meta.label}"
            post_save.connect(saved, sender=model, dispatch_uid=name)
            post_delete.connect(changed, sender=model, dispatch_uid=name)
            m2m_changed.connect(changed, sender=model, dispatch_uid=name)
    # The rows of pages below it are written past ``save``.
    post_page_move.connect(changed, dispatch_uid=NAME)
    page_published.connect(changed, dispatch_uid=NAME)
    page_unpublished.connect(changed, dispatch_uid=NAME)
    post_migrate.connect(migrated, dispatch_uid=NAME)


def saved(sender, created=False, update_fields=None, using=None, **kwargs):
    """Something was saved; drafts and pictures that a page has just been given change nothing."""
    is_new_rendition = created and issubclass(sender, AbstractRendition)
    if not is_new_rendition and not is_only_a_draft(update_fields):
        generation.published(using)


def changed(sender, using=None, **kwargs):
    """Something is gone, or stands elsewhere."""
    generation.published(using)


def migrated(using=None, **kwargs):
    """Rows may have been written in any way, and a new version of the site is about to start."""
    generation.published(using)

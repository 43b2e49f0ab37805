"""What needs somebody in any site: reviews, unfinished work, old dates, translations, locks."""

from django.conf import settings
from django.contrib.admin.utils import quote
from django.contrib.contenttypes.models import ContentType
from django.db.models import CharField, Exists, OuterRef
from django.db.models.functions import Cast
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import gettext, ngettext
from wagtail.models import Page, Revision, TaskState, WorkflowState
from wagtail.permissions import policy_registry
from wagtail.snippets.models import get_snippet_models
from wagtail_localize.models import Translation

from home.dashboard import Button, Need, Needs, register_buttons, register_needs
from home.models import HomePage, TranslatableSnippet
from home.review import under_review
from home.roles import WRITE_SOURCE
from home.stale_dates import stale_pages
from home.translation_state import translations_out_of_date


def day_of(moment) -> str:
    """The day of a moment, as in a sentence: "Monday 23 November"."""
    return date_format(timezone.localtime(moment), "l j F")


def changeable_pages(user):
    """The pages that somebody may change."""
    return policy_registry.get_by_type(Page).instances_user_has_permission_for(user, "change")


def edit_url(model, pk) -> str:
    """Where a page or a snippet is edited."""
    if issubclass(model, Page):
        return reverse("wagtailadmin_pages:edit", args=[pk])
    return reverse(model.snippet_viewset.get_url_name("edit"), args=[quote(pk)])


@register_buttons(order=40)
def translate_button(user):
    """The way into the other language, for who writes in that alone."""
    if user.has_perm(WRITE_SOURCE):
        return
    homes = changeable_pages(user).filter(pk__in=HomePage.objects.values("pk"))
    homes = list(homes.select_related("locale").order_by("path"))
    languages = {home.locale.language_code for home in homes}
    if homes and settings.LANGUAGE_CODE not in languages:
        yield Button(
            gettext("Translate"),
            gettext("All pages in English; each with the Dutch beside it."),
            reverse("wagtailadmin_explore", args=[homes[0].pk]),
            "globe",
        )


@register_needs(order=10)
def reviews(user, now):
    """What waits for a second pair of eyes, and what came back from it."""
    if not getattr(settings, "WAGTAIL_WORKFLOW_ENABLED", True):
        return
    waiting = TaskState.objects.filter(revision__isnull=False)
    # Which of them are for whom takes a question for each step of each workflow.
    if waiting.filter(status=TaskState.STATUS_IN_PROGRESS).exists():
        waiting = TaskState.objects.reviewable_by(user).filter(revision__isnull=False)
    else:
        waiting = waiting.none()
    waiting = waiting.select_related("workflow_state__requested_by", "revision")
    waiting = waiting.defer("revision__content").order_by("started_at", "pk")
    yield Needs(
        gettext("Waiting for your review"),
        [_review(state) for state in waiting],
        icon="success",
    )
    returned = WorkflowState.objects.filter(
        status=WorkflowState.STATUS_NEEDS_CHANGES, requested_by=user
    ).select_related("current_task_state__finished_by", "current_task_state__revision")
    returned = returned.defer("current_task_state__revision__content")
    yield Needs(
        gettext("Sent back to you"),
        [
            _returned(state.current_task_state)
            for state in returned.order_by("created_at", "pk")
            if state.current_task_state and state.current_task_state.revision
        ],
        icon="undo",
    )


def _review(state) -> Need:
    who, day = state.workflow_state.requested_by, day_of(state.started_at)
    if who:
        words = gettext("%(who)s asked for a review on %(day)s.") % {"who": who, "day": day}
    else:
        words = gettext("It has waited for a review since %(day)s.") % {"day": day}
    return _of_revision(state.revision, words)


def _returned(task) -> Need:
    if task.comment:
        words = gettext("Asked of you by %(who)s: “%(comment)s”") % {
            "who": task.finished_by or gettext("the reviewer"),
            "comment": task.comment,
        }
    else:
        words = gettext("%(who)s asks you to change something.") % {
            "who": task.finished_by or gettext("The reviewer")
        }
    return _of_revision(task.revision, words)


def _of_revision(revision, words) -> Need:
    # From the cache of content types: the revision's own would be fetched for each.
    model = ContentType.objects.get_for_id(revision.content_type_id).model_class()
    return Need(revision.object_str, words, edit_url(model, revision.object_id))


@register_needs(order=60)
def unpublished_work(user, now):
    """What was changed in Dutch and is not what readers see: one's own first, then of others.

    What waits for its moment or for a review is left out; so are translations that are made side
    by side, which have a place of their own.
    """
    drafts = [*_draft_pages(user), *_draft_snippets(user)]
    drafts.sort(key=lambda row: row.latest_revision.created_at, reverse=True)
    mine = [row for row in drafts if row.latest_revision.user_id == user.pk]
    others = [row for row in drafts if row.latest_revision.user_id != user.pk]
    yield Needs(gettext("Your unfinished work"), [_mine(row) for row in mine], icon="edit")
    yield Needs(
        gettext("Unfinished work of others"), [_of_others(row) for row in others], icon="edit"
    )


def _draft_pages(user):
    side_by_side = Translation.objects.filter(
        source__object_id=OuterRef("translation_key"),
        target_locale_id=OuterRef("locale_id"),
        enabled=True,
    )
    key = Cast(OuterRef("pk"), CharField())
    scheduled = Revision.page_revisions.filter(object_id=key, approved_go_live_at__isnull=False)
    return (
        changeable_pages(user)
        .filter(has_unpublished_changes=True, latest_revision__isnull=False, alias_of=None)
        .exclude(Exists(side_by_side) | Exists(scheduled) | under_review(Page))
        .select_related("latest_revision__user", "content_type")
        .defer("latest_revision__content")
    )


def _draft_snippets(user):
    for model in get_snippet_models():
        if not issubclass(model, TranslatableSnippet):
            continue
        if not policy_registry.get_by_type(model).user_has_permission(user, "change"):
            continue
        yield from (
            model.objects.filter(
                has_unpublished_changes=True,
                latest_revision__isnull=False,
                latest_revision__approved_go_live_at__isnull=True,
                locale__language_code=settings.LANGUAGE_CODE,
            )
            .exclude(under_review(model))
            .select_related("latest_revision__user")
            .defer("latest_revision__content")
        )


def kind_of(row) -> str:
    """What sort of thing a page or snippet is: "Article"."""
    model = row.content_type.model_class() if isinstance(row, Page) else type(row)
    return capfirst(model._meta.verbose_name)


def _draft(row, words) -> Need:
    title = row.get_admin_display_title() if isinstance(row, Page) else str(row)
    return Need(title, words, edit_url(type(row), row.pk))


def _mine(row) -> Need:
    facts = {"kind": kind_of(row), "day": day_of(row.latest_revision.created_at)}
    if row.live:
        words = gettext("%(kind)s. You changed it on %(day)s; readers do not see that yet.") % facts
    else:
        words = gettext("%(kind)s. You saved it on %(day)s; it is not published.") % facts
    return _draft(row, words)


def _of_others(row) -> Need:
    facts = {
        "kind": kind_of(row),
        "day": day_of(row.latest_revision.created_at),
        "who": row.latest_revision.user or gettext("Somebody"),
    }
    if row.live:
        words = gettext("%(kind)s. %(who)s changed it on %(day)s; readers do not see that yet.")
    else:
        words = gettext("%(kind)s. %(who)s saved it on %(day)s; it is not published.")
    return _draft(row, words % facts)


@register_needs(order=55)
def stale_dates(user, now):
    """Pages with a date in their words that no longer holds."""
    found = stale_pages(now)
    mine = changeable_pages(user).filter(live=True, pk__in=[stale.page.pk for stale in found])
    mine = set(mine.values_list("pk", flat=True))
    yield Needs(
        gettext("Dates in the text that need a look"),
        [
            Need(stale.page.title, _what_is_stale(stale.dates), stale.edit_url)
            for stale in found
            if stale.page.pk in mine
        ],
        icon="calendar",
        url=reverse("stale_dates:report"),
    )


def _what_is_stale(dates) -> str:
    first, more = dates[0], len(dates) - 1
    words = gettext("“%(date)s”: %(why)s") % {"date": first.words, "why": first.why}
    if not more:
        return words
    others = ngettext("%(more)d more date.", "%(more)d more dates.", more) % {"more": more}
    return f"{words} {others}"


@register_needs(order=70)
def translations(user, now):
    """What readers of English miss, or see as it was."""
    yield Needs(
        gettext("English that is not as the Dutch"),
        [Need(state.title, state.words, state.url) for state in translations_out_of_date(user)],
        icon="globe",
    )


@register_needs(order=90)
def locks(user, now):
    """Pages that somebody keeps locked for the others."""
    pages = changeable_pages(user).filter(locked=True, locked_by=user).order_by("-locked_at", "pk")
    yield Needs(
        gettext("Locked by you"),
        [_draft(page, gettext("Nobody else can change it until you unlock it.")) for page in pages],
        icon="lock",
    )

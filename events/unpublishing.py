"""What people have a place in is not unpublished, which nobody would tell them: it is cancelled."""

from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from wagtail import hooks
from wagtail.admin import messages
from wagtail.admin.views.pages.bulk_actions.unpublish import UnpublishBulkAction
from wagtail.models import Page

from events import notices
from events.models import Edition


def refuse(request, editions) -> bool:
    """Whether people still count on some of the ``editions``; then a message says what to do."""
    held = notices.counted_on(editions, timezone.now())
    if not held:
        return False
    edition = next(iter(held))
    messages.error(
        request,
        gettext(
            "This cannot be unpublished: people have a place in, or wait for, %(editions)s. "
            "Cancel the edition and tell the participants; then it can."
        )
        % {"editions": "; ".join(str(one) for one in held)},
        buttons=[
            messages.button(
                reverse("wagtailsnippets_events_edition:edit", args=[edition.pk]),
                gettext("To the edition"),
            )
        ],
    )
    return True


def editions_of(pages, *, with_below: bool):
    """The editions that readers no longer see once ``pages`` are unpublished.

    Those of the page of a training in its source language: a translation is only another view.
    """
    pks = {page.pk for page in pages}
    if with_below:
        for page in pages:
            pks.update(Page.objects.descendant_of(page).values_list("pk", flat=True))
    return Edition.objects.filter(training__in=pks)


@hooks.register("before_unpublish")
def keep_edition_with_people(request, instance):
    """The edition's own button."""
    if isinstance(instance, Edition) and refuse(request, Edition.objects.filter(pk=instance.pk)):
        return redirect("wagtailsnippets_events_edition:edit", instance.pk)
    return None


@hooks.register("before_unpublish_page")
def keep_training_with_people(request, page):
    """The button of a page, which may take the pages below it along."""
    below = bool(request.POST.get("include_descendants"))
    if refuse(request, editions_of([page], with_below=below)):
        return redirect("wagtailadmin_explore", page.get_parent().pk)
    return None


class UnpublishPages(UnpublishBulkAction):
    """The same for pages that are ticked in a list."""

    def dispatch(self, request, *args, **kwargs):
        pages, _without_access = self.get_actionable_objects()
        below = bool(request.POST.get("include_descendants"))
        if pages and refuse(request, editions_of(pages, with_below=below)):
            return redirect("wagtailadmin_explore", pages[0].get_parent().pk)
        return super().dispatch(request, *args, **kwargs)


# After Wagtail's own, which it replaces.
hooks.register("register_bulk_action", UnpublishPages, order=100)

"""The window for choosing a training begins with all of them, in the language of the editor.

Wagtail begins where the pages of a kind have their nearest common ancestor. In two languages that
is the root, and trainings lie three presses away.
"""

from django.utils.translation import get_language
from wagtail.models import Page

from events.models import TrainingPage

BEGINNING = "wagtailadmin_choose_page"


def begin_with_trainings(pages, request):
    """What the window shows first: trainings, where only those can be chosen."""
    if (
        request.resolver_match.view_name != BEGINNING
        or request.GET.get("page_type", "").lower() != TrainingPage._meta.label_lower
    ):
        return pages
    language = request.GET.get("locale") or get_language()
    trainings = Page.objects.type(TrainingPage).filter(locale__language_code=language)
    if not trainings.exists():
        return pages
    return trainings.defer_streamfields().specific().select_related("locale").order_by("title")

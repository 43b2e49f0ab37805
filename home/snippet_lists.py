"""Lists of translated snippets: each shows people what they may open."""

from django.conf import settings
from wagtail.snippets.views.snippets import SnippetViewSet

from home.roles import WRITE_SOURCE


class TranslatableViewSet(SnippetViewSet):
    """A snippet in several languages; who only translates has those in Dutch beside the form."""

    def get_queryset(self, request):
        """All rows, without the Dutch for whoever may not change them."""
        if request.user.has_perm(WRITE_SOURCE):
            return super().get_queryset(request)
        return self.model._default_manager.exclude(locale__language_code=settings.LANGUAGE_CODE)

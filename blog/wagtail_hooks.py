"""The admin of tags, and what the blog adds to the admin."""

from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.ui.tables import Column
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet

from blog import dashboard, examples
from blog.models import Tag
from home.examples import HOOK

hooks.register(HOOK, examples.of_blog)
hooks.register("construct_homepage_panels", dashboard.show_what_is_read)


class TagViewSet(SnippetViewSet):
    """Words by which articles are found."""

    model = Tag
    icon = "tag"
    list_display = ["name", Column("name_en", label=_("In English"))]


register_snippet(TagViewSet)

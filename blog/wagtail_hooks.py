"""The admin of categories and tags."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column, LiveStatusTagColumn
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet

from blog.models import Category, Tag


class CategoryViewSet(SnippetViewSet):
    """What articles are about."""

    model = Category
    icon = "folder-open-inverse"
    list_display = ["name", LiveStatusTagColumn()]


class TagViewSet(SnippetViewSet):
    """Words by which articles are found."""

    model = Tag
    icon = "tag"
    list_display = ["name", Column("name_en", label=_("In English"))]


register_snippet(CategoryViewSet)
register_snippet(TagViewSet)

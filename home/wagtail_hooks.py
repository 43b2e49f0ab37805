"""The admin of what all pages share."""

from wagtail import hooks
from wagtail.admin.ui.tables import Column
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet

from home.models import Person
from home.rich_text_features import register_features
from home.translation_views import admin_urls

hooks.register("register_rich_text_features", register_features, order=10)
# Before those of wagtail-localize.
hooks.register("register_admin_urls", admin_urls, order=-10)


class PersonViewSet(SnippetViewSet):
    """Authors and trainers."""

    model = Person
    icon = "user"
    add_to_admin_menu = True
    menu_order = 250
    list_display = ["name", Column("role")]


register_snippet(PersonViewSet)

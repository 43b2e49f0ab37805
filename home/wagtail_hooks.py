"""The admin of what all pages share."""

from django.contrib.auth.models import Permission
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.ui.tables import Column, LiveStatusTagColumn
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import EditView

from home import (
    dashboard_panels,
    examples,
    examples_page,
    frame_examples,
    guide,
    in_use,
    kept_forms,
    log_in_record,
    log_ins_admin,
    menus,
    needs,  # noqa: F401 - what needs somebody
    picture_uses_admin,
    publish_first,
    stale_dates_admin,
    translation_list,
    translation_publishing,
    translation_restart,
    translation_views,
    two_factors_admin,
    user_admin,
)
from home.caching import say_how_long
from home.content_checks import add_content_checks
from home.date_fields import register_fields
from home.drawn import draw_once
from home.editing import AskBeforeOverwriting, SitePageViewSet
from home.models import Category, Person
from home.rich_text_features import register_features
from home.search import examples as search_examples
from home.snippet_lists import TranslatableViewSet
from home.translation_buttons import page_button

hooks.register("register_rich_text_features", register_features, order=10)
# Around all others, also the one that asks for a password.
hooks.register("on_serve_page", say_how_long, order=-10)
# Before Wagtail asks who may see the page: what is kept is for all.
hooks.register("on_serve_page", draw_once, order=-5)
# Before those of wagtail-localize.
hooks.register("register_admin_urls", translation_views.admin_urls, order=-10)
hooks.register("register_admin_urls", stale_dates_admin.admin_urls)
hooks.register("construct_wagtail_userbar", add_content_checks)
hooks.register("register_reports_menu_item", stale_dates_admin.menu_item)
hooks.register("before_edit_page", translation_restart.ask_before_restart, order=-10)
hooks.register("before_edit_snippet", translation_restart.ask_before_restart, order=-10)
hooks.register("before_edit_page", translation_publishing.ask_before_publishing, order=-10)
hooks.register("before_edit_snippet", translation_publishing.ask_before_publishing, order=-10)
hooks.register("before_bulk_action", translation_publishing.refuse_several)
hooks.register("register_admin_urls", translation_list.admin_urls)
hooks.register("register_admin_menu_item", translation_list.menu_item)
hooks.register("register_page_header_buttons", page_button)
hooks.register("construct_reports_menu", menus.shorten_reports)
hooks.register("register_admin_urls", guide.admin_urls)
hooks.register("register_admin_urls", kept_forms.admin_urls)
hooks.register("register_admin_urls", two_factors_admin.admin_urls)
hooks.register("register_account_menu_item", two_factors_admin.account_item)
hooks.register("register_admin_urls", log_ins_admin.admin_urls)
hooks.register("register_reports_menu_item", log_ins_admin.menu_item)
hooks.register("register_log_actions", log_in_record.register)
hooks.register("register_help_menu_item", guide.menu_item)
hooks.register("register_admin_urls", examples_page.admin_urls)
hooks.register("register_help_menu_item", examples_page.menu_item)
# Before those of other apps.
hooks.register(examples.HOOK, frame_examples.of_frame, order=-12)
hooks.register(examples.HOOK, search_examples.of_search, order=-11)
hooks.register(examples.HOOK, examples.of_home, order=-10)
hooks.register("construct_help_menu", menus.shorten_help)
hooks.register("register_admin_urls", picture_uses_admin.admin_urls)
# After what others put in the menu.
hooks.register("construct_page_action_menu", publish_first.put_publish_first, order=100)
hooks.register("construct_snippet_action_menu", publish_first.put_publish_first, order=100)
# After what says more of a certain kind of thing.
hooks.register("before_delete_page", in_use.refuse_page, order=100)
hooks.register("before_delete_snippet", in_use.refuse_snippets, order=100)
hooks.register("before_bulk_action", in_use.refuse_several)
hooks.register("before_bulk_action", user_admin.leave_superusers_alone)

register_fields()


@hooks.register("insert_global_admin_js")
def leave_typed_dates_alone():
    """The pickers of dates and times change nothing that was typed."""
    return format_html('<script src="{}"></script>', static("admin/dates.js"))


@hooks.register("insert_global_admin_js")
def keep_what_is_typed():
    """Nothing is sent that the site would not take, because a log-in has ended."""
    return format_html(
        '{}<script src="{}"></script>',
        render_to_string("admin/session_words.html", kept_forms.words()),
        static("admin/session.js"),
    )


@hooks.register("insert_editor_js")
def of_forms():
    """A form is not sent twice at once, and says who else has the same open."""
    return format_html_join(
        "",
        '<script src="{}"></script>',
        [[static("admin/autosave.js")], [static("admin/others.js")]],
    )


@hooks.register("insert_global_admin_css")
def brand():
    """The admin has the colours of the site, and room on a phone."""
    return format_html_join(
        "",
        '<link rel="stylesheet" href="{}">',
        ((static(f"admin/{name}.css"),) for name in ("brand", "layout")),
    )


# Before those of other apps.
hooks.register("construct_homepage_panels", dashboard_panels.replace_panels, order=-10)
# After those of all others.
hooks.register("construct_homepage_summary_items", dashboard_panels.leave_out_summary, order=1000)


@hooks.register("register_admin_viewset")
def register_pages():
    """The form of all our pages."""
    return SitePageViewSet()


@hooks.register("register_permissions")
def site_permissions():
    """What this site asks for besides Wagtail's rights."""
    return Permission.objects.filter(
        content_type__app_label="home",
        codename__in=["arrange_site", "write_source", "read_history"],
    )


class PersonEditView(AskBeforeOverwriting, EditView):
    """The form of a person."""


class PersonViewSet(TranslatableViewSet):
    """Authors and trainers."""

    model = Person
    icon = "user"
    add_to_admin_menu = True
    menu_order = 250
    list_display = ["name", Column("role", label=_("Role"))]
    edit_view_class = PersonEditView


class CategoryEditView(AskBeforeOverwriting, EditView):
    """The form of a category."""


class CategoryViewSet(TranslatableViewSet):
    """What articles and trainings are about."""

    model = Category
    icon = "folder-open-inverse"
    list_display = ["name", LiveStatusTagColumn()]
    edit_view_class = CategoryEditView


register_snippet(PersonViewSet)
register_snippet(CategoryViewSet)

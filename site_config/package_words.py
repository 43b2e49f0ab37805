"""Names of fields and things of other packages that never went through their catalogues.

Django makes a name of an attribute where a package gives none, such as "Link text", and no
catalogue can translate that. Set on what is loaded; migrations see nothing of it, as they read what
was given to the field. Delete a line when its package gives the name itself: a test says which.
"""

from django.apps import apps
from django.utils.functional import lazy
from django.utils.text import capfirst, format_lazy
from django.utils.translation import gettext, gettext_lazy as _

THINGS = {
    "wagtailcore.locale": (_("language"), _("languages")),
    "wagtail_localize.translation": (_("translation"), _("translations")),
}
FIELDS = {
    ("wagtailcore.site", "site_name"): _("name of the site"),
    ("wagtailcore.site", "root_page"): _("home page"),
    ("wagtail_localize.localesynchronization", "sync_from"): _("language to copy from"),
    ("wagtailsearchpromotions.searchpromotion", "external_link_text"): _("Words of the link"),
}


def form_fields():
    """The forms and filters of packages, with what a field of theirs is called."""
    from wagtail.admin.forms import choosers, workflows

    link_text = _("Words of the link")
    for form in (
        choosers.ExternalLinkChooserForm,
        choosers.AnchorLinkChooserForm,
        choosers.EmailLinkChooserForm,
        choosers.PhoneLinkChooserForm,
    ):
        yield form.base_fields["link_text"], link_text
    email = choosers.EmailLinkChooserForm.base_fields
    yield email["email_address"], _("E-mail address")
    yield email["subject"], _("Subject")
    yield email["body"], _("Text of the mail")
    yield choosers.PhoneLinkChooserForm.base_fields["phone_number"], _("Phone number")
    yield workflows.WorkflowPageForm.base_fields["page"], _("Page")


def name_them() -> None:
    """Give each its name, once, when all packages are loaded."""
    for label, (one, many) in THINGS.items():
        options = apps.get_model(label)._meta
        options.verbose_name, options.verbose_name_plural = one, many
    for (label, field), name in FIELDS.items():
        apps.get_model(label)._meta.get_field(field).verbose_name = name
    for field, name in form_fields():
        field.label = name
    name_fields_made_later()
    choose_in_the_language_of_the_moment()


def choose_in_the_language_of_the_moment() -> None:
    """Let choosers say what they choose in the language of whoever looks.

    Wagtail puts the words together when a form is first built. The forms of a model are built once
    in a process, so all who came later saw them in the language of whoever came first.
    """
    from wagtail.admin.widgets import AdminPageChooser
    from wagtail.snippets.widgets import AdminSnippetChooser

    def of_a_thing(chooser, given):
        name = chooser.model._meta.verbose_name
        chooser.choose_one_text = _in_words("Choose %(object)s", name)
        chooser.choose_another_text = _in_words("Choose another %(object)s", name)
        chooser.link_to_chosen_text = _in_words("Edit this %(object)s", name)

    def of_a_page(chooser, given):
        words = given.get("choose_one_text", AdminPageChooser.choose_one_text)
        if len(chooser.target_models) == 1 and chooser.model._meta.label != "wagtailcore.Page":
            name = capfirst(chooser.model._meta.verbose_name)
            chooser.choose_one_text = format_lazy("{words} ({name})", words=words, name=name)

    _do_after_init(AdminSnippetChooser, of_a_thing)
    _do_after_init(AdminPageChooser, of_a_page)


_in_words = lazy(lambda words, name: gettext(words) % {"object": name}, str)


def name_fields_made_later() -> None:
    """Name fields that are made anew for each form, and filters."""
    from django.contrib.auth.models import Group
    from wagtail.admin.forms.choosers import LocaleFilterMixin
    from wagtail.admin.forms.collections import CollectionViewRestrictionForm
    from wagtail.admin.forms.pages import PageViewRestrictionForm
    from wagtail.sites.views import IndexView as SitesView
    from wagtail.users.forms import PagePermissionsForm
    from wagtail_localize.locales.components import LocaleComponentModelForm
    from wagtail_localize.views.report import TranslationsReportFilterSet

    from home.user_admin import role_in_words, role_title

    Group.__str__ = role_title
    for form in (PageViewRestrictionForm, CollectionViewRestrictionForm):
        form.base_fields["groups"].label_from_instance = role_in_words
    rights = PagePermissionsForm.base_fields
    rights["page"].label = _("Page")
    rights["permissions"].label_from_instance = _right_in_words
    for column in SitesView.columns:
        if label := FIELDS.get(("wagtailcore.site", column.name)):
            column.label = capfirst(label)
    _name_in_init(LocaleFilterMixin, "locale", _("Language"))
    for name, label in (
        ("source_locale", _("From")),
        ("target_locale", _("Into")),
    ):
        TranslationsReportFilterSet.base_filters[name].label = label
    _name_in_init(LocaleComponentModelForm, "enabled", _("In use"))


def _right_in_words(permission) -> str:
    """What a right on pages is called; the table of rights holds its English name."""
    from wagtail.models import Page

    words = {f"{name}_page": long for name, _short, long in Page.permission_types}
    words |= {codename: long for codename, _short, long in Page.permission_types}
    return str(words.get(permission.codename, permission.name))


def _name_in_init(form, field: str, label) -> None:
    """Name a field of each form of this kind that has it, once it is made."""

    def name_it(made, given):
        if field in made.fields:
            made.fields[field].label = capfirst(label)

    _do_after_init(form, name_it)


def _do_after_init(kind, then) -> None:
    """Call ``then`` with each thing of this kind that is made, and the names it was given."""
    make = kind.__init__

    def __init__(self, *args, **kwargs):
        make(self, *args, **kwargs)
        then(self, kwargs)

    kind.__init__ = __init__

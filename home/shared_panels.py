"""Facts in the form of a translation that is written by hand: to be read there, changed in Dutch.

The translation editor offers none of them. Without it, as after a translation was stopped, Wagtail
would draw them like any field, and what somebody changes would be put back when it is saved.
"""

from django.template.loader import get_template
from django.utils.functional import cached_property
from django.utils.html import format_html
from django.utils.text import capfirst
from django.utils.translation import gettext
from wagtail.admin.admin_url_finder import AdminURLFinder
from wagtail.admin.forms import WagtailAdminModelForm, WagtailAdminPageForm
from wagtail.admin.panels import FieldPanel, MultipleChooserPanel, Panel
from wagtail_localize.fields import SynchronizedField

from home.translations import source_row


def shared_names(model) -> set[str]:
    """The names of the fields of a model that have one value in all languages."""
    synchronised = {
        declared.field_name
        for declared in model.translatable_fields
        if isinstance(declared, SynchronizedField) and not declared.overridable
    }
    facts = {name.removesuffix("_id") for name in getattr(model, "shared_facts", ())}
    return synchronised | facts | set(getattr(model, "also_shared", ()))


def in_words(value) -> str:
    """What a field holds, for somebody who reads it."""
    if isinstance(value, bool):
        return gettext("Yes") if value else gettext("No")
    if callable(getattr(value, "all", None)):
        value = ", ".join(str(row) for row in value.all())
    return "–" if value in (None, "") else value


class SharedFieldsForm:
    """For the form of a page or snippet: a translation is not asked for what is shared."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        # What is not asked: panels show it.
        self.told = set()
        if self.source is None:
            return
        names = shared_names(type(self.instance))
        for group in (self.fields, self.formsets):
            for name in names & set(group):
                del group[name]
                self.told.add(name)

    @cached_property
    def source(self):
        """What this is a translation of, or None."""
        if getattr(self.instance, "locale_id", None) is None:
            return None
        source = source_row(self.instance)
        return None if source.pk == self.instance.pk else source

    @cached_property
    def where(self) -> str:
        """Where what is shared is changed, with the way there for who may."""
        from home.admin_guard import may_change

        if self.for_user and may_change(self.for_user, self.source):
            return format_html(
                '{} <a href="{}">{}</a>',
                gettext("The same in both languages."),
                AdminURLFinder(self.for_user).get_edit_url(self.source),
                gettext("Change it in Dutch"),
            )
        return gettext("The same in both languages; it is changed in Dutch only.")


class SharedFieldsPageForm(SharedFieldsForm, WagtailAdminPageForm):
    """The form of a page."""


class SharedFieldsSnippetForm(SharedFieldsForm, WagtailAdminModelForm):
    """The form of a snippet."""


class SharedPanel(FieldPanel):
    """A field that has one value in all languages."""

    def format_value_for_display(self, value):
        value = super().format_value_for_display(value) if value not in (None, "") else value
        return in_words(value)

    class BoundPanel(FieldPanel.BoundPanel):
        def __init__(self, **kwargs):
            super().__init__(**kwargs)
            if self.form is None or self.field_name not in self.form.told:
                return
            self.read_only = True
            self.heading = self.panel.heading or capfirst(self.panel.db_field.verbose_name)
            self.help_text = self.form.where

        @property
        def comments_enabled(self):
            return not self.read_only and super().comments_enabled

        @cached_property
        def value_from_instance(self):
            return getattr(self.form.source, self.field_name)


class SharedChooserPanel(MultipleChooserPanel):
    """Several things that are chosen, the same in all languages."""

    def get_bound_panel(self, instance=None, request=None, form=None, prefix="panel"):
        """The panel to choose in, or that which tells what was chosen."""
        bound = {"instance": instance, "request": request, "form": form, "prefix": prefix}
        if form is not None and self.relation_name in form.told:
            return ToldChoicePanel(panel=self, **bound)
        return super().get_bound_panel(**bound)


class ToldChoicePanel(Panel.BoundPanel):
    """What was chosen in Dutch, by name."""

    template_name = "wagtailadmin/panels/field_panel.html"

    def __init__(self, **kwargs):
        super().__init__(**kwargs)
        self.help_text = self.form.where

    def id_for_label(self):
        return self.prefix

    def get_context_data(self, parent_context=None):
        told = {
            "id_for_label": self.prefix,
            "help_text": self.help_text,
            "help_text_id": f"{self.prefix}-helptext",
            "display_value": in_words(getattr(self.form.source, self.panel.relation_name)),
        }
        told["rendered_field"] = get_template(FieldPanel.read_only_output_template_name).render(
            told
        )
        return {**super().get_context_data(parent_context), **told}

"""The base of snippets that exist in each language."""

from django.db import models
from django.utils.functional import cached_property
from django.utils.text import slugify
from wagtail.models import DraftStateMixin, RevisionMixin, TranslatableMixin, WorkflowMixin
from wagtail.search import index

from home.shared_panels import SharedFieldsSnippetForm
from home.translations import source_row


class TranslatableSnippet(
    WorkflowMixin,
    DraftStateMixin,
    RevisionMixin,
    TranslatableMixin,
    index.Indexed,
    models.Model,
):
    """A thing with words in each language, published when its words are ready."""

    base_form_class = SharedFieldsSnippetForm

    class Meta(TranslatableMixin.Meta):
        abstract = True

    @cached_property
    def facts(self):
        """The row in the source language, from which facts are read."""
        return source_row(self)


class AddressedSnippet(TranslatableSnippet):
    """A snippet with a ``name`` and an address made of it, to which people subscribe.

    The slug is that of the source row (``facts.slug``), so the same in each language. It is made
    when that row is first published and then stays for ever: also when the thing is renamed, and
    while it is not published. Translations have none.
    """

    # Empty until first published; NULLs do not collide.
    slug = models.SlugField(max_length=120, null=True, unique=True, editable=False)  # noqa: DJ001

    class Meta(TranslatableSnippet.Meta):
        abstract = True

    def save(self, *args, **kwargs):
        """Save the row; one that readers see for the first time gets its slug."""
        if kwargs.get("update_fields") is None:
            self.slug = self._lasting_slug()
        super().save(*args, **kwargs)

    def _lasting_slug(self) -> str | None:
        """The slug in the database, not that of a revision or a copy; else a free one, if due."""
        if source_row(self) is not self:
            return None
        rows = type(self).objects
        kept = rows.filter(pk=self.pk).values_list("slug", flat=True).first()
        if kept or not self.live:
            return kept
        # A name without a Latin letter has an address too; room is left to count on.
        stem = slug = slugify(self.name)[:100].strip("-_") or self._meta.model_name
        taken = set(rows.filter(slug__startswith=stem).values_list("slug", flat=True))
        number = 1
        while slug in taken:
            number += 1
            slug = f"{stem}-{number}"
        return slug

"""The base of snippets that exist in each language."""

from django.db import models
from django.utils.functional import cached_property
from wagtail.models import DraftStateMixin, RevisionMixin, TranslatableMixin
from wagtail.search import index

from home.translations import source_row


class TranslatableSnippet(
    DraftStateMixin, RevisionMixin, TranslatableMixin, index.Indexed, models.Model
):
    """A thing with words in each language, published when its words are ready."""

    class Meta(TranslatableMixin.Meta):
        abstract = True

    @cached_property
    def facts(self):
        """The row in the source language, from which facts are read."""
        return source_row(self)

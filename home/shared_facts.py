"""Facts that a translatable thing carries: the same in each language at every moment."""

from django.db import transaction

from home.translations import source_row


class SharedFacts:
    """Takes the fields in ``shared_facts`` from the row in the source language.

    Saving that row, as publishing does, writes them to its translations at once; saving a
    translation, also one that an old draft was made of, takes them from there. Name foreign keys
    by their column: ``author_id``.
    """

    shared_facts: tuple[str, ...] = ()

    def save(self, *args, **kwargs):
        """Save the row and, where it is the source, the same facts in its translations."""
        if kwargs.get("update_fields") is not None or not self.shared_facts:
            return super().save(*args, **kwargs)
        source = source_row(self)
        if source.pk != self.pk:
            for name in self.shared_facts:
                setattr(self, name, getattr(source, name))
        # Together, so that no page is drawn between the two and kept.
        with transaction.atomic():
            result = super().save(*args, **kwargs)
            if source.pk == self.pk:
                type(self).objects.filter(translation_key=self.translation_key).exclude(
                    pk=self.pk
                ).update(**{name: getattr(self, name) for name in self.shared_facts})
        return result

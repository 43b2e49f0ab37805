"""What the translation editor says above the texts."""

from django import template
from wagtail_localize.fields import SynchronizedField

from home.translation_state import state_of

register = template.Library()


def shared_fields(model) -> list[str]:
    """The names of the fields that have one value in all languages."""
    names = []
    for declared in model.translatable_fields:
        if isinstance(declared, SynchronizedField) and not declared.overridable:
            field = model._meta.get_field(declared.field_name)
            if field.is_relation and field.auto_created:
                continue
            names.append(str(field.verbose_name))
    return names


@register.inclusion_tag("admin/translation_note.html")
def translation_note(translation) -> dict:
    """How far the translation is, and which fields are not part of it."""
    source = translation.source.get_source_instance()
    state = state_of(source)
    return {
        "translated": state.translated,
        "total": state.total,
        "words": state.words,
        "source": translation.source.locale.get_display_name(),
        "target": translation.target_locale.get_display_name(),
        "shared": ", ".join(shared_fields(type(source))),
    }

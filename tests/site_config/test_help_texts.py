"""Every field that an editor fills in says what it is and what it is for, in Dutch."""

import pytest
from django.utils.translation import override
from wagtail.admin.panels import FieldPanel, InlinePanel, PublishingPanel, get_edit_handler
from wagtail.blocks import BaseStructBlock, FieldBlock, ListBlock, StreamBlock
from wagtail.contrib.settings.registry import registry
from wagtail.fields import StreamField
from wagtail.models import get_page_models
from wagtail.snippets.models import get_snippet_models

from events.panels import HiddenPanel

pytestmark = pytest.mark.once

OURS = ("home", "events", "blog")
# Wagtail explains these together, in the window in which it asks for them.
EXPLAINED_TOGETHER = (PublishingPanel, HiddenPanel)


def models():
    """Every page type, snippet and setting that has a form of ours."""
    found = [*get_page_models(), *get_snippet_models(), *registry]
    return [model for model in found if model._meta.app_label in OURS]


def form_of(model):
    """The panels of its form."""
    if hasattr(model, "get_edit_handler"):
        return model.get_edit_handler()
    viewset = getattr(model, "snippet_viewset", None)
    return (viewset and viewset.get_edit_handler()) or get_edit_handler(model)


def panels(panel):
    """The fields and the lists of rows within a panel, at any depth."""
    if isinstance(panel, EXPLAINED_TOGETHER):
        return
    if isinstance(panel, FieldPanel | InlinePanel):
        yield panel
    if isinstance(panel, InlinePanel):
        yield from panels(panel.child_edit_handler)
    for child in getattr(panel, "children", []):
        yield from panels(child)


def blocks(block, path):
    """The blocks within a block, at any depth, with their names."""
    children = getattr(block, "child_blocks", {})
    if isinstance(block, ListBlock):
        children = {"item": block.child_block}
    for name, child in children.items():
        yield f"{path}.{name}", block, child
        yield from blocks(child, f"{path}.{name}")


def is_dutch(words) -> bool:
    """Whether there are words, and other ones in Dutch than in English."""
    with override("nl"):
        dutch = str(words or "")
    with override("en"):
        english = str(words or "")
    return bool(dutch) and dutch != english


def name_of(panel) -> str:
    """What a panel is called."""
    if isinstance(panel, InlinePanel):
        return str(panel.heading or panel.label)
    return str(panel.heading or panel.db_field.verbose_name)


def help_of(panel):
    """What a panel says besides its name."""
    if isinstance(panel, InlinePanel):
        return panel.help_text
    return panel.help_text or panel.db_field.help_text


@pytest.mark.parametrize("model", models(), ids=lambda model: model.__name__)
class TestForms:
    def test_each_field_has_a_name_and_says_in_dutch_what_it_is_for(self, model):
        lacking = []
        for panel in panels(form_of(model)):
            name = getattr(panel, "field_name", None) or panel.relation_name
            if not name_of(panel):
                lacking.append((name, "name"))
            if not is_dutch(help_of(panel)):
                lacking.append((name, "help"))
        assert lacking == []

    def test_each_block_has_a_name_and_says_in_dutch_what_it_is_for(self, model):
        lacking = []
        for field in model._meta.get_fields():
            if not isinstance(field, StreamField):
                continue
            for path, parent, block in blocks(field.stream_block, field.name):
                if not str(block.label):
                    lacking.append((path, "name"))
                description = getattr(block.meta, "description", "")
                # What stands in the list from which one chooses has a description.
                if isinstance(parent, StreamBlock):
                    words = description
                else:
                    words = getattr(block.meta, "help_text", "") or description
                    if isinstance(block, FieldBlock):
                        words = block.field.help_text
                    elif isinstance(block, BaseStructBlock) and isinstance(parent, ListBlock):
                        continue
                if not is_dutch(words):
                    lacking.append((path, type(block).__name__))
        assert lacking == []


@pytest.mark.parametrize(
    "model",
    [model for model in get_page_models() if model._meta.app_label in OURS],
    ids=lambda model: model.__name__,
)
def test_each_kind_of_page_is_described_in_dutch(model):
    assert is_dutch(model.page_description)

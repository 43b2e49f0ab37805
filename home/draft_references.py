"""What drafts refer to; Wagtail's index knows only what is published.

A draft is read as it is stored, so that many of them cost no more queries than one.
"""

from collections.abc import Iterator

from django.contrib.contenttypes.models import ContentType
from django.db.models import Model, Q
from modelcluster.models import get_all_child_relations
from taggit.models import ItemBase
from wagtail import blocks
from wagtail.fields import StreamField
from wagtail.models import DraftStateMixin, Page, ReferenceIndex, Revision, TranslatableMixin
from wagtail.rich_text import RichText
from wagtail.snippets.models import get_snippet_models

# A thing, as the index names it: the number of its kind, and its own.
Key = tuple[int, str]


def drafts_with(wanted: set[Key]) -> list[Model]:
    """The things that refer to any of ``wanted`` in a draft, or in what waits for its moment.

    One query for all pages, one for each kind of snippet that has drafts, and one for the drafts.
    """
    owners = {}
    for model in (Page, *get_snippet_models()):
        if not issubclass(model, DraftStateMixin):
            continue
        rows = model.objects.filter(has_unpublished_changes=True, latest_revision__isnull=False)
        if issubclass(model, TranslatableMixin):
            rows = rows.select_related("locale")
        kind = ContentType.objects.get_for_model(model).pk
        owners |= {(kind, str(row.pk)): row for row in rows}
    latest = {row.latest_revision_id for row in owners.values()}
    found = {}
    for draft in Revision.objects.filter(
        Q(pk__in=latest) | Q(approved_go_live_at__isnull=False)
    ).order_by("pk"):
        key = (draft.base_content_type_id, draft.object_id)
        if key in owners and key not in found and not wanted.isdisjoint(references_of(draft)):
            found[key] = owners[key]
    return list(found.values())


def references_of(draft: Revision) -> set[Key]:
    """All that a draft refers to, without a query."""
    model = ContentType.objects.get_for_id(draft.content_type_id).model_class()
    thing = model.from_serializable_data(draft.content, check_fks=False)
    return set(_references(thing))


def _references(thing) -> Iterator[Key]:
    for stream in [field for field in thing._meta.get_fields() if isinstance(field, StreamField)]:
        yield from _in_block(stream.stream_block, getattr(thing, stream.name).raw_data)
        # The index would fetch every picture and page in it.
        setattr(thing, stream.name, [])
    for kind, pk, _model_path, _path in ReferenceIndex._extract_references_from_object(thing):
        yield kind, str(pk)
    # The index leaves tags out.
    for relation in get_all_child_relations(thing):
        if issubclass(relation.related_model, ItemBase):
            kind = ContentType.objects.get_for_model(relation.related_model.tag_model()).pk
            for item in getattr(thing, relation.get_accessor_name()).all():
                yield kind, str(item.tag_id)


def _in_block(block, value) -> Iterator[Key]:
    """What a block refers to, by its value as it is stored."""
    if value is None:
        return
    if isinstance(block, blocks.BaseStreamBlock):
        for child in value:
            if child["type"] in block.child_blocks:
                yield from _in_block(block.child_blocks[child["type"]], child["value"])
    elif isinstance(block, blocks.BaseStructBlock) and isinstance(value, dict):
        for name, child in block.child_blocks.items():
            yield from _in_block(child, value.get(name))
    elif isinstance(block, blocks.ListBlock):
        for child in value:
            # Wagtail once stored the items without their numbers.
            numbered = isinstance(child, dict) and child.get("type") == "item"
            yield from _in_block(block.child_block, child["value"] if numbered else child)
    elif isinstance(block, blocks.ChooserBlock):
        yield _key(block.model_class, value)
    elif isinstance(block, blocks.RichTextBlock):
        for model, pk, _model_path, _path in block.extract_references(RichText(value)):
            yield _key(model, pk)


def _key(model, pk) -> Key:
    return ReferenceIndex._get_base_content_type(model).pk, str(pk)

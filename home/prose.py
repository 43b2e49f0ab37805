"""All prose of a page, piece by piece: which words stand in which field and block.

What is prose is what wagtail-localize has translated: the fields that a page lists as translatable,
and in its StreamFields every block of words. Nothing has to be registered for a new field or block.
Reads what is stored and asks the database nothing, so a whole site can be read quickly.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from django.db import models
from django.utils.html import strip_tags
from django.utils.text import capfirst
from wagtail import blocks
from wagtail.contrib.typed_table_block.blocks import TypedTableBlock
from wagtail.fields import RichTextField, StreamField
from wagtail_localize.fields import get_translatable_fields

from home.rich_text import plain_text


@dataclass(frozen=True)
class Passage:
    """A paragraph, an item of a list, a heading or a cell, without its marks.

    ``names`` are the keys of the blocks around it, from the outermost; ``block_id`` is the
    identifier of that one, by which the editor finds it. Both are empty for a plain field.
    """

    field: str
    text: str
    names: tuple[str, ...] = ()
    block_id: str = ""
    quoted: bool = False

    def label(self, model) -> str:
        """The names of the field and of the blocks, as editors know them."""
        field = model._meta.get_field(self.field)
        labels, block = [str(capfirst(field.verbose_name))], getattr(field, "stream_block", None)
        for name in self.names:
            block = _child(block, name)
            if block is None:
                break
            label = capfirst(str(block.label))
            # A block's first field often has its name.
            if label and label != labels[-1]:
                labels.append(label)
        return " › ".join(labels)


def passages(page) -> list[Passage]:
    """Return the prose of a page as it is in memory: a live row or a draft."""
    model = type(page)
    found = []
    for translatable in get_translatable_fields(model):
        field = translatable.get_field(model)
        if translatable.is_translated(page) and isinstance(field, models.Field):
            found += _of_field(field, field.value_from_object(page))
    return found


def _of_field(field, value) -> Iterator[Passage]:
    if isinstance(field, StreamField):
        for words in _of_stream(field.stream_block, _raw(field, value)):
            yield from words.passages(field.name)
    elif isinstance(field, models.CharField | models.TextField) and not field.choices:
        yield from _Words(value or "", isinstance(field, RichTextField)).passages(field.name)


def _raw(field, value) -> list:
    if value is None:
        return []
    raw = getattr(value, "raw_data", None)
    return list(raw) if raw is not None else json.loads(field.get_prep_value(value) or "[]")


@dataclass(frozen=True)
class _Words:
    """The words of one block, with their marks if they are rich text, and where it stands."""

    source: str
    rich: bool = False
    names: tuple[str, ...] = ()
    block_id: str = ""
    quoted: bool = False

    def within(self, name: str, block_id: str = "", quoted: bool = False) -> "_Words":
        """The same words, of a block one step further out."""
        return _Words(
            self.source,
            self.rich,
            (name, *self.names),
            block_id or self.block_id,
            quoted or self.quoted,
        )

    @cached_property
    def text(self) -> str:
        """The words without marks, a line for each paragraph."""
        return plain_text(self.source) if self.rich else strip_tags(self.source)

    def passages(self, field: str) -> Iterator[Passage]:
        """A passage for each line that is not empty."""
        for line in self.text.splitlines():
            if line.strip():
                yield Passage(field, line.strip(), self.names, self.block_id, self.quoted)


def _of_block(block, value) -> Iterator[_Words]:
    """Yield the words of a stored value of a block."""
    if not value:
        return
    if isinstance(block, blocks.StreamBlock):
        yield from _of_stream(block, value)
    elif isinstance(block, TypedTableBlock):
        yield from _of_table(value)
    elif isinstance(block, blocks.StructBlock):
        yield from _of_struct(block, value)
    elif isinstance(block, blocks.ListBlock):
        for item in value:
            # Before Wagtail 2.16 items were stored bare.
            stored = isinstance(item, Mapping) and item.get("type") == "item"
            for words in _of_block(block.child_block, item["value"] if stored else item):
                yield words.within("item", item.get("id") or "" if stored else "")
    elif isinstance(block, blocks.RichTextBlock):
        yield _Words(str(value), rich=True)
    elif isinstance(block, blocks.BlockQuoteBlock):
        yield _Words(str(value), quoted=True)
    elif isinstance(block, blocks.CharBlock | blocks.TextBlock):
        yield _Words(str(value))


def _of_stream(block, value) -> Iterator[_Words]:
    for child in value:
        known = block.child_blocks.get(child["type"])
        quoted = bool(known and getattr(known.meta, "quotation", False))
        for words in _of_block(known, child["value"]):
            yield words.within(child["type"], child.get("id") or "", quoted)


def _of_struct(block, value) -> Iterator[_Words]:
    if not isinstance(value, Mapping):
        return
    for name, child in block.child_blocks.items():
        for words in _of_block(child, value.get(name)):
            yield words.within(name)


def _of_table(value) -> Iterator[_Words]:
    yield _Words(value.get("caption") or "")
    for column in value.get("columns", []):
        yield _Words(column.get("heading") or "")
    for row in value.get("rows", []):
        for cell in row.get("values", []):
            if isinstance(cell, str):
                yield _Words(cell)


def _child(block, name: str):
    if isinstance(block, blocks.ListBlock):
        return block.child_block
    return getattr(block, "child_blocks", {}).get(name)

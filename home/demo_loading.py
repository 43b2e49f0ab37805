"""How the demo's content gets in: through Wagtail's and wagtail-localize's own API.

Every Dutch thing is made and published first; then each is submitted for translation, its English
strings are filled in, and the translation is published, as a translator would do it.
"""

import json
import re
import uuid
from collections.abc import Callable
from datetime import date
from io import BytesIO
from pathlib import Path

from django.core.files.base import ContentFile
from django.core.files.images import ImageFile
from django.utils.formats import date_format
from django.utils.text import slugify
from django.utils.translation import override
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import Collection, Locale, Page
from wagtail_localize.models import (
    OverridableSegment,
    SegmentOverride,
    StringSegment,
    StringTranslation,
    Translation,
    TranslationSource,
)
from wagtail_localize.strings import StringValue, extract_strings

from home.demo_text import PageLink, Picture, T

COLLECTION = "Demo"
UNFINISHED = "Demo (unfinished)"
FILES = Path(__file__).parent / "demo_files"
PAGE_LINK = re.compile(r'<a page="([\w-]+)">')
NAMED_DAY = re.compile(r"\{(\w+)\}")
# Identifiers of blocks follow from where they stand, so that two demos are alike.
NAMESPACE = uuid.UUID("6d1c2a3e-2f86-4c2b-9b57-6a8f5b0f2f11")


class Words:
    """The texts of one thing: gives the Dutch ones out and remembers their English."""

    def __init__(self, demo: "Demo"):
        self.demo = demo
        self.english: dict[str, str] = {}

    def plain(self, text: T) -> str:
        """Return the Dutch of a text without markup."""
        self.english[StringValue.from_plaintext(text.nl).data] = StringValue.from_plaintext(
            text.en
        ).data
        return text.nl

    def html(self, text: T) -> str:
        """Return the Dutch of a text with markup, links to pages filled in.

        Raises ValueError where the two languages are not alike, paragraph by paragraph.
        """
        dutch, english = (
            self.demo.name_days(self.demo.link(words), language)
            for words, language in ((text.nl, "nl"), (text.en, "en"))
        )
        pairs = extract_strings(dutch)[1], extract_strings(english)[1]
        if len(pairs[0]) != len(pairs[1]):
            raise ValueError(f"Not the same number of paragraphs: {text.nl[:60]}")
        for (source, _attrs), (target, _attrs_too) in zip(*pairs, strict=True):
            self.english[source.data] = target.data
        return dutch


class Demo:
    """The demo while it is being loaded: what was made so far, by key, and what is still to do."""

    def __init__(self, say: Callable[[str], None]):
        self.say = say
        self.made: dict[str, object] = {}
        self.words: dict[object, Words] = {}
        self.slugs: dict[object, T] = {}
        self.days: dict[str, date] = {}
        self.to_fill: list[Callable[[], None]] = []
        self.to_translate: list[object] = []
        self.to_finish: list[Callable[[], None]] = []
        self.dutch = Locale.objects.get(language_code="nl")
        self.english = Locale.objects.get(language_code="en")
        self.collection = Collection.get_first_root_node().add_child(name=UNFINISHED)
        self.owner = None

    # Pictures and documents

    def add_picture(self, key: str, file: str, title: T, credit: str) -> None:
        """Upload a picture of the demo."""
        content = (FILES / file).read_bytes()
        picture = get_image_model()(
            title=title.nl,
            credit=credit,
            collection=self.collection,
            file=ImageFile(BytesIO(content), name=file),
            file_size=len(content),
        )
        picture.save()
        self.made[key] = picture

    def add_document(self, key: str, file: str, title: T) -> None:
        """Upload a document of the demo."""
        document = get_document_model()(title=title.nl, collection=self.collection)
        content = (FILES / file).read_bytes()
        document.file.save(file, ContentFile(content), save=False)
        document.file_size = len(content)
        document.save()
        self.made[key] = document

    # Things with words

    def words_of(self, thing) -> Words:
        """The texts of a page or snippet, to be translated with it."""
        return self.words.setdefault(thing.translation_key, Words(self))

    def add_snippet(self, key: str, thing) -> None:
        """Publish a snippet in Dutch; its English follows."""
        thing.locale = self.dutch
        thing.full_clean()
        thing.save()
        thing.save_revision(user=self.owner).publish(user=self.owner)
        self.made[key] = thing
        self.to_translate.append(thing)

    def add_page(self, key: str, parent: Page, page: Page, slug: T, fill: Callable) -> Page:
        """Put a page in its place; ``fill`` gives it its words once all pages are there."""
        page.slug = slug.nl
        page.locale = self.dutch
        page.owner = self.owner
        page.live = False
        parent.add_child(instance=page)
        self.promise(key, page, slug, fill)
        return page

    def promise(self, key: str, page: Page, slug: T | None, fill: Callable) -> None:
        """Publish a page and translate it once all others are in their places."""
        self.made[key] = page
        if slug:
            self.slugs[page.translation_key] = slug

        def finish():
            page.refresh_from_db()
            fill(page, self.words_of(page))
            page.full_clean()
            page.save_revision(user=self.owner).publish(user=self.owner)
            self.say(f"  {page.title}")

        self.to_fill.append(finish)
        self.to_translate.append(page)

    def link(self, html: str) -> str:
        """Turn ``<a page="key">`` into Wagtail's link to that page."""
        return PAGE_LINK.sub(
            lambda match: f'<a linktype="page" id="{self.made[match[1]].pk}">', html
        )

    def name_days(self, html: str, language: str) -> str:
        """Fill in ``{key}``, a day that the demo counts from today: "donderdag 22 oktober"."""
        with override(language):
            return NAMED_DAY.sub(lambda match: date_format(self.days[match[1]], "l j F"), html)

    # Bodies

    def set_cover(self, page, words: Words, cover: Picture | None) -> None:
        """Give a page its cover picture."""
        if cover:
            page.cover = self.made[cover.key]
            page.cover_alt = words.plain(cover.alt)

    def stream(self, page: Page, words: Words, field: str, blocks: list) -> None:
        """Fill a StreamField from pairs of block type and value."""
        stream = page._meta.get_field(field)
        path = f"{page.slug}.{field}"
        raw = [
            self._child(stream.stream_block.child_blocks[kind], kind, value, words, path, number)
            for number, (kind, value) in enumerate(blocks)
        ]
        setattr(page, field, stream.to_python(json.dumps(raw)))

    def _child(self, block, kind, value, words, path, number):
        path = f"{path}.{number}"
        return {
            "type": kind,
            "id": str(uuid.uuid5(NAMESPACE, path)),
            "value": self._value(block, value, words, path),
        }

    def _value(self, block, value, words, path):
        from wagtail import blocks
        from wagtail.contrib.typed_table_block.blocks import TypedTableBlock

        if isinstance(value, T):
            rich = isinstance(block, blocks.RichTextBlock)
            return words.html(value) if rich else words.plain(value)
        if isinstance(value, Picture):
            return {
                "image": self.made[value.key].pk,
                "alt_text": words.plain(value.alt),
                "decorative": False,
            }
        if isinstance(value, PageLink):
            return self.made[value.key].pk
        if isinstance(block, TypedTableBlock):
            return {
                "caption": words.plain(value["caption"]),
                "columns": [
                    {"type": "text", "heading": words.plain(heading)}
                    for heading in value["columns"]
                ],
                "rows": [{"values": [words.plain(cell) for cell in row]} for row in value["rows"]],
            }
        if isinstance(block, blocks.StructBlock):
            return {
                name: self._value(block.child_blocks[name], part, words, f"{path}.{name}")
                for name, part in value.items()
            }
        if isinstance(block, blocks.ListBlock):
            return [
                self._child(block.child_block, "item", part, words, path, number)
                for number, part in enumerate(value)
            ]
        if isinstance(block, blocks.ChooserBlock):
            return self.made[value].pk
        return value

    # The second language

    def fill_all(self) -> None:
        """Give every page its words and publish it."""
        for finish in self.to_fill:
            finish()

    def translate_all(self) -> None:
        """Translate everything that was made, parents before children, and publish it."""
        for thing in self.to_translate:
            translated = self.translate(thing)
            if isinstance(thing, Page):
                self.say(f"  {translated.title}")

    def finish_all(self) -> None:
        """Do what readers do, who see the site in both languages."""
        for finish in self.to_finish:
            finish()

    def translate(self, thing):
        """Submit a thing for translation, fill in its English and publish that."""
        if isinstance(thing, Page):
            thing = Page.objects.get(pk=thing.pk).specific
        source, _created = TranslationSource.update_or_create_from_instance(thing)
        translation, _created = Translation.objects.get_or_create(
            source=source, target_locale=self.english
        )
        words = self.words_of(thing)
        for segment in StringSegment.objects.filter(source=source).select_related("string"):
            StringTranslation.objects.update_or_create(
                translation_of_id=segment.string_id,
                locale=self.english,
                context_id=segment.context_id,
                defaults={
                    "data": words.english[segment.string.data],
                    "translation_type": StringTranslation.TRANSLATION_TYPE_MANUAL,
                    "last_translated_by": self.owner,
                },
            )
        if slug := self.slugs.get(thing.translation_key):
            segment = OverridableSegment.objects.get(source=source, context__path="slug")
            SegmentOverride.objects.update_or_create(
                locale=self.english,
                context_id=segment.context_id,
                defaults={
                    "data_json": json.dumps(slugify(slug.en)),
                    "last_translated_by": self.owner,
                },
            )
        translation.save_target(user=self.owner, publish=True)
        return translation.get_target_instance()

"""The blocks of which editors build a page's body; each is drawn by ``templates/blocks/``."""

import html
import uuid
from functools import cached_property, partial

from django.core.exceptions import ValidationError
from django.utils.text import slugify
from django.utils.translation import gettext, gettext_lazy as _
from wagtail import blocks
from wagtail.contrib.typed_table_block.blocks import TypedTableBlock
from wagtail.documents import get_document_model
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.images import get_image_model
from wagtail.images.blocks import ImageBlock
from wagtail.rich_text import RichText
from wagtail_localize.segments import StringSegmentValue

from home.rich_text import FEATURES, HEADING_LENGTH, body_features, split_at_headings
from home.video import parse_video_url

TEXT = _("Text")
EMPHASIS = _("Emphasis")
MEDIA = _("Pictures and files")
ACTION = _("On to the next step")


# The anchors that pages themselves have; a heading of these words gets another.
PAGE_ANCHORS = [
    "about",
    "articles",
    "author",
    "coming",
    "contents",
    "dates",
    "dates-title",
    "for-whom",
    "id_q",
    "language-note",
    "main",
    "mend",
    "mend-title",
    "more-articles",
    "next",
    "others",
    "own-bring",
    "own-days",
    "own-details",
    "own-place",
    "programme",
    "questions",
    "related",
    "share",
    "subscribe",
    "take-home",
    "trainers",
]


class HeadingValue(blocks.StructValue):
    """A heading; the body that holds it makes its anchor unique on the page."""

    anchor_suffix = ""

    @property
    def anchor(self) -> str:
        """The name by which links reach this heading: ``#acht-redenen``."""
        return (slugify(self["text"]) or "deel") + self.anchor_suffix


class HeadingBlock(blocks.StructBlock):
    """The title of a part of the page."""

    text = blocks.CharBlock(
        label=_("Heading"),
        max_length=HEADING_LENGTH,
        help_text=_("For instance: Eight reasons to ask."),
    )
    level = blocks.ChoiceBlock(
        label=_("Level"),
        choices=[("h2", _("Heading")), ("h3", _("Heading within a part"))],
        default="h2",
        help_text=_("A heading within a part is smaller and stands below another heading."),
    )

    class Meta:
        icon = "title"
        group = TEXT
        label = _("Heading")
        description = _("The title of a part of the page. Readers can link to it.")
        value_class = HeadingValue
        template = "blocks/heading_block.html"
        preview_value = {"text": "Wat je ervan leert", "level": "h2"}


class TextBlock(blocks.RichTextBlock):
    """Running text: paragraphs, lists, links."""

    def __init__(self, **kwargs):
        super().__init__(**{"features": body_features(), **kwargs})

    class Meta:
        icon = "pilcrow"
        group = TEXT
        label = _("Text")
        description = _(
            "Paragraphs and lists. Paste from Word if you like: headings get a block of their own."
        )
        template = "blocks/text_block.html"
        preview_value = (
            "<p>Wie om hulp vraagt, geeft een ander de kans <b>iets te betekenen</b>.</p>"
            "<ul><li>Vraag één ding tegelijk.</li><li>Zeg wanneer je het nodig hebt.</li></ul>"
        )


class FormattedTextBlock(blocks.RichTextBlock):
    """A short formatted text inside another block."""

    def __init__(self, **kwargs):
        super().__init__(**{"features": FEATURES, **kwargs})

    class Meta:
        icon = "pilcrow"
        template = "blocks/text_block.html"


class NewestPictureMixin:
    """A preview needs a picture: the one that was uploaded last."""

    picture_field = "image"

    def get_preview_value(self):
        value = super().get_preview_value()
        picture = get_image_model().objects.order_by("-pk").first()
        if picture:
            picture.contextual_alt_text, picture.decorative = picture.title, False
        value[self.picture_field] = picture
        return value


class PictureBlock(ImageBlock):
    """Wagtail's block of a picture with its alternative text; says what each field is for.

    Wagtail derives the label of the first from the name of the field, and explains none of them.
    """

    HELP = {
        "image": _("Choose one that is there, or upload one. Landscape works best."),
        "decorative": _("Tick this if the picture adds nothing to the text: nobody is told of it."),
        "alt_text": _("What the picture shows, for readers who cannot see it."),
    }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.child_blocks["image"].label = _("Picture")
        for name, text in self.HELP.items():
            self.child_blocks[name].field.help_text = text


class CaptionedImageBlock(NewestPictureMixin, blocks.StructBlock):
    """A picture in the text, with words for those who cannot see it."""

    image = PictureBlock(
        label=_("Picture"), help_text=_("Say in the alt text what it shows, in a few words.")
    )
    caption = blocks.CharBlock(
        label=_("Caption"), required=False, max_length=250, help_text=_("Shown below the picture.")
    )

    class Meta:
        icon = "image"
        group = MEDIA
        label = _("Picture")
        description = _("A picture with a caption; its maker is named by itself.")
        template = "blocks/captioned_image_block.html"
        preview_value = {"caption": "De ochtendgroep aan de lange tafel."}


class QuoteBlock(blocks.StructBlock):
    """Words of somebody else."""

    text = blocks.TextBlock(
        label=_("Quotation"), help_text=_("Without quotation marks: the page adds them.")
    )
    attribution = blocks.CharBlock(
        label=_("Who said it"),
        required=False,
        max_length=150,
        help_text=_("For instance: Marijke, participant in 2025."),
    )

    class Meta:
        icon = "openquote"
        group = EMPHASIS
        label = _("Quotation")
        description = _("Words of a participant or a writer.")
        # Dates in it are those of whoever said it.
        quotation = True
        template = "blocks/quote_block.html"
        preview_value = {
            "text": "Ik dacht dat vragen zwak was. Het bleek gewoon praktisch.",
            "attribution": "Marijke, deelnemer",
        }


class KeyPointsBlock(blocks.StructBlock):
    """What a hurried reader should take along."""

    title = blocks.CharBlock(
        label=_("Title"), max_length=120, help_text=_("For instance: In short.")
    )
    points = blocks.ListBlock(
        blocks.CharBlock(
            label=_("Point"), max_length=250, help_text=_("One sentence, without a full stop.")
        ),
        label=_("Points"),
        min_num=1,
        help_text=_("One sentence each; three to five read best."),
    )

    class Meta:
        icon = "list-ul"
        group = EMPHASIS
        label = _("Key points")
        description = _("A box with the most important points of the page.")
        template = "blocks/key_points_block.html"
        preview_value = {
            "title": "In het kort",
            "points": ["Vraag op tijd.", "Vraag het aan iemand die nee mag zeggen."],
        }


class CalloutBlock(blocks.StructBlock):
    """A tip or a word of caution beside the text."""

    kind = blocks.ChoiceBlock(
        label=_("Kind"),
        choices=[("tip", _("Tip")), ("note", _("Please note"))],
        default="tip",
        help_text=_("Readers see it above the text."),
    )
    title = blocks.CharBlock(
        label=_("Title"),
        required=False,
        max_length=120,
        help_text=_("Readers see it in bold above the text. You may leave it empty."),
    )
    text = FormattedTextBlock(
        label=_("Text"), help_text=_("A few sentences; readers see them in a box of their own.")
    )

    class Meta:
        icon = "info-circle"
        group = EMPHASIS
        label = _("Tip or note")
        description = _("A few sentences that stand out: a tip, or something to mind.")
        template = "blocks/callout_block.html"
        preview_value = {
            "kind": "tip",
            "title": "Begin klein",
            "text": "<p>Vraag vandaag iemand om één minuut hulp.</p>",
        }


class QuestionBlock(blocks.StructBlock):
    """A question that readers have, and its answer."""

    question = blocks.CharBlock(
        label=_("Question"),
        max_length=200,
        help_text=_("As a reader would ask it. For instance: Do I have to prepare anything?"),
    )
    answer = FormattedTextBlock(
        label=_("Answer"), help_text=_("Unfolds when the question is clicked.")
    )

    class Meta:
        icon = "help"
        label = _("Question and answer")
        description = _("A question that people ask, and its answer, which unfolds.")
        template = "blocks/question_block.html"
        preview_value = {
            "question": "Moet ik iets voorbereiden?",
            "answer": "<p>Nee. Neem een vraag mee die je steeds uitstelt.</p>",
        }


class QuestionsBlock(blocks.StructBlock):
    """Questions and answers that unfold."""

    title = blocks.CharBlock(
        label=_("Title"),
        required=False,
        max_length=120,
        help_text=_("A heading above the questions. For instance: Frequently asked."),
    )
    items = blocks.ListBlock(
        QuestionBlock(),
        label=_("Questions"),
        min_num=1,
        help_text=_("The one that is asked most comes first; drag to change the order."),
    )

    class Meta:
        icon = "help"
        group = TEXT
        label = _("Questions and answers")
        description = _("Questions of readers; an answer unfolds when its question is clicked.")
        template = "blocks/questions_block.html"
        preview_value = {
            "title": "Veelgestelde vragen",
            "items": [
                {
                    "question": "Moet ik iets voorbereiden?",
                    "answer": "<p>Nee. Neem een vraag mee die je steeds uitstelt.</p>",
                }
            ],
        }


class CallToActionValue(blocks.StructValue):
    """Where the button leads."""

    @cached_property
    def href(self) -> str:
        """The chosen page in the reader's language, or the address outside this site."""
        from home.translations import localized_pages

        if page := self.get("page"):
            localized = localized_pages([page]).get(str(page.pk))
            return localized.url if localized else ""
        return self.get("url") or ""


class CallToActionBlock(blocks.StructBlock):
    """An invitation with one button."""

    title = blocks.CharBlock(
        label=_("Title"),
        max_length=120,
        help_text=_("What you invite readers to. For instance: Shall we talk it over?"),
    )
    text = blocks.TextBlock(
        label=_("Text"),
        required=False,
        help_text=_("One or two sentences between the title and the button."),
    )
    button = blocks.CharBlock(
        label=_("Words on the button"), max_length=60, help_text=_("For instance: Write to us.")
    )
    page = blocks.PageChooserBlock(
        label=_("Page"),
        required=False,
        help_text=_("The page that the button opens, in the language of the reader."),
    )
    url = blocks.URLBlock(
        label=_("Or an address outside this site"),
        required=False,
        help_text=_("For instance: https://example.com. Leave empty if you chose a page."),
    )

    def clean(self, value):
        """Ask for a page or an address, not both and not neither."""
        value = super().clean(value)
        given = [value.get("page"), value.get("url")]
        if all(given) or not (any(given) or self.is_deferred_validation):
            message = ValidationError(
                gettext("Choose a page or fill in an address, one of the two.")
            )
            raise blocks.StructBlockValidationError({"page": message})
        return value

    class Meta:
        icon = "link"
        group = ACTION
        label = _("Invitation with a button")
        description = _("A title, a sentence and one button to a page or another site.")
        value_class = CallToActionValue
        template = "blocks/call_to_action_block.html"
        preview_value = {
            "title": "Eerst even overleggen?",
            "text": "Bel of mail ons. Vragen staat vrij, daar zijn we voor.",
            "button": "Neem contact op",
            "url": "https://example.com",
        }


class DownloadBlock(blocks.StructBlock):
    """A document to download."""

    document = DocumentChooserBlock(
        label=_("Document"), help_text=_("Readers see its kind and size beside the title.")
    )
    title = blocks.CharBlock(
        label=_("Title"),
        required=False,
        max_length=150,
        help_text=_("What readers see; left empty, the document's own title."),
    )

    def get_preview_value(self):
        value = super().get_preview_value()
        value["document"] = get_document_model().objects.order_by("-pk").first()
        return value

    class Meta:
        icon = "doc-full"
        group = MEDIA
        label = _("Document to download")
        description = _("A link to a document, with its kind and size.")
        template = "blocks/download_block.html"
        preview_value = {"title": "Spiekbriefje: om hulp vragen"}


class VideoValue(blocks.StructValue):
    """The video that the address names."""

    @property
    def video(self):
        """A ``home.video.Video``, or None where the address is not of a known service."""
        return parse_video_url(self.get("url") or "")


class VideoBlock(NewestPictureMixin, blocks.StructBlock):
    """A video of YouTube or Vimeo; nothing is asked of them before the reader does."""

    picture_field = "poster"

    title = blocks.CharBlock(
        label=_("Title"),
        max_length=150,
        help_text=_("What the video is about; readers see it before they start it."),
    )
    url = blocks.URLBlock(
        label=_("Address of the video"),
        help_text=_("The address of the video's page at YouTube or Vimeo."),
    )
    poster = PictureBlock(
        label=_("Picture"), required=False, help_text=_("Shown until the reader starts the video.")
    )

    def clean(self, value):
        """Refuse an address that names no video we know how to show."""
        value = super().clean(value)
        if value.get("url") and value.video is None:
            message = ValidationError(
                gettext("This is not the address of a video at YouTube or Vimeo.")
            )
            raise blocks.StructBlockValidationError({"url": message})
        return value

    class Meta:
        icon = "media"
        group = MEDIA
        label = _("Video")
        description = _("A video that is loaded only when the reader asks for it.")
        value_class = VideoValue
        template = "blocks/video_block.html"
        preview_value = {"title": "Een vraag in drie zinnen", "url": "https://vimeo.com/76979871"}


class TableBlock(TypedTableBlock):
    """A table whose heading, column titles and cells are translated."""

    def __init__(self, local_blocks=None, **kwargs):
        text = blocks.CharBlock(
            label=_("Text"), required=False, help_text=_("What stands in a cell of the table.")
        )
        cell = ("text", text)
        super().__init__(local_blocks or [cell], **kwargs)

    def get_translatable_segments(self, value):
        """Return the words of the table as wagtail-localize's segments, in reading order.

        Their paths say of what kind they are and not where, so that words keep their translations
        when rows or columns change places.
        """
        return [StringSegmentValue(kind, words) for kind, words, _put in self._words(value)]

    def restore_translated_segments(self, value, segments):
        """Put translated words back in their places: those of the words in reading order."""
        segments = sorted(segments, key=lambda segment: segment.order)
        for (_kind, _words, put), segment in zip(list(self._words(value)), segments, strict=True):
            put(segment.render_text())
        return value

    @staticmethod
    def _words(value):
        """Yield the kind of each text that is not empty, the text, and how to replace it."""
        texts = [("caption", value.__dict__, "caption")]
        texts += [("heading", column, "heading") for column in value.columns]
        for row in value.row_data:
            texts += [("cell", row["values"], number) for number in range(len(row["values"]))]
        for kind, holder, key in texts:
            if holder[key] and not StringSegmentValue(kind, holder[key]).is_empty():
                yield kind, holder[key], partial(holder.__setitem__, key)

    class Meta:
        icon = "table"
        group = TEXT
        label = _("Table")
        description = _("Rows and columns, for figures or a comparison.")
        template = "blocks/table_block.html"
        preview_value = {
            "caption": "Wat kost het?",
            "columns": [
                {"type": "text", "heading": "Training"},
                {"type": "text", "heading": "Prijs"},
            ],
            "rows": [{"values": ["Hulp vragen", "€ 1.250"]}, {"values": ["Luisteren", "€ 295"]}],
        }


class BodyBlock(blocks.StreamBlock):
    """The body of any page."""

    heading = HeadingBlock()
    text = TextBlock()
    image = CaptionedImageBlock()
    quote = QuoteBlock()
    key_points = KeyPointsBlock()
    callout = CalloutBlock()
    questions = QuestionsBlock()
    call_to_action = CallToActionBlock()
    document = DownloadBlock()
    video = VideoBlock()
    table = TableBlock()

    def clean(self, value):
        """Give headings inside a pasted text blocks of their own.

        The identifiers of the new blocks follow from the one that is split, so that saving the
        same form twice makes the same blocks, and translations stay with their text.
        """
        value = super().clean(value)
        children = []
        for child in value:
            if child.block_type != "text" or not isinstance(child.value, RichText):
                children.append((child.block_type, child.value, child.id))
                continue
            parts = split_at_headings(child.value.source)
            if not any(kind != "text" for kind, _part in parts):
                text = RichText("".join(part for _kind, part in parts))
                children.append((child.block_type, text, child.id))
                continue
            origin = uuid.UUID(child.id) if child.id else uuid.uuid4()
            for number, (kind, part) in enumerate(parts):
                identifier = str(uuid.uuid5(origin, str(number)))
                if kind == "text":
                    children.append(("text", RichText(part), identifier))
                else:
                    heading = self.child_blocks["heading"].to_python(
                        {"text": html.unescape(part), "level": kind}
                    )
                    children.append(("heading", heading, identifier))
        return blocks.StreamValue(self, children)

    @staticmethod
    def name_headings(value) -> None:
        """Make the anchors of equal headings different: ``#vragen``, ``#vragen-2``."""
        taken = set(PAGE_ANCHORS)
        for child in value:
            if child.block_type == "heading":
                child.value.anchor_suffix, number = "", 1
                while child.value.anchor in taken:
                    number += 1
                    child.value.anchor_suffix = f"-{number}"
                taken.add(child.value.anchor)

    def get_context(self, value, parent_context=None):
        self.name_headings(value)
        return super().get_context(value, parent_context)

    class Meta:
        template = "blocks/body_block.html"

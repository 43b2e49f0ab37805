"""The blocks of which bodies are built: what editors are told of them, and what they make."""

import json
import re
import uuid
from datetime import date, timedelta
from pathlib import Path

import pytest
from django.conf import settings
from django.core.files.base import ContentFile
from django.template.loader import get_template
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override
from wagtail import blocks
from wagtail.blocks import StreamBlockValidationError, StructBlockValidationError
from wagtail.documents import get_document_model
from wagtail.rich_text import RichText
from wagtail.test.utils.form_data import inline_formset, nested_form_data, rich_text, streamfield

from blog.blocks import ArticleBodyBlock
from events.models import TrainingPage
from home.blocks import (
    PAGE_ANCHORS,
    BodyBlock,
    CallToActionBlock,
    PictureBlock,
    TableBlock,
    TextBlock,
    VideoBlock,
)
from home.models import HomePage, StandardPage
from home.rich_text import FEATURES, split_at_headings
from tests.factories import (
    SiteImageFactory,
    StandardPageFactory,
    make_edition,
    make_training,
    translate,
)

pytestmark = pytest.mark.once

BODY_KEYS = [
    "heading",
    "text",
    "image",
    "quote",
    "key_points",
    "callout",
    "questions",
    "call_to_action",
    "document",
    "video",
    "table",
]
STREAMS = {
    "body": BodyBlock(),
    "article": ArticleBodyBlock(),
    "programme": TrainingPage._meta.get_field("programme").stream_block,
    "questions": TrainingPage._meta.get_field("questions").stream_block,
}
# Every block that an editor can pick, by its place; an article has all those of any page.
PICKED = {
    f"{stream}.{key}": block
    for stream, definition in STREAMS.items()
    for key, block in definition.child_blocks.items()
    if stream != "body"
}
ORIGIN = "b3d8a3b2-0f5c-4b38-9a51-0c7a5ff0a001"


def body_of(*children, block=None):
    """A body of (type, raw value) or (type, raw value, id)."""
    raw = [
        {"type": child[0], "value": child[1], "id": child[2] if len(child) > 2 else None}
        for child in children
    ]
    return (block or BodyBlock()).to_python(raw)


def draw(value):
    """The HTML of a body."""
    return value.stream_block.render(value)


# Where no article stands on the pages.
OF_THE_ADMIN = ("admin", "wagtailadmin")


class TestKeys:
    """Stored content uses the keys: they stay for ever."""

    def test_of_any_page(self):
        assert list(BodyBlock().child_blocks) == BODY_KEYS

    def test_of_articles(self):
        assert list(ArticleBodyBlock().child_blocks) == [
            *BODY_KEYS,
            "training_card",
            "coming_trainings",
        ]

    def test_of_trainings(self):
        assert list(STREAMS["programme"].child_blocks) == ["day"]
        assert list(STREAMS["questions"].child_blocks) == ["question"]

    @pytest.mark.parametrize(
        ("place", "keys"),
        [
            ("article.heading", ["text", "level"]),
            ("article.image", ["image", "caption"]),
            ("article.quote", ["text", "attribution"]),
            ("article.key_points", ["title", "points"]),
            ("article.callout", ["kind", "title", "text"]),
            ("article.questions", ["title", "items"]),
            ("article.call_to_action", ["title", "text", "button", "page", "url"]),
            ("article.document", ["document", "title"]),
            ("article.video", ["title", "url", "poster"]),
            ("article.training_card", ["training"]),
            ("article.coming_trainings", ["title", "count"]),
            ("programme.day", ["title", "text"]),
            ("questions.question", ["question", "answer"]),
        ],
    )
    def test_of_the_parts(self, place, keys):
        assert list(PICKED[place].child_blocks) == keys


@pytest.mark.parametrize("place", PICKED)
class TestEditorsAreTold:
    def test_an_icon_that_exists(self, place, rf):
        from wagtail import hooks

        icons = []
        for register in hooks.get_hooks("register_icons"):
            icons = register(icons)
        names = {Path(icon).stem for icon in icons}
        assert PICKED[place].meta.icon in names

    def test_a_label_and_a_description(self, place):
        block = PICKED[place]
        assert str(block.label) != ""
        assert str(block.label) != block.name.replace("_", " ").capitalize() or block.name in {
            "table",
            "video",
            "document",
            "image",
        }
        assert str(block.get_description()).endswith(".")

    def test_a_group_where_there_is_more_than_one(self, place):
        stream = place.split(".")[0]
        if len(STREAMS[stream].child_blocks) > 1:
            assert str(PICKED[place].meta.group) in {
                "Tekst",
                "Nadruk",
                "Beeld en bestanden",
                "Verder",
            }

    def test_a_preview_that_looks_as_on_the_site(self, place, site, admin):
        SiteImageFactory(title="Twee stoelen")
        make_edition(make_training(site), timezone.localdate() + timedelta(weeks=4))
        get_document_model().objects.create(
            title="Spiekbriefje", file=ContentFile(b"%PDF-1.4", name="spiekbriefje.pdf")
        )
        block = PICKED[place]
        assert block.is_previewable
        response = admin.get(reverse("wagtailadmin_block_preview"), {"id": block.definition_prefix})
        html = response.content.decode()
        assert response.status_code == 200
        assert "/static/site/site.css" in html
        assert visible_words(block) in html


def visible_words(block):
    """Words of a block's preview value that its preview shows."""
    preview = block.meta.preview_value if hasattr(block.meta, "preview_value") else None
    if isinstance(preview, str):
        return "iets te betekenen"
    for key in ("text", "title", "question", "caption"):
        if preview and preview.get(key):
            return preview[key].removeprefix("<p>").removesuffix("</p>")
    return "Hulp vragen kun je leren"


def all_blocks(block, path=""):
    """Every block at or below ``block``, with its place."""
    yield path, block
    children = getattr(block, "child_blocks", {})
    if hasattr(block, "child_block"):
        children = {"item": block.child_block}
    for key, child in children.items():
        yield from all_blocks(child, f"{path}.{key}")


class TestTemplates:
    @pytest.mark.parametrize("stream", STREAMS)
    def test_each_is_named_after_its_block_and_exists(self, stream):
        for path, block in all_blocks(STREAMS[stream], stream):
            template = getattr(block.meta, "template", None)
            ours = type(block).__module__.split(".")[0] in {"home", "events", "blog"}
            # That of a picture only names a field of Wagtail's.
            if not ours or isinstance(block, PictureBlock):
                continue
            assert template, path
            assert template.startswith("blocks/"), path
            assert template.endswith("_block.html"), path
            assert Path(get_template(template).origin.name) == (
                settings.BASE_DIR / "templates" / template
            ), path

    def test_fields_of_blocks_have_words_for_editors(self):
        for stream, definition in STREAMS.items():
            for path, block in all_blocks(definition, stream):
                if path.count(".") >= 2 and not path.endswith(".item"):
                    assert str(block.label), path


class TestHeadings:
    def test_anchors_come_of_the_words(self):
        value = body_of(("heading", {"text": "Acht redenen, één vraag", "level": "h2"}))
        assert 'id="acht-redenen-een-vraag"' in draw(value)

    @pytest.mark.parametrize(
        ("texts", "anchors"),
        [
            (["Vragen", "Vragen", "Vragen"], ["vragen", "vragen-2", "vragen-3"]),
            (["Vragen", "Vragen", "Vragen 2"], ["vragen", "vragen-2", "vragen-2-2"]),
            (["Vragen 2", "Vragen", "Vragen"], ["vragen-2", "vragen", "vragen-3"]),
            (["???", "…"], ["deel", "deel-2"]),
            (["Main", "Trainers"], ["main-2", "trainers-2"]),
        ],
    )
    def test_anchors_are_unique_on_a_page(self, texts, anchors):
        value = body_of(*[("heading", {"text": text, "level": "h2"}) for text in texts])
        value.stream_block.get_context(value)
        assert [child.value.anchor for child in value] == anchors
        # Drawing a page twice changes nothing.
        value.stream_block.get_context(value)
        assert [child.value.anchor for child in value] == anchors

    def test_no_anchor_is_one_of_the_page_itself(self):
        found = set()
        for template in (settings.BASE_DIR / "templates").rglob("*.html"):
            if template.relative_to(settings.BASE_DIR / "templates").parts[0] in OF_THE_ADMIN:
                continue
            found.update(re.findall(r'\bid="([^"{]+)"', template.read_text()))
        assert found <= set(PAGE_ANCHORS)

    def test_the_level_is_that_of_the_element(self):
        html = draw(
            body_of(
                ("heading", {"text": "Een", "level": "h2"}),
                ("heading", {"text": "Twee", "level": "h3"}),
            )
        )
        assert "<h2" in html
        assert "<h3" in html

    def test_words_are_escaped(self):
        html = draw(body_of(("heading", {"text": "R&D <script>", "level": "h2"})))
        assert "R&amp;D &lt;script&gt;" in html


class TestPastedHeadings:
    def clean(self, html, identifier=ORIGIN):
        cleaned = BodyBlock().clean(body_of(("text", html, identifier)))
        return [
            (
                child.block_type,
                child.value.source
                if isinstance(child.value, RichText)
                else (child.value["level"], child.value["text"]),
            )
            for child in cleaned
        ]

    def test_they_get_blocks_of_their_own_in_reading_order(self):
        assert self.clean("<p>Vooraf.</p><h2>Acht redenen</h2><ol><li>Trots</li></ol>") == [
            ("text", "<p>Vooraf.</p>"),
            ("heading", ("h2", "Acht redenen")),
            ("text", "<ol><li>Trots</li></ol>"),
        ]

    @pytest.mark.parametrize(
        ("elements", "levels"),
        [
            (["h1", "h2", "h3", "h4"], ["h2", "h3", "h3", "h3"]),
            (["h2", "h3", "h2"], ["h2", "h3", "h2"]),
            (["h3", "h4"], ["h2", "h3"]),
            (["h4"], ["h2"]),
        ],
    )
    def test_the_highest_level_becomes_that_of_parts(self, elements, levels):
        html = "".join(f"<{name}>Kop</{name}><p>Tekst.</p>" for name in elements)
        found = [value[0] for kind, value in self.clean(html) if kind == "heading"]
        assert found == levels

    def test_entities_and_typographic_quotes_stay_what_they_are(self):
        assert self.clean(
            '<h2 data-block-key="a1">R&amp;D: “kan ik <b>’t</b>?” &lt;3</h2><p>R&amp;D “zo” ’t</p>'
        ) == [
            ("heading", ("h2", "R&D: “kan ik ’t?” <3")),
            ("text", "<p>R&amp;D “zo” ’t</p>"),
        ]

    def test_a_text_without_headings_is_left_alone(self):
        cleaned = BodyBlock().clean(body_of(("text", "<p>Tekst.</p>", ORIGIN)))
        assert [(child.block_type, child.id) for child in cleaned] == [("text", ORIGIN)]
        assert cleaned[0].value.source == "<p>Tekst.</p>"

    def test_empty_headings_vanish(self):
        assert self.clean("<p>Een.</p><h2> </h2><p>Twee.</p><h3></h3>") == [
            ("text", "<p>Een.</p><p>Twee.</p>")
        ]

    def test_a_heading_too_long_for_one_stays_as_a_paragraph_and_loses_no_word(self):
        long = "vragen " * 30
        assert self.clean(f"<h2>{long}</h2><h2>Kort</h2>") == [
            ("text", f"<p>{long}</p>"),
            ("heading", ("h2", "Kort")),
        ]

    def test_saving_the_same_form_twice_makes_the_same_blocks(self):
        html = "<p>Een.</p><h2>Twee</h2><p>Drie.</p>"
        first, second = (
            [child.id for child in BodyBlock().clean(body_of(("text", html, ORIGIN)))]
            for _time in range(2)
        )
        assert first == second
        assert len(set(first)) == 3
        assert all(uuid.UUID(identifier) for identifier in first)

    def test_two_texts_do_not_share_identifiers(self):
        other = str(uuid.uuid4())
        html = "<h2>Kop</h2><p>Tekst.</p>"
        cleaned = BodyBlock().clean(body_of(("text", html, ORIGIN), ("text", html, other)))
        assert len({child.id for child in cleaned}) == 4

    def test_other_blocks_keep_their_place_and_identity(self):
        quote = str(uuid.uuid4())
        cleaned = BodyBlock().clean(
            body_of(
                ("text", "<h2>Kop</h2><p>Tekst.</p>", ORIGIN),
                ("quote", {"text": "Ja.", "attribution": ""}, quote),
            )
        )
        assert [child.block_type for child in cleaned] == ["heading", "text", "quote"]
        assert cleaned[2].id == quote

    def test_parts_are_taken_apart_without_blocks_too(self):
        assert split_at_headings("<h3>A</h3>") == [("h2", "A")]
        assert split_at_headings("") == []

    def test_an_editor_who_pastes_an_article_gets_them(self, admin, site):
        pasted = (
            "<h1>R&amp;D en “vragen”</h1><p>Eén ’t</p><h2>Daarom</h2>"
            "<ol><li>Trots</li></ol><ul><li>Haast</li></ul>"
        )
        data = nested_form_data(
            {
                "title": "Over ons",
                "slug": "over-ons",
                "introduction": "",
                "cover": "",
                "cover_alt": "",
                "body": streamfield([("text", rich_text(pasted, features=TextBlock().features))]),
                "comments": inline_formset([]),
                "action-publish": "1",
            }
        )
        response = admin.post(
            reverse("wagtailadmin_pages:add", args=["home", "standardpage", site.home.pk]), data
        )
        assert response.status_code == 302, response.context["form"].errors
        page = StandardPage.objects.get(slug="over-ons")
        assert page.live
        kinds = [child.block_type for child in page.body]
        assert kinds == ["heading", "text", "heading", "text"]
        assert page.body[0].value["text"] == "R&D en “vragen”"
        assert page.body[0].value["level"] == "h2"
        assert "Eén ’t" in page.body[1].value.source
        assert (page.body[2].value["text"], page.body[2].value["level"]) == ("Daarom", "h3")
        assert "Trots</li></ol><ul><li" in page.body[3].value.source


class TestRichText:
    def test_a_short_text_has_these_features_and_no_other(self):
        assert FEATURES == ["bold", "italic", "link", "document-link", "ol", "ul"]
        for place in ("article.callout", "programme.day"):
            assert PICKED[place].child_blocks["text"].features == FEATURES
        assert PICKED["questions.question"].child_blocks["answer"].features == FEATURES

    def test_a_body_text_lets_headings_in_without_a_button(self):
        options = TextBlock().field.widget.options
        blocks_offered = {
            entry["type"]: entry.get("label") or entry.get("icon")
            for entry in options["blockTypes"]
        }
        assert blocks_offered.pop("ordered-list-item")
        assert blocks_offered.pop("unordered-list-item")
        assert blocks_offered == {
            "header-one": None,
            "header-two": None,
            "header-three": None,
            "header-four": None,
        }
        assert {entry["type"] for entry in options["inlineStyles"]} == {"BOLD", "ITALIC"}
        assert {entry["type"] for entry in options["entityTypes"]} == {"LINK", "DOCUMENT"}
        assert not options.get("enableHorizontalRule")

    def test_rich_text_fields_of_models_have_the_same_features(self):
        from wagtail.fields import RichTextField

        from events.models import Location
        from home.models import Person

        for model in (TrainingPage, Person, Location):
            for field in model._meta.get_fields():
                if isinstance(field, RichTextField):
                    assert field.features == FEATURES, f"{model.__name__}.{field.name}"

    @pytest.mark.parametrize(
        "html", ['<embed embedtype="image" id="1"/>', "<table><tr><td>x</td></tr></table>"]
    )
    def test_what_does_not_belong_there_does_not_survive_the_editor(self, html):
        widget = TextBlock().field.widget
        stored = widget.value_from_datadict(
            {"text": widget.format_value(f"<p>Tekst.</p>{html}")}, {}, "text"
        )
        assert "<embed" not in stored
        assert "<table" not in stored
        assert "Tekst." in stored

    def test_a_link_to_a_page_leads_to_it_in_the_readers_language(self, site, client):
        about = StandardPageFactory(parent=site.home, title="Over ons", slug="over-ons")
        page = StandardPageFactory(parent=site.home, title="Wij", slug="wij")
        page.body = body_of(("text", f'<p><a linktype="page" id="{about.pk}">Lees</a></p>'))
        page.save_revision().publish()
        translate(about, {"Over ons": "About us"})
        translate(page, {"Wij": "We", "Lees": "Read"})
        dutch = client.get("/wij/").content.decode()
        english = client.get("/en/wij/").content.decode()
        assert '<a href="/over-ons/">Lees</a>' in dutch
        assert '<a href="/en/over-ons/">' in english

    def test_a_link_to_a_page_that_is_gone_is_no_link(self, site):
        html = str(RichText('<p><a linktype="page" id="999999">Lees</a></p>'))
        assert "<a>Lees</a>" in html


class TestCallToAction:
    VALUE = {"title": "Overleg?", "text": "", "button": "Schrijf ons", "page": None, "url": ""}

    def clean(self, **fields):
        block = CallToActionBlock()
        return block.clean(block.to_python({**self.VALUE, **fields}))

    def message(self, **fields):
        with pytest.raises(StructBlockValidationError) as caught:
            self.clean(**fields)
        return caught.value.block_errors["page"].messages

    def test_it_needs_a_page_or_an_address(self):
        assert self.message() == ["Kies een pagina of vul een adres in, een van de twee."]

    def test_it_refuses_both(self, site):
        assert self.message(page=site.home.pk, url="https://example.com") == [
            "Kies een pagina of vul een adres in, een van de twee."
        ]

    def test_it_takes_either(self, site):
        assert self.clean(url="https://example.com").href == "https://example.com"
        assert self.clean(page=site.home.pk).href == "/"

    def test_it_refuses_an_address_that_runs_a_script(self):
        with pytest.raises(StructBlockValidationError) as caught:
            self.clean(url="javascript:alert(1)")
        assert "url" in caught.value.block_errors

    def test_it_leads_to_the_page_in_the_readers_language(self, site):
        with override("en"):
            assert self.clean(page=site.home.pk).href == "/en/"

    def test_it_leads_nowhere_when_its_page_is_a_draft(self, site):
        draft = StandardPageFactory(parent=site.home, slug="concept", live=False)
        assert self.clean(page=draft.pk).href == ""
        value = body_of(("call_to_action", {**self.VALUE, "page": draft.pk}))
        assert "Schrijf ons" not in draw(value)
        assert "href" not in draw(value)


class TestVideo:
    def clean(self, url):
        block = VideoBlock()
        return block.clean(block.to_python({"title": "Een vraag", "url": url, "poster": None}))

    def test_it_refuses_an_address_of_another_service(self):
        with pytest.raises(StructBlockValidationError) as caught:
            self.clean("https://example.com/watch?v=dQw4w9WgXcQ")
        assert caught.value.block_errors["url"].messages == [
            "Dit is geen adres van een video op YouTube of Vimeo."
        ]

    def test_nothing_is_asked_of_the_service_before_the_reader_does(self):
        self.clean("https://youtu.be/dQw4w9WgXcQ")
        value = body_of(
            ("video", {"title": "Een vraag", "url": "https://youtu.be/dQw4w9WgXcQ", "poster": None})
        )
        html = draw(value)
        assert "<iframe" not in html
        assert " src=" not in html
        assert 'href="https://www.youtube.com/watch?v=dQw4w9WgXcQ"' in html
        assert "https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ?autoplay=1" in html
        assert "Een vraag" in html

    def test_an_address_that_became_unknown_is_not_shown(self):
        value = body_of(("video", {"title": "Een vraag", "url": "https://x.example/1"}))
        assert "x.example" not in draw(value)


class TestTable:
    RAW = {
        "caption": "Prijzen",
        "columns": [{"type": "text", "heading": "Training"}, {"type": "text", "heading": ""}],
        "rows": [{"values": ["Hulp vragen", "€ 1.250"]}, {"values": ["", "R&D"]}],
    }

    def segments(self):
        block = TableBlock()
        value = block.to_python(json.loads(json.dumps(self.RAW)))
        return block, value, block.get_translatable_segments(value)

    def test_each_word_is_translated_and_empty_cells_are_not(self):
        _block, _value, segments = self.segments()
        assert [(segment.path, segment.render_text()) for segment in segments] == [
            ("caption", "Prijzen"),
            ("heading", "Training"),
            ("cell", "Hulp vragen"),
            ("cell", "€ 1.250"),
            ("cell", "R&D"),
        ]

    def test_translated_words_come_back_in_their_places(self):
        from wagtail_localize.segments import StringSegmentValue

        block, value, _segments = self.segments()
        words = [
            StringSegmentValue("caption", "Prices"),
            StringSegmentValue("heading", "Course"),
            StringSegmentValue("cell", "Asking"),
            StringSegmentValue("cell", "€ 1,250"),
            StringSegmentValue("cell", "R&D too"),
        ]
        words = [segment.with_order(number) for number, segment in enumerate(words)]
        restored = block.restore_translated_segments(value, words[::-1])
        assert block.get_prep_value(restored) == {
            "caption": "Prices",
            "columns": [
                {"type": "text", "heading": "Course"},
                {"type": "text", "heading": ""},
            ],
            "rows": [{"values": ["Asking", "€ 1,250"]}, {"values": ["", "R&D too"]}],
        }

    def test_a_page_with_one_goes_through_translation(self, site):
        page = StandardPageFactory(parent=site.home, title="Prijzen", slug="prijzen")
        page.body = body_of(("table", self.RAW, ORIGIN))
        page.save_revision().publish()
        page.refresh_from_db()
        english = translate(
            page,
            {
                "Prijzen": "Prices",
                "Training": "Course",
                "Hulp vragen": "Asking for help",
                "€ 1.250": "€1,250",
                "R&amp;D": "R&amp;D too",
            },
        )
        table = english.body[0].value
        assert table.caption == "Prices"
        assert [column["heading"] for column in table.columns] == ["Course", ""]
        assert [list(row["values"]) for row in table.row_data] == [
            ["Asking for help", "€1,250"],
            ["", "R&D too"],
        ]

    def test_it_is_a_table_with_a_caption_and_headings(self):
        html = draw(body_of(("table", self.RAW)))
        assert "<caption" in html
        assert "Prijzen" in html
        assert 'scope="col"' in html
        assert "R&amp;D" in html


class TestImage:
    def test_words_for_those_who_cannot_see_it_and_the_credit_are_shown(self, db):
        image = SiteImageFactory(credit="Foto: Anna de Vries")
        html = draw(
            body_of(
                (
                    "image",
                    {
                        "image": {
                            "image": image.pk,
                            "alt_text": "Twee stoelen bij een raam",
                            "decorative": False,
                        },
                        "caption": "De ochtendgroep",
                    },
                )
            )
        )
        assert 'alt="Twee stoelen bij een raam"' in html
        assert "De ochtendgroep" in html
        assert "Foto: Anna de Vries" in html

    def test_a_decorative_one_has_empty_words(self, db):
        image = SiteImageFactory()
        value = {"image": image.pk, "alt_text": "", "decorative": True}
        html = draw(body_of(("image", {"image": value, "caption": ""})))
        assert 'alt=""' in html


class TestMinimum:
    @pytest.mark.parametrize(
        ("kind", "value"),
        [
            ("heading", {"text": "", "level": "h2"}),
            ("quote", {"text": "", "attribution": "Anna"}),
            ("key_points", {"title": "In het kort", "points": []}),
            ("questions", {"title": "", "items": []}),
            ("image", {"image": None, "caption": ""}),
            ("document", {"document": None, "title": ""}),
            ("training_card", {"training": None}),
            ("coming_trainings", {"title": "", "count": 0}),
            ("coming_trainings", {"title": "", "count": 13}),
        ],
    )
    def test_a_block_without_what_it_is_about_is_refused(self, kind, value, db):
        block = ArticleBodyBlock()
        with pytest.raises(StreamBlockValidationError):
            block.clean(body_of((kind, value), block=block))


class TestDrawing:
    def test_words_of_each_block_are_shown(self, db):
        html = draw(
            body_of(
                ("text", "<p>Wie vraagt, <b>geeft</b>.</p>"),
                ("quote", {"text": "Gewoon praktisch.", "attribution": "Marijke"}),
                ("key_points", {"title": "In het kort", "points": ["Vraag op tijd."]}),
                ("callout", {"kind": "note", "title": "Let op", "text": "<p>Op tijd.</p>"}),
                (
                    "questions",
                    {"title": "Vragen", "items": [{"question": "Waar?", "answer": "<p>Daar.</p>"}]},
                ),
                ("call_to_action", {**TestCallToAction.VALUE, "url": "https://example.com"}),
            )
        )
        for words in [
            "<p>Wie vraagt, <b>geeft</b>.</p>",
            "Gewoon praktisch.",
            "Marijke",
            "In het kort",
            "Vraag op tijd.",
            "Let op",
            "<p>Op tijd.</p>",
            "Waar?",
            "<p>Daar.</p>",
            "Overleg?",
            'href="https://example.com"',
            "Schrijf ons",
        ]:
            assert words in html

    def test_answers_unfold_without_script(self, db):
        html = draw(
            body_of(
                ("questions", {"title": "", "items": [{"question": "Waar?", "answer": "<p>D</p>"}]})
            )
        )
        assert "<details" in html
        assert "<summary" in html


class TestComingTrainings:
    def test_the_next_dates_come_first_and_no_more_than_asked(self, site, time_machine):
        time_machine.move_to("2026-11-24 09:00 +0100")
        make_edition(make_training(site), date(2027, 3, 1))
        for slug, month in [("luisteren", 2), ("weigeren", 4)]:
            training = make_training(site, slug=slug, title=slug.capitalize(), english=False)
            make_edition(training, date(2027, month, 1))
        block = ArticleBodyBlock()
        value = body_of(("coming_trainings", {"title": "Binnenkort", "count": 2}), block=block)
        html = draw(value)
        assert "Binnenkort" in html
        assert html.index("Luisteren") < html.index("Hulp vragen kun je leren")
        assert "Weigeren" not in html


def test_a_home_page_has_the_blocks_of_any_page():
    body = HomePage._meta.get_field("body").stream_block
    assert isinstance(body, BodyBlock)
    assert not isinstance(body, ArticleBodyBlock)
    assert isinstance(body, blocks.StreamBlock)

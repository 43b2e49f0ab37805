"""No link of an editor or translator runs a script in a reader's browser."""

import json

import pytest
from django.urls import reverse
from wagtail.admin.forms.choosers import ExternalLinkChooserForm
from wagtail_localize.models import OverridableSegment, SegmentOverride, Translation

from events.models import Location
from home.blocks import BodyBlock
from home.models import SiteSettings
from tests.factories import StandardPageFactory, translate

DANGEROUS = [
    "javascript:alert(1)",
    "JaVaScRiPt:alert(1)",
    " javascript:alert(1)",
    "java\tscript:alert(1)",
    "\x01javascript:alert(1)",
    "data:text/html,<script>alert(1)</script>",
    "vbscript:x",
    "file:///etc/passwd",
]


def content_state(url):
    """What the editor sends for a text with a link."""
    return json.dumps(
        {
            "blocks": [
                {
                    "key": "a",
                    "text": "hier",
                    "type": "unstyled",
                    "depth": 0,
                    "inlineStyleRanges": [],
                    "entityRanges": [{"offset": 0, "length": 4, "key": 0}],
                }
            ],
            "entityMap": {"0": {"type": "LINK", "mutability": "MUTABLE", "data": {"url": url}}},
        }
    )


@pytest.mark.parametrize("url", DANGEROUS)
def test_rich_text_drops_it_whoever_sends_it(url):
    text = BodyBlock().child_blocks["text"]
    widget = text.field.widget
    kept = widget.value_from_datadict({"x": content_state(url)}, {}, "x")
    assert "script" not in kept.lower()
    assert "data:" not in kept
    assert "file:" not in kept
    assert "hier" in kept


@pytest.mark.parametrize("url", DANGEROUS)
def test_the_chooser_of_links_refuses_it(url):
    assert not ExternalLinkChooserForm({"url": url, "link_text": "hier"}).is_valid()


@pytest.mark.parametrize("url", DANGEROUS)
@pytest.mark.parametrize("name", ["call_to_action", "video"])
def test_a_block_with_an_address_refuses_it(name, url):
    fields = [
        child
        for child in BodyBlock().child_blocks[name].child_blocks.values()
        if type(child).__name__ == "URLBlock"
    ]
    assert len(fields) == 1
    from django.core.exceptions import ValidationError

    with pytest.raises(ValidationError):
        fields[0].clean(url)


@pytest.mark.parametrize("url", DANGEROUS)
@pytest.mark.parametrize(
    ("model", "field"),
    [(SiteSettings, "linkedin"), (SiteSettings, "instagram"), (Location, "online_url")],
)
def test_a_field_for_an_address_refuses_it(model, field, url):
    from django.core.exceptions import ValidationError

    with pytest.raises(ValidationError):
        model._meta.get_field(field).formfield().clean(url)


def test_marks_that_are_sent_past_the_editor_are_dropped():
    widget = BodyBlock().child_blocks["text"].field.widget
    state = json.loads(content_state("https://example.com"))
    state["blocks"][0]["text"] = "<script>alert(1)</script>"
    state["blocks"][0]["entityRanges"] = []
    kept = widget.value_from_datadict({"x": json.dumps(state)}, {}, "x")
    assert "<script" not in kept
    assert "&lt;script&gt;" in kept


@pytest.mark.parametrize("url", DANGEROUS[:6])
def test_a_translator_cannot_put_it_in_the_place_of_a_link(admin, site, url):
    page = StandardPageFactory(
        parent=site.home,
        title="Over ons",
        body=json.dumps(
            [{"type": "text", "value": '<p><a href="https://example.com/">hier</a></p>'}]
        ),
    )
    translate(page, {})
    segment = OverridableSegment.objects.get(data_json='"https://example.com/"')
    address = reverse(
        "wagtail_localize:edit_override", args=[Translation.objects.get().pk, segment.pk]
    )
    response = admin.put(address, f"value={url}", content_type="application/x-www-form-urlencoded")
    assert response.status_code == 400
    assert not SegmentOverride.objects.exists()

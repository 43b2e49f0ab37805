"""The bodies of many articles, with all that they show fetched together."""

from collections.abc import Iterator
from itertools import islice

from wagtail.blocks.list_block import ListValue
from wagtail.blocks.struct_block import StructValue
from wagtail.rich_text import RichText, expand_db_html

from home.pictures import fetch_renditions, pictures_in
from home.translations import localized_pages

# Stands in no text: no database keeps it.
BETWEEN = "\0"


def bodies_of(articles: list) -> dict[int, list]:
    """Map the number of each article to the blocks of its body, ready to be drawn.

    Wagtail fetches what a body shows when it is read, body by body. Here all bodies are read as if
    they were one, so that the number of queries does not depend on the number of articles.
    """
    if not articles:
        return {}
    raw = [list(article.body.raw_data) for article in articles]
    block = articles[0].body.stream_block
    children = list(block.to_python([child for body in raw for child in body]))
    fetch_renditions(pictures_in(children))
    _fetch_links(children)
    _fetch_buttons(children)
    rest = iter(children)
    return {
        article.pk: list(islice(rest, len(body)))
        for article, body in zip(
            articles,
            # A block of a kind that is no more is left out of what is read.
            [[child for child in body if child["type"] in block.child_blocks] for body in raw],
            strict=True,
        )
    }


def _fetch_links(children) -> None:
    texts = [text for child in children for text in _texts(child.value)]
    expanded = expand_db_html(BETWEEN.join(text.source for text in texts)).split(BETWEEN)
    for text, source in zip(texts, expanded if texts else [], strict=True):
        text.source = source


def _texts(value) -> Iterator[RichText]:
    if isinstance(value, RichText):
        yield value
    elif isinstance(value, StructValue):
        for part in value.values():
            yield from _texts(part)
    elif isinstance(value, ListValue):
        for part in value:
            yield from _texts(part)


def _fetch_buttons(children) -> None:
    buttons = [
        child.value
        for child in children
        if child.block_type == "call_to_action" and child.value.get("page")
    ]
    pages = localized_pages(button["page"] for button in buttons)
    for button in buttons:
        page = pages.get(str(button["page"].pk))
        button.href = page.url if page else ""

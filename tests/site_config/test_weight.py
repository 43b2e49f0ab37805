"""What readers have to load: the style and the scripts of ours, and an article without pictures."""

import gzip
import re
from hashlib import sha256

from django.contrib.staticfiles import finders

from tests.factories import ArticlePageFactory, make_training

# Bytes, compressed as every browser can read it (gzip); those that read Brotli load less.
STYLE, SCRIPT, ARTICLE = 15_000, 5_000, 35_000
# A long one: twelve hundred words of which none comes back, for those are packed as tight as any.
PARTS, WORDS = 12, 100


def packed(content: bytes) -> int:
    return len(gzip.compress(content, 9))


def paragraph(part: int) -> str:
    """Words that are all different."""
    words = (sha256(f"{part} {number}".encode()).hexdigest()[:7] for number in range(WORDS))
    return f"<p>{' '.join(words)}</p>"


def file_of(address: str) -> bytes:
    """What stands in a static file."""
    with open(finders.find(address.removeprefix("/static/")), "rb") as file:
        return file.read()


def test_the_style_stays_below_its_budget():
    assert 1_000 < packed(file_of("site/site.css")) < STYLE


def test_all_scripts_together_stay_below_theirs(client, site):
    html = client.get("/").content.decode()
    scripts = re.findall(r'<script src="([^"]+)"', html)
    assert scripts == ["/static/site/site.js"]
    assert packed(b"".join(map(file_of, scripts))) < SCRIPT
    assert all(" defer" in tag for tag in re.findall(r"<script src=[^>]*>", html))


def test_a_long_article_without_pictures_stays_below_its_budget(client, site):
    training = make_training(site)
    article = ArticlePageFactory(
        parent=site.blog,
        related_training=training,
        body=[
            block
            for number in range(PARTS)
            for block in (
                {"type": "heading", "value": {"text": f"Deel {number}", "level": "h2"}},
                {"type": "text", "value": paragraph(number)},
            )
        ],
    )
    answer = client.get(article.get_url(), headers={"accept-encoding": "gzip"})
    assert answer["Content-Encoding"] == "gzip"
    html = gzip.decompress(answer.content).decode()
    assert "Deel 11" in html
    loaded = set(
        re.findall(
            r'<(?:link rel="(?:stylesheet|icon|manifest|apple-touch-icon)"[^>]*href'
            r'|script src)="(/static/[^"]+)"',
            html,
        )
    )
    assert {"/static/site/site.css", "/static/site/site.js"} <= loaded
    weight = len(answer.content) + sum(packed(file_of(address)) for address in loaded)
    assert weight < ARTICLE

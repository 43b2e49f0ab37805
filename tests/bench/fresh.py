"""A site as ``wagtail start`` makes it, with one page: the blocks of an article of ours.

It does what its template does and no more: no menu, no second language, no trainings, no cover.
"""

import json
import subprocess
import sys
from pathlib import Path

# As Wagtail's documentation has it.
MODELS = """
from django.db import models
from wagtail import blocks
from wagtail.fields import StreamField
from wagtail.images.blocks import ImageBlock
from wagtail.models import Page


class HomePage(Page):
    pass


class ArticlePage(Page):
    introduction = models.TextField()
    body = StreamField(
        [
            ("heading", blocks.CharBlock(template="home/heading.html")),
            ("text", blocks.RichTextBlock()),
            ("image", blocks.StructBlock(
                [("image", ImageBlock()), ("caption", blocks.CharBlock())],
                template="home/image.html",
            )),
            ("quote", blocks.StructBlock(
                [("text", blocks.TextBlock()), ("attribution", blocks.CharBlock())],
                template="home/quote.html",
            )),
            ("call_to_action", blocks.StructBlock(
                [
                    ("title", blocks.CharBlock()), ("text", blocks.TextBlock()),
                    ("button", blocks.CharBlock()), ("page", blocks.PageChooserBlock()),
                ],
                template="home/call_to_action.html",
            )),
        ]
    )
"""
TEMPLATES = {
    "article_page.html": """{% extends "base.html" %}
{% load wagtailcore_tags %}
{% block body_class %}template-article{% endblock %}
{% block content %}
  <h1>{{ page.title }}</h1>
  <p>{{ page.introduction }}</p>
  {% for block in page.body %}
    {% include_block block %}
  {% endfor %}
{% endblock %}
""",
    "heading.html": "<h2>{{ value }}</h2>",
    "image.html": """{% load wagtailimages_tags %}
<figure>
  {% picture value.image width-{640,1280} format-{avif,webp,jpeg} sizes="92vw" %}
  <figcaption>{{ value.caption }}</figcaption>
</figure>
""",
    "quote.html": """<blockquote>
  <p>{{ value.text }}</p>
  <footer>{{ value.attribution }}</footer>
</blockquote>
""",
    "call_to_action.html": """{% load wagtailcore_tags %}
<aside>
  <h2>{{ value.title }}</h2>
  <p>{{ value.text }}</p>
  <a href="{% pageurl value.page %}">{{ value.button }}</a>
</aside>
""",
}
# The database as our own site has it.
LOCAL = """
from pathlib import Path

SECRET_KEY = "fresh"
ALLOWED_HOSTS = ["127.0.0.1"]
DATABASES = {
    "default": {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": Path(__file__).resolve().parent.parent.parent / "db.sqlite3",
        "OPTIONS": {
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;",
        },
    }
}
"""
FILL = """
import json, re
from django.core.files.images import ImageFile
from wagtail.images import get_image_model
from wagtail.models import Site
from home.models import ArticlePage, HomePage

told = json.loads(open("article.json").read())
home = HomePage.objects.get()
picture = get_image_model()(title="Picture")
with open(told["picture"], "rb") as file:
    picture.file = ImageFile(file, name="picture.jpg")
    picture.save()
body = []
for kind, value in told["body"]:
    if kind == "image":
        value = {"image": {"image": picture.pk, "alt_text": value["alt"], "decorative": False},
                 "caption": value["caption"]}
    elif kind == "call_to_action":
        value = {**value, "page": home.pk}
    elif kind == "text":
        value = re.sub(r'linktype="page" id="[0-9]+"', f'linktype="page" id="{home.pk}"', value)
    body.append({"type": kind, "value": value})
page = ArticlePage(title=told["title"], slug="artikel", introduction=told["introduction"])
page.body = json.dumps(body)
home.add_child(instance=page)
page.save_revision().publish()
"""
# Prints the page of ours of which the other is made.
TELL = """
import json
from blog.models import ArticlePage
page = ArticlePage.objects.get(slug="{slug}")
body = []
for child in page.body:
    value = child.value
    if child.block_type == "heading":
        value = value["text"]
    elif child.block_type == "text":
        value = value.source
    elif child.block_type == "image":
        value = {{"alt": value["image"].contextual_alt_text or "", "caption": value["caption"]}}
    elif child.block_type == "quote":
        value = {{"text": value["text"], "attribution": value["attribution"]}}
    else:
        value = {{name: value[name] for name in ("title", "text", "button")}}
    body.append([child.block_type, value])
picture = next(child.value["image"] for child in page.body if child.block_type == "image")
print(json.dumps({{"title": page.title, "introduction": page.introduction, "body": body,
    "picture": picture.file.path}}))
"""
PATH = "/artikel/"
APPLICATION = "fresh.wsgi:application"


def make(folder: Path, environment: dict, slug: str) -> dict:
    """Generate the project with a page that has the blocks of our article; its environment."""
    own = {
        name: value
        for name, value in environment.items()
        if name not in ("DATA_DIR", "SITE_URL", "SECRET_KEY", "DEBUG", "PAGE_CACHE")
    }
    own["DJANGO_SETTINGS_MODULE"] = "fresh.settings.production"
    folder.mkdir()
    command = "from wagtail.bin.wagtail import main; main()"
    run(["-c", command, "start", "fresh", str(folder)], folder, own)
    (folder / "home" / "models.py").write_text(MODELS)
    for name, text in TEMPLATES.items():
        (folder / "home" / "templates" / "home" / name).write_text(text)
    (folder / "fresh" / "settings" / "local.py").write_text(LOCAL)
    told = run(["-c", DJANGO + TELL.format(slug=slug)], Path.cwd(), environment)
    (folder / "article.json").write_text(told)
    run(["manage.py", "makemigrations", "home"], folder, own)
    run(["manage.py", "migrate", "--verbosity=0"], folder, own)
    run(["manage.py", "collectstatic", "--no-input", "--verbosity=0"], folder, own)
    run(["-c", DJANGO + FILL], folder, own)
    assert json.loads(told)["body"]
    return own


DJANGO = "import django; django.setup()\n"


def run(arguments: list[str], folder: Path, environment: dict) -> str:
    """What Python prints."""
    done = subprocess.run(
        [sys.executable, *arguments],
        cwd=folder,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout

"""Examples of what the blog shows, for the page "Components"."""

from datetime import date

from django.utils.translation import gettext_lazy as _

from blog.blocks import ArticleBodyBlock
from blog.models import ArticlePage
from blog.nearby import Nearby
from home.blocks import BodyBlock
from home.examples import Component, of_stream, of_template, page_of, picture
from home.models import Category

CARD = "components/article_card.html"
STEPS = "components/article_steps.html"


def article(slug: str, **fields) -> ArticlePage:
    """An article that exists nowhere."""
    made = page_of(
        ArticlePage,
        slug,
        **{
            "title": "Acht redenen om hulp te vragen",
            "introduction": "Vragen staat vrij, en toch doen we het niet.",
            "date": date(2026, 11, 2),
            **fields,
        },
    )
    made.subject, made.views = Category(name="Luisteren"), 1240
    return made


def of_blog() -> list[Component]:
    """Cards of articles, the steps from one to the next, and the blocks that only articles have."""
    bare = article("kaal", title="Zonder iets", introduction="")
    bare.subject, bare.views = None, 0
    earlier, later = article("eerder"), article("later", title="Wat je dan zegt")
    of_any_page = {component.anchor for component in of_stream(BodyBlock())}
    return [
        Component(
            _("Card of an article"),
            [
                of_template(
                    _("With a picture"), CARD, article=article("a", cover=picture()), level=3
                ),
                of_template(_("Without a picture"), CARD, article=article("b"), level=3),
                of_template(_("With a title alone"), CARD, article=bare, level=3),
            ],
            "article-card",
        ),
        Component(
            _("The articles before and after one"),
            [
                of_template(name, STEPS, nearby=Nearby(*near))
                for name, near in [
                    (_("In the middle"), (earlier, later)),
                    (_("First"), (None, later)),
                    (_("Last"), (earlier, None)),
                ]
            ],
            "article-steps",
        ),
        *(
            component
            for component in of_stream(ArticleBodyBlock())
            if component.anchor not in of_any_page
        ),
    ]

"""Articles on the dashboard: what is read, to be seen or heard, and cards without dates."""

import re
from datetime import date, timedelta

import pytest
from django.contrib.auth.models import Group

from blog.article_views import ArticleViews
from events.models import Edition, EditionStatus
from home.dashboard import needs_of
from home.roles import TRANSLATORS
from tests.conftest import NOW
from tests.factories import ArticlePageFactory, UserFactory, make_edition, make_training
from tests.markup import tidy

TODAY = NOW.date()
HEADING = "Artikelen met een training zonder data"


@pytest.fixture
def editor(site):
    user = UserFactory(email="rik@example.com", first_name="Rik")
    user.groups.add(Group.objects.get(name="Editors"))
    return user


@pytest.fixture
def article(site):
    return ArticlePageFactory(parent=site.blog, slug="acht-redenen")


def read(article, number, ago=0):
    ArticleViews.objects.create(
        translation_key=article.translation_key, date=TODAY - timedelta(days=ago), count=number
    )


def panel(client, user) -> str:
    client.force_login(user)
    page = tidy(client.get("/admin/").content.decode())
    found = re.search(r'<section class="dashboard__panel dashboard__panel--read.*?</section>', page)
    return found[0] if found else ""


def words_of(html) -> str:
    return " ".join(re.sub("<[^>]+>", " ", html).split())


class TestWhatIsRead:
    def test_says_how_much_and_whether_it_is_more(self, client, editor, article):
        read(article, 1500)
        read(article, 750, 29)
        read(article, 1800, 30)
        words = words_of(panel(client, editor))
        assert "2.250 keer is in 30 dagen een artikel bekeken." in words
        assert "Dat is 25% meer dan in de 30 dagen ervoor." in words

    @pytest.mark.parametrize(
        ("before", "said"),
        [(200, "Dat is 50% minder"), (100, "Dat is evenveel"), (0, "")],
    )
    def test_compares_with_the_month_before(self, client, editor, article, before, said):
        read(article, 100)
        if before:
            read(article, before, 59)
        words = words_of(panel(client, editor))
        assert said in words
        assert ("Dat is" in words) == bool(said)

    def test_draws_a_bar_for_each_day(self, client, editor, article):
        read(article, 40, 1)
        read(article, 10)
        html = panel(client, editor)
        bars = re.findall(r'<rect class="(.*?)" x="(\d+)" y="(\d+)" width="7" height="(\d+)"', html)
        assert len(bars) == 30
        assert bars[0] == ("dashboard__bar", "0", "100", "0")
        assert bars[28] == ("dashboard__bar dashboard__bar--highest", "280", "0", "100")
        assert bars[29] == ("dashboard__bar", "290", "75", "25")

    def test_tells_the_same_to_who_hears_it(self, client, editor, article):
        read(article, 40, 1)
        html = panel(client, editor)
        assert 'role="img" aria-labelledby="chart-title chart-words"' in html
        assert '<title id="chart-title">Weergaven van artikelen, dag voor dag</title>' in html
        assert (
            '<desc id="chart-words">De meeste op maandag 23 november: 40 weergaven.</desc>' in html
        )
        table = html[html.index("<table") : html.index("</table")]
        assert len(re.findall('<th scope="row">', table)) == 30
        assert "ma 23 november 40" in words_of(table)

    def test_names_the_articles_read_most(self, client, site, editor, article):
        read(article, 3)
        for number in range(6):
            other = ArticlePageFactory(
                parent=site.blog, slug=f"artikel-{number}", title=f"Artikel {number}"
            )
            read(other, 10 + number)
        html = panel(client, editor)
        top = words_of(html[html.index("<ol") : html.index("</ol")])
        assert top.startswith("Artikel 5 15 weergaven Artikel 4 14 weergaven")
        assert "Acht redenen" not in top

    def test_says_that_nobody_has_read(self, client, editor, article):
        html = panel(client, editor)
        assert "Er is nog geen artikel gelezen." in html
        assert "<svg" not in html

    def test_is_for_who_writes(self, client, site, article):
        user = UserFactory(email="vera@example.com")
        user.groups.add(Group.objects.get(name=TRANSLATORS))
        read(article, 3)
        assert panel(client, user) == ""

    def test_an_article_that_is_gone_is_in_the_total_alone(self, client, site, editor, article):
        read(article, 3)
        ArticlePageFactory(parent=site.blog, slug="ander")
        article.delete()
        html = panel(client, editor)
        assert "3 keer is in 30 dagen" in words_of(html)
        assert "Acht redenen" not in html


class TestCardsWithoutDates:
    @pytest.fixture
    def training(self, site):
        return make_training(site)

    def needs(self, user):
        found = [each for each in needs_of(user, NOW) if each.heading == HEADING]
        return [(need.title, need.sentence, need.url) for each in found for need in each.items]

    def test_are_named_with_the_training(self, site, editor, training):
        article = ArticlePageFactory(
            parent=site.blog, slug="acht-redenen", related_training=training
        )
        assert self.needs(editor) == [
            (
                "Acht redenen om hulp te vragen",
                "Het artikel raadt “Hulp vragen kun je leren” aan, maar daarvan is niets gepland. "
                "Plan een editie of kies een andere training.",
                f"/admin/pages/{article.pk}/edit/",
            )
        ]
        edition = make_edition(training, date(2027, 2, 1))
        assert self.needs(editor) == []
        Edition.objects.filter(pk=edition.pk).update(status=EditionStatus.CANCELLED)
        assert len(self.needs(editor)) == 1

    def test_are_found_in_the_text(self, site, editor, training):
        article = ArticlePageFactory(parent=site.blog, slug="acht-redenen")
        article.body = [{"type": "training_card", "value": {"training": training.pk}}]
        article.save_revision().publish()
        assert len(self.needs(editor)) == 1

    def test_what_readers_do_not_see_needs_none(self, site, editor, training):
        ArticlePageFactory(parent=site.blog, slug="concept", related_training=training, live=False)
        assert self.needs(editor) == []

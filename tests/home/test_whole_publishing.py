"""What cannot be published as a whole is not published at all; so it is with withdrawing."""

from datetime import date

import pytest
from wagtail.models import ModelLogEntry, PageLogEntry
from wagtail.signals import page_published, page_unpublished, published, unpublished

from blog.models import ArticlePage
from events.models import Edition
from home import whole_publishing
from home.models import SearchEntry
from tests.factories import ArticlePageFactory, make_edition, make_training

pytestmark = pytest.mark.indexed


class PowerCut(Exception):
    """The server dies."""


@pytest.fixture
def dies():
    """Let the server die when it hears of one of these signals."""

    def die(sender, **kwargs):
        raise PowerCut

    signals = []

    def at(*which):
        for signal in which:
            signal.connect(die)
            signals.append(signal)

    yield at
    for signal in signals:
        signal.disconnect(die)


def test_a_page_stays_as_it_was_published(site, dies):
    article = ArticlePageFactory(parent=site.blog, title="Eerst")
    article.save_revision().publish()
    article = ArticlePage.objects.get(pk=article.pk)
    article.title = "Daarna"
    revision = article.save_revision()
    dies(page_published)
    with pytest.raises(PowerCut):
        revision.publish()
    shown = ArticlePage.objects.get(pk=article.pk)
    assert (shown.title, shown.live_revision.as_object().title) == ("Eerst", "Eerst")
    assert shown.latest_revision == revision
    assert not PageLogEntry.objects.filter(revision=revision, action="wagtail.publish").exists()


def test_a_page_stays_public_that_could_not_be_withdrawn(site, dies):
    article = ArticlePageFactory(parent=site.blog)
    article.save_revision().publish()
    dies(page_unpublished)
    with pytest.raises(PowerCut):
        ArticlePage.objects.get(pk=article.pk).unpublish()
    assert ArticlePage.objects.get(pk=article.pk).live
    assert SearchEntry.objects.filter(page=article.pk).exists()


def test_so_does_an_edition(site, dies):
    edition = make_edition(make_training(site), date(2027, 2, 1), capacity=6)
    before = edition.live_revision
    edition.capacity = 9
    revision = edition.save_revision()
    dies(published, unpublished)
    with pytest.raises(PowerCut):
        revision.publish()
    shown = Edition.objects.get(pk=edition.pk)
    assert (shown.capacity, shown.live_revision) == (6, before)
    with pytest.raises(PowerCut):
        shown.unpublish()
    assert Edition.objects.get(pk=edition.pk).live
    assert not ModelLogEntry.objects.filter(action="wagtail.unpublish").exists()


def test_it_is_arranged_once():
    execute = whole_publishing.PublishRevisionAction.execute
    whole_publishing.install()
    assert whole_publishing.PublishRevisionAction.execute is execute

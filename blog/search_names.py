"""Articles are found by names that others look after: of their author, subject and tags."""

from django.db.models.signals import post_save, pre_delete
from django.dispatch import receiver
from wagtail.models import Page
from wagtail.signals import published, unpublished

from blog.models import ArticlePage, Tag
from home.models import Category, Person
from home.search.index import refresh


def _refresh(**articles):
    keys = ArticlePage.objects.filter(**articles).values("translation_key")
    refresh(Page.objects.filter(translation_key__in=keys))


@receiver([published, unpublished], sender=Person)
def author_published(instance, **kwargs):
    """A person has another name, or is shown no more."""
    _refresh(author__translation_key=instance.translation_key)


@receiver([published, unpublished], sender=Category)
def category_published(instance, **kwargs):
    """A subject has another name, or is shown no more."""
    _refresh(category__translation_key=instance.translation_key)


@receiver(post_save, sender=Tag)
def tag_saved(instance, created, raw=False, **kwargs):
    """A tag has another name."""
    if not created and not raw:
        _refresh(tagged_items__tag=instance)


@receiver(pre_delete, sender=Tag)
def tag_deleted(instance, **kwargs):
    """A tag goes, and with it, in the same transaction, the word by which articles were found."""
    articles = list(
        ArticlePage.objects.filter(tagged_items__tag=instance).values_list("pk", flat=True)
    )
    instance.article_tags.all().delete()
    _refresh(pk__in=articles)

"""What else there is to read: the articles before and after one, and those that are like it."""

from dataclasses import dataclass, field

from django.db.models import (
    BooleanField,
    Case,
    Count,
    ExpressionWrapper,
    OuterRef,
    Q,
    Subquery,
    When,
)
from django.db.models.functions import Coalesce
from wagtail.models import Page

from home.models import Category

# As many as fit beside one another.
RELATED_ARTICLES = 3
RELATED_TRAININGS = 2
# Of so many are those chosen, the latest: ranking thousands would cost each page tenths of seconds.
LOOKED_AT, TAGS_LOOKED_AT = 60, 200


@dataclass(frozen=True, slots=True)
class Nearby:
    """Articles around one, in its language; whatever is not there is None or empty.

    ``trainings`` are pages of the trainings that go with the related articles, of any language.
    """

    earlier: Page | None = None
    later: Page | None = None
    related: list[Page] = field(default_factory=list)
    trainings: list[Page] = field(default_factory=list)


def nearby(article, tags) -> Nearby:
    """Find what is near ``article``, which carries ``tags``; as many queries for each article.

    All are live and public, and none is there twice. Related is what has the same category or a
    tag in common: first the category, then the number of tags, then the date, the latest first.
    """
    from blog.models import ArticlePage

    others = ArticlePage.objects.filter(locale_id=article.locale_id).for_cards()
    others = others.exclude(pk=article.pk)
    if article.pk:
        before = Q(date__lt=article.date) | Q(pk__lt=article.pk)
        after = Q(date__gt=article.date) | Q(pk__gt=article.pk)
        # First by the day alone, by which the database finds them in an index.
        before, after = Q(date__lte=article.date) & before, Q(date__gte=article.date) & after
    else:
        # One that is previewed before it is saved for the first time is the last of its day.
        before, after = Q(date__lte=article.date), Q(date__gt=article.date)
    # Without the pictures and all else of a card.
    bare = others.select_related(None).prefetch_related(None)
    earlier = bare.filter(before).first()
    later = bare.filter(after).order_by("date", "pk").first()
    shown = [row.pk for row in (earlier, later) if row]
    related = _like(article, tags, others.exclude(pk__in=shown))
    return Nearby(earlier, later, related, _trainings_of(related))


def _like(article, tags, others) -> list[Page]:
    """The articles among ``others`` that are most like one.

    Of those of its category the latest are looked at, of those with its tags the last to get one.
    """
    from blog.models import ArticlePage, ArticleTag

    # Of an article in any language: one may have been written in English alone.
    tagged = ArticleTag.objects.filter(tag__in=[tag.pk for tag in tags if tag.pk])
    in_common = (
        tagged.filter(content_object__translation_key=OuterRef("translation_key"))
        .order_by()
        .values("content_object__translation_key")
        .annotate(number=Count("tag", distinct=True))
        .values("number")
    )
    same_category = Q(category_id=article.category_id, category__isnull=False)
    latest = others.select_related(None).prefetch_related(None)
    latest = latest.filter(same_category).values("pk")[:LOOKED_AT]
    last_tagged = tagged.order_by("-pk").values("content_object__translation_key")[:TAGS_LOOKED_AT]
    alike = ArticlePage.objects.filter(
        locale_id=article.locale_id, translation_key__in=last_tagged
    ).values("pk")
    return list(
        others.filter(Q(pk__in=latest) | Q(pk__in=alike))
        .annotate(
            same_category=ExpressionWrapper(same_category, output_field=BooleanField()),
            tags_in_common=Coalesce(Subquery(in_common), 0),
        )
        .order_by("-same_category", "-tags_in_common", "-date", "-pk")[:RELATED_ARTICLES]
    )


def articles_on(training) -> list[Page]:
    """The articles that go with a training, in the language of its page.

    First those that name it, then those of its category; in each the latest first.
    """
    from blog.models import ArticlePage

    articles = ArticlePage.objects.filter(locale_id=training.locale_id).for_cards()
    bare = articles.select_related(None).prefetch_related(None)

    def latest(which):
        return Q(pk__in=bare.filter(which).values("pk")[:LOOKED_AT])

    # By number, so that the database finds them in an index.
    rows = Page.objects.filter(translation_key=training.translation_key)
    names_it = Q(related_training__in=rows.order_by().values("pk"))
    fits, category = latest(names_it), training.facts.category
    if category:
        same = Category.objects.filter(translation_key=category.translation_key)
        fits |= latest(Q(category__in=same.order_by().values("pk")))
    return list(
        articles.annotate(names_it=Case(When(names_it, then=True), default=False))
        .filter(fits)
        .order_by("-names_it", "-date", "-pk")[:RELATED_ARTICLES]
    )


def trainings_on(category) -> list[Page]:
    """The trainings of a category, of the source language; none without a category."""
    from events.models import TrainingPage

    if category is None:
        return []
    found = TrainingPage.objects.filter(category__translation_key=category.translation_key)
    return list(found.only("pk", "translation_key").order_by("pk"))


def _trainings_of(articles) -> list[Page]:
    """The trainings that go with ``articles``, in their order; one query."""
    pks = [article.related_training_id for article in articles]
    found = Page.objects.only("pk", "translation_key").in_bulk([pk for pk in pks if pk])
    return [found[pk] for pk in dict.fromkeys(pks) if pk in found]

"""Articles, the list of them, and the words by which they are found: categories and tags."""

from django.core.paginator import Paginator
from django.db import models
from django.db.models import prefetch_related_objects
from django.http import Http404
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import get_language, gettext_lazy as _
from modelcluster.contrib.taggit import ClusterTaggableManager
from modelcluster.fields import ParentalKey
from taggit.models import ItemBase, TagBase
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel, PublishingPanel
from wagtail.fields import StreamField
from wagtail.models import Page
from wagtail.search import index
from wagtail_localize.fields import SynchronizedField, TranslatableField

from blog.blocks import ArticleBodyBlock
from events import schedule
from home.models import BasePage, TranslatableSnippet
from home.shared_facts import SharedFacts
from home.translations import localized_rows, source_row

ARTICLES_PER_PAGE = 9


def today():
    """The date at the practice."""
    return timezone.localdate()


class Category(TranslatableSnippet):
    """A subject that articles are about; each article has one."""

    name = models.CharField(
        _("name"), max_length=80, help_text=_("Shown with each article. For instance: Listening.")
    )
    slug = models.SlugField(
        _("slug"),
        max_length=80,
        help_text=_("The part of the address that names the subject. For instance: listening."),
    )

    panels = [FieldPanel("name"), FieldPanel("slug"), PublishingPanel()]
    search_fields = [index.SearchField("name"), index.AutocompleteField("name")]
    translatable_fields = [TranslatableField("name"), SynchronizedField("slug")]

    class Meta(TranslatableSnippet.Meta):
        verbose_name = _("category")
        verbose_name_plural = _("categories")
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(fields=["locale", "slug"], name="blog_category_slug_in_locale")
        ]

    def __str__(self):
        return self.name


class Tag(TagBase):
    """A word by which articles are found; free to make up, with its English beside it."""

    free_tagging = True

    name_en = models.CharField(
        _("name in English"),
        max_length=100,
        blank=True,
        help_text=_("Shown to readers of English; left empty, they see the Dutch word."),
    )

    panels = [FieldPanel("name"), FieldPanel("name_en"), FieldPanel("slug")]

    class Meta:
        verbose_name = _("tag")
        verbose_name_plural = _("tags")
        ordering = ["name"]

    @property
    def label(self) -> str:
        """The word in the reader's language."""
        return (self.name_en if get_language() == "en" else "") or self.name


class ArticleTag(ItemBase):
    """That an article carries a tag."""

    tag = models.ForeignKey(Tag, on_delete=models.CASCADE, related_name="article_tags")
    content_object = ParentalKey(
        "blog.ArticlePage", on_delete=models.CASCADE, related_name="tagged_items"
    )


class BlogIndexPage(BasePage):
    """All articles, the latest on top; a page of them at a time."""

    parent_page_types = ["home.HomePage"]
    subpage_types = ["blog.ArticlePage"]
    max_count_per_parent = 1
    page_description = _("The list of all articles.")

    class Meta:
        verbose_name = _("list of articles")
        verbose_name_plural = _("lists of articles")

    def get_context(self, request, *args, **kwargs):
        context = super().get_context(request, *args, **kwargs)
        articles = ArticlePage.objects.child_of(self).for_cards()
        category = self.chosen_category(request)
        if category:
            articles = articles.filter(category__translation_key=category.translation_key)
        paginator = Paginator(articles, ARTICLES_PER_PAGE)
        page = paginator.get_page(self.page_number(request, paginator))
        context.update(
            articles=dress_articles(page.object_list),
            pages=page,
            categories=self.categories(),
            category=category,
        )
        return context

    def listing_query(self, request) -> str:
        """The category and page of the list, as its canonical address names them."""
        number, category = request.GET.get("page", ""), request.GET.get("category", "")
        steps = []
        if category:
            steps.append(f"category={category}")
        if number not in ("", "1"):
            steps.append(f"page={number}")
        return "?" + "&".join(steps) if steps else ""

    @staticmethod
    def page_number(request, paginator) -> int:
        """The number asked for; a page that does not exist is not found."""
        asked = request.GET.get("page") or "1"
        if not asked.isascii() or not asked.isdigit() or len(asked) > 6 or asked[0] == "0":
            raise Http404
        number = int(asked)
        if not 1 <= number <= paginator.num_pages:
            raise Http404
        return number

    def categories(self):
        """The categories of the language of this page."""
        return list(Category.objects.filter(live=True, locale_id=self.locale_id))

    def chosen_category(self, request):
        """The category asked for, or None for all; one that does not exist is not found."""
        slug = request.GET.get("category", "")
        if not slug:
            return None
        category = next((row for row in self.categories() if row.slug == slug), None)
        if category is None:
            raise Http404
        return category


class ArticleQuerySet(Page.objects.all().__class__):
    """Articles as lists show them."""

    def for_cards(self):
        """Live, public articles, the latest first, with all that a card shows."""
        return (
            self.live()
            .public()
            .order_by("-date", "-pk")
            .select_related("cover", "category", "author", "locale")
            .prefetch_related("cover__renditions")
            .defer_streamfields()
        )


class ArticlePage(SharedFacts, BasePage):
    """An article, with whoever wrote it and the training that fits it."""

    body = StreamField(
        ArticleBodyBlock(),
        verbose_name=_("body"),
        blank=True,
        help_text=_("Build the article from blocks; the plus sign adds one."),
    )
    author = models.ForeignKey(
        "home.Person",
        verbose_name=_("author"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="articles",
        help_text=_("Shown above and below the article."),
    )
    date = models.DateField(
        _("date"), default=today, help_text=_("Shown with the article; the latest comes first.")
    )
    category = models.ForeignKey(
        Category,
        verbose_name=_("category"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="articles",
        help_text=_("What the article is about."),
    )
    tags = ClusterTaggableManager(
        through=ArticleTag,
        blank=True,
        verbose_name=_("tags"),
        help_text=_("Words by which readers find articles that are alike."),
    )
    related_training = models.ForeignKey(
        "events.TrainingPage",
        verbose_name=_("related training"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="related_articles",
        help_text=_("Shown below the article with its next date, always up to date."),
    )

    shared_facts = ("author_id", "date", "category_id", "related_training_id")
    content_panels = [
        *Page.content_panels,
        FieldPanel("introduction"),
        BasePage.cover_panel,
        FieldPanel("body"),
        FieldPanel("related_training"),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("author"), FieldPanel("date")]),
                FieldRowPanel([FieldPanel("category"), FieldPanel("tags")]),
            ],
            heading=_("About this article"),
        ),
    ]
    search_fields = [
        *BasePage.search_fields,
        index.FilterField("date"),
        index.RelatedFields("tags", [index.SearchField("name")]),
    ]
    translatable_fields = [
        *BasePage.translatable_fields,
        TranslatableField("author"),
        SynchronizedField("date", overridable=False),
        TranslatableField("category"),
        SynchronizedField("tagged_items", overridable=False),
        SynchronizedField("related_training", overridable=False),
    ]
    parent_page_types = ["blog.BlogIndexPage"]
    subpage_types = []
    page_description = _("An article for the blog.")

    objects = Page.objects.__class__.from_queryset(ArticleQuerySet)()

    class Meta:
        verbose_name = _("article")
        verbose_name_plural = _("articles")

    def get_context(self, request, *args, **kwargs):
        context = super().get_context(request, *args, **kwargs)
        cards = schedule.cards(self.trainings, timezone.now())
        related = self.related_training
        author = self.author and localized_rows([self.author]).get(self.author.translation_key)
        prefetch_related_objects([author] if author else [], "photo")
        shown = {page.translation_key for page in self.trainings_in_body}
        context.update(
            training_cards=cards,
            # A training that has a card in the text needs none below it.
            related_card=(
                cards.get(related.translation_key)
                if related and related.translation_key not in shown
                else None
            ),
            author=author,
            article_tags=list(source_row(self).tags.all()),
        )
        dress_articles([self])
        return context

    @cached_property
    def trainings_in_body(self) -> list:
        """The trainings that cards in the text show."""
        return [
            block.value["training"]
            for block in self.body
            if block.block_type == "training_card" and block.value.get("training")
        ]

    @property
    def trainings(self) -> list:
        """All trainings that the page shows."""
        return [*self.trainings_in_body, *filter(None, [self.related_training])]


def dress_articles(articles) -> list:
    """Give each article its ``subject``, the category in the reader's language; one query."""
    articles = list(articles)
    localized = localized_rows([article.category for article in articles])
    for article in articles:
        article.subject = (
            localized.get(article.category.translation_key) if article.category else None
        )
    return articles


def latest_articles(count: int) -> list:
    """The latest articles in the reader's language."""
    return dress_articles(
        ArticlePage.objects.filter(locale__language_code=get_language()).for_cards()[:count]
    )

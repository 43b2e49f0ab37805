"""Articles, the list of them, and the tags by which they are found."""

from datetime import date

from django.db import models
from django.db.models import prefetch_related_objects
from django.http import Http404, HttpResponseForbidden
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import get_language, gettext, gettext_lazy as _
from modelcluster.contrib.taggit import ClusterTaggableManager
from modelcluster.fields import ParentalKey
from taggit.models import ItemBase, TagBase
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.contrib.routable_page.models import RoutablePageMixin, re_path
from wagtail.fields import StreamField
from wagtail.models import Page
from wagtail.search import index
from wagtail_localize.fields import SynchronizedField, TranslatableField

from blog import article_feeds, card_offers, found
from blog.article_views import dress_with_views, report_url
from blog.blocks import ArticleBodyBlock
from blog.first_author import ArticleForm
from blog.nearby import RELATED_TRAININGS, articles_on, nearby, trainings_on
from blog.reading import READ, contents, reading_minutes
from blog.sharing import mail_link
from events import schedule
from home.listings import ListPaginator, page_number
from home.models import BasePage, Category
from home.newer_values import NewerValuesForm
from home.prose import passages
from home.search.kinds import Details, Kind
from home.shared_facts import SharedFacts
from home.shared_panels import SharedPanel
from home.translations import localized_rows, source_row

ARTICLES_PER_PAGE = 9


def today():
    """The date at the practice."""
    return timezone.localdate()


class Tag(TagBase):
    """A word by which articles are found; free to make up, with its English beside it."""

    free_tagging = True

    name_en = models.CharField(
        _("name in English"),
        max_length=100,
        blank=True,
        help_text=_("Shown to readers of English; left empty, they see the Dutch word."),
    )

    base_form_class = NewerValuesForm
    panels = [
        FieldPanel(
            "name", help_text=_("Readers see it below an article. For instance: listening.")
        ),
        FieldPanel("name_en"),
        FieldPanel(
            "slug",
            heading=_("Part of the address"),
            help_text=_("Made of the name by itself; leave it as it is."),
        ),
    ]

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

    class Meta:
        verbose_name = _("tag of an article")
        verbose_name_plural = _("tags of articles")


class BlogIndexPage(RoutablePageMixin, BasePage):
    """All articles, the latest on top; a page of them at a time, and feeds of them."""

    parent_page_types = ["home.HomePage"]
    subpage_types = ["blog.ArticlePage"]
    max_count_per_parent = 1
    page_description = _("The list of all articles.")
    reads_query = True

    class Meta:
        verbose_name = _("list of articles")
        verbose_name_plural = _("lists of articles")

    def get_context(self, request, *args, **kwargs):
        context = super().get_context(request, *args, **kwargs)
        articles = ArticlePage.objects.child_of(self).for_cards().from_the_latest()
        category, tag = self.chosen_category(request), self.chosen_tag(request)
        if category:
            articles = articles.filter(category__translation_key=category.translation_key)
        if tag:
            # An English article has the tags of the Dutch one.
            tagged = ArticlePage.objects.filter(tagged_items__tag=tag).values("translation_key")
            articles = articles.filter(translation_key__in=tagged)
        # All that is below it is articles, and counting their pages alone takes a quarter as long.
        counted = None if category or tag else self.get_children().live().public()
        paginator = ListPaginator(articles, ARTICLES_PER_PAGE, counted)
        page = paginator.get_page(page_number(request, paginator))
        context.update(
            articles=dress_articles(page.object_list),
            pages=page,
            categories=self.categories(),
            category=category,
            tag=tag,
            chosen="?" + "&".join(self._chosen(request)) if category or tag else "",
            feeds=article_feeds.links(self, request, category),
        )
        return context

    # Routes end in "/?": Wagtail asks for them with a slash, and redirects without.
    @re_path(r"^(?P<form>atom|rss)\.xml/?$")
    def feed(self, request, form):
        """The latest articles, for programs that follow them."""
        articles = ArticlePage.objects.child_of(self).for_feeds().from_the_latest()
        return article_feeds.answer(self, request, articles, form)

    @re_path(r"^(?P<category>[-a-zA-Z0-9_]+)/(?P<form>atom|rss)\.xml/?$")
    def category_feed(self, request, category, form):
        """The latest articles on one subject."""
        row = self.category_of(category)
        articles = ArticlePage.objects.child_of(self).for_feeds()
        articles = articles.filter(category__translation_key=row.translation_key)
        return article_feeds.answer(self, request, articles, form, row)

    def serve_password_required_response(self, request, form, action_url):
        """A program that follows the articles cannot fill in a form."""
        if request.path.endswith(".xml"):
            return HttpResponseForbidden(
                gettext("This feed is protected by a password."),
                content_type="text/plain; charset=utf-8",
            )
        return super().serve_password_required_response(request, form, action_url)

    def get_route_paths(self) -> list[str]:
        """What moves along with the page: whoever follows its articles goes on doing so."""
        forms = [f"{form}.xml" for form in article_feeds.FORMS]
        below = ["", *(f"{row.slug}/" for row in self.categories())]
        return [*super().get_route_paths(), *(f"/{path}{form}" for path in below for form in forms)]

    def own_structured_data(self, context):
        return found.blog(self, context)

    def listing_query(self, request) -> str:
        """The category, tag and page of the list, as its canonical address names them."""
        number, steps = request.GET.get("page", ""), self._chosen(request)
        if number not in ("", "1"):
            steps.append(f"page={number}")
        return "?" + "&".join(steps) if steps else ""

    @staticmethod
    def _chosen(request) -> list[str]:
        asked = {name: request.GET.get(name, "") for name in ("category", "tag")}
        return [f"{name}={slug}" for name, slug in asked.items() if slug]

    def categories(self):
        """The categories of the language of this page."""
        return list(Category.objects.filter(live=True, locale_id=self.locale_id))

    def chosen_category(self, request):
        """The category asked for, or None for all; one that does not exist is not found."""
        slug = request.GET.get("category", "")
        return self.category_of(slug) if slug else None

    def chosen_tag(self, request):
        """The tag asked for, or None for all; one that does not exist is not found."""
        slug = request.GET.get("tag", "")
        if not slug:
            return None
        if "\0" in slug:
            raise Http404
        return get_object_or_404(Tag, slug=slug)

    def category_of(self, slug: str):
        """The category with this slug; one that does not exist is not found."""
        category = next((row for row in self.categories() if row.slug == slug), None)
        if category is None:
            raise Http404
        return category


class ArticleQuerySet(Page.objects.all().__class__):
    """Articles as lists show them."""

    def for_cards(self):
        """Live, public articles, the latest first, with all that a card shows."""
        return self.for_feeds().defer_streamfields()

    def for_feeds(self):
        """Live, public articles, the latest first, with all that a feed tells of them."""
        return (
            self.live()
            .public()
            .order_by("-date", "-pk")
            .select_related("cover", "category", "author", "locale")
            .prefetch_related("cover__renditions")
        )

    def from_the_latest(self):
        """Of these, which are shown a few at a time, the latest few are read off the index by date.

        SQLite else sorts all articles, however many there are.
        """
        return self.filter(date__lte=date.max)


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
        "home.Category",
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

    share_kind = _("Article")
    shared_facts = ("author_id", "date", "category_id", "related_training_id")
    base_form_class = ArticleForm
    also_shared = ("tags",)
    content_panels = [
        BasePage.stale_dates_panel,
        *Page.content_panels,
        FieldPanel("introduction"),
        BasePage.cover_panel,
        FieldPanel("body"),
        SharedPanel("related_training"),
        MultiFieldPanel(
            [
                FieldRowPanel([SharedPanel("author"), SharedPanel("date")]),
                FieldRowPanel([SharedPanel("category"), SharedPanel("tags")]),
            ],
            heading=_("About this article"),
        ),
    ]
    search_fields = [
        *BasePage.search_fields,
        index.FilterField("date"),
        index.RelatedFields("tags", [index.SearchField("name")]),
    ]
    search_kind = Kind("article", {"nl": "artikel", "en": "article"}, _("Article"), _("Articles"))
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
        # The articles around one, and the latest on its subject.
        indexes = [
            models.Index(fields=["date"], name="blog_article_by_date"),
            models.Index(fields=["category", "date"], name="blog_article_on_subject"),
        ]

    def get_context(self, request, *args, **kwargs):
        context = super().get_context(request, *args, **kwargs)
        tags = list(source_row(self).tags.all())
        near = nearby(self, tags)
        fitting = [
            *filter(None, [self.related_training]),
            *near.trainings,
            *trainings_on(self.category),
        ]
        cards = schedule.cards([*self.trainings_in_body, *fitting], timezone.now())
        author = self.author and localized_rows([self.author]).get(self.author.translation_key)
        prefetch_related_objects([author] if author else [], "photo")
        context.update(
            training_cards=cards,
            fitting_cards=self.fitting_cards(fitting, cards),
            author=author,
            article_tags=tags,
            list_url="".join(
                above.get_url(request) for above in context["navigation"].ancestors[-1:]
            ),
            nearby=near,
            contents=contents(self.body),
            mail_link=mail_link(self.title, context["navigation"].canonical),
            report_url=report_url(self, request),
            feeds=[
                link
                for above in context["navigation"].ancestors[-1:]
                for link in article_feeds.links(above, request)
            ],
        )
        dress_articles([self, *near.related])
        return context

    def own_structured_data(self, context):
        return found.article(self, context)

    def search_names(self):
        """Its author, its subject and its tags."""
        localized = localized_rows([self.author]) | localized_rows([self.category])
        names = [
            (localized[row.translation_key].name, weight)
            for row, weight in ((self.author, 2.0), (self.category, 3.0))
            if row and row.translation_key in localized
        ]
        return names + [(tag.label, 3.0) for tag in source_row(self).tags.all()]

    @classmethod
    def search_details(cls, pages):
        """The date of each article."""
        written = cls.objects.filter(pk__in=[page.pk for page in pages]).values_list("pk", "date")
        return {pk: Details(written=day) for pk, day in written}

    def fitting_cards(self, trainings, cards) -> list:
        """The cards below the article: of ``trainings``, in their order, as far as they have one.

        A training that has a card in the text needs none below it.
        """
        shown = {page.translation_key for page in self.trainings_in_body}
        keys = dict.fromkeys(page.translation_key for page in trainings)
        found = [cards[key] for key in keys if key in cards and key not in shown]
        return found[:RELATED_TRAININGS]

    @property
    def minutes(self) -> int:
        """How many minutes it takes to read the article."""
        return reading_minutes(words.text for words in passages(self) if words.field in READ)

    def card_for(self, passage):
        """A training card, with the training that the passage speaks of as far as we can tell."""
        return card_offers.offer(self, passage)

    @cached_property
    def trainings_in_body(self) -> list:
        """The trainings that cards in the text show."""
        return [
            block.value["training"]
            for block in self.body
            if block.block_type == "training_card" and block.value.get("training")
        ]


def dress_articles(articles) -> list:
    """Give each article its ``views``, and its ``subject``, the category in the reader's language.

    Two queries, however many articles.
    """
    articles = list(articles)
    dress_with_views(articles)
    localized = localized_rows([article.category for article in articles])
    for article in articles:
        article.subject = (
            localized.get(article.category.translation_key) if article.category else None
        )
    return articles


def articles_of_training(training) -> list:
    """The articles that go with a training, as cards show them."""
    return dress_articles(articles_on(training))


def latest_articles(count: int) -> list:
    """The latest articles in the reader's language."""
    return dress_articles(
        ArticlePage.objects.filter(locale__language_code=get_language())
        .for_cards()
        .from_the_latest()[:count]
    )

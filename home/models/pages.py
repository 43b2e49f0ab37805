"""The base of all pages, the home page, and pages for anything that has no type of its own."""

from django.db import models
from django.db.models import prefetch_related_objects
from django.http import Http404
from django.template.response import TemplateResponse
from django.utils.translation import get_language, gettext_lazy as _, pgettext_lazy
from wagtail.admin.panels import FieldPanel, HelpPanel, MultiFieldPanel
from wagtail.fields import StreamField
from wagtail.models import Page, Site
from wagtail.search import index
from wagtail_localize.fields import SynchronizedField, TranslatableField

from home import found
from home.blocks import BodyBlock
from home.fixed_addresses import refuse_taken
from home.models.settings import SiteSettings
from home.navigation import Part, menu, navigate
from home.panels import CountedPanel, StaleDatesPanel
from home.pictures import fetch_renditions, pictures_in
from home.prose import Passage
from home.search.kinds import Details, Kind
from home.share_pictures import Card
from home.shared_panels import SharedFieldsPageForm, SharedPanel
from home.stale_dates import CardOffer


class BasePage(Page):
    """What all pages have: an introduction, a cover picture, a body, and a place in the site."""

    introduction = models.TextField(
        _("introduction"),
        blank=True,
        max_length=600,
        help_text=_("One or two sentences below the title, also shown in lists of pages."),
    )
    cover = models.ForeignKey(
        "home.SiteImage",
        verbose_name=_("cover picture"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("Shown at the top of the page and in lists of pages. Landscape works best."),
    )
    cover_alt = models.CharField(
        _("description of the cover picture"),
        max_length=250,
        blank=True,
        help_text=_(
            "For readers who cannot see the picture. For instance: Two chairs by a window. "
            "Leave empty if it adds nothing to the text."
        ),
    )
    body = StreamField(
        BodyBlock(),
        verbose_name=_("body"),
        blank=True,
        help_text=_("Build the page from blocks; the plus sign adds one."),
    )

    base_form_class = SharedFieldsPageForm
    cover_panel = MultiFieldPanel(
        [FieldPanel("cover"), FieldPanel("cover_alt")], heading=_("Cover picture")
    )
    stale_dates_panel = StaleDatesPanel()
    content_panels = [
        stale_dates_panel,
        *Page.content_panels,
        FieldPanel("introduction"),
        cover_panel,
        FieldPanel("body"),
    ]
    promote_panels = [
        MultiFieldPanel(
            [
                FieldPanel("slug"),
                CountedPanel("seo_title", room=60),
                CountedPanel("search_description", room=155),
            ],
            heading=_("For search engines"),
        ),
        MultiFieldPanel([FieldPanel("show_in_menus")], heading=_("For site menus")),
    ]
    search_fields = [
        *Page.search_fields,
        index.SearchField("introduction"),
        index.SearchField("body"),
    ]
    translatable_fields = [
        TranslatableField("title"),
        SynchronizedField("slug"),
        TranslatableField("seo_title"),
        TranslatableField("search_description"),
        SynchronizedField("show_in_menus"),
        TranslatableField("introduction"),
        SynchronizedField("cover"),
        TranslatableField("cover_alt"),
        TranslatableField("body"),
    ]

    # What the page is, in the picture of a shared link; most need no word for it.
    share_kind = ""
    # What kind of result the page is, and by which fields readers find it: what a word of each is
    # worth. An excerpt is of the first of them in which a word stands.
    search_kind = Kind(
        "page", {"nl": "pagina", "en": "page"}, pgettext_lazy("kind", "Page"), _("Pages")
    )
    search_weights = {"title": 10.0, "introduction": 3.0, "body": 1.0}

    # The view of the page that is asked for, where it has several; a route sets it.
    part: Part | None = None
    # Whether what follows the question mark in an address changes what the page shows.
    reads_query = False

    class Meta:
        abstract = True

    def clean(self):
        """Refuse an address at which readers would get something else.

        Of all pages that can be right below the front door, wherever they are: they can be moved.
        """
        super().clean()
        if "home.HomePage" in self.parent_page_types:
            refuse_taken(self.slug)

    def get_context(self, request, *args, **kwargs):
        context = super().get_context(request, *args, **kwargs)
        # Fetched here: templates ask the database nothing.
        prefetch_related_objects([self], "cover")
        fetch_renditions([*filter(None, [self.cover]), *pictures_in(self.body)])
        if Site.find_for_request(request):
            context["organisation"] = SiteSettings.for_request(request)
        context["site_menu"] = menu(get_language())
        context["navigation"] = navigate(self, request, self.listing_query(request), self.part)
        return context

    def serve_password_required_response(self, request, form, action_url):
        """Ask for the password of a private page, saying nothing of what it holds."""
        context = {
            "form": form,
            "action_url": action_url,
            "navigation": navigate(self, request),
        }
        return TemplateResponse(request, "wagtailcore/password_required.html", context)

    def listing_query(self, request) -> str:
        """The query string that belongs to the canonical address: none, but for listings."""
        return ""

    def own_query(self, request) -> str | None:
        """What follows the question mark in the address, if the page itself writes it so.

        Only the answer to such an address is kept ready: nobody can fill the memory by asking for
        what does not exist. None where readers chose something that nothing has.
        """
        return self.listing_query(request).removeprefix("?")

    def get_cached_paths(self) -> list[str]:
        """What a cache in front drops with the page: its feeds and calendars too."""
        return self.get_route_paths()

    def card_for(self, passage: Passage) -> CardOffer | None:
        """The block that could stand in place of a date in this passage; most pages have none."""
        return None

    def search_names(self) -> list[tuple[str, float]]:
        """Names by which the page is found as well, and what each is worth; in its language."""
        return []

    @classmethod
    def search_details(cls, pages: list[Page]) -> dict[int, Details]:
        """What results of this class show besides their words, by the page's id."""
        return {}

    @classmethod
    def search_current(cls, pks: list[int]) -> set[int]:
        """Those pages of this class that are of more use than others like them, now."""
        return set()

    @property
    def description(self) -> str:
        """What search engines and shared links say below the title."""
        if self.part:
            return self.part.description
        return self.search_description or self.introduction

    @property
    def head_title(self) -> str:
        """The title in the browser's tab, for search engines and for shared links."""
        return (self.part.title if self.part else self.seo_title) or self.title

    @property
    def questions_answered(self) -> list:
        """The lists of questions and answers in the body."""
        return [block.value["items"] for block in self.body if block.block_type == "questions"]

    def structured_data(self, context) -> list[dict]:
        """What search engines are told, in schema.org's words; ``context`` as in the template."""
        if self.part:
            return found.way(self, context)
        return [
            *self.own_structured_data(context),
            *found.way(self, context),
            *found.answers(self, context),
        ]

    def own_structured_data(self, context) -> list[dict]:
        """What only pages of this type tell."""
        return []

    @property
    def share_title(self) -> str:
        """The words in the picture of a shared link."""
        return self.title

    def share_card(self, organisation: str) -> Card:
        """What the picture of a shared link to this page says, in the page's language."""
        cover = self.cover
        return Card(
            title=self.share_title,
            organisation=organisation,
            kind=str(self.share_kind),
            cover=f"{cover.pk} {cover.file_hash} {cover.get_focal_point()}" if cover else "",
        )


class HomePage(BasePage):
    """The front door: who we are, what is coming, what was written last."""

    hero_title = models.CharField(
        _("large title"),
        max_length=150,
        help_text=_("The first thing that a reader sees. For instance: Asking can be learned."),
    )
    button = models.CharField(
        _("words on the button"),
        max_length=60,
        blank=True,
        help_text=_("For instance: See all trainings. Leave empty for no button."),
    )
    button_page = models.ForeignKey(
        "wagtailcore.Page",
        verbose_name=_("page that the button opens"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("Readers get it in their own language."),
    )

    content_panels = [
        BasePage.stale_dates_panel,
        *Page.content_panels,
        MultiFieldPanel(
            [
                FieldPanel("hero_title"),
                FieldPanel("introduction"),
                FieldPanel("button"),
                SharedPanel("button_page"),
            ],
            heading=_("Welcome"),
        ),
        BasePage.cover_panel,
        HelpPanel(
            _("Below this readers see the coming trainings and the latest articles by themselves.")
        ),
        FieldPanel("body"),
    ]
    # It names what the whole site is about; the pages that are about it go first.
    search_weights = {"title": 3.0, "introduction": 1.0, "hero_title": 2.0, "body": 1.0}
    translatable_fields = [
        *BasePage.translatable_fields,
        TranslatableField("hero_title"),
        TranslatableField("button"),
        SynchronizedField("button_page", overridable=False),
    ]
    parent_page_types = ["wagtailcore.Page"]
    subpage_types = [
        "home.StandardPage",
        "blog.BlogIndexPage",
        "events.TrainingIndexPage",
    ]
    page_description = _("The front door of the site, one for each language.")

    class Meta:
        verbose_name = _("home page")
        verbose_name_plural = _("home pages")
        # Rights of whoever works on the site, in the admin's form of a group.
        permissions = [
            ("arrange_site", "Can add, move and remove the main pages"),
            ("write_source", "Can change what is translated from"),
            ("read_history", "Can see the reports and the history of the site"),
        ]

    def route(self, request, path_components):
        # Where a language has no live home page, Wagtail would answer its addresses with the
        # pages of the source language.
        if self.locale.language_code != get_language():
            raise Http404
        return super().route(request, path_components)

    def get_context(self, request, *args, **kwargs):
        from home.translations import localized_pages

        context = super().get_context(request, *args, **kwargs)
        if self.button and self.button_page:
            page = localized_pages([self.button_page]).get(str(self.button_page_id))
            context["button_url"] = page.get_url(request) if page else ""
        return context

    @property
    def share_title(self):
        """The large words: "Home" says nothing elsewhere."""
        return self.hero_title or self.title

    def own_structured_data(self, context):
        return found.front_door(self, context)

    @classmethod
    def can_create_at(cls, parent):
        # A second front door beside the first would have no address.
        return super().can_create_at(parent) and not cls.objects.exists()


class StandardPage(BasePage):
    """A page such as "About us" or "Contact"."""

    parent_page_types = ["home.HomePage", "home.StandardPage"]
    subpage_types = ["home.StandardPage"]
    page_description = _(
        "For anything that is neither an article nor a training: about us, contact."
    )

    class Meta:
        verbose_name = _("page")
        verbose_name_plural = _("pages")

"""The base of all pages, the home page, and pages for anything that has no type of its own."""

from django.db import models
from django.db.models import prefetch_related_objects
from django.http import Http404
from django.template.response import TemplateResponse
from django.utils.translation import get_language, gettext_lazy as _
from wagtail.admin.panels import FieldPanel, HelpPanel, MultiFieldPanel
from wagtail.fields import StreamField
from wagtail.models import Page, Site
from wagtail.search import index
from wagtail_localize.fields import SynchronizedField, TranslatableField

from home.blocks import BodyBlock
from home.models.settings import SiteSettings
from home.navigation import Part, menu, navigate


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

    cover_panel = MultiFieldPanel(
        [FieldPanel("cover"), FieldPanel("cover_alt")], heading=_("Cover picture")
    )
    content_panels = [
        *Page.content_panels,
        FieldPanel("introduction"),
        cover_panel,
        FieldPanel("body"),
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

    # The view of the page that is asked for, where it has several; a route sets it.
    part: Part | None = None

    class Meta:
        abstract = True

    def get_context(self, request, *args, **kwargs):
        context = super().get_context(request, *args, **kwargs)
        # Fetched here: templates ask the database nothing.
        prefetch_related_objects([self], "cover")
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
        *Page.content_panels,
        MultiFieldPanel(
            [
                FieldPanel("hero_title"),
                FieldPanel("introduction"),
                FieldPanel("button"),
                FieldPanel("button_page"),
            ],
            heading=_("Welcome"),
        ),
        BasePage.cover_panel,
        HelpPanel(
            _("Below this readers see the coming trainings and the latest articles by themselves.")
        ),
        FieldPanel("body"),
    ]
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

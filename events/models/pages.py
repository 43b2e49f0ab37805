"""The pages of trainings: what a training is, for whom, by whom; its dates are editions."""

from http import HTTPMethod

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import MinValueValidator
from django.db import models
from django.http import Http404, HttpResponseForbidden
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.functional import cached_property
from django.utils.translation import gettext, gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import (
    FieldPanel,
    FieldRowPanel,
    MultiFieldPanel,
    ObjectList,
    TabbedInterface,
)
from wagtail.contrib.routable_page.models import RoutablePageMixin, re_path
from wagtail.fields import RichTextField, StreamField
from wagtail.models import Orderable, Page
from wagtail.rich_text import get_text_for_indexing
from wagtail.search import index
from wagtail_localize.fields import SynchronizedField, TranslatableField

from events import calendars, choosing, enrolling, entries, found, schedule, subscriptions
from events.blocks import ProgrammeDayBlock
from events.calendar_links import Subscription
from events.models.day_views import DATES_WORDS, MONTH_WORDS, RESERVED, DayViews
from events.models.locations import Location
from events.planning_panels import EditionsPanel
from events.questions import QUESTION_BLOCKS
from home.blocks import QuestionBlock
from home.models import BasePage, Category, Person
from home.navigation import Part
from home.rich_text import FEATURES
from home.search.kinds import Details, Kind
from home.shared_panels import SharedChooserPanel, SharedPanel
from home.translations import localized_rows, source_row

# Routes end in "/?": Wagtail asks for them with a slash, and redirects without.
# The word for a day in the address of its calendar file, for each language.
DAY_WORDS = {"nl": "dag", "en": "day"}
# The word in the address of all dates on which a training was given, for each language.
GIVEN_WORDS = {"nl": "eerder-gegeven", "en": "given-before"}
# So many of them are on the page of the training.
GIVEN_ON_PAGE = 12


class CalendarPage(RoutablePageMixin, BasePage):
    """A page with a calendar of its own: ``agenda.ics`` below its address."""

    # Nothing here is changed by asking for it; the password of a private page goes elsewhere.
    allowed_http_methods = [HTTPMethod.GET, HTTPMethod.HEAD, HTTPMethod.OPTIONS]

    class Meta:
        abstract = True

    def serve_password_required_response(self, request, form, action_url):
        """A program that subscribes cannot fill in a form, nor tell it from a calendar."""
        if request.path.endswith(".ics"):
            return HttpResponseForbidden(
                gettext("This calendar is protected by a password."),
                content_type="text/plain; charset=utf-8",
            )
        return super().serve_password_required_response(request, form, action_url)

    def get_file_url(self, name: str, request=None) -> str:
        """The absolute address of a calendar file below this page."""
        return (self.get_full_url(request) or "") + name

    def get_route_paths(self) -> list[str]:
        """What moves along with the page: whoever subscribed to its calendar keeps it."""
        return [*super().get_route_paths(), "/agenda.ics"]

    @property
    def feed_url(self) -> str:
        """The address to subscribe to."""
        return self.get_file_url("agenda.ics")

    def _feed(self, request, subscription: Subscription | None = None, **only):
        now = timezone.now()
        told = entries.of_feed(self.locale.language_code, now, **only)
        return calendars.feed_response(request, self, told, now, subscription)

    @property
    def subscription(self) -> Subscription:
        """The feed as readers follow it, under the name that it gives itself."""
        return Subscription(self.title, self.feed_url)


class TrainingIndexPage(DayViews, CalendarPage):
    """All trainings, those that come first on top."""

    parent_page_types = ["home.HomePage"]
    subpage_types = ["events.TrainingPage"]
    max_count_per_parent = 1
    page_description = _("The list of all trainings with their coming dates.")
    reads_query = True

    # What readers chose, as it stands in the address.
    chosen_query: str | None = ""

    class Meta:
        verbose_name = _("list of trainings")
        verbose_name_plural = _("lists of trainings")

    def get_context(self, request, *args, **kwargs):
        context = super().get_context(request, *args, **kwargs)
        context["views"] = self.views(request)
        if not self.part:
            now = timezone.now()
            places, trainers = subscriptions.places_and_trainers_below(self, now)
            context.update(self._chosen(request, now), places=places, trainers=trainers)
        return context

    def _chosen(self, request, now) -> dict:
        """The trainings that the address asks for, and the ways to ask for others."""
        choice = choosing.asked(request.GET.dict())
        runs = schedule.runs_below(self, now)
        among = choosing.fitting(runs, choice) if choice else None
        # Of what nothing has there are any number of addresses.
        self.chosen_query = None if among == [] else choosing.query(choice)
        root = self.get_url(request) or ""
        return {
            "trainings": schedule.trainings_below(self, now, among),
            "groups": choosing.groups(runs, choice, root),
            "subject": choosing.subject_alone(runs, choice),
            "is_narrowed": bool(choice),
            "all_url": root,
        }

    def listing_query(self, request) -> str:
        """The subject, where the list is narrowed by nothing else.

        What else an address asks for is there for some weeks, and part of the whole list.
        """
        choice = choosing.asked(request.GET.dict())
        if list(choice) != [choosing.CATEGORY]:
            return ""
        slug = choice[choosing.CATEGORY]
        known = Category.objects.filter(live=True, locale_id=self.locale_id, slug=slug).exists()
        return f"?{choosing.CATEGORY}={slug}" if known else ""

    def own_query(self, request):
        return self.chosen_query

    def own_structured_data(self, context):
        return found.list_of_trainings(self, context)

    def get_route_paths(self) -> list[str]:
        language = self.locale.language_code
        words = (MONTH_WORDS[language], DATES_WORDS[language])
        return [
            *super().get_route_paths(),
            *(f"/{word}/" for word in words),
            *(f"/{path}" for path in subscriptions.paths(language)),
        ]

    @re_path(r"^agenda\.ics/?$")
    def feed(self, request):
        """The feed of all trainings, of the language of this page."""
        return self._feed(request)

    @re_path(r"^(?P<word>locatie|location)/(?P<slug>[a-z0-9_-]+)/agenda\.ics/?$")
    def place_feed(self, request, word, slug):
        """The feed of a place; the word for it is that of the page's language."""
        language = self.locale.language_code
        location, place = self._published_or_404(Location, slug)
        if word != subscriptions.PLACE_WORDS[language]:
            raise Http404
        return self._feed(request, subscriptions.of_place(self, place), location=location)

    @re_path(r"^trainer/(?P<slug>[a-z0-9_-]+)/agenda\.ics/?$")
    def trainer_feed(self, request, slug):
        """The feed of a trainer."""
        person, trainer = self._published_or_404(Person, slug)
        return self._feed(request, subscriptions.of_trainer(self, trainer), trainer=person)

    def _published_or_404(self, model, slug):
        """The published thing of this address, with the facts; and as readers know it."""
        row = model.objects.filter(slug=slug, live=True).first()
        if row is None:
            raise Http404
        known = localized_rows([row], self.locale.language_code)[row.translation_key]
        known.facts = row
        return row, known


class TrainingPage(CalendarPage):
    """What a training is, in words; with facts that are read from the source language's page."""

    for_whom = RichTextField(
        _("for whom"),
        blank=True,
        features=FEATURES,
        help_text=_("For instance: For everyone who finds it hard to say no."),
    )
    take_home = RichTextField(
        _("what you take home"),
        blank=True,
        features=FEATURES,
        help_text=_("What participants can do, know or dare afterwards. A list reads well."),
    )
    programme = StreamField(
        [("day", ProgrammeDayBlock())],
        verbose_name=_("programme"),
        blank=True,
        help_text=_("One block for each day. Day 2 of an edition takes the title of block 2."),
    )
    price = models.DecimalField(
        _("price"),
        max_digits=8,
        decimal_places=2,
        null=True,
        blank=True,
        validators=[MinValueValidator(0)],
        help_text=_("In euros, for one person. Left empty, readers see: price on request."),
    )
    vat_note = models.CharField(
        _("about VAT"),
        max_length=120,
        blank=True,
        help_text=_("Shown beside the price. For instance: exempt from VAT."),
    )
    category = models.ForeignKey(
        "home.Category",
        verbose_name=_("category"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="trainings",
        help_text=_("What the training is about; readers choose trainings by it."),
    )
    default_capacity = models.PositiveSmallIntegerField(
        _("usual number of places"),
        default=12,
        validators=[MinValueValidator(1)],
        help_text=_("Filled in when you plan an edition; each edition can have its own."),
    )
    default_location = models.ForeignKey(
        "events.Location",
        verbose_name=_("usual location"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text=_("Filled in when you plan an edition; each edition can have its own."),
    )
    language = models.CharField(
        _("language"),
        max_length=2,
        choices=settings.LANGUAGES,
        default=settings.LANGUAGE_CODE,
        help_text=_("In which the training is usually given; readers of the other are told."),
    )
    questions = StreamField(
        [("question", QuestionBlock())],
        verbose_name=_("questions and answers"),
        blank=True,
        help_text=_("What people ask before they enrol."),
    )
    enrolment_questions = StreamField(
        QUESTION_BLOCKS,
        verbose_name=_("questions in the enrolment form"),
        blank=True,
        max_num=12,
        help_text=_("What you ask besides name and address. Ask only what you need."),
    )
    bring = RichTextField(
        _("what to bring"),
        blank=True,
        features=FEATURES,
        help_text=_("People read it in the reminder, some days before the first day."),
    )

    content_panels = [
        BasePage.stale_dates_panel,
        *Page.content_panels,
        FieldPanel("introduction"),
        BasePage.cover_panel,
        FieldPanel("for_whom"),
        FieldPanel("take_home"),
        FieldPanel("programme"),
        FieldPanel("body"),
        FieldPanel("questions"),
    ]
    enrolment_panels = [FieldPanel("enrolment_questions"), FieldPanel("bring")]
    facts_panels = [
        SharedChooserPanel(
            "training_trainers",
            chooser_field_name="person",
            heading=_("Trainers"),
            label=_("Trainer"),
            help_text=_("Who gives the training; readers see them in this order."),
        ),
        SharedPanel("category"),
        FieldRowPanel([SharedPanel("price"), FieldPanel("vat_note")]),
        MultiFieldPanel(
            [
                SharedPanel("default_location"),
                FieldRowPanel([SharedPanel("default_capacity"), SharedPanel("language")]),
            ],
            heading=_("Usual place, number and language"),
        ),
    ]
    edit_handler = TabbedInterface(
        [
            ObjectList(content_panels, heading=_("Words")),
            ObjectList(facts_panels, heading=_("Trainers, price and place")),
            ObjectList(enrolment_panels, heading=_("Enrolling")),
            ObjectList([EditionsPanel(heading=_("Planned"))], heading=_("Dates")),
            ObjectList(BasePage.promote_panels, heading=_("Promote")),
            ObjectList(Page.settings_panels, heading=_("Settings")),
        ]
    )
    search_fields = [
        *BasePage.search_fields,
        index.SearchField("for_whom"),
        index.SearchField("take_home"),
        index.SearchField("programme"),
        index.SearchField("questions"),
    ]
    search_kind = Kind(
        "training", {"nl": "training", "en": "training"}, _("Training"), _("Trainings")
    )
    # Not the questions in the form, nor what to bring, which only participants are told.
    search_weights = {
        "title": 10.0,
        "introduction": 3.0,
        "for_whom": 2.0,
        "take_home": 2.0,
        "body": 1.0,
        "programme": 1.0,
        "questions": 1.0,
    }
    translatable_fields = [
        *BasePage.translatable_fields,
        TranslatableField("for_whom"),
        TranslatableField("take_home"),
        TranslatableField("programme"),
        TranslatableField("vat_note"),
        TranslatableField("questions"),
        TranslatableField("enrolment_questions"),
        TranslatableField("bring"),
        # Facts, shown to translators as such; readers get them from the source page.
        SynchronizedField("price", overridable=False),
        SynchronizedField("category", overridable=False),
        SynchronizedField("default_capacity", overridable=False),
        SynchronizedField("default_location", overridable=False),
        SynchronizedField("language", overridable=False),
    ]
    also_shared = ("training_trainers",)
    parent_page_types = ["events.TrainingIndexPage"]
    subpage_types = []
    share_kind = _("Training")
    # The routes to which readers send a form.
    forms = {"enrol", "informed"}
    page_description = _("A training: what it is and who gives it. Plan its dates under Planning.")

    class Meta:
        verbose_name = _("training")
        verbose_name_plural = _("trainings")

    def clean(self):
        """Refuse an address that is a view of the list of trainings."""
        super().clean()
        if self.slug in RESERVED:
            raise ValidationError(
                {"slug": gettext("All dates of the trainings are shown there. Choose another.")}
            )

    def save(self, *args, **kwargs):
        """Save the page; a translation holds on to no trainer, place or category: it shows none.

        Otherwise nobody could delete those, long after the source page has let go of them.
        """
        if source_row(self) != self:
            self.training_trainers.set([])
            self.default_location = self.category = None
        super().save(*args, **kwargs)

    def get_route_paths(self) -> list[str]:
        from events.models import Edition

        slugs = Edition.objects.of(self).exclude(slug=None).values_list("slug", flat=True)
        return [*super().get_route_paths(), *(f"/{slug}.ics" for slug in slugs)]

    @cached_property
    def facts(self) -> "TrainingPage":
        """The page in the source language, from which price and trainers are read."""
        return source_row(self)

    @property
    def trainers(self):
        """The trainers, in the reader's language."""
        people = [
            row.person for row in self.facts.training_trainers.select_related("person__photo").all()
        ]
        localized = localized_rows(people)
        trainers = []
        for person in people:
            trainer = localized.get(person.translation_key)
            if trainer is None:
                continue
            # A picture is the same in each language; this one is fetched already.
            trainer.photo = person.photo
            trainers.append(trainer)
        return trainers

    def programme_title(self, number: int) -> str:
        """The title of day ``number``, counted from 1; empty where the programme is shorter."""
        if number <= len(self.programme):
            return self.programme[number - 1].value["title"]
        return ""

    def search_names(self):
        """That it is a training, its subject and trainers, and where and when it is given."""
        coming = schedule.of_training(self, timezone.now())
        usual = localized_rows([self.facts.default_location]).values()
        places = {place.pk: place for place in (*usual, *(each.place for each in coming)) if place}
        return [
            (str(self.search_kind.name), 3.0),
            *((subject.name, 3.0) for subject in localized_rows([self.facts.category]).values()),
            *((trainer.name, 2.0) for trainer in self.trainers),
            *((f"{place.name} {place.city}", 1.0) for place in places.values()),
            *((get_text_for_indexing(place.directions), 0.5) for place in places.values()),
            *((date_format(day.date, "l j F Y"), 0.5) for each in coming for day in each.days),
            *((str(each.get_status_display()), 0.5) for each in coming),
        ]

    @classmethod
    def search_details(cls, pages):
        """The first day of the next edition of each training."""
        cards = schedule.cards(pages, timezone.now())
        editions = {
            page.pk: cards[page.translation_key].edition
            for page in pages
            if page.translation_key in cards
        }
        return {
            pk: Details(has_dates=True, begins=edition.days[0].date if edition else None)
            for pk, edition in editions.items()
        }

    @classmethod
    def search_current(cls, pks):
        """The trainings with an open edition."""
        return schedule.planned(pks, timezone.now())

    def get_context(self, request, *args, **kwargs):
        context = super().get_context(request, *args, **kwargs)
        now = timezone.now()
        editions = schedule.of_training(self, now)
        given = schedule.given(self, now, GIVEN_ON_PAGE + 1)
        context.update(
            now=now,
            editions=editions,
            next_edition=schedule.next_open(editions, now),
            given=given[:GIVEN_ON_PAGE],
            more_was_given=len(given) > GIVEN_ON_PAGE,
            facts=self.facts,
            trainers=self.trainers,
            others=schedule.others(self, now),
            **schedule.on_paper(editions, now),
        )
        return context

    @property
    def questions_answered(self):
        """The questions on the page of a training, those in its body as well."""
        own = [question.value for question in self.questions]
        return [*super().questions_answered, *([own] if own else [])]

    def own_structured_data(self, context):
        return found.training(self, context)

    @re_path(r"^agenda\.ics/?$")
    def feed(self, request):
        """The feed of this training."""
        return self._feed(request, training=self)

    @re_path(r"^(?P<word>eerder-gegeven|given-before)/?$")
    def given_before(self, request, word):
        """All dates on which the training was given."""
        if word != GIVEN_WORDS[self.locale.language_code]:
            raise Http404
        given = schedule.given(self, timezone.now())
        if not given:
            raise Http404
        name = {"training": self.title}
        self.part = Part(
            title=gettext("Given before: %(training)s") % name,
            description=gettext("All dates on which %(training)s was given.") % name,
            paths={code: f"{word}/" for code, word in GIVEN_WORDS.items()},
        )
        return self.render(
            request, template="events/training_given.html", context_overrides={"given": given}
        )

    @re_path(r"^(?P<edition>[0-9a-z-]+)/(?P<word>aanmelden|enrol)/?$")
    def enrol(self, request, edition, word):
        """The form by which readers enrol in an edition."""
        return enrolling.enrol(self, request, edition, word)

    @re_path(r"^(?P<edition>[0-9a-z-]+)/(?P<word>aanmelden|enrol)/(?P<done>gelukt|done)/?$")
    def enrolled(self, request, edition, word, done):
        """What happens next for who has enrolled."""
        return enrolling.enrol(self, request, edition, word, done)

    @re_path(r"^(?P<word>op-de-hoogte|keep-informed)/?$")
    def informed(self, request, word):
        """The form by which readers ask to be told of a new date."""
        return enrolling.keep_informed(self, request, word)

    @re_path(r"^(?P<word>op-de-hoogte|keep-informed)/(?P<done>gelukt|done)/?$")
    def asked_to_be_informed(self, request, word, done):
        """What happens next for who wants to be told."""
        return enrolling.keep_informed(self, request, word, done)

    def check_request_method(self, request, *args, **kwargs):
        """Let readers send the forms, and nothing else."""
        match = getattr(request, "routable_resolver_match", None)
        if request.method == HTTPMethod.POST and match and match.url_name in self.forms:
            return None
        return super().check_request_method(request, *args, **kwargs)

    @re_path(r"^(?P<edition>[0-9a-z-]+)\.ics/?$")
    def edition_file(self, request, edition):
        """All days of one edition."""
        return self._file(request, edition)

    @re_path(r"^(?P<edition>[0-9a-z-]+)/(?P<word>dag|day)-(?P<number>[1-9][0-9]{0,2})\.ics/?$")
    def day_file(self, request, edition, word, number):
        """One day of an edition; the word for it is that of the page's language."""
        if word != DAY_WORDS[self.locale.language_code]:
            raise Http404
        return self._file(request, edition, int(number))

    def _file(self, request, slug, number=None):
        now = timezone.now()
        told = entries.of_edition(self, slug, now, number)
        if told is None:
            raise Http404
        return calendars.file_response(request, self, slug, told, now, number)


class TrainingTrainer(Orderable):
    """That a person gives a training."""

    page = ParentalKey(TrainingPage, on_delete=models.CASCADE, related_name="training_trainers")
    person = models.ForeignKey(
        "home.Person",
        verbose_name=_("trainer"),
        on_delete=models.PROTECT,
        related_name="trainings",
        help_text=_("Shown on the page of the training."),
    )

    panels = [FieldPanel("person")]

    class Meta(Orderable.Meta):
        verbose_name = _("trainer")
        verbose_name_plural = _("trainers")

    def __str__(self):
        return str(self.person)

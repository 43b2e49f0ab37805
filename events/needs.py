"""What needs somebody who plans: people who were told nothing, editions that are not complete."""

from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext, ngettext
from wagtail.permissions import policy_registry

from events import notices
from events.coming_panel import may
from events.enrolment_admin.base import POLICY
from events.models import Edition, EditionStatus, Location, Mail, MailState, TrainingTrainer
from home.dashboard import Need, Needs, register_needs
from home.needs import changeable_pages, day_of
from home.review import under_review


def edit_url(edition) -> str:
    """The form of an edition."""
    return reverse("wagtailsnippets_events_edition:edit", args=[edition.pk])


@register_needs(order=20)
def people_untold(user, now):
    """Editions that changed, or went out of sight, since the people in them were told."""
    if not POLICY.user_has_permission(user, "change"):
        return
    yield Needs(
        gettext("Participants do not know this yet"),
        [
            Need(
                str(edition),
                ngettext(
                    "Something changed, and %(number)d person does not know.",
                    "Something changed, and %(number)d people do not know.",
                    number,
                )
                % {"number": number},
                reverse("enrolments:changes", args=[edition.pk]),
            )
            for edition, number in notices.untold(now).items()
        ],
        icon="mail",
    )
    # Such as after a moment at which it was to be unpublished.
    yield Needs(
        gettext("Readers no longer see these editions, and participants were told nothing"),
        [
            Need(
                str(edition),
                ngettext(
                    "%(number)d person counts on it. Publish it and its training again, or "
                    "publish it as cancelled and tell the participants.",
                    "%(number)d people count on it. Publish it and its training again, or "
                    "publish it as cancelled and tell the participants.",
                    number,
                )
                % {"number": number},
                edit_url(edition),
            )
            for edition, number in notices.out_of_sight(now).items()
        ],
        icon="warning",
    )


@register_needs(order=30)
def failed_mails(user, now):
    """Mails that were given up."""
    if not policy_registry.get_by_type(Mail).user_has_permission(user, "view"):
        return
    number = Mail.objects.filter(state=MailState.FAILED).count()
    if number:
        words = ngettext(
            "%(number)d mail could not be sent.", "%(number)d mails could not be sent.", number
        )
        yield Needs(
            gettext("Mails that did not arrive"),
            [
                Need(
                    words % {"number": number},
                    gettext("See what is wrong with the address, and try again or call."),
                    f"{reverse('mails:index')}?state={MailState.FAILED}",
                )
            ],
            icon="mail",
        )


@register_needs(order=40)
def editions(user, now):
    """Editions that are not complete, not published, or put off and forgotten."""
    if not may(user, "change"):
        return
    ahead = list(
        Edition.objects.filter(Q(ends_at=None) | Q(ends_at__gt=now))
        .exclude(status=EditionStatus.CANCELLED)
        .filter(Q(live=True) | Q(latest_revision__isnull=False))
        .annotate(waits_for_review=under_review(Edition))
        .select_related("training", "location", "latest_revision__user")
        .prefetch_related("sessions")
        .order_by("starts_at", "pk")
    )
    places = set(Location.objects.filter(live=True).values_list("pk", flat=True))
    lacking = [(edition, _missing(edition, places)) for edition in ahead]
    yield Needs(
        gettext("Editions that are not complete"),
        [
            Need(
                str(edition),
                _still_missing(what),
                edit_url(edition),
            )
            for edition, what in lacking
            if what
        ],
        icon="calendar-alt",
    )
    yield Needs(
        gettext("Trainings without a trainer"),
        _without_trainer(user, {edition.training for edition in ahead}),
        icon="user",
    )
    yield Needs(
        gettext("Postponed, and no new dates"),
        [
            Need(
                edition.training.title,
                gettext("Its old dates passed on %(day)s. Give it new ones, or cancel it.")
                % {"day": date_format(edition.days[-1].date, "j F Y")},
                edit_url(edition),
            )
            for edition in _postponed(now)
            if edition.days
        ],
        icon="history",
    )
    yield Needs(
        gettext("Editions that are not published"),
        [
            Need(str(edition), _unpublished(edition), edit_url(edition))
            for edition in ahead
            if _is_draft(edition)
        ],
        icon="edit",
    )


def _still_missing(what: str) -> str:
    return gettext("Still missing: %(what)s.") % {"what": what}


def _missing(edition, places: set[int]) -> str:
    """What an edition lacks, in words; of one that nobody sees, its latest draft counts."""
    if edition.live:
        days, place = edition.days, edition.location_id
    else:
        content = edition.latest_revision.content
        days, place = content.get("sessions"), content.get("location")
    lacking = [] if days else [gettext("days")]
    if place is None:
        lacking.append(gettext("a location"))
    elif place not in places:
        lacking.append(gettext("a location that is published"))
    return ", ".join(lacking)


def _without_trainer(user, trainings) -> list[Need]:
    given = TrainingTrainer.objects.filter(page=OuterRef("pk"), person__live=True)
    pages = changeable_pages(user).filter(pk__in=[page.pk for page in trainings])
    # The trainers hang on the training's own row, which has the page's number.
    pages = pages.exclude(Exists(given)).order_by("title", "pk")
    words = gettext("Dates are planned, and readers do not see who gives it.")
    return [
        Need(page.title, words, reverse("wagtailadmin_pages:edit", args=[page.pk]))
        for page in pages
    ]


def _postponed(now):
    return (
        Edition.objects.published()
        .filter(status=EditionStatus.POSTPONED, ends_at__lte=now)
        .select_related("training")
        .prefetch_related("sessions")
        .order_by("ends_at", "pk")
    )


def _is_draft(edition) -> bool:
    revision = edition.latest_revision
    return (
        edition.has_unpublished_changes
        and revision is not None
        and revision.approved_go_live_at is None
        and not edition.waits_for_review
    )


def _unpublished(edition) -> str:
    revision = edition.latest_revision
    facts = {"who": revision.user or gettext("Somebody"), "day": day_of(revision.created_at)}
    if edition.live:
        return gettext("%(who)s changed it on %(day)s; readers do not see that yet.") % facts
    return gettext("%(who)s saved it on %(day)s; readers do not see it.") % facts

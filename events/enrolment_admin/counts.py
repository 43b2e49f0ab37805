"""How many people stand where, for each edition of a list in one query."""

from django.db.models import Case, Count, F, IntegerField, OuterRef, Subquery, Value, When
from django.db.models.functions import Coalesce
from django.utils.translation import ngettext

from events.models import EnrolmentState, Interest
from events.models.enrolments import TAKING

ORDER = (
    EnrolmentState.CONFIRMED,
    EnrolmentState.OFFERED,
    EnrolmentState.WAITING,
    EnrolmentState.ASKED,
    EnrolmentState.WITHDRAWN,
    EnrolmentState.LAPSED,
)


def counted(editions):
    """Editions with how many places are ``taken`` and how many people are ``waiting``."""
    return editions.with_taken().with_waiting()


def with_interested(editions):
    """Editions with how many people want to be told of dates of their training."""
    rows = Interest.objects.filter(training=OuterRef("training"), confirmed_at__isnull=False)
    numbers = rows.order_by().values("training").annotate(number=Count("pk")).values("number")
    return editions.annotate(interested=Coalesce(Subquery(numbers), 0))


def words(edition) -> str:
    """How full a counted edition is: "8/12, 3 waiting"."""
    text = str(edition.taken)
    if edition.capacity is not None:
        text = f"{text}/{edition.capacity}"
    if edition.waiting:
        line = ngettext("%(number)d waiting", "%(number)d waiting", edition.waiting)
        return f"{text}, {line % {'number': edition.waiting}}"
    return text


def by_state(edition) -> dict[str, int]:
    """How many enrolments of an edition are in each state."""
    rows = edition.enrolments.order_by().values_list("state").annotate(number=Count("pk"))
    found = dict(rows)
    return {state: found.get(state, 0) for state in ORDER}


def in_order(enrolments):
    """Who has a place first, by name; then who was offered one, then the line, then the rest."""
    return enrolments.annotate(
        rank=Case(
            *(When(state=state, then=Value(rank)) for rank, state in enumerate(ORDER)),
            output_field=IntegerField(),
        ),
        line=Case(
            When(
                state__in=[EnrolmentState.WAITING, EnrolmentState.OFFERED],
                then=F("place_in_line"),
            ),
            default=Value(0),
            output_field=IntegerField(),
        ),
    ).order_by("rank", "line", "name", "created_at", "pk")


def summary(edition, numbers: dict[str, int]) -> str:
    """How many places of an edition are taken, in a sentence."""
    taken = sum(numbers[state] for state in TAKING)
    if edition.capacity is None:
        return ngettext("%(taken)d place is taken.", "%(taken)d places are taken.", taken) % {
            "taken": taken
        }
    return ngettext(
        "%(taken)d of %(capacity)d places is taken.",
        "%(taken)d of %(capacity)d places are taken.",
        taken,
    ) % {"taken": taken, "capacity": edition.capacity}

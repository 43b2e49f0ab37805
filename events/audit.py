"""What people do with other people's data, and what they decide, in Wagtail's own log.

An entry says who did what to which edition or training, and when; it names nobody who enrolled.
"""

from django.utils.translation import gettext_lazy as _
from wagtail.log_actions import log

from events.models import EditionStatus
from events.privacy import Traces

EXPORTED, GIVEN, ERASED = "events.exported", "events.personal_data_given", "events.erased"
CANCELLED, POSTPONED, RESUMED = "events.cancelled", "events.postponed", "events.resumed"
WRITTEN = "events.written_to_all"
OF_STATUS = {
    EditionStatus.CANCELLED: CANCELLED,
    EditionStatus.POSTPONED: POSTPONED,
    EditionStatus.SCHEDULED: RESUMED,
}
WORDS = {
    EXPORTED: (_("Export people"), _("The list of people was exported")),
    GIVEN: (_("Export a person"), _("What is kept of a person was exported")),
    ERASED: (_("Erase a person"), _("What is kept of a person was erased")),
    CANCELLED: (_("Cancel"), _("Cancelled")),
    POSTPONED: (_("Postpone"), _("Postponed")),
    RESUMED: (_("Let it go on"), _("Goes on after all")),
    WRITTEN: (_("Write to everyone"), _("Everyone was written to")),
}


def register(actions):
    """The words for what is written (``register_log_actions``)."""
    for action, (label, message) in WORDS.items():
        actions.register_action(action, label, message)


def note(thing, action: str, user) -> None:
    """Write down what somebody did with an edition or a training."""
    log(thing, action, user=user)


def subjects(traces: Traces) -> list:
    """The editions and trainings that somebody's traces belong to."""
    editions = {row.edition for row in traces.enrolments.select_related("edition")}
    trainings = {row.training for row in traces.interests.select_related("training")}
    return [*editions, *trainings]


def note_person(things: list, action: str, user) -> None:
    """Write down what was done with a person's data; of one without enrolments, by who did it."""
    for thing in things or [user]:
        log(thing, action, user=user)

"""Who logged in and how, in Wagtail's own log; kept for three months."""

from datetime import datetime, timedelta

from axes.models import AccessAttempt
from django.conf import settings
from django.contrib.auth import get_user_model
from django.utils.translation import gettext, gettext_lazy as _
from wagtail.log_actions import LogFormatter, log
from wagtail.models import ModelLogEntry

from home.limits import UNKNOWN, network_of

LOGGED_IN, LOCKED = "home.log_in", "home.log_in_locked"
FACTOR_ADDED, FACTOR_REMOVED = "home.factor_added", "home.factor_removed"
ACTIONS = (LOGGED_IN, LOCKED, FACTOR_ADDED, FACTOR_REMOVED)
KEPT = timedelta(days=90)
MANNERS = {
    "password": _("with a password"),
    "application": _("with a password and a code"),
    "recovery": _("with a password and a recovery code"),
    "passkey": _("with a passkey"),
}


def note_log_in(sender, request, user, **kwargs):
    """Write down that somebody logged in (``user_logged_in``)."""
    manner = getattr(request, "log_in_manner", "")
    log(user, LOGGED_IN, user=user, data={"manner": manner, "network": network_of(request)})


def note_lock(sender, request, username, **kwargs):
    """Write down that a network is refused for an account, once (``user_locked_out``).

    An account that does not exist is in no log.
    """
    if request.axes_failures_since_start is None:
        # It was refused before this try.
        return
    user = get_user_model().objects.filter(email__iexact=username).first()
    if user:
        log(user, LOCKED, data={"network": network_of(request)})


def forget(now: datetime) -> int:
    """Remove what is older, and the tries that django-axes counted; returns how many."""
    AccessAttempt.objects.filter(attempt_time__lt=now - settings.AXES_COOLOFF_TIME).delete()
    old = ModelLogEntry.objects.filter(action__in=ACTIONS, timestamp__lt=now - KEPT)
    return old.delete()[0]


def _network(entry) -> str:
    network = entry.data.get("network")
    return gettext("unknown") if network in (None, UNKNOWN) else network


class LoggedIn(LogFormatter):
    """How somebody came in."""

    label = _("Log in")

    def format_message(self, log_entry):
        manner = MANNERS.get(log_entry.data.get("manner", ""))
        return gettext("Logged in %(manner)s, from network %(network)s") % {
            "manner": manner or gettext("in another way"),
            "network": _network(log_entry),
        }


class Locked(LogFormatter):
    """Somebody was refused for a while."""

    label = _("Log-in refused for a while")

    def format_message(self, log_entry):
        return gettext("Too many attempts from network %(network)s") % {
            "network": _network(log_entry)
        }


def register(actions):
    """The words for what is written (``register_log_actions``)."""
    actions.register_action(LOGGED_IN)(LoggedIn)
    actions.register_action(LOCKED)(Locked)
    actions.register_action(FACTOR_ADDED, _("Second factor added"), _("A second factor was set up"))
    actions.register_action(
        FACTOR_REMOVED, _("Second factor removed"), _("A second factor was taken away")
    )

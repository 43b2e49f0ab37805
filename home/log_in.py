"""Logging in to the admin: the forms, and what keeps programs from guessing.

What django-axes counts is the combination of an account and a network, never an account alone:
whoever guesses at the owner's password locks out themselves, not the owner. An account that does
not exist is answered, counted and refused like one that does.
"""

from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.auth.forms import AuthenticationForm
from django.http import HttpResponse
from django.utils.translation import get_language, override
from django_tasks import task
from wagtail.admin.forms.auth import (
    LoginForm as WagtailLoginForm,
    PasswordResetForm as WagtailPasswordResetForm,
)

from home.limits import UNKNOWN, Limit, network_of, too_many

# How often in so many seconds a network may try, behind which a whole office may sit.
TRIES, WINDOW = 60, 900
# How many mails about a forgotten password a mailbox and a network get in an hour.
RESETS_PER_ADDRESS, RESETS_PER_NETWORK, RESET_WINDOW = 3, 20, 3600


class LoginForm(WagtailLoginForm):
    """Wagtail leaves "Password" in English; deletable once its form has a label of its own."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["password"].label = AuthenticationForm.base_fields["password"].label


class PasswordResetForm(WagtailPasswordResetForm):
    """Has the mail written outside the request, whether or not there is such a person.

    So an address that is known takes as long as one that is not. The link in the mail has the
    address of this site from the settings, whatever host was asked for.
    """

    def save(self, *args, request=None, **options):
        """Hand the address over, unless there were too many from here or for that mailbox."""
        email = self.cleaned_data["email"]
        refused = too_many(
            Limit("reset: address", email.strip().casefold(), RESETS_PER_ADDRESS, RESET_WINDOW),
            Limit("reset: network", network_of(request), RESETS_PER_NETWORK, RESET_WINDOW),
        )
        if not refused:
            mail_reset.enqueue(
                email,
                get_language(),
                options["subject_template_name"],
                options["email_template_name"],
            )


@task(backend="mail", queue_name="mail")
def mail_reset(email: str, language: str, subject_template: str, text_template: str) -> None:
    """Mail whoever has this address, and may log in, a link to a new password."""
    form = WagtailPasswordResetForm({"email": email})
    if not form.is_valid():
        return
    with override(language):
        form.save(
            domain_override=urlsplit(settings.SITE_URL).netloc,
            use_https=settings.SERVED_OVER_TLS,
            from_email=settings.DEFAULT_FROM_EMAIL,
            subject_template_name=subject_template,
            email_template_name=text_template,
        )


def tries_too_often(request) -> bool:
    """Count a try, and say whether there were too many from this network."""
    return too_many(Limit("log-in: network", network_of(request), TRIES, WINDOW))


# What django-axes asks for (AXES_… in the settings).


def account_name(request, credentials=None) -> str:
    """The account that somebody tries, in one spelling."""
    name = (credentials or {}).get("username") or request.POST.get("username") or ""
    return name.strip().casefold()[:255]


def address_of(request) -> str | None:
    """An address that stands for the network; none where it is unknown."""
    network = network_of(request)
    return None if network == UNKNOWN else network.partition("/")[0]


def nobody(*args, **kwargs) -> str:
    """Whom the lines of the log name."""
    return "somebody"


def answer_of_lock(request, response=None, credentials=None) -> HttpResponse:
    """The log-in page has said it already; what else asks is answered without words."""
    if response is not None and response.status_code == settings.AXES_HTTP_RESPONSE_CODE:
        return response
    return HttpResponse(status=settings.AXES_HTTP_RESPONSE_CODE)

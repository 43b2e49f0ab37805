"""Passkeys: adding one in the account, and logging in with one; made by django-otp-webauthn."""

from http import HTTPStatus

from django.utils.translation import gettext_lazy as _
from django_otp_webauthn import exceptions
from django_otp_webauthn.views import (
    BeginCredentialAuthenticationView,
    CompleteCredentialAuthenticationView,
    CompleteCredentialRegistrationView,
)
from wagtail.log_actions import log

from home.log_in import tries_too_often
from home.log_in_record import FACTOR_ADDED
from home.models import SiteSettings


class TriedTooOften(exceptions.OTPWebAuthnApiError):
    """There were too many tries from one network."""

    status_code = HTTPStatus.TOO_MANY_REQUESTS
    default_code = "tried_too_often"
    default_detail = _("There were too many attempts. Try again in a quarter of an hour.")


class RefusesNonsense:
    """Answers 400 to what no browser sends, where the package would fail (0.10.3)."""

    def _parse_request_data(self, request):
        try:
            data = super()._parse_request_data(request)
        except UnicodeDecodeError as error:
            raise exceptions.MalformedRequest from error
        if not hasattr(data, "keys"):
            raise exceptions.MalformedRequest
        return data

    def post(self, *args, **kwargs):
        try:
            return super().post(*args, **kwargs)
        except (AttributeError, KeyError, TypeError, ValueError) as error:
            raise exceptions.MalformedRequest from error


class BeginLogInView(BeginCredentialAuthenticationView):
    """Asks the browser for a passkey; counted like a password that is tried."""

    def check_can_authenticate(self):
        super().check_can_authenticate()
        if tries_too_often(self.request):
            raise TriedTooOften


class FinishLogInView(RefusesNonsense, CompleteCredentialAuthenticationView):
    """Logs in whoever has the passkey, without a password."""

    def complete_auth(self, device):
        self.request.log_in_manner = "passkey"
        super().complete_auth(device)
        self.request.session.set_expiry(0)


class FinishAddingView(RefusesNonsense, CompleteCredentialRegistrationView):
    """Takes a passkey into use, and writes that down."""

    def post(self, *args, **kwargs):
        response = super().post(*args, **kwargs)
        log(self.request.user, FACTOR_ADDED, user=self.request.user)
        return response


def name_of_site(request) -> str:
    """What a telephone calls this site, beside its passkeys."""
    return SiteSettings.for_request(request).organisation

"""The addresses of logging in, in the place of Wagtail's, and of passkeys."""

from django.urls import include, path
from django.views.i18n import JavaScriptCatalog
from django_otp_webauthn.views import BeginCredentialRegistrationView

from home import log_in_views, passkeys

# With the names that the scripts of django-otp-webauthn ask for.
passkey_addresses = [
    path(
        "add/",
        BeginCredentialRegistrationView.as_view(),
        name="credential-registration-begin",
    ),
    path(
        "added/",
        passkeys.FinishAddingView.as_view(),
        name="credential-registration-complete",
    ),
    path(
        "show/",
        passkeys.BeginLogInView.as_view(),
        name="credential-authentication-begin",
    ),
    path(
        "shown/",
        passkeys.FinishLogInView.as_view(),
        name="credential-authentication-complete",
    ),
    path(
        "words/",
        JavaScriptCatalog.as_view(packages=["django_otp_webauthn"]),
        name="js-i18n-catalog",
    ),
]

urlpatterns = [
    path("login/", log_in_views.LoginView.as_view(), name="wagtailadmin_login"),
    path("login/code/", log_in_views.CodeView.as_view(), name="log_in_code"),
    path("login/passkey/", include((passkey_addresses, "otp_webauthn"))),
]

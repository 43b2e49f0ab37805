"""A person's own second factor, in the account: an application, passkeys, recovery codes."""

from base64 import b32encode

from django import forms
from django.conf import settings
from django.contrib.auth import logout
from django.contrib.auth.views import redirect_to_login
from django.shortcuts import get_object_or_404, redirect
from django.urls import path, reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext, gettext_lazy as _
from django.views.generic import TemplateView
from django_otp import login as note_factor
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.log_actions import log

from home import two_factors
from home.log_in_record import FACTOR_ADDED, FACTOR_REMOVED
from home.passwords import refuse_guessing
from home.qr import code_of

NAME, APPLICATION = "two_factors", "two_factors_application"
# What somebody may ask for who must set up two factors first.
ALWAYS = {
    NAME,
    APPLICATION,
    "log_in_code",
    "wagtailadmin_javascript_catalog",
    "wagtailadmin_login",
    "wagtailadmin_logout",
    "wagtailadmin_sprite",
}


class PasswordForm(forms.Form):
    """Asks once more for the password, before something is made less safe."""

    password = forms.CharField(
        label=_("Your password"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        self.user = user

    def clean_password(self):
        """Refuse another password, and any after too many."""
        refuse_guessing(self.user)
        if not self.user.check_password(self.cleaned_data["password"]):
            raise forms.ValidationError(_("This is not your password."))
        return self.cleaned_data["password"]


class Screen(WagtailAdminTemplateMixin, TemplateView):
    """What the screens of two factors share."""

    header_icon = "key"

    def dispatch(self, request, *args, **kwargs):
        """Who has two factors and came in without, before they were there, logs in anew."""
        if two_factors.has(request.user) and not request.user.is_verified():
            logout(request)
            return redirect_to_login(request.path)
        return super().dispatch(request, *args, **kwargs)

    def get_breadcrumbs_items(self):
        return [
            *self.breadcrumbs_items,
            {"url": reverse("wagtailadmin_account"), "label": gettext("Account")},
            {"url": "", "label": self.get_page_title()},
        ]

    def show_codes(self, user):
        """The page with new recovery codes, which nobody sees again."""
        return self.render_to_response(
            self.get_context_data(codes=two_factors.new_codes(user), shown="codes")
        )


class TwoFactorsView(Screen):
    """What somebody has set up, and what can be added or taken away."""

    template_name = "admin/two_factors.html"
    page_title = _("Logging in with two factors")

    @cached_property
    def form(self):
        """The password, for what makes the account less safe."""
        data = self.request.POST if self.request.method == "POST" else None
        return PasswordForm(data, user=self.request.user)

    def post(self, request, *args, **kwargs):
        """Give new codes, or take something away."""
        if not self.form.is_valid():
            return self.get(request, *args, **kwargs)
        user, wanted = request.user, request.POST.get("wanted", "")
        if wanted == "codes":
            return self.show_codes(user)
        if wanted == "application":
            two_factors.application_of(user).delete()
        else:
            get_object_or_404(two_factors.passkeys_of(user), pk=_number(wanted)).delete()
        two_factors.tidy(user)
        log(user, FACTOR_REMOVED, user=user)
        messages.success(request, gettext("It is taken away."))
        return redirect(NAME)

    def get_context_data(self, **kwargs):
        user = self.request.user
        return super().get_context_data(
            form=self.form,
            application=two_factors.application_of(user),
            passkeys=list(two_factors.passkeys_of(user)),
            passkeys_work=settings.PASSKEYS,
            codes_left=two_factors.codes_left(user),
            must=two_factors.must_have(user),
            **kwargs,
        )


class SetUpForm(forms.Form):
    """The code that the new application shows."""

    code = forms.CharField(
        label=_("The code that it shows now"),
        max_length=20,
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code", "inputmode": "numeric"}),
    )


class ApplicationView(Screen):
    """Sets up an application with codes that change."""

    template_name = "admin/two_factors_application.html"
    page_title = _("An application with codes")
    form = None

    @cached_property
    def device(self):
        """The application that is not in use yet."""
        return two_factors.new_application(self.request.user)

    def post(self, request, *args, **kwargs):
        """Take it into use, if it shows the right code."""
        self.form = SetUpForm(request.POST)
        if not self.form.is_valid():
            return self.get(request, *args, **kwargs)
        code = "".join(self.form.cleaned_data["code"].split())
        if not two_factors.confirm_application(self.device, code):
            self.form.add_error(
                "code", _("This code is not right. Is the clock of your telephone right?")
            )
            return self.get(request, *args, **kwargs)
        note_factor(request, self.device)
        log(request.user, FACTOR_ADDED, user=request.user)
        messages.success(request, gettext("From now on you log in with a code as well."))
        if two_factors.codes_left(request.user):
            return redirect(NAME)
        return self.show_codes(request.user)

    def get_context_data(self, **kwargs):
        shown = {}
        if "codes" not in kwargs:
            code = code_of(self.device.config_url)
            shown = {"code": code, "secret": _in_fours(self.device.bin_key)}
        return super().get_context_data(form=self.form or SetUpForm(), **shown, **kwargs)


def must_set_up_first(user, view_name: str) -> bool:
    """Whether somebody must have two factors, asks for something else, and came in without.

    So is whoever was logged in already when it was demanded, or when a factor was taken away.
    """
    if view_name in ALWAYS or view_name.startswith("otp_webauthn:"):
        return False
    return not user.is_verified() and two_factors.must_have(user)


def account_item(request):
    """The way to this screen in the account."""
    return {
        "url": reverse(NAME),
        "label": gettext("Logging in with two factors"),
        "help_text": gettext("A code from your telephone or a passkey, besides your password."),
    }


def admin_urls():
    """The addresses of the screens."""
    return [
        path("account/two-factors/", TwoFactorsView.as_view(), name=NAME),
        path("account/two-factors/application/", ApplicationView.as_view(), name=APPLICATION),
    ]


def _number(text):
    return int(text) if text.isdecimal() and len(text) < 10 else 0


def _in_fours(secret: bytes):
    """The key as people type it over."""
    text = b32encode(secret).decode().rstrip("=")
    return " ".join(text[start : start + 4] for start in range(0, len(text), 4))

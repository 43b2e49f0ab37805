"""The log-in page of the admin, and its second step."""

from http import HTTPStatus

from axes.handlers.proxy import AxesProxyHandler
from django import forms
from django.conf import settings
from django.contrib.auth import get_user_model, login
from django.contrib.auth.signals import user_login_failed
from django.contrib.auth.views import RedirectURLMixin
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_protect
from django.views.decorators.debug import sensitive_post_parameters
from django.views.generic import FormView
from django_otp import login as note_factor
from django_otp.plugins.otp_static.models import StaticDevice
from wagtail.admin.views.account import LoginView as WagtailLoginView

from home import two_factors
from home.log_in import WINDOW, tries_too_often

HALFWAY = "log_in_halfway"
# So long somebody may look for a telephone.
SECONDS = 600


class RefusesTries:
    """A form of the log-in that says so where somebody tried too often."""

    def tried_too_often(self):
        """The page with that message, and an empty form."""
        form = self.get_form_class()(**self.empty_form())
        context = self.get_context_data(form=form, tried_too_often=True)
        return self.render_to_response(
            context, status=HTTPStatus.TOO_MANY_REQUESTS, headers={"Retry-After": str(WINDOW)}
        )

    def empty_form(self):
        """What the form is made with."""
        return {}

    def post(self, request, *args, **kwargs):
        """Count the try before anything is looked at: a password takes long to check."""
        if tries_too_often(request):
            return self.tried_too_often()
        return super().post(request, *args, **kwargs)

    def form_invalid(self, form):
        if getattr(self.request, "axes_locked_out", False):
            return self.tried_too_often()
        return super().form_invalid(form)


class LoginView(RefusesTries, WagtailLoginView):
    """Wagtail's log-in page; whoever has two factors goes on to the second step."""

    def empty_form(self):
        return {"request": self.request}

    def form_valid(self, form):
        user = form.get_user()
        if not two_factors.has(user):
            self.request.log_in_manner = "password"
            return super().form_valid(form)
        self.request.session[HALFWAY] = {
            "user": user.pk,
            "backend": user.backend,
            "state": user.get_session_auth_hash(),
            "remember": bool(form.cleaned_data.get("remember")),
            "until": timezone.now().timestamp() + SECONDS,
        }
        next_url = self.get_redirect_url()
        query = f"?{urlencode({'next': next_url})}" if next_url else ""
        return redirect(reverse("log_in_code") + query)

    def get_context_data(self, **kwargs):
        return super().get_context_data(passkeys=settings.PASSKEYS, **kwargs)


class CodeForm(forms.Form):
    """The code of an application, or one on paper."""

    code = forms.CharField(
        label=_("Code"),
        max_length=40,
        widget=forms.TextInput(
            attrs={"autocomplete": "one-time-code", "autofocus": True, "spellcheck": "false"}
        ),
    )


@method_decorator([sensitive_post_parameters(), csrf_protect, never_cache], name="dispatch")
class CodeView(RefusesTries, RedirectURLMixin, FormView):
    """The second step: nobody is logged in before it, so nothing private is seen without it."""

    template_name = "wagtailadmin/log_in_code.html"
    form_class = CodeForm

    def dispatch(self, request, *args, **kwargs):
        self.halfway = request.session.get(HALFWAY) or {}
        self.user = self._user()
        if self.user is None:
            return redirect("wagtailadmin_login")
        return super().dispatch(request, *args, **kwargs)

    def _user(self):
        if self.halfway.get("until", 0) < timezone.now().timestamp():
            return None
        user = get_user_model().objects.filter(pk=self.halfway["user"], is_active=True).first()
        # Somebody whose password was changed meanwhile begins anew.
        if user is None or user.get_session_auth_hash() != self.halfway["state"]:
            return None
        return user

    def form_valid(self, form):
        credentials = {"username": self.user.get_username()}
        allowed = AxesProxyHandler.is_allowed(self.request, credentials)
        device = two_factors.accept(self.user, form.cleaned_data["code"]) if allowed else None
        if device is None:
            self.request.axes_locked_out = not allowed
            user_login_failed.send(__name__, credentials=credentials, request=self.request)
            form.add_error("code", _("This code is not right, or it has been used."))
            return self.form_invalid(form)
        halfway = self.request.session.pop(HALFWAY)
        self.request.log_in_manner = (
            "recovery" if isinstance(device, StaticDevice) else "application"
        )
        login(self.request, self.user, backend=halfway["backend"])
        note_factor(self.request, device)
        age = settings.SESSION_COOKIE_AGE if halfway["remember"] else 0
        self.request.session.set_expiry(age)
        return redirect(self.get_success_url())

    def get_default_redirect_url(self):
        return reverse("wagtailadmin_home")

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            next=self.get_redirect_url(), passkeys=settings.PASSKEYS, **kwargs
        )

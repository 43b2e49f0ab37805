"""The admin's page "Mails": how far each has come, what it says, and another try; and the texts."""

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.translation import gettext, gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.generic import View
from wagtail.admin import messages
from wagtail.admin.ui.tables import Column, DateColumn, TitleColumn
from wagtail.admin.views import generic
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.permission_policies import ModelPermissionPolicy
from wagtail.permissions import register_permission_policy
from wagtail.snippets.views.snippets import IndexView as SnippetIndexView, SnippetViewSet

from events import outbox
from events.models import Letter, Mail, MailState
from events.models.mails import MAIL_POLICY

READ, AGAIN = "events.view_mail", "events.change_mail"
# For columns that say nothing on a phone, where each mail is a card (admin/layout.css).
NOT_ON_A_CARD = "listing__wide"


def next_attempt(mail: Mail):
    """When a mail that waits is tried next; nothing for others."""
    return mail.due_at if mail.state == MailState.WAITING else None


class MailIndexView(generic.IndexView):
    """The list, the last written on top."""

    any_permission_required = ["view"]

    def get_add_url(self):
        return None

    def get_edit_url(self, instance):
        return reverse("mails:read", args=[instance.pk])

    def get_inspect_url(self, instance):
        return None

    def get_delete_url(self, instance):
        return None

    def get_copy_url(self, instance):
        return None

    def get_base_queryset(self):
        # What the mail says is not read for a list of many.
        return super().get_base_queryset().defer("text", "html", "calendars")


class MailView(View):
    """Something of one mail, for who may read mails."""

    permission = READ

    @method_decorator(never_cache)
    def dispatch(self, request, *args, **kwargs):
        if not request.user.has_perm(self.permission):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)


class ReadMailView(MailView):
    """A mail in full, with its state."""

    http_method_names = ["get", "head"]

    def get(self, request, pk):
        """Show the mail."""
        mail = get_object_or_404(Mail, pk=pk)
        return TemplateResponse(
            request,
            "admin/mail.html",
            {
                "mail": mail,
                "may_try": mail.state == MailState.FAILED and request.user.has_perm(AGAIN),
                "is_sent": settings.MAIL_IS_SENT,
                "next_attempt": next_attempt(mail),
                "fault": mail.fault_in_words,
            },
        )


class MailHtmlView(MailView):
    """The HTML of a mail by itself, for a frame in which nothing of it can do any harm."""

    http_method_names = ["get", "head"]

    @method_decorator(xframe_options_sameorigin)
    def get(self, request, pk):
        """Answer with what the person sees."""
        response = HttpResponse(get_object_or_404(Mail, pk=pk).html)
        response["Content-Security-Policy"] = MAIL_POLICY
        return response


class TryAgainView(MailView):
    """Send a mail once more that was given up."""

    permission = AGAIN
    http_method_names = ["post"]

    def post(self, request, pk):
        """Hand the mail over, and go back to it."""
        mail = get_object_or_404(Mail, pk=pk)
        outbox.again(mail, now=timezone.now())
        messages.success(request, gettext("The mail will be tried once more."))
        return redirect("mails:read", pk)


class MailViewSet(ModelViewSet):
    """All mails: to be read, and sent once more; written by nobody but the site."""

    model = Mail
    name = url_prefix = "mails"
    url_namespace = "mails"
    icon = "mail"
    menu_label = _("Mails")
    menu_order = 160
    add_to_admin_menu = True
    add_to_reference_index = False
    copy_view_enabled = False
    # Only for the form of a view that is not there.
    form_fields = ["kind"]
    index_view_class = MailIndexView
    list_display = [
        TitleColumn("subject", label=_("Subject"), url_name="mails:read"),
        Column("recipient", label=_("To")),
        Column("kind", label=_("Kind"), accessor="get_kind_display"),
        Column("state", label=_("State"), accessor="get_state_display"),
        Column("attempts", label=_("Attempts"), classname=NOT_ON_A_CARD),
        DateColumn(
            "next_attempt",
            label=_("Next attempt"),
            accessor=next_attempt,
            classname=NOT_ON_A_CARD,
        ),
        Column("fault", label=_("Fault"), accessor="fault_in_words"),
        DateColumn("created_at", label=_("Written")),
    ]
    list_filter = ["state", "kind", "language"]
    # No search_fields: who is looked for would stand in the address of the page.
    list_per_page = 50
    ordering = ["-created_at", "-pk"]

    def get_urlpatterns(self):
        return [
            path("", self.index_view, name="index"),
            path("results/", self.index_results_view, name="index_results"),
            path("<int:pk>/", ReadMailView.as_view(), name="read"),
            path("<int:pk>/html/", MailHtmlView.as_view(), name="html"),
            path("<int:pk>/again/", TryAgainView.as_view(), name="again"),
        ]


class LetterPermissions(ModelPermissionPolicy):
    """There is one text of each kind in each language already, so nobody adds any."""

    def user_has_permission(self, user, action):
        return action != "add" and super().user_has_permission(user, action)


register_permission_policy(Letter, LetterPermissions(Letter))


class LetterIndexView(SnippetIndexView):
    """The texts of all kinds of mail, in each language."""

    def get_base_queryset(self):
        Letter.complete()
        return super().get_base_queryset()

    def get_add_url(self):
        return None


class LetterViewSet(SnippetViewSet):
    """The list "Mail texts"."""

    model = Letter
    icon = "edit"
    menu_label = _("Mail texts")
    menu_order = 245
    add_to_admin_menu = True
    copy_view_enabled = False
    index_view_class = LetterIndexView
    list_display = [
        TitleColumn(
            "kind",
            label=_("Mail"),
            accessor="get_kind_display",
            url_name="wagtailsnippets_events_letter:edit",
        ),
        Column("language", label=_("Language"), accessor="get_language_display"),
        "subject",
    ]
    list_filter = ["language"]
    list_per_page = 50

"""Sending pages for translation in the admin, without Dutch words on live English pages.

These views stand before wagtail-localize's own, at the same addresses.
"""

import polib
from django.core.exceptions import ObjectDoesNotExist, PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.urls import path, reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_POST
from wagtail.admin import messages
from wagtail.admin.views.pages.utils import get_valid_next_url_from_request
from wagtail_localize.models import Translation
from wagtail_localize.views.edit_translation import upload_pofile, user_can_edit_instance
from wagtail_localize.views.submit_translations import (
    SubmitPageTranslationView,
    SubmitSnippetTranslationView,
)
from wagtail_localize.views.update_translations import (
    UpdateTranslationsForm,
    UpdateTranslationsView,
)

from home.admin_guard import may_change
from home.translations import source_row

# Larger than the words of any page.
LARGEST_PO_FILE = 5 * 1024 * 1024


class OfTheSourceMixin:
    """Submits what is in the source language, by who may change it, and nothing else."""

    def dispatch(self, request, *args, **kwargs):
        """Refuse an alias, a translation, and somebody who may not change the thing."""
        thing = self.get_object()
        if not may_change(request.user, thing):
            raise PermissionDenied
        if getattr(thing, "alias_of_id", None) or source_row(thing) != thing:
            messages.error(
                request, gettext("This is a translation itself: translate the Dutch one.")
            )
            return redirect(self.get_default_success_url() or "wagtailadmin_home")
        return super().dispatch(request, *args, **kwargs)


class SubmitBelowTranslatedView(OfTheSourceMixin, SubmitPageTranslationView):
    """Submit a page whose parent is translated.

    wagtail-localize would copy the parents that are not, and the copies would be live.
    """

    def get_default_success_url(self, translated_page=None):
        if translated_page:
            return super().get_default_success_url(translated_page)
        return reverse("wagtailadmin_explore", args=[self.get_object().get_parent().pk])

    def form_valid(self, form):
        """Submit the page, or say which page must be translated before it."""
        parent = self.object.get_parent()
        if not parent.is_root():
            for locale in form.cleaned_data["locales"]:
                if not parent.has_translation(locale):
                    messages.error(
                        self.request,
                        gettext("Translate the page above it first: %(title)s.")
                        % {"title": parent.title},
                    )
                    return redirect("wagtailadmin_explore", parent.pk)
        return super().form_valid(form)


class SubmitSnippetView(OfTheSourceMixin, SubmitSnippetTranslationView):
    """Submit a snippet."""


class SyncForm(UpdateTranslationsForm):
    """What a synchronisation asks: not whether to publish words that are not translated yet."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        del self.fields["publish_translations"]

    def clean(self):
        """Return what was asked, with "no" to publishing."""
        return {**super().clean(), "publish_translations": False}


class SyncView(UpdateTranslationsView):
    """Bring new words to translators; who has translated them publishes."""

    def dispatch(self, request, *args, **kwargs):
        """Refuse somebody who may not change what the words come from."""
        if not may_change(request.user, self.get_object().get_source_instance()):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_form(self):
        """The form without the tick that publishes."""
        return SyncForm(self.request.POST if self.request.method == "POST" else None)


@require_POST
def upload_words(request, translation_id):
    """Take the words of a PO file over, as a draft; say what is wrong with any other file."""
    translation = get_object_or_404(Translation, pk=translation_id)
    try:
        target = translation.get_target_instance()
    except ObjectDoesNotExist as error:
        raise Http404 from error
    if not user_can_edit_instance(request.user, target):
        raise PermissionDenied
    upload = request.FILES.get("file")
    if reason := _fault(upload):
        messages.error(request, reason)
        return redirect(get_valid_next_url_from_request(request) or reverse("wagtailadmin_home"))
    return upload_pofile(request, translation_id)


def _fault(upload) -> str:
    """What is wrong with an uploaded file; wagtail-localize breaks on what is no PO file of its."""
    if upload is None:
        return gettext("Choose the file with your translation first.")
    if upload.size > LARGEST_PO_FILE:
        return gettext("This file is too large to be a translation of this page.")
    content = upload.read()
    upload.seek(0)
    try:
        words = polib.pofile(content.decode("utf-8"))
    except (OSError, UnicodeDecodeError, ValueError):
        words = None
    # polib takes what is no content for the name of a file.
    if words is None or b"msgid" not in content:
        return gettext("This is not a PO file.")
    if "X-WagtailLocalize-TranslationID" not in words.metadata:
        return gettext("This file does not say which page it belongs to. Download it here first.")
    return ""


def admin_urls():
    """The addresses of wagtail-localize that these views take over."""
    return [
        path(
            "localize/submit/page/<int:page_id>/",
            SubmitBelowTranslatedView.as_view(),
            name="submit_page",
        ),
        path(
            "localize/submit/snippet/<slug:app_label>/<slug:model_name>/<str:pk>/",
            SubmitSnippetView.as_view(),
            name="submit_snippet",
        ),
        path(
            "localize/update/<int:translation_source_id>/",
            SyncView.as_view(),
            name="synchronise",
        ),
        path(
            "localize/translate/<int:translation_id>/pofile/upload/",
            upload_words,
            name="upload_words",
        ),
    ]

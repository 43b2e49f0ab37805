"""Sending pages for translation in the admin, without Dutch words on live English pages.

These two views stand before wagtail-localize's own, at the same addresses.
"""

from django.shortcuts import redirect
from django.urls import path
from django.utils.translation import gettext
from wagtail.admin import messages
from wagtail_localize.views.submit_translations import SubmitPageTranslationView
from wagtail_localize.views.update_translations import (
    UpdateTranslationsForm,
    UpdateTranslationsView,
)


class SubmitBelowTranslatedView(SubmitPageTranslationView):
    """Submit a page whose parent is translated.

    wagtail-localize would copy the parents that are not, and the copies would be live.
    """

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

    def get_form(self):
        """The form without the tick that publishes."""
        return SyncForm(self.request.POST if self.request.method == "POST" else None)


def admin_urls():
    """The addresses of wagtail-localize that these views take over."""
    return [
        path("localize/submit/page/<int:page_id>/", SubmitBelowTranslatedView.as_view()),
        path("localize/update/<int:translation_source_id>/", SyncView.as_view()),
    ]

"""One screen for a picture everywhere: another file, and the words for it on each page."""

from django import forms
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect
from django.urls import path, reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext, gettext_lazy as _, ngettext
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.widgets import AdminAutoHeightTextInput
from wagtail.images import get_image_model
from wagtail.images.forms import get_image_form
from wagtail.permissions import policy_registry

from home import picture_uses
from home.picture_uses import COVER, Uses

NAME = "picture_uses"
LONGEST = 250


class WordsForm(forms.Form):
    """A field for the words at each place where a picture is shown."""

    def __init__(self, *args, uses: Uses, **kwargs):
        super().__init__(*args, **kwargs)
        self.uses = uses
        for one in uses.changeable:
            for use in one.uses:
                self.fields[use.name] = forms.CharField(
                    label=f"{use.label} ({one.language})",
                    required=False,
                    max_length=LONGEST if use.path == COVER else None,
                    initial=use.alt,
                    widget=AdminAutoHeightTextInput(attrs={"lang": one.page.locale.language_code}),
                )

    def clean(self):
        """Refuse a translation of words that are not there; what is read out has no lines."""
        cleaned = {name: " ".join(words.split()) for name, words in super().clean().items()}
        sources = {
            (one.page.translation_key, use.path): use
            for one in self.uses.pages
            if one.translation is None
            for use in one.uses
        }
        for one in self.uses.changeable:
            if one.translation is None:
                continue
            for use in one.uses:
                source = sources.get((one.page.translation_key, use.path))
                if source is None or not cleaned.get(use.name):
                    continue
                if not cleaned.get(source.name, source.alt):
                    self.add_error(
                        use.name,
                        gettext("Say it in Dutch as well: these words are a translation of it."),
                    )
        return cleaned

    def pages(self):
        """Each page with its fields, for the template."""
        for one in self.uses.changeable:
            yield one, [self[use.name] for use in one.uses]


class PictureUsesView(WagtailAdminTemplateMixin, TemplateView):
    """Shows where a picture is used, and saves what is changed about it there."""

    template_name = "admin/picture_uses.html"
    page_title = _("Picture everywhere")
    header_icon = "image"

    def dispatch(self, request, *args, **kwargs):
        policy = policy_registry.get_by_type(get_image_model())
        if not policy.user_has_permission_for_instance(request.user, "change", self.picture):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    @cached_property
    def picture(self):
        """The picture that this is about."""
        return get_object_or_404(get_image_model(), pk=self.kwargs["image_id"])

    @cached_property
    def uses(self) -> Uses:
        """Where it is used."""
        return picture_uses.uses_of(self.picture, self.request.user)

    @cached_property
    def file_form(self):
        """The field for another file; without one the picture stays."""
        posted = self.request.POST, self.request.FILES
        data = posted if self.request.method == "POST" else ()
        form = get_image_form(get_image_model(), fields=["file"])(
            *data, instance=self.picture, user=self.request.user
        )
        form.fields.pop("collection", None)
        form.fields["file"].required = False
        form.fields["file"].label = gettext("Another file")
        form.fields["file"].widget = forms.FileInput(attrs={"accept": "image/*"})
        return form

    @cached_property
    def words_form(self) -> WordsForm:
        """The words of each use."""
        data = self.request.POST if self.request.method == "POST" else None
        return WordsForm(data, uses=self.uses)

    def post(self, request, *args, **kwargs):
        """Save the words first: a page that is published shows the new file in any case."""
        if not all([self.file_form.is_valid(), self.words_form.is_valid()]):
            return self.get(request, *args, **kwargs)
        replaced = "file" in self.file_form.changed_data
        if replaced:
            # What was in the middle of the old file need not be so in the new one.
            for name in ("x", "y", "width", "height"):
                setattr(self.picture, f"focal_point_{name}", None)
            self.file_form.save()
        saved, left = picture_uses.save(
            self.picture, self.uses, self.words_form.cleaned_data, request.user
        )
        self.say(replaced, saved, left)
        return redirect(
            "wagtailimages:index" if not left else NAME, *([self.picture.pk] * bool(left))
        )

    def say(self, replaced, saved, left):
        """Tell what was done, and what was not."""
        said = []
        if replaced:
            said.append(gettext("The picture is replaced on all pages."))
        if saved:
            words = ngettext(
                "The words are saved on %(number)d page.",
                "The words are saved on %(number)d pages.",
                len(saved),
            )
            said.append(words % {"number": len(saved)})
        if drafts := [one for one in saved if not one.publishes]:
            words = ngettext(
                "%(number)d of them is a draft; somebody else publishes it.",
                "%(number)d of them are drafts; somebody else publishes them.",
                len(drafts),
            )
            said.append(words % {"number": len(drafts)})
        if said:
            messages.success(self.request, " ".join(said))
        elif not left:
            messages.info(self.request, gettext("Nothing was changed."))
        for one in left:
            messages.warning(
                self.request,
                gettext("%(page)s (%(language)s) is left as it was: look at it there.")
                % {"page": one.title, "language": one.language},
                buttons=[messages.button(one.edit_url, gettext("Edit"))],
            )

    def get_page_subtitle(self):
        return self.picture.title

    def get_breadcrumbs_items(self):
        return [
            *self.breadcrumbs_items,
            {"url": reverse("wagtailimages:index"), "label": gettext("Images")},
            {"url": reverse("wagtailimages:edit", args=[self.picture.pk]), "label": self.picture},
            {"url": "", "label": self.get_page_title()},
        ]

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            picture=self.picture,
            uses=self.uses,
            file_form=self.file_form,
            words_form=self.words_form,
            **kwargs,
        )


def admin_urls():
    """The address of the screen."""
    return [path("images/<int:image_id>/everywhere/", PictureUsesView.as_view(), name=NAME)]

"""Two people, or two tabs, at once on one page or snippet: nothing newer is overwritten unseen.

Wagtail tells each of the other while both have it open, and refuses to save by itself over a newer
version. A save that somebody asks for it lets pass: also before the browser has heard of the other.
``autosave.js`` tells a form which version it has saved by itself.
"""

import functools

from django.utils.translation import gettext
from wagtail.admin import messages
from wagtail.admin.views.pages.edit import EditView
from wagtail.admin.viewsets.pages import PageViewSet

from home import newer_values
from home.locks import only_one


def refusal(latest, user) -> str:
    """What whoever saves last is told of the newest version."""
    said = newer_values.refusal(latest.user, latest.created_at, user)
    advice = gettext(
        "What you wrote is below. Compare it with the newer version under History; save once more "
        "to put yours in its place."
    )
    return f"{said} {advice}"


class OneAtATime:
    """For a form: of two who send it at the same moment, the second is answered after the first.

    Otherwise each would be found to know the newest version, and one of them overwrite the other.
    """

    @classmethod
    def as_view(cls, **options):
        """The view, entered by one at a time to save something."""
        view = super().as_view(**options)

        @functools.wraps(view)
        def alone(request, *args, **kwargs):
            if request.method != "POST":
                return view(request, *args, **kwargs)
            with only_one("editing", request.path_info):
                return view(request, *args, **kwargs)

        return alone


class AskBeforeOverwriting(OneAtATime):
    """For the form of a snippet with revisions: refuses once to save over a newer version."""

    def is_valid(self, form):
        """Whether the form can be saved; not where a newer version would be lost sight of."""
        if not self.expects_json_response and self.is_out_of_date:
            self.produced_error_code = "invalid_revision"
            self.produced_error_message = refusal(self.latest_revision, self.request.user)
            return False
        return super().is_valid(form)


class SitePageEditView(OneAtATime, EditView):
    """The form of a page; refuses once to save over a newer version."""

    def post(self, request, *args, **kwargs):
        """Save, or show once more what was written."""
        if (
            not self.page.alias_of_id
            and not self.locked_for_user
            and not self.expects_json_response
            and self.is_out_of_date
        ):
            self.form = self.form_class(
                request.POST,
                request.FILES,
                instance=self.page,
                subscription=self.subscription,
                parent_page=self.parent,
                for_user=request.user,
            )
            messages.error(request, refusal(self.latest_revision, request.user))
            self.has_unsaved_changes = True
            return self.render_to_response(self.get_context_data())
        return super().post(request, *args, **kwargs)


class SitePageViewSet(PageViewSet):
    """The admin of all pages, in the place of Wagtail's own."""

    edit_view_class = SitePageEditView

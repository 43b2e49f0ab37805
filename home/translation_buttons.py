"""How far the English is, shown with the Dutch page while it is edited."""

from django.conf import settings
from django.utils.translation import gettext
from wagtail.admin.widgets.button import Button

from home.translation_state import state_of


def page_button(page, user, view_name=None, next_url=None):
    """A line in the menu of a Dutch page: how much is translated, and the way there."""
    if page.is_root() or page.locale.language_code != settings.LANGUAGE_CODE:
        return
    state = state_of(page)
    if state.target is None or not state.target.permissions_for_user(user).can_edit():
        return
    yield Button(
        gettext("English: %(state)s") % {"state": state.words},
        state.url,
        icon_name="wagtail-localize-language",
        priority=55,
    )

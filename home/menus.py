"""The admin's menus: for each role what it needs."""

from wagtail.admin.menu import MenuItem

from home.roles import READ_HISTORY, RUN_SITE

# What readers search for is not kept, so there is nothing to report.
EMPTY = {"search-terms"}
# What whoever writes has to mend; it lists only pages that one may change.
FOR_WRITERS = {"stale-dates"}
# Wagtail's own guide, in English elsewhere.
GUIDE = "editor-guide"
NEWS = "whats-new-in-wagtail"


def shorten_reports(request, items):
    """Leave out the reports that somebody may not see (``construct_reports_menu``).

    Also that of wagtail-localize, for which the page "English" stands.
    """
    items[:] = [item for item in items if item.name not in EMPTY]
    if not request.user.has_perm(READ_HISTORY):
        items[:] = [item for item in items if item.name in FOR_WRITERS]


def shorten_help(request, items):
    """Leave out the guide of Wagtail, for which ours stands (``construct_help_menu``).

    Owners keep what is new in Wagtail: it may be for them to decide about.
    """
    left_out = (GUIDE,) if request.user.has_perm(RUN_SITE) else (GUIDE, NEWS)
    items[:] = [item for item in items if not item.name.startswith(left_out)]


class MenuItemFor(MenuItem):
    """An entry that is there for whom ``may`` says so, a function of the user."""

    def __init__(self, *args, may, **kwargs):
        self.may = may
        super().__init__(*args, **kwargs)

    def is_shown(self, request):
        """Whether the person who asks sees it."""
        return self.may(request.user)

"""Who may do what with a page, where Wagtail's rights on the tree of pages say too little."""

from wagtail.models import Page, PagePermissionTester

from home.roles import ARRANGE, WRITE_SOURCE

# The root, the home pages, and the pages just below these, which are the site's menu.
MAIN_DEPTH = 3


class SitePermissions(PagePermissionTester):
    """Keeps the main pages in their places, and the rest in the hands of who may add pages.

    Wagtail lets whoever may change and publish a page also move and delete it. Here that needs the
    right to add one as well, which translators lack; for main pages the right to arrange the site.
    """

    def _may_arrange(self, depth: int) -> bool:
        if self.user.is_superuser:
            return True
        if not self.user.is_active or "add" not in self.permissions:
            return False
        return depth > MAIN_DEPTH or self.user.has_perm(ARRANGE)

    def can_add_subpage(self):
        return super().can_add_subpage() and self._may_arrange(self.page.depth + 1)

    def can_publish_subpage(self):
        return super().can_publish_subpage() and self._may_arrange(self.page.depth + 1)

    def can_delete(self, ignore_bulk=False):
        return super().can_delete(ignore_bulk) and self._may_arrange(self.page.depth)

    def can_unpublish(self):
        may = super().can_unpublish()
        return may and (self.page.depth > MAIN_DEPTH or self._may_arrange(self.page.depth))

    def can_reorder_children(self):
        return super().can_reorder_children() and self._may_arrange(self.page.depth + 1)

    def can_copy(self):
        return super().can_copy() and ("add" in self._codenames)

    def can_move_to(self, destination):
        return super().can_move_to(destination) and (
            self.user.is_superuser
            or destination.depth + 1 > MAIN_DEPTH
            or self.user.has_perm(ARRANGE)
        )

    def can_set_view_restrictions(self):
        return super().can_set_view_restrictions() and (
            self.user.is_superuser or self.user.has_perm(WRITE_SOURCE)
        )

    @property
    def _codenames(self) -> set[str]:
        if self.user.is_superuser:
            return {"add"}
        return self.permissions if self.user.is_active else set()


def install() -> None:
    """Let every page ask this class, also one whose type was not looked up, as lists have it."""

    def permissions_for_user(self, user):
        return SitePermissions(user, self)

    Page.permissions_for_user = permissions_for_user

"""Lists of which readers see one page at a time."""

from django.core.paginator import Page, Paginator
from django.http import Http404

# So many numbers stand on either side of the page at hand, and at both ends.
BESIDE, AT_ENDS = 1, 1


class ListPage(Page):
    """One page of a list, that knows which others are named below it."""

    @property
    def numbers(self) -> list[int | None]:
        """The numbers of pages that readers may choose from; None where some are left out.

        However long a list is, they fit on the telephone and cost the same.
        """
        shown = self.paginator.get_elided_page_range(
            self.number, on_each_side=BESIDE, on_ends=AT_ENDS
        )
        return [None if number == Paginator.ELLIPSIS else number for number in shown]


class ListPaginator(Paginator):
    """The pages of a list; ``counted`` has as many rows as the list, where that is less to ask."""

    def __init__(self, rows, per_page: int, counted=None):
        super().__init__(rows, per_page)
        if counted is not None:
            self.count = counted.count()

    def _get_page(self, *args, **kwargs) -> ListPage:
        return ListPage(*args, **kwargs)


def page_number(request, paginator: Paginator) -> int:
    """The number asked for; a page that does not exist is not found."""
    asked = request.GET.get("page") or "1"
    if not asked.isascii() or not asked.isdigit() or len(asked) > 6 or asked[0] == "0":
        raise Http404
    number = int(asked)
    if not 1 <= number <= paginator.num_pages:
        raise Http404
    return number

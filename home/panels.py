"""Panels of the page editor that any page may have."""

from django.urls import reverse
from django.utils.translation import gettext
from wagtail.admin.panels import FieldPanel, Panel

from home import stale_dates

# What stands for the number of characters in the words of a counted field.
NUMBER = "__number__"


class CountedPanel(FieldPanel):
    """A field for a search engine, which says how much of the room that those show is filled.

    ``room`` is the number of characters that a search engine shows; more may be written. The number
    is there without a script, which keeps it right while somebody types.
    """

    def __init__(self, *args, room: int, **kwargs):
        super().__init__(*args, **kwargs)
        self.room = room

    def clone_kwargs(self):
        return {**super().clone_kwargs(), "room": self.room}

    class BoundPanel(FieldPanel.BoundPanel):
        template_name = "admin/counted_panel.html"

        class Media:
            css = {"all": ["admin/counted.css"]}
            js = ["admin/counted.js"]

        def get_context_data(self, parent_context=None):
            words = gettext(
                "%(number)s of %(room)s characters; a search engine shows about %(room)s."
            )
            words = words % {"number": NUMBER, "room": self.panel.room}
            number = len(self.bound_field.value() or "")
            return {
                **super().get_context_data(parent_context),
                "count_id": f"{self.prefix}-count",
                "words": words,
                "counted": words.replace(NUMBER, str(number)),
                "room": self.panel.room,
                "is_full": number > self.panel.room,
            }


class StaleDatesPanel(Panel):
    """Dates in the text that no longer hold; nothing is to be seen where there are none.

    Drawn with the page, so that it needs no script; the script of it also marks the blocks, puts a
    card in place of a date, and draws it again after a save in the background.
    """

    @property
    def clean_name(self):
        return "stale_dates"

    class BoundPanel(Panel.BoundPanel):
        template_name = "admin/stale_dates_panel.html"

        class Media:
            css = {"all": ["admin/stale_dates.css"]}
            js = ["admin/stale_dates.js"]

        def get_context_data(self, parent_context=None):
            context = super().get_context_data(parent_context)
            # The address for a page that has no number before it is first saved.
            context["url"] = reverse("stale_dates:panel", args=[0])
            context["dates"] = stale_dates.of_page(self.instance) if self.instance.pk else []
            return context

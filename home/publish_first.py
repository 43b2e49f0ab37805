"""Publishing is the button in sight of a form, for who may publish; a draft is kept by the menu.

What is written is kept by itself already, so the draft is what people ask for least.
"""

from wagtail.admin.ui.components import Component

PUBLISH = "action-publish"


class FirstButton(Component):
    """The button that Wagtail has for publishing, after one that Enter in a field presses.

    A browser takes Enter for the first button of a form: that must not be the one that publishes.
    """

    template_name = "admin/publish_first.html"
    name = PUBLISH

    def __init__(self, item):
        self.item = item
        self.order = item.order

    @property
    def media(self):
        return self.item.media

    def get_context_data(self, parent_context):
        return {"publish": self.item.render_html(parent_context)}


def put_publish_first(items, request, context):
    """Take "Publish" from the menu (``construct_page_action_menu``, and that of snippets).

    Not while somebody reviews, whose answer comes first, nor over an old version, which would be
    put in the place of the newest at one press.
    """
    if context["view"] not in ("create", "edit"):
        return
    thing = context.get("page") or context.get("instance")
    if thing is not None and thing.pk and getattr(thing, "workflow_in_progress", False):
        return
    for number, item in enumerate(items):
        if item.name == PUBLISH:
            items.insert(0, FirstButton(items.pop(number)))
            return

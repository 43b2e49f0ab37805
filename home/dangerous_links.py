"""Keeps a translator from putting a script in the place of a link.

wagtail-localize 1.14.5 stores whatever is sent in the place of an address in rich text, which
editors of the Dutch cannot do (``wagtail.whitelist.check_url``). Delete this module once
``tests/home/test_dangerous_links.py`` passes without it (2026-11).
"""

from django.core.exceptions import BadRequest
from wagtail.whitelist import check_url


def refuse_override(sender, instance, raw=False, **kwargs):
    """Refuse an address of a scheme that Wagtail does not allow (``pre_save``)."""
    if raw or not isinstance(instance.data, str):
        return
    # What is in the place of words has words before its colon.
    before = instance.data.partition(":")[0].strip()
    if " " not in before and check_url(instance.data) is None:
        raise BadRequest("This address cannot be linked to.")

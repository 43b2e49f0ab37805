"""What the dashboard says to whoever opens it."""

from django import template
from django.utils import timezone
from django.utils.translation import gettext

register = template.Library()

MORNING, AFTERNOON, EVENING = 5, 12, 18


@register.simple_tag
def greeting(user) -> str:
    """A greeting that fits the hour, by first name where it is known."""
    hour, name = timezone.localtime().hour, user.first_name
    if hour < MORNING or hour >= EVENING:
        words = gettext("Good evening, %(name)s") if name else gettext("Good evening")
    elif hour < AFTERNOON:
        words = gettext("Good morning, %(name)s") if name else gettext("Good morning")
    else:
        words = gettext("Good afternoon, %(name)s") if name else gettext("Good afternoon")
    return words % {"name": name}


@register.simple_tag
def today():
    """The date at the practice."""
    return timezone.localdate()

"""People of each role, for tests."""

from django.contrib.auth.models import Group
from django.test import Client

from home.roles import EDITORS, MODERATORS, OWNERS, TRANSLATORS
from tests.factories import UserFactory

ROLES = {
    "translator": TRANSLATORS,
    "editor": EDITORS,
    "moderator": MODERATORS,
    "owner": OWNERS,
}


def person(role: str):
    """Somebody in the group of a role."""
    user = UserFactory(email=f"{role}@example.com")
    user.groups.add(Group.objects.get(name=ROLES[role]))
    return user


def browser(role: str) -> Client:
    """A browser in which somebody of that role is logged in."""
    client = Client(raise_request_exception=False)
    client.force_login(person(role))
    client.role = role
    return client

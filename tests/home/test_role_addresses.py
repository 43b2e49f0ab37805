"""Which addresses of the admin each role may ask for; none of them can be forgotten."""

import re
from functools import partial
from http import HTTPStatus

import pytest
from django.db import transaction
from django.template.response import SimpleTemplateResponse
from django.test.client import BOUNDARY, MULTIPART_CONTENT, encode_multipart

from home.models import User
from tests.admin_addresses import address, make_files, make_things, views
from tests.conftest import NOW
from tests.factories import UserFactory
from tests.keeping import made
from tests.roles import ROLES, browser

pytestmark = pytest.mark.once

# What only scripts ask for.
BY_SCRIPTS = r"wagtail(docs|images):.*(multiple|upload)"
WORDS = {
    "data": encode_multipart(BOUNDARY, {"value": "Asking"}),
    "content_type": MULTIPART_CONTENT,
}
SCRIPT = {"X-Requested-With": "XMLHttpRequest"}
# The report of wagtail-localize 1.14 has no order.
unordered = pytest.mark.filterwarnings("ignore::django.core.paginator.UnorderedObjectListWarning")

EVERYBODY = {"translator", "editor", "moderator", "owner"}
EDITORS = EVERYBODY - {"translator"}
MODERATORS = {"moderator", "owner"}
OWNERS = {"owner"}
# Only somebody who may do everything, or nobody at all.
NOBODY: set[str] = set()

# For each address the first line that its name matches says who may ask for it. Things are Dutch:
# what translators may do with English ones is tried in test_translators.
RULES = [
    (NOBODY, r"wagtailadmin_(collections|workflows):(?!task_cho)"),
    (NOBODY, r"wagtail(locales|sites|users_groups):"),
    (NOBODY, r"wagtail_localize:convert_to_alias"),
    (MODERATORS, r".*:(workflow_(preview|action)|collect_workflow)"),
    (NOBODY, r"wagtailsnippets_events_letter:(add|preview_on_add)"),
    (NOBODY, r"wagtailsnippetchoosers_events_letter:create"),
    (NOBODY, r"wagtailsearchpromotions:search_terms"),
    (EVERYBODY, r"wagtailsearchpromotions:chooser"),
    (MODERATORS, r"wagtailsearchpromotions:"),
    (OWNERS, r"wagtail(redirects|settings|users_users):"),
    (OWNERS, r"log_ins|state_of_site"),
    (EVERYBODY, r"two_factors|otp_webauthn:"),
    (MODERATORS, r"wagtailadmin_(reports:|pages:(lock|unlock))"),
    # What shows nothing, or only what somebody may see.
    (EDITORS, r"wagtailadmin_api:pages:(detail|action|find)"),
    (EVERYBODY, r"wagtailadmin_(?!pages:)"),
    (EVERYBODY, r"wagtailadmin_pages:(type_use|search|revisions_index|choose_parent)"),
    (EVERYBODY, r"wagtailadmin_pages:(move_confirm|confirm_work)"),
    (EVERYBODY, r"wagtailsnippets_events_edition:confirm_work"),
    (EVERYBODY, r"wagtail_bulk_action|wagtailembeds:|wagtailsnippets:index|translations$|guide$"),
    (EVERYBODY, r"components$|session_state$|logged_in_again$"),
    (
        EVERYBODY,
        r"wagtail_localize:(javascript|download|preview|snippets_api|edit_|upload|machine)",
    ),
    (EVERYBODY, r"wagtail_localize:translations_report|upload_words"),
    (EVERYBODY, r"wagtailsnippets_(home_person|home_category|events_location):(list|usage)"),
    (EVERYBODY, r"wagtailsnippets_(home_person|home_category|events_location):history"),
    (EVERYBODY, r"wagtailsnippets_(home_person|home_category|events_location):revisions_compare"),
    (EVERYBODY, r"wagtail(docs|images|snippet)(choosers)?_.*chooser.*:(choose|chosen|select)"),
    (EVERYBODY, r"wagtailsnippetchoosers_\w+:(choose|chosen)"),
    (EVERYBODY, r"stale_dates:report"),
    (EDITORS, r"stale_dates:panel|picture_uses"),
    (EDITORS, r"wagtailadmin_pages:|submit_(page|snippet)$|synchronise$|enrolments:|mails:"),
    (EDITORS, r"wagtail_localize:(submit|update|stop)"),
    (EDITORS, r"wagtail(docs|images)(_chooser)?:"),
    (EDITORS, r"wagtailsnippet(s|choosers)_(home|blog|events)_"),
]


def who_may(name: str) -> set[str]:
    """The roles that may ask for a view; a new view needs a line."""
    for roles, pattern in RULES:
        if re.match(pattern, name):
            return roles
    raise AssertionError(f"Say in RULES who may ask for {name}")


# Views that nobody reaches here, and why; whoever gives them what they need takes them out.
ABSENT = {
    "wagtail_localize:convert_to_alias": "would show Dutch under an English address",
    # Wagtail 8.0 fails where kinds of files are limited, as here: such a document would need more
    # fields than a title to be asked for.
    "wagtaildocs:create_multiple_from_uploaded_document": "a document needs no more than a title",
    "wagtailimages:url_generator": "no address makes pictures to order",
    "wagtailimages:url_generator_output": "no address makes pictures to order",
    "wagtailredirects:process_import": "goes on with a file that was sent before",
    "wagtailsettings:preview_on_edit": "no settings of ours are drawn by themselves",
    "wagtailsnippets_events_letter:add": "there is one of each kind and language",
    "wagtailsnippets_events_letter:preview_on_add": "there is one of each kind and language",
    "wagtailsnippetchoosers_events_letter:create": "there is one of each kind and language",
}


def answer(client, name: str, url: str) -> str:
    """What the admin answers: "open", "refused", "absent" or "broken"; nothing stays changed."""
    headers = SCRIPT if re.match(BY_SCRIPTS, name) else {}
    with transaction.atomic():
        for ask in (client.get, client.post, partial(client.put, **WORDS)):
            response = ask(url, headers=headers)
            if response.status_code != HTTPStatus.METHOD_NOT_ALLOWED:
                break
        transaction.set_rollback(True)
    assert "/login/" not in response.get("Location", ""), url
    if response.status_code == HTTPStatus.FORBIDDEN or response.get("Location") == "/admin/":
        return "refused"
    if response.status_code >= HTTPStatus.INTERNAL_SERVER_ERROR:
        return "broken"
    return "absent" if response.status_code == HTTPStatus.NOT_FOUND else "open"


@made(at=NOW, read=dict)
def things(site):
    """One of each thing that addresses speak of."""
    return make_things(site)


@pytest.fixture
def undrawn(monkeypatch, settings):
    """Views decide who may see them before they draw anything, which takes most of the time."""
    settings.WAGTAILLOCALIZE_MACHINE_TRANSLATOR = {
        "CLASS": "wagtail_localize.machine_translators.dummy.DummyTranslator"
    }
    monkeypatch.setattr(SimpleTemplateResponse, "rendered_content", "")


def answers(client, things, names) -> dict:
    """What each view answers."""
    user = User.objects.get(pk=client.session["_auth_user_id"])
    # Who may send no files has sent none.
    sender = UserFactory() if getattr(client, "role", None) == "translator" else user
    things = things | make_files(sender)
    return {name: answer(client, name, address(name, things)) for name in names}


@unordered
@pytest.mark.parametrize("role", ROLES)
def test_each_role_is_answered_what_it_needs_and_nothing_more(things, undrawn, role):
    names = dict(views())
    assert len(names) > 300
    found = answers(browser(role), things, names)
    wrong = {}
    for name, said in found.items():
        if name in ABSENT:
            right = said != "open"
        elif role in who_may(name):
            right = said == "open"
        else:
            # What somebody may not see is not there for them either.
            right = said in {"refused", "absent"}
        if not right:
            wrong[name] = said
    assert wrong == {}


@unordered
def test_what_no_role_may_ask_for_is_there_for_who_may_do_everything(things, undrawn, admin):
    admin.raise_request_exception = False
    names = [name for name, _pattern in views() if not who_may(name) or name in ABSENT]
    found = answers(admin, things, names)
    assert {name for name, said in found.items() if said != "open"} == set(ABSENT)

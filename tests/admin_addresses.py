"""The addresses of all views of the admin, filled in with one of each thing that a site has."""

import re
from datetime import date
from urllib.parse import urlencode

from django.contrib.auth.models import Group
from django.contrib.contenttypes.models import ContentType
from django.core.files.base import ContentFile
from django.urls import NoReverseMatch, get_resolver, reverse
from wagtail.contrib.redirects.models import Redirect
from wagtail.contrib.search_promotions.models import Query, SearchPromotion
from wagtail.models import Collection, Locale, Site, UploadedFile
from wagtail_factories import DocumentFactory
from wagtail_localize.models import (
    OverridableSegment,
    StringSegment,
    Translation,
    TranslationSource,
)

from blog.models import Tag
from events import places
from events.models import Interest, Letter, Mail
from home.blocks import BodyBlock
from home.models import SiteSettings, StandardPage
from home.review import ensure_workflow
from home.roles import EDITORS
from tests.conftest import NOW
from tests.factories import (
    CategoryFactory,
    LocationFactory,
    PersonFactory,
    SiteImageFactory,
    StandardPageFactory,
    UserFactory,
    make_edition,
    make_training,
    translate,
)

# One fails on purpose, and who is logged in does not log in; the last ends the session.
NOT_ASKED = {
    "wagtailadmin_error_test",
    "wagtailadmin_login",
    "wagtailadmin_logout",
    "log_in_code",
}


def views(patterns=None, names=()):
    """Every view of the admin that has a name, with its namespaces; each once."""
    if patterns is None:
        admin = reverse("wagtailadmin_home").lstrip("/")
        patterns = [
            pattern
            for below in get_resolver().url_patterns
            if str(below.pattern) == admin
            for pattern in below.url_patterns
        ]
    for pattern in patterns:
        if hasattr(pattern, "url_patterns"):
            namespace = (pattern.namespace,) if pattern.namespace else ()
            yield from views(pattern.url_patterns, (*names, *namespace))
        elif pattern.name and pattern.name not in NOT_ASKED:
            yield ":".join([*names, pattern.name]), pattern.pattern


def make_things(site) -> dict:
    """One of each thing that addresses speak of, as an owner meets them in the course of a year."""
    person, location = PersonFactory(), LocationFactory()
    training = make_training(site, person=person, default_location=location)
    page = StandardPageFactory(parent=site.home, title="Over ons")
    page = StandardPageFactory(parent=page, title="Team", slug="team")
    page.save_revision().publish()
    page = StandardPage.objects.get(pk=page.pk)
    edition = make_edition(training, date(2027, 2, 1))
    category = CategoryFactory()
    for snippet in (person, location, category):
        snippet.save_revision().publish()
    alias = page.create_alias(parent=site.home, update_slug="team-2")
    translate(site.home, {})
    submitted = TranslationSource.objects.get()
    segment = OverridableSegment.objects.filter(source=submitted).first()
    Letter.complete()
    details = {"name": "Anna", "email": "anna@example.com", "language": "nl"}
    place = places.add(edition.pk, details, now=NOW, tell=False)
    reviewed = StandardPageFactory(parent=site.home, title="Nieuw", slug="nieuw")
    reviewed.save_revision()
    workflow = ensure_workflow()
    handed_in = {
        each: workflow.start(thing, None)
        for each, thing in {
            "page": reviewed,
            "person": person,
            "location": location,
            "category": category,
            "edition": edition,
        }.items()
    }
    query = Query.get("thee")
    return {
        "page": page,
        "alias": alias,
        "reviewed": reviewed,
        "edition": edition,
        "location": location,
        "person": person,
        "category": category,
        "tag": Tag.objects.create(name="thee", slug="thee"),
        "training": training,
        "source": submitted,
        "translation": Translation.objects.get(),
        "segment": StringSegment.objects.filter(source=submitted).first(),
        "override": segment,
        "letter": Letter.objects.first(),
        "collection": Collection.get_first_root_node().add_child(name="Zomer"),
        "settings": SiteSettings.for_site(Site.objects.get()),
        "site": Site.objects.get(),
        "user": UserFactory(),
        "group": Group.objects.get(name=EDITORS),
        "locale": Locale.objects.get(language_code="en"),
        "redirect": Redirect.objects.create(old_path="/oud", redirect_link="/blog/"),
        "promotion": SearchPromotion.objects.create(query=query, page=page).query,
        "enrolment": place,
        "interest": Interest.objects.create(
            training=training, email="bert@example.com", language="nl", created_at=NOW
        ),
        "mail": Mail.objects.create(
            kind="place", language="nl", recipient="anna@example.com", subject="Plaats", text="x",
            html="<p>x</p>", state="failed", created_at=NOW, due_at=NOW,
        ),
        "workflow": workflow,
        "task": workflow.tasks.get(),
        "states": handed_in,
    }  # fmt: skip


def make_files(user) -> dict:
    """A picture and a document, and of each one that somebody has sent but not kept yet."""
    root = Collection.get_first_root_node()
    made = {
        "image": SiteImageFactory(collection=root),
        "document": DocumentFactory(collection=root, file__filename="a.pdf"),
    }
    for name, thing in list(made.items()):
        made[f"sent_{name}"] = UploadedFile.objects.create(
            for_content_type=ContentType.objects.get_for_model(thing),
            file=ContentFile(b"x", name="a.pdf"),
            uploaded_by_user=user,
        )
    return made


# For views whose names match: which thing, or what else, an argument stands for there.
ARGUMENTS = {
    r"wagtailadmin_api:pages:action": {"action_name": "publish"},
    r"wagtailadmin_api:documents:": {"pk": "document"},
    r"wagtailadmin_api:images:": {"pk": "image"},
    r"wagtailadmin_pages:choose_parent": {"model_name": "standardpage"},
    r"wagtailadmin_pages:convert_alias": {"page_id": "alias"},
    r"wagtail_bulk_action": {"app_label": "wagtailcore", "model_name": "page"},
    r"wagtailadmin_tag_model_autocomplete": {"app_name": "blog", "model_name": "tag"},
    r"wagtailadmin_collections:": {"pk": "collection"},
    r"wagtailadmin_workflows:": {
        "app_label": "wagtailcore",
        "model_name": "groupapprovaltask",
        "pk": "workflow",
        "workflow_pk": "workflow",
        "task_id": "task",
    },
    r"wagtailadmin_workflows:.*_task$": {"pk": "task"},
    r".*:workflow_preview": {"task_id": "task"},
    r"submit_snippet|wagtail_localize:(submit_snippet|snippets_api)": {"pk": "person"},
    r"wagtailsettings:": {"model_name": "sitesettings", "pk": "site"},
    r"mails:": {"pk": "mail"},
    r"wagtaillocales:": {"pk": "locale"},
    r"wagtailsites:": {"pk": "site"},
    r"wagtailusers_users:": {"pk": "user"},
    r"wagtailusers_groups:": {"pk": "group"},
    r"wagtaildocs_chooser:": {"pk": "document"},
    r"wagtailimages_chooser:": {"pk": "image"},
    r"wagtailimages:.*uploaded|wagtailimages:delete_upload": {"uploaded_file_id": "sent_image"},
    r"wagtaildocs:.*uploaded|wagtaildocs:delete_upload": {"uploaded_file_id": "sent_document"},
}


def arguments(name: str, things) -> dict:
    """What the addresses are filled in with: Dutch things, of the kind that the view is about."""
    page = things["page"]
    filled = {
        "page_id": page.pk,
        "parent_page_id": page.get_parent().pk,
        "page_pk": page.pk,
        "page_to_move_id": page.pk,
        "destination_id": page.get_parent().pk,
        "content_type_app_name": "home",
        "content_type_model_name": "standardpage",
        "app_name": "home",
        "app_label": "home",
        "model_name": "person",
        "revision_id": page.latest_revision_id,
        "revision_id_a": page.latest_revision_id,
        "revision_id_b": "live",
        "image_id": things["image"].pk,
        "document_id": things["document"].pk,
        "translation_source_id": things["source"].pk,
        "translation_id": things["translation"].pk,
        "string_segment_id": things["segment"].pk,
        "overridable_segment_id": things["override"].pk,
        "edition": things["edition"].pk,
        "training": things["training"].pk,
        "decision": "cancel",
        "pk": page.pk,
        "object_id": things["person"].pk,
        "collection_id": things["collection"].pk,
        "query_id": things["promotion"].pk,
        "redirect_id": things["redirect"].pk,
        "month": "2027-02",
        "mode": "",
        "day": 1,
        "ending": "csv",
        "step": "place",
        "action": "delete",
        "action_name": "approve",
        "filter_spec": "width-40",
        "uuid": things["enrolment"].uuid,
        "enrolment": things["enrolment"].uuid,
        "uidb64": "x",
        "token": "x",
        "doc_id": things["document"].pk,
        "session_id": 1,
    }
    for pattern, changed in ARGUMENTS.items():
        if re.match(pattern, name):
            filled |= {
                argument: things[value].pk if argument.endswith(("pk", "id")) else value
                for argument, value in changed.items()
            }
    if name == "enrolments:interested_data":
        filled["uuid"] = things["interest"].uuid
    if "collect_" in name or "confirm_work" in name or ":workflow_" in name:
        state = things["states"]["page"]
        filled |= {"page_id": things["reviewed"].pk}
    else:
        state = None
    if match := re.match(r"wagtailsnippet(?:s|choosers)_[a-z]+_([a-z]+):", name):
        thing = things[match[1]]
        filled["pk"] = thing.pk
        if revision := getattr(thing, "latest_revision_id", None):
            filled |= {"revision_id": revision, "revision_id_a": revision}
        state = things["states"].get(match[1])
    if state:
        filled |= {
            "workflow_state_id": state.pk,
            "task_state_id": state.current_task_state.pk,
        }
    return filled


# What some views ask for besides.
QUERIES = {
    r"wagtailadmin_api:pages:find": lambda things: {"id": things["page"].pk},
    r"wagtailadmin_api:documents:find": lambda things: {"id": things["document"].pk},
    r"wagtailadmin_api:images:find": lambda things: {"id": things["image"].pk},
    r"wagtailadmin_block_preview": lambda things: {
        "id": BodyBlock().child_blocks["heading"].definition_prefix
    },
    r"wagtail_bulk_action": lambda things: {"id": things["page"].pk},
    # Where to go after something was done.
    r".*": lambda things: {"next": "/admin/pages/"},
}


def address(name: str, things) -> str:
    """An address of the view; whatever else it asks for is 1."""
    query = next(make(things) for pattern, make in QUERIES.items() if re.match(pattern, name))
    return f"{bare_address(name, things)}?{urlencode(query)}"


def bare_address(name: str, things) -> str:
    """The address without a query."""
    filled = arguments(name, things)
    possible = get_resolver()
    *namespaces, last = name.split(":")
    for namespace in namespaces:
        possible = (
            possible.namespace_dict[namespace][1]
            if namespace in possible.namespace_dict
            else possible
        )
    for candidate in possible.reverse_dict.getlist(last):
        names = candidate[0][0][1]
        try:
            return reverse(name, kwargs={key: filled.get(key, 1) for key in names})
        except NoReverseMatch:
            continue
    raise AssertionError(f"No address for {name}")

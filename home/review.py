"""A second pair of eyes: editors hand in, moderators and owners approve and so publish."""

from django.apps import apps as installed
from django.contrib.contenttypes.models import ContentType
from django.db.models import CharField, Exists, OuterRef, Prefetch
from django.db.models.functions import Cast
from wagtail.models import WorkflowState

from home.roles import EDITORS, MODERATORS, OWNERS, REVIEWED, ensure_roles

WORKFLOW = "Een tweede paar ogen"


def ensure_workflow(apps=installed):
    """Make the workflow, assigned to nothing: as long as it is, nobody is asked to hand in."""
    Workflow = apps.get_model("wagtailcore", "Workflow")
    found = Workflow.objects.filter(name=WORKFLOW).first()
    if found:
        return found
    Task = apps.get_model("wagtailcore", "GroupApprovalTask")
    content_type, _created = apps.get_model("contenttypes", "ContentType").objects.get_or_create(
        app_label="wagtailcore", model="groupapprovaltask"
    )
    task = Task.objects.create(name=WORKFLOW, content_type_id=content_type.pk, active=True)
    groups = apps.get_model("auth", "Group").objects
    task.groups.set(groups.filter(name__in=[MODERATORS, OWNERS]))
    workflow = Workflow.objects.create(name=WORKFLOW, active=True)
    apps.get_model("wagtailcore", "WorkflowTask").objects.create(
        workflow=workflow, task_id=task.pk, sort_order=0
    )
    return workflow


def apply(*, on: bool) -> None:
    """Assign the workflow to all pages and reviewed snippets, or to none.

    While it is assigned, editors lack the right to publish; what was handed in can be approved
    also after it was switched off.
    """
    WorkflowPage = installed.get_model("wagtailcore", "WorkflowPage")
    ForType = installed.get_model("wagtailcore", "WorkflowContentType")
    workflow = ensure_workflow()
    WorkflowPage.objects.filter(workflow=workflow).delete()
    ForType.objects.filter(workflow=workflow).delete()
    if not on:
        ensure_roles()
        return
    root = installed.get_model("wagtailcore", "Page").objects.filter(depth=1).get()
    WorkflowPage.objects.update_or_create(page=root, defaults={"workflow": workflow})
    editors = installed.get_model("auth", "Group").objects.filter(name=EDITORS).first()
    for label in REVIEWED:
        model = installed.get_model(label)
        content_type = installed.get_model("contenttypes", "ContentType").objects.get_for_model(
            model
        )
        ForType.objects.update_or_create(content_type=content_type, defaults={"workflow": workflow})
        if editors:
            editors.permissions.remove(
                *editors.permissions.filter(
                    content_type=content_type, codename=f"publish_{model._meta.model_name}"
                )
            )
    if editors:
        editors.page_permissions.filter(permission__codename="publish_page").delete()


def under_review(model) -> Exists:
    """Which rows of a model wait until somebody has looked at them, or were sent back."""
    return Exists(
        WorkflowState.objects.active().filter(
            base_content_type=ContentType.objects.get_for_model(model),
            object_id=Cast(OuterRef("pk"), CharField()),
        )
    )


def with_states(rows):
    """Rows of a list with how far each has come: asked for all at once, not for each."""
    # Where WorkflowMixin looks first (Wagtail 8.0).
    states = WorkflowState.objects.active().select_related("current_task_state__task")
    return rows.prefetch_related(
        Prefetch("_workflow_states", queryset=states, to_attr="_current_workflow_states")
    )

"""Users and their groups in the admin.

Users are known by their e-mail address, whatever its case, and by no user name; groups that are
roles by the name of the role in the language of whoever reads it.
"""

from django import forms
from django.core.exceptions import PermissionDenied
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import TitleColumn
from wagtail.users.forms import UserCreationForm, UserEditForm
from wagtail.users.views.groups import (
    GroupViewSet as WagtailGroupViewSet,
    IndexView as WagtailGroupIndexView,
)
from wagtail.users.views.users import (
    CreateView,
    EditView,
    IndexView,
    UserViewSet as WagtailUserViewSet,
)

from home.models import User
from home.roles import ROLES


class UniqueEmail:
    """Refuses, at the field, an address that differs from that of another user in case alone."""

    def clean_email(self):
        """Return the address; raises ValidationError where another user has it."""
        email = self.cleaned_data["email"]
        if User.objects.filter(email__iexact=email).exclude(pk=self.instance.pk).exists():
            raise forms.ValidationError(
                User._meta.get_field("email").error_messages["unique"], code="unique"
            )
        return email


def role_title(group) -> str:
    """The name of a group in the language of whoever reads it.

    ``package_words`` has each group called so; rows hold the name by which code knows it.
    """
    return next((str(role.title) for role in ROLES if role.name == group.name), group.name)


def role_in_words(group) -> str:
    """The name of a group in the language of whoever reads it, with what people in it do."""
    for role in ROLES:
        if role.name == group.name:
            return f"{role.title}: {role.does}"
    return group.name


class GroupsInWords:
    """Says of each group what people in it do."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["groups"].label_from_instance = role_in_words


class NewUserForm(UniqueEmail, GroupsInWords, UserCreationForm):
    """Makes a user."""


class ChangedUserForm(UniqueEmail, GroupsInWords, UserEditForm):
    """Changes a user."""


class UserIndexView(IndexView):
    """The list of users; Wagtail's calls the address a user name."""

    @property
    def columns(self):
        columns = super().columns
        for column in columns:
            if column.name == User.USERNAME_FIELD:
                column.label = capfirst(User._meta.get_field("email").verbose_name)
        return columns


class NoSuperuserByOthers:
    """Keeps the right to do everything in the hands of those who have it."""

    def get_form(self, form_class=None):
        form = super().get_form(form_class)
        if not self.request.user.is_superuser:
            form.fields.pop("is_superuser", None)
        return form


class UserCreateView(NoSuperuserByOthers, CreateView):
    """The form of a new user."""


class UserEditView(NoSuperuserByOthers, EditView):
    """The form of a user; that of somebody who may do everything is for such people."""

    def dispatch(self, request, *args, **kwargs):
        if self.object.is_superuser and not request.user.is_superuser:
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)


def leave_superusers_alone(request, action, objects, view):
    """Let others put nobody out of work who may do everything (``before_bulk_action``)."""
    if not request.user.is_superuser and any(
        isinstance(each, User) and each.is_superuser for each in objects
    ):
        raise PermissionDenied


class UserViewSet(WagtailUserViewSet):
    """Users as this site has them."""

    index_view_class = UserIndexView
    add_view_class = UserCreateView
    edit_view_class = UserEditView

    def get_form_class(self, for_update=False):
        return ChangedUserForm if for_update else NewUserForm


class GroupIndexView(WagtailGroupIndexView):
    """The list of groups, by the names that people read elsewhere."""

    columns = [
        TitleColumn(
            "name",
            label=_("Name"),
            accessor=role_title,
            sort_key="name",
            url_name="wagtailusers_groups:edit",
        ),
    ]


class GroupViewSet(WagtailGroupViewSet):
    """Groups as this site has them."""

    index_view_class = GroupIndexView

"""Users in the admin: known by their e-mail address, whatever its case, and by no user name."""

from django import forms
from django.utils.text import capfirst
from wagtail.users.forms import UserCreationForm, UserEditForm
from wagtail.users.views.users import IndexView, UserViewSet as WagtailUserViewSet

from home.models import User


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


class NewUserForm(UniqueEmail, UserCreationForm):
    """Makes a user."""


class ChangedUserForm(UniqueEmail, UserEditForm):
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


class UserViewSet(WagtailUserViewSet):
    """Users as this site has them."""

    index_view_class = UserIndexView

    def get_form_class(self, for_update=False):
        return ChangedUserForm if for_update else NewUserForm

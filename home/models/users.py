"""The people who log in."""

from django.contrib.auth.models import AbstractUser, BaseUserManager
from django.db import models
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _


class UserManager(BaseUserManager):
    """Makes users and finds them by e-mail address, whatever its case."""

    use_in_migrations = True

    def get_by_natural_key(self, email):
        return self.get(email__iexact=email)

    def create_user(self, email, password=None, **fields):
        """Create a user who may log in.

        Raises ValueError without an e-mail address.
        """
        if not email:
            raise ValueError("A user needs an e-mail address.")
        user = self.model(email=self.normalize_email(email), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email, password=None, **fields):
        """Create a user who may do everything."""
        return self.create_user(
            email, password, **{**fields, "is_staff": True, "is_superuser": True}
        )


class User(AbstractUser):
    """Somebody who works on the site; logs in with an e-mail address."""

    username = None
    email = models.EmailField(
        _("e-mail address"),
        unique=True,
        help_text=_("With this address the person logs in. No reader sees it."),
        error_messages={"unique": _("A user with this e-mail address exists already.")},
    )

    objects = UserManager()

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS = []

    class Meta:
        verbose_name = _("user")
        verbose_name_plural = _("users")
        constraints = [
            models.UniqueConstraint(
                Lower("email"),
                name="home_user_email_case_insensitive",
                violation_error_message=_("A user with this e-mail address exists already."),
            )
        ]

    def __str__(self):
        return self.get_full_name() or self.email

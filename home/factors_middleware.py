"""Who is logged in, and with which second factor."""

from django.utils.functional import LazyObject
from django_otp.middleware import OTPMiddleware


class FactorsMiddleware(OTPMiddleware):
    """That of django-otp, with one wrapping less around ``request.user``.

    Wagtail's log unwraps one (``LogActionRegistry.get_log_model_for_instance``), and would leave
    out what people do to their own account. Deletable once it unwraps all (Wagtail 8.0).
    """

    def _verify_user_sync(self, request, user):
        user = super()._verify_user_sync(request, user)
        return user._wrapped if isinstance(user, LazyObject) else user

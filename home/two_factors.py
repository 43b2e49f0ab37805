"""Two factors: who must have them, who has, and whether a code is right.

A factor is a device of django-otp: an application with codes that change (TOTP), a passkey, or the
recovery codes on paper. A passkey that checks its owner is two factors by itself.
"""

import secrets
from collections.abc import Iterable

from django.conf import settings
from django.db import transaction
from django_otp import user_has_device
from django_otp.models import Device
from django_otp.plugins.otp_static.models import StaticDevice, StaticToken
from django_otp.plugins.otp_totp.models import TOTPDevice
from django_otp_webauthn.models import WebAuthnCredential

from home.limits import Limit, too_many
from home.roles import OWNERS

EVERYBODY = "all"
RECOVERY_CODES = 10
# Letters and digits that nobody takes for one another.
LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"
# So many codes of six digits are looked at for one account in an hour, from all networks together;
# recovery codes and passkeys, which nobody guesses, go on being accepted.
TYPED_CODES, WINDOW = 100, 3600


def must_have(user) -> bool:
    """Whether the settings demand two factors of this person."""
    demanded = {name.casefold() for name in settings.REQUIRE_TWO_FACTORS}
    if not demanded:
        return False
    if EVERYBODY in demanded or (user.is_superuser and OWNERS.casefold() in demanded):
        return True
    names = user.groups.values_list("name", flat=True)
    return any(name.casefold() in demanded for name in names)


def has(user) -> bool:
    """Whether this person logs in with two factors."""
    return user_has_device(user)


def application_of(user) -> TOTPDevice | None:
    """The application with codes that somebody has set up."""
    return TOTPDevice.objects.filter(user=user, confirmed=True).first()


def passkeys_of(user) -> Iterable[WebAuthnCredential]:
    """The passkeys of a person, the first one first."""
    return WebAuthnCredential.objects.filter(user=user, confirmed=True).order_by("pk")


def codes_left(user) -> int:
    """How many recovery codes somebody has not used yet."""
    return StaticToken.objects.filter(device__user=user).count()


def new_application(user) -> TOTPDevice:
    """An application that is still to be set up: the same one until it is."""
    device = TOTPDevice.objects.filter(user=user, confirmed=False).first()
    return device or TOTPDevice.objects.create(user=user, name="application", confirmed=False)


def confirm_application(device: TOTPDevice, code: str) -> bool:
    """Take an application into use, if it shows the right code; it replaces the one before."""
    with transaction.atomic():
        device = TOTPDevice.objects.select_for_update().get(pk=device.pk)
        if not device.verify_token(code):
            return False
        device.confirmed = True
        device.save()
        TOTPDevice.objects.filter(user=device.user).exclude(pk=device.pk).delete()
    return True


def new_codes(user) -> list[str]:
    """Give somebody new recovery codes; those before end."""
    with transaction.atomic():
        StaticDevice.objects.filter(user=user).delete()
        device = StaticDevice.objects.create(user=user, name="recovery")
        codes = [_code() for _number in range(RECOVERY_CODES)]
        StaticToken.objects.bulk_create(StaticToken(device=device, token=code) for code in codes)
    return codes


def tidy(user) -> None:
    """Recovery codes are no factor without another: they go with the last of those."""
    if not application_of(user) and not passkeys_of(user).exists():
        take_away(user)


def take_away(user) -> None:
    """Let somebody log in with a password alone, as before."""
    for model in (TOTPDevice, StaticDevice, WebAuthnCredential):
        model.objects.filter(user=user).delete()


def accept(user, typed: str) -> Device | None:
    """The device whose code this is; each code is accepted once."""
    code = "".join(typed.split()).replace("-", "").lower()
    with transaction.atomic():
        for device in StaticDevice.objects.select_for_update().filter(user=user):
            if device.verify_token(code):
                return device
        if too_many(Limit("code of an application", str(user.pk), TYPED_CODES, WINDOW)):
            return None
        for device in TOTPDevice.objects.select_for_update().filter(user=user, confirmed=True):
            if device.verify_token(code):
                return device
    return None


def _code():
    return "".join(secrets.choice(LETTERS) for _letter in range(12))

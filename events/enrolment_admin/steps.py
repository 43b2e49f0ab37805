"""What an editor changes of somebody's details, while the edition is held."""

from django.db import transaction

from events.models import Enrolment
from events.models.enrolments import email_key
from events.places import NotPossible, hold

DETAILS = ("name", "email", "phone", "organisation", "remark", "language", "notes")


@transaction.atomic
def change(enrolment_pk: int, details: dict) -> Enrolment:
    """Change details of somebody, never the state, which may be another by now.

    Raises NotPossible where the address is that of somebody else in the edition.
    """
    edition = hold(Enrolment.objects.values_list("edition_id", flat=True).get(pk=enrolment_pk))
    enrolment = Enrolment.objects.get(pk=enrolment_pk)
    key = email_key(details["email"])
    others = edition.enrolments.active().exclude(pk=enrolment.pk)
    if key and enrolment.is_active and others.filter(email_key=key).exists():
        raise NotPossible("That address is enrolled already.")
    for field in DETAILS:
        setattr(enrolment, field, details[field])
    enrolment.save(update_fields=[*DETAILS, "email_key"])
    return enrolment

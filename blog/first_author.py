"""Whom a new article names as its author before anybody has chosen one."""

from home.models import Person
from home.shared_panels import SharedFieldsPageForm


def author_of(user, locale):
    """The person that a user is, or else the author of what the user wrote last; None if unknown.

    Somebody is who has the same e-mail address or the same name.
    """
    from blog.models import ArticlePage

    people = Person.objects.filter(live=True)
    person = people.filter(email__iexact=user.email).first() if user.email else None
    if person is None and (name := user.get_full_name()):
        person = people.filter(name__iexact=name).first()
    if person is None:
        latest = (
            ArticlePage.objects.filter(owner=user, author__isnull=False)
            .select_related("author")
            .order_by("-pk")
            .first()
        )
        person = latest and latest.author
    return person and (person.get_translation_or_none(locale) or person)


class ArticleForm(SharedFieldsPageForm):
    """The form of an article; a new one begins with its probable author."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance.pk is None and self.parent_page and "author" in self.fields:
            person = author_of(self.for_user, self.parent_page.locale)
            self.initial["author"] = person and person.pk

"""The page "Mails": what was written, how far it has come, and another try."""

import re
from datetime import timedelta

import pytest
from django.contrib.auth.models import Group

from events.models import Letter, Mail
from tests.conftest import NOW
from tests.factories import UserFactory


@pytest.fixture
def editor(client, db):
    """A browser in which an editor, who is no superuser, is logged in."""
    return log_in(client, "Editors")


def log_in(client, group):
    user = UserFactory()
    user.groups.add(Group.objects.get(name=group))
    client.force_login(user)
    return client


def write(number: int = 1, **fields) -> Mail:
    given = {
        "kind": "place",
        "language": "nl",
        "recipient": f"anna{number}@example.com",
        "subject": "Je hebt een plaats",
        "text": "Volg https://site.example/aanmelding/x en <b>lees</b>.",
        "html": "<!DOCTYPE html><p>Dag <script>alert(1)</script></p>",
        "calendars": [{"name": "dag-1.ics", "method": "REQUEST", "text": "BEGIN:VCALENDAR"}],
        "created_at": NOW,
        "due_at": NOW,
    }
    return Mail.objects.create(**(given | fields))


class TestList:
    def test_shows_how_far_each_has_come(self, editor):
        write(state="failed", attempts=3, fault="SMTPDataError 554")
        write(2, attempts=1, due_at=NOW + timedelta(minutes=5))
        content = editor.get("/admin/mails/").content.decode()
        for said in ("anna1@example.com", "SMTPDataError 554", "Niet verstuurd", "anna2@"):
            assert said in content
        assert "/admin/mails/new/" not in content

    def test_costs_as_much_for_many_as_for_few(self, editor, django_assert_max_num_queries):
        write()
        editor.get("/admin/mails/")
        for number in range(30):
            write(number + 2)
        with django_assert_max_num_queries(14):
            editor.get("/admin/mails/")

    def test_can_be_narrowed_to_those_that_failed(self, editor):
        write(state="failed")
        write(2, state="sent")
        assert re.search(
            r'type="radio"[^>]*name="language"[^>]*value="nl"',
            editor.get("/admin/mails/").content.decode(),
        )
        content = editor.get("/admin/mails/?state=failed").content.decode()
        assert "anna1@" in content
        assert "anna2@" not in content


class TestReading:
    def test_shows_the_text_with_links_and_the_calendars(self, editor):
        content = editor.get(f"/admin/mails/{write().pk}/").content.decode()
        assert 'href="https://site.example/aanmelding/x"' in content
        assert "&lt;b&gt;lees&lt;/b&gt;" in content
        assert "dag-1.ics" in content

    def test_shows_the_html_where_nothing_in_it_runs(self, editor):
        mail = write()
        content = editor.get(f"/admin/mails/{mail.pk}/").content.decode()
        frame = content[content.index("<iframe") : content.index("</iframe>")]
        assert 'sandbox="allow-popups allow-popups-to-escape-sandbox"' in frame
        response = editor.get(f"/admin/mails/{mail.pk}/html/")
        policy = response["Content-Security-Policy"]
        assert "default-src 'none'" in policy
        assert "sandbox allow-popups" in policy
        assert "allow-scripts" not in policy
        assert response["X-Frame-Options"] == "SAMEORIGIN"
        assert "no-store" in response["Cache-Control"]

    @pytest.mark.parametrize("path", ["", "1/", "1/html/"])
    def test_is_for_who_may_read_mails(self, client, db, path):
        group = Group.objects.create(name="Others")
        group.permissions.add(
            *Group.objects.get(name="Editors").permissions.filter(codename="access_admin")
        )
        write(pk=1)
        log_in(client, "Others")
        assert client.get(f"/admin/mails/{path}").status_code in (302, 403)

    def test_moderators_may(self, client, db):
        assert log_in(client, "Moderators").get(f"/admin/mails/{write().pk}/").status_code == 200


class TestTryingAgain:
    def test_a_mail_that_was_given_up_waits_once_more(
        self, editor, django_capture_on_commit_callbacks
    ):
        mail = write(state="failed", attempts=12, fault="SMTPDataError 554")
        assert "Opnieuw proberen" in editor.get(f"/admin/mails/{mail.pk}/").content.decode()
        assert editor.get(f"/admin/mails/{mail.pk}/again/").status_code == 405
        with django_capture_on_commit_callbacks(execute=True):
            response = editor.post(f"/admin/mails/{mail.pk}/again/")
        assert response["Location"] == f"/admin/mails/{mail.pk}/"
        mail.refresh_from_db()
        assert (mail.state, mail.fault) == ("sent", "")

    def test_one_that_was_sent_is_not_sent_once_more(self, editor):
        mail = write(state="sent")
        assert "Opnieuw proberen" not in editor.get(f"/admin/mails/{mail.pk}/").content.decode()
        editor.post(f"/admin/mails/{mail.pk}/again/")
        mail.refresh_from_db()
        assert mail.state == "sent"

    def test_is_for_who_may_change_mails(self, client, db):
        editors = Group.objects.get(name="Editors")
        editors.permissions.remove(*editors.permissions.filter(codename="change_mail"))
        user = UserFactory()
        user.groups.add(editors)
        client.force_login(user)
        mail = write(state="failed")
        assert "Opnieuw proberen" not in client.get(f"/admin/mails/{mail.pk}/").content.decode()
        client.post(f"/admin/mails/{mail.pk}/again/")
        mail.refresh_from_db()
        assert mail.state == "failed"


class TestTexts:
    def test_the_name_of_each_leads_to_its_form(self, editor):
        content = editor.get("/admin/snippets/events/letter/").content.decode()
        letter = Letter.objects.get(kind="place", language="nl")
        link = f'href="/admin/snippets/events/letter/edit/{letter.pk}/"'
        assert link in content

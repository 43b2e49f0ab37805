"""Two people speak of a text beside it: a comment is seen, answered, resolved, and told by mail."""

import json
import re
from html import unescape

import pytest
from django.urls import reverse
from wagtail.models import Comment, PageSubscription

from blog.models import ArticlePage
from home.models import User
from tests.factories import ArticlePageFactory, make_training
from tests.home.test_two_editors import filled
from tests.roles import browser

WORDS = "Klopt dit nog? Ik dacht acht redenen."


@pytest.fixture
def anna(site):
    return browser("editor")


@pytest.fixture
def ben(site):
    return browser("moderator")


def edit_url(page) -> str:
    return reverse("wagtailadmin_pages:edit", args=[page.pk])


@pytest.fixture
def article(site) -> ArticlePage:
    page = ArticlePageFactory(parent=site.blog, introduction="Zeven redenen.")
    page.save_revision().publish()
    return page


@pytest.fixture
def url(article) -> str:
    return edit_url(article)


def user(client) -> User:
    return User.objects.get(pk=client.session["_auth_user_id"])


def comments(html: str) -> list[dict]:
    """The comments that the script of the editor shows."""
    data = re.search(r'id="comments-data"[^>]*>(.*?)</script>', html, re.S)[1]
    return json.loads(unescape(data))["comments"]


def save(client, url, **fields):
    """Keep a draft of the form as it is opened, with something said beside it."""
    data = filled(client.get(url).content.decode())
    streams = ("programme", "questions", "enrolment_questions")
    data |= {f"{name}-count": "0" for name in streams}
    data["slug"] = "een-adres"
    return client.post(url, data | {f"comments-{name}": fields[name] for name in fields})


def say(client, url, **more):
    new = {
        "TOTAL_FORMS": "1",
        "INITIAL_FORMS": "0",
        "MIN_NUM_FORMS": "0",
        "MAX_NUM_FORMS": "",
        "0-text": WORDS,
        "0-contentpath": "introduction",
        "0-position": "",
        "0-id": "",
        "0-DELETE": "",
        "0-resolved": "",
        "0-replies-TOTAL_FORMS": "0",
        "0-replies-INITIAL_FORMS": "0",
        "0-replies-MIN_NUM_FORMS": "0",
        "0-replies-MAX_NUM_FORMS": "",
    }
    assert save(client, url, **new | more).status_code == 302
    return Comment.objects.get()


def answer(client, url, comment, **more):
    """Save the form of somebody who has that comment before them."""
    held = {
        "TOTAL_FORMS": "1",
        "INITIAL_FORMS": "1",
        "MIN_NUM_FORMS": "0",
        "MAX_NUM_FORMS": "",
        "0-text": comment.text,
        "0-contentpath": comment.contentpath,
        "0-position": "",
        "0-id": str(comment.pk),
        "0-DELETE": "",
        "0-resolved": "",
        "0-replies-TOTAL_FORMS": "0",
        "0-replies-INITIAL_FORMS": "0",
        "0-replies-MIN_NUM_FORMS": "0",
        "0-replies-MAX_NUM_FORMS": "",
    }
    return save(client, url, **held | more)


def test_what_one_says_of_a_text_another_sees_beside_it(anna, ben, url):
    say(anna, url)
    (comment,) = comments(ben.get(url).content.decode())
    assert (comment["text"], comment["contentpath"]) == (WORDS, "introduction")
    assert str(comment["user"]) == str(user(anna).pk)


def test_beside_the_words_of_a_training_as_well(anna, ben, site):
    url = edit_url(make_training(site))
    say(anna, url)
    assert [comment["text"] for comment in comments(ben.get(url).content.decode())] == [WORDS]


def test_another_resolves_it_and_whoever_asked_is_told(anna, ben, url, mailoutbox):
    comment = say(anna, url)
    mailoutbox.clear()
    assert answer(ben, url, comment, **{"0-resolved": "on"}).status_code == 302
    comment.refresh_from_db()
    assert comment.resolved_by == user(ben)
    assert comments(anna.get(url).content.decode()) == []
    (mail,) = mailoutbox
    assert mail.to == [user(anna).email]
    assert WORDS in mail.body


def test_an_answer_is_told_too(anna, ben, url, mailoutbox):
    comment = say(anna, url)
    mailoutbox.clear()
    reply = {
        "0-replies-TOTAL_FORMS": "1",
        "0-replies-0-id": "",
        "0-replies-0-text": "Acht, je hebt gelijk.",
        "0-replies-0-DELETE": "",
    }
    assert answer(ben, url, comment, **reply).status_code == 302
    (mail,) = mailoutbox
    assert mail.to == [user(anna).email]
    assert "Acht, je hebt gelijk." in mail.body


def test_who_follows_a_page_is_told_of_a_new_one(anna, ben, article, url, mailoutbox):
    PageSubscription.objects.create(page=article, user=user(ben), comment_notifications=True)
    say(anna, url)
    (mail,) = mailoutbox
    assert mail.to == [user(ben).email]
    assert WORDS in mail.body


def test_nobody_is_told_of_what_they_say_themselves(anna, url, mailoutbox):
    say(anna, url)
    assert mailoutbox == []


def test_the_words_of_another_are_not_changed(anna, ben, url):
    comment = say(anna, url)
    given_back = answer(ben, url, comment, **{"0-text": "Iets anders"})
    (errors,) = given_back.context["form"].formsets["comments"].errors
    assert errors == {"__all__": ["Je kunt opmerkingen van een andere gebruiker niet wijzigen."]}
    assert Comment.objects.get().text == WORDS

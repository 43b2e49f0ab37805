"""How readers enrol: the form, what it refuses, and what it tells nobody."""

import json
import re
from datetime import UTC, date, datetime, timedelta
from types import SimpleNamespace
from urllib.parse import urlencode

import pytest
import time_machine
from django.core.cache import cache
from django.test import Client
from django.test.client import encode_multipart
from django.utils import timezone
from wagtail.models import PageViewRestriction

from blog.models import BlogIndexPage
from events import abuse, enrolling, enrolment_links, housekeeping, places
from events.models import Edition, Enrolment, EnrolmentSettings, Interest, Mail
from home import limits
from home.models import StandardPage
from tests.factories import (
    ArticlePageFactory,
    copy_in_english,
    make_edition,
    make_training,
    translate,
)
from tests.keeping import made

NOW = datetime(2027, 1, 20, 12, 0, tzinfo=UTC)
TRAINING = "/trainingen/hulp-vragen/"
FORM = f"{TRAINING}2027-03-01/aanmelden/"
FORM_EN = "/en/trainings/asking-for-help/2027-03-01/enrol/"
INFORMED = f"{TRAINING}op-de-hoogte/"
INFORMED_EN = "/en/trainings/asking-for-help/keep-informed/"
ANNA = {"name": "Anna de Wit", "email": "anna@example.com", "consent": "on"}


def said(response) -> dict:
    """The headers of an answer, without the number that each request has."""
    return {name: value for name, value in response.headers.items() if name != "X-Request-ID"}


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(NOW, tick=False) as clock:
        yield clock


def kept(response) -> list[str]:
    """What an answer says to caches."""
    return sorted(response["Cache-Control"].split(", "))


@made(at=NOW)
def training(site):
    return make_training(site)


@made(at=NOW)
def edition(training):
    return make_edition(training, date(2027, 3, 1), date(2027, 3, 8), capacity=2)


@pytest.fixture
def send(client, edition, clock):
    """Fetch the form, take ten seconds to fill it in, and send it."""

    def send(path=FORM, after=10, **typed):
        found = re.search(r'name="stamp" value="([^"]+)"', client.get(path).content.decode())
        clock.shift(timedelta(seconds=after))
        return client.post(path, {"stamp": found[1], **typed})

    return send


class TestForm:
    def test_a_reader_enrols_and_is_led_to_what_happens_next(self, send, client, edition):
        response = send(**ANNA, phone="06 12345678", organisation="De Bron", remark="Geen vlees")
        assert response.status_code == 303
        assert response.url == f"{FORM}gelukt/"
        enrolment = Enrolment.objects.get()
        assert enrolment.edition == edition
        assert (enrolment.name, enrolment.email) == ("Anna de Wit", "anna@example.com")
        assert (enrolment.phone, enrolment.organisation) == ("06 12345678", "De Bron")
        assert (enrolment.remark, enrolment.language) == ("Geen vlees", "nl")
        assert enrolment.consented_at == NOW + timedelta(seconds=10)
        assert Mail.objects.get().recipient == "anna@example.com"
        assert client.get(response.url).status_code == 200

    def test_the_english_form_writes_down_english(self, send):
        response = send(FORM_EN, **ANNA)
        assert response.url == f"{FORM_EN}done/"
        assert Enrolment.objects.get().language == "en"

    def test_no_cookie_is_asked_nor_given_and_nobody_keeps_the_form(self, edition, clock):
        strict = Client(enforce_csrf_checks=True)
        form = strict.get(FORM)
        assert form["Cache-Control"] == "no-store"
        assert form["X-Robots-Tag"] == "noindex"
        assert not form.cookies
        stamp = re.search(r'name="stamp" value="([^"]+)"', form.content.decode())[1]
        clock.shift(timedelta(seconds=10))
        response = strict.post(FORM, {"stamp": stamp, **ANNA})
        assert response.status_code == 303
        assert response["Cache-Control"] == "no-store"
        assert not response.cookies

    def test_the_form_leads_to_itself_in_the_other_language(self, edition, client):
        html = client.get(FORM).content.decode()
        assert f'hreflang="en" href="http://127.0.0.1:8000{FORM_EN}"' in html
        assert f'href="{FORM_EN}"' in html

    @pytest.mark.parametrize(
        "path",
        [
            f"{TRAINING}2027-03-01/enrol/",
            f"{TRAINING}2027-03-02/aanmelden/",
            f"{TRAINING}2027-03-01/aanmelden/done/",
            f"{TRAINING}keep-informed/",
        ],
    )
    def test_what_is_not_of_this_language_or_training_is_not_found(self, edition, client, path):
        assert client.get(path).status_code == 404

    @pytest.mark.parametrize("path", [TRAINING, f"{FORM}gelukt/", f"{INFORMED}gelukt/"])
    def test_nothing_but_the_forms_can_be_sent(self, edition, client, path):
        assert client.post(path, ANNA).status_code == 405

    def test_errors_stand_at_the_field_and_at_the_top_and_nothing_typed_is_lost(self, send):
        response = send(name="Anna de Wit", email="anna@", remark="Geen vlees")
        html = response.content.decode()
        assert response.status_code == 422
        assert not Enrolment.objects.exists()
        assert re.search(r'id="mend"[^>]*tabindex="-1"[^>]*autofocus', html, re.DOTALL)
        assert '<a href="#field-email">Vul een e-mailadres in zoals naam@voorbeeld.nl.</a>' in html
        assert '<a href="#field-consent">' in html
        assert re.search(r'<input[^>]*name="email"[^>]*value="anna@"', html)
        assert re.search(r'<input[^>]*name="email"[^>]*aria-invalid="true"', html)
        assert re.search(r'<input[^>]*name="email"[^>]*aria-describedby="field-email_error"', html)
        assert 'id="field-email_error"' in html
        assert 'value="Anna de Wit"' in html
        assert "Geen vlees</textarea>" in html

    @pytest.mark.parametrize(
        ("field", "typed"),
        [
            ("name", "Anna\r\nBcc: eve@example.com"),
            ("name", "Anna\u2028de Wit"),
            ("email", "anna@example.com\r\nBcc: eve@example.com"),
            ("phone", "06\n12"),
            ("organisation", "De\x0bBron"),
            ("name", "Anna\x00"),
            ("remark", "Geen\x00vlees"),
            ("name", "A" * 121),
            ("remark", "A" * 2001),
            ("email", f"{'a' * 250}@example.com"),
        ],
    )
    def test_what_breaks_a_mail_or_the_database_is_refused_at_its_field(self, send, field, typed):
        response = send(**{**ANNA, field: typed})
        assert response.status_code == 422
        assert f'id="field-{field}_error"' in response.content.decode()
        assert not Enrolment.objects.exists()
        assert not Mail.objects.exists()

    @pytest.mark.parametrize("field", ["name", "phone", "organisation", "remark"])
    @pytest.mark.parametrize("bytes_", ["%C3%28", "%ED%A0%80", "Anna%FF"])
    def test_bytes_that_are_no_text_are_refused_at_their_field(
        self, edition, client, clock, field, bytes_
    ):
        html = client.get(FORM).content.decode()
        stamp = re.search(r'name="stamp" value="([^"]+)"', html)[1]
        clock.shift(timedelta(seconds=10))
        typed = {"stamp": stamp, **ANNA}
        typed.pop(field, None)
        response = client.post(
            FORM,
            f"{urlencode(typed)}&{field}={bytes_}",
            content_type="application/x-www-form-urlencoded",
        )
        assert response.status_code == 422
        assert f'id="field-{field}_error"' in response.content.decode()
        assert not Enrolment.objects.exists()

    @pytest.mark.parametrize("charset", ["raw_unicode_escape", "utf-16", "utf-7"])
    def test_it_is_read_as_utf_8_whatever_the_sender_says(self, edition, client, clock, charset):
        html = client.get(FORM).content.decode()
        stamp = re.search(r'name="stamp" value="([^"]+)"', html)[1]
        clock.shift(timedelta(seconds=10))
        body = encode_multipart("grens", {"stamp": stamp, **ANNA, "name": r"Anna \ud800"})
        kind = f"multipart/form-data; boundary=grens; charset={charset}"
        # ``post`` would write the body in that character set too.
        assert client.generic("POST", FORM, body, content_type=kind).status_code == 303
        assert Enrolment.objects.get().name == r"Anna \ud800"

    @pytest.mark.parametrize(
        ("path", "words"),
        [(FORM, "Dit is meer dan we kunnen ontvangen"), (FORM_EN, "This is too much for us")],
    )
    def test_who_sends_five_megabytes_is_told_so_in_words(self, edition, client, path, words):
        response = client.post(path, {**ANNA, "remark": "a" * 5_000_000})
        assert response.status_code == 413
        assert response["Cache-Control"] == "no-store"
        body = urlencode({**ANNA, "remark": "a" * 5_000_000})
        kind = "application/x-www-form-urlencoded"
        response = client.post(path, body, content_type=kind)
        assert response.status_code == 413
        assert words in response.content.decode()
        assert not Enrolment.objects.exists()

    def test_the_conditions_are_linked_in_the_readers_language(self, site, edition, client):
        page = site.home.add_child(instance=StandardPage(title="Voorwaarden", slug="voorwaarden"))
        copy_in_english(page, title="Conditions", slug="conditions")
        EnrolmentSettings.objects.create(site=site.home.get_site(), conditions_page=page)
        assert 'href="/voorwaarden/"' in client.get(FORM).content.decode()
        assert 'href="/en/conditions/"' in client.get(FORM_EN).content.decode()

    def test_it_says_how_long_a_person_is_kept(self, site, edition, client):
        EnrolmentSettings.objects.create(site=site.home.get_site(), retention_months=6)
        assert "verwijderen het 6 maanden na afloop" in client.get(FORM).content.decode()
        assert "delete it 6 months after it has ended" in client.get(FORM_EN).content.decode()

    @pytest.mark.parametrize(
        "path",
        [
            "/",
            "/en/",
            TRAINING,
            "/en/trainings/asking-for-help/",
            "/trainingen/",
            "/en/trainings/",
            "/trainingen/data/",
            "/en/trainings/dates/",
            "/trainingen/maand/2027-03/",
            "/en/trainings/month/2027-03/",
        ],
    )
    def test_pages_with_places_left_are_kept_for_a_minute_at_most(self, edition, client, path):
        response = client.get(path)
        assert response.status_code == 200
        assert kept(response) == ["max-age=0", "public", "s-maxage=60"]
        assert "Expires" not in response
        assert "Cookie" not in response.get("Vary", "")

    def test_an_article_that_recommends_it_is_kept_no_longer(self, edition, training, client):
        ArticlePageFactory(
            parent=BlogIndexPage.objects.get(locale__language_code="nl"),
            title="Acht redenen",
            slug="acht-redenen",
            related_training=training,
        )
        response = client.get("/blog/acht-redenen/")
        assert "plaatsen" in response.content.decode()
        assert kept(response) == ["max-age=0", "public", "s-maxage=60"]

    def test_who_is_logged_in_gets_pages_of_their_own(self, edition, admin):
        assert kept(admin.get(TRAINING)) == ["no-store", "private"]

    def test_a_page_behind_a_password_is_kept_by_nobody(self, edition, training, client):
        PageViewRestriction.objects.create(
            page=training, restriction_type=PageViewRestriction.PASSWORD, password="geheim"
        )
        assert "no-store" in kept(client.get(TRAINING))
        assert "public" not in kept(client.get(TRAINING))

    def test_an_edition_that_has_begun_says_so(self, send, edition, client, clock):
        html = client.get(FORM).content.decode()
        stamp = re.search(r'name="stamp" value="([^"]+)"', html)[1]
        clock.move_to(edition.starts_at)
        assert "al begonnen" in client.get(FORM).content.decode()
        assert client.post(FORM, {"stamp": stamp, **ANNA}).status_code == 409
        assert not Enrolment.objects.exists()

    @pytest.mark.parametrize("name", ["\u200b", "\u3164", "\u202egnp.exe Jan", "Jan\ufeff"])
    def test_a_name_that_hides_something_is_refused_at_its_field(self, send, name):
        response = send(**{**ANNA, "name": name})
        assert response.status_code == 422
        assert "Een deel hiervan is onzichtbaar." in response.content.decode()
        assert not Enrolment.objects.exists()

    def test_without_a_number_of_places_form_page_and_mail_say_the_same(
        self, edition, send, client
    ):
        Edition.objects.filter(pk=edition.pk).update(capacity=None)
        form = client.get(FORM).content.decode()
        assert "Het is nog niet bekend hoeveel mensen er kunnen komen." in form
        assert "Zet me op de wachtlijst" in form
        response = send(**ANNA)
        assert response["Location"].endswith("/gelukt/?full")
        assert "dus je komt op de wachtlijst" in client.get(response.url).content.decode()
        assert "kom je op de wachtlijst" in Mail.objects.get().text

    def test_a_full_edition_says_that_people_come_on_the_list(self, edition, client):
        edition.capacity = 1
        edition.save()
        bert = places.enrol(
            edition.pk, {"name": "Bert", "email": "bert@example.com", "language": "nl"}, now=NOW
        )
        places.confirm(bert.pk, now=NOW)
        assert "Zet me op de wachtlijst" in client.get(FORM).content.decode()
        html = client.get(TRAINING).content.decode()
        assert "Vol: je kunt op de wachtlijst" in html
        assert f'href="{INFORMED}"' in html

    @pytest.mark.parametrize("by_link", [True, False])
    @pytest.mark.parametrize(
        ("path", "words"),
        [(FORM, "Er is geen plaats vrij"), (FORM_EN, "There is no free place")],
    )
    def test_the_thanks_say_that_somebody_comes_on_the_list(
        self, site, edition, send, client, path, words, by_link
    ):
        EnrolmentSettings.objects.create(site=site.home.get_site(), confirm_by_link=by_link)
        edition.capacity = 1
        edition.save()
        last = client.get(send(path, **ANNA).url).content.decode()
        assert words not in last
        if by_link:
            places.confirm(Enrolment.objects.get().pk, now=NOW)
        waits = client.get(send(path, **{**ANNA, "email": "bert@example.com"}).url)
        assert words in waits.content.decode()

    @pytest.mark.parametrize(
        ("status", "words"),
        [
            ("cancelled", "Deze data zijn geannuleerd"),
            ("postponed", "Deze data zijn uitgesteld"),
            ("scheduled", "De training is al begonnen"),
        ],
    )
    def test_where_nobody_can_enrol_it_offers_to_keep_people_informed(
        self, edition, client, clock, status, words
    ):
        edition.status = status
        edition.save()
        if status == "scheduled":
            clock.move_to(edition.starts_at)
        html = client.get(FORM).content.decode()
        assert words in html
        assert f'href="{INFORMED}"' in html
        clock.move_to(edition.ends_at + timedelta(days=1))
        assert f'href="{INFORMED}"' in client.get(FORM).content.decode()

    @pytest.mark.parametrize("status", ["cancelled", "postponed", "scheduled"])
    def test_so_does_a_training_that_takes_nobody(self, training, edition, client, clock, status):
        another = "Liever een andere datum?"
        html = client.get(TRAINING).content.decode()
        assert another in html
        assert html.count(f'href="{INFORMED}"') == 1
        edition.status = status
        edition.save()
        if status == "scheduled":
            clock.move_to(edition.starts_at)
        html = client.get(TRAINING).content.decode()
        assert f'href="{INFORMED}"' in html
        assert "Je kunt je voor deze data niet aanmelden" in html
        assert another not in html
        # Where the dates are as well as at the top, and not a third time on their card.
        assert html.count(f'href="{INFORMED}"') == 2
        make_edition(training, date(2027, 6, 1))
        html = client.get(TRAINING).content.decode()
        assert another in html
        assert html.count(f'href="{INFORMED}"') == 2


class TestWhatItSays:
    def test_it_says_where_and_in_which_language(self, edition, client):
        html = " ".join(client.get(FORM_EN).content.decode().split())
        assert "De Lindehof, Utrecht" in html
        assert "This training is given in Dutch." in html
        assert "in het Nederlands" not in client.get(FORM).content.decode()

    def test_two_questions_that_were_left_open_are_told_apart(self, training, send):
        asked = [("text", {"question": f"Wat {what}?", "required": True}) for what in ("a", "b")]
        training.enrolment_questions = asked
        training.save_revision().publish()
        html = send(**ANNA).content.decode()
        for what in ("a", "b"):
            assert html.count(f">Beantwoord de vraag: Wat {what}?</a>") == 1

    @pytest.mark.parametrize(("path", "word"), [(FORM, "Fout:"), (FORM_EN, "Error:")])
    def test_the_title_begins_with_the_error(self, edition, send, client, path, word):
        def title(response):
            return re.search(r"<title>\s*(.*?)</title>", response.content.decode(), re.DOTALL)[1]

        assert not title(client.get(path)).startswith(word)
        assert title(send(path, name="Anna")).startswith(word)

    def test_the_thanks_say_what_and_when_and_where(self, edition, client):
        html = client.get(f"{FORM}gelukt/").content.decode()
        for shown in ("Hulp vragen kun je leren", "maandag 1 maart 2027", "De Lindehof"):
            assert shown in html

    @pytest.mark.parametrize("path", [FORM, INFORMED])
    def test_the_thanks_say_what_to_do_without_a_mail(self, edition, practice, client, path):
        html = client.get(f"{path}gelukt/").content.decode()
        assert "Na tien minuten nog geen mail?" in html
        assert 'href="mailto:info@example.com"' in html


class TestAskingToBeToldAgain:
    def test_what_was_written_last_counts_in_the_language_of_that_form(self, send, clock):
        send(INFORMED, name="Ina", email="ina@example.com")
        clock.shift(timedelta(days=29))
        send(INFORMED_EN, name="Ina English", email="ina@example.com")
        interest = Interest.objects.get()
        assert (interest.name, interest.language) == ("Ina English", "en")
        assert Mail.objects.latest("pk").subject.startswith("Shall we keep you informed")
        housekeeping.run(timezone.now() + timedelta(days=2))
        assert Interest.objects.exists()

    def test_who_is_on_the_list_stays_there_for_longer_once_the_button_is_pressed(
        self, send, client, clock
    ):
        send(INFORMED, name="Ina", email="ina@example.com")
        enrolling.confirm_interest(Interest.objects.get(), now=timezone.now())
        clock.shift(timedelta(days=340))
        interest = Interest.objects.get()
        before = interest.confirmed_at
        page = client.get(enrolment_links.path_of(interest, "en")).content.decode()
        assert "Keep me informed for longer" in page
        client.post(enrolment_links.path_of(interest, "en"), {"step": "confirm"})
        interest.refresh_from_db()
        assert interest.confirmed_at == timezone.now() > before
        assert interest.language == "en"


class TestAbuse:
    def test_the_answer_is_the_same_for_an_address_that_is_enrolled(self, send, client):
        first, again = send(**ANNA), send(**ANNA)
        assert first.status_code == again.status_code == 303
        assert said(first) == said(again)
        assert first.content == again.content
        assert client.get(first.url).content == client.get(again.url).content
        assert Enrolment.objects.count() == 1

    def test_so_it_is_for_the_errors(self, send):
        send(**ANNA)
        pages = []
        for who in ("anna", "bert"):
            html = send(name="X", email=f"{who}@example.com").content.decode()
            pages.append(re.sub(r'name="stamp" value="[^"]+"', "", html).replace(who, ""))
        assert pages[0] == pages[1]

    def test_what_only_programs_fill_in_is_shown_to_whom_a_browser_did_it_for(self, send, client):
        response = send(**ANNA, website="https://example.com")
        html = response.content.decode()
        assert response.status_code == 422
        assert "Dit veld moet leeg blijven" in html
        assert 'class="trap"' not in html
        assert re.search(r'<label[^>]*for="field-website"[^>]*>\s*Laat dit leeg', html)
        trap = re.search(r'<input[^>]*name="website"[^>]*>', html)[0]
        assert "tabindex" not in trap
        assert "value" not in trap
        assert 'value="Anna de Wit"' in html
        assert not Enrolment.objects.exists()
        assert not Mail.objects.exists()
        stamp = re.search(r'name="stamp" value="([^"]+)"', html)[1]
        assert client.post(FORM, {"stamp": stamp, **ANNA, "website": ""}).status_code == 303

    @pytest.mark.parametrize("by_link", [True, False])
    @pytest.mark.parametrize("path", [FORM, INFORMED])
    def test_a_form_that_is_sent_three_times_is_answered_once(
        self, site, edition, client, clock, path, by_link
    ):
        EnrolmentSettings.objects.create(site=site.home.get_site(), confirm_by_link=by_link)
        stamp = re.search(r'name="stamp" value="([^"]+)"', client.get(path).content.decode())[1]
        answers = []
        for _press in range(3):
            clock.shift(timedelta(minutes=20))
            answers.append(client.post(path, {"stamp": stamp, **ANNA}))
        assert {(answer.status_code, answer.url) for answer in answers} == {(303, f"{path}gelukt/")}
        assert Enrolment.objects.count() + Interest.objects.count() == 1
        assert Mail.objects.count() == 1

    @pytest.mark.parametrize("path", [FORM, INFORMED])
    def test_nobody_gets_more_than_three_answers_in_a_day(self, send, clock, path):
        for _each in range(5):
            assert send(path, **ANNA).status_code == 303
            clock.shift(timedelta(hours=1))
        assert Mail.objects.count() == 3
        clock.shift(timedelta(days=1))
        send(path, **ANNA)
        assert Mail.objects.count() == 4

    def test_who_is_quicker_than_three_seconds_is_asked_to_look_once_more(self, send, client):
        response = send(after=2, **ANNA)
        html = response.content.decode()
        assert response.status_code == 422
        assert "Dat ging snel." in html
        assert 'value="Anna de Wit"' in html
        assert not Enrolment.objects.exists()

    def test_and_can_send_it_right_after(self, send, client, clock):
        html = send(after=2, **ANNA).content.decode()
        stamp = re.search(r'name="stamp" value="([^"]+)"', html)[1]
        clock.shift(timedelta(seconds=1))
        assert client.post(FORM, {"stamp": stamp, **ANNA}).status_code == 303

    @pytest.mark.parametrize("stamp", ["", "form.1tWxyz.forged", "\x00"])
    def test_a_stamp_that_is_not_ours_is_replaced(self, edition, client, clock, stamp):
        response = client.post(FORM, {"stamp": stamp, **ANNA})
        html = response.content.decode()
        assert response.status_code == 422
        assert 'value="Anna de Wit"' in html
        fresh = re.search(r'name="stamp" value="([^"]+)"', html)[1]
        assert client.post(FORM, {"stamp": fresh, **ANNA}).status_code == 303

    def test_after_a_day_the_form_is_sent_anew_with_all_that_was_typed(self, send):
        response = send(after=24 * 3600 + 1, **ANNA)
        assert response.status_code == 422
        assert "stond lang open" in response.content.decode()
        assert 'value="Anna de Wit"' in response.content.decode()

    def test_the_stamp_of_one_form_does_not_do_for_another(self, edition, client, clock):
        html = client.get(INFORMED).content.decode()
        stamp = re.search(r'name="stamp" value="([^"]+)"', html)[1]
        clock.shift(timedelta(seconds=10))
        assert client.post(FORM, {"stamp": stamp, **ANNA}).status_code == 422

    def test_a_mailbox_gets_five_in_an_hour(self, send, clock):
        answers = [send(**{**ANNA, "email": "ANNA@example.com"}) for _each in range(6)]
        assert [answer.status_code for answer in answers] == [303] * 5 + [429]
        assert answers[-1]["Retry-After"] == "3600"
        assert "probeer het over een uur opnieuw" in answers[-1].content.decode()
        assert 'value="Anna de Wit"' in answers[-1].content.decode()
        clock.shift(timedelta(hours=1))
        assert send(**ANNA).status_code == 303

    def test_a_network_sends_thirty_in_an_hour(self, send):
        answers = [send(after=4, **{**ANNA, "email": f"a{n}@example.com"}) for n in range(31)]
        assert {answer.status_code for answer in answers[:30]} == {303}
        assert answers[30].status_code == 429

    def test_without_a_cache_everybody_may_go_on(self, rf, monkeypatch, caplog):
        def away(*args, **options):
            raise ConnectionError("redis://secret")

        monkeypatch.setattr(limits, "_away", {"told": None})
        monkeypatch.setattr(limits, "cache", SimpleNamespace(add=away, incr=away))
        assert not any(abuse.too_many(rf.get("/"), "anna@example.com") for _each in range(40))
        assert [record.getMessage() for record in caplog.records] == [
            "The cache is away, and nothing is limited: ConnectionError"
        ]

    def test_the_cache_holds_no_address(self, rf, monkeypatch):
        keys = []
        count = SimpleNamespace(
            add=lambda key, *rest: keys.append(key) or cache.add(key, *rest), incr=cache.incr
        )
        monkeypatch.setattr(limits, "cache", count)
        abuse.too_many(rf.get("/", REMOTE_ADDR="192.0.2.7"), "anna@example.com")
        assert len(keys) == 2
        assert all(re.fullmatch(r"limits:[0-9a-f]{64}", key) for key in keys)

    @pytest.mark.parametrize(
        ("behind", "remote", "forwarded", "network"),
        [
            (False, "192.0.2.7", "203.0.113.9", "192.0.2.7"),
            (True, "10.0.0.1", "203.0.113.9", "203.0.113.9"),
            (True, "10.0.0.1", "198.51.100.1, 203.0.113.9", "203.0.113.9"),
            (True, "10.0.0.1", "", "10.0.0.1"),
            (False, "2001:db8:1:2:3:4:5:6", "", "2001:db8:1:2::/64"),
            (False, "::ffff:192.0.2.7", "", "192.0.2.7"),
            (False, "unix:", "", "unknown"),
            (True, "10.0.0.1", "203.0.113.9:5678", "203.0.113.9"),
            (True, "10.0.0.1", "[2001:db8:1:2:3:4:5:6]:80", "2001:db8:1:2::/64"),
            (True, "10.0.0.1", "[2001:db8:1:2:3:4:5:6]", "2001:db8:1:2::/64"),
            (True, "10.0.0.1", "2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
            (True, "10.0.0.1", "[::1]:80", "::/64"),
        ],
    )
    def test_the_network_is_that_of_who_asks(
        self, rf, settings, behind, remote, forwarded, network
    ):
        settings.BEHIND_PROXY = behind
        request = rf.get("/", REMOTE_ADDR=remote, HTTP_X_FORWARDED_FOR=forwarded)
        assert limits.network_of(request) == network


class TestQuestions:
    @pytest.fixture
    def training(self, site):
        # With the identifiers that the editor's form gives, by which translations find back.
        options = [
            {"type": "item", "value": words, "id": f"00000000-0000-4000-8000-00000000000{number}"}
            for number, words in enumerate(["Vlees", "Geen vlees"])
        ]
        questions = [
            {"type": "text", "value": {"question": "Wat wil je leren?", "required": True}},
            {
                "type": "choice",
                "value": {"question": "Eten", "required": False, "options": options},
            },
            {"type": "yes_no", "value": {"question": "Kom je met de trein?", "required": False}},
        ]
        training = make_training(site, english=False, enrolment_questions=json.dumps(questions))
        translate(
            training,
            {
                "Hulp vragen kun je leren": "Asking for help can be learned",
                "Wat wil je leren?": "What would you like to learn?",
                "Eten": "Food",
                "Vlees": "Meat",
                "Geen vlees": "No meat",
                "Kom je met de trein?": "Do you come by train?",
            },
        )
        return training

    @pytest.fixture
    def edition(self, training):
        return make_edition(training, date(2027, 3, 1), date(2027, 3, 8), capacity=2)

    @staticmethod
    def names(client, path):
        html = client.get(path).content.decode()
        return list(dict.fromkeys(re.findall(r'name="(question-[^"]+)"', html)))

    def test_answers_are_kept_in_the_readers_language(self, training, send, client, site):
        page = training.get_translation(site.home_en.locale)
        path = f"{page.url}2027-03-01/enrol/"
        learn, food, train = self.names(client, path)
        answers = {learn: "To say no", food: "No meat", train: "Yes"}
        response = send(path, **ANNA, **answers)
        assert response.status_code == 303, response.context_data["form"].errors
        assert Enrolment.objects.get().answers == [
            {"question": "What would you like to learn?", "answer": "To say no"},
            {"question": "Food", "answer": "No meat"},
            {"question": "Do you come by train?", "answer": "Yes"},
        ]

    def test_only_a_required_one_must_be_answered(self, training, send, client):
        learn, _food, _train = self.names(client, FORM)
        response = send(**ANNA)
        assert response.status_code == 422
        assert f'id="field-{learn}_error"' in response.content.decode()
        assert send(**ANNA, **{learn: "Nee zeggen"}).status_code == 303
        assert Enrolment.objects.get().answers == [
            {"question": "Wat wil je leren?", "answer": "Nee zeggen"}
        ]

    def test_an_answer_that_was_not_offered_is_refused(self, training, send, client):
        learn, food, _train = self.names(client, FORM)
        response = send(**ANNA, **{learn: "Nee zeggen", food: "Vis"})
        assert response.status_code == 422
        assert f'id="field-{food}_error"' in response.content.decode()


class TestInterest:
    def test_a_training_without_a_date_leads_to_the_form(self, training, client):
        assert f'href="{INFORMED}"' in client.get(TRAINING).content.decode()

    def test_somebody_is_written_down_and_asked_by_mail(self, send, training):
        response = send(INFORMED, **ANNA)
        assert (response.status_code, response.url) == (303, f"{INFORMED}gelukt/")
        interest = Interest.objects.get()
        assert (interest.email, interest.language) == ("anna@example.com", "nl")
        assert interest.training == training
        assert interest.confirmed_at is None
        mail = Mail.objects.get()
        assert (mail.kind, mail.recipient) == ("interest", "anna@example.com")

    def test_asking_once_more_tells_nothing(self, send, client):
        first, again = send(INFORMED, **ANNA), send(INFORMED, **ANNA)
        assert (first.status_code, first.content) == (again.status_code, again.content)
        assert said(first) == said(again)
        assert Interest.objects.count() == 1

    @pytest.mark.parametrize("path", [INFORMED, f"{INFORMED}gelukt/"])
    def test_it_says_how_long_somebody_is_kept(self, site, training, client, path):
        EnrolmentSettings.objects.create(site=site.home.get_site(), retention_months=6)
        assert "hoogstens 6 maanden" in client.get(path).content.decode()

    def test_so_do_the_mail_and_the_page_behind_its_link(self, send, client):
        send(INFORMED, **ANNA)
        mail = Mail.objects.get()
        assert "hoogstens 12 maanden" in mail.text
        link = re.search(r"http://127.0.0.1:8000(/belangstelling/\S+)", mail.text)[1]
        assert "hoogstens 12 maanden" in client.get(link).content.decode()

    @pytest.mark.parametrize("status", ["postponed", "cancelled"])
    def test_who_asked_is_told_once_when_it_goes_ahead_again(self, training, edition, status):
        def publish(status):
            again = Edition.objects.get(pk=edition.pk)
            again.status = status
            again.save_revision().publish()

        def told():
            return Mail.objects.filter(kind="planned").count()

        publish(status)
        moment = timezone.now()
        Interest.objects.create(
            training=training,
            name="Anna",
            email="anna@example.com",
            language="nl",
            created_at=moment,
            confirmed_at=moment,
        )
        publish(status)
        assert told() == 0
        publish("scheduled")
        assert told() == 1
        publish(status)
        publish("scheduled")
        assert told() == 1

    def test_who_asked_for_another_date_is_not_told_of_a_change_to_this_one(
        self, training, edition, clock
    ):
        clock.shift(timedelta(hours=1))
        moment = timezone.now()
        Interest.objects.create(
            training=training,
            name="Anna",
            email="anna@example.com",
            language="nl",
            created_at=moment,
            confirmed_at=moment,
        )
        again = Edition.objects.get(pk=edition.pk)
        again.capacity = 9
        again.save_revision().publish()
        assert not Mail.objects.filter(kind="planned").exists()

    def test_the_english_form_is_of_the_same_training(self, send, training):
        send("/en/trainings/asking-for-help/keep-informed/", **ANNA)
        interest = Interest.objects.get()
        assert (interest.training, interest.language) == (training, "en")

"""Pictures and documents in a bucket: the site reads and writes it, readers ask the site alone."""

import re
from contextlib import suppress
from io import BytesIO, StringIO
from types import SimpleNamespace

import boto3
import pytest
import requests
from bs4 import BeautifulSoup
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.urls import reverse
from moto.server import ThreadedMotoServer
from PIL import Image
from wagtail.documents import get_document_model
from wagtail.models import Collection, CollectionViewRestriction
from wagtail.users.models import UserProfile

from home import generation, media_faults
from home.models import SiteImage
from site_config import health
from site_config.health import check_storage
from tests.conftest import NOW
from tests.factories import ArticlePageFactory
from tests.fuzzing import Asked

pytestmark = pytest.mark.indexed

KEY, SECRET, BUCKET = "sleutel", "geheim", "lesdag-media"
PDF = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"
RENDITION = "width-20|format-webp"


class Server:
    """A server that speaks the language of S3, at a port that was free; what it holds stays."""

    def __init__(self):
        self.port = 0
        self.start()

    def start(self):
        self.running = ThreadedMotoServer(ip_address="127.0.0.1", port=self.port, verbose=False)
        self.running.start()
        _host, self.port = self.running.get_host_and_port()

    def stop(self):
        self.running.stop()


@pytest.fixture(scope="module")
def running():
    """The server itself."""
    made = Server()
    yield made
    made.stop()


@pytest.fixture(scope="module")
def server(running):
    """Its address."""
    return f"http://127.0.0.1:{running.port}"


@pytest.fixture
def bucket(server, settings, db):
    """An empty bucket, in which the site keeps its media."""
    settings.STORAGES = {
        **settings.STORAGES,
        "default": {
            "BACKEND": "site_config.media_bucket.MediaBucket",
            "OPTIONS": {
                "bucket_name": BUCKET,
                "endpoint_url": server,
                "region_name": "us-east-1",
                "access_key": KEY,
                "secret_key": SECRET,
                "custom_domain": "127.0.0.1:8000/media",
                "url_protocol": "http:",
            },
        },
    }
    made = boto3.resource(
        "s3",
        endpoint_url=server,
        region_name="us-east-1",
        aws_access_key_id=KEY,
        aws_secret_access_key=SECRET,
    ).create_bucket(Bucket=BUCKET)
    yield made
    made.objects.all().delete()
    made.delete()


def names(bucket):
    """What is in the bucket."""
    return sorted(each.key for each in bucket.objects.all())


def upload_picture(admin, name="stoelen.png"):
    """Upload a picture in the admin; returns it."""
    buffer = BytesIO()
    Image.new("RGB", (40, 30), "teal").save(buffer, "PNG")
    response = admin.post(
        reverse("wagtailimages:add"),
        {
            "title": "Stoelen",
            "file": SimpleUploadedFile(name, buffer.getvalue()),
            "collection": "1",
        },
    )
    assert response.status_code == 302, response.content
    return SiteImage.objects.latest("pk")


def upload_document(admin, content=PDF, collection="1"):
    """Upload a document in the admin; returns it."""
    response = admin.post(
        reverse("wagtaildocs:add"),
        {
            "title": "Blad",
            "file": SimpleUploadedFile("blad.pdf", content),
            "collection": str(collection),
        },
    )
    assert response.status_code == 302, response.content
    return get_document_model().objects.latest("pk")


def body(response):
    """All that an answer holds."""
    return b"".join(response.streaming_content)


class TestPictures:
    def test_go_there_and_come_from_the_site_itself(self, bucket, admin, client, server):
        picture = upload_picture(admin)
        rendition = picture.get_rendition(RENDITION)
        assert names(bucket) == ["images/stoelen.width-20.format-webp.webp"] + [
            "original_images/stoelen.png"
        ]
        address = rendition.url
        assert address.startswith("http://127.0.0.1:8000/media/images/")
        client.logout()
        answer = client.get(address.removeprefix("http://127.0.0.1:8000"))
        assert answer.status_code == 200
        assert answer.headers["Content-Type"] == "image/webp"
        assert answer.headers["Cache-Control"] == "public, max-age=31536000, immutable"
        assert Image.open(BytesIO(body(answer))).size == (20, 15)
        assert client.get("/media/images/none.webp").status_code == 404
        # The original is nowhere within reach.
        assert client.get("/media/original_images/stoelen.png").status_code == 404
        assert (
            requests.get(f"{server}/{BUCKET}/original_images/stoelen.png", timeout=30).status_code
            == 403
        )

    def test_of_one_name_are_two_files(self, bucket, admin):
        one, other = upload_picture(admin), upload_picture(admin)
        assert one.file.name != other.file.name
        assert len(names(bucket)) == len({*names(bucket)}) >= 2
        assert {one.file.name, other.file.name} <= set(names(bucket))

    def test_go_from_there_with_their_renditions(
        self, bucket, admin, django_capture_on_commit_callbacks
    ):
        picture = upload_picture(admin)
        picture.get_rendition(RENDITION)
        with django_capture_on_commit_callbacks(execute=True):
            admin.post(reverse("wagtailimages:delete", args=[picture.pk]))
        assert names(bucket) == []


class TestDocuments:
    def test_go_there_and_come_from_the_site_itself(self, bucket, admin, client):
        document = upload_document(admin)
        assert names(bucket) == ["documents/blad.pdf"]
        client.logout()
        answer = client.get(document.url)
        assert answer.status_code == 200
        assert body(answer) == PDF
        assert answer.headers["Content-Disposition"].startswith("attachment; filename=blad.pdf")

    def test_that_are_private_are_reached_by_no_way(self, bucket, admin, client, server):
        collection = Collection.get_first_root_node().add_child(name="Besloten")
        CollectionViewRestriction.objects.create(
            collection=collection, restriction_type=CollectionViewRestriction.LOGIN
        )
        document = upload_document(admin, collection=collection.pk)
        assert body(admin.get(document.url)) == PDF
        client.logout()
        answer = client.get(document.url)
        assert (answer.status_code, answer.url.partition("?")[0]) == (302, "/admin/login/")
        assert client.get(f"/media/{document.file.name}").status_code == 404
        direct = f"{server}/{BUCKET}/{document.file.name}"
        assert requests.get(direct, timeout=30).status_code == 403
        # Nothing the site says leads there.
        assert not re.search(re.escape(server), document.url + document.file.url)

    def test_go_from_there(self, bucket, admin, django_capture_on_commit_callbacks):
        document = upload_document(admin)
        with django_capture_on_commit_callbacks(execute=True):
            admin.post(reverse("wagtaildocs:delete", args=[document.pk]))
        assert names(bucket) == []


class TestTheBucket:
    def test_is_what_readyz_looks_at(self, bucket):
        check_storage(NOW)
        assert names(bucket) == []

    def test_that_is_away_is_given_up_soon(self, bucket, server):
        config = default_storage.client_config
        assert (config.connect_timeout, config.read_timeout) == (3, 20)
        assert config.retries["total_max_attempts"] == 2

    def test_is_made_where_there_is_none_and_left_where_there_is(self, bucket, settings):
        settings.MEDIA_BUCKET = BUCKET
        bucket.delete()
        said = StringIO()
        for _time in range(2):
            call_command("make_bucket", stdout=said)
        # That region lets one make a bucket twice.
        assert said.getvalue() == f"{BUCKET} was made.\n" * 2
        assert names(bucket) == []

    def test_is_not_asked_of_who_has_none(self, settings):
        settings.MEDIA_BUCKET = ""
        said = StringIO()
        call_command("make_bucket", stdout=said)
        assert said.getvalue() == "Media are kept in DATA_DIR.\n"


@pytest.fixture
def away(bucket, running, monkeypatch, caplog):
    """What takes the server away, and brings it back."""
    clock = [1000.0]
    monkeypatch.setattr(media_faults, "_told", {})
    monkeypatch.setattr(media_faults, "_away", {"until": 0.0})
    monkeypatch.setattr(media_faults.time, "monotonic", lambda: clock[0])

    def back():
        running.start()
        clock[0] += media_faults.LEFT_ALONE

    yield SimpleNamespace(
        stop=running.stop,
        back=back,
        told=lambda: [r.getMessage() for r in caplog.records if r.levelname == "ERROR"],
    )
    with suppress(OSError, SystemExit):
        if not running.running._thread.is_alive():
            running.start()


def article_with(site, picture, **fields):
    """A published article that shows a picture."""
    return ArticlePageFactory(
        parent=site.blog,
        title="Acht redenen",
        body=[("image", {"image": picture})],
        **fields,
    )


class TestWhileTheBucketIsAway:
    def test_pages_have_their_words_and_the_pictures_that_were_made(
        self, site, admin, served, away, settings
    ):
        settings.ALLOWED_HOSTS = ["127.0.0.1", "testserver"]
        known, other = upload_picture(admin), upload_picture(admin)
        article_with(site, known, slug="bekend")
        article_with(site, other, slug="nieuw")
        ask = Asked("GET", b"/blog/bekend/").environ()
        shown = re.findall(rb'src="([^"]+/media/images/[^"]+)"', served(ask).body)
        assert shown
        away.stop()
        generation.renew()
        assert re.findall(rb'src="([^"]+/media/images/[^"]+)"', served(ask).body) == shown
        for _reader in range(2):
            answer = served(Asked("GET", b"/blog/nieuw/").environ())
            assert answer.status == 200
            assert b"Acht redenen" in answer.body
            # It would be sent without its picture for as long as nothing is published.
            assert answer.how == ""
        assert len(away.told()) == 1
        assert away.told()[0].startswith(
            "The storage of media is away: EndpointConnectionError: Could not connect"
        )
        away.back()
        answers = [served(Asked("GET", b"/blog/nieuw/").environ()) for _reader in range(2)]
        assert re.search(rb'src="[^"]+/media/images/stoelen[^"]+"', answers[0].body)
        assert answers[1].how == "hit"

    @pytest.mark.parametrize(
        ("language", "words"),
        [
            ("nl", "Dit bestand is niet bewaard: de site kan nu even niet bij de plek voor foto"),
            ("en", "This file was not stored: the site cannot reach the place for its pictures"),
        ],
    )
    @pytest.mark.parametrize(
        ("view", "model", "name", "content"),
        [
            ("wagtaildocs:add", "document", "blad.pdf", PDF),
            ("wagtailimages:add", "picture", "stoelen.png", None),
        ],
    )
    def test_who_uploads_is_told_at_the_field_and_loses_nothing_typed(
        self, admin, owner, away, language, words, view, model, name, content
    ):
        UserProfile.objects.create(user=owner, preferred_language=language)
        away.stop()
        if content is None:
            buffer = BytesIO()
            Image.new("RGB", (40, 30), "teal").save(buffer, "PNG")
            content = buffer.getvalue()
        answer = admin.post(
            reverse(view),
            {"title": "Rij stoelen", "file": SimpleUploadedFile(name, content), "collection": "1"},
        )
        assert answer.status_code == 200
        page = BeautifulSoup(answer.content, "html.parser")
        field = page.find("input", {"name": "file"}).find_parent(class_="w-field__wrapper")
        assert words in " ".join(field.get_text().split())
        assert page.find("input", {"name": "title"})["value"] == "Rij stoelen"
        assert not SiteImage.objects.exists()
        assert not get_document_model().objects.exists()
        assert len(away.told()) == 1
        away.back()
        (upload_document if model == "document" else upload_picture)(admin)

    def test_a_file_that_was_to_be_replaced_stays(self, admin, away):
        document = upload_document(admin)
        address, sent = reverse("wagtaildocs:edit", args=[document.pk]), b"%PDF-1.7\nnew\n"
        fields = {"title": "Blad", "collection": "1"}
        away.stop()
        refused = admin.post(address, {**fields, "file": SimpleUploadedFile("n.pdf", sent)})
        assert refused.status_code == 200
        away.back()
        assert body(admin.get(document.url)) == PDF

    def test_who_asks_for_a_file_is_told_to_ask_again(self, admin, client, away):
        document, picture = upload_document(admin), upload_picture(admin)
        rendition = picture.get_rendition(RENDITION).url.removeprefix("http://127.0.0.1:8000")
        client.raise_request_exception = False
        away.stop()
        for address in (document.url, rendition):
            answer = client.get(address)
            assert (answer.status_code, answer["Retry-After"]) == (503, "30"), address
            assert answer["Cache-Control"] == "no-store"
        assert len(away.told()) == 1
        away.back()
        assert client.get(rendition).status_code == 200

    def test_readyz_says_so(self, away):
        away.stop()
        assert health.look(NOW)["storage"] is False
        away.back()
        assert health.look(NOW)["storage"] is True


def test_a_file_that_is_replaced_goes_once_the_new_one_is_named(
    bucket, admin, django_capture_on_commit_callbacks
):
    document = upload_document(admin)
    address, sent = reverse("wagtaildocs:edit", args=[document.pk]), b"%PDF-1.7\nnew\n"
    fields = {"title": "Blad", "collection": "1"}
    with django_capture_on_commit_callbacks(execute=True) as callbacks:
        admin.post(address, {**fields, "file": SimpleUploadedFile("nieuw.pdf", sent)})
        assert names(bucket) == ["documents/blad.pdf", "documents/nieuw.pdf"]
    assert callbacks
    assert names(bucket) == ["documents/nieuw.pdf"]
    document.refresh_from_db()
    assert body(admin.get(document.url)) == sent

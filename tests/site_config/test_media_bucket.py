"""Pictures and documents in a bucket: the site reads and writes it, readers ask the site alone."""

import re
from io import BytesIO, StringIO

import boto3
import pytest
import requests
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.urls import reverse
from moto.server import ThreadedMotoServer
from PIL import Image
from wagtail.documents import get_document_model
from wagtail.models import Collection, CollectionViewRestriction

from home.models import SiteImage
from site_config.health import check_storage
from tests.conftest import NOW

KEY, SECRET, BUCKET = "sleutel", "geheim", "lesdag-media"
PDF = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"
RENDITION = "width-20|format-webp"


@pytest.fixture(scope="module")
def server():
    """The address of a server that speaks the language of S3, at a port that was free."""
    running = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    running.start()
    host, port = running.get_host_and_port()
    yield f"http://{host}:{port}"
    running.stop()


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

"""Only documents whose content is what their name says are let in."""

from io import BytesIO
from zipfile import ZIP_BZIP2, ZIP_DEFLATED, ZIP_STORED, ZipFile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from wagtail.documents import get_document_model

WRONG = "Dit bestand is niet wat de naam zegt"


def archive(packing=ZIP_STORED, **files):
    """The bytes of an archive."""
    buffer = BytesIO()
    with ZipFile(buffer, "w", packing) as made:
        for name, content in files.items():
            made.writestr(name.replace("__", "/").replace("_xml", ".xml"), content)
    return buffer.getvalue()


TYPES = {"[Content_Types]_xml": "<Types/>"}
DOCX = archive(**TYPES, **{"word/document_xml": "<x/>"})
XLSX = archive(**TYPES, **{"xl/workbook_xml": "<x/>"})
PPTX = archive(**TYPES, **{"ppt/presentation_xml": "<x/>"})
ODT = archive(mimetype="application/vnd.oasis.opendocument.text", content_xml="<x/>")
EPUB = archive(mimetype="application/epub+zip")
PDF = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"
# Its first file, by which it is known, is packed; and damaged.
PACKED = [
    archive(ZIP_DEFLATED, mimetype="application/epub+zip"),
    archive(ZIP_BZIP2, mimetype="application/epub+zip"),
]
DAMAGED = [each[:38] + bytes(8) + each[46:] for each in PACKED]
PROGRAM = b"MZ\x90\x00\x03\x00\x00\x00"
SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'


def upload(admin, name, content):
    """Upload a document in the admin."""
    return admin.post(
        reverse("wagtaildocs:add"),
        {"title": "Blad", "file": SimpleUploadedFile(name, content), "collection": "1"},
    )


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("blad.pdf", PDF),
        ("blad.PDF", b"\r\n" + PDF),
        ("blad.docx", DOCX),
        ("blad.xlsx", XLSX),
        ("blad.pptx", PPTX),
        ("blad.odt", ODT),
        ("blad.epub", EPUB),
        *(("blad.epub", each) for each in PACKED),
        ("blad.zip", archive(x="y")),
        ("blad.txt", "Eén regel\r\n".encode()),
        ("blad.txt", "Eén regel".encode("utf-16")),
        ("blad.csv", "naam;prijs\nVóór;1\n".encode("cp1252")),
    ],
)
def test_a_true_one_is_let_in(admin, name, content):
    assert upload(admin, name, content).status_code == 302
    assert get_document_model().objects.get().file.read() == content


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("blad.pdf", PROGRAM),
        ("blad.pdf", SVG),
        ("blad.pdf", DOCX),
        ("blad.docx", PDF),
        ("blad.docx", XLSX),
        ("blad.docx", archive(x="y")),
        ("blad.docx", archive(**TYPES, **{"word/document_xml": "", "word/vbaProject.bin": ""})),
        ("blad.odt", EPUB),
        ("blad.odt", archive(mimetype="application/vnd.oasis.opendocument.text", Basic__x="")),
        ("blad.epub", archive(x="y")),
        *(("blad.epub", each) for each in DAMAGED),
        ("blad.zip", b"PK\x03\x04 broken"),
        ("blad.txt", PROGRAM),
        ("blad.csv", b"a;b\x1b[2J"),
    ],
)
def test_one_that_only_says_so_is_refused_at_its_field_in_dutch(admin, name, content):
    response = upload(admin, name, content)
    assert response.status_code == 200
    [error] = response.context["form"].errors["file"]
    assert error.startswith(WRONG)
    assert f".{name.rpartition('.')[2]}" in error
    assert not get_document_model().objects.exists()


@pytest.mark.parametrize(
    "name", ["blad.svg", "blad.html", "blad.exe", "blad.docm", "blad", "blad.pdf.js"]
)
def test_another_ending_is_refused_in_dutch(admin, name):
    response = upload(admin, name, SVG)
    [error] = response.context["form"].errors["file"]
    assert "niet toegestaan" in error
    assert "pdf" in error


def test_an_empty_one_is_refused_in_dutch(admin):
    response = upload(admin, "blad.pdf", b"")
    assert response.context["form"].errors["file"] == ["Het verstuurde bestand is leeg."]


def test_several_at_once_are_looked_at_as_well(admin):
    response = admin.post(
        reverse("wagtaildocs:add_multiple"),
        {"files[]": SimpleUploadedFile("blad.pdf", PROGRAM), "title": "Blad"},
    )
    told = response.json()
    assert told["success"] is False
    assert told["error_message"].startswith(WRONG)


def test_one_in_the_place_of_another_is_looked_at_as_well(admin):
    upload(admin, "blad.pdf", PDF)
    document = get_document_model().objects.get()
    response = admin.post(
        reverse("wagtaildocs:edit", args=[document.pk]),
        {"title": "Blad", "file": SimpleUploadedFile("nieuw.pdf", PROGRAM), "collection": "1"},
    )
    assert response.context["form"].errors["file"][0].startswith(WRONG)
    # Without another file the words alone are saved.
    response = admin.post(
        reverse("wagtaildocs:edit", args=[document.pk]), {"title": "Kaart", "collection": "1"}
    )
    assert response.status_code == 302

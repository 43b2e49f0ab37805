"""Which documents are let in: those whose content is of the kind that their name says.

Readers open a file by its name, so a program that is called ``.pdf`` is no document.
"""

import codecs
import zipfile

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from wagtail.documents.forms import BaseDocumentForm

from home.uploads import StoresFileFirst

# What the archive of an office document holds besides its table of contents (ECMA-376), or what it
# calls itself in its first file (OpenDocument, EPUB).
PARTS = {"docx": "word/", "pptx": "ppt/", "xlsx": "xl/"}
NAMES = {
    "epub": b"application/epub+zip",
    "odt": b"application/vnd.oasis.opendocument.text",
}
# What runs by itself when somebody opens the document.
MACROS = ("vbaproject.bin", "basic/", "scripts/")
TEXTS = ("csv", "txt")
CHUNK = 64 * 1024
# Every byte but control characters; tabs and the ends of lines and pages are written too.
WRITTEN = bytes(range(32, 256)) + b"\t\n\f\r"


def is_what_it_says(file, ending: str) -> bool:
    """Whether the content of an open file is of the kind of this file ending."""
    if ending in TEXTS:
        return _is_text(file)
    if ending == "pdf":
        # Readers of PDF allow some bytes before it.
        return b"%PDF-" in _start(file, 1024)
    try:
        with zipfile.ZipFile(file) as archive:
            names = archive.namelist()
            if ending in PARTS:
                inside = any(name.startswith(PARTS[ending]) for name in names)
                return "[Content_Types].xml" in names and inside and not _runs(names)
            if ending in NAMES:
                with archive.open("mimetype") as named:
                    return named.read(100).strip() == NAMES[ending] and not _runs(names)
            return ending == "zip"
    except Exception:  # noqa: BLE001 - each way of packing has errors of its own for what is damaged
        return False
    finally:
        file.seek(0)


def _runs(names):
    return any(name.lower().startswith(MACROS) or name.lower().endswith(MACROS) for name in names)


def _start(file, length):
    file.seek(0)
    start = file.read(length)
    file.seek(0)
    return start


def _is_text(file):
    """No text holds control characters, but for those of lines and tabs."""
    if _start(file, 2) in (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE):
        return True
    file.seek(0)
    try:
        while piece := file.read(CHUNK):
            if piece.translate(None, WRITTEN):
                return False
        return True
    finally:
        file.seek(0)


class DocumentForm(StoresFileFirst, BaseDocumentForm):
    """Wagtail's form, which also looks into the file."""

    def clean_file(self):
        """Refuse, at the field, a file that is not what its name says."""
        file = self.cleaned_data["file"]
        if "file" not in self.changed_data or not file:
            return file
        ending = file.name.rpartition(".")[2].lower()
        # Another ending is refused by the model.
        if ending in settings.WAGTAILDOCS_EXTENSIONS and not is_what_it_says(file, ending):
            raise ValidationError(
                _(
                    "This file is not what its name says: its content is not that of a .%(ending)s "
                    "file, or it holds macros. Open it in your word processor or spreadsheet, and "
                    "save it anew."
                )
                % {"ending": ending}
            )
        return file

    def _post_clean(self):
        """Say what is wrong with a file once: Wagtail complains of the ending of none as well."""
        said = self._errors["file"].copy() if "file" in self._errors else None
        super()._post_clean()
        if said is not None:
            self._errors["file"] = said

    def describe_file(self) -> None:
        self.instance._set_document_file_metadata()

"""Enrolments as a sheet: CSV as Dutch spreadsheet programs open it, and XLSX.

What people typed is text and stays text: a cell that would be taken for a formula is made harmless
(OWASP, "CSV Injection").
"""

import csv
import re
from io import BytesIO, StringIO

from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Alignment, Font

from events.enrolment_admin.base import label_of
from events.models import EnrolmentState

# Also in full width, which some programs read as the same, and behind spaces.
FORMULA = re.compile(r"^[\s\u200b\ufeff]*[=+\-@\uff1d\uff0b\uff0d\uff20]|^[\t\r\n]")
CSV_TYPE = "text/csv; charset=utf-8"
XLSX_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def harmless(text: str) -> str:
    """A text that no program takes for a formula."""
    return f"'{text}" if FORMULA.search(text) else text


def file_name(edition, ending: str) -> str:
    """Called after the training and its first day, and after nobody."""
    first = edition.first_day
    stem = slugify(edition.training.title)[:80] or "training"
    return f"{stem}-{first.isoformat()}.{ending}" if first else f"{stem}.{ending}"


def table_of(enrolments) -> list[list[str]]:
    """A row of headings and a row for each person, all text; each question is a column."""
    questions = list(
        dict.fromkeys(
            str(answer.get("question", "")) for row in enrolments for answer in row.answers
        )
    )
    fields = ["name", "email", "phone", "organisation", "language", "remark", "notes"]
    head = [
        label_of("state"),
        gettext("Place in line"),
        *(label_of(field) for field in fields),
        label_of("created_at"),
        *questions,
    ]
    return [head, *(_row(row, fields, questions) for row in enrolments)]


def _row(row, fields, questions) -> list[str]:
    answers = {str(item.get("question", "")): item.get("answer", "") for item in row.answers}
    waits = row.state == EnrolmentState.WAITING and row.place_in_line is not None
    return [
        row.get_state_display(),
        str(row.place_in_line) if waits else "",
        *(str(getattr(row, field)) for field in fields),
        f"{timezone.localtime(row.created_at):%d-%m-%Y %H:%M}",
        *(_text(answers.get(question, "")) for question in questions),
    ]


def _text(answer) -> str:
    if isinstance(answer, bool):
        return gettext("Yes") if answer else gettext("No")
    return str(answer)


def as_csv(table: list[list[str]]) -> bytes:
    """With the mark by which Excel knows UTF-8, and the semicolons that it expects in Dutch."""
    out = StringIO()
    csv.writer(out, delimiter=";").writerows([harmless(cell) for cell in row] for row in table)
    return b"\xef\xbb\xbf" + out.getvalue().encode()


def as_xlsx(table: list[list[str]]) -> bytes:
    """A workbook in which every cell is text, also where it is edited."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet(gettext("Enrolments"))
    sheet.freeze_panes = "A2"
    for column, width in zip("ABCDEFGHI", (20, 10, 26, 30, 16, 24, 8, 40, 40), strict=True):
        sheet.column_dimensions[column].width = width
    for number, row in enumerate(table):
        sheet.append([_cell(sheet, text, bold=number == 0) for text in row])
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def _cell(sheet, text: str, *, bold: bool) -> WriteOnlyCell:
    cell = WriteOnlyCell(sheet, ILLEGAL_CHARACTERS_RE.sub("", text)[:32767])
    cell.data_type = "s"
    cell.quotePrefix = True
    cell.font = Font(bold=bold)
    cell.alignment = Alignment(vertical="top", wrap_text=True)
    return cell

"""Enrolments as a sheet: CSV as Dutch spreadsheet programs open it, and XLSX.

What people typed is text and stays text: a cell that would be taken for a formula is made harmless
(OWASP, "CSV Injection"). A workbook says of each cell that it is text; CSV cannot.
"""

import csv
import re
from io import BytesIO, StringIO
from itertools import zip_longest

from django.http import HttpResponse
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter

from events.enrolment_admin.base import label_of
from events.models import EnrolmentState

# Also in full width, which some programs read as the same, and behind spaces.
FORMULA = re.compile(r"^[\s\u200b\ufeff]*[=+\-@\uff1d\uff0b\uff0d\uff20]|^[\t\r\n]")
# Behind a sign at which a program that expects other ones begins a cell, or a row.
PARTED = re.compile(r"([,;\t\r\n\"][\s\u200b\ufeff]*)([=+\-@\uff1d\uff0b\uff0d\uff20])")
PHONE = re.compile(r"\+?[0-9(][0-9 ()-]*")
CSV_TYPE = "text/csv; charset=utf-8"
XLSX_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def harmless(text: str) -> str:
    """A text that no program takes for a formula, nor any part of it, wherever it parts it."""
    text = PARTED.sub(r"\1'\2", text)
    return f"'{text}" if FORMULA.search(text) else text


class Phone(str):
    """A telephone number, as it was typed."""

    __slots__ = ()


def dialled(number: str) -> str:
    """A telephone number as CSV holds it: no formula, and no number that loses its zeros.

    "+31-20" would be calculated; 00 is dialled for + in all of Europe, and reads better than an
    apostrophe. "0612345678" would be counted as 612345678; with a space it is text.
    """
    if not PHONE.fullmatch(number):
        return harmless(number)
    if number.startswith("+"):
        number = f"00{number[1:]}"
    if number.isdigit():
        prefix = 4 if number.startswith("00") else 2
        number = f"{number[:prefix]} {number[prefix:]}".rstrip()
    return number


def stem_of(edition) -> str:
    """The name of a file, after the training and its first day, and after nobody."""
    first = edition.first_day
    stem = slugify(edition.training.title)[:80] or "training"
    return f"{stem}-{first.isoformat()}" if first else stem


def answer(table: list[list[str]], stem: str, ending: str) -> HttpResponse:
    """A table as a file to be kept."""
    if ending == "csv":
        response = HttpResponse(as_csv(table), content_type=CSV_TYPE)
    else:
        response = HttpResponse(as_xlsx(table), content_type=XLSX_TYPE)
    response["Content-Disposition"] = f'attachment; filename="{stem}.{ending}"'
    return response


def table_of(enrolments) -> list[list[str]]:
    """A row of headings and a row for each person, all text; each question is a column.

    All people of an edition, in the order of the list, so that the turns can be counted.
    """
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
    line = [row.pk for row in enrolments if row.state == EnrolmentState.WAITING]
    turns = {pk: str(turn) for turn, pk in enumerate(line, start=1)}
    return [head, *(_row(row, turns.get(row.pk, ""), questions) for row in enrolments)]


def table_of_interested(people) -> list[list[str]]:
    """A row of headings and a row for each person who wants to be told."""
    head = [
        *(label_of(field) for field in ("name", "email", "language")),
        gettext("Asked"),
        gettext("Confirmed"),
    ]
    return [
        head,
        *(
            [
                row.name,
                row.email,
                row.get_language_display(),
                _moment(row.created_at),
                _moment(row.confirmed_at) if row.confirmed_at else "",
            ]
            for row in people
        ),
    ]


def _row(row, turn: str, questions) -> list[str]:
    answers = {str(item.get("question", "")): item.get("answer", "") for item in row.answers}
    return [
        row.get_state_display(),
        turn,
        row.name,
        row.email,
        Phone(row.phone),
        row.organisation,
        row.get_language_display(),
        row.remark,
        row.notes,
        _moment(row.created_at),
        *(_text(answers.get(question, "")) for question in questions),
    ]


def _moment(moment) -> str:
    return f"{timezone.localtime(moment):%d-%m-%Y %H:%M}"


def _text(answer) -> str:
    if isinstance(answer, bool):
        return gettext("Yes") if answer else gettext("No")
    return str(answer)


def as_csv(table: list[list[str]]) -> bytes:
    """With the mark by which Excel knows UTF-8, and the semicolons that it expects in Dutch."""
    out = StringIO()
    csv.writer(out, delimiter=";").writerows(
        [dialled(cell) if isinstance(cell, Phone) else harmless(cell) for cell in row]
        for row in table
    )
    return b"\xef\xbb\xbf" + out.getvalue().encode()


def as_xlsx(table: list[list[str]]) -> bytes:
    """A workbook in which every cell is text, also where it is edited."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet()
    sheet.freeze_panes = "A2"
    for number, column in enumerate(zip_longest(*table, fillvalue=""), start=1):
        longest = max(len(line) for cell in column for line in cell.split("\n"))
        sheet.column_dimensions[get_column_letter(number)].width = min(40, longest + 3)
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

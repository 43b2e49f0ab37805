"""How a line of the log is written: as text or JSON, with the request it belongs to, about nobody.

No line holds the keys to people's own pages, what a reader searched for, or an address of a person
or machine.
"""

import json
import logging
import re
from contextvars import ContextVar
from datetime import UTC, datetime

# The request that a thread is busy with.
NONE = "-"
REQUEST_ID: ContextVar[str] = ContextVar("request_id", default=NONE)

# What stands for an enrolment or an interest in an address (``events.enrolment_links``): whoever
# reads it can open the page. So can whoever reads the link to a new password.
TOKEN = re.compile(r"[0-9a-f]{32}\.[\w-]{10,}", re.IGNORECASE)
RESET = re.compile(r"(?<=password_reset/confirm/)[^\s\"'<>]+")
QUERY = re.compile(r"(?<=[/\w])\?[^\s\"'<>]+")
MAILBOX = re.compile(r"[\w.+%-]+(?:@|%40)[\w-]+(?:\.[\w-]+)+", re.IGNORECASE)
# What PostgreSQL says of a row that it refuses.
ROW = re.compile(r"(?<=Failing row contains )\([^\n]*\)|(?<=\)=)\([^\n]*?\)(?= )")
MACHINE = re.compile(
    r"(?<![\w.])(?:\d{1,3}\.){3}\d{1,3}(?![\w.])"
    r"|(?<![\w:.])(?:[0-9a-f]{1,4}:){3,7}(?::|[0-9a-f]{1,4})(?![\w:])"
    r"|(?<![\w:.])(?:[0-9a-f]{1,4}:)+:(?:[0-9a-f]{1,4}:?)+(?![\w:])",
    re.IGNORECASE,
)
MASKS = [
    (TOKEN, "[own page]"),
    (RESET, "[new password]"),
    (QUERY, "?[query]"),
    (ROW, "([row])"),
    (MAILBOX, "[mailbox]"),
    (MACHINE, "[machine]"),
]


def masked(text: str) -> str:
    """A text without what leads to a person."""
    for pattern, mask in MASKS:
        text = pattern.sub(mask, text)
    return text


class Refusals(logging.Filter):
    """Tells of a request that was refused (a host of another site, say) in one line, as a warning.

    It is no fault of the site: whoever scans it would fill the log with tracebacks.
    """

    def filter(self, record):
        if record.name.startswith("django.security."):
            record.levelno, record.levelname = logging.WARNING, "WARNING"
            record.exc_info = record.exc_text = None
        return True


class MaskingFormatter(logging.Formatter):
    """A line of text; masks all that is written, tracebacks included."""

    def format(self, record):
        record.request_id = REQUEST_ID.get()
        return masked(super().format(record))


class JSONFormatter(MaskingFormatter):
    """One JSON object a line, for programs that collect logs."""

    def format(self, record):
        told = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
            "request_id": REQUEST_ID.get(),
            "message": masked(record.getMessage()),
        }
        if (status := getattr(record, "status_code", None)) is not None:
            told["status"] = status
        if record.exc_info:
            told["exception"] = masked(self.formatException(record.exc_info))
        return json.dumps(told, ensure_ascii=False)

"""Trainings: what they are (pages), where (locations), and when (editions and their days)."""

from events.models.calendar_entries import CalendarChange, CalendarEntry, CalendarState
from events.models.editions import Edition, EditionStatus, Session
from events.models.enrolment_settings import EnrolmentSettings
from events.models.enrolments import Enrolment, EnrolmentState, Interest
from events.models.letters import Letter
from events.models.locations import Location
from events.models.mails import Mail, MailKind, MailState
from events.models.pages import TrainingIndexPage, TrainingPage, TrainingTrainer
from events.models.removed_days import RemovedDay

__all__ = [
    "CalendarChange",
    "CalendarEntry",
    "CalendarState",
    "Edition",
    "EditionStatus",
    "Enrolment",
    "EnrolmentSettings",
    "EnrolmentState",
    "Interest",
    "Letter",
    "Location",
    "Mail",
    "MailKind",
    "MailState",
    "RemovedDay",
    "Session",
    "TrainingIndexPage",
    "TrainingPage",
    "TrainingTrainer",
]

"""The words of mails as long as no editor has changed them."""

from django.utils.translation import gettext_lazy as _, override

from events.models.mails import MailKind

DEAR = _("Hello {name},")

# Of each kind: the subject, the paragraphs before the facts, those after them.
ORIGINALS = {
    MailKind.CONFIRM: (
        _("Please confirm: {training}"),
        [DEAR, _("You asked for a place in {training}, from {first_day}."),
         _("One more step: follow the link below and confirm, no later than {deadline}. "
           "Until then no place is kept for you.")],
        [_("Did you not ask for this? Then do nothing: without a confirmation you will not "
           "be enrolled.")],
    ),
    MailKind.PLACE: (
        _("You have a place: {training}"),
        [DEAR, _("You have a place in {training}, from {first_day}. We look forward to "
                 "meeting you.")],
        [_("The days are in the attachment, for your calendar. Can you not come after all? "
           "Tell us by the link above, so that somebody else can have your place.")],
    ),
    MailKind.WAITING: (
        _("You are on the waiting list: {training}"),
        [DEAR, _("All places in {training} from {first_day} are taken. You are on the "
                 "waiting list."),
         _("When a place comes free and it is your turn, we write to you at once.")],
        [_("Do you no longer want to wait? Tell us by the link above.")],
    ),
    MailKind.OFFER: (
        _("A place has come free: {training}"),
        [DEAR, _("A place has come free in {training}, from {first_day}, and it is your turn."),
         _("We keep it for you until {deadline}. Follow the link below to take it.")],
        [_("Do you not want it? Withdraw by the same link; then the next on the list can "
           "have it.")],
    ),
    MailKind.LAPSED: (
        _("Your offer has lapsed: {training}"),
        [DEAR, _("We kept a place for you in {training}, from {first_day}. You did not take it "
                 "in time, so it has been offered to the next on the list.")],
        [_("Do you still want to come? Enrol once more, or answer this mail.")],
    ),
    MailKind.ALREADY: (
        _("You are enrolled already: {training}"),
        [DEAR, _("Somebody, probably you, filled in the form of {training} once more with this "
                 "address. You are enrolled already, so nothing has changed.")],
        [_("By the link above you see how you stand.")],
    ),
    MailKind.WITHDRAWN: (
        _("You have withdrawn: {training}"),
        [DEAR, _("You are no longer enrolled in {training}, from {first_day}.")],
        [_("If the days were in your calendar, the attachment takes them out. You are welcome "
           "another time.")],
    ),
    MailKind.MOVED: (
        _("You move to other days: {training}"),
        [DEAR, _("Your enrolment in {training}, from {first_day}, goes over to other days. "
                 "Another mail tells you of those.")],
        [_("If the old days were in your calendar, the attachment takes them out.")],
    ),
    MailKind.CHANGED: (
        _("Something has changed: {training}"),
        [DEAR, _("Something has changed in {training}. Below is how it is now.")],
        [_("Can you not come like this? Tell us by the link above, or answer this mail.")],
    ),
    MailKind.POSTPONED: (
        _("Postponed: {training}"),
        [DEAR, _("{training}, from {first_day}, has been postponed. You need not come on "
                 "those days.")],
        [_("We write to you as soon as there are new dates. You need not do anything.")],
    ),
    MailKind.CANCELLED: (
        _("Cancelled: {training}"),
        [DEAR, _("We are sorry: {training}, from {first_day}, does not go ahead.")],
        [_("If the days were in your calendar, the attachment takes them out. Have you paid "
           "already? We will write to you about that.")],
    ),
    MailKind.REMINDER: (
        _("It begins soon: {training}"),
        [DEAR, _("{training} begins on {first_day}. Here is once more what you need to know.")],
        [_("See you soon!")],
    ),
    MailKind.THANKS: (
        _("Thank you for coming: {training}"),
        [DEAR, _("Thank you for being there at {training}. We should like to hear how it was "
                 "for you.")],
        [_("All the best with what you take home.")],
    ),
    MailKind.INTEREST: (
        _("Shall we keep you informed? {training}"),
        [DEAR, _("You asked us to tell you when there is a new date for {training}. Follow the "
                 "link below to confirm that.")],
        [_("Did you not ask for this? Then do nothing: without a confirmation we do not write "
           "to you.")],
    ),
    MailKind.PLANNED: (
        _("There is a date: {training}"),
        [DEAR, _("You asked us to tell you: there is a new date for {training}. It begins on "
                 "{first_day}.")],
        [_("We have told everyone who asked, so do not wait too long.")],
    ),
    MailKind.TO_ALL: (
        _("About {training}"),
        [DEAR],
        [_("You can answer this mail if you have a question.")],
    ),
}  # fmt: skip


def original(kind: str, language: str) -> dict[str, str]:
    """The fields ``subject``, ``opening`` and ``closing`` of a kind of mail, in ``language``."""
    subject, opening, closing = ORIGINALS[MailKind(kind)]
    with override(language):
        return {
            "subject": str(subject),
            "opening": "\n\n".join(map(str, opening)),
            "closing": "\n\n".join(map(str, closing)),
        }

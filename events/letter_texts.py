"""The words of mails as long as no editor has changed them."""

from django.utils.translation import gettext_lazy as _, override

from events.models.mails import MailKind

DEAR = _("Hello {name},")

# Of each kind: the subject, the paragraphs before the facts, those after them.
ORIGINALS = {
    MailKind.CONFIRM: (
        _("Please confirm: {training}"),
        [DEAR, _("You asked for a place in {training}. The training begins on {first_day}."),
         _("One more step: use the link below to confirm, no later than {deadline}. "
           "You are not enrolled until you do.")],
        [_("Wasn’t this you? Then you don’t have to do anything: without a confirmation "
           "nothing happens.")],
    ),
    MailKind.PLACE: (
        _("You have a place: {training}"),
        [DEAR, _("You have a place in {training}. The training begins on {first_day}. We look "
                 "forward to meeting you.")],
        [_("Can’t make it after all? Use the link above to withdraw, so that somebody else can "
           "have your place.")],
    ),
    MailKind.WAITING: (
        _("You are on the waiting list: {training}"),
        [DEAR, _("There is no free place in {training}, so you are on the waiting list. The "
                 "training begins on {first_day}."),
         _("We will email you as soon as a place becomes available and it is your turn.")],
        [_("No longer want to wait? Use the link above to withdraw.")],
    ),
    MailKind.OFFER: (
        _("A place for you: {training}"),
        [DEAR, _("A place has become available in {training}, and it is your turn. The training "
                 "begins on {first_day}."),
         _("We are holding the place for you until {deadline}. Use the link below to accept it.")],
        [_("Don’t want it? Use the same link to withdraw; the place then goes to the next person "
           "on the list.")],
    ),
    MailKind.LAPSED: (
        _("Your offer has expired: {training}"),
        [DEAR, _("We were holding a place for you in {training}, which begins on {first_day}. We "
                 "did not hear from you in time, so we are no longer holding it.")],
        [_("Would you still like to come? Enrol again, or reply to this email.")],
    ),
    MailKind.ALREADY: (
        _("You are already enrolled: {training}"),
        [DEAR, _("Somebody, probably you, filled in the form for {training} again with this "
                 "address. Nothing has changed; this is how things stand:")],
        [_("Wasn’t this you? Then you don’t have to do anything.")],
    ),
    MailKind.WITHDRAWN: (
        _("You have withdrawn: {training}"),
        [DEAR, _("You are no longer enrolled in {training}, which begins on {first_day}.")],
        [_("We hope to see you another time.")],
    ),
    MailKind.MOVED: (
        _("Your enrolment has moved: {training}"),
        [DEAR, _("Your enrolment in {training}, which begins on {first_day}, has moved to other "
                 "dates. A separate email tells you where you stand now.")],
        [_("Is something not right? Reply to this email.")],
    ),
    MailKind.CHANGED: (
        _("Something has changed: {training}"),
        [DEAR, _("Something has changed about {training}. The new details are below.")],
        [_("Can’t make it now? Use the link above to withdraw, or reply to this email.")],
    ),
    MailKind.POSTPONED: (
        _("Postponed: {training}"),
        [DEAR, _("{training}, which was to begin on {first_day}, has been postponed. You don’t "
                 "have to come on the days you were given.")],
        [_("We will email you as soon as there are new dates. You don’t have to do anything.")],
    ),
    MailKind.CANCELLED: (
        _("Cancelled: {training}"),
        [DEAR, _("We are sorry: {training}, which was to begin on {first_day}, has been "
                 "cancelled.")],
        [_("Have you already paid? We will email you about that.")],
    ),
    MailKind.REMINDER: (
        _("Starting soon: {training}"),
        [DEAR, _("{training} begins on {first_day}. Here is what you need to know once more.")],
        [_("See you soon!")],
    ),
    MailKind.THANKS: (
        _("Thank you for coming: {training}"),
        [DEAR, _("Thank you for taking part in {training}. We would love to hear how it was "
                 "for you.")],
        [_("Enjoy putting it into practice.")],
    ),
    MailKind.INTEREST: (
        _("Shall we keep you informed? {training}"),
        [DEAR, _("You asked us to let you know when there is a new date for {training}. Use the "
                 "link below to confirm.")],
        [_("Wasn’t this you? Then you don’t have to do anything: without a confirmation we "
           "will not email you.")],
    ),
    MailKind.PLANNED: (
        _("There is a new date: {training}"),
        [DEAR, _("You asked us to let you know: there is a new date for {training}. It begins on "
                 "{first_day}.")],
        [_("We have told everyone who asked, so don’t wait too long.")],
    ),
    MailKind.TO_ALL: (
        _("About {training}"),
        [DEAR],
        [_("Do you have a question? Reply to this email.")],
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

"""The words of mails as long as no editor has changed them."""

from django.utils.translation import gettext_lazy as _, override

from events.models.mails import MailKind

DEAR = _("Hello {name},")

# Of each kind: the subject, the paragraphs before the facts, those after them.
ORIGINALS = {
    MailKind.CONFIRM: (
        _("Please confirm: {training}"),
        [DEAR, _("You asked for a place in {training}. The training begins on {first_day}."),
         _("One more step: follow the link below and confirm, no later than {deadline}. "
           "Until you do, you are not enrolled.")],
        [_("Did you not ask for this? Then you need not do anything: without a confirmation "
           "nothing happens.")],
    ),
    MailKind.PLACE: (
        _("You have a place: {training}"),
        [DEAR, _("You have a place in {training}. The training begins on {first_day}. We look "
                 "forward to meeting you.")],
        [_("Can you not come after all? Withdraw by the link above, so that somebody else can "
           "have your place.")],
    ),
    MailKind.WAITING: (
        _("You are on the waiting list: {training}"),
        [DEAR, _("All places in {training} are taken, so you are on the waiting list. The "
                 "training begins on {first_day}."),
         _("As soon as a place comes free and it is your turn, we write to you.")],
        [_("Do you no longer want to wait? Withdraw by the link above.")],
    ),
    MailKind.OFFER: (
        _("A place for you: {training}"),
        [DEAR, _("A place has come free in {training}, and it is your turn. The training begins "
                 "on {first_day}."),
         _("We keep the place for you until {deadline}. Follow the link below to take it.")],
        [_("Do you not want it? Withdraw by the same link; then it goes to the next on the list.")],
    ),
    MailKind.LAPSED: (
        _("Your offer has lapsed: {training}"),
        [DEAR, _("We kept a place for you in {training}, beginning on {first_day}. You did not "
                 "take it in time, so it goes to the next on the list.")],
        [_("Would you still like to come? Enrol once more, or answer this mail.")],
    ),
    MailKind.ALREADY: (
        _("You are enrolled already: {training}"),
        [DEAR, _("Somebody, probably you, filled in the form for {training} once more with this "
                 "address. You are enrolled already, so nothing has changed.")],
        [_("By the link above you can see your enrolment, and change it.")],
    ),
    MailKind.WITHDRAWN: (
        _("You have withdrawn: {training}"),
        [DEAR, _("You are no longer enrolled in {training}, beginning on {first_day}.")],
        [_("You are welcome another time.")],
    ),
    MailKind.MOVED: (
        _("You move to other days: {training}"),
        [DEAR, _("Your enrolment in {training}, beginning on {first_day}, moves to other days. "
                 "Another mail tells you which.")],
        [_("Is something not right? Answer this mail.")],
    ),
    MailKind.CHANGED: (
        _("Something has changed: {training}"),
        [DEAR, _("Something has changed about {training}. Below you read how it is now.")],
        [_("Can you not come now? Withdraw by the link above, or answer this mail.")],
    ),
    MailKind.POSTPONED: (
        _("Postponed: {training}"),
        [DEAR, _("{training}, which would begin on {first_day}, is postponed. You need not come "
                 "on the days that you know.")],
        [_("We write to you as soon as there are new dates. You need not do anything.")],
    ),
    MailKind.CANCELLED: (
        _("Cancelled: {training}"),
        [DEAR, _("We are sorry: {training}, which would begin on {first_day}, is cancelled.")],
        [_("Have you paid already? We will write to you about that.")],
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
        [_("Did you not ask for this? Then you need not do anything: without a confirmation we "
           "do not write to you.")],
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
        [_("Do you have a question? Answer this mail.")],
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

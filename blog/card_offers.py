"""The training card that could stand in place of a date in an article: which training it shows."""

import re

from events.models import TrainingPage
from home.prose import Passage
from home.stale_dates import CardOffer

FIELD, BLOCK = "body", "training_card"
WORD = re.compile(r"\w{4,}")
# Of the words of a title, how many a passage must hold before we think that it is meant.
ENOUGH = 0.6


def offer(article, passage: Passage) -> CardOffer | None:
    """Offer a card for a passage of the article's text; None where a card has no place.

    An introduction may have one as well: at the top of the body.
    """
    if passage.field not in (FIELD, "introduction"):
        return None
    training = guess(passage.text, _trainings(article), article.related_training)
    block = type(article)._meta.get_field(FIELD).stream_block.child_blocks[BLOCK]
    state = block.get_form_state(block.to_python({"training": training and training.pk}))
    return CardOffer(FIELD, BLOCK, training.title if training else "", state)


def guess(text: str, trainings: list, related=None):
    """The training that a text names, most of its title's words at least; else the related one."""
    said = _words(text)
    best, most = None, 0.0
    for training in trainings:
        title = _words(training.title)
        share = len(title & said) / len(title) if title else 0.0
        if training.title.casefold() in text.casefold():
            share = 1.0 + len(training.title)
        if share >= ENOUGH and share > most:
            best, most = training, share
    return best or related


def _words(text: str) -> set[str]:
    return set(WORD.findall(text.casefold()))


def _trainings(article) -> list:
    """The live trainings in the language of the article; asked for once a page."""
    if not hasattr(article, "_trainings_to_offer"):
        article._trainings_to_offer = list(
            TrainingPage.objects.live().filter(locale_id=article.locale_id).order_by("title")
        )
    return article._trainings_to_offer

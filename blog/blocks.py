"""The body of an article: the blocks of any page, and trainings."""

from events.blocks import ComingTrainingsBlock, TrainingCardBlock
from home.blocks import BodyBlock


class ArticleBodyBlock(BodyBlock):
    """What an article is built of."""

    training_card = TrainingCardBlock()
    coming_trainings = ComingTrainingsBlock()

    class Meta:
        template = "blocks/body_block.html"

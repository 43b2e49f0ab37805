"""What templates of other pages show of the articles."""

from django import template

from blog import models

register = template.Library()


@register.simple_tag
def articles_of_training(training) -> list:
    """The articles that go with a training, in the language of its page."""
    return models.articles_of_training(training)


@register.simple_tag
def latest_articles(count: int) -> list:
    """The latest articles in the reader's language."""
    return models.latest_articles(count)

"""What a training asks of people besides their name: blocks for editors, fields of the form."""

from django import forms
from django.utils.translation import gettext, gettext_lazy as _
from wagtail import blocks

LONGEST_ANSWER = 1000


class _AskedBlock(blocks.StructBlock):
    """A question in the form by which people enrol."""

    question = blocks.CharBlock(
        label=_("Question"),
        max_length=200,
        help_text=_("As people read it in the form. For instance: What would you like to learn?"),
    )
    required = blocks.BooleanBlock(
        label=_("Must be answered"),
        required=False,
        help_text=_("Nobody can enrol without an answer."),
    )

    class Meta:
        icon = "help"


class TextQuestionBlock(_AskedBlock):
    """A question that people answer in their own words."""

    class Meta:
        label = _("Question with a text as its answer")
        description = _("People answer in their own words.")


class ChoiceQuestionBlock(_AskedBlock):
    """A question with answers to choose from."""

    options = blocks.ListBlock(
        blocks.CharBlock(
            label=_("Answer"), max_length=120, help_text=_("People tick it. For instance: Vegan.")
        ),
        label=_("Answers"),
        min_num=2,
        max_num=12,
        help_text=_("People choose one of them."),
    )

    class Meta:
        icon = "list-ul"
        label = _("Question with answers to choose from")
        description = _("People choose one of the answers that you give.")


class YesNoQuestionBlock(_AskedBlock):
    """A question to be answered by yes or no."""

    class Meta:
        icon = "check"
        label = _("Question with yes or no")
        description = _("People answer yes or no.")


QUESTION_BLOCKS = [
    ("text", TextQuestionBlock()),
    ("choice", ChoiceQuestionBlock()),
    ("yes_no", YesNoQuestionBlock()),
]


def fields_of(questions) -> dict[str, forms.Field]:
    """The fields of a form for the questions of a training, in their order."""
    return {
        f"question-{child.id or number}": _field(child.block_type, child.value)
        for number, child in enumerate(questions, start=1)
    }


def answers_of(form: forms.Form) -> list[dict[str, str]]:
    """What was answered, as ``Enrolment.answers`` holds it; what was left open is left out."""
    return [
        {"question": str(form.fields[name].label), "answer": answer}
        for name in form.question_names
        if (answer := form.cleaned_data.get(name))
    ]


def _field(kind, value):
    common = {"label": value["question"], "required": value["required"]}
    if kind == "text":
        return forms.CharField(
            max_length=LONGEST_ANSWER, widget=forms.Textarea(attrs={"rows": 3}), **common
        )
    options = (
        [gettext("Yes"), gettext("No")] if kind == "yes_no" else dict.fromkeys(value["options"])
    )
    # The answer is kept in words: that is what the practice reads, whatever is asked later.
    return forms.ChoiceField(
        choices=[(option, option) for option in options], widget=forms.RadioSelect, **common
    )

"""The form that sends a review back."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Layout, Submit
from crispy_forms.utils import TEMPLATE_PACK
from django import forms
from django.template.loader import render_to_string

from cases.identifiers.forms.free_text import FreeTextForm, WarningOfIdentifiers

Choice = tuple[str, str]  # code, label


@dataclass(frozen=True)
class PartToSendBack:
    """One part of a review. `first`: contradictions, then what was answered "no"; `others`: the rest, in its order."""

    title: str
    first: tuple[Choice, ...]
    others: tuple[Choice, ...]


class QuestionsByPart:
    """The part of the layout that shows the boxes of the questions by part."""

    def render(self, form, context, template_pack=TEMPLATE_PACK, **kwargs):
        field = form["questions"]
        boxes = {box.data["value"]: box for box in field}
        parts = [
            (part.title, [boxes[code] for code, _ in part.first], self._others(part, boxes)) for part in form.parts
        ]
        return render_to_string("audit/moderating/_questions_to_send_back.html", {"field": field, "parts": parts})

    def _others(self, part, boxes):
        """Return (boxes of the other questions, whether one of them is ticked)."""
        others = [boxes[code] for code, _ in part.others]
        return others, any(box.data["selected"] for box in others)


class SendBackForm(FreeTextForm):
    """What the reviewer should look at again, and in which questions."""

    free_text = ("note",)

    note = forms.CharField(
        max_length=5_000,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text="Say what the reviewer should look at again and why. The reviewer replies to this note.",
        error_messages={"required": "Enter a note to the reviewer"},
    )
    questions = forms.MultipleChoiceField(
        required=False,
        label="Which questions is it about?",
        widget=forms.CheckboxSelectMultiple,
        help_text="Leave this empty if it is about the whole review.",
    )

    def __init__(self, *args: Any, parts: Sequence[PartToSendBack], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.parts = parts
        self.fields["questions"].choices = [choice for part in parts for choice in (*part.first, *part.others)]
        self.helper = FormHelper()
        self.helper.layout = Layout(
            "note",
            QuestionsByPart(),
            WarningOfIdentifiers(),
            Submit("send", "Send back"),
        )

"""Recognise rows of an extract that only say that the rows below them are restricted: "Restricted cases"."""

import re
from collections.abc import Sequence
from typing import Any

from cases.extract.restricted.masks import NO, mask_elsewhere
from cases.extract.restricted.refusals import is_refusal, may_be_refusal
from cases.extract.restricted.words import restriction_in
from cases.extract.values.text import one_line

_DIGITS = re.compile(r"\d\D*\d\D*\d")  # of a reference or a date
_LEFT_OUT = re.compile(r"\b(?:removed|omitted|left out|filtered out|not included|excluded from this)\b", re.IGNORECASE)


class Sections:
    """The sections of an extract. `begun`: number of the row that begins a section of restricted cases, 0 outside."""

    def __init__(self) -> None:
        self.begun = 0

    def heads(self, number: int, row: Sequence[Any]) -> bool:
        """Whether this row begins a section of restricted cases. Any other row with one text ends the section."""
        texts = [text for cell in row if cell not in ("", None) and (text := one_line(cell))]
        if len(texts) != 1 or _is_of_a_case(texts[0]):
            return False
        is_head = restriction_in(texts[0]) != NO
        self.begun = number if is_head and not _LEFT_OUT.search(texts[0]) else 0
        return is_head


def _is_of_a_case(text: str) -> bool:
    """Whether the text stands for a case: a reference, a mask or a refusal."""
    is_mask = mask_elsewhere(text) != NO or is_refusal(text) or may_be_refusal(text)
    return is_mask or _DIGITS.search(text) is not None

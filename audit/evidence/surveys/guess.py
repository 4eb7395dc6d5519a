"""Guess what the columns of a survey's file are, and how its answers count. A person confirms each guess."""

import re
import tomllib
from functools import cache
from pathlib import Path
from typing import Any

from audit.evidence.surveys.table import AnswerColumn

QUESTION, BACKGROUND, QUOTES, LEAVE_OUT = "question", "background", "quotes", "leave_out"
YES, NO, NOT_RELEVANT = "yes", "no", "not_relevant"
SHORT_HEADING = 4  # words: a longer one is a question, whatever words are in it
LONG_ANSWER = 30  # characters on average


@cache
def _presets() -> Any:
    return tomllib.loads((Path(__file__).parent / "presets.toml").read_text(encoding="utf-8"))


def meaning_of(answer: str) -> str:
    """Return how an answer is likely to count: YES, NO or NOT_RELEVANT; "" if no one can tell."""
    typed = answer.casefold().rstrip(".!")
    return next((meaning for meaning, answers in _presets()["meanings"].items() if typed in answers), "")


def use_of(column: AnswerColumn) -> str:
    """Return what a column is likely to be: QUESTION, BACKGROUND, QUOTES or LEAVE_OUT; "" if no one can tell."""
    if not column.counts or _heading_has(column, LEAVE_OUT):
        return LEAVE_OUT
    if column.can_be_counted and _heading_has(column, BACKGROUND):
        return BACKGROUND
    meanings = {meaning_of(answer) for answer in column.counts}
    if column.can_be_counted and "" not in meanings and meanings & {YES, NO}:
        return QUESTION
    return QUOTES if _heading_has(column, QUOTES) or _average_length(column) > LONG_ANSWER else ""


def _heading_has(column: AnswerColumn, use: str) -> bool:
    if use != QUOTES and len(column.heading.split()) > SHORT_HEADING:
        return False
    words = "|".join(map(re.escape, _presets()["headings"][use]))
    return re.search(rf"\b(?:{words})\b", column.heading.casefold()) is not None


def _average_length(column: AnswerColumn) -> float:
    return sum(len(answer) * number for answer, number in column.counts.items()) / column.counts.total()

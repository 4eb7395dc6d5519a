"""Comments that invented reviewers wrote with their judgements of key questions."""

import tomllib
from collections.abc import Mapping
from pathlib import Path

from audit.method.answers import Value

COMMENTS = tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))


def comments_on(number: int, answers: Mapping[str, Value]) -> dict[str, str]:
    """Return {question code: comment} for a case: on each no to a key question, and each yes of every third case."""
    comments = {}
    for code, texts in COMMENTS.items():
        choices = texts.get(answers[code].key, [])
        if choices and (answers[code] == Value.NO or number % 3 == 0):
            comments[code] = choices[number % len(choices)]
    return comments

"""Plain English in all that people read: phrases that no one says aloud, and what to say instead."""

import ast
import re

import pytest

from tests.code_tree import ROOT, modules, nodes, offenders

# phrase: what to say instead. A phrase with a capital is one only with this capital, as the name of a page or a button.
SAY = {
    "somebody": "someone, or the role",
    "nobody": "no one",
    "anybody": "anyone",
    "everybody": "everyone",
    "whoever": "the person who, anyone who",
    "whom": "who",
    "one's": "your, their",
    "anew": "again",
    "afresh": "again",
    "amongst": "among",
    "whilst": "while",
    "upon": "on",
    "thus": "so",
    "hence": "so",
    "lest": "so that … not",
    "shall": "must, will",
    "mend": "correct",
    "mends": "corrects",
    "hitherto": "until now",
    "henceforth": "from now on",
    "forthwith": "at once",
    "(?:here|there|where)(?:after|at|by|from|in|of|on|to|under|upon|with)": "say the thing itself",
    "aforementioned": "this",
    "pursuant to": "under",
    "prior to": "before",
    "in order to": "to",
    "in respect of": "about",
    "as many as": "up to, all that",
    "so many": "the number",
    "nothing but": "only",
    "those which": "the ones that",
    "no ordinary": "not an ordinary",
    "is no date": "is not a date",
    "for good": "permanently",
    "to be had": "available",
    "to be sure": "to make sure",
    "in which you": "where you",
    "where there is one": "if there is one",
    "(?:tells?|told) of": "says, names",
    "stored are": "we keep",
    "how far they are": "progress",
    "counted beside": "other measures",
    "keeps? you from": "you cannot … because",
    "take (?:it|them) along": "download to work offline",
    "take the mark away": "remove from second review",
    "second reader": "second reviewer",
    "double reading": "second review",
    "moderator": "quality lead",
    "sub-question": "prompt",
    "Side by side": "Compare the two reviews",
    "Trail": "Audit history",
}
SPACE_BEFORE_PERCENT = r"[\d}] %(?![}\w(])"
KINDS = {
    "pages and scripts": [
        *(ROOT / "templates").rglob("*.html"),
        *(ROOT / "templates" / "static").glob("*.js"),
    ],
    "texts of e-mails and messages": list((ROOT / "templates").rglob("*/messages/*.txt")),
    "messages, labels, help and docstrings": [
        *modules("audit", "cases"),
        *(ROOT / "audit" / "demonstration").glob("*.toml"),
    ],
    "guides": [*(p for p in (ROOT / "docs").glob("*.md") if p.name != "words.md"), *ROOT.glob("*.md")],
}


def pattern(phrase):
    said = rf"(?<![\w{{-]){phrase}(?![\w-])".replace(" ", r"\s+")
    return re.compile(said, 0 if phrase[0].isupper() else re.IGNORECASE)


PATTERNS = {pattern(phrase): say for phrase, say in SAY.items()} | {re.compile(SPACE_BEFORE_PERCENT): "45%"}


def texts(path):
    """(first line, text) of what people may read in a file; of Python its strings, with {} for what is filled in."""
    if path.suffix != ".py":
        return [(1, path.read_text(encoding="utf-8"))]
    filled = nodes(path, ast.JoinedStr)
    within = {id(part) for node in filled for part in node.values}
    within |= {id(key) for node in nodes(path, ast.Dict) for key in node.keys}
    plain = [n for n in nodes(path, ast.Constant) if isinstance(n.value, str) and id(n) not in within]
    return [(node.lineno, node.value) for node in plain] + [(node.lineno, in_full(node)) for node in filled]


def in_full(node):
    return "".join(part.value if isinstance(part, ast.Constant) else "{}" for part in node.values)


def unsaid(path):
    """What a native speaker would not say: "12: somebody (say: someone, or the role)"."""
    return [
        f"{line + text.count(chr(10), 0, found.start())}: {found.group()} (say: {say})"
        for line, text in texts(path)
        for words, say in PATTERNS.items()
        for found in words.finditer(text)
    ]


@pytest.mark.parametrize("kind", KINDS)
def test_what_people_read_is_said_as_people_say_it(kind):
    assert offenders(KINDS[kind], unsaid) == {}

"""Check names of places and people, and find names so near that one may be a slip for the other."""

import re
import unicodedata
from collections.abc import Sequence
from difflib import SequenceMatcher
from html import unescape
from itertools import permutations

# control, format, private and unassigned characters, halves of pairs, and what separates lines
UNSEEN = {"Cc", "Cf", "Co", "Cn", "Cs", "Zl", "Zp"}
NEAR_WORDS, NEAR_NAMES = 0.8, 0.95
_E_FOR_DOTS = re.compile("(?<=[aou])e")
_WORD = re.compile(r"[^\W_]+")
_APOSTROPHES = dict.fromkeys(map(ord, "'’‘ʼ`´′"))
_NO_OTHER_LETTER = str.maketrans({"ø": "o", "đ": "d", "ł": "l", "ı": "i", "æ": "ae", "œ": "oe", "ð": "d", "þ": "th"})
_NO_LETTERS = {"Mn", "Cf"}  # accents, once split from their letters, and invisible characters
_TITLES = {"mr", "mrs", "ms", "miss", "mx", "dr", "prof", "rev"}
_GRADE = r"(?:spo|pso|pqip|po|ps|nps|trainee|probation officer)"
_WITH_GRADE = re.compile(
    rf"[(\[][^)\]]*\b{_GRADE}\b[^)\]]*[)\]]|\s[-–/|]\s*{_GRADE}\s*$|^\s*(?:spo|pso|pqip)\s", re.IGNORECASE
)


def invisible_problem(text: str, what: str) -> str:
    """Say that there is an invisible character in `what`, such as "the name"; "" if there is none."""
    unseen = next((sign for sign in text if unicodedata.category(sign) in UNSEEN), None)
    if not unseen:
        return ""
    known = unicodedata.name(unseen, "").lower()
    called = f"U+{ord(unseen):04X}{f', {known}' if known else ''}"
    return f"There is an invisible character in {what} ({called}). Delete it and type {what} again"


def name_problem(name: str) -> str:
    """Return what is wrong with a name and what to do about it; "" if nothing is."""
    if unseen := invisible_problem(name, "the name"):
        return unseen
    if not any(sign.isalpha() for sign in name):
        return "A name needs at least one letter"
    return ""


def nearest_name(name: str, others: list[str]) -> str:
    """Return the one of `others` that the name is probably a slip for; "" if none is near.

    North and South, or Team 1 and Team 2, are no slips: every word must be near, and numbers the same.
    """
    near = [
        (_likeness(name, other), other) for other in others if _is_near(_words_of_place(name), _words_of_place(other))
    ]
    return max(near, default=(0, ""))[1]


def nearest_person(name: str, others: list[str]) -> str:
    """Return the one of `others` that a person's name is probably meant to be; "" if none is near.

    Accents, strokes and the order of the words do not count: “Orwell, Tom” is Tom Orwell.
    """
    words = _words_of_person(name)
    near = [
        (_likeness(" ".join(words), " ".join(_words_of_person(other))), other)
        for other in others
        if sorted(words) == sorted(_words_of_person(other)) or _is_near(words, _words_of_person(other))
    ]
    return max(near, default=(0, ""))[1]


def person_key(name: str) -> tuple[str, ...]:
    """Return what two spellings of a person's name have in common, its words sorted and without title and grade.

    “O'Brien, Siân (PSO)” is SIAN OBRIEN.
    """
    return tuple(sorted(_words_of_person(name)))


def may_be_same_person(one: Sequence[str], other: Sequence[str]) -> bool:
    """Whether two names, as words of person_key, may be one person's.

    They may if one writes together what the other writes apart; if each word of the shorter name is in the longer one,
    one of them whole and the others at least by initial; or if they differ as Müller and Mueller do.
    """
    if {*one} != {*other} and sorted(map(without_umlauts, one)) == sorted(map(without_umlauts, other)):
        return True
    few, left = sorted(([*one], [*other]), key=len)
    if _differ_in_spaces(few, left):
        return True
    for word in sorted(few, key=len, reverse=True):
        by_initial = (each for each in left if each[:1] == word[:1] and 1 in (len(each), len(word)))
        found = word if word in left else next(by_initial, None)
        if found is None:
            return False
        left.remove(found)
    return any(len(word) > 1 for word in set(one) & set(other))


def without_umlauts(word: str) -> str:
    """Return a word of person_key with a, o and u for ae, oe and ue, which may stand for letters with dots."""
    return _E_FOR_DOTS.sub("", word)


def _differ_in_spaces(few: Sequence[str], many: Sequence[str]) -> bool:
    """Whether the words that only the longer name has make up, together, the one that only the shorter name has."""
    own, others = set(few) - set(many), set(many) - set(few)
    return len(own) == 1 and 1 < len(others) < 4 and any("".join(words) in own for words in permutations(others))


def _words_of_person(name: str) -> list[str]:
    """Return the words of a name without accents, apostrophes, title and grade, first names first."""
    last, comma, first = _WITH_GRADE.sub(" ", unescape(name)).partition(",")  # report servers write O&#39;Brien
    plain = f"{first} {last}" if comma else last
    if not plain.isascii():
        plain = "".join(
            sign for sign in unicodedata.normalize("NFKD", plain) if unicodedata.category(sign) not in _NO_LETTERS
        )
    plain = plain.casefold().translate(_APOSTROPHES)
    words = _WORD.findall(plain if plain.isascii() else plain.translate(_NO_OTHER_LETTER))
    return [word for word in words if word not in _TITLES] or words


def _words_of_place(name: str) -> list[str]:
    return name.casefold().split()


def _is_near(words: list[str], others: list[str]) -> bool:
    if _digits(words) != _digits(others):
        return False
    if len(words) == len(others) and "".join(words) != "".join(others):
        return all(_are_alike(*pair, NEAR_WORDS) for pair in zip(words, others, strict=True))
    return _are_alike("".join(words), "".join(others), NEAR_NAMES)


def _digits(words: list[str]) -> str:
    return "".join(sign for sign in "".join(words) if sign.isdigit())


def _are_alike(one: str, other: str, least: float) -> bool:
    shared = 2 * min(len(one), len(other))  # no more signs can be the same in both, so most pairs need no comparison
    return shared >= least * (len(one) + len(other)) and _likeness(one, other) >= least


def _likeness(one: str, other: str) -> float:
    return SequenceMatcher(None, one.casefold(), other.casefold(), autojunk=False).ratio()

"""What a name of a place or person may hold, and which names are so near that one may be a slip for the other."""

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
_NO_LETTERS = {"Mn", "Cf"}  # accents, once they stand by themselves, and what nobody sees
_TITLES = {"mr", "mrs", "ms", "miss", "mx", "dr", "prof", "rev"}
_GRADE = r"(?:spo|pso|pqip|po|ps|nps|trainee|probation officer)"
_WITH_GRADE = re.compile(
    rf"[(\[][^)\]]*\b{_GRADE}\b[^)\]]*[)\]]|\s[-–/|]\s*{_GRADE}\s*$|^\s*(?:spo|pso|pqip)\s", re.IGNORECASE
)


def name_problem(name: str) -> str:
    """What is wrong with a name, with the remedy; "" where nothing is."""
    unseen = next((sign for sign in name if unicodedata.category(sign) in UNSEEN), None)
    if unseen:
        known = unicodedata.name(unseen, "").lower()
        called = f"U+{ord(unseen):04X}{f', {known}' if known else ''}"
        return f"There is an invisible character in the name ({called}). Delete it and type the name again"
    if not any(sign.isalpha() for sign in name):
        return "A name needs at least one letter"
    return ""


def nearest_name(name: str, others: list[str]) -> str:
    """The one of `others` that the name is probably a slip for; "" where none is near.

    North and South, or Team 1 and Team 2, are no slips: every word must be near, and numbers the same.
    """
    near = [(_likeness(name, other), other) for other in others if _is_near(_words(name), _words(other))]
    return max(near, default=(0, ""))[1]


def nearest_person(name: str, others: list[str]) -> str:
    """The one of `others` whom a person's name is probably meant for; "" where none is near.

    Accents, strokes and the order of the words tell nobody apart: “Orwell, Tom” is Tom Orwell.
    """
    words = _words_of_person(name)
    near = [
        (_likeness(" ".join(words), " ".join(_words_of_person(other))), other)
        for other in others
        if sorted(words) == sorted(_words_of_person(other)) or _is_near(words, _words_of_person(other))
    ]
    return max(near, default=(0, ""))[1]


def person_key(name: str) -> tuple[str, ...]:
    """What makes two names of people the same: “O'Brien, Siân (PSO)” is SIAN OBRIEN, with or without a title."""
    return tuple(sorted(_words_of_person(name)))


def may_be_same_person(one: Sequence[str], other: Sequence[str]) -> bool:
    """Whether two names of people, as words, may be of one person: words of one are written together in the other,
    or each word of the shorter name is in the longer one, by its initial at least, and one of them whole; or they
    differ as Müller and Mueller do."""
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
    """A word of person_key with ae, oe and ue as the letters without dots that may be meant."""
    return _E_FOR_DOTS.sub("", word)


def _differ_in_spaces(few: Sequence[str], many: Sequence[str]) -> bool:
    """Whether the words that only the longer name has are, put together, the one that only the shorter one has."""
    own, others = set(few) - set(many), set(many) - set(few)
    return len(own) == 1 and 1 < len(others) < 4 and any("".join(words) in own for words in permutations(others))


def _words_of_person(name: str) -> list[str]:
    """The words of a name without accents, apostrophes, title and grade, first names first."""
    last, comma, first = _WITH_GRADE.sub(" ", unescape(name)).partition(",")  # report servers write O&#39;Brien
    plain = f"{first} {last}" if comma else last
    if not plain.isascii():
        plain = "".join(
            sign for sign in unicodedata.normalize("NFKD", plain) if unicodedata.category(sign) not in _NO_LETTERS
        )
    plain = plain.casefold().translate(_APOSTROPHES)
    words = _WORD.findall(plain if plain.isascii() else plain.translate(_NO_OTHER_LETTER))
    return [word for word in words if word not in _TITLES] or words


def _words(name: str) -> list[str]:
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
    shared = 2 * min(len(one), len(other))  # no more signs can be the same in both: most pairs end here
    return shared >= least * (len(one) + len(other)) and _likeness(one, other) >= least


def _likeness(one: str, other: str) -> float:
    return SequenceMatcher(None, one.casefold(), other.casefold(), autojunk=False).ratio()

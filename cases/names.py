"""What a name of a place or person may hold, and which names are so near that one may be a slip for the other."""

import unicodedata
from difflib import SequenceMatcher

# control, format, private and unassigned characters, halves of pairs, and what separates lines
UNSEEN = {"Cc", "Cf", "Co", "Cn", "Cs", "Zl", "Zp"}
NEAR_WORDS, NEAR_NAMES = 0.8, 0.95


def why_no_name(name: str) -> str:
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
    """What makes two names of people the same: “Orwell, Tom” is Tom Orwell, with or without accents."""
    return tuple(sorted(_words_of_person(name)))


def _words_of_person(name: str) -> list[str]:
    """The words of a name without accents and strokes, first names first."""
    last, comma, first = name.partition(",")
    plain = unicodedata.normalize("NFKD", f"{first} {last}" if comma else name).casefold()
    return "".join(sign for sign in plain if sign.isalnum() or sign.isspace()).split()


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

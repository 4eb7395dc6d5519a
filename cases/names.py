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


def _words(name: str) -> list[str]:
    return name.casefold().split()


def _is_near(words: list[str], others: list[str]) -> bool:
    if _digits(words) != _digits(others):
        return False
    if len(words) == len(others) and "".join(words) != "".join(others):
        return all(_likeness(*pair) >= NEAR_WORDS for pair in zip(words, others, strict=True))
    return _likeness("".join(words), "".join(others)) >= NEAR_NAMES


def _digits(words: list[str]) -> str:
    return "".join(sign for sign in "".join(words) if sign.isdigit())


def _likeness(one: str, other: str) -> float:
    return SequenceMatcher(None, one.casefold(), other.casefold(), autojunk=False).ratio()

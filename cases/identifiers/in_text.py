"""Find what may identify a person in a free text, and show it. No text is changed.

Every pattern is bounded, so that the time grows with the length of the text and no faster, whatever the text is.
"""

import hashlib
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from cases.identifiers.patterns import KINDS, NAME
from cases.identifiers.titled_names import names_after_titles


@dataclass(frozen=True, slots=True)
class Found:
    """One finding. `kind`: what it looks like, in words. `text`: the piece from `start` up to `end`."""

    kind: str
    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Passage:
    """A finding with the words around it, for a page."""

    kind: str
    before: str
    piece: str
    after: str


def find_identifiers(text: str) -> list[Found]:
    """Return what looks like an identifier, in the order of the text. Of two that overlap, the first one counts."""
    shown, places = _without_unseen(text)
    found: list[Found] = []
    past = 0
    for first, longest, kind in sorted(_candidates(shown)):
        if first >= past:
            past = -longest
            start, end = places[first], places[past - 1] + 1
            found.append(Found(kind, start, end, text[start:end]))
    return found


def _without_unseen(text: str) -> tuple[str, Sequence[int]]:
    """Return the text as it looks, without invisible characters, and the place of each of its signs in the original."""
    if text.isascii():
        return text, range(len(text))
    places = [at for at, sign in enumerate(text) if unicodedata.category(sign) != "Cf"]
    return "".join(_as_typed_here(text[at]) for at in places), places


def _as_typed_here(sign: str) -> str:
    """Return a full-width letter, or a digit of another script, as people type it here."""
    if sign.isascii():
        return sign
    digit = unicodedata.decimal(sign, None)
    plain = unicodedata.normalize("NFKC", sign) if digit is None else str(digit)
    return plain if len(plain) == 1 else sign


def passage_of(text: str, found: Found, around: int = 40) -> Passage:
    """Return the finding with up to `around` characters on each side, cut at a space if possible."""
    before = " ".join(text[max(found.start - around, 0) : found.start].split("\n"))
    after = " ".join(text[found.end : found.end + around].split("\n"))
    if found.start > around:
        before = "…" + before[before.find(" ") + 1 :]
    if found.end + around < len(text):
        after = after[: after.rfind(" ") if " " in after else len(after)] + "…"
    return Passage(found.kind, before, found.text, after)


def fingerprint_of(found: Iterable[Found]) -> str:
    """Return a short text that stands for these findings, wherever they are in the text. A user confirms it."""
    return " ".join(sorted({_fingerprint(each) for each in found}))


def are_confirmed(found: Iterable[Found], mark: str) -> bool:
    """Whether `mark`, from `fingerprint_of`, covers every one of the findings."""
    return {_fingerprint(each) for each in found} <= set(mark.split())


def _fingerprint(found: Found) -> str:
    return hashlib.sha256(f"{found.kind} {found.text}".encode(errors="replace")).hexdigest()[:16]


def _candidates(text: str) -> Iterator[tuple[int, int, str]]:
    """Yield (start, minus the end, kind), so that sorting puts the first one first, and the longest of those."""
    for kind, pattern, fits in KINDS:
        for match in pattern.finditer(text):
            if fits is None or fits(match):
                yield match.start(), -match.end(), kind
    for start, end in names_after_titles(text):
        yield start, -end, NAME

"""Find names in a free text that follow a title: Mr Smith, Dr A. B. Jones."""

import re
from collections.abc import Iterator


def names_after_titles(text: str) -> Iterator[tuple[int, int]]:
    """Yield (start, end) of each title with the name after it."""
    for title in _TITLE.finditer(text):
        is_small = title[0].rstrip().rstrip(".").casefold() in _NO_OTHER_WORD
        end = _end_of_name(text, title.end(), is_small)
        if end and not _NO_PERSON.match(text, title.start()):
            yield title.start(), end


# A title in small letters counts if it is no other word: "mr Smith", but not "may miss Monday". A full stop after a
# title in full ends a sentence.
_TITLE = re.compile(
    r"\b(?:(?:[Mm][Rr]|[Mm][Rr][Ss]|[Mm][Ss]|[Mm][Xx]|[Dd][Rr]|Drs|Messrs|[Pp]rof|PROF|Revd?|Cllr|Sgt)(?:\.\s{0,3}|\s{1,3})"
    r"|(?:M(?:iss|ISS|aster|ASTER)|[Pp]rofessor|Sir|Dame|Lady|Lord|Reverend|Judge|HHJ|Councillor|P[Cc]|DC|DS)\s{1,3})"
)
_SPACE = re.compile(r"\s{1,3}")
_INITIAL = re.compile(r"[^\W\d_]\.?(?![^\W\d_])(?!['’-][^\W\d_])")
_PARTICLE = re.compile(r"(?:de|da|das|dos|del|della|di|du|van|von|der|den|ter|bin|bint|ibn|al|el|la|le|st)\s{1,3}")
_WORD = re.compile(r"(?:(?:[aAeE]l|[dDoO])[-'’‐‑])?([^\W\d_])(?:[^\W\d_]|[-'’‐‑](?=[^\W\d_])){1,40}")
_OTHER_WORDS = (  # which may follow what looks like a title; MS Teams is no person
    "monday tuesday wednesday thursday friday saturday sunday january february march april may june july august"
    " september october november december teams word office excel outlook access windows appointment appointments"
    " surgery report reports letter letters notes chancellor justice chief advocate mayor lieutenant or and madam"
)
_NO_NAMES = frozenset(_OTHER_WORDS.split())
# After these two a name needs no capital, unless the word continues the sentence.
_NO_OTHER_WORD = {"mr", "mrs"}
_SMALL_WORDS = (
    "was is has had did does will would said says attended missed who he she they his her the this that but not if when"
    " then to in on of at for from by as with scan scans"
)
_GOES_ON = frozenset(_SMALL_WORDS.split())
# Shops, departments, and offices named after their street.
_STREET = r"(?:Street|Lane|Road|Avenue|Square)\b"
_BUILDING = r"(?:[Oo]ffices?|[Hh]ostel|[Pp]robation|[Aa]pproved\s{1,3}[Pp]remises|AP|[Tt]eam|[Hh]ub|[Cc]entre)\b"
_MASTERS = (
    r"(?:bedroom|builder|baker|card|chef|class|copy|craftsman|data|degree|document|file|folder|key|list|mason|plan|record"
    r"|register|schedule|sheet|spreadsheet|suite|switch|template|tracker|version|of|in|at)"
)
_NO_PERSON = re.compile(
    rf"(?:PC\s{{1,3}}World|D[Rr]\.?\s{{1,3}}Martens|Prof\.?\s{{1,3}}Standards|Judge\s{{1,3}}In)\b(?![-'’])"
    rf"|(?i:Master\s{{1,3}}{_MASTERS})\b"
    rf"|L(?:ord|ady)\s{{1,3}}{_STREET}"
    rf"|(?:P[Cc]|DC|DS|Sir|Dame)\s{{1,3}}(?:[^\W\d_]{{1,40}}\s{{1,3}}){{1,2}}{_STREET}\s{{1,3}}{_BUILDING}"
)


def _end_of_name(text: str, at: int, is_small: bool) -> int | None:
    """Return the end of the name that begins at `at`, None for no name.

    A name is up to three words with capitals, after initials and small words. With `is_small` the first word needs no
    capital, unless it follows an initial: "Mr A missed two".
    """
    end, words = None, 0
    for _ in range(8):
        small = _PARTICLE.match(text, at) or (None if words else _INITIAL.match(text, at))
        word = None if small else _word_of_name(text, at, is_small and not words)
        is_small = is_small and not (small and small.re is _INITIAL)
        part = small or word
        if part is None:
            return end
        if word:
            words, end = words + 1, word.end()
        space = _SPACE.match(text, part.end())
        if words == 3 or (space is None and not small):
            return end
        at = space.end() if space else part.end()
    return end


def _word_of_name(text: str, at: int, is_small: bool) -> re.Match[str] | None:
    word = _WORD.match(text, at)
    if word is None or word[0].casefold() in _NO_NAMES:
        return None
    return word if word[1].isupper() or (is_small and word[0] not in _GOES_ON) else None

"""How an extract tells that access to a case is restricted: by a heading, in any cell of a row, on any row of a person.

Who is let slip here is seen by people who may not see them, so what could be meant is taken as meant.
"""

import re
import unicodedata
from collections.abc import Collection, Iterable, Sequence
from difflib import get_close_matches
from hashlib import blake2b
from typing import Any

from cases.extract_values import is_crn, is_marked_restricted, one_line, says_restricted, without_unseen

NO, RESTRICTED, EXCLUSION = "", "restricted", "exclusion"  # what a cell says; an exclusion can be a requirement too
_LONGEST_ITEM = 12  # words
_HEADING = re.compile(
    r"restrict|\brestr\b|\bexcl\b|\b(?:is|case|access|n|r)?(?:lao|exclu|sensitiv)|\b(?:limited|ltd|lim) ?access"
    r"|\bl a o\b"
)
_MAYBE_HEADING = re.compile(
    r"\baccess\b|\bconfidential|\bnot (?:to be )?view|\bviewable\b|\bvisibility\b|\b(?:b?locked)\b|\bwitness\b|\bvip\b"
    r"|\bnon ?disclosure\b|\bsecurity mark|\bprotected (?:person|case|record)|\bsecure\b"
)
_CRN_WITHIN = re.compile(r"(?<![A-Z0-9])[A-Z][0-9]{6}(?![0-9])")
_WORDS = re.compile(r"[^\W_]+")
_SPELT_RIGHT = ("restricted", "restriction", "restrictions")
_OPPOSITE = re.compile(r"^no\b|\b(?:not|non)\b|unrestrict|nonrestrict")
_REQUIREMENTS = re.compile(r"requirement|condition")
_ANSWERS = {"yes", "y", "true", "1", "t", "x", "✓", "current", "active"}
_HINTS = ("restrict", "lao", "exclu", "limited", "denied", "l.a.o", "l a o")  # quick to look for
_ITEMS = re.compile(r"[;,|/()\[\]\n]+|\s[-–—]\s")
_INNER_CAPITAL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_BEGINS = re.compile(r"\W*(?:LAO|L[.\s]\s?A[.\s]\s?O)(?![A-Za-z])(?!.*\b(?:no|not|none|n|false|removed)\b)", re.DOTALL)
_EXCLUDED = r"exclu(?:ded|sion|sions)"
_MARK = rf"(?:lao|restrict(?:ed|ion|ions)|limited ?access|access (?:is )?(?:denied|limited)|{_EXCLUDED})"
_FILL = (
    r"(?:case|record|access|offender|person|flag|is|this|the|name|details|data|only|yes|y|and|or|marked|as|in|place"
    r"|applies|active|current|type|user)"
)
_SAYS = re.compile(rf"(?:{_FILL} )*{_MARK}(?: (?:{_FILL}|{_MARK}))*")
_OTHER_ACCESS = r"(?:child|kid|son\b|daughter|famil|grand|internet|computer|phone|device)"
_SENTENCE = re.compile(
    rf"\baccess\b(?:\s+(?!{_OTHER_ACCESS})\w+){{0,5}}\s+(?:restricted|limited|denied)\b"
    rf"|\b(?:restricted|limited)\s+access\b(?!\s+to\s+(?:\w+\s+)?{_OTHER_ACCESS})"
    r"|\b(?:restricted|excluded)\s+from\s+(?:view|access|see|open|read)"
    r"|\bsubject\s+to\s+(?:\w+\s+){0,2}restriction"
    r"|^\W*restrict(?:ed|ion|ions)(?:\s*[^\w\s]|\s+(?:since|because|from|until|by|due|as|lao|case|record)\b)",
    re.IGNORECASE,
)
_LAO_WORD = re.compile(r"(?<![A-Za-z])[NR]?LAO(?![A-Za-z])")
_NEGATED = re.compile(
    r"\b(?:no|not|non|never|none)\b[\s:=-]*(?:\w+\s+){0,2}(?:lao|restrict|limited|exclu)|unrestrict"
    r"|\b(?:lao|restrict\w*|limited access)\b\W*(?:no|none|n|false|nil|removed|lifted|ended|expired)\b",
    re.IGNORECASE,
)
_IN_FLAGS = re.compile(
    r"\b[nr]?lao\b|\brestrict(?:ed|ion)|\blimited access|\bexclu(?:ded|sion)(?! (?:requirement|zone|order|condition))",
    re.IGNORECASE,
)


def tells_restricted(key: str) -> bool:
    """Whether a heading, as `key_of` gives it, is or may be of a column that marks restricted cases."""
    return _is_surely_mark(key) or _MAYBE_HEADING.search(key) is not None


def _is_surely_mark(key: str) -> bool:
    if _HEADING.search(key):
        return True
    return any(get_close_matches(word, _SPELT_RIGHT, 1, 0.9) for word in key.split())


def is_doubtful_mark(key: str, cells: Sequence[Any]) -> bool:
    """Whether somebody has to say what a column is that `tells_restricted`: it may be something else, says the
    opposite, or no yes and no."""
    if _OPPOSITE.search(key) or not _is_surely_mark(key):
        return True
    strange = sum(1 for cell in cells if is_marked_restricted(cell) and not _is_understood(cell))
    return len(cells) >= _LONGEST_ITEM // 2 and 2 * strange > len(cells)


def _is_understood(cell: Any) -> bool:
    text = one_line(cell).casefold()
    return text in _ANSWERS or _HEADING.search(text) is not None or any(hint in text for hint in _HINTS)


def what_is_said(value: Any) -> str:
    """Whether a cell says in a sentence or by LAO that it is RESTRICTED, or its whole text or an item of the list in it
    says RESTRICTED or EXCLUSION; else NO."""
    if not isinstance(value, str):
        return NO
    text = _plain(value)
    if (_SENTENCE.search(text) or _LAO_WORD.search(text)) and not _NEGATED.search(text):
        return RESTRICTED
    items = (text, *_ITEMS.split(text))
    said = {_of_item(each) for item in items for each in (item, item.rpartition(": ")[2])}
    return next((each for each in (RESTRICTED, EXCLUSION) if each in said), NO)


def _of_item(item: str) -> str:
    if _BEGINS.match(item):
        return RESTRICTED
    words = " ".join(re.findall(r"[a-z]+", _INNER_CAPITAL.sub(" ", item).casefold())).replace("l a o", "lao")
    if item.strip() == "Lao" or words.count(" ") >= _LONGEST_ITEM or not _SAYS.fullmatch(words):
        return NO
    return RESTRICTED if re.search(r"lao|restrict|limited|denied", words) else EXCLUSION


def _plain(text: str) -> str:
    """The text as it looks: what nobody sees hides nothing."""
    if text.isascii():
        return text
    return without_unseen(unicodedata.normalize("NFKC", text))


class RestrictedRows:
    """Tells the rows of restricted cases: by the columns of `marks`, by a part of a name or a flag, by any cell that
    says so."""

    def __init__(
        self, headings: Sequence[str], marks: Sequence[int], names: Sequence[int], flags: Sequence[int] = ()
    ) -> None:
        self._marks, self._names, self._flags = marks, frozenset(names), frozenset(flags)
        self._requirements = {at for at, text in enumerate(headings) if _REQUIREMENTS.search(text.casefold())}
        self._marked: dict[Any, bool] = {}
        self._is_all_text = True

    def has(self, row: Sequence[Any]) -> bool:
        """Whether the row is of a restricted case. Most rows are not, and that is found quickly."""
        marked = self._marked
        for column in self._marks:
            if column < len(row):
                cell = row[column]
                if cell not in marked:
                    marked[cell] = is_marked_restricted(cell)
                if marked[cell]:
                    return True
        text = self._text(row)
        text = (text if text.isascii() else _plain(text)).lower()
        if (  # a loop or a pattern takes three times as long
            ("restrict" in text or "lao" in text or "exclu" in text or "limited" in text)
            or ("denied" in text or "l.a.o" in text or "l a o" in text)
        ):
            return any(self._says(at, cell) for at, cell in enumerate(row))
        return False

    def _text(self, row: Sequence[Any]) -> str:
        """The texts of a row. Those of a .csv have nothing else, and need not be looked through."""
        if self._is_all_text:
            try:
                return "\n".join(row)
            except TypeError:
                self._is_all_text = False
        return "\n".join([cell for cell in row if cell.__class__ is str])

    def _says(self, at: int, cell: Any) -> bool:
        said = what_is_said(cell)
        if at in self._names and says_restricted(cell):
            return True
        if at in self._flags and isinstance(cell, str) and _IN_FLAGS.search(cell) and not _NEGATED.search(cell):
            return True
        return said == RESTRICTED or (said == EXCLUSION and at not in self._requirements and at not in self._marks)


class KnownRestricted:
    """People who are known to be restricted, told by digests of their references: nobody learns of them from these."""

    def __init__(self, key: str = "", digests: Collection[str] = ()) -> None:
        """`key`: up to 64 bytes in hexadecimal digits, which only this site has."""
        self.key, self.digests = key, frozenset(digests)

    def has(self, reference: str) -> bool:
        return bool(self.digests) and self.digest_of(reference) in self.digests

    def digest_of(self, reference: str) -> str:
        """12 hexadecimal digits."""
        return blake2b(reference.casefold().encode(), key=bytes.fromhex(self.key), digest_size=6).hexdigest()

    def as_json(self) -> dict[str, Any]:
        return {"key": self.key, "digests": sorted(self.digests)}


NOBODY = KnownRestricted()


def crns_within(text: str) -> list[str]:
    """Whatever in a text looks like a CRN."""
    return _CRN_WITHIN.findall(text.upper())


def name_key(parts: Iterable[Any]) -> str:
    """A name's words in one order, whatever order and signs it is written with."""
    return " ".join(sorted(_WORDS.findall(" ".join(map(str, parts)).casefold())))


class People:
    """People some row of whom is restricted: told by the CRN, also one in a longer reference, and where one of two rows
    has none by name and date of birth."""

    def __init__(self) -> None:
        self.references: set[str] = set()
        self._named: set[Any] = set()
        self.names: set[str] = set()  # of those who are looked for by name on every row: theirs has no CRN
        self._with_crn: set[Any] = set()

    def add(self, reference: str, named: Any) -> None:
        crns = crns_within(reference)
        self.references |= {crn.casefold() for crn in crns}
        if reference and not crns and not says_restricted(reference):
            self.references.add(reference.casefold())
        if not named or what_is_said(named[0]):
            return
        if crns:
            self._with_crn.add(named)
        else:
            self.names.add(named[0])
            self._named.add(named)

    def has(self, reference: str, named: Any) -> bool:
        if reference.casefold() in self.references or (named is not None and named in self._named):
            return True
        if is_crn(reference):
            return False
        within = (crn.casefold() in self.references for crn in crns_within(reference))
        return any(within) or (named is not None and named in self._with_crn)

    def __bool__(self) -> bool:
        return bool(self.references or self._named or self._with_crn)

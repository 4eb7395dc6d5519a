"""The restricted people met in an extract or known before, and how other rows are matched to them."""

import re
from collections.abc import Collection, Iterable
from hashlib import blake2b
from typing import Any

from cases.extract.restricted.marks import says_restricted
from cases.extract.restricted.words import restriction_in
from cases.extract.values.references import is_crn

_CRN_WITHIN = re.compile(r"(?<![A-Z0-9])[A-Z][0-9]{6}(?![0-9])")
NAME_WORDS = re.compile(r"[^\W_]+")


class KnownRestricted:
    """The people known to be restricted, as digests of their references, from which no one can be identified."""

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


NO_ONE_KNOWN = KnownRestricted()


def crns_within(text: str) -> list[str]:
    """Whatever in a text looks like a CRN."""
    return _CRN_WITHIN.findall(text.upper())


def name_key(parts: Iterable[Any]) -> str:
    """A name's words in one order, whatever order and signs it is written with."""
    return " ".join(sorted(NAME_WORDS.findall(" ".join(map(str, parts)).casefold())))


class RestrictedPeople:
    """The people who have a restricted row.

    A row is matched to them by its CRN, also one inside a longer reference; if one of the two rows has no CRN, by name
    and date of birth.
    """

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
        if not named or restriction_in(named[0]):
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

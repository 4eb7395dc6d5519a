"""Match rows to the restricted people that an extract names or that were known before."""

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
    """The people known to be restricted, as digests of their references, which identify no one."""

    def __init__(self, key: str = "", digests: Collection[str] = ()) -> None:
        """`key`: up to 64 bytes in hexadecimal digits, known to this site only."""
        self.key, self.digests = key, frozenset(digests)

    def has(self, reference: str) -> bool:
        """Whether the reference is of a person known to be restricted."""
        return bool(self.digests) and self.digest_of(reference) in self.digests

    def digest_of(self, reference: str) -> str:
        """Return 12 hexadecimal digits that stand for a reference."""
        return blake2b(reference.casefold().encode(), key=bytes.fromhex(self.key), digest_size=6).hexdigest()

    def as_json(self) -> dict[str, Any]:
        """Return what the child process needs to make the same object."""
        return {"key": self.key, "digests": sorted(self.digests)}


NO_ONE_KNOWN = KnownRestricted()


def crns_within(text: str) -> list[str]:
    """Return every piece of a text that looks like a CRN."""
    return _CRN_WITHIN.findall(text.upper())


def name_key(parts: Iterable[Any]) -> str:
    """Return a name's words sorted, so that order and signs do not count."""
    return " ".join(sorted(NAME_WORDS.findall(" ".join(map(str, parts)).casefold())))


class RestrictedPeople:
    """The people who have a restricted row.

    A row is matched to them by its CRN, which may be part of a longer reference. If one of the two rows has no CRN, it
    is matched by name and date of birth.
    """

    def __init__(self) -> None:
        self.references: set[str] = set()
        self._named: set[Any] = set()
        self.names: set[str] = set()  # of people without a CRN, who are looked for by name on every row
        self._with_crn: set[Any] = set()

    def add(self, reference: str, named: Any) -> None:
        """Add a person by reference and by (name, date of birth), or None if the row does not give both."""
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
        """Whether a row with this reference and (name, date of birth) or None is one of these people's."""
        if reference.casefold() in self.references or (named is not None and named in self._named):
            return True
        if is_crn(reference):
            return False
        within = (crn.casefold() in self.references for crn in crns_within(reference))
        return any(within) or (named is not None and named in self._with_crn)

    def __bool__(self) -> bool:
        return bool(self.references or self._named or self._with_crn)

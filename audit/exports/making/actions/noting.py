"""Note what is taken away."""

from collections.abc import Iterable, Iterator

from audit.exports.leaving.contents import Contents
from audit.exports.making.kinds import Kind
from audit.trail.actions import record_export


def note_each(kind: Kind, contents: Iterable[Contents], *, flagged: int, purpose: str = "") -> Iterator[Contents]:
    """Hand on each Contents on its way into a file, once the trail has it, so that no copy leaves unnoticed.

    `purpose`: what the file as a whole is for, if that was asked.
    """
    for each in contents:
        cases, leaving = each.cases if kind.has_rows else None, each.leaving
        facts = {"what": kind.in_words, "cases": cases, "flagged": flagged, "purpose": purpose}
        facts |= {"profile": leaving.profile.in_words, "purposes": leaving.purposes_in_words}
        record_export(audit=each.audit, **facts, by=leaving.by)
        yield each

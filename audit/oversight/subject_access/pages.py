"""What is held about a person, ready to print: as a page and as JSON, with what may name others marked."""

import datetime
import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.template.loader import render_to_string
from django.utils.text import capfirst
from django.utils.timezone import localtime

from audit.models import Finding
from audit.oversight.subject_access.reads import HeldRows
from audit.oversight.subject_access.subject import Subject
from cases.identifiers.crn import typed_crn
from cases.identifiers.in_text import find_identifiers

NOT_CHECKED = "Not checked: do not send"
WHAT_TO_DO = (
    "Someone has to read this first and decide what is left out: what is about other people, and what could put "
    "someone at risk. Notes about a risk are marked, and so is what looks like a name, number or address of someone "
    "else. The check finds only what has such a form, so read everything."
)
RISK_NOTE = str(capfirst(Finding._meta.get_field("risk_note").verbose_name))
AT_RISK = "could put someone at risk if it is read"
RESTRICTED_IN_IT = "Records about restricted cases are in it."
RESTRICTED_LEFT_OUT = (
    "Records about restricted cases, if there are any, are not in it. The person who looks after the server can take "
    "them out with manage.py subject_access --restricted."
)


@dataclass(frozen=True)
class Piece:
    """A part of a text. `why`: why someone has to decide on it, such as "looks like a CRN"; "" if no one has to."""

    text: str
    why: str = ""


@dataclass(frozen=True)
class ShownText:
    """A value under its name, in Pieces."""

    name: str
    pieces: tuple[Piece, ...]


@dataclass(frozen=True)
class ShownChange:
    """What was done to a record when and by which person, and what it then held."""

    at: datetime.datetime
    by: str
    done: str
    values: tuple[ShownText, ...]


@dataclass(frozen=True)
class ShownRecord:
    """A record with its history. `values`: () if it is deleted."""

    number: int
    values: tuple[ShownText, ...]
    changes: tuple[ShownChange, ...]


@dataclass(frozen=True)
class ShownKind:
    """Every record of one kind."""

    heading: str
    records: tuple[ShownRecord, ...]


def in_format(output_format: str, subject: Subject, held: list[HeldRows], **made: Any) -> str:
    """Return what is held as a whole document: "html" or "json". `made`: `made_by` and `with_restricted`."""
    if output_format == "json":
        return json.dumps(as_json(subject, held, **made), indent=2, ensure_ascii=False)
    return render_to_string("audit/oversight/subject_access/_document.html", held_context(subject, held, **made))


def held_context(subject: Subject, held: list[HeldRows], *, made_by: str, with_restricted: bool) -> dict[str, Any]:
    """Return what the page shows: what is held, by kind of record, with what may name others marked."""
    kinds = [ShownKind(kind.heading, tuple(_shown_record(row, subject.names) for row in kind.rows)) for kind in held]
    restricted = RESTRICTED_IN_IT if with_restricted else RESTRICTED_LEFT_OUT
    said = {"what_to_do": WHAT_TO_DO, "restricted": restricted, "made_by": made_by}
    return {"subject": subject, "kinds": kinds, **said}


def as_json(subject: Subject, held: list[HeldRows], *, made_by: str, with_restricted: bool) -> dict[str, Any]:
    """Return the same as plain values, and apart from them what someone has to decide on."""
    return {
        "notice": NOT_CHECKED,
        "what_to_do": WHAT_TO_DO,
        "restricted_cases": RESTRICTED_IN_IT if with_restricted else RESTRICTED_LEFT_OUT,
        "about": subject.words,
        "made_at": localtime().isoformat(timespec="seconds"),
        "made_by": made_by,
        "records": [{"kind": kind.heading, "rows": [_plain(row) for row in kind.rows]} for kind in held],
        "to_decide_on": [*_marked(subject, held)],
    }


def _plain(row):
    earlier = [
        {"at": localtime(each.at).isoformat(), "by": each.by, "done": each.done, "values": each.values}
        for each in row.earlier
    ]
    return {"number": row.number, "values": row.values, "history": earlier}


def _marked(subject: Subject, held: list[HeldRows]) -> Iterator[dict[str, Any]]:
    for kind in held:
        for row in kind.rows:
            for values in (row.values or {}, *(each.values for each in row.earlier)):
                for name, text in values.items():
                    where = {"kind": kind.heading, "number": row.number, "field": name}
                    pieces = _pieces(name, text, subject.names)
                    yield from (where | {"text": piece.text, "why": piece.why} for piece in pieces if piece.why)


def _shown_record(row, names):
    changes = [_shown_change(each, names) for each in row.earlier]
    if len(changes) == 1 and row.values:  # what it was given first is what it holds
        changes = [ShownChange(changes[0].at, changes[0].by, changes[0].done, ())]
    return ShownRecord(row.number, _shown(row.values or {}, names), tuple(changes))


def _shown_change(state, names):
    return ShownChange(state.at, state.by, state.done, _shown(state.values, names))


def _shown(values, names):
    return tuple(ShownText(name, tuple(_pieces(name, text, names))) for name, text in values.items())


def _pieces(name: str, text: str, names: frozenset[str]) -> Iterator[Piece]:
    """Yield a text in Pieces: a note on risk as a whole, of any other what may name another person."""
    if name == RISK_NOTE:
        yield Piece(text, AT_RISK)
        return
    past = 0
    for found in find_identifiers(text):
        if typed_crn(found.text) not in names:
            yield Piece(text[past : found.start])
            yield Piece(found.text, f"looks like {found.kind}")
            past = found.end
    yield Piece(text[past:])

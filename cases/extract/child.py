"""The program that reads one caseload extract for `read`, in a process of its own, and draws the sample there.

Its standard input is a JSON object: path, limits, sheet (or null), settings and known. It prints lines of JSON: first
{"read": rows so far}, and at the end {"sample": …}, {"problem": …}, or {"sheets": […]} if several could be the
extract. It imports no Django.
"""

import gc
import json
import sys
import traceback
from collections.abc import Generator, Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import chain, islice
from pathlib import Path
from typing import Any

from cases.extract.drawn import DrawnSample
from cases.extract.headings.columns import read_columns, with_samples
from cases.extract.headings.fields import READ_FOR_A_DRAW, READ_FOR_A_LIST
from cases.extract.headings.find import HEADING_ROWS, NEEDED_FIELDS, Headings, find_headings, fullest_row_as_headings
from cases.extract.notes import notes_on_hidden_rows, notes_on_hidden_sheets
from cases.extract.restricted.people import KnownRestricted
from cases.extract.restricted.showable_rows import ShowableRows
from cases.extract.rows.check import RowCheck
from cases.extract.rows.checked import CheckedRows
from cases.extract.sample import draw_from_checked, list_from_checked, missing_fields, sample_without_draw
from cases.extract.settings import DrawSettings
from cases.extract.values.text import one_line, without_invisible
from cases.spreadsheets.child import limit_this_process
from cases.spreadsheets.limits import Limits, SpreadsheetProblem
from cases.spreadsheets.lines import VISIBLE, read_lines

ROWS_TO_LEARN_FROM = 300
NOTHING, SPACES, ZEROS, TEXT = range(4)  # what sheets hold: the last of these
_CHECK = "Check that it is the right file and sheet"
WHY_NO_EXTRACT = {
    NOTHING: f"holds no text and no numbers. {_CHECK}.",
    SPACES: f"holds only spaces. {_CHECK}, and export it again.",
    ZEROS: f"holds only zeros. {_CHECK}, and export it again.",
    TEXT: f"has no headings we recognise in its first {HEADING_ROWS} rows. Put headings above the cases: "
    "CRN and Start date are needed, and for the usual groups Sex, Sentence type and RoSH.",
}
ONLY_ZEROS = f"has headings but only zeros below them. {_CHECK}, and export it again."
NO_ROWS = f"has headings but no cases below them. {_CHECK}, and export it again."

Numbered = tuple[int, list[Any]]
SampleProgress = Generator[dict[str, int], None, DrawnSample]  # {"read": rows so far}; returns the sample


def main() -> None:
    """Print the lines for the request."""
    gc.disable()  # among so many rows the search for cycles, and there are none, takes as long as the reading
    request = json.load(sys.stdin)
    limits = Limits(**request["limits"])
    limit_this_process(limits)
    settings, known = DrawSettings.from_json(request["settings"]), KnownRestricted(**request["known"])
    try:
        for line in read_and_draw(Path(request["path"]), request.get("sheet"), limits, settings, known):
            sys.stdout.write(json.dumps(line) + "\n")
            sys.stdout.flush()
    except SpreadsheetProblem as problem:
        sys.stdout.write(json.dumps({"problem": str(problem)}) + "\n")
    except MemoryError:
        raise
    except Exception as error:  # its text may hold personal data, so only its kind and place go out
        sys.stdout.write(json.dumps({"problem": _text_of_unforeseen(error)}) + "\n")


def _text_of_unforeseen(error: Exception) -> str:
    *_, last = traceback.extract_tb(error.__traceback__)
    where = f"{type(error).__name__} in {Path(last.filename).name}, line {last.lineno}"
    return f"could not be read because of an error in this program ({where}). Tell the person who runs it."


def read_and_draw(
    path: Path, sheet: str | None, limits: Limits, settings: DrawSettings, known: KnownRestricted
) -> Iterator[dict[str, Any]]:
    """Yield the lines for one extract. Look at every visible sheet, since several could be the extract."""
    lines = read_lines(path, sheet or VISIBLE, limits, read_row=unchanged)
    meant: dict[str, DrawnSample] = {}
    without: DrawnSample | None = None
    hidden: Sequence[str] = ()
    hidden_rows = 0
    holds, knows_headings = NOTHING, False
    for head, rows in _split_by_sheet(lines):
        hidden = head.get("are_hidden", ())
        first = list(islice(rows, HEADING_ROWS))
        headings = find_headings([row for _, row in first], settings.mapping)
        is_meant = headings is not None and headings.fields.keys() >= set(NEEDED_FIELDS)
        if headings and is_meant:
            hidden_rows = head.get("hidden_rows", 0)
            first_one = next(iter(meant.values()), None)
            meant[head["name"]] = first_one or (yield from _read_sheet(headings, chain(first, rows), settings, known))
        elif not meant and without is None:
            holds = max(holds, in_first := _contents_of(first))
            if in_first == TEXT:
                knows_headings = headings is not None
                headings = headings or fullest_row_as_headings([row for _, row in first], settings.mapping)
                without = (
                    (yield from _read_sheet(headings, chain(first, rows), settings, known)) if headings else without
                )
            else:
                holds = max(holds, _contents_of(rows))
    if len(meant) > 1:
        yield {"sheets": list(meant)}
        return
    sample = next(iter(meant.values()), without)
    if sample is None or not sample.rows:
        why = _why_no_cases(sample) if sample and (meant or knows_headings) else WHY_NO_EXTRACT[holds]
        raise SpreadsheetProblem(" ".join([why, *([] if meant else notes_on_hidden_sheets(hidden))]))
    if not meant:
        sample = replace(sample, notes=(*sample.notes, *notes_on_hidden_sheets(hidden)))
    yield {"sample": replace(sample, notes=(*sample.notes, *notes_on_hidden_rows(hidden_rows))).as_json()}


def _why_no_cases(sample: DrawnSample) -> str:
    return ONLY_ZEROS if ONLY_ZEROS in sample.notes else NO_ROWS


def _contents_of(rows: Iterable[Numbered]) -> int:
    """Return the last of NOTHING, SPACES, ZEROS and TEXT that the rows hold. Stop at the first row with text."""
    found = NOTHING
    for _, row in rows:
        for cell in row:
            if cell not in ("", None):
                text = without_invisible(one_line(cell)).strip()
                found = max(found, TEXT if text.strip("0.,") else ZEROS if text else SPACES)
        if found == TEXT:
            break
    return found


def unchanged(row: list[Any]) -> list[Any]:
    """Return the row as the library gives it, with dates and numbers."""
    return row


def _split_by_sheet(lines: Iterator[Any]) -> Iterator[tuple[dict[str, Any], Iterator[Numbered]]]:
    """Yield each sheet's head with its rows, numbered as in the spreadsheet. Skip rows that the caller leaves."""
    waiting: list[dict[str, Any]] = list(islice(lines, 1))

    def rows() -> Iterator[Numbered]:
        for number, line in enumerate(lines, start=1):
            if isinstance(line, dict):
                waiting.append(line)
                return
            yield number, line

    while waiting:
        of_sheet = rows()
        yield waiting.pop(), of_sheet
        for _ in of_sheet:
            pass


def _read_sheet(
    headings: Headings, rows: Iterator[Numbered], settings: DrawSettings, known: KnownRestricted
) -> SampleProgress:
    """Yield {"read": rows so far}; return the sample. A sheet with only zeros counts as having no rows."""
    headings = headings.only(READ_FOR_A_LIST if settings.listed else READ_FOR_A_DRAW)
    held = [NOTHING]
    sample = yield from _draw_from_rows(
        headings, _noting_contents(islice(rows, headings.row + 1, None), held), settings, known
    )
    return replace(sample, rows=0, notes=(ONLY_ZEROS,)) if held == [ZEROS] else sample


def _noting_contents(rows: Iterable[Numbered], held: list[int]) -> Iterator[Numbered]:
    """Yield the same rows, and keep what they hold (see _contents_of) in held[0]."""
    for numbered in rows:
        if held[0] != TEXT:
            held[0] = max(held[0], _contents_of([numbered]))
        yield numbered


def _draw_from_rows(
    headings: Headings, below: Iterator[Numbered], settings: DrawSettings, known: KnownRestricted
) -> SampleProgress:
    learn = list(islice(below, ROWS_TO_LEARN_FROM))
    learnt = [row for _, row in learn]
    columns = read_columns(headings, learnt, settings.mapping)
    needed = missing_fields(headings, settings)
    if needed or any(column.unclear for column in columns):
        checked, to_show = CheckedRows(), ShowableRows(headings, known)
        for _, row in chain(learn, below):
            checked.rows += any(cell not in ("", None) and str(cell).strip() != "" for cell in row)
            to_show.note(row)
        columns = with_samples(columns, headings, to_show.open_rows(learnt))
        return sample_without_draw(checked, columns, needed, settings.seed)
    check = RowCheck(headings, settings, known)
    for number in check.check_rows(chain(learn, below)):
        yield {"read": number}
    columns = with_samples(columns, headings, check.to_show(learnt))
    if settings.listed:
        return list_from_checked(check.found, columns, settings)
    return draw_from_checked(check.found, headings, columns, settings)


if __name__ == "__main__":
    main()

"""Invented extracts are the same for a seed, hold no real data, and are as dirty as real ones."""

from datetime import date

import pytest

from cases.extract.eligible import AT
from cases.extract.invented import HEADINGS, invented_rows
from cases.spreadsheets.write import WRITERS
from tests.cases.extract_files import TODAY, draw_from

NOT_INVENTED = {"contact_suspended_on", "allocated_on", "ended_early", "ended_early_on", "ended_early_by"}


def rows_of(number, **options):
    return list(invented_rows(number, **{"seed": 1, "today": TODAY, **options}))


def test_a_seed_gives_the_same_rows_again_and_another_one_others():
    assert rows_of(50) == rows_of(50)
    assert rows_of(50) != rows_of(50, seed=2)


def test_without_dirt_there_are_so_many_different_cases_of_the_unit_and_teams():
    rows = rows_of(300, dirty=False, unit="Invented PDU", teams=("One", "Two"))
    assert rows[0] == list(HEADINGS)
    assert len(HEADINGS) == 30
    assert len({row[0] for row in rows[1:]}) == 300
    assert {(row[HEADINGS.index("PDU")], row[HEADINGS.index("Team")]) for row in rows[1:]} == {
        ("Invented PDU", "One"),
        ("Invented PDU", "Two"),
    }


def test_references_and_names_are_clearly_invented():
    rows = rows_of(300, dirty=False)[1:]
    assert rows[0][0] == "Z999999"
    assert all(row[0].startswith("Z999") for row in rows)


def test_the_usual_dirt_is_there():
    rows = rows_of(3_000)[1:]
    starts = [row[HEADINGS.index("Commencement date")] for row in rows]
    assert any(not any(row) for row in rows), "blank rows"
    assert {type(start) for start in starts} == {date, str, int}
    assert any(row[HEADINGS.index("Name")] == "Restricted" for row in rows)
    assert len({row[0] for row in rows}) < len(rows) - 20, "duplicates"
    assert any(str(cell).endswith("  ") for row in rows for cell in row)


@pytest.mark.slow
@pytest.mark.parametrize("suffix", [".csv", ".xlsx", ".ods"])
def test_every_kind_of_file_can_be_drawn_from_and_gives_the_same(tmp_path, suffix):
    path = tmp_path / f"extract{suffix}"
    WRITERS[suffix](path, invented_rows(1_500, seed=1, today=TODAY))
    sample = draw_from(path, size=60, unit="Suffolk PDU")
    assert sample.rows == 1_500
    assert sample.rows == sample.eligible + sum(sample.excluded.values())
    assert {"incomplete", "restricted", "future_start", "same_person"} == sample.excluded.keys()
    assert sum(line.drawn for line in sample.strata) == 60
    assert not any(column.unclear for column in sample.columns)
    assert AT.keys() - NOT_INVENTED <= {column.field for column in sample.columns}

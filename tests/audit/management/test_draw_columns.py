"""`manage.py draw_sample` asks about columns that are not clear, and takes the answer with --map."""

import re

import pytest

from audit.management.samples import field_in_words
from cases.extract.headings.fields import FIELDS
from tests.audit.management.draws import ROWS, draw
from tests.audit.management.running import output_of, refusal_of
from tests.cases.extract_files import HEADINGS, a_row, write_extract


@pytest.mark.slow
def test_columns_are_named_with_map_and_asked_for_where_they_are_not_known(tmp_path):
    path = write_extract(
        tmp_path / "a.csv", *ROWS, headings=["CRN", "Name", "Sex", "Sentence type", "Begun", *HEADINGS[5:]]
    )
    text = refusal_of("draw_sample", path, "--size", 5)
    assert text.startswith("a.csv: nothing was drawn. Its columns are: CRN, Name, Sex,")
    assert 'No column gives: Start date. Name its column with --map "HEADING=start_date".' in text
    assert draw(path, "--map", "Begun=start_date")["eligible"] == 100


@pytest.mark.slow
def test_two_columns_that_could_be_meant_are_asked_about(tmp_path):
    path = write_extract(tmp_path / "a.csv", *([*row, "1/1/2024"] for row in ROWS), headings=[*HEADINGS, "Commenced"])
    assert (
        '“Commenced” (1/1/2024): is this the start date? Say so with --map "Commenced=start_date", '
        'or leave it out with --map "Commenced=".'
    ) in refusal_of("draw_sample", path, "--size", 5)
    assert draw(path, "--map", "Commenced=")["eligible"] == 100


@pytest.mark.slow
def test_of_two_columns_that_were_said_to_be_the_same_it_is_asked_which_is_not(tmp_path):
    path = write_extract(tmp_path / "a.csv", *([*row, "M"] for row in ROWS), headings=[*HEADINGS, "Tier"])
    told = refusal_of("draw_sample", path, "--size", 5, "--map", "Tier=sex", "Sex=sex")
    assert told.splitlines()[1:] == [
        "  Columns C “Sex” (M, F) and I “Tier” (M) were both said to be the sex: name the one that is not, "
        'with --map "Sex=" or --map "Tier=".'
    ]
    assert draw(path, "--map", "Tier=", "Sex=sex")["eligible"] == 100


@pytest.mark.slow
def test_american_dates_are_called_that_for_a_column_and_for_a_single_row(tmp_path):
    path = write_extract(tmp_path / "a.csv", *(a_row(n, start=f"06/{12 + n}/2023") for n in range(6)))
    asked = refusal_of("draw_sample", path, "--size", 5)
    assert "is this the start date? These dates look like month/day/year. Write day/month/year" in asked
    path = write_extract(tmp_path / "a.csv", a_row(1), a_row(2, start="06/13/2023"), a_row(3, start="31/02/2023"))
    assert "“06/13/2023”. These dates look like month/day/year." in output_of("draw_sample", path, "--size", 1)


@pytest.mark.parametrize("field", FIELDS)
def test_every_field_has_words_that_are_a_thing(field):
    assert re.match("the (?!in |rest|contact)", field_in_words(field))


@pytest.mark.slow
def test_names_of_people_are_not_shown_as_samples(tmp_path):
    rows = [[name, *a_row(at)] for at, name in enumerate(("Ann Ash", "Birch, Bob", "O'Brien", "Siân", "MO JONES-ELM"))]
    path = write_extract(tmp_path / "a.csv", *rows, headings=["Case", *HEADINGS])
    told = refusal_of("draw_sample", path, "--size", 5)
    assert "Column A “Case” (values not shown): is this the CRN or local reference?" in told
    assert not any(row[0] in told for row in rows)

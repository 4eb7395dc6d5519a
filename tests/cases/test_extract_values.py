"""What the cells of an extract mean: dates in British order, codes and words of the case record."""

from datetime import date, datetime

import pytest

from cases import extract_values as values
from cases.extract_values import UNREADABLE

APRIL = date(2024, 4, 3)


@pytest.mark.parametrize(
    "cell",
    [
        *(
            "03/04/2024",
            "3/4/24",
            "03-04-2024",
            "03.04.2024",
            "3 April 2024",
            "3-Apr-24",
            "Wed 3 Apr 2024",
            "3rd April 2024",
        ),
        *(
            "2024-04-03",
            "2024/04/03",
            "20240403",
            "2024-04-03T10:30:00",
            "03/04/2024 00:00",
            "03/04/2024 10:30:15",
            "45385",
        ),
        *("'03/04/2024", "' 3 Apr 2024", "'45385", "\u200b03/04/2024", "03/\u200e04/2024 10:30", "\ufeff2024-04-03"),
        *("April 3, 2024", "Apr 3 2024", "Wednesday, April 3rd, 2024", "april 03, 2024 10:30", "Apr. 3, 2024"),
        *(" 03/04/2024 ", 45385.0, 45385, 45385.4375, datetime(2024, 4, 3, 10, 30), APRIL),
    ],
)
def test_the_third_of_april_is_read_however_it_is_written(cell):
    assert values.read_date(cell) == APRIL


@pytest.mark.parametrize(
    "cell",
    [
        "04/13/2024",
        "31/02/2024",
        "soon",
        "3 Abc 2024",
        "1/1/1066",
        "7",
        "99999",
        "30/4",
        "Abc 3, 2024",
        "April 31, 2024",
        "4/13/2024",
    ],
)
def test_what_is_no_date_in_british_order_is_unreadable(cell):
    assert values.read_date(cell) is UNREADABLE


@pytest.mark.parametrize("cell", ["", "  ", "n/a", "Not known", "TBC", "-"])
def test_what_says_that_nobody_knows_is_not_known(cell):
    assert values.read_date(cell) is None
    assert values.read_sex(cell) is None
    assert values.read_text(cell) is None
    assert values.read_reference(cell) == ""


@pytest.mark.parametrize(
    ("cell", "type_"),
    [
        ("ORA Community Order", "community_order"),
        ("SA2020 Suspended Sentence Order", "suspended_sentence_order"),
        ("SSO", "suspended_sentence_order"),
        ("Adult Custody (inc PSS) [<12 months]", "licence"),
        ("CJA - Std Determinate Custody", "licence"),
        ("On licence", "licence"),
        ("Post-custody", "licence"),
        ("Post Sentence Supervision", "post_sentence_supervision"),
        ("PSS", "post_sentence_supervision"),
        ("Youth Rehabilitation Order", "youth_rehabilitation_order"),
        ("Fine", UNREADABLE),
    ],
)
def test_sentences_are_told_by_the_words_of_the_case_record(cell, type_):
    assert values.read_sentence_type(cell) == type_


@pytest.mark.parametrize(
    ("cell", "level"),
    [
        *(("RLRH", "low"), ("RMRH - Medium RoSH", "medium"), ("High", "high"), ("rhrh", "high"), ("M", "medium")),
        *(("RVHR", "very_high"), ("RVRH", "very_high"), ("Very high RoSH", "very_high"), ("V High", "very_high")),
        *(("Not assessed", None), ("Purple", UNREADABLE)),
    ],
)
def test_the_risk_of_serious_harm_is_told_by_code_or_in_words(cell, level):
    assert values.read_rosh_level(cell) == level


@pytest.mark.parametrize(
    ("cell", "group"),
    [
        *(("White: Irish", "white"), ("W1", "white"), ("Asian or Asian British: Indian", "asian"), ("A9", "asian")),
        *(("Mixed: White and Black Caribbean", "mixed"), ("White and Asian", "mixed"), ("B2", "black")),
        *(
            ("Black or Black British - African", "black"),
            ("Chinese", "asian"),
            ("White - Any other background", "white"),
        ),
        *(("Other: Arab", "other"), ("British", "white"), ("Not stated", None), ("Klingon", UNREADABLE)),
    ],
)
def test_an_ethnicity_is_told_by_its_census_group(cell, group):
    assert values.read_ethnic_group(cell) == group


def test_sexes_grades_reports_and_custody_are_told():
    assert [values.read_sex(cell) for cell in ("F", "man", "Other", "Non-binary", "?")] == [
        "female",
        "male",
        "other",
        "other",
        None,
    ]
    assert [
        values.read_grade(cell) for cell in ("PSO", "Probation Officer", "PQiP", "SPO", "Probation Services Officer")
    ] == [*("PSO", "PO", "PQiP", "SPO", "PSO")]
    assert [values.read_court_report(cell) for cell in ("None", "Oral report", "Yes", "")] == [False, True, True, None]
    assert [values.read_custody(cell) for cell in ("In custody", "Released on licence", "No", "maybe")] == [
        True,
        False,
        False,
        UNREADABLE,
    ]


def test_mappa_is_told_from_one_column_or_two():
    assert (values.read_mappa_category("Cat 2 Level 1"), values.read_mappa_level("Cat 2 Level 1")) == (2, 1)
    assert (values.read_mappa_category("M3"), values.read_mappa_level("2"), values.read_mappa_level("4")) == (
        3,
        2,
        UNREADABLE,
    )
    assert values.read_mappa_category("N/A") is None


def test_known_flags_are_read_and_others_passed_over():
    assert values.read_flags("ADVP; Weapons, Child Protection") == ("ADVP", "RCPR")
    assert values.read_flags("Weapons") is UNREADABLE
    assert values.read_flags("none") == ()


def test_a_crn_is_tidied_and_another_reference_left_as_it_is():
    assert [values.read_reference(cell) for cell in (" x 123456 ", "2024/ab  7", 1234.0)] == [
        "X123456",
        "2024/ab 7",
        "1234",
    ]


@pytest.mark.parametrize("cell", ["Restricted", "LAO", "SMITH (LAO)", "Limited Access case", "** restricted **"])
def test_a_name_can_say_that_a_case_is_restricted(cell):
    assert values.says_restricted(cell)


@pytest.mark.parametrize("cell", ["Lao Mallow", "Milao", "Rowan Tansy", "", 5.0, None])
def test_most_names_do_not(cell):
    assert not values.says_restricted(cell)


def test_any_mark_but_a_no_makes_a_case_restricted():
    assert [values.is_marked_restricted(cell) for cell in ("Y", True, "Exclusion in force", "01/02/2024")] == [True] * 4
    assert [values.is_marked_restricted(cell) for cell in ("", "No", False, "N/A", "Unrestricted")] == [False] * 5


def test_a_name_needs_a_letter_and_no_invisible_characters():
    assert values.read_name(" Ada  Fenwick ") == "Ada Fenwick"
    assert values.read_name("1234") is values.read_name("Ada\u200bFenwick") is UNREADABLE


ERRORS = ("#REF!", "#VALUE!", "#NAME?", "#NULL!", "#NUM!", "#DIV/0!", "#N/A", "#SPILL!", "Err:502", "########")


@pytest.mark.parametrize("cell", [*ERRORS, " #ref! ", "#REF!\u200b"])
def test_what_a_spreadsheet_shows_where_a_formula_fails_is_no_reference(cell):
    assert values.read_reference(cell) == ""


@pytest.mark.parametrize("cell", [error for error in ERRORS if error != "#N/A"])
def test_nor_is_it_a_name_or_any_other_text_that_can_be_read(cell):
    readers = (values.read_text, values.read_name, values.read_practitioner, values.read_date, values.read_sex)
    assert [reader(cell) for reader in readers] == [UNREADABLE] * 5


def test_a_value_that_was_looked_for_and_not_found_is_not_known():
    assert values.read_practitioner("#N/A") is values.read_text("#N/A") is None


@pytest.mark.parametrize("cell", ["#12", "Errol", "# 2023/7", "E/1"])
def test_a_reference_that_only_looks_a_little_like_an_error_stays(cell):
    assert values.read_reference(cell) == cell

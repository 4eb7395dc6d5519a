"""What the cells of an extract mean: codes and words of the case record."""

import pytest

from cases.case_values import DECIDED_BY, ETHNIC_GROUPS, FLAGS, GRADES, ROSH_LEVELS, SEXES
from cases.extract.restricted.marks import is_marked_restricted, says_restricted
from cases.extract.values.codes import (
    _DECIDED_BY,
    _ETHNIC_GROUPS,
    _FLAGS,
    _GRADES,
    _ROSH,
    _SEXES,
    read_court_report,
    read_custody,
    read_ethnic_group,
    read_flags,
    read_grade,
    read_mappa_category,
    read_mappa_level,
    read_rosh_level,
    read_sex,
)
from cases.extract.values.dates import read_date
from cases.extract.values.references import read_reference
from cases.extract.values.text import UNREADABLE, one_line, read_name, read_practitioner, read_text


@pytest.mark.parametrize("cell", ["", "  ", "n/a", "Not known", "TBC", "-"])
def test_words_for_not_known_give_none(cell):
    assert read_date(cell) is None
    assert read_sex(cell) is None
    assert read_text(cell) is None
    assert read_reference(cell) == ""


@pytest.mark.parametrize(
    ("cell", "level"),
    [
        ("RLRH", "low"),
        ("RMRH - Medium RoSH", "medium"),
        ("High", "high"),
        ("rhrh", "high"),
        ("M", "medium"),
        ("RVHR", "very_high"),
        ("RVRH", "very_high"),
        ("Very high RoSH", "very_high"),
        ("V High", "very_high"),
        ("Not assessed", None),
        ("Purple", UNREADABLE),
    ],
)
def test_the_risk_of_serious_harm_is_told_by_code_or_in_words(cell, level):
    assert read_rosh_level(cell) == level


@pytest.mark.parametrize(
    ("cell", "group"),
    [
        ("White: Irish", "white"),
        ("W1", "white"),
        ("Asian or Asian British: Indian", "asian"),
        ("A9", "asian"),
        ("Mixed: White and Black Caribbean", "mixed"),
        ("White and Asian", "mixed"),
        ("B2", "black"),
        ("Black or Black British - African", "black"),
        ("Chinese", "asian"),
        ("White - Any other background", "white"),
        ("Other: Arab", "other"),
        ("British", "white"),
        ("Not stated", None),
        ("Klingon", UNREADABLE),
    ],
)
def test_an_ethnicity_is_told_by_its_census_group(cell, group):
    assert read_ethnic_group(cell) == group


def test_sexes_grades_reports_and_custody_are_told():
    assert [read_sex(cell) for cell in ("F", "man", "Other", "Non-binary", "?")] == [
        "female",
        "male",
        "other",
        "other",
        None,
    ]
    assert [read_grade(cell) for cell in ("PSO", "Probation Officer", "PQiP", "SPO", "Probation Services Officer")] == [
        "PSO",
        "PO",
        "PQiP",
        "SPO",
        "PSO",
    ]
    assert [read_court_report(cell) for cell in ("None", "Oral report", "Yes", "")] == [False, True, True, None]
    assert [read_custody(cell) for cell in ("In custody", "Released on licence", "No", "maybe")] == [
        True,
        False,
        False,
        UNREADABLE,
    ]


def test_mappa_is_told_from_one_column_or_two():
    assert (read_mappa_category("Cat 2 Level 1"), read_mappa_level("Cat 2 Level 1")) == (2, 1)
    assert (read_mappa_category("M3"), read_mappa_level("2"), read_mappa_level("4")) == (
        3,
        2,
        UNREADABLE,
    )
    assert read_mappa_category("N/A") is None


def test_known_flags_are_read_and_others_passed_over():
    assert read_flags("ADVP; Weapons, Child Protection") == ("ADVP", "RCPR")
    assert read_flags("Weapons") is UNREADABLE
    assert read_flags("none") == ()


def test_a_crn_is_tidied_and_another_reference_left_as_it_is():
    assert [read_reference(cell) for cell in (" x 123456 ", "2024/ab  7", 1234.0)] == [
        "X123456",
        "2024/ab 7",
        "1234",
    ]


RESTRICTED_NAMES = ("Restricted", "LAO", "SMITH (LAO)", "Limited Access case", "** restricted **")


@pytest.mark.parametrize("cell", [*RESTRICTED_NAMES, "Lao Mallow", "Milao", "Rowan Tansy", "", 5.0, None])
def test_a_name_can_say_that_a_case_is_restricted_and_most_do_not(cell):
    assert bool(says_restricted(cell)) == (cell in RESTRICTED_NAMES)


def test_any_mark_but_a_no_makes_a_case_restricted():
    assert [is_marked_restricted(cell) for cell in ("Y", True, "Exclusion in force", "01/02/2024")] == [True] * 4
    assert [is_marked_restricted(cell) for cell in ("", "No", False, "N/A", "Unrestricted")] == [False] * 5


def test_a_name_needs_a_letter_and_no_sign_that_records_refuse():
    assert read_name(" Ada  Fenwick ") == "Ada Fenwick"
    assert read_name("1234") is read_name("Ada\ue000 Fenwick") is UNREADABLE


@pytest.mark.parametrize(
    "cell", ["Ada\u200bFenwick", "\ufeffAda Fen\u00adwick", "A\u200bda Fenwick", "Ada \u2060Fenwick"]
)
def test_invisible_characters_are_no_part_of_a_name(cell):
    assert read_name(cell) == read_practitioner(cell) == "Ada Fenwick"


ERRORS = ("#REF!", "#VALUE!", "#NAME?", "#NULL!", "#NUM!", "#DIV/0!", "#N/A", "#SPILL!", "Err:502", "########")


@pytest.mark.parametrize("cell", [error for error in ERRORS if error != "#N/A"])
def test_nor_is_it_a_name_or_any_other_text_that_can_be_read(cell):
    readers = (read_text, read_name, read_practitioner, read_date, read_sex)
    assert [reader(cell) for reader in readers] == [UNREADABLE] * 5


def test_a_value_that_was_looked_for_and_not_found_is_not_known():
    assert read_practitioner("#N/A") is read_text("#N/A") is None


KEPT_A_TEXT = (
    '="X100001"',
    '= "X100001" ',
    '\'="X100001"',
    '="\'X100001"',
    '="x 100001"',
    "=“X100001”",
    "'X100001",
    '\u200b="X100001"',
    '="X100001\u200b"',
    '="\xa0X100001"\ufeff',
    '\xa0="X\u2060100001"',
    '"X100001"',
    "‘X100001’",
)
REFERENCES = [
    *((cell, "") for cell in (*ERRORS, " #ref! ", "#REF!\u200b")),
    *((cell, cell) for cell in ("#12", "Errol", "# 2023/7", "E/1")),  # only look a little like an error
    *((cell, "X100001") for cell in KEPT_A_TEXT),
]


@pytest.mark.parametrize(("cell", "reference"), REFERENCES)
def test_a_reference_is_the_text_within_a_formula_or_apostrophe_and_no_error_of_a_spreadsheet(cell, reference):
    assert read_reference(cell) == reference


def test_so_is_any_other_value_and_what_is_a_formula_indeed_stays():
    assert [one_line(cell) for cell in ('="Ann ""Annie"" Ash"', '=""', '="O\'Brien, Ann"')] == [
        'Ann "Annie" Ash',
        "",
        "O'Brien, Ann",
    ]
    assert one_line('="a"&"b"') == '="a"&"b"'
    assert read_date('="01/06/2023"').isoformat() == "2023-06-01"
    assert read_sex('="F"') == "female"


@pytest.mark.parametrize(
    ("table", "names"),
    [
        (_SEXES, SEXES),
        (_ETHNIC_GROUPS, ETHNIC_GROUPS),
        (_ROSH, ROSH_LEVELS),
        (_GRADES, GRADES),
        (_FLAGS, FLAGS),
        (_DECIDED_BY, DECIDED_BY),
    ],
)
def test_each_code_that_a_record_takes_can_be_read_and_no_other(table, names):
    assert {code for code, _ in table} == set(names)

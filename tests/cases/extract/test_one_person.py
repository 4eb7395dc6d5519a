"""A person is drawn once, known by CRN, PNC number, or name and date of birth; doubtful rows are shown by number."""

import json

import pytest

from cases.extract.values.references import read_pnc
from cases.extract.values.text import UNREADABLE
from cases.identifiers.names import may_be_same_person, person_key
from tests.cases.extract_files import draw_of

HEADINGS = ["CRN", "PNC", "Surname", "Forename", "DOB", "Sex", "Sentence type", "Start date", "RoSH"]
ANN = ("2019/0000001A", "O'Brien", "Siân", "01/03/1980")


def rows(*people):
    """A row of each (PNC, surname, forename, date of birth), with a CRN of its own; each starts a day later."""
    others = ("M", "Community order")
    return [[f"X{at:06}", *person, *others, f"{at:02}/06/2023", "Low"] for at, person in enumerate(people, start=1)]


def drawn(folder, *people, headings=HEADINGS, **given):
    sample = draw_of(folder, *rows(*people), headings=headings, size=99, **given)
    return sample, sorted(pick.reference for pick in sample.picks)


@pytest.mark.parametrize(
    "other",
    [
        ("2019/0000001A", "O’BRIEN", "sian", "1980-03-01"),
        ("19/1a", "Obrien", "Siân", ""),
        (" 2019 / 0000001 A", "O`Brien", "S", "01/03/80"),
        ('="20190000001A"', "", "", ""),
        ("", "O'Brien", "Siân", "01/03/1980"),
        ("n/a", "O’Brien", "Siân", "1 March 1980"),
        ("", "O\u2032BRIEN", "Mrs Sia\u0302n", "29281"),
    ],
)
def test_a_person_on_two_crns_is_drawn_once_by_pnc_or_name_and_date_of_birth(tmp_path, other):
    sample, references = drawn(tmp_path, ANN, other)
    assert (references, sample.excluded) == (["X000001"], {"same_person": 1})
    assert not any("rows" in note for note in sample.notes)


@pytest.mark.parametrize(
    "other",
    [
        ("", "O'Brien", "Siân", "02/03/1980"),
        ("2020/0000002B", "O'Brien", "Nia", "01/03/1980"),
        ("", "O'Brien", "Nia", "01/03/1980"),
        ("", "", "Siân", "01/03/1980"),
        ("", "O'Brien", "Siân", ""),
    ],
)
def test_people_of_one_name_and_twins_are_two_people_and_in_no_doubt(tmp_path, other):
    sample, references = drawn(tmp_path, ANN, other)
    assert len(references) == 2
    assert not any("These rows" in note for note in sample.notes)


@pytest.mark.parametrize(
    ("other", "why"),
    [
        (("2019/0000001A", "Ash", "Siân", "01/03/1980"), "the same PNC number but different names or dates of birth"),
        (("19/1A", "O'Brien", "Siân", "01/03/1981"), "the same PNC number but different names or dates of birth"),
        (
            ("2020/0000002B", "O'Brien", "Siân", "01/03/1980"),
            "the same name and date of birth but different PNC numbers",
        ),
        (
            ("n/a", "Siân", "O’Brien", "1 March 1980"),
            "the same name and date of birth, but with family name and forename swapped",
        ),
        (
            ("2019/0000001", "Ash", "Nia", "02/03/1980"),
            "PNC numbers that may be the same, because the last letter",
        ),
        (("2019/0000001", "Obrien", "Nia", "01/03/1980"), "PNC numbers that may be the same"),
        (("", "O'Brien", "S", "01/03/1980"), "the same date of birth and names that may be the same"),
        (("", "O Brien", "Siân", "01/03/1980"), "the same date of birth and names that may be the same"),
        (("", "O'Brien", "Siân Mair", "01/03/1980"), "the same date of birth and names that may be the same"),
    ],
)
def test_doubtful_doubles_stay_and_their_rows_are_shown(tmp_path, other, why):
    sample, references = drawn(tmp_path, ANN, other, ("", "Elm", "Ivy", "01/03/1980"))
    assert len(references) == 3
    (note,) = (note for note in sample.notes if "These rows" in note)
    assert note.startswith(f"These rows have {why}")
    assert ", and count as different people: 2 and 3." in note


def test_one_reference_for_two_people_is_drawn_once_and_shown(tmp_path):
    two = rows(ANN, ("", "Ash", "Ivy", "05/05/1990"))
    two[1][0] = two[0][0]
    sample = draw_of(tmp_path, *two, headings=HEADINGS)
    assert sample.excluded == {"same_person": 1}
    assert (
        "the same reference but different names or dates of birth, and only the earliest start counts: 2 and 3."
        in str(sample.notes)
    )


@pytest.mark.parametrize("born", ["01/01/1900", "01/01/1901", "31/12/9999", "1900-01-01T00:00:00Z", "00/00/0000"])
def test_a_stand_in_for_a_date_of_birth_joins_no_rows_and_is_shown(tmp_path, born):
    sample, references = drawn(tmp_path, ("", "Ash", "Ann", born), ("", "Ash", "Ann", born), ("", "Elm", "Ivy", born))
    assert len(references) == 3
    (note,) = (note for note in sample.notes if "These rows" in note)
    assert "the same name and a made-up date of birth, such as 01/01/1900" in note
    assert "different people: 2 and 3." in note


def test_people_of_one_name_and_birth_and_another_recorded_sex_are_two_and_shown(tmp_path):
    three = rows(*[("", *ANN[1:])] * 3)
    three[1][5] = "F"
    sample = draw_of(tmp_path, *three, headings=HEADINGS)
    assert (sample.eligible, sample.excluded) == (2, {"same_person": 1})
    assert "but a different recorded sex, and count as different people: 2, 3 and 4." in str(sample.notes)


def test_of_three_rows_that_hang_together_by_different_things_one_is_drawn(tmp_path):
    people = (ANN, ("2019/0000001A", "", "", ""), ("", "O'Brien", "Siân", "01/03/1980"))
    assert drawn(tmp_path, *people)[1] == drawn(tmp_path, *people[::-1])[1] == ["X000001"]


def test_who_hangs_together_with_two_pnc_numbers_is_joined_with_neither(tmp_path):
    sample, references = drawn(tmp_path, ANN, ("", *ANN[1:]), ("2020/2B", *ANN[1:]))
    assert len(references) == 3
    assert "different PNC numbers, and count as different people: 2, 3 and 4." in str(sample.notes)


@pytest.mark.parametrize("family", ["Family name", "Surname", "Last name"])
def test_a_forename_alone_does_not_tell_people_apart(tmp_path, family):
    headings = ["Case ref", family, "First name(s)", "Date of birth", "Sex", "Sentence type", "Start date", "RoSH"]
    four = [row[1:] for row in rows(*((f"L-{at}", name, "Ann", "01/01/1980") for at, name in enumerate("abcd")))]
    assert draw_of(tmp_path, *four, headings=headings).eligible == 4
    without = [row[:1] + row[2:] for row in four]
    assert draw_of(tmp_path, *without, headings=headings[:1] + headings[2:]).eligible == 4


def test_a_whole_name_in_one_column_tells_a_person_and_a_single_word_does_not(tmp_path):
    headings = [*HEADINGS[:2], "Name", *HEADINGS[4:]]
    for names, number in ((("O'Brien, Siân", "Sian OBrien"), 1), (("Siân", "Siân"), 2)):
        two = [
            [*row[:2], name, *row[4:]] for row, name in zip(rows(*[("", "", "", "1/3/1980")] * 2), names, strict=True)
        ]
        assert draw_of(tmp_path, *two, headings=headings).eligible == number


def test_who_was_reviewed_lately_under_another_crn_is_left_out(tmp_path):
    sample, references = drawn(tmp_path, ANN, ANN, recent=frozenset({"X000002"}))
    assert (references, sample.excluded) == ([], {"same_person": 1, "reviewed_recently": 1})


def test_of_a_persons_cases_the_one_picked_by_hand_is_taken(tmp_path):
    assert drawn(tmp_path, ANN, ANN, hand_picked=("X000002",))[1] == ["X000002"]


def test_no_pnc_number_and_no_name_leaves_the_process_that_reads(tmp_path):
    sample, _ = drawn(tmp_path, ANN, ("2019/0000001A", "Ash", "Ivy", "02/02/1990"), ("none at all", *ANN[1:]))
    stored = sample.as_json()
    stored["columns"] = [column for column in stored["columns"] if column["field"] != "person_name"]
    assert [text for text in ("0000001A", "19/1A", "none at all", "Brien", "Ivy") if text in json.dumps(stored)] == []


def test_doubts_are_counted_where_there_are_many(tmp_path):
    people = [
        person for at in range(12) for person in ((f"19/{at}A", f"Ash{at}", "Ivy", ""), (f"19/{at}A", "Elm", "Ivy", ""))
    ]
    headings = [*HEADINGS[:4], "Born in", *HEADINGS[5:]]
    assert "20 and 21; and 2 more. Check" in str(drawn(tmp_path, *people, headings=headings)[0].notes)


@pytest.mark.parametrize(
    "cell", ["2019/0000001A", "19/1A", "19/0000001a", " 2019 / 1 A ", "19-1A", "20190000001A", "190000001A"]
)
def test_a_pnc_number_is_one_however_it_is_written(cell):
    assert read_pnc(cell) == "19/1A"


def test_what_is_no_pnc_number_joins_no_rows():
    assert [read_pnc(cell) for cell in ("", "n/a", "None", "1234", "2019/1", "S12/34")] == [
        *[None] * 3,
        *[UNREADABLE] * 3,
    ]


@pytest.mark.parametrize(
    "name",
    [
        "Siân O'Brien",
        "Siân O’Brien",
        "O'Brien, Siân",
        "SIAN OBRIEN",
        "O`BRIEN SIÂN",
        "Sia\u0302n O\u02bcBrien",
        "Mrs Siân O'Brien",
        "O'Brien, Siân (PSO)",
        "Siân O'Brien - PO",
        "PSO Siân O'Brien",
        "Ms. O’Brien, Siân",
        "Siân\u200b O'Brien",
        "Siân\xa0O'Brien",
        "Siân O&#39;Brien",
    ],
)
def test_a_name_is_one_however_it_is_written(name):
    assert person_key(name) == ("obrien", "sian")


ONE = [("Ann Ash", "A Ash"), ("Ann Smith-Jones", "Ann SmithJones"), ("Ann Ash", "Ann Mary Ash")]
TWO = [("Ann Ash", "Amy Ash"), ("Ann Ash12", "Ann Ash21"), ("A B", "Ann Birch"), ("Ian Ash", "Ina Ash")]


@pytest.mark.parametrize("pair", [*ONE, *TWO])
def test_names_that_may_be_one_are_told_from_names_that_are_two(pair):
    assert may_be_same_person(*map(person_key, pair)) == (pair in ONE)


@pytest.mark.parametrize(
    ("marked", "reason"),
    [
        (("2019/0000001A", "*****", "*****", "01/03/1980"), "restricted"),
        (("", "O’Brien (LAO)", "Siân", "01/03/1980"), "restricted"),
        (("19/1a", "Restricted", "", ""), "restricted"),
        (("", "O'Brien", "S", "01/03/1980"), "held_aside"),
        (("2020/2B", "O'Brien", "Siân", "01/03/1980"), "held_aside"),
    ],
)
def test_a_restricted_person_is_out_on_another_crn_too_and_one_who_may_be_is_held_aside(tmp_path, marked, reason):
    people = [
        [*row, mark] for row, mark in zip(rows(ANN, marked, ("", "Elm", "Ivy", "05/05/1990")), "NYN", strict=True)
    ]
    sample = draw_of(tmp_path, *people, headings=[*HEADINGS, "LAO"])
    assert [pick.reference for pick in sample.picks] == ["X000003"]
    assert sample.excluded == ({"restricted": 2} if reason == "restricted" else {"restricted": 1, "held_aside": 1})
    assert [text for text in ("X000001", "Brien") if text in json.dumps(sample.as_json())] == []

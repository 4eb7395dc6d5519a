"""What each rule excludes from an extract, counted; what is wrong with a row; and nothing of restricted cases."""

import json
import random
from datetime import date

import pytest

from cases.extract.restricted.people import KnownRestricted
from cases.extract.settings import EXCLUSIONS
from tests.cases.extract_files import HEADINGS, a_row, draw_of

JUNE = ((date(2023, 6, 26), date(2023, 7, 2)),)


def test_every_reason_is_counted_once_and_the_counts_add_up(tmp_path):
    """Worked by hand: one row of each reason, two that are incomplete, and two that can be drawn."""
    headings = [*HEADINGS, "PDU", "End date"]
    rows = [
        [*a_row(12, start="26/06/2023", name="T****"), "Suffolk", ""],
        [*a_row(1, crn=""), "Suffolk", ""],
        [*a_row(2, start="soon"), "Suffolk", ""],
        [*a_row(3, start="26/06/2023"), "Norfolk", ""],
        [*a_row(4, start="26/06/2023", name="Restricted"), "Suffolk", ""],
        [*a_row(5, start="13/02/2024"), "Suffolk", ""],
        [*a_row(6, start="25/06/2023"), "Suffolk", ""],
        [*a_row(7, start="26/06/2023", rosh="High"), "Suffolk", ""],
        [*a_row(8, start="26/06/2023"), "Suffolk", "31/12/2023"],
        [*a_row(9, start="27/06/2023"), "Suffolk", ""],
        [*a_row(9, start="26/06/2023"), "Suffolk", "01/01/2024"],
        [*a_row(10, start="02/07/2023"), "Suffolk", ""],
        [*a_row(11, start="02/07/2023"), "n/a", ""],
        [*a_row(15, start="02/07/2023"), "Suffolk", ""],
    ]
    sample = draw_of(
        tmp_path,
        *rows,
        headings=headings,
        cohort=JUNE,
        unit="Suffolk",
        filters={"rosh": ("low",)},
        ended_before=date(2024, 1, 1),
        recent=frozenset({"x000010"}),
        taken=frozenset({"X000015"}),
    )
    assert sample.excluded == dict.fromkeys(EXCLUSIONS, 1) | {"incomplete": 2}
    assert (sample.rows, sample.eligible) == (14, 2)
    assert sorted(pick.reference for pick in sample.picks) == ["X000009", "X000011"]
    assert next(pick for pick in sample.picks if pick.reference == "X000009").facts["start_date"] == "2023-06-26"


def test_blank_rows_totals_and_repeated_headings_are_no_cases(tmp_path):
    blank, total = [""] * len(HEADINGS), ["Total", "2", *[""] * 6]
    sample = draw_of(tmp_path, blank, a_row(1), HEADINGS, blank, ["  "], a_row(2), [], total, ["", "Grand total: 2"])
    assert (sample.rows, sample.eligible, sample.excluded) == (2, 2, {})
    assert sample.notes[1] == "3 rows with totals or repeated headings were passed over."


def test_cohorts_can_be_several_windows_with_both_ends(tmp_path):
    days = ("25/06/2023", "26/06/2023", "02/07/2023", "03/07/2023", "10/07/2023", "11/07/2023")
    rows = [a_row(n, start=day) for n, day in enumerate(days)]
    sample = draw_of(tmp_path, *rows, cohort=(*JUNE, (date(2023, 7, 10), date(2023, 7, 10))))
    assert sorted(pick.reference for pick in sample.picks) == ["X000001", "X000002", "X000004"]


def test_who_is_known_to_be_restricted_is_left_out_on_every_row_and_told_nowhere(tmp_path):
    known = KnownRestricted("ab" * 32)
    known = KnownRestricted(known.key, [known.digest_of("x000002")])
    rows = [a_row(1), a_row(2, rosh="Purple", name="Maria Unknown"), a_row(2, start="soon", team="Secret"), a_row(3)]
    sample = draw_of(tmp_path, *rows, known=known)
    assert (sample.eligible, sample.excluded) == (2, {"restricted": 2})
    stored = json.dumps(sample.as_json())
    assert [word for word in ("X000002", "Purple", "Maria", "soon", "Secret") if word in stored] == []
    unclear = draw_of(tmp_path, *rows[1:2], headings=["CRN", *"abcd", "RoSH", "Team", "Officer"], known=known)
    assert "Maria" not in json.dumps(unclear.as_json())


def test_a_licence_starts_on_its_release_and_any_other_case_on_its_start_date(tmp_path):
    releases = {1: "", 2: "27/06/2023", 3: "n/a", 4: "01/08/2023", 5: "soon", 6: "13/02/2024", 7: "01/02/2019"}
    starts = dict.fromkeys(releases, "26/06/2023") | {2: "01/02/2023", 3: "25/06/2023"}
    rows = [[*a_row(n, start=starts[n], sentence="Licence"), release] for n, release in releases.items()]
    rows.append([*a_row(8, start="26/06/2023"), "13/02/2024"])
    sample = draw_of(tmp_path, *rows, headings=[*HEADINGS, "Release date"], cohort=JUNE)
    found = {pick.reference: pick.facts["start_date"] for pick in sample.picks}
    assert found == dict.fromkeys(("X000001", "X000007", "X000008"), "2023-06-26") | {"X000002": "2023-06-27"}
    assert sample.excluded == {"incomplete": 1, "future_start": 1, "outside_cohort": 2}
    assert sample.problems[0][:3] == (6, "column I (Release date)", "soon")
    licence = "A licence starts on its date under “Release date”, if it has one."
    note = f"{licence} Any other case starts on its date under “Start date”."
    assert note in sample.notes
    assert "1 row has a release before the start. We took it as the release from an earlier sentence." in sample.notes


def test_where_only_releases_are_told_they_are_the_starts(tmp_path):
    headings = ["Release date" if text == "Start date" else text for text in HEADINGS]
    assert draw_of(tmp_path, a_row(1), a_row(2), headings=headings).eligible == 2


def test_dates_are_british_however_they_are_written(tmp_path):
    rows = [a_row(n, start=text) for n, text in enumerate(("03/04/2024", "2024-04-03", "45385", "3 Apr 2024"))]
    sample = draw_of(tmp_path, *rows, today=date(2024, 5, 1))
    assert {pick.facts["start_date"] for pick in sample.picks} == {"2024-04-03"}


def test_a_year_of_birth_of_two_digits_is_before_the_day_of_the_draw_and_a_later_date_is_told(tmp_path):
    rows = [[*a_row(1), "01/03/45"], [*a_row(2), "01/03/2045"]]
    sample = draw_of(tmp_path, *rows, headings=[*HEADINGS, "DOB"])
    assert [pick.facts.get("date_of_birth") for pick in sample.picks] == ["1945-03-01", None]
    assert sample.problems[0][:3] == (3, "column I (DOB)", "01/03/2045")
    assert "A date of birth must be before today." in sample.problems[0][3]


def test_serial_numbers_with_a_time_are_dates(tmp_path):
    rows = [a_row(n, start=text) for n, text in enumerate(("45385.25", "45385.75", "45385.5", "20240403"))]
    sample = draw_of(tmp_path, *rows, today=date(2024, 5, 1))
    assert [pick.facts["start_date"] for pick in sample.picks if not pick.reserve] == ["2024-04-03"] * 4


@pytest.mark.parametrize("start", ["01/04/2023", "", "483", "45385"])
def test_a_total_is_no_case_whatever_stands_under_the_start(tmp_path, start):
    totals = [a_row(1, crn=text, start=start, name="") for text in ("Total", "Grand total", "Totals: 2")]
    sample = draw_of(tmp_path, *(a_row(n) for n in range(9)), *totals)
    assert (sample.rows, sample.eligible, sample.problems) == (9, 9, ())


def test_spaces_and_small_letters_in_a_reference_make_no_other_person(tmp_path):
    others = [a_row(1, crn=text) for text in ("x-000001", "X\u200b000001", "X000001\ufeff", '="X000001"')]
    sample = draw_of(tmp_path, a_row(1), a_row(1, crn=" x000001 "), a_row(1, crn="X 000001"), *others)
    assert (sample.eligible, sample.excluded) == (1, {"same_person": 6})


def test_without_crns_a_person_is_told_by_name_and_date_of_birth(tmp_path):
    headings = [*HEADINGS, "DOB"]
    rows = [
        [*a_row(1, crn="2023/1", name="Ivy Lovage", start="02/04/2023"), "1/1/1990"],
        [*a_row(2, crn="2023/2", name=" IVY  Lovage", start="01/04/2023"), "1990-01-01"],
        [*a_row(3, crn="2023/3", name="Ivy Lovage"), "2/1/1990"],
        [*a_row(4, crn="2023/4", name="Ivy Lovage"), ""],
    ]
    sample = draw_of(tmp_path, *rows, headings=headings)
    assert sorted(pick.reference for pick in sample.picks) == ["2023/2", "2023/3", "2023/4"]


def test_no_one_is_dropped_for_an_unknown_or_other_sex_or_ethnicity(tmp_path):
    rows = [a_row(n, sex=sex) for n, sex in enumerate(("M", "F", "Other", "", "Not recorded", "zz"))]
    sample = draw_of(tmp_path, *rows, size=6)
    assert {line.stratum: line.eligible for line in sample.strata} == {
        "Men, community, low risk": 1,
        "Other or unknown sex": 4,
        "Women": 1,
    }
    assert sample.unknown == (("sex", "zz", 1),)


def test_a_problem_names_row_column_value_and_remedy_and_the_case_stays(tmp_path):
    sample = draw_of(tmp_path, a_row(1), a_row(2, rosh="Purple"), a_row(3, start="31/02/2023"), a_row(4, crn=""))
    assert [(row, column, value) for row, column, value, _ in sample.problems] == [
        (3, "column F (RoSH)", "Purple"),
        (4, "column E (Start date)", "31/02/2023"),
        (5, "column A (CRN)", ""),
    ]
    assert all(remedy.endswith(".") for *_, remedy in sample.problems)
    assert (sample.problem_count, sample.eligible) == (3, 2)


def test_a_formulas_error_is_no_reference_and_is_shown(tmp_path):
    headings = [*HEADINGS, "DOB"]
    rows = [[*a_row(n, crn=error), "1/1/1990"] for n, error in enumerate(("#REF!", "#REF!", "#N/A", "Err:502"))]
    sample = draw_of(tmp_path, [*a_row(9), "1/1/1990"], *rows, headings=headings)
    assert ([pick.reference for pick in sample.picks], sample.excluded) == (["X000009"], {"incomplete": 4})
    assert [problem[2] for problem in sample.problems] == ["#REF!", "#REF!", "#N/A", "Err:502"]
    assert sample.problems[0][3] == "Fill in the reference: a case without one cannot be drawn."


def test_a_team_or_officer_that_is_a_formulas_error_is_not_known_and_is_told(tmp_path):
    sample = draw_of(tmp_path, a_row(1), a_row(2, team="#REF!"), a_row(3, officer="#VALUE!"))
    assert {pick.facts.get("team") for pick in sample.picks} == {"Ipswich", None}
    assert {pick.facts.get("practitioner") for pick in sample.picks} == {"Officer B", "Officer C", None}
    assert [problem[2] for problem in sample.problems] == ["#REF!", "#VALUE!"]


def test_a_gap_is_told_with_what_stands_in_the_cell(tmp_path):
    sample = draw_of(tmp_path, a_row(1), a_row(2, crn="tbc"), a_row(3, start="n/a"), a_row(4, start=""))
    assert [problem[2:] for problem in sample.problems] == [
        ("tbc", "Fill in the reference: a case without one cannot be drawn."),
        ("n/a", "Fill in the start date: a case without one cannot be drawn."),
        ("", "Fill in the start date: a case without one cannot be drawn."),
    ]


def test_of_many_problems_the_first_thousand_are_listed_and_all_counted(tmp_path):
    sample = draw_of(tmp_path, *(a_row(n, crn="") for n in range(1_200)))
    assert (len(sample.problems), sample.problem_count, sample.excluded) == (1_000, 1_200, {"incomplete": 1_200})


@pytest.mark.parametrize(
    "marked", [{"name": "LAO"}, {"name": "Limited access"}, {"crn": "RESTRICTED"}, {"name": "Restricted", "start": ""}]
)
def test_nothing_of_a_restricted_case_is_told_in_any_form(tmp_path, marked):
    secret = a_row(2, **{"rosh": "SecretA", "officer": "SecretB", "team": "SecretC", **marked})
    sample = draw_of(tmp_path, a_row(1), secret, size=2)
    assert "Secret" not in json.dumps(sample.as_json())
    assert "X000002" not in json.dumps(sample.as_json())
    assert sample.eligible == 1


def test_a_column_of_restricted_cases_is_heeded_whatever_the_name_says(tmp_path):
    rows = [[*a_row(n), mark] for n, mark in enumerate(("N", "Y", "", "Exclusion"))]
    assert draw_of(tmp_path, *rows, headings=[*HEADINGS, "LAO"]).excluded == {"restricted": 2}


def test_who_has_such_a_column_not_read_is_told(tmp_path):
    sample = draw_of(tmp_path, [*a_row(1), "Y"], headings=[*HEADINGS, "LAO"], mapping={"LAO": ""})
    assert sample.notes[1] == "The column “LAO” could show restricted cases, but was not read for them."


def test_an_extract_without_names_and_marks_says_that_nothing_tells_restricted_cases(tmp_path):
    sample = draw_of(tmp_path, ["X000001", "1/4/2023"], headings=["CRN", "Start date"], strata=())
    assert "No column shows restricted cases: make sure that the extract has none." in sample.notes


def test_the_same_seed_draws_the_same_whatever_the_order_of_the_rows(tmp_path):
    rows = [a_row(n % 150, start=f"{n % 28 + 1}/04/2023", sex="MF"[n % 2], team="ABC"[n % 3]) for n in range(200)]
    rows += [a_row(n, rosh="High") for n in range(150, 160)] + [a_row(n, rosh="Low") for n in range(150, 160)]
    mixed = random.Random(1).sample(rows, len(rows))  # noqa: S311 - another order
    one, other = draw_of(tmp_path, *rows, size=30), draw_of(tmp_path, *mixed, size=30)
    assert (one.picks, one.strata, one.compared, one.excluded) == (
        other.picks,
        other.strata,
        other.compared,
        other.excluded,
    )
    assert draw_of(tmp_path, *rows, size=30, seed=8).picks != one.picks


def test_filters_take_codes_names_flags_and_what_is_not_known(tmp_path):
    headings = [*HEADINGS, "Registrations"]
    rows = [
        [*a_row(1, rosh="High"), "ADVP"],
        [*a_row(2, rosh="RVHR"), "Weapons"],
        [*a_row(3, rosh=""), "child protection"],
    ]
    for filters, numbers in (
        ({"rosh_level": ("high", "Very high")}, [1, 2]),
        ({"rosh": ("not known",)}, [3]),
        ({"flags": ("ADVP", "RCPR")}, [1, 3]),
        ({"flags": ("ADVP",), "rosh": ("low",)}, []),
    ):
        sample = draw_of(tmp_path, *rows, headings=headings, filters=filters)
        assert sorted(int(pick.reference[1:]) for pick in sample.picks) == numbers

"""A sample from checked rows: groups in words, how many of each, sub-samples, and how it compares with all cases."""

import pytest

from cases.extract.drawn import DrawnSample
from cases.extract.settings import DrawSettings
from cases.spreadsheets.limits import SpreadsheetProblem
from tests.cases.extract_files import HEADINGS, a_row, draw_of, settings

pytestmark = pytest.mark.slow


def people(first, number, **values):
    return [
        a_row(n, officer=f"Officer {chr(65 + n % 26)}{chr(65 + n // 26 % 26)}", **values)
        for n in range(first, first + number)
    ]


def counts_of(sample):
    return {line.stratum: (line.eligible, line.wanted, line.drawn, line.reserve) for line in sample.strata}


def test_the_groups_of_the_method_come_in_proportion_with_a_fifth_in_reserve(tmp_path):
    """By hand: 20 of 100 cases are a fifth of each group; a fifth of those, rounded up, is in reserve."""
    rows = [
        *people(100, 20, sex="F"),
        *people(200, 30),
        *people(300, 20, rosh="High"),
        *people(400, 15, sentence="Licence"),
        *people(500, 10, sentence="PSS", rosh="Medium"),
        *people(600, 5, sex="Other"),
    ]
    assert counts_of(draw_of(tmp_path, *rows, size=20)) == {
        "Men, community, low risk": (30, 6, 6, 2),
        "Men, community, not low risk": (20, 4, 4, 1),
        "Men, post-custody, low risk": (15, 3, 3, 1),
        "Men, post-custody, not low risk": (10, 2, 2, 1),
        "Other or unknown sex": (5, 1, 1, 1),
        "Women": (20, 4, 4, 1),
    }


def test_what_is_not_known_of_a_man_is_a_group_of_its_own(tmp_path):
    sample = draw_of(tmp_path, *people(1, 2, rosh=""), *people(3, 2, sentence=""), size=4)
    assert set(counts_of(sample)) == {"Men, community, risk not known", "Men, sentence not known, low risk"}


def test_groups_can_be_chosen_and_combined_or_left_out(tmp_path):
    rows = [*people(1, 6, sex="F", team="Ipswich"), *people(7, 6, rosh="", team="")]
    assert set(counts_of(draw_of(tmp_path, *rows, strata=("sex", "rosh_level")))) == {
        "Female; Low",
        "Male; Risk not known",
    }
    assert set(counts_of(draw_of(tmp_path, *rows, strata=("team",)))) == {"Ipswich", "Team not known"}
    assert counts_of(draw_of(tmp_path, *rows, strata=(), size=6)) == {"All cases": (12, 6, 6, 2)}


def test_no_one_has_more_cases_than_the_cap_in_the_whole_sample(tmp_path):
    """By hand: Asha has all 20 women and 10 of the men, Ben the other 70. 6 of Asha's and 6 of Ben's are 12 of 20."""
    rows = [
        *(a_row(n, sex="F", officer="Asha") for n in range(20)),
        *(a_row(n, officer="asha ") for n in range(20, 30)),
    ]
    rows += [a_row(n, officer="Ben") for n in range(30, 100)]
    sample = draw_of(tmp_path, *rows, size=20)
    assert counts_of(sample) == {"Men, community, low risk": (80, 16, 8, 2), "Women": (20, 4, 4, 1)}
    assert "8 fewer: their practitioners already have 6 cases in the sample." in sample.strata[0].notes
    assert sample.notes[0] == "12 of 20 cases could be drawn with at most 6 cases per practitioner."


def test_the_size_follows_from_a_margin_and_the_margin_from_a_size(tmp_path):
    rows = people(1, 200)
    sample = draw_of(tmp_path, *rows, size=None, margin=5, confidence=80, cap=None)
    assert sum(not pick.reserve for pick in sample.picks) == 91  # docs/sampling.md
    assert 4.9 < sample.margin <= 5
    assert 22 < draw_of(tmp_path, *rows, size=10, confidence=90, cap=None).margin < 26.1


def test_more_wanted_than_eligible_draws_all_and_says_so(tmp_path):
    sample = draw_of(tmp_path, a_row(1), a_row(2), size=9)
    assert (len(sample.picks), sample.margin) == (2, 0)
    assert sample.notes[0].startswith("9 cases were wanted and 2 are eligible: all of them are drawn")


def test_a_sample_too_large_to_review_is_refused(tmp_path):
    with pytest.raises(SpreadsheetProblem, match="a sample of 10,001 cases; the limit is 10,000"):
        draw_of(tmp_path, *(a_row(n) for n in range(10_001)), size=20_000, cap=None)
    assert draw_of(tmp_path, a_row(1), size=20_000).rows == 1, "it is what would be drawn that counts"


def test_court_reports_and_resettlement_cases_are_counted(tmp_path):
    headings = [*HEADINGS, "Court report type"]
    rows = [[*a_row(n, sentence="Licence"), "None"] for n in range(3)]
    rows += [[*a_row(n), kind] for n, kind in ((3, "Oral report"), (4, "PSR"), (5, ""))]
    sample = draw_of(tmp_path, *rows, headings=headings, size=6)
    counted = {(line.fact, line.value): (line.eligible, line.drawn) for line in sample.compared}
    assert [counted["Court report", value] for value in ("Yes", "No", "not known")] == [(2, 2), (3, 3), (1, 1)]
    assert [counted["Resettlement", value] for value in ("Yes", "No")] == [(3, 3), (3, 3)]
    facts = {pick.reference: pick.facts for pick in sample.picks}
    assert (facts["X000000"]["resettlement"], facts["X000000"]["court_report"]) == (True, False)
    assert "court_report" not in facts["X000005"]
    assert "No column shows resettlement cases, so every licence counts as one." in sample.notes


def test_a_column_of_resettlement_cases_goes_before_the_sentence(tmp_path):
    rows = [[*a_row(1, sentence="Licence"), "No"], [*a_row(2, sentence="Licence"), ""], [*a_row(3), "Yes"]]
    sample = draw_of(tmp_path, *rows, headings=[*HEADINGS, "Resettlement case"])
    assert {pick.reference: pick.facts["resettlement"] for pick in sample.picks} == {
        "X000001": False,
        "X000002": True,
        "X000003": True,
    }


def test_the_sample_is_compared_with_the_population(tmp_path):
    sample = draw_of(tmp_path, *people(1, 40), *people(50, 10, sex="F", team="Lowestoft"), size=10)
    counted = {(line.fact, line.value): (line.eligible, line.drawn) for line in sample.compared}
    assert counted["Sex", "Male"] == (40, 8)
    assert counted["Sex", "Female"] == counted["Office or team", "Lowestoft"] == (10, 2)


def test_a_drawn_case_has_its_facts_as_they_are_stored(tmp_path):
    headings = [*HEADINGS, "PDU", "Ethnicity", "DOB", "Flags", "MAPPA category", "Grade", "SPO", "Custody status"]
    more = ["Suffolk PDU", "White: Irish", "1/2/1990", "ADVP; STRG", "Cat 2", "PSO", "Ada Wren", "In the community"]
    (pick,) = draw_of(tmp_path, [*a_row(1, officer=" Ben  Teal "), *more], headings=headings).picks
    assert pick.facts == {
        "sex": "male",
        "ethnic_group": "white",
        "ethnicity": "White: Irish",
        "date_of_birth": "1990-02-01",
        "sentence_type": "community_order",
        "start_date": "2023-04-03",
        "rosh_level": "low",
        "mappa_category": 2,
        "flags": ["ADVP", "STRG"],
        "unit": "Suffolk PDU",
        "team": "Ipswich",
        "practitioner": "Ben Teal",
        "grade": "PSO",
        "spo": "Ada Wren",
        "resettlement": False,
    }


def test_a_practitioner_without_a_team_is_drawn_and_told(tmp_path):
    sample = draw_of(tmp_path, a_row(1, team=""), a_row(2))
    assert "1 of the drawn cases names a practitioner but no team." in sample.notes


def test_cases_picked_by_hand_are_taken_and_nothing_is_drawn(tmp_path):
    sample = draw_of(tmp_path, *people(1, 20), hand_picked=("x000003", "X000007", "X999999"))
    assert [(pick.reference, pick.stratum, pick.reserve) for pick in sample.picks] == [
        ("X000003", "Picked by hand", False),
        ("X000007", "Picked by hand", False),
    ]
    assert sample.margin is None
    assert "picked by hand, so percentages describe these cases only" in sample.notes[0]
    assert sample.problems[-1][:3] == (None, "picked by hand", "X999999")


def test_no_case_in_the_cohort_is_told_with_the_starts_that_there_are(tmp_path):
    rows = [a_row(1, start="01/02/2023"), a_row(2, start="05/08/2023")]
    sample = draw_of(tmp_path, *rows, cohort=((settings().today, settings().today),))
    assert (sample.picks, sample.strata, sample.margin) == ((), (), None)
    assert any("start between 1 February 2023 and 5 August 2023" in note for note in sample.notes)


def test_another_spelling_of_the_unit_is_told(tmp_path):
    rows = [[*a_row(n), "Suffolk"] for n in range(3)]
    sample = draw_of(tmp_path, *rows, headings=[*HEADINGS, "PDU"], unit="Suffolk PDU")
    assert sample.excluded == {"other_unit": 3}
    assert any("Suffolk (3)" in note for note in sample.notes)


def test_what_a_draw_cannot_do_without_is_asked_for_first(tmp_path):
    sample = draw_of(tmp_path, ["X000001", "1/4/2023"], headings=["CRN", "Start date"])
    assert (sample.needed, sample.picks, sample.rows) == (("sex", "sentence_type", "rosh_level"), (), 1)
    sample = draw_of(tmp_path, ["X000001", "M"], headings=["CRN", "Sex"], strata=("sex",))
    assert sample.needed == ("start_date",)


def test_settings_and_sample_come_back_from_json_as_they_were(tmp_path):
    asked = settings(recent=frozenset({"X1"}), hand_picked=("X2",), cohort=((settings().today, settings().today),))
    assert DrawSettings.from_json(asked.as_json()) == asked
    sample = draw_of(tmp_path, *people(1, 20))
    assert DrawnSample.from_json(sample.as_json()) == sample


def test_of_very_many_values_the_most_frequent_are_told(tmp_path):
    rows = [a_row(n, team=f"Team {n % 120}", rosh=f"?{n}" if n % 5 < 2 else "Low") for n in range(300)]
    rows.append(a_row(300, team="Team 7", rosh="?6"))
    sample = draw_of(tmp_path, *rows)
    teams = [line for line in sample.compared if line.fact == "Office or team"]
    assert (len(teams), len(sample.unknown)) == (21, 100)
    assert (teams[-1].value, sum(line.eligible for line in teams)) == ("other", 301)
    assert sample.unknown[0] == ("rosh_level", "?6", 2)


def test_what_is_picked_by_hand_needs_no_groups(tmp_path):
    sample = draw_of(tmp_path, ["X000001", "1/4/2023"], headings=["CRN", "Start date"], hand_picked=("X000001",))
    assert [pick.reference for pick in sample.picks] == ["X000001"]


def values_shown(sample):
    return {(line.fact, line.value) for line in sample.compared}


def test_a_column_of_names_that_was_taken_for_teams_is_not_told(tmp_path):
    rows = [a_row(n, team=f"Secret Name {n}") for n in range(200)]
    sample = draw_of(tmp_path, *rows)
    assert not {value for fact, value in values_shown(sample) if fact == "Office or team"}
    assert any("has a different value in nearly every row" in note for note in sample.notes)
    with pytest.raises(SpreadsheetProblem, match="a different office or team in nearly every row"):
        draw_of(tmp_path, *rows, strata=("team",))


@pytest.mark.parametrize("column", ["rosh", "start"])
def test_a_column_of_names_that_was_taken_for_something_else_is_not_told(tmp_path, column):
    rows = [a_row(n, **{"name": "", column: f"Secret Name {n}"}) for n in range(200)]
    heading = HEADINGS[["crn", "name", "sex", "sentence", "start", "rosh"].index(column)]
    sample = draw_of(tmp_path, *rows, mapping={heading: {"rosh": "rosh_level", "start": "start_date"}[column]})
    assert sample.problem_count == 200
    assert "Secret" not in str((sample.unknown, sample.problems, sample.compared, sample.notes))


def test_a_column_of_names_that_was_taken_for_the_pdu_is_not_told(tmp_path):
    rows = [[*a_row(n), f"Secret Name {n}"] for n in range(200)]
    sample = draw_of(tmp_path, *rows, headings=[*HEADINGS, "PDU"], unit="Suffolk")
    assert "Secret" not in str((sample.notes, sample.compared))
    assert any("Check which column holds the PDU" in note for note in sample.notes)


def test_every_value_told_is_cut(tmp_path):
    assert max(len(value) for _, value in values_shown(draw_of(tmp_path, a_row(1, team="x" * 999)))) == 100


def test_a_practitioner_is_one_however_the_pdu_is_written(tmp_path):
    rows = [[*a_row(n, officer="Asha"), pdu] for n, pdu in enumerate(("Suffolk PDU", "suffolk  pdu", "") * 4)]
    sample = draw_of(tmp_path, *rows, headings=[*HEADINGS, "PDU"], size=12, cap=2, unit="Suffolk PDU")
    assert sum(not pick.reserve for pick in sample.picks) == 2


def test_a_practitioner_is_one_under_the_limit_however_the_name_is_written(tmp_path):
    names = (
        "Siân O'Brien",
        "Siân O’Brien",
        "O'Brien, Siân",
        "SIAN OBRIEN",
        "Sia\u0302n O`Brien",
        "Siân\u200bO'Brien",
    )
    sample = draw_of(tmp_path, *(a_row(n, officer=names[n % 6]) for n in range(40)), size=30, reserve_percent=0)
    assert [pick.facts["practitioner"] for pick in sample.picks] == ["Siân O'Brien"] * 6  # most write it so


@pytest.mark.parametrize("other", ["S O'Brien", "Siân O Brien", "Siân Mair O'Brien", "Siaen Oe'Brien"])
def test_practitioners_who_may_be_one_and_pass_the_limit_together_are_told_by_rows_without_names(tmp_path, other):
    rows = [a_row(n, officer=name) for n, name in enumerate(("Siân O'Brien", other, "Nia Ash") * 5)]
    (note,) = (
        note for note in draw_of(tmp_path, *rows, size=15, cap=5).notes if "may name the same practitioner" in note
    )
    assert "differ only by initials, signs or spaces: 2 and 3. Together they have more than 5 drawn cases." in note
    assert "Brien" not in note
    assert not any("may be one" in note for note in draw_of(tmp_path, *rows, size=15, cap=10).notes)


def test_a_team_is_one_however_it_is_written(tmp_path):
    rows = [
        a_row(n, team=team)
        for n, team in enumerate(("Bury St Edmunds", "bury st edmunds", "Bury St  Edmunds", "BurySt Edmunds"))
    ]
    assert set(counts_of(draw_of(tmp_path, *rows, strata=("team",)))) == {"Bury St Edmunds"}


def test_the_number_of_an_officer_names_a_practitioner(tmp_path):
    sample = draw_of(tmp_path, *(a_row(n, officer="10245") for n in range(9)), cap=2, size=9)
    assert {pick.facts["practitioner"] for pick in sample.picks if not pick.reserve} == {"Practitioner 10245"}
    assert (sum(not pick.reserve for pick in sample.picks), sample.unknown) == (2, ())


def test_what_does_nothing_for_want_of_a_column_is_told(tmp_path):
    headings = [*HEADINGS[:7], "Note"]
    sample = draw_of(tmp_path, a_row(1), headings=headings, cap=6, ended_before=settings().today)
    assert "No column names the practitioner, so the maximum per practitioner has no effect." in sample.notes
    assert "No column gives the end date, so no case is left out for having ended." in sample.notes
    assert not any("practitioner" in note for note in draw_of(tmp_path, a_row(1), headings=headings, cap=None).notes)


def test_hand_picked_references_are_read_as_those_of_the_extract(tmp_path):
    sample = draw_of(tmp_path, *people(1, 20), hand_picked=("x 000010", "X-000011", "x000012\u200b"))
    assert [pick.reference for pick in sample.picks] == ["X000010", "X000011", "X000012"]


def test_if_no_case_can_be_drawn_that_is_said_once(tmp_path):
    sample = draw_of(tmp_path, a_row(1, start="1/1/2030"))
    assert [note for note in sample.notes if "drawn" in note or "eligible" in note] == [
        "No case can be drawn because no row is an eligible case."
    ]

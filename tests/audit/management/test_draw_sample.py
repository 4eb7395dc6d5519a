"""`manage.py draw_sample` draws a sample from an extract at the shell, without a database."""

import io
import json
from collections import Counter

import pytest
from django.core.management import call_command

from audit.management.samples import ONE_EXCLUDED
from cases.extract.settings import EXCLUSIONS
from tests.audit.management.draws import ROWS, draw
from tests.audit.management.running import output_of, refusal_of, run
from tests.cases.extract_files import HEADINGS, a_row, write_extract
from tests.cases.spreadsheet_files import write_xlsx

pytestmark = pytest.mark.slow


@pytest.fixture
def extract(tmp_path):
    return write_extract(tmp_path / "extract.csv", *ROWS)


def test_json_tells_counts_groups_cases_and_problems(extract):
    told = draw(extract)
    assert list(told) == ["seed", "rows", "eligible", "excluded", "held_aside", "strata", "picks", "problems", "notes"]
    assert (told["seed"], told["rows"], told["eligible"], told["excluded"]) == (7, 100, 100, [])
    women = {"stratum": "Women", "eligible": 20, "wanted": 4, "drawn": 4, "reserve": 1, "notes": []}
    assert told["strata"][-1] == women
    assert set(told["picks"][0]) == {"reference", "stratum", "position", "reserve"}
    assert Counter(pick["reserve"] for pick in told["picks"]) == {False: 20, True: 5}
    assert told["problems"][0] == {
        "row": 9,
        "column": "column F (RoSH)",
        "value": "??",
        "remedy": "Use low, medium, high or very high, or RLRH, RMRH, RHRH, RVHR. Counted as not known.",
    }


def test_exclusions_are_told_with_their_reasons(extract):
    told = draw(extract, "--cohort", "2023-04-04:2023-04-05", "2023-01-01")
    assert told["excluded"] == [{"reason": "outside_cohort", "count": 100}]
    assert told["picks"] == []


def test_rows_held_aside_are_told_by_row_and_column_with_the_remedy(tmp_path):
    path = write_extract(tmp_path / "extract.csv", *ROWS, a_row(777, name="T****", team="Secret"), a_row(777))
    told = draw(path)
    assert told["excluded"] == [{"reason": "held_aside", "count": 2}]
    because = "row 102, which may be of the same person, is unclear"
    first = {"row": 102, "column": "B", "because": ""}
    assert told["held_aside"] == [first, {"row": 103, "column": "", "because": because}]
    text = output_of("draw_sample", path, "--size", 20, "--seed", 7, "--today", "2024-02-12")
    assert "2 rows held aside because they may be about a restricted person" in text
    assert f"  Row 102, column B\n  Row 103: {because}" in text
    assert "correct the cell in your file and upload it again" in text
    assert not [word for word in ("X000777", "T***", "Secret") if word in text + json.dumps(told)]


def test_the_same_seed_draws_the_same_and_without_one_it_is_told(extract):
    assert draw(extract) == draw(extract)
    told = draw(extract, seed=None)
    assert draw(extract, seed=told["seed"]) == told


def test_text_tells_the_same_for_people(extract):
    text = output_of("draw_sample", extract, "--size", 20, "--seed", 7, "--today", "2024-02-12", "--cap", 6)
    for told in (
        "Seed 7. 100 rows.",
        "100 eligible",
        "within 12.9 percentage points",
        "Women",
        "problems: 1",
        "in reserve",
        "Sex: Female",
    ):
        assert told in text


def test_it_needs_no_database_and_takes_every_option(extract):
    options = "--size 12 --cohort 2023-03-27:2023-04-05 2023-05-01:2023-05-07 --strata sex,sentence_group,rosh --cap 2"
    options += " --reserve 50 --seed 3 --today 2024-02-12 --only sex=female,male --format json --map"
    done = run("draw_sample", extract, *options.split(), "Officer=practitioner")
    assert (done.returncode, done.stderr) == (0, "")
    told = json.loads(done.stdout)
    assert [line["stratum"] for line in told["strata"]] == [
        "Female; Community; Low risk",
        "Male; Community; Low risk",
        "Male; Community; Risk not known",
    ]
    assert sum(not pick["reserve"] for pick in told["picks"]) == 12


def test_a_margin_can_be_asked_for_instead_of_a_size(extract):
    assert (
        sum(not pick["reserve"] for pick in draw(extract, "--margin", 5, "--confidence", 80, size=None)["picks"]) == 63
    )
    assert "not allowed with argument" in refusal_of("draw_sample", extract, "--size", 5, "--margin", 5)


def test_a_cap_of_nought_is_none(tmp_path):
    path = write_extract(tmp_path / "a.csv", *(a_row(n, officer="Asha") for n in range(30)))
    assert sum(not pick["reserve"] for pick in draw(path, size=10)["picks"]) == 6
    assert sum(not pick["reserve"] for pick in draw(path, "--cap", 0, size=10)["picks"]) == 10


def test_of_a_single_row_the_reason_is_told_as_of_one(tmp_path):
    path = write_extract(tmp_path / "a.csv", *(a_row(n, crn="" if n == 3 else f"X{n:06}") for n in range(9)))
    assert "1 row without a reference" in output_of("draw_sample", path, "--size", 5)
    assert ONE_EXCLUDED.keys() == EXCLUSIONS.keys()


def test_two_sheets_that_could_be_meant_are_asked_about(tmp_path):
    path = write_xlsx(tmp_path / "a.xlsx", {"North": [HEADINGS, *ROWS[:4]], "South": [HEADINGS, *ROWS]})
    assert "'North', 'South'. Say which one with --sheet." in refusal_of("draw_sample", path, "--size", 5)
    assert draw(path, "--sheet", "North", size=2)["rows"] == 4


@pytest.mark.parametrize(
    ("options", "told"),
    [
        (["--size", "many"], "--size many: Number of cases must be a whole number from 1 to 10,000."),
        (["--size", "0"], "--size 0: Number of cases must be a whole number from 1 to 10,000."),
        (["--margin", "0.001"], "--margin 0.001: Margin of error must be from 1 to 30 points"),
        (["--margin", "99"], "--margin 99: Margin of error must be from 1 to 30 points."),
        (["--margin", "5", "--confidence", "81"], "--confidence 81: Choose one of the options: 80, 90, 95."),
        (
            ["--size", "5", "--cap=-1"],
            "--cap -1: Maximum cases per practitioner must be a whole number from 1 to 1,000.",
        ),
        (
            ["--size", "5", "--reserve", "101"],
            "--reserve 101: Reserve (% of each group) must be a whole number from 0 to 100",
        ),
        (["--size", "5", "--seed", "x"], "--seed x: Seed must be a whole number from 0 to"),
        (["--size", "5", "--ended-before", "soon"], "--ended-before soon: Earliest end must be a real date"),
        (["--size", "5", "--cohort", "2023-07-02:2023-06-26"], "The last day must not be before the first day."),
        (["--size", "5", "--cohort", "June"], "--cohort June: First day of period 1 must be a real date"),
        (
            ["--size", "5", "--strata", "shoe size"],
            "--strata shoe size: Choose from the options: women_or_",
        ),
        (["--size", "5", "--map", "Officer=boss"], "'boss' is not one of: reference"),
        (["--size", "5", "--cohort", "2024-04-01:"], "--cohort 2024-04-01:: Enter both the first and the last day."),
        (["--size", "5", "--cohort", ":2024-04-01"], "--cohort :2024-04-01: Enter both the first and the last day."),
        (["--size", "5", "--only", "sex"], "'sex' has no value. Write sex=female."),
        (
            ["--size", "5", "--only", "sex=purple"],
            "--only sex=purple: Choose from the options: female, male, other, not",
        ),
        (["--size", "5", "--only", "flag=XXXX"], "--only flag=XXXX: Choose from the options: ADVP,"),
        (["--size", "5", "--only", "shoe=5"], "'shoe' is not one of: sex,"),
        (["--size", "5", "--map", "practitioner"], "'practitioner' does not name a column. Write HEADING=FIELD"),
        (["--size", "5", "--map", "Boss=practitioner"], "there is no column “Boss”. Its columns are: CRN, Name,"),
        (["--size", "5", "--size", "6"], "--size: was given as 5 and as 6. Give it once."),
        (["--size", "5", "--cap", "6", "--cap", "3"], "--cap: was given as 6 and as 3. Give it once."),
        ([], "one of the arguments --size --margin is required"),
    ],
)
def test_what_cannot_be_meant_is_refused_with_a_sentence(extract, options, told):
    assert told in refusal_of("draw_sample", extract, *options)


def test_an_option_that_cannot_be_meant_ends_as_an_unknown_one_does(extract):
    ends = [run("draw_sample", extract, *options).returncode for options in (["--size", "many"], ["--sizes", "5"])]
    assert ends == [2, 2]


def test_a_file_that_is_not_there_is_told(tmp_path):
    assert "The file none.csv does not exist" in refusal_of("draw_sample", tmp_path / "none.csv", "--size", 5)


def test_options_of_several_values_can_be_given_again(extract):
    only = ("--only", "sex=female", "rosh_level=low", "--only", "sex=Male,other", "rosh_level=Not known")
    assert draw(extract, *only)["eligible"] == 100
    cohorts = ("--cohort", "2023-01-01", "2023-01-02", "--cohort", "2023-04-03:2023-04-04")
    assert draw(extract, *cohorts)["eligible"] == 100
    maps = ("--map", "Officer=practitioner", "Team=team", "--map", "Name=person_name")
    assert draw(extract, *maps)["eligible"] == 100


def test_text_says_how_sure_the_margin_is_and_separates_thousands(tmp_path):
    path = write_extract(tmp_path / "a.csv", *(a_row(n, rosh="??" if n == 1_200 else "Low") for n in range(1_201)))
    text = output_of("draw_sample", path, "--size", 20, "--seed", 7, "--today", "2024-02-12", "--confidence", 95)
    assert "percentage points of the whole caseload, 19 times in 20." in text
    assert "1,201 rows." in text
    assert "row 1,202, column F (RoSH)" in text


def test_a_terminal_that_shows_little_is_told_all_the_same(tmp_path):
    path = write_extract(tmp_path / "a.csv", *(a_row(n, team="Caf\u00e9 \u2603") for n in range(9)))
    for form in ("text", "json"):
        stream = io.TextIOWrapper(io.BytesIO(), encoding="ascii")
        call_command("draw_sample", str(path), "--size", "2", "--strata", "team", "--format", form, stdout=stream)
        stream.flush()
        told = stream.buffer.getvalue().decode("ascii")
        assert "Caf\\" in told
        assert form == "text" or json.loads(told)["strata"][0]["stratum"] == "Caf\u00e9 \u2603"


def test_nothing_in_an_extract_steers_the_terminal(tmp_path):
    signs = "\x9b\u202e\x1b"
    rows = [a_row(n, team=f"Ips{signs}wich", rosh=f"{signs}??" if n == 1 else "Low") for n in range(9)]
    path = write_extract(tmp_path / f"a{signs}.csv", *rows, headings=[*HEADINGS[:6], f"{signs}Team", "Officer"])
    text = output_of("draw_sample", path, "--size", 5, "--strata", "team")
    text += refusal_of("draw_sample", path, "--size", 5, "--map", "Boss=practitioner")
    assert not set(signs) & set(text)
    (tmp_path / f"b{signs}.csv").write_text("")
    assert not set(signs) & set(refusal_of("draw_sample", tmp_path / f"b{signs}.csv", "--size", 5))


def test_an_audit_without_a_database_is_told_in_a_sentence(extract):
    done = run("draw_sample", extract, "--size", 5, "--audit", 1)
    assert (done.returncode, done.stderr.count("\n")) == (1, 1)
    assert "The database with audit 1 cannot be reached." in done.stderr

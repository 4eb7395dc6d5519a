"""`manage.py draw_sample`: a sample from an extract at the shell, without a database."""

import json
from collections import Counter

import pytest

from tests.audit.management.running import output_of, refusal_of, run
from tests.cases.extract_files import HEADINGS, a_row, write_extract
from tests.cases.spreadsheet_files import write_xlsx

ROWS = [a_row(n, sex="F" if n % 5 == 0 else "M", rosh="??" if n == 7 else "RLRH") for n in range(100)]


@pytest.fixture
def extract(tmp_path):
    return write_extract(tmp_path / "extract.csv", *ROWS)


def draw(path, *arguments, size=20, seed=7):
    """What the command tells as JSON."""
    usual = ["--today", "2024-02-12", *(["--size", size] if size else []), *(["--seed", seed] if seed else [])]
    return json.loads(output_of("draw_sample", path, *usual, "--format", "json", *arguments))


def test_json_tells_counts_groups_cases_and_problems(extract):
    told = draw(extract)
    assert list(told) == ["seed", "rows", "eligible", "excluded", "strata", "picks", "problems", "notes"]
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


def test_the_same_seed_draws_the_same_and_without_one_it_is_told(extract):
    assert draw(extract) == draw(extract)
    told = draw(extract, seed=None)
    assert draw(extract, seed=told["seed"]) == told


def test_text_tells_the_same_for_people(extract):
    text = output_of("draw_sample", extract, "--size", 20, "--seed", 7, "--today", "2024-02-12", "--cap", 6)
    for told in (
        "Seed 7. 100 rows.",
        "100 eligible",
        "within 12.9 points",
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
        *("Female; Community; Low risk", "Male; Community; Low risk", "Male; Community; Risk not known")
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


def test_columns_are_named_with_map_and_asked_for_where_they_are_not_known(tmp_path):
    path = write_extract(
        tmp_path / "a.csv", *ROWS, headings=["CRN", "Name", "Sex", "Sentence type", "Begun", *HEADINGS[5:]]
    )
    text = refusal_of("draw_sample", path, "--size", 5)
    assert text.startswith("a.csv: nothing was drawn. Its columns are: CRN, Name, Sex,")
    assert 'No column gives: Start date. Name its column with --map "HEADING=start_date".' in text
    assert draw(path, "--map", "Begun=start_date")["eligible"] == 100


def test_two_columns_that_could_be_meant_are_asked_about(tmp_path):
    path = write_extract(
        tmp_path / "a.csv", *([*row, "1/1/2024"] for row in ROWS), headings=[*HEADINGS, "Release date"]
    )
    assert '“Release date” (1/1/2024) may or may not be start_date: say so with --map "Release date=start_date"' in (
        refusal_of("draw_sample", path, "--size", 5)
    )
    assert draw(path, "--map", "Release date=")["eligible"] == 100


def test_two_sheets_that_could_be_meant_are_asked_about(tmp_path):
    path = write_xlsx(tmp_path / "a.xlsx", {"North": [HEADINGS, *ROWS[:4]], "South": [HEADINGS, *ROWS]})
    assert "'North', 'South'. Say which one." in refusal_of("draw_sample", path, "--size", 5)
    assert draw(path, "--sheet", "North", size=2)["rows"] == 4


@pytest.mark.parametrize(
    ("options", "told"),
    [
        (["--size", "many"], "'many' is no whole number."),
        (["--size", "5", "--cohort", "2023-07-02:2023-06-26"], "ends before it begins."),
        (["--size", "5", "--cohort", "26/06/2023"], "'26/06/2023' is no day. Write it as 2024-02-12."),
        (["--size", "5", "--strata", "shoe size"], "'shoe size' is none of: sex, sentence_group"),
        (["--size", "5", "--map", "Officer=boss"], "'boss' is none of: reference"),
        (["--margin", "0"], "'0' is no margin"),
        ([], "one of the arguments --size --margin is required"),
    ],
)
def test_what_cannot_be_meant_is_refused_with_a_sentence(extract, options, told):
    assert told in refusal_of("draw_sample", extract, *options)


def test_a_file_that_is_not_there_is_told(tmp_path):
    assert "The file none.csv does not exist" in refusal_of("draw_sample", tmp_path / "none.csv", "--size", 5)

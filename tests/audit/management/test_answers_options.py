"""The options of `rate` and `import_answers` say what an answers file leaves unclear."""

import re

import pytest
from django.core.management import CommandError, call_command, get_commands, load_command_class

from audit.models import Answer, SampledCase
from cases.models import Case
from tests.audit.an_audit import an_audit
from tests.audit.answers_files import complete_rows, write_answers
from tests.audit.management.running import json_of, output_of, refusal_of, run

# --- rate ---


@pytest.mark.slow
def test_a_dropped_column_stops_and_can_be_let_go_several_times(file_of):
    path = file_of([["case", "02/01/2001", "A.9", "2.1.2"], ["X1", "no", "yes", "yes"]])
    refusal = refusal_of("rate", path)
    assert ("2 problems" in refusal, "turn 2.1.1 into a date" in refusal, '--ignore "A.9"' in refusal) == (True,) * 3
    done = run("rate", path, "--ignore", "02/01/2001", "--ignore", "column C", "--format", "json")
    assert (done.returncode, done.stderr) == (0, "")
    assert "Columns not read: 02/01/2001, A.9." in done.stdout


def test_an_ignored_column_that_is_not_there_is_an_error(file_of):
    path = file_of([["case", "2.1.1"], ["X1", "no"]])
    assert "--ignore: “2.1.9”. There is no column with this name" in refusal_of("rate", path, ignore=["2.1.9"])


def test_totals_are_passed_over_and_said_among_the_notes(file_of):
    summary = json_of("rate", file_of([["case", "2.1.1"], ["X1", "no"], ["Total", "0%"]]))
    assert (summary["cases"], "Totals, not cases: row 3 (“Total”)." in summary["notes"]) == (1, True)


@pytest.mark.slow
def test_two_references_are_one_case_or_two_as_is_said(file_of):
    path = file_of([["case", "2.1.1", "2.1.2"], ["1", "yes", ""], ["001", "", "no"]])
    assert "--same 001=1" in refusal_of("rate", path)
    given = {"--same": ["--same", "1=001"], "--different": ["--different"]}
    cases = [run("rate", path, *options, "--format", "json").stdout for options in given.values()]
    assert [re.search(r'"cases": (\d)', text)[1] for text in cases] == ["1", "2"]


def test_a_number_of_a_workbook_is_the_same_case_as_its_text(tmp_path):
    rows = [["case", "2.1.1"], [1.0, "yes"], ["1", "no"]]
    assert "is already in row 2" in refusal_of("rate", write_answers(tmp_path / "a.xlsx", rows))


@pytest.mark.parametrize("pair", ["1", "1=", "=1", "1=2", "X1=X1", "1=010", "A=B"])
def test_a_pair_that_is_none_is_refused(file_of, pair):
    path = file_of([["case", "2.1.1"], ["1", "yes"]])
    with pytest.raises(CommandError, match="argument --same: "):
        call_command("rate", path, f"--same={pair}")


# --- import_answers ---


@pytest.fixture
def audit(db):
    audit = an_audit()
    for number, reference in enumerate(("0007", "X100002"), start=1):
        case = Case.objects.create(unit=audit.unit, reference=reference)
        SampledCase.objects.create(audit=audit, case=case, number=number)
    return audit


@pytest.mark.parametrize("name", ["X 100002", "x100002\u200b", "X-100002", "２", "Case\u00a02"])
def test_a_stored_case_is_found_however_spaces_and_unseen_signs_stand(audit, file_of, name):
    output_of("import_answers", audit.pk, file_of(complete_rows(**{name: "yes"})))
    assert Answer.objects.filter(review__sampled_case__number=2).count() == 12


@pytest.mark.slow
def test_a_reference_without_its_zeros_is_refused_until_it_is_said_to_be_the_stored_one(audit, file_of):
    path = file_of(complete_rows(**{"7": "yes"}))
    for added in (False, True):
        refusal = refusal_of("import_answers", audit.pk, path, add_cases=added)
        assert "--same 7=0007" in refusal
    assert "does not have this case" in refusal_of("import_answers", audit.pk, path, different=True)
    output_of("import_answers", audit.pk, path, same=[("7", "0007")])
    assert Answer.objects.filter(review__sampled_case__number=1).count() == 12


@pytest.mark.slow
def test_a_number_may_be_a_reference_that_lost_its_zeros(audit, file_of):
    case = Case.objects.create(unit=audit.unit, reference="002")
    SampledCase.objects.create(audit=audit, case=case, number=3)
    path = file_of(complete_rows(**{"2": "yes"}))
    assert "“002” in the audit differs from it only by leading zeros" in refusal_of("import_answers", audit.pk, path)
    output_of("import_answers", audit.pk, path, different=True)
    assert set(Answer.objects.values_list("review__sampled_case__number", flat=True)) == {2}


@pytest.mark.slow
def test_a_case_of_the_unit_is_not_added_again_without_its_zeros(audit, file_of):
    Case.objects.create(unit=audit.unit, reference="00099")
    path = file_of(complete_rows(**{"99": "yes"}))
    refusal = refusal_of("import_answers", audit.pk, path, add_cases=True)
    assert "“00099” in the PDU differs from it only by leading zeros" in refusal
    output_of("import_answers", audit.pk, path, add_cases=True, same=[("99", "00099")])
    assert SampledCase.objects.get(number=3).case.reference == "00099"
    assert Case.objects.count() == 3


def test_a_pair_that_names_a_case_which_is_nowhere_adds_none(audit, file_of):
    path = file_of(complete_rows(**{"5": "yes"}))
    refusal = refusal_of("import_answers", audit.pk, path, add_cases=True, same=[("5", "005")])
    assert "--same: neither the file nor the PDU has a case “005”" in refusal


def test_an_added_case_is_stored_without_spaces_and_unseen_signs(audit, file_of):
    path = file_of([*complete_rows(**{"x 100009\u200b": "yes"}), ["Total", *["100%"] * 12]])
    text = output_of("import_answers", audit.pk, path, add_cases=True)
    assert Case.objects.latest("pk").reference == "X100009"
    assert "Totals, not cases: row 3 (“Total”)." in text


# --- what each option is for ---


OURS = [(name, app) for name, app in get_commands().items() if app in ("audit", "cases")]


@pytest.mark.parametrize(("name", "app"), OURS)
def test_help_explains_every_option(name, app):
    parser = load_command_class(app, name).create_parser("manage.py", name)
    assert [action.dest for action in parser._actions if not action.help] == []

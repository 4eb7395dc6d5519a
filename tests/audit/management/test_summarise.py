"""`manage.py summarise` prints the result of an audit in the database."""

import pytest

from audit.exports.as_json.summary import summary_of
from audit.models import Audit, Review, SampledCase
from audit.results.report import report_on_audit
from cases.models import Event
from tests.audit.an_audit import YES, add_case, add_cases, an_audit
from tests.audit.exports.workbook_file import open_sheets
from tests.audit.management.running import json_of, output_of, refusal_of

pytestmark = pytest.mark.django_db


def test_the_json_is_that_of_the_report(suffolk_audit):
    assert json_of("summarise", suffolk_audit.pk) == summary_of(report_on_audit(suffolk_audit), suffolk_audit)


def test_the_text_names_audit_score_and_overall_rating(suffolk_audit):
    text = output_of("summarise", suffolk_audit.pk)
    assert text.startswith(
        "Internal audit by Suffolk PDU. Not an inspection and not HM Inspectorate of Probation's rat"
    )
    assert "\nSuffolk PDU, February 2024\n" in text
    assert "Overall: Requires improvement, 4 of 21" in text
    assert "56 cases" in text


def test_the_text_says_beside_the_rating_how_many_cases_are_in_until_all_are():
    audit = an_audit()
    add_cases(audit, 2, {})
    for _ in range(5):
        add_case(audit, {"2.1.1": YES}, submitted=False)
    text = output_of("summarise", audit.pk)
    assert "Provisional: 2 of 7 cases" in text.partition("\nNotes\n")[0]
    Review.objects.filter(submitted_at=None).delete()
    SampledCase.objects.filter(reviews=None).delete()
    assert "Provisional" not in output_of("summarise", audit.pk)


def test_the_lines_of_the_text_fit_a_terminal(suffolk_audit):
    figures, _, _ = output_of("summarise", suffolk_audit.pk).partition("\nNotes\n")
    assert max(map(len, figures.splitlines())) <= 100


@pytest.mark.slow
def test_a_workbook_is_written_beside_it(suffolk_audit, tmp_path):
    output_of("summarise", suffolk_audit.pk, output=tmp_path / "summary.xlsx")
    sheets = open_sheets((tmp_path / "summary.xlsx").read_bytes())
    assert "Cases" not in sheets  # cases leave by export, which asks who takes them and what for
    assert sheets["Cover"].rows(1)[0][0] == "Suffolk PDU, February 2024"


def test_an_audit_without_cases_is_summarised_as_such():
    summary = json_of("summarise", an_audit().pk)
    assert (summary["cases"], summary["overall"]) == (0, None)
    assert {"1.1", "2.1", "2.4"} <= set(summary["missing"])


def test_a_review_that_is_not_submitted_does_not_count():
    audit = an_audit()
    add_case(audit, {"2.1.1": YES})
    add_case(audit, {"2.1.1": YES}, submitted=False)
    assert json_of("summarise", audit.pk)["cases"] == 1


def test_an_unknown_audit_is_answered_with_those_there_are():
    audit = an_audit("Spring round")
    assert refusal_of("summarise", audit.pk + 1) == (
        f"There is no audit {audit.pk + 1}. Audits: {audit.pk} Spring round."
    )


def test_where_there_are_no_audits_it_says_so():
    assert refusal_of("summarise", 1) == "There is no audit 1. Audits: none yet."


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"framework_checksum": "0" * 64}, "pdu-2023.toml has changed since “Spring round” was made"),
        ({"framework_code": "of-our-own"}, "there is no such framework"),
    ],
)
def test_an_audit_whose_framework_has_changed_or_is_gone_is_refused(change, told):
    audit = an_audit("Spring round")
    Audit.objects.filter(pk=audit.pk).update(**change)
    assert told in refusal_of("summarise", audit.pk)


def test_a_workbook_that_may_name_somebody_is_written_only_as_it_is(db, tmp_path):
    audit, path = an_audit("The cases of Mr Smith"), tmp_path / "summary.xlsx"
    text = refusal_of("summarise", audit.pk, output=path)
    assert "1 text may identify someone" in text
    assert not path.exists()
    output_of("summarise", audit.pk, output=path, as_it_is=True)
    assert path.exists()
    assert "downloaded as it is although 1 text may identify" in Event.objects.get(kind="exported").details["profile"]

"""`manage.py import_answers` reads comments too, so that an audit can be moved with its evidence."""

import pytest

from audit.access import tell_access
from audit.exports.leaving.profiles import Leaving, Profile
from audit.exports.leaving.reads import contents_of
from audit.exports.workbook.workbook import write_summary
from audit.models import Answer, Audit, SampledCase
from tests.audit.an_audit import NO, YES, add_answered, an_audit
from tests.audit.answers_files import any_audit
from tests.audit.exports.data.taken import EVERY_TICK, files_in, taken_by, zip_of
from tests.audit.management.running import json_of, output_of, refusal_of
from tests.audit.method.frameworks import pdu

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
WRITTEN = ("=1+1", "-see the plan", "First line.\nSecond line; “quoted”, é", "<b>no</b>", "@home", "no", "n/a")


@pytest.fixture
def source():
    """An audit of twelve cases, with comments that look like something else."""
    audit = an_audit(title="Source")
    add_answered(audit, any_audit(pdu(), 12, seed=3, blanks=0).values())
    for place, answer in enumerate(Answer.objects.order_by("pk")[:40]):
        Answer.objects.filter(pk=answer.pk).update(comment=WRITTEN[place % len(WRITTEN)])
    return audit


@pytest.fixture
def target(source):
    """An audit of the same cases, without any review."""
    audit = an_audit(title="Target")
    of_source = source.sampled_cases.order_by("number")
    SampledCase.objects.bulk_create(SampledCase(audit=audit, case=each.case, number=each.number) for each in of_source)
    return audit


def data_file(audit, path):
    by = taken_by(unit=audit.unit)
    text = files_in(zip_of(audit, profile=Profile.INSIDE, ticks=EVERY_TICK, by=by))["answers"]
    path.with_suffix(".csv").write_text(text, encoding="utf-8-sig", newline="")
    return path.with_suffix(".csv")


def workbook_file(audit, path):
    by = taken_by(unit=audit.unit)
    tell_access(found := Audit.objects.for_report().get(pk=audit.pk), by)
    with path.with_suffix(".xlsx").open("wb") as stream:
        write_summary([contents_of(found, Leaving(Profile.INSIDE, EVERY_TICK, by))], stream)
    return path.with_suffix(".xlsx")


def evidence(audit):
    rows = Answer.objects.filter(review__sampled_case__audit=audit)
    return sorted(rows.values_list("review__sampled_case__number", "question", "value", "comment"))


@pytest.mark.parametrize("file", [data_file, workbook_file])
def test_an_audit_moves_with_its_evidence_and_keeps_its_figures(source, target, tmp_path, file):
    output_of("import_answers", target.pk, file(source, tmp_path / "answers"))
    assert evidence(target) == evidence(source)
    first, second = (json_of("summarise", audit.pk) | {"audit": None} for audit in (source, target))
    assert first == second
    assert Answer.history.filter(review__sampled_case__audit=target, comment="=1+1").exists()


def test_a_comment_without_an_answer_is_kept_and_the_review_waits_for_the_answer(target, file_of):
    output_of("import_answers", target.pk, file_of([["case", "2.1.1", "2.1.1 comment"], ["1", "", "To check."]]))
    answer = Answer.objects.get(review__sampled_case__audit=target)
    assert (answer.value, answer.comment, answer.review.submitted_at) == (None, "To check.", None)
    output_of("import_answers", target.pk, file_of([["case", "2.1.1"], ["1", "yes"]]))
    answer.refresh_from_db()
    assert (answer.value, answer.comment, answer.version) == (YES, "To check.", 2)


def test_another_comment_than_the_stored_one_is_refused(target, file_of):
    output_of("import_answers", target.pk, file_of([["case", "2.1.1", "2.1.1 comment"], ["1", "no", "Old."]]))
    text = refusal_of("import_answers", target.pk, file_of([["case", "2.1.1 comment", "2.1.1"], ["1", "New.", "no"]]))
    assert "row 2, 2.1.1 comment: “New.”. Case 1 already has another comment" in text
    stored = Answer.objects.get(review__sampled_case__audit=target)
    assert (stored.value, stored.comment) == (NO, "Old.")

"""What is read together changes no figure, file or count: everything is as if it were not there."""

from dataclasses import replace

import pytest
from django.utils import timezone

from audit.exports.as_json.summary import summary_of
from audit.exports.workbook.workbook import workbook_of
from audit.home.reads import audits_led
from audit.home.standing import standing_of
from audit.models import Answer, Reading, ReadingAnswer, Review, SampledCase
from audit.results.listed_cases import case_list_of, case_sheet_of
from audit.results.report import report_on_audit
from audit.reviewing.reads.case_reviews import reviews_of_cases
from audit.together.actions.marking import mark_for_all
from audit.together.actions.notes import write_notes
from cases.models import Case
from cases.permissions import Role
from tests.audit.a_review import a_reviewer, read_twice
from tests.audit.a_sample import add_reserve
from tests.audit.an_audit import NO, add_case, fetched

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


def figures_of(audit, lead):
    """Everything that counts the audit's cases, reviews and answers."""
    audit = fetched(audit)
    report = report_on_audit(audit)
    at = timezone.make_aware(timezone.datetime(2026, 11, 22))
    return {
        "report": report,
        "json": summary_of(report),
        "workbook": workbook_of(report, case_sheet_of(audit), made_at=at),
        "rows": case_list_of(audit).rows,
        "standing": standing_of(audit),
        "consistency": reviews_of_cases(audit.framework, audit.sampled_cases.all()),
        "counts": (Review.objects.counted().count(), Answer.objects.counted().count(), SampledCase.objects.count()),
        "home": [(each.sampled, each.submitted, each.came_in, each.overdue) for each in audits_led(lead)],
        "reviewed": audit.reviewed,
    }


def read_together(audit, lead):
    """A case that two people read and answered no throughout, submitted, with a note on a question."""
    reserve = add_reserve(audit, Case.objects.create(unit=audit.unit, reference="X000099"))
    shared = mark_for_all(audit=audit, reserve=reserve, by=lead)
    for reading in shared.readings.all():
        answers = [ReadingAnswer(reading=reading, question=code, value=NO) for code in audit.framework.questions]
        ReadingAnswer.objects.bulk_create(answers)
    shared.readings.update(submitted_at=timezone.now())
    write_notes(audit=audit, notes={"2.1.1": ("Agreed.", 0)}, by=lead)


def test_result_files_counts_and_consistency_are_the_same_with_and_without(audit, asha):
    ben, lead = a_reviewer(audit.unit, "ben"), a_reviewer(audit.unit, "lead", Role.QUALITY_LEAD)
    read_twice(audit, asha, ben, no=["2.1.1"])
    add_case(audit, {"2.1.1": NO}, submitted=False)
    before = figures_of(audit, lead)
    read_together(audit, lead)
    assert Reading.objects.filter(submitted_at__isnull=False).count() == 2
    with_its_note = before | {"standing": replace(before["standing"], notes=1)}
    assert figures_of(audit, lead) == with_its_note

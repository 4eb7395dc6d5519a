"""Several kinds of case in one audit: each question counts the cases of its kind only."""

import pytest
from django.utils import timezone

from audit.models import Audit, Sample
from audit.results.pages.result import build_result_page
from audit.results.report import report_on_audit
from audit.results.rollup import roll_up
from audit.results.sign_off.actions.sign_off import sign_off
from tests.audit.an_audit import fetched, note_facts
from tests.audit.reading import text_of
from tests.audit.two_kinds import SUPERVISION, VICTIM_QUESTION, VICTIMS, add_supervision, add_victims

pytestmark = [pytest.mark.django_db, pytest.mark.on_postgresql]


def figures_of(report):
    return {figure.code: figure for figure in report.figures}


def test_a_question_has_the_denominator_of_its_kind_and_one_of_every_kind_has_all(of_two_kinds):
    add_supervision(of_two_kinds, 12)
    add_victims(of_two_kinds, 6, yes=3)
    report = report_on_audit(fetched(of_two_kinds))
    found = figures_of(report)
    assert (found["2.1.1"].tally.applicable, found[VICTIM_QUESTION].tally.applicable) == (12, 6)
    assert [(each.kind.code, each.cases, each.expected) for each in report.rating.kinds] == [
        (SUPERVISION, 12, 12),
        (VICTIMS, 6, 6),
    ]
    assert found[VICTIM_QUESTION].band.rating == "Requires improvement"
    assert found["2.1.1"].unanswered == found[VICTIM_QUESTION].unanswered == 0


def test_a_report_says_how_many_cases_of_each_kind_are_in(of_two_kinds):
    add_supervision(of_two_kinds, 12)
    add_supervision(of_two_kinds, 2, submitted=False)
    add_victims(of_two_kinds, 1, yes=1)
    add_victims(of_two_kinds, 5, yes=5, submitted=False)
    assert report_on_audit(fetched(of_two_kinds)).incomplete == (
        "Provisional: 12 of 14 supervision cases and 1 of 6 victim cases"
    )


def test_a_standard_says_how_many_cases_of_its_own_kind_are_in(of_two_kinds):
    add_supervision(of_two_kinds, 12)
    add_supervision(of_two_kinds, 2, submitted=False)
    add_victims(of_two_kinds, 6, yes=3)
    page = build_result_page(report_on_audit(fetched(of_two_kinds)))
    incomplete = {block.code: block.incomplete for block in page.standards}
    assert (incomplete["2.1"], incomplete["3.2"]) == ("Provisional: 12 of 14 supervision cases", "")
    assert incomplete["1.1"] == "", "it is judged on evidence"


def test_an_interval_rests_on_the_draw_of_its_kind(of_two_kinds):
    add_supervision(of_two_kinds, 12)
    add_victims(of_two_kinds, 6, yes=3)
    for kind, eligible in ((SUPERVISION, 240), (VICTIMS, 6)):
        Sample.objects.create(audit=of_two_kinds, kind=kind, drawn={"eligible": eligible}, drawn_at=timezone.now())
    report = report_on_audit(fetched(of_two_kinds))
    found = figures_of(report)
    assert (report.draw.cases, report.draw.population) == (18, 246)
    assert report.draw_of("2.1.1").population == 240
    assert report.interval_of(found[VICTIM_QUESTION]) is None, "every victim case is audited"
    assert report.interval_of(found["diversity-recorded"]) is None, "two samples are not one random sample"


def test_a_sign_off_keeps_the_numbers_of_each_kind(of_two_kinds, django_assert_num_queries):
    add_supervision(of_two_kinds, 12)
    add_victims(of_two_kinds, 6, yes=3)
    before = report_on_audit(fetched(of_two_kinds)).rating
    sign_off(audit=of_two_kinds)
    of_two_kinds.sampled_cases.all().delete()
    assert report_on_audit(fetched(of_two_kinds)).rating.kinds == before.kinds
    assert Audit.objects.get().snapshot["reviewed_of_kinds"] == {SUPERVISION: [12, 12], VICTIMS: [6, 6]}


def test_a_kind_without_a_case_is_said_with_the_result(of_two_kinds):
    add_supervision(of_two_kinds, 12)
    assert "No victim cases are in the sample, so 3.2 Statutory victim work has no rating." in (
        report_on_audit(fetched(of_two_kinds)).notes
    )


def test_a_group_holds_the_cases_of_the_kind_that_a_question_is_asked_of(of_two_kinds):
    add_supervision(of_two_kinds, 12)
    add_victims(of_two_kinds, 6, yes=3)
    for sampled in of_two_kinds.sampled_cases.all():
        note_facts(sampled, sex="female")
    women = roll_up(of_two_kinds, by=("sex",)).tallies["sex", "female"]
    assert (women["2.1.1"].applicable, women[VICTIM_QUESTION].applicable) == (12, 6)


def test_the_page_of_a_question_says_why_it_has_no_cases_of_its_kind(of_two_kinds, sign_in):
    add_supervision(of_two_kinds, 12)
    pages = [f"/audits/{of_two_kinds.pk}/questions/", f"/audits/{of_two_kinds.pk}/questions/{VICTIM_QUESTION}/"]
    for page in pages:
        assert "No victim cases are in the sample." in text_of(sign_in("lead").get(page))

"""Extra cases of a group: drawn beside the sample, reviewed like others, and counted in no figure of the unit."""

import re

import pytest
from django.urls import reverse

from audit.exports import text
from audit.exports.as_json.summary import summary_of
from audit.home.standing import standing_of
from audit.home.states import with_state
from audit.models import Answer, Audit, Review
from audit.planning.account import after_replacements
from audit.results.listed_cases import case_list_of, case_sheet_of
from audit.results.questions.reads import cases_by_answer
from audit.results.report import report_on_audit
from audit.results.rollup import answers_by_case, counted_without_answers, roll_up
from audit.results.sign_off.actions.sign_off import sign_off
from tests.audit.an_audit import NO, YES, add_case, add_cases, fetched, note_facts
from tests.audit.reading import text_of

pytestmark = [pytest.mark.django_db, pytest.mark.on_postgresql]
TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="\w+"')
SUMMARY = {"strata": [{"drawn": 12}], "by_hand": False, "eligible": 100, "plan": {"confidence": 80}}


def make_extra(*sampled, group="sex=female"):
    for each in sampled:
        each.extra_for = group
        each.save()


def read_twice(sampled, second):
    review = Review.objects.create(sampled_case=sampled, part="second", submitted_at=sampled.reviews.get().submitted_at)
    Answer.objects.create(review=review, question="2.1.3", value=second)


def signed_snapshot(audit):
    sign_off(audit=audit)
    return Audit.objects.get(pk=audit.pk).snapshot


def page(name):
    return lambda audit, client: TOKEN.sub("", client.get(reverse(name, args=[audit.pk])).content.decode())


WHAT_COUNTS = {  # what a result, a file or a page takes from the cases
    "roll-up": lambda audit, client: roll_up(audit),
    "report": lambda audit, client: summary_of(report_on_audit(fetched(audit))),
    "chances": lambda audit, client: report_on_audit(fetched(audit)).chances,
    "the draw behind an interval": lambda audit, client: report_on_audit(fetched(audit)).draw,
    "text of rate and summarise": lambda audit, client: list(text.text_of(report_on_audit(fetched(audit)))),
    "rows of the workbook": lambda audit, client: case_sheet_of(audit),
    "lists of cases": lambda audit, client: case_list_of(audit, code="2.1.3"),
    "cases of a question": lambda audit, client: cases_by_answer(audit, "2.1.3", audit.sampled_cases.all()),
    "JSON": lambda audit, client: client.get(reverse("summary_json", args=[audit.pk])).json(),
    "result page": page("audit_result"),
    "questions": page("audit_questions"),
    "consistency": page("consistency"),
    "answers that versions compare": lambda audit, client: answers_by_case(audit),
    "order of cases left out of files": lambda audit, client: counted_without_answers(audit),
    "cases expected": lambda audit, client: fetched(audit).reviewed,
    "how far the audit is": lambda audit, client: standing_of(audit),
    "its state": lambda audit, client: with_state(Audit.objects).get().state,
    "the account of its sample": lambda audit, client: after_replacements(SUMMARY, audit.sampled_cases.all()),
    "sign-off": lambda audit, client: signed_snapshot(audit),  # last, since it closes the audit
}


def test_extra_cases_change_nothing_of_the_result(audit, lead):
    sample = add_cases(audit, 12, {"2.1.3": 5})
    read_twice(sample[0], NO)
    alone = {name: read(audit, lead) for name, read in WHAT_COUNTS.items()}
    extra = [add_case(audit, dict.fromkeys(["2.1.1", "2.1.3"], NO), comments={"2.1.3": "Extra."}) for _ in range(6)]
    extra.append(add_case(audit, {"2.1.3": YES}, submitted=False))
    make_extra(*extra)
    read_twice(extra[0], YES)
    Audit.objects.filter(pk=audit.pk).update(signed_off_at=None, snapshot=None, keep_until=None)
    assert [name for name, read in WHAT_COUNTS.items() if read(audit, lead) != alone[name]] == []


def groups_page(client, audit):
    return text_of(client.get(reverse("audit_groups", args=[audit.pk]), {"question": "2.1.3", "more": "on"}))


@pytest.fixture
def women_are_few(audit):
    """Six women and twenty men in the sample, ten extra women."""
    for sex, number, more in (("female", 6, {}), ("male", 20, {}), ("female", 10, {"extra": True})):
        for place in range(number):
            answers = {q.code: YES if place % 2 else NO for q in audit.framework.key_questions}
            sampled = add_case(audit, answers, sex=sex, sentence_type="licence")
            if more:
                make_extra(sampled)
    return audit


def test_extra_cases_count_in_the_line_of_their_group_alone(women_are_few, lead):
    text = groups_page(lead, women_are_few)
    assert "Female 50% 8 of 16 (28% to 72%)" in text
    assert "10 extra cases of this group included." in text
    assert "50% 10 of 20" in text  # men
    assert "Licence 50% 13 of 26" in text
    assert roll_up(women_are_few, by=["sex"]).tallies["sex", "female"]["2.1.3"].applicable == 6


def test_a_reader_who_sees_no_cases_gets_the_same_line_since_neither_part_is_fewer_than_five(women_are_few, sign_in):
    sign_off(audit=women_are_few)
    assert "Female 50% 8 of 16 (28% to 72%)" in groups_page(sign_in("viewer"), women_are_few)
    make_extra(*women_are_few.sampled_cases.filter(number__in=(27, 28, 29, 30, 31, 32)), group="sex=other")
    assert "Female 3 of 6 (few)" in groups_page(sign_in("viewer"), women_are_few)


def test_a_group_that_is_too_small_offers_more_cases_next_time_to_those_who_plan(audit, lead, sign_in):
    add_cases(audit, 20, {"2.1.3": 8})
    for sampled in audit.sampled_cases.all():
        note_facts(sampled, sex="female" if sampled.number > 14 else "male")
    address = f"/audits/{audit.pk}/again/?extra=sex%3Dfemale"
    assert address in lead.get(reverse("audit_groups", args=[audit.pk])).content.decode()
    sign_off(audit=audit)
    assert "next time" not in groups_page(sign_in("viewer"), audit)

"""What of a signed-off result those read who may not see all its cases."""

import json

import pytest

from audit.method.disclosure.small_numbers import NOT_SHOWN
from audit.models import Answer
from audit.results.sign_off.actions.sign_off import sign_off, take_back_sign_off
from cases.models import Team
from tests.audit.an_audit import NO, NOT_APPLICABLE, YES, a_unit, add_case, an_audit
from tests.audit.exports.downloading import download, widest_profile
from tests.audit.exports.workbook_file import HEADINGS, open_sheets
from tests.audit.reading import text_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def audit():
    """Seven reviewed cases, three of Ipswich: 2.1.1 applies to all, 2.1.2 to four."""
    ipswich = Team.objects.create(unit=a_unit(), name="Ipswich")
    audit = an_audit()
    for number in range(7):
        answers = {"2.1.1": YES if number else NO, "2.1.2": YES if number < 4 else NOT_APPLICABLE}
        add_case(audit, answers, team=ipswich if number < 3 else None)
    return sign_off(audit=audit)


def page_of(audit, rest=""):
    return f"/audits/{audit.pk}/{rest}"


def figures_in_json(client, audit):
    taken = download(client, audit, "json", widest_profile(client, audit), ticks=())
    standards = json.loads(taken.content)["standards"]
    return {each["code"]: each for standard in standards for each in standard["key_questions"]}


def test_a_viewer_reads_no_figure_that_rests_on_fewer_than_five_cases(audit, sign_in):
    client = sign_in("viewer")
    text = text_of(client.get(page_of(audit, "questions/")))
    assert "6 of 7" in text
    assert "4 of 4" not in text
    assert NOT_SHOWN in text
    text = text_of(client.get(page_of(audit, "questions/2.1.2/")))
    assert NOT_SHOWN in text
    assert "not listed" not in text
    assert "No case has an answer" not in text


def test_nor_in_the_json(audit, sign_in):
    found = figures_in_json(sign_in("viewer"), audit)
    assert found["2.1.1"]["yes"] == 6
    hidden = found["2.1.2"]
    assert [hidden[key] for key in ("yes", "insufficient", "absent", "applicable", "percent", "band")] == [None] * 6


def test_nor_in_the_workbook_which_then_holds_values_and_no_formulas(audit, sign_in):
    response = sign_in("viewer").get(page_of(audit, "summary.xlsx"))
    rows = open_sheets(response.content)["Key questions"].rows(HEADINGS)
    line = next(row for row in rows if "2.1.2" in row)
    assert NOT_SHOWN in line
    assert not [cell for cell in line if isinstance(cell, int)]


def test_who_may_see_every_case_reads_every_figure(audit, sign_in):
    client = sign_in("lead")
    assert "4 of 4" in text_of(client.get(page_of(audit, "questions/")))
    assert figures_in_json(client, audit)["2.1.2"]["applicable"] == 4
    outside = json.loads(client.get(page_of(audit, "summary.json")).content)["figures"]
    assert [row["n"] for row in outside if row["question"] == "2.1.2"] == [None], "to send outside it is hidden"


@pytest.mark.slow
def test_an_spo_reads_no_figure_from_which_her_own_cases_leave_fewer_than_five(audit, sign_in):
    """Of seven cases three are hers: the figure less these would tell of four others."""
    client = sign_in("spo")
    text = text_of(client.get(page_of(audit)))
    assert "6 of 7" not in text
    own = text_of(client.get(page_of(audit, "questions/2.1.1/")))
    assert NOT_SHOWN in own
    assert "Yes (2)" in own
    assert figures_in_json(client, audit)["2.1.1"]["yes"] is None


def test_nor_that_a_question_applied_to_none_of_fewer_than_five_others(audit, sign_in):
    """2.1.2 now applies to her three cases alone: shown, it would say so of the other four."""
    Answer.objects.filter(question="2.1.2", review__sampled_case__number=4).update(value=NOT_APPLICABLE)
    take_back_sign_off(audit=audit, reason="One answer was wrong.")
    sign_off(audit=audit)
    assert figures_in_json(sign_in("spo"), audit)["2.1.2"]["applicable"] is None


def test_a_note_says_that_figures_are_missing_and_none_counts_answers_set_aside(audit, sign_in):
    text = text_of(sign_in("viewer").get(page_of(audit)))
    assert "based on fewer than 5 cases that you cannot see: 1 question." in text
    assert "set aside" not in text


def corrected(audit, cases):
    take_back_sign_off(audit=audit, reason="Two dates were mixed up.")
    few = Answer.objects.filter(question="2.1.1", review__sampled_case__number__gt=7 - cases)
    few.update(value=NO)
    return sign_off(audit=audit)


@pytest.mark.slow
def test_of_a_version_in_which_few_cases_changed_a_viewer_reads_ratings_and_the_reason(audit, sign_in):
    corrected(audit, cases=1)
    client = sign_in("viewer")
    text = text_of(client.get(page_of(audit)))
    assert "Version 2, corrected. Reason: Two dates were mixed up." in text
    assert "Ratings only: fewer than 5 cases changed since an earlier result was shared" in text
    assert "5 of 7" not in text
    assert "Other measures (not rated)" not in text
    assert {figure["yes"] for figure in figures_in_json(client, audit).values()} == {None}
    assert "5 of 7" in text_of(sign_in("lead").get(page_of(audit, "questions/")))


def test_of_one_in_which_five_changed_a_viewer_reads_the_figures_too(audit, sign_in):
    corrected(audit, cases=5)
    client = sign_in("viewer")
    assert "Version 2, corrected." in text_of(client.get(page_of(audit)))
    assert "1 of 7" in text_of(client.get(page_of(audit, "questions/")))


def test_while_it_is_taken_back_the_page_says_so_and_why(audit, sign_in):
    take_back_sign_off(audit=audit, reason="Two dates were mixed up.")
    text = text_of(sign_in("viewer").get(page_of(audit)))
    assert "was taken back on" in text
    assert "Reason: Two dates were mixed up." in text
    assert "6 of 7" not in text

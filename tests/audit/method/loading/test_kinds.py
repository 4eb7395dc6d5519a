"""Frameworks with several kinds of case: which parts are asked of which, and files that do not fit."""

import pytest

from audit.method.applicability import applicable_questions, questions_by_facts
from audit.method.loading.framework import FrameworkProblem
from tests.audit.method.frameworks import edited, load_text

KINDS = """
[[kinds]]
code = "supervision"
title = "Supervision cases"
one = "supervision case"

[[kinds]]
code = "victims"
title = "Victim cases"
one = "victim case"
prefix = "V"
fewest_cases = 5
"""
VICTIMS = """
[[standards]]
code = "3.2"
title = "Statutory victim work"
judged_on = "cases"
counted = false
kind = "victims"
source = "C"

[[standards.key_questions]]
code = "3.2.1"
title = "Does work with victims inform them?"
may_be_not_applicable = false

# Counted and shown"""
COURT_REPORT = 'code = "court-report"\ntitle = "Court report"'


def two_kinds(*changes):
    """The shipped file's text with a second kind of case, and then the first place of every (old, new) changed."""
    text = edited(("[discretion]", f"{KINDS}\n[discretion]"), ("# Counted and shown", VICTIMS))
    text = text.replace('code = "pdu-2023"', 'format = 2\ncode = "two-kinds"')
    text = text.replace(
        'judged_on = "cases"\ncounted = true', 'judged_on = "cases"\ncounted = true\nkind = "supervision"'
    )
    text = text.replace(COURT_REPORT, f'{COURT_REPORT}\nkind = "supervision"')
    for old, new in changes:
        assert old in text
        text = text.replace(old, new, 1)
    return text


def test_each_kind_of_case_is_asked_its_own_questions_and_those_of_every_kind():
    framework = load_text(two_kinds())
    victim = applicable_questions(framework, {"kind": "victims", "court_report": True})
    supervision = questions_by_facts(framework)({"kind": "supervision", "court_report": True})
    assert {code for code in victim if code[0].isdigit()} == {"3.2.1"}
    assert "3.2.1" not in supervision
    assert {"diversity-recorded"} <= victim & supervision
    assert supervision - victim >= {"2.1.1", "2.1.1a", "court-report-domestic-abuse-sufficient"}
    assert applicable_questions(framework, {"court_report": True}) == supervision, "the first kind is the usual one"


def test_a_kind_has_its_own_fewest_cases_and_prefix():
    supervision, victims = load_text(two_kinds()).kinds
    assert (supervision.fewest_cases, supervision.prefix) == (10, "")
    assert (victims.fewest_cases, victims.prefix) == (5, "V")


MISTAKES = {
    "a kind that is not there": (
        'kind = "victims"',
        'kind = "victim"',
        "Kinds of case in this file: supervision, ",
    ),
    "a standard without a kind": ('kind = "victims"\n', "", 'standard 3.2 has no kind. Add kind = "…"'),
    "a kind of which nothing is asked": (
        'code = "victims"',
        'code = "unpaid"',
        'nothing is asked of the kind "un',
    ),
    "two kinds with one prefix": ('prefix = "V"\n', "", "the same prefix"),
    "a prefix with a digit": ('prefix = "V"', 'prefix = "V1"', "Use up to 3 letters"),
    "a limit of none": ("fewest_cases = 5", "fewest_cases = 0", "Use 1 or more"),
    "evidence of a kind": ('"evidence"\n', '"evidence"\nkind = "victims"\n', "judged on evidence, so it has no kind"),
    "the first format": ("format = 2\n", "", '"kinds" needs format = 2'),
    "a format to come": ("format = 2\n", "format = 3\n", "Use format = 2"),
    "a source that is none": ('source = "C"', 'source = "D"', "Use one of: A, B, C"),
}


@pytest.mark.parametrize(("old", "new", "remedy"), MISTAKES.values(), ids=MISTAKES)
def test_a_file_whose_kinds_do_not_fit_is_refused(old, new, remedy):
    with pytest.raises(FrameworkProblem) as refused:
        load_text(two_kinds((old, new)))
    assert any(remedy in problem for problem in refused.value.every)


def test_a_standard_on_evidence_can_have_questions_of_its_own():
    asked = '"evidence"\ncounted = true\n\n[[standards.sub_questions]]\ncode = "1.1.1"\ntext = "Is there a vision?"\n'
    leadership = load_text(two_kinds(('"evidence"\ncounted = true\n', asked))).standard["1.1"]
    assert [question.text for question in leadership.sub_questions] == ["Is there a vision?"]
    with pytest.raises(FrameworkProblem, match="is judged on cases, so it has no sub_questions"):
        load_text(two_kinds(('kind = "supervision"\n', f'kind = "supervision"\n{asked.split(chr(10), 2)[2]}')))

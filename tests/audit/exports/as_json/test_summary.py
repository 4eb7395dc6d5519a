"""The JSON object of `rate` and `summarise`: its exact shape, and what stands in it for whatever is not known."""

import json
from dataclasses import replace

import pytest

from audit.exports.as_json.summary import summary_of
from audit.frameworks import framework
from audit.method.answers import Value
from audit.method.rating.standard import Judgement
from audit.results.table_report import report_on_table
from tests.audit.answers_files import share_of, table_of
from tests.audit.method.frameworks import unrated

PDU = framework("pdu-2023")
FIGURE = dict.fromkeys(("yes", "insufficient", "absent", "applicable", "percent"), int)
FIGURE = {"code": str} | FIGURE | {"interval": dict, "counts": dict}
KEY_QUESTION = FIGURE | {"band": str, "to_next_band": int, "prompts": list}
STANDARD = {
    "code": str,
    "title": str,
    "rating": str,
    "decided": str,
    "waiting": str,
    "score": int,
    "left_out": bool,
    "counted": bool,
    "kind": str,
    "limiting": list,
    "written": dict,
    "key_questions": list,
}
AUDIT = {
    "notice": str,
    "audit": dict,
    "framework": str,
    "version": dict,
    "provisional": bool,
    "cases": int,
    "cases_expected": int,
    "standards": list,
    "items": list,
    "score": int,
    "max_score": int,
    "overall": str,
    "chances": dict,
    "missing": list,
    "too_few": list,
    "recommendations": list,
    "notes": list,
    "kinds": list,
}
NULLABLE = {"percent", "interval", "band", "to_next_band", "rating", "decided", "waiting", "score", "overall"}
NULLABLE |= {"audit", "chances", "version", "written"}


def check_shape(values, shape):
    """Same keys in the same order, each value of its kind or, where that may be, null."""
    assert list(values) == list(shape)
    for key, kind in shape.items():
        assert type(values[key]) is kind or (values[key] is None and key in NULLABLE), (key, values[key])


def summary(cases, judgements=None, used=PDU):
    return summary_of(report_on_table(used, table_of(cases), judgements or {}, title="x"))


def standard(summarised, code):
    return next(standard for standard in summarised["standards"] if standard["code"] == code)


def key_question(summarised, code):
    return next(q for q in standard(summarised, code[:3])["key_questions"] if q["code"] == code)


def every_key_question(value, cases=10):
    return {f"C{n}": {question.code: value for question in PDU.key_questions} for n in range(cases)}


@pytest.fixture
def suffolk_summary(suffolk_result):
    report, _ = suffolk_result
    return summary_of(report)


def test_every_part_has_exactly_the_promised_keys(suffolk_summary):
    check_shape(suffolk_summary, AUDIT)
    for item in suffolk_summary["items"]:
        check_shape(item, FIGURE)
    for judged in suffolk_summary["standards"]:
        check_shape(judged, STANDARD)
        for question in judged["key_questions"]:
            check_shape(question, KEY_QUESTION)
            for prompt in question["prompts"]:
                check_shape(prompt, FIGURE)


def test_every_question_of_the_framework_stands_in_it_once(suffolk_summary):
    found = [item["code"] for item in suffolk_summary["items"]]
    for judged in suffolk_summary["standards"]:
        for question in judged["key_questions"]:
            found += [question["code"], *(prompt["code"] for prompt in question["prompts"])]
    assert sorted(found) == sorted(PDU.questions)


def test_it_is_json_that_comes_back_as_it_was(suffolk_summary):
    assert json.loads(json.dumps(suffolk_summary, allow_nan=False)) == suffolk_summary


def test_suffolk_is_as_published(suffolk_summary):
    parts = ("audit", "standards", "items", "notes", "chances")
    assert {key: suffolk_summary[key] for key in AUDIT if key not in parts} == {
        "notice": "Internal audit by Suffolk PDU. Not an inspection and not HM Inspectorate of Probation's rating.",
        "framework": "pdu-2023",
        "version": None,
        "provisional": False,
        "cases": 56,
        "cases_expected": 56,
        "score": 4,
        "max_score": 21,
        "overall": "Requires improvement",
        "missing": [],
        "too_few": [],
        "recommendations": [],
        "kinds": [],
    }
    assert standard(suffolk_summary, "2.1") | {"key_questions": None} == {
        "code": "2.1",
        "title": "Assessment",
        "rating": "Inadequate",
        "decided": None,
        "waiting": None,
        "score": 0,
        "left_out": False,
        "counted": True,
        "kind": "",
        "limiting": ["2.1.3"],
        "written": None,
        "key_questions": None,
    }


def test_a_key_question_is_told_with_its_band_and_its_distance():
    question = key_question(summary(share_of("2.1.1", yes=25, no=31)), "2.1.1")
    assert question | {"prompts": None} == {
        "code": "2.1.1",
        "yes": 25,
        "insufficient": 31,
        "absent": 0,
        "applicable": 56,
        "percent": 45,
        "interval": {"low": 32.4, "high": 57.6},
        "counts": {"yes": 25, "insufficient": 31, "absent": 0, "not_applicable": 0, "unanswered": 0},
        "band": "Inadequate",
        "to_next_band": 3,
        "prompts": None,
    }


def test_cases_without_an_answer_to_a_key_question_are_counted():
    cases = share_of("2.1.1", yes=25, no=31)
    cases |= {"C90": {}, "C91": {}}
    assert key_question(summary(cases), "2.1.1")["counts"]["unanswered"] == 2


def test_a_result_of_a_file_is_of_no_audit():
    assert summary({})["audit"] is None


def test_in_the_highest_band_there_is_no_next_one():
    assert key_question(summary(every_key_question(Value.YES)), "2.1.1")["to_next_band"] is None


def test_a_question_without_applicable_cases_has_no_percentage():
    items = summary(share_of("finance-help", yes=0, no=0, not_applicable=3))["items"]
    figure = next(item for item in items if item["code"] == "finance-help")
    none = {"yes": 0, "insufficient": 0, "absent": 0}
    counts = none | {"not_applicable": 3, "unanswered": None}
    told = {"code": "finance-help", **none, "applicable": 0, "percent": None, "interval": None, "counts": counts}
    assert figure == told


def test_oversight_that_was_absent_is_told_apart_from_oversight_that_fell_short(suffolk_summary):
    oversight = next(item for item in suffolk_summary["items"] if item["code"] == "management-oversight")
    assert oversight == {
        "code": "management-oversight",
        "yes": 15,
        "insufficient": 21,
        "absent": 16,
        "applicable": 52,
        "percent": 29,
        "interval": {"low": 18.3, "high": 42.3},
        "counts": {"yes": 15, "insufficient": 21, "absent": 16, "not_applicable": 4, "unanswered": None},
    }


def test_a_standard_without_judgement_leaves_score_and_overall_null_and_is_named():
    summarised = summary(every_key_question(Value.YES), {"1.1": Judgement("Good"), "1.3": Judgement("Good")})
    assert (summarised["score"], summarised["overall"], summarised["missing"]) == (None, None, ["1.2"])
    assert summarised["max_score"] == 21
    assert any("1.2 Staffing has no judgement yet" in note for note in summarised["notes"])


def test_a_key_question_that_nobody_answered_is_named_with_its_standard():
    cases = {case: {k: v for k, v in a.items() if k != "2.3.2"} for case, a in every_key_question(Value.YES).items()}
    summarised = summary(cases, dict.fromkeys(("1.1", "1.2", "1.3"), Judgement("Good")))
    assert (summarised["overall"], summarised["missing"]) == (None, ["2.3", "2.3.2"])
    assert key_question(summarised, "2.3.2")["band"] is None


def test_a_standard_that_cannot_be_rated_leaves_the_maximum():
    judgements = {"1.1": Judgement(None), "1.2": Judgement("Good"), "1.3": Judgement("Good")}
    summarised = summary(every_key_question(Value.YES), judgements)
    assert (summarised["score"], summarised["max_score"], summarised["overall"]) == (16, 18, "Outstanding")
    assert (standard(summarised, "1.1")["rating"], summarised["missing"]) == (None, [])


def test_computed_and_decided_rating_are_both_told():
    cases = every_key_question(Value.YES)
    for case in ("C0", "C1", "C2"):
        cases[case] = dict.fromkeys(cases[case], Value.NO)
    summarised = summary(cases, {"2.1": Judgement("Outstanding")})
    decided = standard(summarised, "2.1")
    assert (decided["rating"], decided["decided"], decided["score"]) == ("Good", "Outstanding", 3)


def test_an_unrated_framework_gives_figures_and_no_ratings():
    summarised = summary(every_key_question(Value.YES), used=replace(unrated(), code="unrated"))
    assert {"score", "max_score", "overall", "chances", "too_few"} & set(summarised) == set()
    assert set(summarised["standards"][3]) == {"code", "title", "kind", "written", "key_questions"}
    assert key_question(summarised, "2.1.1")["percent"] == 100
    assert {"band", "to_next_band"} & set(key_question(summarised, "2.1.1")) == set()

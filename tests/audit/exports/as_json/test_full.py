"""The JSON file of an audit: its exact keys, the flat list of figures, and what became of the recommendations."""

import json
from datetime import date
from io import BytesIO

import pytest
from django.utils import timezone

from audit.exports.as_json.full import full_summary_of, write_json
from audit.exports.as_json.summary import summary_of
from audit.exports.leaving.profiles import Leaving
from audit.exports.leaving.reads import contents_of
from audit.models import Audit, Response
from audit.results.sign_off.actions.sign_off import sign_off
from cases.models import Event
from tests.audit.an_audit import YES, add_case, add_cases, an_audit, fetched
from tests.audit.management.running import json_of, output_of, refusal_of

pytestmark = pytest.mark.django_db
FIGURE = "audit_id group value question yes insufficient absent not_applicable n percent low high rating each_answer"


def written(*audits):
    stream = BytesIO()
    write_json((contents_of(each, Leaving()) for each in audits), stream)
    return json.loads(stream.getvalue())


def test_the_full_object_adds_to_the_short_one_and_takes_nothing_away(signed_off_audit):
    contents = contents_of(signed_off_audit, Leaving())
    short, full = summary_of(contents.report, signed_off_audit), full_summary_of(contents)
    assert [*full] == [*short, "profile", "texts", "figures"]
    assert {key: full[key] for key in short if key != "recommendations"} == {
        key: short[key] for key in short if key != "recommendations"
    }
    assert full["texts"]["2.1.1"] == signed_off_audit.framework.questions["2.1.1"].text
    assert {" ".join(figure) for figure in full["figures"]} == {FIGURE}


def test_the_flat_figures_are_those_of_the_standards(signed_off_audit):
    full = written(signed_off_audit)
    flat = {each["question"]: each for each in full["figures"] if each["group"] == "all"}
    for standard in full["standards"]:
        for question in standard["key_questions"]:
            figure = flat[question["code"]]
            assert (figure["yes"], figure["n"], figure["percent"], figure["rating"]) == (
                question["yes"],
                question["applicable"],
                question["percent"],
                question["band"],
            )
            assert {"low": figure["low"], "high": figure["high"]} == question["interval"]
    assert {"sex", "rosh_level"} <= {each["group"] for each in full["figures"]}


def test_the_audit_says_which_one_it_is(signed_off_audit):
    Audit.objects.update(review_from=date(2024, 2, 5), review_until=date(2024, 2, 16))
    audit = fetched(signed_off_audit)
    assert written(audit)["audit"] == {
        "id": audit.pk,
        "title": "Suffolk PDU, February 2024",
        "unit": "Suffolk PDU",
        "region": "East of England",
        "review_from": "2024-02-05",
        "review_until": "2024-02-16",
        "signed_off_on": timezone.localdate(audit.signed_off_at).isoformat(),
        "framework": "pdu-2023",
        "framework_version": audit.framework_version,
        "version": 1,
        "provisional": False,
    }


def test_recommendations_come_with_their_answer_and_steps_once_they_are_released():
    audit = an_audit()
    add_cases(audit, 12, {})
    now, due = timezone.now(), date(2026, 5, 1)
    written_one = audit.recommendations.create(text="Plan ahead.", about=["2.2"], written_at=now)
    audit.recommendations.create(text="See people.", about=["2.3"], written_at=now)
    assert written(fetched(audit))["recommendations"] == []
    sign_off(audit=audit)
    Response.objects.create(recommendation=written_one, agreement="partly", text="Not all.", at=now)
    written_one.steps.create(text="Train.", owner="Head of PDU", due=due, evidence="Mr Smith says so", written_at=now)
    answer = {"agreement": "partly", "text": "Not all.", "on": timezone.localdate(now).isoformat()}
    step = {"text": "Train.", "owner": "Head of PDU", "due": "2026-05-01", "done_on": None}
    assert written(fetched(audit))["recommendations"] == [
        {"text": "Plan ahead.", "about": ["2.2"], "answer": answer, "steps": [step]},
        {"text": "See people.", "about": ["2.3"], "answer": None, "steps": []},
    ]


def test_a_figure_that_rests_on_too_few_cases_has_no_count_in_any_part():
    audit = an_audit()
    add_cases(audit, 4, {})
    full = written(fetched(audit))
    question = full["standards"][3]["key_questions"][0]
    counts = ("yes", "insufficient", "absent", "applicable", "percent", "interval", "band")
    assert {question[key] for key in counts} | {*question["counts"].values()} == {None}
    assert {figure["n"] for figure in full["figures"]} == {None}


def test_several_audits_are_a_list_of_the_same_objects():
    one, two = fetched(an_audit("One")), fetched(an_audit("Two"))
    assert written(one, two) == [written(one), written(two)]


def test_the_command_prints_the_full_object_only_as_json():
    audit = an_audit()
    add_case(audit, {"2.1.1": YES})
    full = json_of("summarise", audit.pk, full=True)
    assert (full["profile"], full["audit"]["id"]) == ("outside", audit.pk)
    assert refusal_of("summarise", audit.pk, full=True) == "--full is for JSON. Add --format json."


def test_in_full_texts_that_may_identify_someone_are_refused_and_the_audit_history_keeps_what_was_printed():
    audit = an_audit(about="Drawn after X123456 came to light.")
    add_cases(audit, 12, {})
    asked = {"format": "json", "full": True}
    assert "1 text may identify someone" in refusal_of("summarise", audit.pk, **asked)
    assert not Event.objects.filter(kind=Event.Kind.EXPORTED).exists()
    assert json.loads(output_of("summarise", audit.pk, as_it_is=True, **asked))["profile"] == "outside"
    assert "1 text may identify someone" in Event.objects.get(kind=Event.Kind.EXPORTED).details["profile"]

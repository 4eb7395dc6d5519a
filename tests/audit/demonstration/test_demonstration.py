"""The demonstration: invented cases, always the same, that give each figure an inspection published about cases."""

import csv
import hashlib
import os
import re
import subprocess
import sys
from fractions import Fraction
from pathlib import Path
from types import SimpleNamespace

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.core.management import CommandError, call_command
from django.db import transaction

from audit.demonstration import figures
from audit.demonstration.actions.demonstration import SIGN_INS, TITLE, add_demonstration_users, load_demonstration
from audit.demonstration.comparison import as_markdown, comparison_rows
from audit.demonstration.suffolk import invent_cases
from audit.frameworks import framework
from audit.management.commands import load_demo
from audit.method.answers import Value
from audit.method.tally import Tally
from audit.models import Answer, Audit, Review, SampledCase, StandardJudgement
from audit.results.published.files import SUFFOLK_FIGURES
from audit.results.report import report_on_audit
from audit.results.rollup import EVERY_CASE, roll_up
from cases.case_values import ETHNIC_GROUPS
from cases.models import Case, Membership, Region, User

pytestmark = pytest.mark.on_postgresql

ROOT = Path(__file__).parents[3]
with SUFFOLK_FIGURES.open(encoding="utf-8", newline="") as file:
    PUBLISHED = list(csv.DictReader(file))
FIGURES = [row for row in PUBLISHED if row["section"] in figures.COMPARED]
# What the notes of the file say beside the figures, such as "25 of 56 not": the cases that are not among the yes.
REST = re.compile(r"(\d+) of (\d+) (?:not|ineffective|insufficient|lacked)")
SAMPLE = {
    "community orders": {"sentence_type": "community_order"},
    "releases on licence": {"sentence_type": "licence"},
    "female cases": {"sex": "female"},
    "minority ethnic cases": {"ethnic_group__in": [group for group in ETHNIC_GROUPS if group != "white"]},
}


def rows_of(section):
    return [row for row in PUBLISHED if row["section"] == section]


def named(rows):
    return {"argvalues": rows, "ids": [f"{row['section']}: {row['measure']} ({row['group']})" for row in rows]}


@pytest.fixture(scope="module")
def loaded(django_db_setup, django_db_blocker):
    """Figures of the demonstration, which is loaded once for this module and rolled back afterwards."""
    with django_db_blocker.unblock(), transaction.atomic():
        load_demonstration()
        audit = Audit.objects.for_report().get(title=TITLE)
        found = SimpleNamespace(
            report=report_on_audit(audit),
            rolled=roll_up(audit, by=("ethnic_group",)),
            about=audit.about,
            sample={name: Case.objects.filter(**facts).count() for name, facts in SAMPLE.items()},
            answers=set(Answer.objects.values_list("review__sampled_case__number", "question", "value", "comment")),
            history={model: (model.objects.count(), model.history.count()) for model in (Case, Review, Answer)},
        )
        transaction.set_rollback(True)
    return found


@pytest.fixture(scope="module")
def invented():
    return invent_cases(framework("pdu-2023"))


def tally_of(loaded, row):
    """Return (the Tally of the question that a published row is about, "yes" or "no": what the row counts)."""
    code, counts = figures.QUESTION_OF.get(row["measure"], (row["measure"].split()[0], "yes"))
    if row["group"] != "minority ethnic":
        return loaded.rolled.tallies[EVERY_CASE][code], counts
    groups = [tallies for (fact, value), tallies in loaded.rolled.tallies.items() if value not in ("", "white")]
    return sum((tallies.get(code, Tally()) for tallies in groups), Tally()), counts


@pytest.mark.parametrize("row", **named(FIGURES))
def test_a_published_figure_is_what_the_cases_give(loaded, row):
    tally, counts = tally_of(loaded, row)
    counted = tally.yes if counts == "yes" else tally.no + tally.absent
    computed = {"yes": counted, "applicable": tally.applicable}
    computed["percent"] = int(Fraction(100 * counted, tally.applicable) + Fraction(1, 2))
    assert {key: int(row[key]) for key in computed if row[key]} == {key: computed[key] for key in computed if row[key]}


@pytest.mark.parametrize("row", **named([row for row in FIGURES if REST.search(row["source_note"])]))
def test_the_cases_that_the_report_counts_the_other_way_round_agree_too(loaded, row):
    tally, _ = tally_of(loaded, row)
    assert REST.search(row["source_note"]).groups() == (str(tally.no + tally.absent), str(tally.applicable))


@pytest.mark.parametrize("row", **named(rows_of("rating")))
def test_a_published_rating_is_what_the_method_gives(loaded, row):
    rating = loaded.report.rating
    if row["measure"].startswith("overall"):
        assert (str(rating.score), str(rating.max_score), rating.overall) == (
            row["yes"],
            row["applicable"],
            row["percent"],
        )
    else:
        finals = {standard.code: standard.final for standard in rating.standards}
        assert finals[row["measure"].split()[0]] == row["percent"]


@pytest.mark.parametrize("row", **named(rows_of("sample")))
def test_the_sample_is_made_up_as_published(loaded, row):
    assert (loaded.sample[row["measure"]], loaded.report.rating.cases) == (int(row["yes"]), int(row["applicable"]))


def test_every_row_about_cases_is_compared_above_and_stands_with_one_question():
    elsewhere = {"staff_survey", "practitioner_interview", "people_survey"}  # not figures of cases
    assert {row["section"] for row in PUBLISHED} == {*figures.COMPARED, "rating", "sample"} | elsewhere
    assert {row["measure"] for row in FIGURES if row["section"] != "key_question"} == set(figures.QUESTION_OF)
    assert {code for code, _ in figures.QUESTION_OF.values()} <= set(framework("pdu-2023").questions)


def test_the_table_in_the_documentation_is_the_one_that_is_computed(suffolk_audit):
    text = (ROOT / "docs" / "seeds.md").read_text(encoding="utf-8")
    table = re.search(r"<!-- suffolk -->\n(.*)\n<!-- /suffolk -->", text, re.DOTALL)[1]
    assert table.strip() == as_markdown(comparison_rows(suffolk_audit)).strip()


def test_the_table_has_a_row_for_every_figure_and_rating_and_they_all_agree(suffolk_audit):
    rows = comparison_rows(suffolk_audit)
    wanted = [(row["section"], row["group"]) for row in PUBLISHED if row["section"] in (*figures.COMPARED, "rating")]
    assert sorted((row.section, row.group) for row in rows) == sorted(wanted)
    assert [row for row in rows if not row.agrees] == []


def test_the_cases_are_the_same_each_time_they_are_loaded(loaded, suffolk_result):
    _, rows = suffolk_result
    answers = {
        (int(row.label.removeprefix("Case ")), code, int(value), row.comments.get(code, ""))
        for row in rows
        for code, value in row.answers.items()
    }
    assert loaded.answers == answers


def fingerprint(cases):
    """Return a digest of everything that is invented."""
    return hashlib.sha256(repr(list(map(vars, cases))).encode()).hexdigest()


FINGERPRINT_ELSEWHERE = """
import django
django.setup()
from tests.audit.demonstration.test_demonstration import *
print(fingerprint(invent_cases(framework("pdu-2023"))))
"""


@pytest.mark.slow
def test_the_cases_do_not_depend_on_the_order_that_python_keeps_sets_in(invented):
    environment = {**os.environ, "PYTHONHASHSEED": "7", "DJANGO_SETTINGS_MODULE": "tests.settings"}
    command = [sys.executable, "-c", FINGERPRINT_ELSEWHERE]
    printed = subprocess.run(command, capture_output=True, check=True, cwd=ROOT, env=environment).stdout
    assert printed.decode().strip() == fingerprint(invented)


def test_every_question_that_is_asked_is_answered_with_an_answer_that_it_offers(invented):
    used = framework("pdu-2023")
    for case in invented:
        assert all(value in used.questions[code].labels for code, value in case.answers.items())
        assert {question.code for question in used.key_questions} <= set(case.answers)
        assert set(case.comments) <= set(case.answers)


@pytest.mark.parametrize("subject", ["domestic-abuse-information", "child-safeguarding-information"])
def test_what_was_sufficient_had_been_received_and_what_was_received_had_been_requested(invented, subject):
    for case in invented:
        steps = [case.answers[f"{subject}-{step}"] == Value.YES for step in ("requested", "received", "sufficient")]
        assert steps == sorted(steps, reverse=True)


def test_cases_are_plainly_invented(loaded, invented):
    assert "Suffolk PDU, February 2024: reconstructed from the published report; every case is invented" in loaded.about
    assert [case.facts["reference"] for case in invented] == [f"DEMO-{number:03}" for number in range(1, 57)]


def test_each_case_came_into_the_sample_while_its_sentence_ran_and_before_it_was_reviewed(suffolk_audit):
    for sampled in suffolk_audit.sampled_cases.select_related("case").prefetch_related("reviews"):
        (review,) = sampled.reviews.all()
        assert sampled.case.start_date < sampled.facts_as_of.date() < sampled.case.end_date
        assert sampled.facts_as_of < review.submitted_at


def test_loading_writes_history_like_any_other_change(loaded):
    assert all(records == versions > 0 for records, versions in loaded.history.values())


def counts():
    records = (Region, Case, Audit, SampledCase, Review, Answer, StandardJudgement, User, Membership)
    return {model: model.objects.count() for model in records}


def test_loading_again_touches_nothing(suffolk_audit, settings):
    settings.DEBUG = True
    add_demonstration_users()
    before = counts()
    assert load_demonstration() is False
    add_demonstration_users()
    assert counts() == before


@pytest.mark.parametrize(("debug", "by"), [(True, "quality-lead"), (False, None)])
def test_its_result_is_signed_off_once_by_its_quality_lead_where_there_is_one(
    suffolk_audit, settings, monkeypatch, debug, by
):
    settings.DEBUG = debug
    monkeypatch.setattr(load_demo, "load_demonstration", lambda: True)  # as the first time, its rows are copied in
    monkeypatch.setattr(load_demo, "load_earlier_audit", lambda: None)
    call_command("load_demo", "--compare")
    monkeypatch.undo()
    signed = Audit.objects.get(title=TITLE)
    assert (signed.snapshot["ratings"]["score"], signed.signed_off_by and signed.signed_off_by.username) == (4, by)
    call_command("load_demo", "--compare")
    assert Audit.objects.get(title=TITLE).signed_off_at == signed.signed_off_at


def test_loading_again_is_harmless_after_the_audit_was_renamed(suffolk_audit):
    Audit.objects.update(title="Suffolk, for training")
    before = counts()
    load_demonstration()
    assert counts() == before


@pytest.mark.django_db
def test_people_with_a_known_password_are_not_made_where_debug_is_off(settings):
    settings.DEBUG = False
    with pytest.raises(ImproperlyConfigured, match="known password"):
        add_demonstration_users()
    assert not User.objects.exists()


def test_the_command_makes_no_sign_ins_where_debug_is_off_and_says_why(suffolk_audit, settings, capsys):
    settings.DEBUG = False
    call_command("load_demo")
    assert "No demonstration sign-ins" in capsys.readouterr().out
    assert not User.objects.exists()


@pytest.mark.slow
def test_the_command_prints_every_sign_in_with_its_password(suffolk_audit, settings, capsys):
    settings.DEBUG = True
    call_command("load_demo")
    printed = capsys.readouterr().out
    password = re.search(r"with the password (\S+):", printed)[1]
    for name in (sign_in[0] for sign_in in SIGN_INS):
        assert name in printed
        assert User.objects.get(username=name).check_password(password)
    assert not User.objects.filter(demonstration=False).exists()


def test_the_demonstrations_people_show_what_a_role_opens_and_what_it_does_not(signed_off_audit, settings):
    settings.DEBUG = True
    add_demonstration_users()
    seen = {user.username: SampledCase.objects.visible_to(user).count() for user in User.objects.all()}
    nobody = dict.fromkeys(["admin", "viewer", "head", "norfolk-lead", "practitioner", "reviewer-2"], 0)
    assert 0 < seen.pop("spo") < 56
    assert seen == nobody | {"quality-lead": 56, "reviewer": 5}


def test_the_command_compares_on_request(suffolk_audit, capsys):
    call_command("load_demo", "--compare")
    assert capsys.readouterr().out.strip() == as_markdown(comparison_rows(suffolk_audit))


def test_the_command_compares_after_the_audit_was_renamed(suffolk_audit, capsys):
    Audit.objects.update(title="Suffolk, for training")
    call_command("load_demo", "--compare")
    assert capsys.readouterr().out.strip() == as_markdown(comparison_rows(suffolk_audit))


def test_the_command_says_what_to_do_where_the_audit_was_deleted_and_its_cases_are_still_there(suffolk_audit):
    suffolk_audit.sampled_cases.get(number=1).delete()  # as when the audit goes, in a hundredth of the time
    with pytest.raises(CommandError, match="start with an empty database"):
        call_command("load_demo", "--compare")

"""Records keep what they said before, since when, and who changed it; imports of many rows do so too."""

import pytest
from django.apps import apps

from audit.models import (
    Answer,
    Correction,
    EarlierVersion,
    Entry,
    FileWorker,
    ListedCase,
    Notice,
    NoticeEmail,
    OwnFramework,
    PreparedFile,
    QuarterCount,
    Recheck,
    Review,
    SampledCase,
    StandardJudgement,
    StandIn,
    TeamList,
)
from audit.results.judgements.reads import judgement_version
from audit.reviewing.actions.import_answers import import_answers
from audit.reviewing.answers_file.table import check_answers
from cases.models import Case, Event, KnownAddress, Membership, User
from cases.permissions import Role
from cases.spreadsheets.read import Sheet
from tests.audit.an_audit import YES, add_case, an_audit

pytestmark = [pytest.mark.django_db, pytest.mark.on_postgresql]
JUDGEMENT = {"rating": "Good", "rationale": "Seen.", "decided_by": "Panel", "record": "Record judgement"}


@pytest.fixture
def asha():
    """A quality lead for everywhere."""
    asha = User.objects.create(username="asha")
    Membership.objects.create(user=asha, role=Role.QUALITY_LEAD)
    return asha


def import_two_cases(audit, by):
    rows = [["case", "2.1.1", "2.1.2"], ["X000001", "yes", "no"], ["X000002", "no", ""]]
    table = check_answers(audit.framework, Sheet("answers.csv", "", (), rows))
    return import_answers(audit=audit, table=table, add_cases=True, by=by)


def test_every_record_of_the_two_wings_keeps_a_history_but_those_without_a_fact_to_look_up():
    models = [model for wing in ("cases", "audit") for model in apps.get_app_config(wing).get_models()]
    records = [model for model in models if not model.__name__.startswith("Historical")]
    without = {KnownAddress, Event, Notice, NoticeEmail, EarlierVersion}
    added_only = {Correction, Entry, Recheck, QuarterCount, OwnFramework}
    replaced_whole = {TeamList, ListedCase}
    of_files = {StandIn, PreparedFile, FileWorker}
    assert {
        model for model in records if not hasattr(model, "history")
    } == without | added_only | replaced_whole | of_files


def test_a_judgement_changed_on_the_page_keeps_both_versions_and_who_made_each(client, asha):
    audit, bert = an_audit(), User.objects.create(username="bert")
    Membership.objects.create(user=bert, role=Role.QUALITY_LEAD)
    for user, rating in ((asha, "Good"), (bert, "Outstanding")):
        client.force_login(user)
        seen = {"based_on": judgement_version(audit.judgements.first())}
        client.post(f"/audits/{audit.pk}/standards/1.1/judgement/", JUDGEMENT | seen | {"rating": rating})
    kept = StandardJudgement.objects.get().history.order_by("history_id")
    assert [(row.history_user, row.history_type, row.rating) for row in kept] == [
        (asha, "+", "Good"),
        (bert, "~", "Outstanding"),
    ]


@pytest.mark.parametrize(("model", "rows"), [(Case, 2), (SampledCase, 2), (Review, 2), (Answer, 3)])
def test_a_bulk_import_leaves_a_row_of_history_for_every_record_with_who_imported(asha, model, rows):
    import_two_cases(an_audit(), by=asha)
    history = model.history.all()
    assert model.objects.count() == history.count() == rows
    assert {(row.history_user, row.history_type) for row in history} == {(asha, "+")}


def test_imported_answers_name_their_reviewer(asha):
    import_two_cases(an_audit(), by=asha)
    assert {review.reviewer for review in Review.objects.all()} == {asha}
    assert {answer.answered_by for answer in Answer.objects.all()} == {asha}


def test_a_deleted_answer_can_still_be_read_in_its_history():
    answer = add_case(an_audit(), {"2.1.1": YES}).reviews.get().answers.get()
    answer.comment = "Their own words are used."
    answer.save()
    answer.delete()
    kept = Answer.history.order_by("history_id")
    assert [(row.history_type, row.comment) for row in kept] == [("~", answer.comment), ("-", answer.comment)]

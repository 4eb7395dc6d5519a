"""Past the retention date: what identifies people is gone, from the history too; the signed-off result stays."""

import datetime
from importlib import import_module

import pytest
from django.apps import apps
from django.contrib.admin.models import CHANGE, LogEntry
from django.core.management import call_command
from django.utils import timezone

from audit.exports.as_json.summary import summary_of
from audit.exports.leaving.actions import numbers_for
from audit.models import Answer, Audit, Notice, SampledCase
from audit.moderating.actions.send_back import send_back
from audit.notices.actions.notices import tell
from audit.planning.actions.plan import create_audit
from audit.results.judgements.actions.judgement import record_judgement
from audit.results.listed_cases import case_sheet_of
from audit.results.report import report_on_audit
from audit.results.sign_off.actions.sign_off import SignOffRefused, sign_off, take_back_sign_off
from audit.retention.actions import RetentionNotOver, remove_cases
from audit.retention.reads import REMOVED, audits_past_retention, count_removable
from cases.models import Case, Event, User
from tests.audit.a_sample import add_reserve, mark_hand_picked, replace_by_hand
from tests.audit.an_audit import NO, YES, add_case, an_audit, fetched, note_facts
from tests.audit.evidence.written import an_entry, write_text
from tests.audit.tables import everything_stored

pytestmark = [pytest.mark.django_db, pytest.mark.on_postgresql]
SECRETS = (
    "X000001",
    "She told Ms Example",
    "an earlier wording",
    "Rationale about a person",
    "About Mr Example",
    "Ask Mr Example again",
    "Mr Example agrees",
    "A copied fact",
    "Ms Example of the team",
    "What the focus group said",
    "An earlier text",
)
STAYS = "Supervision is regular."


@pytest.fixture
def audit():
    """An audit signed off last year with two cases. Comments were changed once, so the history holds the old ones."""
    audit = an_audit()
    add_case(audit, {"2.1.1": YES}, comments={"2.1.1": SECRETS[1]}, sex="female")
    add_case(audit, {"2.1.1": NO})
    for case in Case.objects.all():
        case.save()
    note_facts(audit.sampled_cases.get(number=1), disability=SECRETS[7])
    answer = Answer.objects.exclude(comment="").get()
    for text in (SECRETS[2], SECRETS[1]):
        answer.comment = text
        answer.save()
    review, lead = answer.review, User.objects.create(username="lead")
    send_back(review=review, note=SECRETS[5], by=lead)
    note = review.sent_back.get()
    note.reply, note.replied_at = SECRETS[6], timezone.now()
    note.save()
    review.submitted_at = timezone.now()
    review.save()
    for rationale in (SECRETS[3], "Another"):
        record_judgement(audit=audit, standard="1.1", rating="Good", rationale=rationale, decided_by="Panel")
    for narrative in (SECRETS[10], STAYS):
        write_text(audit, "1.1", narrative=narrative, contributors=SECRETS[8])
    an_entry(audit, "1.1", text=SECRETS[9])
    audit.about = SECRETS[4]
    audit.save()
    sign_off(audit=audit)
    return past_retention(audit)


def past_retention(audit):
    yesterday = timezone.localdate() - datetime.timedelta(days=1)
    Audit.objects.filter(pk=audit.pk).update(keep_until=yesterday)
    return Audit.objects.get(pk=audit.pk)


def test_no_table_holds_a_reference_or_free_text_any_more(audit):
    assert all(secret in everything_stored() for secret in SECRETS)
    remove_cases(audit=audit)
    assert [secret for secret in SECRETS if secret in everything_stored()] == []


def test_what_was_released_about_a_standard_stays(audit):
    remove_cases(audit=audit)
    assert report_on_audit(fetched(audit)).texts["1.1"].narrative == STAYS
    assert audit.standard_texts.get().narrative == STAYS


def test_the_result_stays_as_it_was_signed_off_and_says_what_was_removed_and_when(audit):
    before = summary_of(report_on_audit(fetched(audit)))
    remove_cases(audit=audit)
    after = summary_of(report_on_audit(fetched(audit)))
    assert {**after, "notes": []} == {**before, "notes": []}
    today = f"{timezone.localdate().day} {timezone.localdate():%B %Y}"
    counts = "2 cases, 2 reviews, 2 answers, 1 comment, 1 rationale."
    note = f"Removed on {today}, as their retention date had passed: {counts}"
    assert any(text.startswith(note) for text in after["notes"])
    assert fetched(audit).reviewed == (2, 2)
    assert case_sheet_of(fetched(audit)) is None


def test_the_numbers_that_stand_for_people_in_files_go_too(audit):
    numbers_for(audit=audit, practitioners=(), reviewers=[User.objects.get().pk])
    assert audit.stand_ins.count() == 1
    remove_cases(audit=audit)
    assert audit.stand_ins.count() == 0


def test_a_judgement_keeps_its_rating_who_decided_and_who_recorded_what_before(audit):
    remove_cases(audit=audit)
    judgement = audit.judgements.get()
    assert (judgement.rating, judgement.decided_by) == ("Good", "Panel")
    assert judgement.history.count() == 3
    assert {row.rationale for row in judgement.history.all()} == {REMOVED}


def test_a_case_that_was_taken_out_of_the_sample_before_is_removed_too(audit):
    sampled = audit.sampled_cases.get(number=1)
    sampled.save()  # this starts its history
    sampled.delete()
    assert remove_cases(audit=audit)["cases"] == 2
    assert "X000001" not in everything_stored()


def test_reserves_and_what_was_written_on_replacements_go_too_and_the_plan_in_numbers_stays(audit):
    reserve = Case.objects.create(unit=audit.unit, reference="X000077")
    once = Case.objects.create(unit=audit.unit, reference="X000078")
    add_reserve(audit, reserve)
    add_reserve(audit, once, position=2).delete()
    mark_hand_picked(audit)
    for note in ("Mr Example was at fault", "Mr Example moved"):
        replace_by_hand(audit.sampled_cases.get(number=1), note=note, instead=audit.sampled_cases.get(number=2))
    assert remove_cases(audit=audit)["cases"] == 4
    kept = [text for text in ("X000077", "X000078", "Mr Example") if text in everything_stored()]
    assert kept == []
    assert fetched(audit).caution


def test_a_case_that_is_in_reserve_elsewhere_stays_there(audit):
    other = create_audit(unit=audit.unit, title="Another", framework_code="pdu-2023")
    add_reserve(other, Case.objects.get(reference="X000001"))
    assert remove_cases(audit=audit)["cases"] == 1
    assert other.reserves.get().case.reference == "X000001"


def test_a_case_that_another_audit_still_holds_stays_there(audit):
    other = create_audit(unit=audit.unit, title="Another", framework_code="pdu-2023")
    shared = Case.objects.get(reference="X000001")
    SampledCase.objects.create(audit=other, case=shared, number=1)
    assert remove_cases(audit=audit)["cases"] == 1
    assert Case.objects.get() == shared
    assert other.sampled_cases.get().case == shared


def test_what_was_counted_before_is_what_is_removed(audit):
    counted = count_removable(audit)
    assert counted == {"cases": 2, "reviews": 2, "answers": 2, "comments": 1, "rationales": 1}
    assert remove_cases(audit=audit) == counted
    assert set(count_removable(audit).values()) == {0}


def test_only_signed_off_audits_past_their_date_are_due(audit):
    today = timezone.localdate()
    assert list(audits_past_retention(today)) == [audit]
    assert not audits_past_retention(audit.keep_until).exists()
    remove_cases(audit=audit)
    assert not audits_past_retention(today).exists()


def test_a_sign_off_cannot_be_taken_back_once_the_cases_are_gone(audit):
    remove_cases(audit=audit)
    with pytest.raises(SignOffRefused, match="permanent"):
        take_back_sign_off(audit=audit, reason="Too late.")


def test_the_command_counts_first_and_removes_only_when_told_to(audit, capsys):
    call_command("purge", "--dry-run")
    assert "would remove 2 cases, 2 reviews, 2 answers, 1 comment, 1 rationale" in capsys.readouterr().out
    assert Case.objects.count() == 2
    call_command("purge")
    assert "removed 2 cases" in capsys.readouterr().out
    assert not Case.objects.exists()
    call_command("purge")
    assert "No audit is past its retention date." in capsys.readouterr().out


def test_what_is_still_to_be_kept_is_not_removed_by_whatever_way(audit):
    Audit.objects.update(keep_until=timezone.localdate())
    with pytest.raises(RetentionNotOver, match="is kept until"):
        remove_cases(audit=audit)
    assert Case.objects.count() == 2


def test_the_removal_is_in_the_trail_with_its_counts(audit):
    remove_cases(audit=audit)
    event = Event.objects.get(kind=Event.Kind.REMOVED)
    assert (event.audit, event.details["cases"], event.details["comments"]) == (audit.pk, 2, 1)


def test_an_audit_that_nobody_signed_off_is_named_as_kept(capsys):
    an_audit()
    call_command("purge", "--dry-run")
    assert "Audits not signed off, so their cases are kept: 1." in capsys.readouterr().out


def test_the_upgrade_forgets_what_admin_once_noted_of_cases_and_audits(audit):
    root = User.objects.create_superuser("root")
    for records in (Case.objects.all(), Audit.objects.all(), User.objects.filter(pk=root.pk)):
        LogEntry.objects.log_actions(root.pk, records, CHANGE)
    import_module("audit.migrations.0011_forget_what_admin_noted_of_cases").forget(apps, None)
    assert LogEntry.objects.get().object_repr == "root"


def test_what_people_were_told_of_the_audit_goes_with_its_cases(audit):
    lead = User.objects.get(username="lead")
    tell(user=lead, kind=Notice.Kind.SIGNED_OFF, audit=audit)
    tell(user=lead, kind=Notice.Kind.SIGNED_OFF, audit=an_audit())
    remove_cases(audit=audit)
    assert Notice.objects.get().audit_id != audit.pk

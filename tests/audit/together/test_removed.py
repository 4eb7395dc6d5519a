"""What was read together goes with the audit's cases, and at once if the case turns out to be restricted."""

import datetime

import pytest
from django.utils import timezone

from audit.models import Audit, QuestionNote, Reading, ReadingAnswer, SampledCase, SharedCase
from audit.planning.actions.replacement import replace_case
from audit.results.sign_off.actions.sign_off import sign_off
from audit.retention.actions import remove_cases
from audit.together.actions.marking import mark_for_all
from audit.together.actions.notes import write_notes
from cases.models import Case
from tests.audit.a_review import a_reviewer
from tests.audit.a_sample import add_reserve
from tests.audit.an_audit import YES, add_case, an_audit
from tests.audit.tables import everything_stored

pytestmark = [pytest.mark.django_db, pytest.mark.on_postgresql, pytest.mark.slow]
SECRETS = ("X000009", "About Mr Example", "An earlier wording", "Agreed about Mr Example")


@pytest.fixture
def shared(audit):
    """A case with a reference, an answer whose comment was changed, and a note that was deleted."""
    add_case(audit, {"2.1.1": YES})
    reserve = add_reserve(audit, Case.objects.create(unit=audit.unit, reference=SECRETS[0], disability="Told"))
    shared = mark_for_all(audit=audit, reserve=reserve)
    reading = Reading.objects.create(shared_case=shared, reviewer=a_reviewer(audit.unit, "asha"))
    answer = ReadingAnswer.objects.create(reading=reading, question="2.1.1", comment=SECRETS[2])
    answer.comment = SECRETS[1]
    answer.save()
    for version, text in enumerate((SECRETS[3], "")):
        write_notes(audit=audit, notes={"2.1.1": (text, version)}, by=reading.reviewer)
    return shared


def kept():
    told = everything_stored()
    return [secret for secret in (*SECRETS, "Told") if secret in told]


def test_past_the_retention_date_nothing_of_it_is_left_nor_in_any_history(audit, shared):
    sign_off(audit=audit)
    Audit.objects.update(keep_until=timezone.localdate() - datetime.timedelta(days=1))
    remove_cases(audit=audit)
    assert kept() == []
    assert not any(model.history.exists() for model in (SharedCase, Reading, ReadingAnswer, QuestionNote))
    assert not Case.objects.exists()


def test_a_case_that_is_restricted_in_another_audit_is_removed_here_at_once(audit, shared):
    other = SampledCase.objects.create(audit=an_audit(title="Another"), case=shared.case, number=1)
    replace_case(sampled=other, reason="restricted", note="Since yesterday.")
    assert not SharedCase.objects.exists()
    assert kept() == [SECRETS[3]]  # a note is about a question, and stays

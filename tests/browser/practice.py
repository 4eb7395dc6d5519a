"""What the stories of reviewing are about: one audit with a case or two, and those who review them."""

import pytest

from audit.method.answers import AnswerChange, Value
from audit.method.applicability import applicable_questions
from audit.models import Answer, Review, SampledCase
from audit.planning.actions.allocation import allocate
from audit.planning.actions.plan import create_audit
from audit.reviewing.actions.answering import save_answers
from cases.models import Case, DeliveryUnit, Membership, Practitioner, Region, Team, User
from cases.permissions import Role
from tests.browser.answering import PASSWORD

PART = "2.1"  # the section that most stories answer in


@pytest.fixture
def review(transactional_db, no_connection_left_behind):
    """The first review of a case of Suffolk PDU, allocated to "reviewer"; the "quality-lead" may answer it too."""
    region = Region.objects.create(name="East of England")
    unit = DeliveryUnit.objects.create(region=region, name="Suffolk PDU")
    team = Team.objects.create(unit=unit, name="Ipswich")
    for role, name in ((Role.REVIEWER, "reviewer"), (Role.REVIEWER, "reviewer-2"), (Role.QUALITY_LEAD, "quality-lead")):
        user = User.objects.create_user(name, password=PASSWORD, first_name=name.capitalize())
        Membership.objects.create(user=user, role=role, unit=unit)
    audit = create_audit(unit=unit, title="Practice round", framework_code="pdu-2023")
    practitioner = Practitioner.objects.create(name="B. Mercer", team=team)
    case = Case.objects.create(unit=unit, team=team, practitioner=practitioner, reference="DEMO-0001")
    sampled = SampledCase.objects.create(audit=audit, case=case, number=1)
    return allocate(sampled=sampled, reviewer=User.objects.get(username="reviewer"))


@pytest.fixture
def give(review):
    """give(code, value, comment, by): as if that person had saved it in a browser of their own."""

    def give(code, value, comment="", by="quality-lead"):
        now = review.answers.filter(question=code).values_list("version", flat=True).first() or 0
        change = AnswerChange(code, value, comment, now)
        return save_answers(review=review, changes=[change], by=User.objects.get(username=by))

    return give


@pytest.fixture
def give_all(review):
    """give_all(but=codes): every other question that applies is answered yes, each judgement with its reasoning."""

    def give_all(but=()):
        asked = applicable_questions(review.audit.framework, review.facts) - set(but)
        Answer.objects.bulk_create(
            Answer(review=review, question=code, value=Value.YES, comment="Seen.", answered_by=review.reviewer)
            for code in sorted(asked)
        )

    return give_all


@pytest.fixture
def open_part(sign_in, review):
    """open_part(page, username, part): the page shows this part of the review."""

    def open_part(page, username="reviewer", part=PART):
        sign_in(page, username)
        page.goto(f"/reviews/{review.pk}/{part}/")
        return page

    return open_part


@pytest.fixture
def stored(review):
    """stored(code): (value, comment) as the database has them; (None, "") where there is nothing."""

    def stored(code):
        answer = Review.objects.get(pk=review.pk).answers.filter(question=code).first()
        return (answer.value, answer.comment) if answer else (None, "")

    return stored

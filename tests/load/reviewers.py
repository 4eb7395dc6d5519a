"""Reviews to save answers in, and the sessions of those who may."""

import secrets
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass

from allauth.mfa.models import Authenticator
from django.test import Client

from cases.models import Membership, User
from cases.permissions import Role
from tests.audit.an_audit import YES, a_unit, add_case, an_audit
from tests.audit.oversight.a_team import a_case, a_look, a_practitioner, a_round, a_team
from tests.load.person import Person

SECTION = "2.1"


@dataclass(frozen=True)
class Desk:
    """A review, the codes of the questions of SECTION in it, and the session of somebody who answers it."""

    review: int
    codes: tuple[str, ...]
    session: str

    def person(self, address):
        return Person(address, self.session, f"/reviews/{self.review}/{SECTION}/")


def make_desks(reviewers, answered):
    """So many Desks of reviewers with a review each; where `answered`, every question of it has an answer already."""
    audit = _audit()
    return [_desk(audit, _review(audit, answered), _user(audit, Role.REVIEWER)) for _ in range(reviewers)]


def make_two_at_one():
    """Two Desks with one review: its reviewer's and the quality lead's."""
    audit = _audit()
    review = _review(audit, answered=False)
    lead = Desk(review.pk, _codes(audit), _session(_user(audit, Role.QUALITY_LEAD)))
    return [_desk(audit, review, _user(audit, Role.REVIEWER)), lead]


def make_desk_of_look():
    """A Desk with a look at a case of oversight, of which every question has an answer already, and its SPO."""
    team = a_team(f"Team {secrets.token_hex(8)}", a_unit(f"Unit {secrets.token_hex(8)}"))
    spo = User.objects.create(username=f"spo {secrets.token_hex(8)}")
    case = a_case(a_practitioner(team, "Practitioner A"), f"X{secrets.randbelow(10**6):06}")
    planned = a_round(team, [case], instrument="oversight-short", spo=spo)
    codes = tuple(planned.audit.framework.questions)
    look = a_look(planned.audit.sampled_cases.get(), spo, dict.fromkeys(codes, YES))
    Membership.objects.create(user=spo, role=Role.SPO, team=team)
    Authenticator.objects.create(user=spo, type=Authenticator.Type.TOTP, data={})
    return Desk(look.pk, codes, _session(spo))


@contextmanager
def people_at(desks, address):
    """Yields a Person for each Desk, on the page of its review."""
    with ExitStack() as stack:
        yield [stack.enter_context(desk.person(address)) for desk in desks]


def _audit():
    return an_audit(unit=a_unit(f"Unit {secrets.token_hex(8)}"))


def _review(audit, answered):
    answers = dict.fromkeys(audit.framework.questions, YES) if answered else {}
    comments = dict.fromkeys(answers, "Seen in the record of contacts of the first three months.")
    return add_case(audit, answers, submitted=False, comments=comments).reviews.get()


def _desk(audit, review, user):
    review.reviewer = user
    review.save()
    return Desk(review.pk, _codes(audit), _session(user))


def _codes(audit):
    (standard,) = [standard for standard in audit.framework.standards if standard.code == SECTION]
    return tuple(prompt.code for question in standard.key_questions for prompt in question.prompts)


def _user(audit, role):
    user = User.objects.create(username=f"{role.value} {secrets.token_hex(8)}")
    Membership.objects.create(user=user, role=role, unit=audit.unit)
    Authenticator.objects.create(user=user, type=Authenticator.Type.TOTP, data={})
    return user


def _session(user):
    client = Client()
    client.force_login(user)
    return client.cookies["sessionid"].value

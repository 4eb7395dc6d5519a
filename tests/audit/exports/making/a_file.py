"""A result that people take away, and files that they asked for."""

from audit.exports.leaving.profiles import Leaving, Profile
from audit.exports.making.actions.asking import ask_for
from audit.exports.making.kinds import KINDS
from cases.models import Case, Membership, User
from cases.permissions import Role
from tests.audit.an_audit import NO, YES, add_case, an_audit, fetched


def a_result(title="Mock inspection"):
    """An audit with twelve cases, and asha, who leads the quality team of its PDU."""
    audit = an_audit(title)
    for number in range(12):
        add_case(audit, {"2.1.1": YES if number else NO}, comments={"2.1.1": "Seen in the plan."})
    asha, _ = User.objects.get_or_create(username="asha", first_name="Asha", last_name="Okonkwo")
    Membership.objects.get_or_create(user=asha, role=Role.QUALITY_LEAD, unit=audit.unit)
    return fetched(audit), asha


def asked(audit, by, what="summary", profile=Profile.INSIDE, **more):
    """The PreparedFile that the person asked for; under the tests' settings it is made at once."""
    kind, leaving = KINDS[what], Leaving(profile, {}, by)
    return ask_for(kind=kind, audits=[audit], leaving=leaving, by=by, **more)


def restrict(audit, number):
    """As if the case of this number had become one of a restricted person since."""
    Case.objects.filter(samples__audit=audit, samples__number=number).update(restricted_digest="0123456789ab")

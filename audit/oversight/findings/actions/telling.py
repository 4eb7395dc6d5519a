"""Leave notices about what was added to a finding."""

from audit.models import Finding, Notice
from audit.models.oversight.finding import EntryKind
from audit.notices.actions.notices import tell
from audit.oversight.findings.reads import current_state, filed_under, in_charge_of
from cases.models import User

_TO_THOSE_IN_CHARGE = {EntryKind.DIFFER: Notice.Kind.DIFFERED, EntryKind.DONE: Notice.Kind.DONE}
_TO_THE_PRACTITIONER = {
    EntryKind.ANSWER: Notice.Kind.ANSWERED,
    EntryKind.SETTLE: Notice.Kind.ANSWERED,
    EntryKind.CLOSE: Notice.Kind.ANSWERED,
    EntryKind.OWNER: Notice.Kind.CORRECTED,
    EntryKind.DUE: Notice.Kind.CORRECTED,
    EntryKind.CORRECTION: Notice.Kind.CORRECTED,
    EntryKind.WITHDRAW: Notice.Kind.CORRECTED,
}


def tell_of_entry(*, finding: Finding, kind: EntryKind, by: User) -> None:
    """Tell the other side that an entry of this kind was added."""
    finding = Finding.objects.for_page().get(pk=finding.pk)  # with the entry
    if kind in _TO_THOSE_IN_CHARGE:
        people = in_charge_of(finding, current_state(finding))
        _tell_each(people, _TO_THOSE_IN_CHARGE[kind], finding, by)
    elif kind in _TO_THE_PRACTITIONER:
        _tell_each(filed_under(finding), _TO_THE_PRACTITIONER[kind], finding, by)


def tell_of_check(*, finding: Finding, by: User) -> None:
    """Tell the practitioner that it was checked whether the finding was put right."""
    _tell_each(filed_under(finding), Notice.Kind.ANSWERED, finding, by)


def _tell_each(people, kind, finding, by):
    for person in people:
        tell(user=person, kind=kind, finding=finding, by=by)

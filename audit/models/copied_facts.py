"""What records share that keep a copy of a case's facts."""

from copy import copy

from django.utils.timezone import now

from audit.method.applicability import KIND
from audit.method.facts.derived import day_of
from cases.models import Case


class HoldsFacts:
    """A record with a `case`, its `facts` as {fact: value}, and `facts_as_of`, the moment they were copied.

    `kind`: the code of the kind of case that it is in the audit, "" if there are none. It is one of the facts.
    """

    def copy_facts(self):
        """Copy the facts of the case, as of now unless a moment is given.

        Storing a new record does this, alone or in bulk, so that none is without facts.
        """
        of_kind = {KIND: self.kind} if self.kind else {}
        self.facts, self.facts_as_of = self.case.facts_to_copy() | of_kind, self.facts_as_of or now()

    @property
    def case_then(self):
        """Return the Case with the facts that count in this audit. It is for showing and must not be saved."""
        case = copy(self.case)
        for fact in Case.COPIED:
            setattr(case, fact, self._fact_then(fact))
        return case

    def _fact_then(self, fact):
        value = self.facts.get(fact, getattr(self.case, fact))
        return day_of(value) if fact in Case.DATES else value

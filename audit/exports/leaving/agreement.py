"""Read how far the reviewers of an audit agree, for those who moderate it."""

from dataclasses import replace

from audit.exports.leaving.actions import numbers_for
from audit.exports.leaving.profiles import Leaving, Profile, Tick
from audit.models import Audit, SampledCase
from audit.moderating.agreements import Agreements, Person, agreements_of
from audit.reviewing.reads.case_reviews import reviews_of_cases
from cases.permissions import Permission


def agreements_for(audit: Audit, leaving: Leaving) -> Agreements | None:
    """Return the Agreements that the page shows; None in files of another profile, and for those without that page.

    Reviewers have their names or the numbers that stand for them, which may store new ones.
    """
    if leaving.profile != Profile.INSIDE or Permission.MODERATE not in audit.permissions:
        return None
    cases = SampledCase.objects.visible_to(leaving.by).counted().filter(audit=audit)
    agreements = agreements_of(audit.framework, reviews_of_cases(audit.framework, cases))
    return agreements if leaving.has(Tick.REVIEWERS) else _with_numbers(audit, leaving, agreements)


def _with_numbers(audit: Audit, leaving: Leaving, agreements: Agreements) -> Agreements:
    """Name people by their numbers, in the order of these: the order of their names would tell who is who."""
    keys = {person.number for people, _ in agreements.pairs for person in people if person.number}
    numbers = numbers_for(audit=audit, practitioners=(), reviewers=keys, by=leaving.by).reviewers

    def numbered(person: Person) -> Person:
        return person._replace(name=str(numbers[person.number])) if person.number else person

    renamed = [((numbered(first), numbered(second)), found) for (first, second), found in agreements.pairs]
    in_order = [(min(people, people[::-1]), found) for people, found in renamed]
    return replace(agreements, pairs=tuple(sorted(in_order, key=lambda pair: pair[0])))

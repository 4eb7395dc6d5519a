"""Give people the numbers that stand for them in the files of an audit."""

from collections.abc import Iterable
from typing import NamedTuple

from django.db import transaction

from audit.exports.leaving.stand_in_numbers import new_numbers
from audit.models import Audit, StandIn
from cases.models import User


class Numbers(NamedTuple):
    """{primary key of a practitioner: number}, and {primary key of a reviewer: number}. No two people have the same."""

    practitioners: dict[int, int]
    reviewers: dict[int, int]


@transaction.atomic
def numbers_for(
    *, audit: Audit, practitioners: Iterable[int], reviewers: Iterable[int], by: User | None = None
) -> Numbers:
    """Return the numbers that stand for people in every file of this audit, and give one to each who has none yet.

    Takes and returns primary keys. A practitioner who also reviews has a number for each, so that a file does not show
    it. `by` is kept nowhere: the trail says who took the file.
    """
    Audit.objects.select_for_update().get(pk=audit.pk)  # two files made at once must not give a person two numbers
    wanted = [*(("practitioner_id", key) for key in practitioners), *(("reviewer_id", key) for key in reviewers)]
    stored = list(audit.stand_ins.all())
    known = {_person_of(each) for each in stored}
    new = [person for person in dict.fromkeys(wanted) if person not in known]
    numbers = new_numbers({each.number for each in stored}, len(new))
    made = [StandIn(audit=audit, number=number, **dict([who])) for who, number in zip(new, numbers, strict=True)]
    StandIn.objects.bulk_create(made)
    given = {_person_of(each): each.number for each in (*stored, *made)}
    return Numbers(*({key: given[kind, key] for kind, key in wanted if kind == which} for which in StandIn.PEOPLE))


def _person_of(stand_in: StandIn) -> tuple[str, int]:
    """Return which kind of person it is and their primary key."""
    return next((kind, key) for kind in StandIn.PEOPLE if (key := getattr(stand_in, kind)))

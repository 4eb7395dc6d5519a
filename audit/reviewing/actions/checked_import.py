"""Import an answers file for a quality lead, who is shown first what it would change."""

from django.db import transaction

from audit.models import Audit, Review, SampledCase, in_own_team
from audit.planning.locking import lock_open
from audit.reviewing.actions.import_answers import Imported, store_plans
from audit.reviewing.actions.imported_cases import AnswersRefused, find_or_add_cases
from audit.reviewing.answers_file.table import AnswersTable
from audit.reviewing.reads.import_plan import CasePlan, plan_import, print_of
from cases.models import User
from cases.spreadsheets.problems import Problem

OWN_TEAM = "{} is in your own team, so someone else must answer it. Remove the row."
NOT_NOW = "The review of {} takes no answers from you now. Remove the row."


class ImportStale(Exception):
    """What the file would change is not what the person was shown."""


def check_import(*, audit: Audit, table: AnswersTable, lock: bool = False, by: User) -> list[CasePlan]:
    """Return what the table would change in the cases that the person may answer. Stores nothing.

    Raises AnswersRefused, as for a case that is not in the audit where they may not see one.
    """
    cases = SampledCase.objects.visible_to(by).filter(audit=audit)
    found = find_or_add_cases(audit=audit, table=table, cases=cases, by=by)
    plans = plan_import(audit, found, lock=lock)
    remedies = _remedies(plans, by)
    problems = [
        Problem(plan.row.row, table.case_column, plan.row.reference, remedies[plan.sampled.pk].format(plan.sampled))
        for plan in plans
        if plan.sampled.pk in remedies
    ]
    if problems:
        raise AnswersRefused(problems)
    return plans


def _remedies(plans, user):
    """{SampledCase's number in the database: what to do} of the cases that the user may not answer now."""
    sampled = SampledCase.objects.filter(pk__in=[plan.sampled.pk for plan in plans])
    own = sampled.filter(in_own_team(user, "case")).values_list("pk", flat=True)
    reviews = Review.objects.filter(pk__in=[plan.review.pk for plan in plans if plan.review])
    barred = reviews.exclude(pk__in=Review.objects.to_write_by(user).values("pk"))
    return dict.fromkeys(barred.values_list("sampled_case_id", flat=True), NOT_NOW) | dict.fromkeys(own, OWN_TEAM)


@transaction.atomic
def import_checked(*, audit: Audit, table: AnswersTable, seen: str, by: User) -> Imported:
    """Store all that the table would change, replacing what it replaces, or nothing.

    `seen`: the `print_of` the plans that the person was shown. Reviews that do not exist yet get no reviewer, since the
    file does not say whose account that is. Raises ImportStale, AuditClosed, AnswersRefused.
    """
    lock_open(audit)
    plans = check_import(audit=audit, table=table, lock=True, by=by)
    if print_of(plans) != seen:
        raise ImportStale
    changed = [plan for plan in plans if plan.to_store]  # a case without anything new is left as it is
    return store_plans(audit=audit, plans=changed, reviewer=None, by=by)

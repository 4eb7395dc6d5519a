"""The door through which views reach a round."""

from functools import wraps

from django.shortcuts import get_object_or_404, render

from audit.access import View
from audit.frameworks import FrameworkProblem
from audit.models import FrameworkChanged, Round, SampledCase
from audit.models.oversight.overseen import of_overseen_cases
from audit.oversight.access import opens_oversight
from audit.oversight.rounds.progress import rounds_with_progress
from cases.models import User
from cases.permissions import Permission


def opens_round(view: View) -> View:
    """Give the view the Round whose number is in the address, with its progress, if the user oversees its team.

    Otherwise it answers 404, or 403 where the user oversees nothing, and 409 with an explanation where the file of the
    round's instrument has changed.
    """

    @wraps(view)
    @opens_oversight(Permission.OVERSEE)
    def opened(request, oversight_round, **kwargs):
        found = get_object_or_404(rounds_with_progress(request.user), pk=oversight_round)
        try:
            _ = found.audit.framework  # reads the file and compares its checksum
        except (FrameworkChanged, FrameworkProblem) as problem:
            context = {"audit": found.audit, "problem": problem}
            return render(request, "audit/framework_problem.html", context, status=409)
        return view(request, found, **kwargs)

    return opened


def case_of_round(user: User, oversight_round: Round, number: int) -> SampledCase:
    """Return the case of that number, if the user oversees it now. Raises Http404."""
    sampled = oversight_round.audit.sampled_cases.filter(of_overseen_cases(user))
    return get_object_or_404(sampled.select_related("case__practitioner__team", "case__team"), number=number)

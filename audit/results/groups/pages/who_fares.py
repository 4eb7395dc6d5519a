"""The part "Who fares differently" of a result, ready to print: a line for each fact."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.urls import reverse

from audit.models import Audit
from audit.results.groups.choice import choose_groups
from audit.results.groups.forms.groups import QuestionForm
from audit.results.groups.pages.choices import offered_in_form
from audit.results.groups.pages.groups import GroupsPage, build_groups_page
from audit.results.groups.reads.groups import groups_open_to
from audit.results.report import Report
from cases.models import User
from cases.permissions import Permission

ON_THE_PAGE_OF_GROUPS = ("ethnic_group", "disability", "age_band")  # they take too many lines here


@dataclass(frozen=True)
class WhoFares:
    """What the part shows. `form`: chooses the question. `question`: its code, to link to the page of groups."""

    form: QuestionForm
    question: str
    page: GroupsPage


def build_who_fares(user: User, audit: Audit, report: Report, sent: Mapping[str, str]) -> WhoFares | None:
    """Return the WhoFares of a signed-off audit (from a view that opens_audit), without facts that no case has.

    None of a running one, of no case, and if no case has any fact. Those who moderate a running audit
    have its page of groups.
    """
    if not audit.signed_off_at or not report.rating.cases or report.ratings_only:
        return None
    choice = choose_groups(report, {"question": sent.get("question", "")}, may_cross=False)
    code = choice.question.code
    facts = [fact for fact in choice.facts if fact not in ON_THE_PAGE_OF_GROUPS]
    groups = groups_open_to(user, audit, report, facts, [code]).get(code, {})
    known = {fact: found for fact, found in groups.items() if any(value for each in found for value in each.values)}
    if groups and not known:
        return None  # nothing is known of any case
    plan_again = reverse("plan_again", args=[audit.pk]) if Permission.PLAN in audit.permissions else ""
    page = build_groups_page(report, choice, known, removed=bool(audit.removed_at), plan_again=plan_again)
    form = QuestionForm(questions=offered_in_form(report.framework, report.words), initial={"question": code})
    return WhoFares(form, code, page)

"""Read what My team shows. Each function takes one query, so that the page takes twelve with its session and person."""

from datetime import timedelta

from django.db.models import Count, Exists, F, Max, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.utils.timezone import localdate, now

from audit.models import (
    Audit,
    Finding,
    Look,
    OversightApproval,
    Review,
    Round,
    SampledCase,
    is_approved,
    samples_in_brief,
)
from audit.models.counts import number_in_audit
from audit.models.oversight.overseen import of_overseen_cases
from audit.oversight.access import approvals_reached
from cases.models import REMOVED, Case, Membership, Practitioner, Team, User, in_teams
from cases.models.reached_rows import rows_reached
from cases.permissions import Permission, Role

WEEKS = 26  # "Looked at, last 26 weeks"
RESULTS = 5  # listed; the list of audits has all
FINISHED_BY_CASE = "review__sampled_case__case"


def teams_of(user: User) -> QuerySet[Team]:
    """Return the teams that the user oversees where oversight is in use, by PDU and name.

    Each has its list (`has_lists`: whether the PDU has switched lists on), how many finished looks count (`looks`),
    at cases of how many practitioners (`looked_into`), and whether anyone holds the role of SPO for it (`has_spo`).
    """
    lists = OversightApproval.objects.in_force().filter(unit=OuterRef("unit"), team_lists=True)
    spos = Membership.objects.current().filter(role=Role.SPO, user__is_active=True)
    has_spo = Exists(spos.filter(Q(team=OuterRef("pk")) | Q(unit=OuterRef("unit"))))
    teams = _with_looks(Team.objects.overseen_by(user)).select_related("list")
    return teams.annotate(has_lists=Exists(lists), has_spo=has_spo)


def teams_without_spo(user: User) -> QuerySet[Team]:
    """Return those of the teams_of(user) that have findings and no SPO."""
    return teams_of(user).filter(Exists(Finding.objects.released().filter(team=OuterRef("pk"))), has_spo=False)


def teams_led_by(user: User) -> QuerySet[Team]:
    """Return the teams of the PDUs that the user leads as head of service, likewise with `looks` and `looked_into`.

    `people`: how many practitioners are in it.
    """
    people = Practitioner.objects.filter(team=OuterRef("pk"), left_on=None).order_by().values("team")
    led = _with_looks(Team.objects.filter(rows_reached(user, Permission.RESPOND, unit="unit")))
    return led.annotate(people=_number(people.annotate(number=Count("pk"))))


def _with_looks(teams):
    counted = Look.objects.counted().filter(review__sampled_case__audit__round__team=OuterRef("pk")).order_by()
    of_team = counted.values("review__sampled_case__audit__round__team")
    practitioners = Count("review__sampled_case__held_by", distinct=True)
    approved = teams.filter(is_approved("unit")).select_related("unit").order_by("unit__name", "name", "pk")
    return approved.annotate(
        looks=_number(of_team.annotate(number=Count("pk"))),
        looked_into=_number(of_team.annotate(number=practitioners)),
    )


def practitioners_of(team: Team) -> list[Practitioner]:
    """Return the team's practitioners by name.

    `known`: how many running cases of theirs the tool knows; `looked`: at how many of these a look was finished in the
    last WEEKS; `last`: when one was last finished; `pick`: the CRN of the case that was not looked at for longest.
    """
    running = Case.objects.filter(Q(end_date=None) | Q(end_date__gte=localdate()), restricted_digest="")
    running = running.exclude(reference__startswith=REMOVED).filter(practitioner=OuterRef("pk")).order_by()
    looked = Look.objects.finished().filter(**{FINISHED_BY_CASE: OuterRef("pk")})
    recent = running.filter(Exists(looked.filter(review__submitted_at__gte=now() - timedelta(weeks=WEEKS))))
    every = Look.objects.finished().filter(**{f"{FINISHED_BY_CASE}__practitioner": OuterRef("pk")}).order_by()
    last = every.values(f"{FINISHED_BY_CASE}__practitioner").annotate(last=Max("review__submitted_at"))
    latest = looked.order_by("-review__submitted_at").values("review__submitted_at")[:1]
    longest = running.annotate(last=Subquery(latest)).order_by(F("last").asc(nulls_first=True), "pk")
    people = Practitioner.objects.filter(team=team, left_on=None).by_name()
    return list(
        people.annotate(
            known=_number(running.values("practitioner").annotate(number=Count("pk"))),
            looked=_number(recent.values("practitioner").annotate(number=Count("pk"))),
            last=Subquery(last.values("last")),
            pick=Subquery(longest.values("reference")[:1]),
        )
    )


def _number(counted):
    return Coalesce(Subquery(counted.values("number")), 0)


def open_rounds(team: Team, user: User) -> list[Round]:
    """Return the team's rounds that take looks, the first to close first.

    `next_number`: of the next case that the user may look at; `begun`: the key of a look that was begun and not
    finished; None for none. `cases` and `finished`: how many it has, and how many were looked at.
    """
    waiting = SampledCase.objects.current().filter(of_overseen_cases(user), audit=OuterRef("audit"))
    waiting = waiting.filter(reviews__part=Review.Part.FIRST, reviews__submitted_at=None).order_by("number")
    begun = (
        Look.objects.visible_to(user)
        .filter(
            review__sampled_case__audit=OuterRef("audit"),
            review__sampled_case__replaced_at=None,
            review__submitted_at=None,
        )
        .order_by("begun_at")
    )
    cases = SampledCase.objects.current().filter(audit=OuterRef("audit")).order_by()
    finished = cases.filter(reviews__part=Review.Part.FIRST, reviews__submitted_at__isnull=False)
    rounds = Round.objects.visible_to(user).filter(team=team, closes_on__gte=localdate()).select_related("audit")
    return list(
        rounds.annotate(
            cases=_number(cases.values("audit").annotate(number=Count("pk"))),
            finished=_number(finished.values("audit").annotate(number=Count("pk"))),
            next_number=Subquery(waiting.values("number")[:1]),
            begun=Subquery(begun.values("pk")[:1]),
        ).order_by("closes_on", "pk")
    )


def results_of_unit(team: Team, user: User) -> list[Audit]:
    """Return the latest inspections of the team's PDU whose result the user sees, signed off or not.

    `of_team`: how many of their cases the team holds now.
    """
    own = SampledCase.objects.counted().filter(in_teams([team.pk], "case__"))
    audits = Audit.objects.with_results_visible_to(user).filter(unit=team.unit_id).for_report()
    audits = audits.annotate(of_team=number_in_audit(own))
    return list(audits.prefetch_related(None).prefetch_related(samples_in_brief())[:RESULTS])


def uses_oversight(user: User) -> bool:
    """Whether oversight is in use in a PDU where the user oversees teams."""
    return approvals_reached(user, [Permission.OVERSEE]).exists()

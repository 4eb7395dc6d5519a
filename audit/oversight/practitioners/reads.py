"""Read what is filed under a practitioner's name, and who opened it."""

import datetime
from collections.abc import Iterable
from itertools import chain

from django.db.models import OuterRef, Q, QuerySet, Subquery
from django.utils.timezone import localdate

from audit.models import Alert, Entry, Finding, Look, Purpose, Recheck, Review, SampledCase, is_approved
from audit.models.sentences import day
from cases.models import Case, Event, Practitioner, User
from cases.models.places import LEAVERS_READ_FOR


def day_of_closing(practitioner: Practitioner) -> datetime.date | None:
    """Return the first day on which the page of a practitioner who left is closed; None while they are there."""
    left = practitioner.left_on
    return left + LEAVERS_READ_FOR + datetime.timedelta(days=1) if left else None


def is_open(practitioner: Practitioner) -> bool:
    closes = day_of_closing(practitioner)
    return closes is None or localdate() < closes


def own_practitioners(user: User) -> list[Practitioner]:
    """Return the practitioners whose account the user signs in with. Two where a person has two records."""
    linked = Practitioner.objects.linked_to(user).select_related("team__unit").order_by("name", "pk")
    return [each for each in linked if is_open(each)]


def findings_under(names: Iterable[Practitioner], findings: QuerySet[Finding]) -> QuerySet[Finding]:
    """Return the released ones of these findings that are filed under the names, or that they have to act on.

    Strengths come first, then the latest.
    """
    filed = findings.released().filter(Q(practitioner__in=names) | Q(owner__in=names))
    return filed.for_page().order_by("-kind", "-released_at", "-pk")


def practitioner_overseen_by(user: User, number: int) -> Practitioner | None:
    """Return the practitioner of this number whose page the user may open; None otherwise, and once it is closed."""
    found = Practitioner.objects.overseen_by(user).select_related("team__unit").filter(pk=number).first()
    return found if found and is_open(found) else None


def findings_seen_by(user: User, practitioner: Practitioner) -> QuerySet[Finding]:
    """Return the findings_under a practitioner's name that the user reads as SPO or quality lead."""
    return findings_under([practitioner], Finding.objects.overseen_by(user))


def picked_from(names: Iterable[Practitioner]) -> QuerySet[SampledCase]:
    """Return their cases that are in a round that has not closed, and not looked at yet."""
    held = SampledCase.objects.current().filter(
        is_approved("audit__unit"),
        audit__purpose=Purpose.OVERSIGHT,
        audit__round__closes_on__gte=localdate(),
        case__practitioner__in=names,
        case__restricted_digest="",
        reviews__part=Review.Part.FIRST,
        reviews__submitted_at=None,
    )
    return held.select_related("case", "audit__created_by", "audit__round").order_by("audit", "number")


def looks_at_work_of(names: Iterable[Practitioner]) -> QuerySet[Look]:
    """Return the finished looks at cases that they held when the case was picked, or when the look was finished.

    Who holds a case later is not given what was written about another person's work.
    """
    cases = "review__sampled_case"
    before = {"id": OuterRef(f"{cases}__case"), "history_date__lte": OuterRef("review__submitted_at")}
    holders = Case.history.filter(**before).order_by("-history_date", "-history_id").values("practitioner")
    looks = Look.objects.finished().alias(held_then=Subquery(holders[:1]))
    held = Q(**{f"{cases}__held_by__in": names}) | Q(held_then__in=names)
    looks = looks.filter(held, is_approved(f"{cases}__audit__unit"), **{f"{cases}__case__restricted_digest": ""})
    return looks.select_related(f"{cases}__case", f"{cases}__audit", "review__reviewer").order_by(
        "-review__submitted_at"
    )


def alerts_about(names: Iterable[Practitioner]) -> QuerySet[Alert]:
    """Return the alerts that were raised about their cases."""
    raised = Alert.objects.in_use().filter(practitioner__in=names).filter(Q(case=None) | Q(case__restricted_digest=""))
    return raised.select_related("case", "by", "answered_by").order_by("-at")


def openings_of(names: Iterable[Practitioner]) -> QuerySet[Event]:
    """Return when their pages were opened or what is held was taken out, and who did it, the latest first."""
    kinds = (Event.Kind.PRACTITIONER_VIEWED, Event.Kind.SUBJECT_ACCESS)
    opened = Event.objects.filter(kind__in=kinds, practitioner__in=names)
    return opened.select_related("user", "practitioner")


def who_opened(look: Look, names: Iterable[Practitioner]) -> list[str]:
    """Return the people who opened a look, beside the practitioners: the last time of each, the latest first."""
    sampled, own = look.sampled_case, {each.account_id for each in names}
    views = Event.objects.filter(kind=Event.Kind.CASE_VIEWED, audit=sampled.audit_id, case=sampled.case_id)
    last = {}
    for view in views.select_related("user"):
        if view.user_id not in own:
            last.setdefault(view.user, view.happened_at)
    return [f"{user} ({day(at)})" for user, at in last.items()]


def recorded_between(findings: QuerySet[Finding], first: datetime.date, last: datetime.date) -> list[Entry | Recheck]:
    """Return the entries and checks of a period in the threads of these findings, the first one first."""
    period = {"finding__in": findings.order_by().values("pk"), "at__date__range": (first, last)}
    recorded = (each.objects.filter(**period).select_related("finding") for each in (Entry, Recheck))
    return sorted(chain(*recorded), key=lambda each: each.at)


def examples_for(user: User) -> QuerySet[Finding]:
    """Return the strengths that are offered as examples in the PDUs where the user oversees or is overseen."""
    units = {held.unit for held in user.held_roles} | {held.team_unit for held in user.held_roles}
    units |= {held.region_unit for held in user.held_roles}
    offered = Finding.objects.released().of_open_cases().filter(kind=Finding.Kind.STRENGTH, example=True)
    found = offered.filter(is_approved("team__unit"), team__unit__in=units - {None})
    return found.order_by("framework_code", "question", "-released_at")

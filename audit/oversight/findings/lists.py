"""The list of findings: its columns and its filters."""

from collections.abc import Mapping
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, QueryDict
from django.urls import reverse
from django.utils.timezone import localdate
from django_filters import ChoiceFilter
from django_tables2 import Column

from audit.method.oversight.states import ENDED, OPEN_STATES, State
from audit.oversight.findings.reads import StateToday
from audit.oversight.findings.words import COLOURS
from cases.lists.cells import link, more, short_day, tag, together, whole
from cases.lists.filters import ListFilters, Search
from cases.lists.table import ListTable

WAITING, OPEN, CLOSED = "waiting", "open", "closed"
_GROUPS = {OPEN: OPEN_STATES, CLOSED: ENDED}
STATES = [
    (WAITING, "Waits for you"),
    (OPEN, "Any open"),
    (CLOSED, "Any closed"),
    *((state.value, state.words) for state in State if state is not State.DRAFT),
]


class FindingFilters(ListFilters):
    """`today`: {number of a finding: its StateToday}."""

    q = Search("CRN", ["case__reference"])
    state = ChoiceFilter(label="State", choices=STATES, empty_label="Any state", method="filter_state")
    team = ChoiceFilter(label="Team", empty_label="Any team", method="filter_team")
    question = ChoiceFilter(label="Question", field_name="question", empty_label="Any question")
    due = ChoiceFilter(label="Due", choices=[("overdue", "Overdue")], empty_label="Any date", method="filter_due")

    def __init__(
        self,
        sent: QueryDict,
        rows: QuerySet,
        *,
        request: HttpRequest,
        today: Mapping[int, StateToday],
    ) -> None:
        super().__init__(sent, rows, request=request)
        self.today = today
        self.filters["team"].extra["choices"] = sorted(
            {(str(each.team.pk), each.team.name) for each in today.values()}, key=lambda team: team[1]
        )
        asked = {(each.finding.question, _short(each.finding.wording)) for each in today.values()}
        self.filters["question"].extra["choices"] = sorted(asked, key=lambda question: question[1])

    def filter_state(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        if value == WAITING:
            return self._those(rows, lambda each: each.waits)
        states = _GROUPS.get(value, (value,))
        return self._those(rows, lambda each: each.state in states)

    def filter_team(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        return self._those(rows, lambda each: str(each.team.pk) == value)

    def filter_due(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        return self._those(rows, lambda each: each.overdue)

    def _those(self, rows, holds):
        return rows.filter(pk__in=[number for number, each in self.today.items() if holds(each)])


class FindingTable(ListTable):
    """Each record has its `today`, a StateToday."""

    nouns = ("finding", "findings")
    row_header = "finding"

    finding = Column(empty_values=(), orderable=False)
    case = Column("Case", accessor="case__reference", empty_values=())
    practitioner = Column("Practitioner", accessor="practitioner__name", orderable=False)
    state = Column(empty_values=(), orderable=False)
    due = Column()
    released_at = Column("Released", initial_sort_descending=True)

    def render_finding(self, record: Any) -> str:
        return together(link(reverse("finding", args=[record.pk]), record.wording), more(_short(record.text)))

    def render_case(self, record: Any) -> str:
        crn = record.case.crn if record.case else ""
        return whole(crn) if crn else "no longer held"

    def render_state(self, record: Any) -> str:
        today = record.today
        late = tag("Overdue", "red") if today.overdue else ""
        return together(tag(today.state.words, COLOURS.get(today.state, "")), late)

    def render_due(self, value: Any) -> str:
        return whole(short_day(value))

    def render_released_at(self, value: Any) -> str:
        return whole(short_day(localdate(value)))


def _short(text, longest=100):
    return text if len(text) <= longest else f"{text[:longest].rsplit(' ', 1)[0]} …"

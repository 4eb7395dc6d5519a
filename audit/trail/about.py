"""Which events are about a case, or showed it: in a list, or in a file with rows of cases."""

from collections.abc import Iterable, Mapping

from django.db.models import BooleanField, F, Func, Q


def about_cases(cases: Mapping[int, int]) -> Q:
    """Return the condition on an audit's events that are about its cases, {number in the audit: Case's number}."""
    without_list = ~Q(details__has_key="cases") & (Q(case__in=cases.values()) | Q(details__rows__gt=0))
    return Q(ListsCase(cases)) | without_list


class ListsCase(Func):
    """Whether the list of cases in an event's details holds one of these numbers."""

    output_field = BooleanField()
    template = (
        "EXISTS (SELECT 1 FROM JSONB_ARRAY_ELEMENTS(%(expressions)s -> 'cases') AS listed"
        " WHERE listed.value::integer IN (%(numbers)s))"
    )

    def __init__(self, numbers: Iterable[int]) -> None:
        super().__init__(F("details"), numbers=", ".join(str(int(number)) for number in numbers))

    def as_sqlite(self, compiler, connection):
        """Ask in the words of SQLite."""
        template = "EXISTS (SELECT 1 FROM JSON_EACH(%(expressions)s, '$.cases') WHERE value IN (%(numbers)s))"
        return self.as_sql(compiler, connection, template=template)

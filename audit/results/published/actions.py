"""Writing a file of published results: all of it or nothing."""

from dataclasses import dataclass

from django.db import transaction
from simple_history.utils import bulk_create_with_history

from audit.models import PublishedResult
from audit.results.published.files import RESULTS, scoring_framework
from audit.results.published.results_file import PublishedFile, PublishedRow, read_published
from cases.counted import counted
from cases.models import DeliveryUnit, User
from cases.spreadsheets.problems import Problems


class PublishedRefused(Exception):
    """A file that cannot be imported. `problems` says why; nothing was saved."""

    def __init__(self, problems: Problems) -> None:
        self.problems = problems
        super().__init__(f"{problems.count} problems")


@dataclass(frozen=True)
class ImportedPublished:
    """How many published results were added, changed or left as they were, and how many are of a PDU of this site."""

    added: int
    changed: int
    unchanged: int
    of_own_units: int

    def __str__(self):
        totals = f"Published results: {self.added} added, {self.changed} changed, {self.unchanged} unchanged."
        return f"{totals} {counted(self.of_own_units, 'result is', 'results are')} of a PDU of this site."


@transaction.atomic
def import_published(*, file: PublishedFile, by: User | None = None) -> ImportedPublished:
    """Store a PublishedFile: add what is new, and update what its rows say otherwise. Raises PublishedRefused.

    A result belongs to the PDU of its name, if this site has exactly one.
    """
    if file.problems:
        raise PublishedRefused(file.problems)
    stored = {_key(result): result for result in PublishedResult.objects.select_for_update()}
    units, new, changed, own = _units_by_name(), [], 0, 0
    for row in file.rows:
        facts = _facts(row) | {"unit": units.get(row.inspection.casefold())}
        own += facts["unit"] is not None
        result = stored.get(row.key)
        if result is None:
            new.append(PublishedResult(**facts))
        elif any(getattr(result, name) != value for name, value in facts.items()):
            changed += 1
            _change(result, facts, by)
    bulk_create_with_history(new, PublishedResult, default_user=by)
    return ImportedPublished(len(new), changed, len(file.rows) - len(new) - changed, own)


def import_shipped_results() -> ImportedPublished:
    """Store the published results that come with the project."""
    return import_published(file=read_published(RESULTS, scoring_framework()))


def _change(result, facts, by):
    for name, value in facts.items():
        setattr(result, name, value)
    result._history_user = by
    result.save()


def _key(result):
    return result.inspection, result.programme, result.year, result.source


def _units_by_name():
    """Return {name without capital letters: DeliveryUnit} of the names that only one unit has."""
    found: dict[str, list] = {}
    for unit in DeliveryUnit.objects.all():
        found.setdefault(unit.name.casefold(), []).append(unit)
    return {name: units[0] for name, units in found.items() if len(units) == 1}


def _facts(row: PublishedRow):
    rating = row.rating
    figures = {code: [each.percent, each.yes, each.applicable] for code, each in rating.figures.items()}
    return {
        "inspection": row.inspection,
        "programme": rating.programme,
        "year": row.year,
        "source": row.source,
        "overall": rating.overall,
        "score": rating.score,
        "max_score": rating.max_score,
        "score_percent": rating.score_percent,
        "standard_ratings": dict(rating.standards),
    } | ({"figures": figures} if row.has_figures else {})

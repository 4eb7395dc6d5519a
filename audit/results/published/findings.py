"""What does not fit in the published results that are stored."""

from collections.abc import Iterable, Mapping

from audit.method.framework import Framework
from audit.method.published.check import sources_apart, what_does_not_fit
from audit.models import PublishedResult
from cases.counted import counted


def findings_on(results: Iterable[PublishedResult], framework: Framework) -> Mapping[int, tuple[str, ...]]:
    """Return {primary key: sentences} of the results in which something does not fit.

    Two sources of one inspection are compared if both are among the `results`.
    """
    results = list(results)
    apart = sources_apart((f"{result.programme} {result}", result.overall) for result in results)
    found = {
        result.pk: (
            *what_does_not_fit(result.as_rating(), framework),
            *filter(None, [apart.get(f"{result.programme} {result}")]),
        )
        for result in results
    }
    return {number: sentences for number, sentences in found.items() if sentences}


def list_findings(results: Iterable[PublishedResult], framework: Framework) -> list[str]:
    """Return the lines of a list of everything that does not fit; [] if everything does."""
    results = list(results)
    found = findings_on(results, framework)
    lines = [
        f"  {result.programme}, {result}: {sentence}" for result in results for sentence in found.get(result.pk, ())
    ]
    return [f"{counted(len(found), 'stored result does', 'stored results do')} not fit:", *lines] if found else []

"""Read judgements and decisions of a panel from the command line, such as "1.1=Good"."""

from argparse import ArgumentParser
from collections.abc import Iterable

from django.core.management import CommandError

from audit.method.framework import Framework
from audit.method.rating.audit import AuditRating
from audit.method.rating.standard import Judgement
from audit.results.judgements.reads import ratings_allowed, why_not_allowed


def add_judgement_arguments(parser: ArgumentParser) -> None:
    """Add the options that say what people decided about standards."""
    parser.add_argument(
        "--judgement",
        action="append",
        default=[],
        metavar="1.1=Good",
        dest="judgements",
        help="the rating of a standard that is judged on evidence, or “none” for any that cannot be rated; "
        "can be used once for each standard",
    )
    parser.add_argument(
        "--decision",
        action="append",
        default=[],
        metavar="2.1=Good",
        dest="decisions",
        help="the rating to which a panel moved a standard that is judged on cases; can be used once for each standard",
    )


def parse_judgements(used: Framework, texts: Iterable[str]) -> dict[str, Judgement]:
    """{standard code: Judgement}. Raises CommandError; two judgements of one standard are refused."""
    judgements = {}
    for text in texts:
        code, judgement = parse_judgement(used, text)
        if code in judgements:
            raise CommandError(f"--judgement {text}: {code} has two judgements. Give one.")
        judgements[code] = judgement
    return judgements


def parse_judgement(used: Framework, text: str) -> tuple[str, Judgement]:
    """(standard code, Judgement) of a text such as "1.1=Good". Raises CommandError.

    Capitals do not matter; "none" means that the standard cannot be rated.
    """
    option = f"--judgement {text}"
    code, rating = _read(used, text, option)
    standard = used.standard.get(code)
    if standard is None or (standard.from_cases and rating != "none"):
        judged = ", ".join(code for code, standard in used.standard.items() if not standard.from_cases)
        other = f" Use {code}=none if it cannot be rated, or --decision if a panel moved it." if standard else ""
        raise CommandError(f"{option}: only standards judged on evidence can have one: {judged or 'none'}.{other}")
    ratings = _ratings_of(used) | {"none": None}
    if rating not in ratings:
        raise CommandError(f"{option}: the rating must be one of: {', '.join(used.band)}, none.")
    return code, Judgement(ratings[rating])


def parse_decisions(used: Framework, texts: Iterable[str], judged: Iterable[str]) -> dict[str, Judgement]:
    """{standard code: Judgement} of what a panel decided, from texts such as "2.1=Good". Raises CommandError.

    `judged`: codes of the standards that have a judgement, which cannot have a decision too.
    """
    decisions: dict[str, Judgement] = {}
    for text in texts:
        option = f"--decision {text}"
        code, rating = _read(used, text, option)
        on_cases = [code for code, standard in used.standard.items() if standard.from_cases]
        if code not in on_cases:
            raise CommandError(f"{option}: a panel can move only standards judged on cases: {', '.join(on_cases)}.")
        if code in decisions or code in judged:
            raise CommandError(f"{option}: {code} has two decisions. Give one.")
        if rating not in _ratings_of(used):
            none = f" If it cannot be rated, use --judgement {code}=none." if rating == "none" else ""
            raise CommandError(f"{option}: the rating must be one of: {', '.join(used.band)}.{none}")
        decisions[code] = Judgement(_ratings_of(used)[rating])
    return decisions


def check_decisions(rating: AuditRating, decisions: dict[str, Judgement]) -> None:
    """Raise CommandError for a decision that discretion does not allow. `rating`: the one without the decisions."""
    for standard in rating.standards:
        wanted = decisions[standard.code].rating if standard.code in decisions else None
        if wanted and wanted not in ratings_allowed(rating.framework, standard):
            raise CommandError(f"--decision {standard.code}={wanted}: {why_not_allowed(standard, wanted)}")


def _read(used: Framework, text: str, option: str) -> tuple[str, str]:
    """(code, rating in small letters). Raises CommandError in an unrated framework."""
    if not used.rated:
        raise CommandError(f"{option}: {used.title} is narrative only, so it takes no such option.")
    code, _, rating = (part.strip() for part in text.partition("="))
    return code, rating.casefold()


def _ratings_of(used: Framework) -> dict[str, str | None]:
    return {rating.casefold(): rating for rating in used.band}

"""Read judgements from the command line, such as "1.1=Good"."""

from collections.abc import Iterable

from django.core.management import CommandError

from audit.method.framework import Framework
from audit.method.rating.standard import Judgement


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
    code, _, rating = (part.strip() for part in text.partition("="))
    standard = used.standard.get(code)
    ratings = {band.casefold(): band for band in used.band} | {"none": None}
    if standard is None or standard.from_cases:
        judged = ", ".join(code for code, standard in used.standard.items() if not standard.from_cases)
        raise CommandError(f"--judgement {text}: only standards judged on evidence can have one: {judged or 'none'}.")
    if rating.casefold() not in ratings:
        raise CommandError(f"--judgement {text}: the rating must be one of: {', '.join(used.band)}, none.")
    return code, Judgement(ratings[rating.casefold()])

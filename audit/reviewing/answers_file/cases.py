"""Which references in an answers file are one case, which may be one, and which rows are totals."""

import re

from cases.extract.values.references import read_reference

_TOTALS = re.compile(
    r"(?:grand |sub[- ]?|over ?all )?totals?\b.*|(?:sum|average|mean|median)s?(?: of .*| ?\(.*)?|count(?: of .*)?"
    r"|n ?= ?\d.*|(?:%|per ?cent).*|number of .*|all cases|overall"
    r"|(?:is-g|c)yfanswm(?:iau)?\b.*|cyfartaledd(?: .*)?"  # Welsh: totals and averages
)
_LEADING_ZEROS = re.compile(r"(?<!\d)0+(?=\d)")
_AS_A_NUMBER = re.compile(r"(\d+)\.0+")  # as programs write a column of numbers that has gaps


def case_key(reference: str) -> str:
    """A key that is the same for all spellings of a reference: without spaces, capitals and invisible signs."""
    return "".join(read_reference(reference).casefold().split())


def loose_key(key: str) -> str:
    """A key that is the same for case_keys that differ by leading zeros only: "1" for "001".

    Spreadsheets drop such zeros, and write 1.0 where a column of numbers has gaps.
    """
    return _LEADING_ZEROS.sub("", found[1] if (found := _AS_A_NUMBER.fullmatch(key)) else key)


def is_total(text: str) -> bool:
    """Whether a row of this name sums up others."""
    return _TOTALS.fullmatch(" ".join(text.casefold().split()).rstrip(" :")) is not None


def differ_by_zeros(one: str, other: str, where: str) -> str:
    """What to do about a reference that may mean the case called `other`, which is in `where`."""
    return (
        f"“{other}” in {where} differs from it only by leading zeros, which spreadsheets drop. If they "
        f"are the same case, use --same {one}={other}. If they are two cases, use --different."
    )

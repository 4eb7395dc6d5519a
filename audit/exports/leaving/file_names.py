"""What files are called, so that they can be told apart and sorted on a shelf."""

from collections.abc import Sequence

from django.utils.text import slugify

from audit.exports.leaving.contents import Contents


def file_name(contents: Sequence[Contents], what: str, ending: str) -> str:
    """Return a name that tells month, unit, audit number, what it is, profile and version.

    Such as "2024-02-suffolk-audit-3-summary-outside-v1.xlsx". The month is the one in which it was made; files of
    several audits say how many.
    """
    first = contents[0]
    if len(contents) > 1:
        return file_name_of_several(len(contents), first, what, ending)
    month, profile = f"{first.made_at:%Y-%m}", first.leaving.profile
    audit, version = first.audit, first.report.version
    told = f"v{version.number}" if version else "provisional"
    return f"{month}-{slugify(str(audit.unit))}-audit-{audit.pk}-{what}-{profile}-{told}.{ending}"


def file_name_of_several(number: int, first: Contents, what: str, ending: str) -> str:
    """Return such as "2024-02-108-audits-region-outside.xlsx". `first`: the Contents of one of the audits."""
    return f"{first.made_at:%Y-%m}-{number}-audits-{what}-{first.leaving.profile}.{ending}"

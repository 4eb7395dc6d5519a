"""When the result of a running audit is expected."""

from django.utils.formats import date_format
from django.utils.timezone import localdate


def when_result_is_expected(audit):
    """A sentence with the day that is planned for the end of reviewing; "" where none is planned."""
    if audit.review_until is None:
        return ""
    day = date_format(audit.review_until, "j F Y")
    return f"The result was expected about {day}." if audit.review_until < localdate() else f"Result about {day}."

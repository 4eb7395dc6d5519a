"""Days as sentences show them."""

import datetime

from django.utils.formats import date_format
from django.utils.timezone import localtime


def day(moment: datetime.date) -> str:
    """Return for example "3 March 2026", of a date or, in local time, of a datetime."""
    moment = localtime(moment) if isinstance(moment, datetime.datetime) else moment
    return date_format(moment, "j F Y")

"""Days as the sentences of records tell them."""

import datetime

from django.utils.formats import date_format
from django.utils.timezone import localtime


def day(moment):
    moment = localtime(moment) if isinstance(moment, datetime.datetime) else moment
    return date_format(moment, "j F Y")

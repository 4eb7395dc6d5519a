"""What a draw at the shell is asked for."""

import secrets
from argparse import Action, ArgumentError, ArgumentTypeError
from datetime import date
from pathlib import Path

from cases.drawing import STRATA, DrawSettings
from cases.eligible_cases import VALUES, name_of
from cases.extract_fields import FIELDS
from cases.sampling import CONFIDENCES


class Once(Action):
    """An option of one value; given again with another one, nobody could tell which is meant."""

    def __call__(self, parser, namespace, value, option_string=None):
        if getattr(self, "given", value) != value:
            raise ArgumentError(self, f"was given as {self.given} and as {value}. Give it once.")
        self.given = value
        setattr(namespace, self.dest, value)


def add_draw_arguments(parser):
    """The extract, and the options that `settings_of` reads."""
    parser.add_argument(
        "extract", type=Path, metavar="EXTRACT.xlsx", help="the extract: .xlsx, .xls, .ods or .csv, one row per case"
    )
    parser.add_argument("--sheet", help="the sheet to read, where several could be meant")
    _add_how_many(parser)
    _add_groups(parser)
    _add_which(parser)
    parser.add_argument(
        "--seed", action=Once, type=int, metavar="S", help="draws the same again; default: a new one, which is printed"
    )
    parser.add_argument(
        "--today", action=Once, type=day, metavar="DAY", help="later starts are in the future; default: today"
    )
    parser.add_argument(
        "--map",
        type=column_and_field,
        nargs="+",
        action="extend",
        default=[],
        metavar="HEADING=FIELD",
        help="what a column is; HEADING= is not read",
    )


def _add_how_many(parser):
    how_many = parser.add_mutually_exclusive_group(required=True)
    how_many.add_argument("--size", action=Once, type=whole_number, metavar="N", help="how many cases")
    how_many.add_argument(
        "--margin",
        action=Once,
        type=margin,
        metavar="POINTS",
        help="instead: as many as give a share to within so many points",
    )
    parser.add_argument(
        "--confidence",
        action=Once,
        type=int,
        choices=CONFIDENCES,
        default=80,
        help="of the margin, in per cent; default: 80",
    )


def _add_groups(parser):
    parser.add_argument(
        "--strata",
        action=Once,
        type=strata,
        metavar="FACT,…",
        help=f"groups that come in proportion: {', '.join(STRATA)}",
    )
    parser.add_argument(
        "--cap",
        action=Once,
        type=whole_number,
        default=6,
        metavar="N",
        help="at most so many of a practitioner; default: 6; 0: any number",
    )
    parser.add_argument(
        "--reserve",
        action=Once,
        type=whole_number,
        default=20,
        metavar="PER CENT",
        help="of each group's cases; default: 20",
    )


def _add_which(parser):
    parser.add_argument(
        "--cohort",
        type=window,
        nargs="+",
        action="extend",
        default=[],
        metavar="FIRST:LAST",
        help="days of start, as 2023-06-26:2023-07-02",
    )
    parser.add_argument(
        "--only",
        type=fact_values,
        nargs="+",
        action="extend",
        default=[],
        metavar="FACT=VALUE,…",
        help="cases with this fact alone, as rosh_level=high,very_high",
    )
    parser.add_argument(
        "--ended-before", action=Once, type=day, metavar="DAY", help="leave out cases that ended before it"
    )
    parser.add_argument("--unit", action=Once, default="", metavar="PDU", help="draw this PDU's cases only")


def settings_of(options):
    """The DrawSettings that the options ask for."""
    given = {"size": options["size"]} if options["margin"] is None else {"margin": options["margin"]}
    if options["strata"] is not None:
        given["strata"] = options["strata"]
    return DrawSettings(
        **given,
        today=options["today"] or date.today(),
        seed=secrets.randbelow(10**6) if options["seed"] is None else options["seed"],
        confidence=options["confidence"],
        cohort=tuple(options["cohort"]),
        filters=_joined(options["only"]),
        cap=options["cap"] or None,
        reserve_percent=options["reserve"],
        ended_before=options["ended_before"],
        unit=options["unit"],
        mapping=dict(options["map"]),
    )


def _joined(filters):
    """{fact: all values that were given for it}."""
    joined = {}
    for fact, values in filters:
        joined[fact] = tuple(dict.fromkeys((*joined.get(fact, ()), *values)))
    return joined


def day(text):
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise ArgumentTypeError(f"'{text}' is no day. Write it as 2024-02-12.") from None


def window(text):
    first, to, last = text.partition(":")
    if to and not (first and last):
        raise ArgumentTypeError(f"'{text}' lacks a day. Write the first and the last, as 2023-06-26:2023-07-02.")
    if day(first) > day(last or first):
        raise ArgumentTypeError(f"'{text}' ends before it begins.")
    return day(first), day(last or first)


def whole_number(text):
    if not text.isdecimal():
        raise ArgumentTypeError(f"'{text}' is no whole number.")
    return int(text)


def whole_number_of(what, least, most):
    """A reader of whole numbers from `least` to `most`."""

    def read(text):
        if not (text.isdecimal() and len(text) < 10 and least <= int(text) <= most):  # longer ones take long to read
            raise ArgumentTypeError(f"'{text}' is no number of {what} from {least} to {most}.")
        return int(text)

    return read


def margin(text):
    """Points from 0.1 to 50: the share of a half is known to within 50 whatever is drawn."""
    try:
        points = float(text)
    except ValueError:
        points = 0
    if not 0.1 <= points <= 50:
        raise ArgumentTypeError(f"'{text}' is no margin. Write points from 0.1 to 50, for example 5.")
    return points


def strata(text):
    """The facts of a list with commas; none where it is empty."""
    facts = tuple(fact.strip() for fact in text.split(",") if fact.strip())
    return tuple(known(fact, STRATA) for fact in facts)


def fact_values(text):
    """A fact and the values of a list with commas, of those that there are where these are known."""
    fact, _, given = text.partition("=")
    fact = known(fact.strip(), (*(fact for fact in STRATA if fact != "women_or_sentence_and_rosh"), "flag"))
    values = tuple(value.strip() for value in given.split(",") if value.strip())
    there_are = VALUES.get(fact, ())
    if not values:
        raise ArgumentTypeError(f"'{text}' has no value. Write {fact}={there_are[0] if there_are else 'VALUE'}.")
    names = {value.casefold() for each in there_are for value in (each, name_of(fact, each))}
    if strange := [value for value in values if there_are and value.casefold() not in names]:
        raise ArgumentTypeError(f"'{strange[0]}' is no {fact}. There are: {', '.join(there_are)}.")
    return fact, values


def column_and_field(text):
    heading, _, field = text.rpartition("=")
    if not heading.strip():
        raise ArgumentTypeError(
            f"'{text}' names no column. Write HEADING=FIELD, or HEADING= where it is not to be read."
        )
    return heading.strip(), known(field.strip(), FIELDS) if field.strip() else ""


def known(name, names):
    if name not in names:
        raise ArgumentTypeError(f"'{name}' is none of: {', '.join(names)}.")
    return name

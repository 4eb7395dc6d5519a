"""What a draw at the shell is asked for: its options fill in the form of the page on which a sample is planned."""

from argparse import Action, ArgumentError, ArgumentTypeError
from datetime import date
from pathlib import Path

from django.core.management import CommandError

from audit.planning.forms.plan import SamplePlanForm
from audit.planning.sample_plan import filter_of, plan_from, random_seed
from cases.case_values import codes_of, name_of
from cases.extract.headings.fields import FIELDS
from cases.extract.settings import STRATA

FACTS = {fact: fact for fact in STRATA if fact != "women_or_sentence_and_rosh"} | {
    "flag": "flags"
}  # as the option has it: as the form does
OPTION = {  # field of the form: the option that fills it in, what stands for its value, and what it is
    "size": ("--size", "N", "how many cases"),
    "margin": ("--margin", "POINTS", "instead: as many as give a share to within so many points"),
    "confidence": ("--confidence", "PER CENT", "of the margin: 80, 90 or 95; default: 80"),
    "strata": ("--strata", "FACT,…", f"groups that come in proportion: {', '.join(STRATA)}"),
    "cap": ("--cap", "N", "at most so many of a practitioner; default: 6; 0: any number"),
    "reserve_percent": ("--reserve", "PER CENT", "of each group's cases; default: 20"),
    "ended_before": ("--ended-before", "DAY", "leave out cases that ended before it"),
    "unit": ("--unit", "PDU", "draw this PDU's cases only"),
    "seed": ("--seed", "S", "draws the same again; default: a new one, which is printed"),
    "months": ("--not-reviewed-for", "MONTHS", "leave out what another audit of the PDU reviewed since"),
}
DEFAULTS = {"confidence": "80", "strata": "women_or_sentence_and_rosh", "cap": "6", "reserve_percent": "20", "unit": ""}


class Once(Action):
    """An option of one value; given again with another one, nobody could tell which is meant."""

    def __call__(self, parser, namespace, value, option_string=None):
        if getattr(self, "given", value) != value:
            raise ArgumentError(self, f"was given as {self.given} and as {value}. Give it once.")
        self.given = value
        setattr(namespace, self.dest, value)


def add_draw_arguments(parser):
    """The extract, and the options that `plan_at_shell` reads."""
    parser.add_argument(
        "extract", type=Path, metavar="EXTRACT.xlsx", help="the extract: .xlsx, .xls, .ods or .csv, one row per case"
    )
    parser.add_argument("--sheet", help="the sheet to read, where several could be meant")
    how_many = parser.add_mutually_exclusive_group(required=True)
    for field, (option, value, what) in OPTION.items():
        group = how_many if field in ("size", "margin") else parser
        group.add_argument(option, action=Once, dest=field, default=DEFAULTS.get(field), metavar=value, help=what)
    parser.add_argument(
        "--today", action=Once, type=day, metavar="DAY", help="later starts are in the future; default: today"
    )
    several = {"nargs": "+", "action": "extend", "default": []}
    parser.add_argument("--cohort", **several, metavar="FIRST:LAST", help="days of start, as 2023-06-26:2023-07-02")
    only = "cases with this fact alone, as rosh_level=high,very_high"
    parser.add_argument("--only", type=fact_values, **several, metavar="FACT=VALUE,…", help=only)
    columns = "what a column is; HEADING= is not read"
    parser.add_argument("--map", type=column_and_field, **several, metavar="HEADING=FIELD", help=columns)


def plan_at_shell(options):
    """The plan that the options ask for, as the page would store it. Raises CommandError in the words of its form."""
    only = _joined(options["only"])
    facts = {fact: filter_of(fact, texts) for fact, texts in only.items()}
    form = SamplePlanForm(_filled_in(options, only), filters=facts, windows=len(options["cohort"]))
    if form.is_valid():
        return plan_from(form.cleaned_data, facts)
    raise CommandError("\n".join(dict.fromkeys(_errors(form, options))), returncode=2)  # as for an unknown option


def _filled_in(options, only):
    """What the page would send to its form."""
    sent = {field: options[field] for field in OPTION} | only
    sent["how"] = "size" if options["margin"] is None else "margin"
    sent["seed"] = random_seed() if options["seed"] is None else options["seed"]
    sent["cap"] = "" if options["cap"] == "0" else options["cap"]
    sent["strata"] = _listed(options["strata"])
    for number, span in enumerate(options["cohort"]):
        first, to, last = span.partition(":")
        sent |= {f"from_{number}": first, f"until_{number}": last if to else first}
    return sent


def _errors(form, options):
    """Each error with its option and what was given: `--size many: Number of cases must be a whole number …`."""
    for name, errors in form.errors.items():
        kind, _, number = name.partition("_")
        if name in OPTION:
            given = f"{OPTION[name][0]} {options[name]}"
        elif kind in ("from", "until"):
            given = f"--cohort {options['cohort'][int(number)]}"
        else:
            given = f"--only {name.replace('flags', 'flag')}={','.join(form.data[name])}"
        choices = ", ".join(str(code) for code, _ in getattr(form.fields[name], "choices", ()))
        yield f"{given}: {' '.join(errors)}{f': {choices}' if choices else ''}."


def _joined(filters):
    """{fact: all values that were given for it, by their codes}."""
    joined = {}
    for fact, values in filters:
        codes = {name_of(fact, code).casefold(): code for code in codes_of(fact)}
        codes |= {code.casefold(): code for code in codes.values()}
        joined.setdefault(fact, []).extend(codes.get(value.casefold(), value) for value in values)
    return joined


def _listed(text):
    return [part.strip() for part in text.split(",") if part.strip()]


def day(text):
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise ArgumentTypeError(f"'{text}' is no day. Write it as 2024-02-12.") from None


def fact_values(text):
    """A fact and the values of a list with commas."""
    fact, _, given = text.partition("=")
    fact, values = FACTS[known(fact.strip(), FACTS)], _listed(given)
    if not values:
        raise ArgumentTypeError(f"'{text}' has no value. Write {text}={(codes_of(fact) or ['VALUE'])[0]}.")
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

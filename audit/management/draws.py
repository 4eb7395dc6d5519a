"""The options of a draw at the shell. They fill in the form of the page on which a sample is planned, so that both
refuse the same things in the same words."""

from argparse import Action, ArgumentError, ArgumentParser, ArgumentTypeError
from datetime import date
from pathlib import Path
from typing import Any

from django.core.management import CommandError

from audit.planning.forms.sample import SamplePlanForm
from audit.planning.sample_plan import filter_choices, plan_from_form, random_seed
from cases.case_values import codes_of, name_of
from cases.extract.headings.fields import FIELDS
from cases.extract.settings import STRATA

# name of a fact in --only: its name in the form
FACTS = {fact: fact for fact in STRATA if fact != "women_or_sentence_and_rosh"} | {"flag": "flags"}
# field of the form: the option that fills it in, what stands for its value, and what it is
OPTION = {
    "size": ("--size", "N", "how many cases"),
    "margin": ("--margin", "POINTS", "instead of --size: enough cases for this margin of error in points"),
    "confidence": (
        "--confidence",
        "PER CENT",
        "confidence of the margin: 80, 90 or 95; default: 80",
    ),
    "strata": ("--strata", "FACT,…", f"groups to draw from in proportion: {', '.join(STRATA)}"),
    "cap": ("--cap", "N", "maximum cases per practitioner; default: 6; 0: no limit"),
    "reserve_percent": ("--reserve", "PER CENT", "reserve cases, as a share of each group's drawn cases; default: 20"),
    "ended_before": ("--ended-before", "DAY", "leave out cases that ended before this day"),
    "unit": ("--unit", "PDU", "draw this PDU's cases only"),
    "seed": ("--seed", "S", "the same seed draws the same cases; default: a new one, which is printed"),
    "months": (
        "--not-reviewed-for",
        "MONTHS",
        "leave out cases reviewed in another audit of the PDU in this many months",
    ),
}
DEFAULTS = {"confidence": "80", "strata": "women_or_sentence_and_rosh", "cap": "6", "reserve_percent": "20", "unit": ""}


class Once(Action):
    """An option that takes one value. Given twice with different values it is refused, since either could be meant."""

    def __call__(self, parser, namespace, value, option_string=None):
        if getattr(self, "given", value) != value:
            raise ArgumentError(self, f"was given as {self.given} and as {value}. Give it once.")
        self.given = value
        setattr(namespace, self.dest, value)


def add_draw_arguments(parser: ArgumentParser) -> None:
    """Add the extract, and the options that `plan_at_shell` takes."""
    parser.add_argument(
        "extract", type=Path, metavar="EXTRACT.xlsx", help="the extract: .xlsx, .xls, .ods or .csv, one row per case"
    )
    parser.add_argument("--sheet", help="the sheet to read, if several could be the extract")
    how_many = parser.add_mutually_exclusive_group(required=True)
    for field, (option, value, what) in OPTION.items():
        group = how_many if field in ("size", "margin") else parser
        group.add_argument(option, action=Once, dest=field, default=DEFAULTS.get(field), metavar=value, help=what)
    parser.add_argument(
        "--today",
        action=Once,
        type=parse_day,
        metavar="DAY",
        help="cases that start later are left out; default: today",
    )
    several = {"nargs": "+", "action": "extend", "default": []}
    cohort = "only cases that started on these days, as 2023-06-26:2023-07-02"
    parser.add_argument("--cohort", **several, metavar="FIRST:LAST", help=cohort)
    only = "only cases with this fact, as rosh_level=high,very_high"
    parser.add_argument("--only", type=parse_filter, **several, metavar="FACT=VALUE,…", help=only)
    columns = "says what a column is; with HEADING= the column is not read"
    parser.add_argument("--map", type=parse_mapping, **several, metavar="HEADING=FIELD", help=columns)


def plan_at_shell(options: dict[str, Any]) -> dict[str, Any]:
    """The plan that the options ask for, as the page would store it.

    Raises CommandError with the errors of the page's form.
    """
    only = _joined(options["only"])
    facts = {fact: filter_choices(fact, texts) for fact, texts in only.items()}
    form = SamplePlanForm(_filled_in(options, only), filters=facts, windows=len(options["cohort"]))
    if form.is_valid():
        return plan_from_form(form.cleaned_data, facts)
    # each error once, and the exit code as for an unknown option
    raise CommandError("\n".join(dict.fromkeys(_errors(form, options))), returncode=2)


def _filled_in(options, only):
    """The fields that the page would send to its form."""
    sent = {field: options[field] for field in OPTION} | only
    sent["how"] = "size" if options["margin"] is None else "margin"
    sent["seed"] = random_seed() if options["seed"] is None else options["seed"]
    sent["cap"] = "" if options["cap"] == "0" else options["cap"]  # on the page an empty field means any number
    sent["strata"] = _listed(options["strata"])
    for number, span in enumerate(options["cohort"]):
        first, to, last = span.partition(":")
        sent |= {f"from_{number}": first, f"until_{number}": last if to else first}
    return sent


def _errors(form, options):
    """Yield each error with its option and value: `--size many: Number of cases must be a whole number …`."""
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
    """{fact: the codes of all values that were given for it}. A value may be given by its name or its code."""
    joined = {}
    for fact, values in filters:
        # names first, so that a code wins where the two are the same word
        codes = {name_of(fact, code).casefold(): code for code in codes_of(fact)}
        codes |= {code.casefold(): code for code in codes.values()}
        joined.setdefault(fact, []).extend(codes.get(value.casefold(), value) for value in values)
    return joined


def _listed(text):
    return [part.strip() for part in text.split(",") if part.strip()]


def parse_day(text: str) -> date:
    """The day of a text such as "2024-02-12". Raises ArgumentTypeError."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise ArgumentTypeError(f"'{text}' is not a date. Write it as 2024-02-12.") from None


def parse_filter(text: str) -> tuple[str, list[str]]:
    """The fact and the values of a text such as "rosh_level=high,very_high". Raises ArgumentTypeError."""
    fact, _, given = text.partition("=")
    fact, values = FACTS[_known_name(FACTS, fact.strip())], _listed(given)
    if not values:
        raise ArgumentTypeError(f"'{text}' has no value. Write {text}={(codes_of(fact) or ['VALUE'])[0]}.")
    return fact, values


def parse_mapping(text: str) -> tuple[str, str]:
    """The heading and the field of a text such as "Start=start_date"; the field is "" for a column that is not read.

    Raises ArgumentTypeError.
    """
    heading, _, field = text.rpartition("=")  # from the right: a heading may hold a = of its own
    if not heading.strip():
        raise ArgumentTypeError(f"'{text}' does not name a column. Write HEADING=FIELD, or HEADING= to leave it out.")
    return heading.strip(), _known_name(FIELDS, field.strip()) if field.strip() else ""


def _known_name(names, name):
    if name not in names:
        raise ArgumentTypeError(f"'{name}' is not one of: {', '.join(names)}.")
    return name

"""The sentence that the trail shows for an event."""

import re
from collections import defaultdict
from collections.abc import Sequence
from itertools import groupby

from django.utils.text import capfirst

from audit.method.kinds import NUMBERS, with_prefix
from cases.counted import counted
from cases.models import Event

SENTENCES = {
    Event.Kind.SIGNED_IN: "Signed in ({how})",
    Event.Kind.SIGN_IN_FAILED: "Could not sign in as {name} ({how})",
    Event.Kind.PASSWORD_CHANGED: "Changed their password {how}",
    Event.Kind.MEMBERSHIP_CHANGED: "{whom}: {what} {role}, {place}",
    Event.Kind.CASE_VIEWED: "Opened {what}",
    Event.Kind.CASES_LISTED: "Saw {what}: cases {cases}",
    Event.Kind.EXPORTED: "Exported {what}, {profile}{rows_in_words}",
    Event.Kind.ANSWERS_IMPORTED: "Imported {what}: cases {cases}",
    Event.Kind.ALLOCATED: "Allocated {what} to {to}",
    Event.Kind.MARKED: "Marked for {what} ({how}{among_in_words}): cases {cases}",
    Event.Kind.READ_TOGETHER: "{what}",
    Event.Kind.PLANNED: "Planned {what}",
    Event.Kind.DRAWN: "{how}: {cases_in_words} and {reserves} in reserve{extra}, of {eligible} eligible{instead_of}",
    Event.Kind.REPLACED: "Replaced {what} by {instead}: {reason}",
    Event.Kind.FACT_CORRECTED: "Corrected a fact of {what}: {fact}",
    Event.Kind.SUBMITTED: "Submitted {what}",
    Event.Kind.REOPENED: "Sent back {what}",
    Event.Kind.SIGNED_OFF: "Signed off: {result}",
    Event.Kind.FINDINGS_RELEASED: "Released {what}",
    Event.Kind.SIGN_OFF_CONFIRMED: "Confirmed the sign-off",
    Event.Kind.SIGN_OFF_UNDONE: "Took back the sign-off: {reason}",
    Event.Kind.ACCOUNT_LINKED: "Linked the account of {name} to the practitioner",
    Event.Kind.ACCOUNT_UNLINKED: "Ended the link of the account of {name} to the practitioner",
    Event.Kind.PRACTITIONER_VIEWED: "Opened {page}{what} under the practitioner's name",
    Event.Kind.TOKEN_MADE: "Made the access token “{what}” for {place}, until {until}",
    Event.Kind.TOKEN_REVOKED: "Revoked the access token “{what}” of {of}: {why}",
    Event.Kind.SUBJECT_ACCESS: "Took out everything held about the person ({how})",
}
ONE_CASE = re.compile(r"\b[Cc]ase [A-Z]{0,3}\d+")
WITHOUT_NUMBERS = {Event.Kind.CASES_LISTED: "Saw {what}", Event.Kind.ANSWERS_IMPORTED: "Imported {what}"}
ASKED = {Event.Kind.FACT_CORRECTED: "Recorded a fact of {what} that the review asked for: {fact}"}
TAKEN_AWAY = {Event.Kind.MARKED: "Removed from {what}: cases {cases}"}


def sentence_of(event: Event, with_numbers: bool = True) -> str:
    """Return the Event as a sentence; without numbers, it does not say which cases it is about."""
    prefixes = event.details.get("prefixes", ())
    facts = {name: listed(value, prefixes) for name, value in event.details.items() if name != "prefixes"}
    facts["rows_in_words"] = f", {counted(event.details['rows'], 'case row')}" if event.details.get("rows") else ""
    facts["cases_in_words"] = counted(event.details["number"], "case") if event.kind == Event.Kind.DRAWN else ""
    facts["extra"] = f", with {counted(facts['extra'], 'extra case')}" if "extra" in facts else ""
    facts["among_in_words"] = _among_in_words(event.details)
    facts["instead_of"] = _instead_of(event.details.get("in_place_of"))
    details = ", ".join(f"{name.replace('_', ' ')} {value}" for name, value in facts.items() if name in event.details)
    sentences = TAKEN_AWAY if event.details.get("taken_away") else SENTENCES
    sentences = ASKED if event.details.get("asked") else sentences
    sentences = sentences if with_numbers else sentences | WITHOUT_NUMBERS
    other = f"{capfirst(event.get_kind_display())}{': ' if details else ''}{{all_details}}"
    sentence = sentences.get(event.kind, other)
    sentence = sentence.format_map(defaultdict(str, facts, all_details=details)).rstrip(" ,")
    return sentence if with_numbers else ONE_CASE.sub("a case", sentence)


def _among_in_words(details):
    """Return how many cases were drawn and from which, so that the draw can be repeated; "" if none were drawn."""
    if "among" not in details:
        return ""
    return (
        f", {len(details['cases'])} of {len(details['among'])}: {listed(details['among'], details.get('prefixes', ()))}"
    )


def _instead_of(given_up):
    """Return what a new draw replaced; "" for a first one."""
    if not given_up:
        return ""
    cases, reserves, allocated, second = (given_up[what] for what in ("cases", "reserves", "allocated", "second"))
    reviews, seconds = counted(allocated, "allocated review"), counted(second, "second review")
    in_place_of = f"in place of {counted(cases, 'case')} and {reserves} in reserve"
    return f"; {in_place_of}, with {reviews} and {seconds}"


def listed(value: object, prefixes: Sequence[str] = ()) -> object:
    """Return a list in words, with numbers in a row as "1 to 56"; anything else as it is.

    `prefixes`: the letters before the numbers of cases of each kind, in the order of the framework.
    """
    if not isinstance(value, list):
        return value
    if not all(isinstance(each, int) for each in value):
        return ", ".join(map(str, value))
    runs = groupby(enumerate(value), key=lambda placed: placed[1] - placed[0])
    shown = ([_shown(number, prefixes) for _, number in run] for _, run in runs)
    return ", ".join(map(_run_in_words, shown))


def _shown(number, prefixes):
    return with_prefix(prefixes[number // NUMBERS], number) if prefixes else str(number)


def _run_in_words(run):
    return f"{run[0]} to {run[-1]}" if len(run) > 2 else ", ".join(map(str, run))

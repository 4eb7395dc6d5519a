"""The values of a record in words."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.db.models import Field, Model
from django.utils.text import capfirst

from audit.frameworks import FrameworkProblem, framework
from audit.method.framework import Question
from audit.oversight.subject_access.records import MODELS, HeldRecord
from audit.trail.case_facts import FACTS, NOT_KNOWN, fact_in_words, name_of_fact
from audit.trail.entries import field_in_words
from audit.trail.sentences import sentence_of
from cases.models import Event, Practitioner, User

NAMED = (Practitioner, User)


def fields_shown(record: HeldRecord, *, to_practitioner: bool) -> list[Field]:
    """Return the fields of a record that are given out."""
    left_out = {"id", *record.left_out, *(record.of_others if to_practitioner else ())}
    return [field for field in record.model._meta.concrete_fields if field.name not in left_out]


def is_number(field: Field) -> bool:
    """Whether the field points to another record that is given out under its number."""
    return field.is_relation and field.related_model in MODELS and field.related_model not in NAMED


def names_to_fetch(fields: Iterable[Field]) -> list[str]:
    """Return the relations whose names are shown, for select_related."""
    return [field.name for field in fields if field.is_relation and not is_number(field)]


def values_of(row: Model, fields: Iterable[Field], question: Question | None = None) -> dict[str, str]:
    """Return {name of a field: its value in words} of a record now or in the past; "" is left out.

    `question`: the one that its field `question` names.
    """
    if isinstance(row, Event):
        return {"When": field_in_words(row._meta.get_field("happened_at"), row), **_said_by(row)}
    values = {_name_of(field): _in_words(field, row, question) for field in fields}
    return {name: value for name, value in values.items() if value}


def _name_of(field):
    return "Answer" if field.name == "value" else str(capfirst(field.verbose_name))


def _said_by(event):
    return {"Who": str(event.user or "no one signed in, or a command"), "What": sentence_of(event)}


def _in_words(field, row, question):
    value = getattr(row, field.attname)
    if is_number(field):
        return "" if value is None else f"number {value}"
    if field.name == "facts":
        return "; ".join(_fact_in_words(fact, value[fact]) for fact in value)
    if field.name == "flags":
        return fact_in_words("flags", value) if value else ""
    if question and field.name == "question":
        return f"{question.shown_code} {question.text}".strip()
    if question and field.name == "value" and value is not None:
        return question.label(value)
    return field_in_words(field, row)


def _fact_in_words(fact, value):
    if fact in FACTS:
        return f"{name_of_fact(fact)}: {fact_in_words(fact, value)}"
    return f"{capfirst(fact.replace('_', ' '))}: {NOT_KNOWN if value in (None, '') else value}"


def questions_of(record: HeldRecord, numbers: Iterable[int]) -> Mapping[int, Question | None]:
    """Return {number of a record: the question that it is about}; none where its framework file is gone."""
    if not record.framework:
        return {}
    asked = record.model._default_manager.filter(pk__in=numbers).values_list("pk", record.framework, "question")
    return {number: _question(code, question) for number, code, question in asked}


def _question(code: str, question: str) -> Any:
    try:
        return framework(code).questions.get(question)
    except FrameworkProblem:
        return None

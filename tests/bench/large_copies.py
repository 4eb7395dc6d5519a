"""Copies of what one PDU holds, by INSERT ... SELECT: a million rows in seconds, where models would take hours."""

from django.db import connection

from audit.models import (
    Answer,
    Audit,
    AuditReviewer,
    ReserveCase,
    Review,
    Sample,
    SampledCase,
    SendBack,
    StandardJudgement,
)
from cases.models import Case, DeliveryUnit, Event, Practitioner, Team

# each after the ones it refers to; with none missing, or a copy would refer to the first unit's record
OF_UNIT = (
    DeliveryUnit,
    Team,
    Practitioner,
    Case,
    Audit,
    Sample,
    AuditReviewer,
    StandardJudgement,
    SampledCase,
    ReserveCase,
    Review,
    SendBack,
    Answer,
    Event,
)
KEPT = {"history_user", "history_relation"}
# the number of the copy is `k`
SAID = {(DeliveryUnit, "name"): "name || ' ' || k", (DeliveryUnit, "region"): "1 + k % {regions}"}


def copy_unit(times, *, regions):
    """So many more units like the only one that there is, with all that is in it and its history, in the regions of
    the numbers 1 to `regions`. The copy of the record n is n + k * (the highest number of its kind)."""
    models = [each for model in OF_UNIT for each in (model, getattr(model, "history", None) and model.history.model)]
    models = [model for model in models if model is not None]
    with connection.cursor() as cursor:
        highest = {model: _highest(cursor, model) for model in models}
        for model in models:
            _copy(cursor, model, highest, times, regions)


def _highest(cursor, model):
    cursor.execute(" ".join(("SELECT COALESCE(MAX(", model._meta.pk.column, "), 0) FROM", model._meta.db_table)))
    return cursor.fetchone()[0]


def _copy(cursor, model, highest, times, regions):
    columns = {field.column: _value(model, field, highest, regions) for field in model._meta.concrete_fields}
    names, values = ", ".join(f'"{name}"' for name in columns), ", ".join(columns.values())
    table = f'"{model._meta.db_table}"'
    copies = "WITH RECURSIVE copies(k) AS (SELECT 1 UNION ALL SELECT k + 1 FROM copies WHERE k < %s)"
    parts = ("INSERT INTO", table, "(", names, ")", copies, "SELECT", values, "FROM", table, ", copies")
    cursor.execute(" ".join(parts), [times])


def _value(model, field, highest, regions):
    """The SQL of a column in the copy `k`."""
    original = getattr(model, "instance_type", model)
    if said := SAID.get((original, field.name)):
        return said.format(regions=regions)
    if field.primary_key:
        return f'"{field.column}" + k * {highest[model]}'
    if field.name == "id" or (model is Event and field.name == "audit"):
        return f'"{field.column}" + k * {highest[Audit if model is Event else original]}'
    if field.is_relation and field.name not in KEPT and field.related_model in highest:
        return f'"{field.column}" + k * {highest[field.related_model]}'
    return f'"{field.column}"'

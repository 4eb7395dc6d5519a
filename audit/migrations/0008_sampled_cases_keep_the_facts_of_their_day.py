"""Copies the facts of cases that were sampled before an audit kept its own: as they are today, and marked so."""

from django.db import migrations, models
from django.utils.timezone import now

COPIED = (
    *("sex", "ethnic_group", "sentence_type", "rosh_level", "mappa_category", "mappa_level", "court_report"),
    *("resettlement", "practitioner_interviewed", "flags", "disability", "other_characteristics"),
)
AT_ONCE = 1_000


def copy_facts(apps, schema_editor):
    """Of a restricted case only where it counts: elsewhere its facts were removed, and are to stay so."""
    sampled_cases = apps.get_model("audit", "SampledCase").objects
    removed = models.Q(replaced_at__isnull=False) & ~models.Q(case__restricted_digest="")
    rows = sampled_cases.exclude(removed).select_related("case__team", "case__practitioner").order_by("pk")
    changed = []
    for sampled in rows.iterator(chunk_size=AT_ONCE):
        sampled.facts, sampled.facts_from_upgrade = _facts_of(sampled.case), True
        changed.append(sampled)
    sampled_cases.bulk_update(changed, ["facts", "facts_from_upgrade"], batch_size=AT_ONCE)


def _facts_of(case):
    """As Case.facts_to_copy gave them when this was written."""
    team = case.team.name if case.team else ""
    grade = case.practitioner.grade if case.practitioner else ""
    return {fact: getattr(case, fact) for fact in COPIED} | {"age_at_start": _age(case), "team": team, "grade": grade}


def _age(case):
    born, start = case.date_of_birth, case.start_date
    if born is None or start is None:
        return None
    return start.year - born.year - ((start.month, start.day) < (born.month, born.day))


def _new_fields(model):
    as_of = models.DateTimeField(default=now, editable=False)
    return [
        migrations.AddField(model, "facts", models.JSONField(blank=True, default=dict, editable=False)),
        migrations.AddField(model, "facts_as_of", as_of, preserve_default=False),
        migrations.AddField(model, "facts_from_upgrade", models.BooleanField(default=False, editable=False)),
    ]


class Migration(migrations.Migration):
    dependencies = [
        ("audit", "0007_replaced_restricted_cases_are_marked"),
        ("cases", "0007_restricted_cases_are_marked"),
    ]

    operations = [
        *_new_fields("sampledcase"),
        *_new_fields("historicalsampledcase"),
        migrations.RunPython(copy_facts, migrations.RunPython.noop),
    ]

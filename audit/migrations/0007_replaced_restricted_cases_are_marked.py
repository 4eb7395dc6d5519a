"""Marks the cases that were replaced as restricted before cases could say so themselves."""

from django.db import migrations


def mark(apps, schema_editor):
    """Where the reference is removed already, nothing can tell the person again, but the case stays closed."""
    from cases.extract.restricted.known import digest_of

    replaced = apps.get_model("audit", "SampledCase").objects.filter(replaced_reason="restricted")
    for case in apps.get_model("cases", "Case").objects.filter(pk__in=replaced.values("case"), restricted_digest=""):
        case.restricted_digest = digest_of(case.reference)
        case.save()


class Migration(migrations.Migration):
    dependencies = [
        ("audit", "0006_planned_and_drawn_samples"),
        ("cases", "0007_restricted_cases_are_marked"),
    ]

    operations = [migrations.RunPython(mark, migrations.RunPython.noop)]

"""Keeps who held a case when it came into the sample. Of cases sampled before, it is who holds them today."""

import django.db.models.deletion
from django.db import migrations, models
from django.db.models import OuterRef, Q, Subquery


def keep_practitioners(apps, schema_editor):
    """Of a restricted case only where it counts: elsewhere its facts were removed, and are to stay so."""
    removed = Q(replaced_at__isnull=False) & ~Q(case__restricted_digest="")
    cases = apps.get_model("cases", "Case").objects.filter(pk=OuterRef("case"))
    sampled_cases = apps.get_model("audit", "SampledCase").objects.exclude(removed)
    sampled_cases.update(held_by=Subquery(cases.values("practitioner")[:1]))


class Migration(migrations.Migration):
    dependencies = [
        ("audit", "0022_earlier_versions_keep_their_result"),
        ("cases", "0015_event_kind_sign_off_confirmed"),
    ]

    operations = [
        migrations.AddField(
            "historicalsampledcase",
            "held_by",
            models.ForeignKey(
                blank=True,
                db_constraint=False,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="cases.practitioner",
            ),
        ),
        migrations.AddField(
            "sampledcase",
            "held_by",
            models.ForeignKey(
                blank=True,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="cases.practitioner",
            ),
        ),
        migrations.RunPython(keep_practitioners, migrations.RunPython.noop),
    ]

"""Removes what /admin/ noted of cases and audits while it could change them: its first page would show their names."""

from django.db import migrations
from django.db.models import Q


def forget(apps, schema_editor):
    about_cases = Q(content_type__app_label="audit") | Q(content_type__app_label="cases", content_type__model="case")
    apps.get_model("admin", "LogEntry").objects.filter(about_cases).delete()


class Migration(migrations.Migration):
    dependencies = [
        ("audit", "0010_why_a_fact_was_corrected"),
        ("admin", "0003_logentry_add_action_flag_choices"),
        ("contenttypes", "0002_remove_content_type_name"),
    ]

    operations = [migrations.RunPython(forget, migrations.RunPython.noop)]

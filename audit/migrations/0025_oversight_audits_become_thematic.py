from django.db import migrations


def make_thematic(apps, schema_editor):
    """An oversight round has a team now. Audits that were planned as one before stay in the list, as thematic audits."""
    apps.get_model("audit", "Audit").objects.filter(purpose="oversight").update(purpose="thematic")


class Migration(migrations.Migration):
    dependencies = [("audit", "0024_oversight")]

    operations = [migrations.RunPython(make_thematic, migrations.RunPython.noop)]

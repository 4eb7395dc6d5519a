from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0010_event_kind_fact_corrected"),
    ]

    operations = [
        migrations.AddIndex(
            model_name="event",
            index=models.Index(fields=["kind", "happened_at"], name="events_of_a_kind"),
        ),
    ]

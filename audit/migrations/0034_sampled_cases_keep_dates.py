from django.db import migrations

DATES = ("start_date", "end_date", "contact_suspended_on", "ended_early_on")
OTHERS = ("ended_early", "ended_early_by")


def add_dates(apps, schema_editor):
    """Add to the facts of cases in audits the dates of the case, and what is newer than the audit."""
    for name in ("SampledCase", "SharedCase"):
        model = apps.get_model("audit", name)
        for row in model.objects.exclude(facts={}).select_related("case").iterator(chunk_size=500):
            dates = {date: getattr(row.case, date) for date in DATES}
            row.facts |= {date: day and day.isoformat() for date, day in dates.items() if date not in row.facts}
            row.facts |= {fact: getattr(row.case, fact) for fact in OTHERS if fact not in row.facts}
            row.save(update_fields=["facts"])


class Migration(migrations.Migration):
    dependencies = [
        ("audit", "0033_own_frameworks"),
        ("cases", "0018_cases_ended_early"),
    ]

    operations = [migrations.RunPython(add_dates, migrations.RunPython.noop)]

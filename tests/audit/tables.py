"""What lies in the tables, whatever any page shows of it."""

from django.apps import apps
from django.db import connection


def everything_stored():
    """The text of every row of every table of the two wings."""
    models = [model for wing in ("cases", "audit") for model in apps.get_app_config(wing).get_models()]
    texts = []
    with connection.cursor() as cursor:
        for model in models:
            cursor.execute(" ".join(("SELECT * FROM", model._meta.db_table)))
            texts += [str(row) for row in cursor.fetchall()]
    return "\n".join(texts)

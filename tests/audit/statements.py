"""Counting what the database is asked, without the marks of transactions, which differ between tests and real life."""

from django.db import connection
from django.test.utils import CaptureQueriesContext

ASKED = ("SELECT", "INSERT", "UPDATE", "DELETE")


def statements_of(action):
    """The statements that read or write rows while `action` runs."""
    _ = connection.features.supports_json_field  # Django finds that out by queries, once in a process
    with CaptureQueriesContext(connection) as captured:
        action()
    return [query["sql"] for query in captured if query["sql"].startswith(ASKED)]


def rows_of(statement):
    """The rows that a captured SELECT fetches, asked again."""
    with connection.cursor() as cursor:
        cursor.execute(statement)
        return cursor.fetchall()

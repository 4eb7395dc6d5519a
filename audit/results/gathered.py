"""What the database puts together of many answers, so that one row is read per review."""

from django.db.models import Aggregate, TextField


class Gathered(Aggregate):
    """A JSON text of {question code: value} that the database puts together: one row per review instead of ninety."""

    function = "JSON_GROUP_OBJECT"
    output_field = TextField()

    def as_postgresql(self, compiler, connection, **context):
        sql, params = super().as_sql(compiler, connection, function="JSON_OBJECT_AGG", **context)
        return f"({sql})::text", params

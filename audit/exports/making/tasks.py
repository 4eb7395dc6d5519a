"""What the workers do."""

from django_tasks import TaskContext, task

from audit.exports.making.actions.preparing import prepare


@task(takes_context=True)
def make_file(context: TaskContext, number: int) -> None:
    """Make the PreparedFile of this number."""
    place = context.task_result.worker_ids[-1]
    prepare(number=number, worker=int(place) if place.isdecimal() else None)

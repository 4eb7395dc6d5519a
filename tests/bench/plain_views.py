"""The site's addresses, and beside them what anybody would write to store an answer: no rights, no checks, no page."""

from django.db import transaction
from django.http import JsonResponse
from django.urls import path
from django.utils import timezone

from audit.models import Answer, Review
from audit.urls import handler500, urlpatterns

__all__ = ["handler500"]


def same_writes(request, review):
    """Locks the review, changes the answer under a version check, writes its history, reads the review's answers."""
    code, version, changed = _sent(request)
    with transaction.atomic():
        Review.objects.select_for_update().get(pk=review)
        answers = Answer.objects.filter(review=review)
        assert answers.filter(question=code, version=version).update(**changed) == 1
        answer = {answer.question: answer for answer in answers}[code]
        row = {field.attname: getattr(answer, field.attname) for field in Answer._meta.concrete_fields}
        Answer.history.create(
            **row, history_date=changed["answered_at"], history_type="~", history_user=changed["answered_by"]
        )
    return JsonResponse({"saved": {code: {"version": answer.version, "comment": answer.comment}}})


def one_row(request, review):
    """Changes the answer under a version check."""
    code, version, changed = _sent(request)
    stored = Answer.objects.filter(review=review, question=code, version=version).update(**changed)
    return JsonResponse({"saved": {code: {"version": version + stored}}})


def _sent(request):
    """(the question's code, the version that the answer is based on, the fields to store)."""
    (code,) = [name.removeprefix("version-") for name in request.POST if name.startswith("version-")]
    version = int(request.POST[f"version-{code}"])
    changed = {"value": int(request.POST[f"value-{code}"]), "comment": request.POST[f"comment-{code}"]}
    return (
        code,
        version,
        changed
        | {
            "version": version + 1,
            "answered_at": timezone.now(),
            "answered_by": request.user,
        },
    )


urlpatterns = [
    *urlpatterns,
    path("same-writes/<int:review>/", same_writes),
    path("one-row/<int:review>/", one_row),
]

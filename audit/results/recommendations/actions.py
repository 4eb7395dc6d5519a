"""Write what an audit recommends."""

from collections.abc import Collection

from django.db import transaction
from django.utils import timezone

from audit.models import Audit, Recommendation
from audit.planning.locking import lock_open
from audit.results.recommendations.reads import codes_to_recommend_on, recommendation_version
from cases.models import User

NO_TEXT = "A recommendation needs a text."
TIED_TO_NOTHING = "A recommendation needs a standard or key question of this framework."
GONE = "This recommendation was deleted after you opened the page."
CHANGED_MEANWHILE = (
    "Someone else changed this recommendation while you were writing. Read theirs above, then save yours again to "
    "replace it."
)


class RecommendationRefused(Exception):
    """Nothing is written; the text says why."""


@transaction.atomic
def add_recommendation(*, audit: Audit, text: str, about: Collection[str], by: User | None = None) -> Recommendation:
    """Add a draft. `about`: codes of standards and key questions. Raises AuditClosed, RecommendationRefused."""
    lock_open(audit)
    facts = {"text": _checked(text), "about": _tied(audit, about)}
    return Recommendation.objects.create(audit=audit, written_at=timezone.now(), written_by=by, **facts)


@transaction.atomic
def change_recommendation(
    *, audit: Audit, number: int, text: str, about: Collection[str], based_on: str, by: User | None = None
) -> Recommendation:
    """Change a draft. `number`: its primary key. `based_on`: the recommendation_version that the person saw.

    Raises AuditClosed, RecommendationRefused.
    """
    lock_open(audit)
    stored = _find(audit, number, based_on)
    stored.text, stored.about = _checked(text), _tied(audit, about)
    stored.written_at, stored.written_by, stored._history_user = timezone.now(), by, by
    stored.save()
    return stored


@transaction.atomic
def delete_recommendation(*, audit: Audit, number: int, based_on: str, by: User | None = None) -> None:
    """Delete a draft. The arguments are those of change_recommendation. Raises AuditClosed, RecommendationRefused."""
    lock_open(audit)
    stored = _find(audit, number, based_on)
    stored._history_user = by
    stored.delete()


def _find(audit, number, based_on):
    stored = audit.recommendations.filter(pk=number).first()
    if stored is None:
        raise RecommendationRefused(GONE)
    if based_on != recommendation_version(stored):
        raise RecommendationRefused(CHANGED_MEANWHILE)
    return stored


def _checked(text):
    if not text.strip():
        raise RecommendationRefused(NO_TEXT)
    return text.strip()


def _tied(audit, about):
    known = codes_to_recommend_on(audit.framework)
    if not about or not set(about) <= set(known):
        raise RecommendationRefused(TIED_TO_NOTHING)
    return [code for code in known if code in about]

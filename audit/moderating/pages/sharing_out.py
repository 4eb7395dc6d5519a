"""What sharing out reviews did, in words."""

from collections.abc import Iterator

from audit.models import Audit, SampledCase
from audit.planning.actions.reviewers import SharedOut
from cases.models import User


def shared_in_words(audit: Audit, shared: SharedOut, user: User) -> Iterator[tuple[bool, str]]:
    """Yield (whether it is good news, sentence), naming cases to a user who may see them."""
    if shared.given:
        yield True, f"Shared out: {', '.join(f'{person} {number}' for person, number in shared.given)}."
    elif not shared.left:
        yield False, "Nothing was shared out because every review already has a reviewer."
    if shared.left:
        left = SampledCase.objects.visible_to(user).filter(audit=audit, number__in=shared.left).with_case()
        names = "; ".join(sampled.with_crn for sampled in left)
        why = "every reviewer has their maximum or cannot review these cases"
        yield False, f"Not shared out, because {why}: {names}."

"""Publish a framework."""

from collections.abc import Collection

from django.db import IntegrityError, transaction

from audit.instruments.checked import NotPublished, check_content
from audit.models import OwnFramework, plans_in
from cases.models import DeliveryUnit, Place, Region, User

MEANWHILE = "This version was published meanwhile. Look at it, then send yours with a higher version."


def publish_framework(
    *, name: str, content: str, place: Place | None, confirmed: Collection[str], by: User
) -> OwnFramework:
    """Publish the text of a framework file for a Region or DeliveryUnit, or the nation (None).

    `confirmed`: the codes that may mean something else than in the version before. Raises NotPublished.
    """
    try:
        return _publish(name=name, content=content, place=place, confirmed=confirmed, by=by)
    except IntegrityError as error:  # two people published the same version at once
        raise NotPublished([MEANWHILE]) from error


@transaction.atomic
def _publish(*, name: str, content: str, place: Place | None, confirmed: Collection[str], by: User) -> OwnFramework:
    checked = check_content(name, content.encode(), place, by)
    if missing := [code for code in checked.to_confirm if code not in confirmed]:
        raise NotPublished([f"{code} means something else than before. Tick that this is meant." for code in missing])
    if not plans_in(by, checked.place):
        raise NotPublished(["You no longer plan audits in this place."])
    framework = checked.framework
    return OwnFramework.objects.create(
        code=framework.code,
        version=framework.version,
        title=framework.title,
        content=content,
        checksum=framework.checksum,
        region=checked.place if isinstance(checked.place, Region) else None,
        unit=checked.place if isinstance(checked.place, DeliveryUnit) else None,
        confirmed=list(checked.to_confirm),
        published_by=by,
    )

"""Which audit a JSON object is about."""


def about_audit(audit, *, provisional=False):
    """Return number, title, place, dates, framework and state of an Audit, as plain values."""
    version = audit.signed_version
    return {
        "id": audit.pk,
        "title": audit.title,
        "unit": str(audit.unit),
        "region": str(audit.unit.region),
        "review_from": _iso(audit.review_from),
        "review_until": _iso(audit.review_until),
        "signed_off_on": _iso(version.day) if version else None,
        "framework": audit.framework_code,
        "framework_version": audit.framework_version,
        "version": version.number if version else None,
        "provisional": provisional,
    }


def _iso(day):
    return day.isoformat() if day else None

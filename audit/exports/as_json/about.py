"""Which audit a JSON object is about."""


def about_audit(report, audit):
    """Return number, title, place, dates, framework and state of the Audit that the Report is of, as plain values."""
    framework, version = report.framework, report.version
    return {
        "id": audit.pk,
        "title": report.title,
        "unit": str(audit.unit),
        "region": str(audit.unit.region),
        "review_from": _iso(audit.review_from),
        "review_until": _iso(audit.review_until),
        "signed_off_on": _iso(version.day) if version else None,
        "framework": framework.code,
        "framework_version": framework.version,
        "version": version.number if version else None,
        "provisional": report.provisional,
    }


def _iso(day):
    return day.isoformat() if day else None

"""Send the figures of an audit as a workbook, to go outside."""

from django.views.decorators.http import require_safe

from audit.access import opens_audit
from audit.exports.downloads.views.hand_out import hand_out
from audit.exports.leaving.profiles import Leaving
from audit.exports.making.kinds import KINDS


@require_safe
@opens_audit()
def summary_workbook(request, audit):
    return hand_out(request, audit, KINDS["summary"], Leaving(by=request.user))

"""Answer a request for a file: with the file, or first with what in it may identify a person."""

from io import BytesIO

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from audit.exports.downloads.forms import as_sent
from audit.exports.leaving.file_names import file_name
from audit.exports.leaving.profiles import Leaving
from audit.exports.leaving.reads import contents_of
from audit.exports.making.actions.asking import ask_for
from audit.exports.making.actions.noting import note_each
from audit.exports.making.kinds import Kind
from audit.exports.making.reads import places_that_leave, takes_long
from audit.exports.making.views import send_file, show_progress
from audit.models import Audit, SampledCase
from audit.trail.actions import record_cases_listed
from cases.identifiers.forms.free_text import CONFIRMED
from cases.permissions import Permission
from cases.sign_in.unsaved import drop_unsaved

AS_THEY_ARE = "texts_as_they_are"  # the field that says that the texts may leave although they may identify someone
PLACES_SHOWN = 200


def hand_out(request: HttpRequest, audit: Audit, kind: Kind, leaving: Leaving) -> HttpResponse:
    """Return the file, once the trail has it; or the page that shows its texts first, unless they were confirmed.

    What takes long is prepared by the worker: then the page of that file answers.
    """
    contents = contents_of(audit, leaving)
    places = places_that_leave(kind, [contents])
    if places and AS_THEY_ARE not in request.POST:
        return _ask_first(request, audit, kind, leaving, places)
    if request.method == "POST" and takes_long(kind, [audit]):
        asked = ask_for(kind=kind, audits=[audit], leaving=leaving, as_it_is=bool(places), by=request.user)
        return show_progress(asked)
    stream = BytesIO()
    kind.write(note_each(kind, [contents], flagged=len(places)), stream)
    drop_unsaved(request)
    return send_file(kind, stream.getvalue(), file_name([contents], kind.code, kind.ending))


def _ask_first(request, audit, kind, leaving, places):
    numbers = {place.case for place in places if place.case}
    record_cases_listed(audit=audit, numbers=numbers, what="texts before a download", by=request.user)
    cases = SampledCase.objects.visible_to(request.user).filter(audit=audit).with_case()
    names = {sampled.number: sampled.with_crn for sampled in cases}
    confirmed = [(CONFIRMED, request.POST[CONFIRMED])] if CONFIRMED in request.POST else []
    context = {
        "audit": audit,
        "places": [(place, names.get(place.case)) for place in places[:PLACES_SHOWN]],
        "number": len(places),
        "may_judge": Permission.JUDGE in audit.permissions,
        "sent": [*as_sent(kind, leaving), *confirmed, (AS_THEY_ARE, "1")],
    }
    return render(request, "audit/exports/downloads/check_before_download.html", context)

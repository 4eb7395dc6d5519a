"""Take several audits away in one file."""

from collections.abc import Sequence
from io import BytesIO

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from audit.exports.leaving.file_names import file_name, file_name_of_several
from audit.exports.leaving.open_to import contents_of_each
from audit.exports.leaving.profiles import Leaving, Profile
from audit.exports.leaving.reads import contents_of
from audit.exports.making.actions.asking import ask_for
from audit.exports.making.actions.noting import note_each
from audit.exports.making.kinds import KINDS, Kind
from audit.exports.making.reads import places_that_leave, takes_long
from audit.exports.making.views import send_file, show_progress
from audit.exports.several.forms import SeveralForm
from audit.exports.several.reads import ChosenAudits, choose_audits
from audit.models import Audit
from audit.reviewing.identifiers import FreeTextPlace

Suspicious = Sequence[tuple[Audit, list[FreeTextPlace]]]


@require_http_methods(["GET", "HEAD", "POST"])
def several_audits(request):
    """Shows the chosen audits and what can be taken of them; a POST sends the file, which holds figures only."""
    sent = request.POST if request.method == "POST" else request.GET
    chosen = choose_audits(request.user, sent.getlist("audit"))
    form = _form(chosen, request.POST or None)
    if not form.is_valid():
        return _show(request, chosen, form)
    kind, leaving = KINDS[form.cleaned_data["what"]], Leaving(Profile.OUTSIDE, {}, request.user)
    as_it_is, suspicious = form.cleaned_data["as_it_is"], _suspicious(kind, chosen, leaving)
    if suspicious and not as_it_is:
        asked = request.POST.copy()
        asked["as_it_is"] = "on"
        return _show(request, chosen, _form(chosen, asked), suspicious)
    return _hand_out(kind, chosen, leaving, suspicious)


def _form(chosen: ChosenAudits, data) -> SeveralForm:
    audits = [(audit.pk, audit.title) for audit in chosen.audits]
    return SeveralForm(data, audits=audits, initial={"audit": [number for number, _ in audits]})


def _suspicious(kind: Kind, chosen: ChosenAudits, leaving: Leaving) -> Suspicious:
    found = ((audit, places_that_leave(kind, contents_of_each([audit], leaving))) for audit in chosen.audits)
    return [(audit, places) for audit, places in found if places]


def _show(request, chosen: ChosenAudits, form: SeveralForm, suspicious: Suspicious = ()) -> HttpResponse:
    context = {"chosen": chosen, "form": form, "suspicious": suspicious}
    return render(request, "audit/exports/several/several_audits.html", context)


def _hand_out(kind: Kind, chosen: ChosenAudits, leaving: Leaving, suspicious: Suspicious) -> HttpResponse:
    """Send the file, or have it prepared where that takes long."""
    audits = chosen.audits
    if takes_long(kind, audits):
        prepared = ask_for(kind=kind, audits=audits, leaving=leaving, as_it_is=bool(suspicious), by=leaving.by)
        return show_progress(prepared)
    stream, flagged = BytesIO(), sum(len(places) for _, places in suspicious)
    kind.write(note_each(kind, contents_of_each(audits, leaving), flagged=flagged, purpose=""), stream)
    first = contents_of(audits[0], leaving)
    name = file_name([first], kind.code, kind.ending)
    if len(audits) > 1:
        name = file_name_of_several(len(audits), first, kind.code, kind.ending)
    return send_file(kind, stream.getvalue(), name)

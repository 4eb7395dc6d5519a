"""Take several audits away in one file."""

from collections.abc import Iterator, Sequence
from io import BytesIO

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from audit.exports.leaving.contents import Contents
from audit.exports.leaving.file_names import file_name, file_name_of_several
from audit.exports.leaving.identifiers import places_to_check
from audit.exports.leaving.profiles import Leaving, Profile
from audit.exports.leaving.reads import contents_of
from audit.exports.several.files import FILES, SeveralFile
from audit.exports.several.forms import SeveralForm
from audit.exports.several.reads import ChosenAudits, choose_audits
from audit.models import Audit
from audit.reviewing.identifiers import FreeTextPlace
from audit.trail.actions import record_export

Suspicious = Sequence[tuple[Audit, list[FreeTextPlace]]]


@require_http_methods(["GET", "HEAD", "POST"])
def several_audits(request):
    """Shows the chosen audits and what can be taken of them; a POST sends the file, which holds figures only."""
    sent = request.POST if request.method == "POST" else request.GET
    chosen = choose_audits(request.user, sent.getlist("audit"))
    form = _form(chosen, request.POST or None)
    if not form.is_valid():
        return _show(request, chosen, form)
    file, leaving = FILES[form.cleaned_data["what"]], Leaving(Profile.OUTSIDE, {}, request.user)
    suspicious = _suspicious(chosen, leaving)
    if suspicious and not form.cleaned_data["as_it_is"]:
        asked = request.POST.copy()
        asked["as_it_is"] = "on"
        return _show(request, chosen, _form(chosen, asked), suspicious)
    return _send(form.cleaned_data["what"], file, chosen, leaving, suspicious)


def _form(chosen: ChosenAudits, data) -> SeveralForm:
    audits = [(audit.pk, audit.title) for audit in chosen.audits]
    return SeveralForm(data, audits=audits, initial={"audit": [number for number, _ in audits]})


def _suspicious(chosen: ChosenAudits, leaving: Leaving) -> Suspicious:
    found = ((audit, places_to_check(contents_of(audit, leaving).report, None)) for audit in chosen.audits)
    return [(audit, places) for audit, places in found if places]


def _show(request, chosen: ChosenAudits, form: SeveralForm, suspicious: Suspicious = ()) -> HttpResponse:
    context = {"chosen": chosen, "form": form, "suspicious": suspicious}
    return render(request, "audit/exports/several/several_audits.html", context)


def _send(what: str, file: SeveralFile, chosen: ChosenAudits, leaving: Leaving, suspicious: Suspicious):
    stream, number = BytesIO(), len(chosen.audits)
    file.write(_each(file, chosen, leaving, {audit.pk: len(places) for audit, places in suspicious}), stream)
    first = contents_of(chosen.audits[0], leaving)
    name = file_name([first], what, file.ending)
    if number > 1:
        name = file_name_of_several(number, first, what, file.ending)
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(stream.getvalue(), file.content_type, headers=headers)


def _each(file: SeveralFile, chosen: ChosenAudits, leaving: Leaving, flagged: dict[int, int]) -> Iterator[Contents]:
    """Hand on one audit after the other, once its history says that it leaves."""
    for audit in chosen.audits:
        record_export(audit=audit, what=file.in_words, flagged=flagged.get(audit.pk, 0), by=leaving.by)
        yield contents_of(audit, leaving)

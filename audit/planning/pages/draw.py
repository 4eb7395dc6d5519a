"""The page of a draw, sent while the extract is read; then the check, the proposal and the forms below it."""

import dataclasses
from dataclasses import dataclass
from itertools import chain

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string

from audit.models import NOT_RANDOM, Audit, Purpose
from audit.planning.account import Account, build_account, name_of_field, summarise_draw
from audit.planning.forms.extract import ExtractForm
from audit.planning.forms.proposal import (
    LONGEST,
    ConfirmDrawForm,
    ProblemsForm,
    Proposal,
    sign_problems,
    sign_proposal,
)
from audit.planning.pages.kinds import kinds_beside
from audit.planning.reads import count_lost_by_new_draw
from audit.planning.sizes import too_few_to_rate
from cases.extract.drawn import DrawnSample
from cases.extract.places import FittedPlaces, fit_places
from cases.extract.read import SeveralSheets, uploaded_extract_progress
from cases.extract.restricted.known import known_restricted
from cases.spreadsheets.limits import SpreadsheetProblem
from cases.spreadsheets.problems import Problem

SHOWN, UNKNOWN_SHOWN = 50, 100
OPENED_AT_ONCE = 2**20  # bytes: opening a larger file can take longer than a person should see nothing
CUT = "[what the extract gives]"
PAGE, RESULT = "audit/planning/draw_sample.html", "audit/planning/_drawn.html"
TOO_LARGE = "This sample is too large to confirm on a page. Choose a smaller number of cases."


@dataclass(frozen=True)
class DrawPage:
    """What an extract gives.

    `needed`: the fields that no column gives, in words. `unknown`: (field in words, value, rows). `lost`: what the
    audit loses by a new draw, as {what: number}. `too_few`: says that the cases get no rating, or "".
    """

    account: Account
    places: FittedPlaces
    needed: tuple[str, ...]
    unknown: tuple[tuple[str, str, int], ...]
    problems: tuple[Problem, ...]
    may_be_stored: bool
    lost: dict[str, int]
    caution: str
    too_few: str


def show_draw(
    request: HttpRequest, audit: Audit, form: ExtractForm, proposal: Proposal
) -> HttpResponse | StreamingHttpResponse:
    """Show what the extract gives, or at its field in the form why it cannot be read."""
    steps = _reading(form, proposal.settings, known_restricted(audit.unit))
    if form.cleaned_data["file"].size <= OPENED_AT_ONCE:
        first = next(steps)
        if isinstance(first, SpreadsheetProblem) and not isinstance(first, SeveralSheets):
            form.add_error("file", str(first))
            return render(request, PAGE, {"audit": audit, "form": form, **kinds_beside(audit, proposal.kind)})
        steps = chain([first], steps)
    return StreamingHttpResponse(_page_in_steps(request, audit, form, proposal, steps))


def _page_in_steps(request, audit, form, proposal, steps):
    """Yield the page in parts: its head at once, a line for each step of the reading, then the result."""
    # a page in parts shows how far it is without a script and without a job queue
    again = {"audit": audit, "form": form, "cut": CUT, "reading": form.cleaned_data["file"].name}
    again |= kinds_beside(audit, proposal.kind)
    head, _, foot = render_to_string(PAGE, again, request).rpartition(CUT)
    yield head
    for step in steps:
        if isinstance(step, int):
            yield f"<li>{step:,} rows read</li>\n"
        else:
            yield "</ol>\n"
            yield render_to_string(RESULT, {"audit": audit, **_result(request, audit, proposal, step)}, request)
    yield foot


def _reading(form, settings, known):
    """Yield the number of rows read so far, several times, and at last the DrawnSample or the SpreadsheetProblem."""
    sheet = form.cleaned_data.get("sheet") or None
    try:
        yield from uploaded_extract_progress(form.cleaned_data["file"], settings, sheet=sheet, known=known)
    except SpreadsheetProblem as problem:
        yield problem


def _result(request, audit, proposal, found):
    """Return the context of the result: a problem or a DrawPage, with the form to choose the extract again."""
    by_hand = audit.purpose == Purpose.THEMATIC
    if isinstance(found, SpreadsheetProblem):
        sheets = found.names if isinstance(found, SeveralSheets) else ()
        return {"problem": str(found), "again": ExtractForm(sheets=sheets, by_hand=by_hand)}
    references = {"references": "\n".join(proposal.settings.hand_picked)}
    again = ExtractForm(initial=references, columns=found.columns, by_hand=by_hand)
    return _context(request, audit, dataclasses.replace(proposal, drawn=found), again)


def show_proposal(request: HttpRequest, audit: Audit, proposal: Proposal) -> HttpResponse:
    """Show a proposal again that was sent after its session ended and came back with the new sign-in."""
    form = ExtractForm(by_hand=audit.purpose == Purpose.THEMATIC)
    context = {"audit": audit, "form": form, "result": RESULT, **kinds_beside(audit, proposal.kind)}
    return render(request, PAGE, context | _context(request, audit, proposal, form))


def _context(request, audit, proposal, again):
    drawn, whose = proposal.drawn, {"person": request.user.pk, "audit": audit.pk}
    page = _page(audit, proposal)
    signed = sign_proposal(proposal, **whose) if page.may_be_stored else ""
    unclear = [number for number in again.numbers if drawn.columns[number].unclear or _may_be_needed(drawn, number)]
    clear = [number for number in again.numbers if number not in unclear]
    too_large = {"problem": TOO_LARGE} if len(signed) > LONGEST else {}
    return too_large | {
        "page": page,
        "again": again,
        "choose": again.columns_in(unclear),
        "others": again.columns_in(clear),
        "confirm": signed and not too_large and ConfirmDrawForm(initial={"proposal": signed}, **whose),
        "download": drawn.problems
        and ProblemsForm(initial={"problems": sign_problems(drawn.problems, **whose)}, **whose),
    }


def _may_be_needed(drawn, number):
    """Say whether a column that was not understood may be one that the draw needs."""
    return bool(drawn.needed) and not drawn.columns[number].field


def _page(audit, proposal):
    drawn: DrawnSample = proposal.drawn
    account = build_account(summarise_draw(proposal.settings, drawn, months=proposal.months))
    return DrawPage(
        account=account,
        places=fit_places(audit.unit, drawn.all_picks),
        needed=tuple(map(name_of_field, drawn.needed)),
        unknown=tuple((name_of_field(field), value, rows) for field, value, rows in drawn.unknown[:UNKNOWN_SHOWN]),
        problems=tuple(Problem(*problem) for problem in drawn.problems[:SHOWN]),
        may_be_stored=any(not pick.reserve for pick in drawn.picks),
        lost=count_lost_by_new_draw(audit, proposal.kind),
        caution=NOT_RANDOM if proposal.settings.hand_picked else "",
        too_few=too_few_to_rate(audit.framework, proposal.kind, account.total.drawn),
    )

"""Answer a case that all read together, blind, and submit it."""

from django.contrib import messages
from django.http import JsonResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from audit.method.applicability import applicable_questions
from audit.method.sections import sections_of, whole_of
from audit.reviewing.forms.review import SectionForm
from audit.reviewing.identifiers import places_in_comments
from audit.reviewing.kept_answers import build_section_form
from audit.reviewing.pages.case import facts_in_words
from audit.reviewing.pages.review import build_review_page
from audit.reviewing.pages.save_report import build_save_report
from audit.reviewing.pages.section import build_section_page
from audit.reviewing.reads.agreed_notes import agreed_notes
from audit.reviewing.reads.review_answers import check_of
from audit.together.access import opens_reading, show_closed
from audit.together.actions.reading import NotSubmitted, ReadingClosed, save_reading, submit_reading
from audit.trail.actions import record_shared_case_view
from cases.sign_in.unsaved import drop_unsaved, keep

SUBMIT, AS_IT_IS = "submit", "submit-as-it-is"  # the buttons that submit
NAMES_SOMEONE = "Comments may identify someone. Change them, or submit them as they are."


@require_http_methods(["GET", "HEAD", "POST"])
@opens_reading
def read_case(request, reading):
    """Shows all questions on one page, and saves what was answered. Two buttons submit it too."""
    framework = reading.audit.framework
    section = whole_of(sections_of(framework, applicable_questions(framework, reading.facts)))
    if request.method == "POST":
        return _save(request, reading, section)
    record_shared_case_view(shared=reading.shared_case, what=f"{reading.shared_case} to answer it", by=request.user)
    answers = reading.answers_by_code()
    return _show(request, reading, *build_section_form(request, reading, section, answers), answers)


def _save(request, reading, section):
    form = SectionForm(request.POST, section=section, answers={})
    try:
        changes = form.changes(reading.answers_by_code)
        saved = save_reading(reading=reading, changes=changes, by=request.user)
    except ReadingClosed as closed:
        return show_closed(request, reading, str(closed))
    if not request.accepts("text/html"):
        return JsonResponse(build_save_report(reading, form, saved, user=request.user))
    if saved.stale or form.troubles(saved):
        keep(request)  # comes back later today, should the person close the page now
        return _show(request, reading, form.again(saved), form.stale(saved), saved.answers)
    drop_unsaved(request)
    go = request.POST.get("go", "")
    return _submit(request, reading, section, go) if go in (SUBMIT, AS_IT_IS) else redirect("read_case", reading.pk)


def _submit(request, reading, section, go):
    answers = reading.answers_by_code()
    places = places_in_comments(reading.shared_case.number, answers.values()) if go == SUBMIT else []
    try:
        if places:
            raise NotSubmitted(NAMES_SOMEONE)
        submit_reading(reading=reading, by=request.user)
    except NotSubmitted as refused:
        form = SectionForm(section=section, answers=answers)
        return _show(request, reading, form, {}, answers, refused=str(refused), places=places)
    except ReadingClosed as closed:
        return show_closed(request, reading, str(closed))
    messages.success(request, f"{reading.shared_case.with_crn} is submitted.")
    return redirect("compare_readings", reading.shared_case_id)


def _show(request, reading, form, stale, answers, *, refused="", places=()):
    page = build_review_page(reading.audit.framework, check_of(reading, answers))
    agreed = agreed_notes(reading.audit)
    context = {
        "reading": reading,
        "shared": reading.shared_case,
        "audit": reading.audit,
        "page": page,
        "section": build_section_page(page, form, answers, user=request.user, stale=stale, agreed=agreed),
        "facts": facts_in_words(reading.shared_case),
        "refused": refused,
        "places": places,
    }
    return render(request, "audit/together/read_case.html", context)

"""Answer the questions of one section of a review."""

from django.contrib import messages
from django.http import Http404, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from audit.method.applicability import applicable_questions
from audit.method.asked_facts import waiting_questions
from audit.method.sections import WHOLE, sections_of, whole_of
from audit.planning.locking import AuditClosed
from audit.reviewing.access import opens_review, show_closed
from audit.reviewing.actions.answering import (
    NotOffered,
    put_prompts_back,
    save_answers,
    save_own_answers,
    set_prompts_not_applicable,
)
from audit.reviewing.forms.review import SectionForm
from audit.reviewing.kept_answers import build_section_form
from audit.reviewing.locking import ReviewClosed
from audit.reviewing.pages.case import facts_in_words
from audit.reviewing.pages.refused_input import show_refused_input, what_was_sent
from audit.reviewing.pages.review import build_review_page, questions_of_note
from audit.reviewing.pages.save_report import build_save_report
from audit.reviewing.pages.section import build_section_page
from audit.reviewing.reads.agreed_notes import agreed_notes
from audit.reviewing.reads.review_answers import check_of, open_note
from audit.trail.actions import record_case_view
from cases.sign_in.unsaved import drop_unsaved, keep

STEPS = {"set-aside", "put-back"}  # the buttons that change several prompts of a key question
PART_NOT_ASKED = "The facts of the case have changed, so this part is no longer asked. Nothing was saved."


@require_http_methods(["GET", "HEAD", "POST"])
def review_section(request, review, code):
    """Shows a section, and saves what was answered in it."""
    if request.method == "POST" and not request.accepts("text/html"):
        return _save_own(request, review, code) or _open_section(request, review, code=code)
    return _open_section(request, review, code=code)


def _save_own(request, number, code):
    """Save what the script sent to the user's open review. None where it is anything else: then nothing is saved."""

    def fill_in(review):
        section = _sections(review).get(code)
        return section and SectionForm(request.POST, section=section, answers={})

    own = request.POST.get("person", str(request.user.pk)) == str(request.user.pk)
    if not own or request.POST.keys() & STEPS:
        return None
    done = save_own_answers(number=number, fill_in=fill_in, by=request.user)
    return done and JsonResponse(build_save_report(done[1].review, *done, user=request.user))


@opens_review
def _open_section(request, review, code):
    sections = _sections(review)
    if code not in sections:
        return _refuse_part(request, review)
    section = sections[code]
    if request.method == "POST":
        return _save(request, review, section)
    if waiting_questions(review.audit.framework, review.facts) & {question.code for question in section.questions}:
        return redirect("review_facts", review.pk)
    record_case_view(audit=review.audit, sampled=review.sampled_case, what=f"the {review.name}", by=request.user)
    answers = review.answers_by_code()
    return _show(request, review, *build_section_form(request, review, section, answers), answers)


def _refuse_part(request, review):
    """Answer 404. What was sent to a section that no longer applies to the case comes back to be copied."""
    if request.method != "POST" or not request.accepts("text/html"):
        raise Http404
    sent = what_was_sent(request.POST, framework=review.audit.framework, stored=review.answers_by_code())
    return show_refused_input(request, PART_NOT_ASKED, sent, status=404)


def _sections(review):
    """{code: Section} of the sections that apply to the case, and of all of them on one page."""
    framework = review.audit.framework
    sections = sections_of(framework, applicable_questions(framework, review.facts))
    return {section.code: section for section in sections} | {WHOLE: whole_of(sections)}


def _save(request, review, section):
    form = SectionForm(request.POST, section=section, answers={})
    try:
        changes = form.changes(review.answers_by_code)
        saved = save_answers(review=review, changes=changes, by=request.user)
        if request.POST.keys() & STEPS:
            _take_step(request, review, {change.code: change for change in changes})
            saved.answers = review.answers_by_code()
    except (ReviewClosed, AuditClosed) as closed:
        return show_closed(request, review, str(closed))
    except (KeyError, NotOffered) as unknown:
        raise Http404 from unknown
    if request.accepts("text/html"):
        return _go_on(request, review, form, saved)
    return JsonResponse(build_save_report(review, form, saved, user=request.user))


def _take_step(request, review, seen):
    """Set the unanswered prompts of a key question not applicable, or put them back."""
    if code := request.POST.get("set-aside"):
        left = set_prompts_not_applicable(review=review, key_question=code, seen=seen, by=request.user)
        for answer in left:
            messages.warning(request, f"{answer.question} was answered in the meantime, so it is unchanged. Check it.")
    if code := request.POST.get("put-back"):
        put_prompts_back(review=review, key_question=code, by=request.user)


def _go_on(request, review, form, saved):
    """Lead on to where the button leads, or show what could not be stored beside what is stored."""
    if saved.stale or form.troubles(saved):
        keep(request)  # comes back later today, should the person close the page now
        return _show(request, review, form.again(saved), form.stale(saved), saved.answers)
    drop_unsaved(request)
    go = request.POST.get("go", "")
    if go == "check":
        return redirect("review_check", review.pk)
    page = reverse("review_section", args=[review.pk, go if go in _sections(review) else form.section.code])
    step = request.POST.get("set-aside") or request.POST.get("put-back")
    return redirect(f"{page}#block-{step}" if step else page)


def _show(request, review, form, stale, answers):
    page, note = build_review_page(review.audit.framework, check_of(review, answers)), open_note(review)
    context = {
        "review": review,
        "page": page,
        "section": build_section_page(
            page,
            form,
            answers,
            user=request.user,
            stale=stale,
            sent_back=note.questions if note else (),
            agreed=agreed_notes(review.audit),
        ),
        "facts": facts_in_words(review.sampled_case),
        "note": note,
        "about": questions_of_note(page, note),
    }
    return render(request, "audit/reviewing/review_section.html", context)

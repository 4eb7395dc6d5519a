"""The result of an audit as one JSON object, in the format of `rate` and `summarise` (docs/formats.md)."""

from audit.exports.as_json.about import about_audit
from audit.exports.certainty import summarise_chances, summarise_interval
from audit.exports.figures.value_ids import answer_id

# what an unrated framework says nothing of
OF_RATINGS = ("score", "max_score", "overall", "chances", "too_few")
OF_RATED_STANDARDS = ("rating", "decided", "waiting", "score", "left_out", "counted", "limiting")
OF_RATED_QUESTIONS = ("band", "to_next_band")


def summary_of(report, audit=None):
    """Return a dict of plain values. Percentages are whole numbers; what is not known is None.

    `audit`: the Audit that the Report is of; None for one of an answers file.
    """
    rating = report.rating
    summary = {
        "notice": report.notice,
        "audit": about_audit(audit, provisional=report.provisional) if audit else None,
        "framework": rating.framework.code,
        "version": _summarise_version(report.version) if report.version else None,
        "provisional": report.provisional,
        "cases": rating.cases,
        "cases_expected": rating.expected,
        "standards": [_summarise_standard(report, standard) for standard in rating.standards],
        "items": [_summarise_figure(report, item) for item in rating.items],
        "score": rating.score,
        "max_score": rating.max_score,
        "overall": rating.overall,
        "chances": summarise_chances(report),
        "missing": list(rating.missing),
        "too_few": list(rating.too_few),
        "recommendations": [{"text": each.text, "about": list(each.about)} for each in report.recommendations],
        "notes": list(report.notes),
        "kinds": [_summarise_kind(kind) for kind in rating.kinds],
    }
    return _without(summary, () if rating.framework.rated else OF_RATINGS)


def _summarise_kind(kind):
    """Return how many cases of a kind are in, of those expected; standards say which kind they are judged on."""
    return {"kind": kind.kind.code, "title": kind.kind.title, "cases": kind.cases, "cases_expected": kind.expected}


def _summarise_version(version):
    return {"number": version.number, "signed_off_on": version.day.isoformat(), "signed_off_by": version.by}


def _summarise_standard(report, standard):
    told = {
        "code": standard.code,
        "title": standard.standard.title,
        "rating": standard.rating,
        "decided": standard.decided,
        "waiting": standard.waiting,
        "score": standard.score,
        "left_out": standard.left_out,
        "counted": standard.standard.counted,
        "kind": standard.standard.kind,
        "limiting": [question.code for question in standard.limiting],
        "written": _summarise_text(report.texts.get(standard.code)),
        "key_questions": [_summarise_key_question(report, question) for question in standard.key_questions],
    }
    return _without(told, () if report.framework.rated else OF_RATED_STANDARDS)


def _summarise_text(written):
    """Return what is written about a standard; None if nothing is."""
    return written and {
        "narrative": written.narrative,
        "strengths": list(written.strengths),
        "improvements": list(written.improvements),
    }


def _without(told, keys):
    return {key: value for key, value in told.items() if key not in keys}


def _summarise_key_question(report, question):
    told = _summarise_figure(report, question, question.unanswered) | {
        "band": question.band.rating if question.band else None,
        "to_next_band": question.up.cases if question.up else None,
        "prompts": [_summarise_figure(report, prompt) for prompt in question.prompts],
    }
    return _without(told, () if report.framework.rated else OF_RATED_QUESTIONS)


def _summarise_figure(report, figure, unanswered=None):
    """Return the counts of a question. `insufficient` and `absent` are the two kinds of a no.

    Where several of its answers count the same, `counts` also has each of them, by its key in the framework's file.

    `unanswered`: the cases without an answer; None where a blank may mean that the question was not asked.
    """
    tally = figure.tally
    kinds = {"yes": tally.yes, "insufficient": tally.no, "absent": tally.absent}
    old, counts = {"applicable": tally.applicable}, {"not_applicable": tally.not_applicable, "unanswered": unanswered}
    if figure.hidden:
        kinds, old, counts = (dict.fromkeys(each) for each in (kinds, old, counts))
    of_percent = {"percent": figure.percent, "interval": summarise_interval(report, figure)}
    each = {answer_id(figure.question, value): number for value, number in figure.question.each_answer(tally).items()}
    if each:
        counts = counts | {"each_answer": None if figure.hidden else each}
    return {"code": figure.code} | kinds | old | of_percent | {"counts": kinds | counts}

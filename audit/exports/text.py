"""The result of an audit as plain text for a terminal."""


def text_of(report):
    """Lines of at most about 100 characters: overall, standards with their key questions, items, notes."""
    rating = report.rating
    lines = [report.title, f"{rating.framework.title}; {rating.cases} cases", ""]
    if rating.framework.rated:
        lines += [f"Overall: {rating.overall or 'not known yet'}, {_score(rating)}", ""]
    for standard in rating.standards:
        lines.append(f"{standard.code} {standard.standard.title}: {_standing(standard)}")
        lines += [f"   {_figure(question, width=8)}{_band(question)}" for question in standard.key_questions]
    lines += ["", "Items", *(f"   {_figure(item)}" for item in rating.items if item.tally.answered)]
    if report.notes:
        lines += ["", "Notes", *(f" - {note}" for note in report.notes)]
    return "\n".join(lines)


def _score(rating):
    return f"{'?' if rating.score is None else rating.score} of {rating.max_score}"


def _standing(standard):
    decided = f" (decided; computed {standard.rating})" if standard.decided else ""
    lowest = [f", by {q.code}: {q.percent} %, {q.tally.yes} of {q.tally.applicable}" for q in standard.limiting]
    rating = standard.final or ("no rating yet" if standard.missing else "not rated")
    return rating + decided + "".join(lowest[:1])


def _figure(figure, width=46):
    share = "no cases" if figure.percent is None else f"{figure.percent:3} %"
    return f"{figure.code:<{width}} {figure.tally.yes:>5} of {figure.tally.applicable:<5} {share}"


def _band(question):
    distance = f"; {question.up.cases} more for {question.up.rating}" if question.up else ""
    return f"  {question.band.rating}{distance}" if question.band else ""

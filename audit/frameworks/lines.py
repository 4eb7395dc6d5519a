"""What a framework file holds, line by line, as a command prints it."""

from collections.abc import Iterator

from audit.method.framework import Framework, Prompt
from cases.counted import counted


def lines_about(checked: Framework) -> Iterator[str]:
    """Yield what a Framework holds, for people who compare it with the published instrument."""
    yield f"{checked.code}, version {checked.version}: {checked.title} ({checked.years}). It can be used."
    for standard in checked.standards:
        asked = [f"{question.code} ({counted(len(question.prompts), 'prompt')})" for question in standard.key_questions]
        evidence = [counted(len(standard.sub_questions), "question")] if standard.sub_questions else []
        judged = ", ".join(asked) or ", ".join(["judged on evidence", *evidence])
        kind = f" ({checked.kind[standard.kind].title})" if standard.kind else ""
        uncounted = "" if standard.counted else "; not counted"
        yield f"  Standard {standard.code} {standard.title}{kind}: {judged}{uncounted}"
    yield f"  {counted(len(checked.key_questions), 'key question')}, {counted(len(_prompts(checked)), 'prompt')}"
    for group in checked.item_groups:
        yield f"  {group.title}: {', '.join(item.code for item in group.items)}"
    for name, condition in checked.conditions.items():
        yield f"  Condition {name}: {condition.title}"
    for band in checked.rating_bands:
        yield f"  {band.rating}: from {band.from_percent}%, score {band.score}"
    for band in checked.score_bands:
        yield f"  Overall {band.rating}: up to {band.up_to} of {checked.max_score}"


def _prompts(checked: Framework) -> list[Prompt]:
    return [prompt for question in checked.key_questions for prompt in question.prompts]

"""Comments that invented reviewers wrote beside their judgements of key questions."""

from collections.abc import Mapping

from audit.method.answers import Value

COMMENTS = {
    "2.1.1": {
        Value.YES: [
            "Opens with what the person wants from the order and how their hearing loss affects appointments.",
            "Their own account of why the last order failed is quoted and used.",
        ],
        Value.NO: [
            "Caring for two small children is mentioned once and never related to keeping appointments.",
            "Sections on diversity read 'none noted'. The record of induction says dyslexia.",
            "Nothing on motivation beyond 'will comply'.",
        ],
    },
    "2.1.2": {
        Value.YES: ["Alcohol, debt and the break-up are analysed, with work and his brother as strengths."],
        Value.NO: ["Lists needs from the last order; the new offence is of another kind and is not analysed."],
    },
    "2.1.3": {
        Value.YES: ["Who may be harmed, how and when is clear, and police call-outs were used."],
        Value.NO: [
            "Domestic abuse enquiries came back after the assessment was signed and were not added.",
            "Previous convictions for violence are listed; the victims are not named as a group at risk.",
            "Risk is put down to drinking alone. Coercive behaviour in the police log is left out.",
        ],
    },
    "2.2.1": {
        Value.YES: ["Appointments fit his shifts, and the plan says why he chose the order of the work."],
        Value.NO: [
            "The plan was written without the person; there is no trace of a conversation about it.",
            "Two groups a week across town with no word on how she will get there.",
            "The plan repeats the requirements and adds no dates.",
        ],
    },
    "2.2.2": {
        Value.YES: ["Three goals, the most pressing first, each with the service that will do it."],
        Value.NO: ["Housing is the crisis, and stands last."],
    },
    "2.2.3": {
        Value.YES: ["Contingency plan names triggers and who phones whom."],
        Value.NO: [
            "Contingency reads 'breach if needed'.",
            "No link to the child protection plan, though one is in force.",
            "Controls are listed without a word on how anyone would know that they fail.",
        ],
    },
    "2.3.1": {
        Value.YES: ["Missed appointments were followed up the same day, and the reasons weighed fairly."],
        Value.NO: [
            "Unpaid work began in month five.",
            "Four missed appointments in a row were marked acceptable without a reason.",
            "Three practitioners in six months, and no handover on file.",
        ],
    },
    "2.3.2": {
        Value.YES: ["Structured sessions on debt and alcohol, linked to the local service, with progress recorded."],
        Value.NO: [
            "Contact is monthly by telephone and asks how things are.",
            "Referred to a service that has closed; nothing took its place.",
            "The programme requirement has not begun after seven months.",
        ],
    },
    "2.3.3": {
        Value.YES: ["Home visit with police in the first month, partner's safety checked at each change."],
        Value.NO: [
            "A new relationship came up in session three. No checks followed.",
            "No home visit, though he returned to the address of the offence.",
            "The social worker's calls were not returned.",
        ],
    },
    "2.4.1": {
        Value.YES: ["Attendance was looked at with her in October and the day of reporting changed."],
        Value.NO: ["Attendance fell by half and nobody asked why."],
    },
    "2.4.2": {
        Value.YES: ["The new job and what it changes are worked into the plan."],
        Value.NO: ["Relapse in November is recorded and changes nothing.", "No review since the first plan."],
    },
    "2.4.3": {
        Value.YES: ["New call-out led to a review within a week, together with the police."],
        Value.NO: [
            "Arrest in December did not lead to a review.",
            "Risk level was lowered because the case was due for transfer.",
            "Reviewed without asking children's services.",
        ],
    },
}


def comments_on(number: int, answers: Mapping[str, Value]) -> dict[str, str]:
    """Return {question code: comment} for a case: on each no to a key question, and each yes of every third case."""
    comments = {}
    for code, texts in COMMENTS.items():
        choices = texts.get(answers[code], [])
        if choices and (answers[code] == Value.NO or number % 3 == 0):
            comments[code] = choices[number % len(choices)]
    return comments

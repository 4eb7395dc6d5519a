"""What the columns of the workbook mean: {heading: (meaning, values)}, and the same for one sheet where it differs."""

from collections.abc import Mapping

from audit.exports.workbook.action_sheet import ACTIONS
from audit.exports.workbook.agreement_sheet import AGREEMENT
from audit.exports.workbook.bands import BANDS
from audit.exports.workbook.cells import CASES, FURTHER_COUNTED, REST
from audit.exports.workbook.certainty import HOW_SURE
from audit.exports.workbook.change_sheet import CHANGE
from audit.exports.workbook.group_sheet import GROUPS
from audit.exports.workbook.notes import WRITTEN

Meaning = tuple[str, str]
COUNT, PERCENT, DAY = "0, 1, 2 …; empty: not shown", "0 to 100, one decimal; empty: none", "a day; empty: none"
BAND = "a rating of the framework; empty: not rated"
NOT_KNOWN, PERSON = "empty: not known", "a number that stands for them in this audit, or the name"
BEYOND_CHANCE = {
    "Kappa": "Cohen's kappa: 1 is always the same answer, 0 no better than chance.",
    "AC1": "Gwet's AC1: 1 is always the same answer, 0 no better than chance.",
}

OF_ANY_SHEET: Mapping[str, Meaning] = {
    "Standard": ("The standard, with its code where it stands beside a question.", ""),
    "Code": ("The code of the question or standard. It joins the sheets.", "as in the framework"),
    "Key question": ("The wording of the key question.", ""),
    "Question": ("The wording of the question.", ""),
    "Belongs to": ("The standard of a prompt, or the group of an item.", ""),
    "Yes": ("How many cases are sufficient.", COUNT),
    "Insufficient": ("How many cases have a no because the work falls short.", COUNT),
    "Absent": ("How many cases have a no because there is no such work.", COUNT),
    "Not applicable": ("How many cases the question does not apply to.", COUNT),
    "Each answer": (
        "How many cases have each answer, where several count the same.",
        "empty: no such answers; not shown",
    ),
    "Answered": ("How many cases have an answer.", COUNT),
    "Applicable (n)": ("How many cases the question applies to: yes, insufficient and absent.", COUNT),
    "Per cent": (
        "Yes out of the cases that the question applies to, rounded half up.",
        "0 to 100; not shown; no cases",
    ),
    "95% interval from": ("The low end of the 95% interval of the percentage.", PERCENT),
    "95% interval to": ("The high end of the 95% interval of the percentage.", PERCENT),
    "Rating": ("The rating that counts.", f"{BAND}; Cannot be rated"),
    "Score": ("The score of the rating.", "0 to 3; not counted; empty: not rated"),
    "More sufficient cases for the next band": ("How many more cases would have to be sufficient.", COUNT),
    "Exact share": ("Yes out of the cases that the question applies to, unrounded. Formulas compare it.", "0 to 1"),
    "Answers not recognised": ("How many cells of the sheet Cases hold none of its answers.", "0: all are known"),
    "Judged on": ("What the standard is judged on.", "cases, evidence"),
    "Lowest key question": ("The key question that gives the standard its rating.", "codes"),
    "Its result": ("The figure of the lowest key question.", "such as 45%, 25 of 56"),
    "Rating by the rule": ("The rating of the lowest key question, or the judgement on evidence.", BAND),
    "Rating decided instead": ("What a panel decided.", "a rating, or Cannot be rated; empty: none"),
    "Maximum": ("The highest score that the standard can have.", "0 to 3; 0: not counted"),
    "Rationale": ("Why the standard was judged so.", "text; empty: not in this file"),
    "Decided by": ("Who judged the standard.", "names; empty: not in this file"),
    "Number": ("The place in the list.", "1, 2, 3 …"),
    "Note": ("What a reader needs to know about the figures.", ""),
    "Case": ("The number of the case in this audit.", "Case 1, Case 2 …"),
    "Audit": ("The number of the audit on this site. It joins the sheets.", "1, 2, 3 …"),
    "Title": ("The title of the audit.", ""),
    "Region": ("The region of the PDU.", ""),
    "PDU": ("The PDU that was audited.", ""),
    "Purpose": ("What the audit is for.", ""),
    "Framework": ("The framework by which the cases were judged.", ""),
    "Cases counted": ("How many reviewed cases count.", COUNT),
    "Signed off on": ("When this version was signed off.", "a day; empty: provisional"),
    "Version": ("Which version of the result it is.", "1, 2, 3 …; empty: provisional"),
    "Overall rating": ("The rating of the whole.", BAND),
    "Highest possible score": ("The sum of the highest scores of its standards.", "empty: the framework does not rate"),
    "Rating of the standard": ("The rating of the standard that the key question belongs to.", BAND),
    "Sheet": ("The sheet that has the column.", ""),
    "Column": ("The heading of the column.", ""),
    "Meaning": ("What the column holds.", ""),
    "Values": ("Which values it can have.", ""),
}

OF_SHEET: Mapping[str, Mapping[str, Meaning]] = {
    GROUPS: {
        "Key question in short": ("What the key question is about.", ""),
        "Fact": ("The fact by which the cases are grouped. A flag is a fact by itself.", ""),
        "Group": ("The value of the fact; several where groups are joined.", ""),
        "Per cent": ("Yes out of the cases that the question applies to.", "0 to 100; empty: few cases; not shown"),
        "Few cases": ("Whether there are too few cases for a percentage.", "few; empty: enough"),
        "Compared with": ("The largest group of the fact, with which this one is compared.", "empty: not compared"),
        "Relative rate": (
            "How many times as often the group is sufficient as the one it is compared with.",
            "two decimals; empty: not compared, or a count is zero",
        ),
        "Relative rate from": ("The low end of its 95% interval.", "two decimals"),
        "Relative rate to": ("The high end of its 95% interval.", "two decimals"),
        "Why joined, and extra cases": ("Why groups are joined, and how many extra cases were drawn.", ""),
    },
    CHANGE: {
        "Code then": ("The code of the same question in the earlier audit.", "empty: not asked then"),
        "Yes then": ("How many cases were sufficient in the earlier audit.", COUNT),
        "Applicable (n) then": ("How many cases the question applied to in the earlier audit.", COUNT),
        "Per cent then": ("The percentage in the earlier audit.", "0 to 100; empty: few cases"),
        "Per cent": ("The percentage in this audit.", "0 to 100; empty: few cases"),
        "Change in points": ("How many percentage points it moved.", "-100 to 100; empty: not compared"),
        "95% interval from": ("The low end of the 95% interval of the change, in points.", "empty: none"),
        "95% interval to": ("The high end of the 95% interval of the change, in points.", "empty: none"),
        "Within chance": (
            "Whether two samples of the same work could differ so much.",
            "within chance, more than chance, or why it is not compared",
        ),
    },
    AGREEMENT: {
        "Code": ("The code of the key question.", "empty: a pair of reviewers"),
        "Key question or pair of reviewers": ("The wording of the key question, or who the two reviewers are.", ""),
        "Pairs of answers": ("How often both reviewers answered the same question on the same case.", COUNT),
        "The same": ("How many of these pairs are the same answer twice.", COUNT),
        "Per cent the same": ("The same out of all pairs of answers.", "0 to 100; empty: no pair"),
        **{
            f"{name}{end}": (meaning.format(name), "-1 to 1; empty: fewer than 20 pairs, or it cannot be worked out")
            for name in ("Kappa", "AC1")
            for end, meaning in (
                ("", BEYOND_CHANCE[name]),
                (" from", "The low end of the 95% interval of {}."),
                (" to", "The high end of the 95% interval of {}."),
            )
        },
    },
    ACTIONS: {
        "Recommendation": ("What the audit recommends.", "text"),
        "About": ("The standards and key questions that it is about.", "codes"),
        "Answer": ("What the head of service answered.", "Agreed, Partly agreed, Not agreed, No answer yet"),
        "What the answer says": ("Which part is agreed, or why it is not.", "text"),
        "Answered on": ("When the answer was given.", DAY),
        "Step": ("What is to be done.", "text; empty: no step yet"),
        "Owner": ("The post that does it.", "a post, not a person"),
        "Due": ("By when.", DAY),
        "Done": ("From when what was done holds.", "a day; empty: open"),
    },
    WRITTEN: {
        "Strengths": ("What the audit found to be done well.", "a point on each line"),
        "Areas for improvement": ("What the audit found to be wanting: concerns.", "a point on each line"),
        "Judgement in words": ("What the audit says about the standard.", "text"),
    },
    "Judgements": {
        "Judgement": ("The rating that people gave.", "a rating, or could not be rated"),
        "Does it count": ("Whether the judgement gives the standard its rating.", "yes, or why it does not"),
        "Decided on": ("The day of the judgement.", "a day; empty: not known"),
        "Confirmed by": ("The second person who confirmed it.", "a name; empty: no one yet, or not in this file"),
    },
    BANDS: {
        "Band of": ("Whether it is a band of key questions or of the whole audit.", "key question, whole audit"),
        "Rating": ("The rating that the band gives.", "a rating of the framework"),
        "Score": ("The score that the rating of a key question gives.", "0 to 3; empty: of the whole audit"),
        "From per cent": ("The percentage from which the rating is given.", "0 to 100; empty: of the whole audit"),
        "Up to share of the highest score": (
            "The share of the highest score up to which the rating is given.",
            "0 to 1; empty: of a key question",
        ),
        "Up to score": ("The score up to which the rating is given.", "a score; empty: of a key question"),
    },
    HOW_SURE: {"Standard or question": ("What the chances are of.", "")},
    CASES: {
        "case": ("The number of the case in this audit.", "Case 1, Case 2 …"),
        "kind": ("The kind of case.", "a code of the framework"),
        "Sex": ("The sex as recorded.", NOT_KNOWN),
        "Ethnic group": ("The ethnic group, by the groups of the census.", NOT_KNOWN),
        "Disability": ("Whether a disability is recorded.", NOT_KNOWN),
        "Age at start": ("The age when the sentence began, in groups.", NOT_KNOWN),
        "Sentence": ("The type of sentence.", NOT_KNOWN),
        "Risk of serious harm": ("The level when the sentence began.", NOT_KNOWN),
        "MAPPA category": ("The category of multi-agency public protection arrangements.", "empty: none"),
        "MAPPA level": ("The level of multi-agency public protection arrangements.", "empty: none"),
        "Flags": ("What the case is flagged for.", "one or several; empty: none"),
        "Month of start": ("The month in which the sentence began.", NOT_KNOWN),
        "Team": ("The team of the practitioner.", NOT_KNOWN),
        "Grade of the practitioner": ("The grade of the practitioner.", NOT_KNOWN),
        "Practitioner": ("Who holds the case.", PERSON),
        "Reviewer": ("Who reviewed the case.", PERSON),
    },
    REST: {
        "Code": ("The code of a question whose answers are added up here.", "as in the framework"),
        **{
            heading: (f"How many cases have its {heading.lower()} answer.", COUNT)
            for heading in FURTHER_COUNTED.values()
        },
    },
    "Comments": {
        "Answer": ("The answer that the comment is about.", "a label of the question"),
        "Comment": ("What the reviewer wrote.", "text"),
    },
}

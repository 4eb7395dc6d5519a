"""The facts by which an audit's figures are broken down."""

# the codes that a words file may name, in the order in which pages offer them
GROUP_FACTS = (
    "sex",
    "ethnic_group",
    "minority_ethnic",
    "disability",
    "age_band",
    "sentence_type",
    "rosh_level",
    "flags",
    "grade",
    "team",
    "start_month",
    "oversight",
)

# facts about who did the work and when, not about people on probation: their figures could be those of one
# practitioner; the most important first
PRACTICE_FACTS = ("grade", "team", "start_month")

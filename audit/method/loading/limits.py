"""How long the codes and words of a framework file may be, and the codes that it may not use."""

# in characters, the same as the columns of the database; a test compares the two
LONGEST_FRAMEWORK_CODE, LONGEST_VERSION, LONGEST_STANDARD_CODE, LONGEST_QUESTION_CODE = 50, 20, 20, 80
LONGEST_RATING = LONGEST_ANSWER = 40
LONGEST_RELATED = 80  # characters: what a question relates to stands in one line with others
HIGHEST_SCORE = 100
LONGEST_KIND_CODE, LONGEST_KIND, LONGEST_PREFIX = 30, 40, 3

# addresses and buttons of a review use these words where a standard's code would stand
NOT_FOR_STANDARDS = frozenset(("items", "check", "paper", "facts", "send-back", "workbook.xlsx"))
# answers files, forms and pages use these words where a question's code would stand
_WORDS = (
    "answer answers case cases check code comment comments crn find groups items main-content names newer none note"
    " notes number overall paper problems question reason record reference reply result score seen send-back settle"
    " total value version"
)
NOT_FOR_QUESTIONS = frozenset(_WORDS.split())

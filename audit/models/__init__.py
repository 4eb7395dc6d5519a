"""The audit's records, by subject."""

from .access_token import AccessToken
from .action_plan import Response, Step
from .alert import Alert
from .approval import OversightApproval, is_approved
from .choices import Purpose, Replacement
from .finding import Entry, Finding, QuarterCount, Recheck
from .judgement import StandardJudgement
from .notice import Notice, NoticeEmail
from .plan import Audit, FrameworkChanged, SampledCase
from .prepared_file import PreparedFile
from .published import PublishedResult
from .reach import in_own_team
from .recommendation import Recommendation
from .report_template import ReportTemplate
from .review import UNANSWERED, Answer, PlainAnswer, Review
from .round import Correction, Look, Round
from .sample import AuditReviewer, ReserveCase, Sample
from .send_back import SendBack
from .stand_in import StandIn
from .team_list import ListedCase, TeamList
from .together import LETTERS, MOST_SHARED, QuestionNote, Reading, ReadingAnswer, SharedCase
from .told import NOT_RANDOM
from .version import EarlierVersion

"""The audit's records, by subject."""

from .choices import Purpose, Replacement
from .evidence.evidence_entry import EvidenceEntry
from .evidence.indicator import Indicator
from .evidence.standard_text import StandardText
from .evidence.survey import FEWEST_SHEETS, Survey, SurveyKind
from .exports.access_token import AccessToken
from .exports.prepared_file import FileWorker, PreparedFile
from .exports.report_template import ReportTemplate
from .exports.stand_in import StandIn
from .instruments.own_framework import OwnFramework, PublishedIsKept, plans_in
from .notices.notice import Notice, NoticeEmail
from .oversight.action_plan import Response, Step
from .oversight.alert import Alert
from .oversight.approval import OversightApproval, is_approved
from .oversight.finding import Entry, Finding, Recheck
from .oversight.look import Correction, Look
from .oversight.quarter_count import QuarterCount
from .oversight.round import Round
from .oversight.team_list import ListedCase, TeamList
from .planning.audit import Audit, SampledCase
from .planning.binding import FrameworkChanged
from .planning.sample import AuditReviewer, ReserveCase, Sample, samples_in_brief
from .reach import in_own_team
from .results.earlier_version import EarlierVersion
from .results.judgement import StandardJudgement
from .results.published_result import PublishedResult
from .results.recommendation import Recommendation
from .reviewing.read_together import LETTERS, MOST_SHARED, QuestionNote, Reading, ReadingAnswer, SharedCase
from .reviewing.review import UNANSWERED, Answer, PlainAnswer, Review
from .reviewing.send_back import SendBack
from .told import NOT_RANDOM

"""Somebody without the right to see a case tries every page and file of an audit, over its life and over two audits.

The table in docs/access.md is built here from what each person really gets.
"""

import html
import itertools
import json
import re
from pathlib import Path

import pytest
from django.db.models import F, Value
from django.db.models.functions import Concat
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from audit.models import Answer, Review, SampledCase
from audit.results.sign_off.actions.sign_off import sign_off, take_back_sign_off
from cases.models import Membership, Practitioner, Region, Team, User
from cases.permissions import Role
from tests.audit.an_audit import ABSENT, NO, NOT_APPLICABLE, YES, a_unit, add_case, an_audit
from tests.audit.exports.downloading import download, widest_profile
from tests.audit.test_identifiers import everything_in
from tests.test_doors import SITE

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
DOCUMENT = Path(__file__).parents[2] / "docs" / "access.md"
ITEM = "management-oversight"
CODES = ("2.1.1", "2.1.2", ITEM)
CASES = 7  # the first five of Ipswich, the others of Lowestoft
# who: role and place
PEOPLE = {
    "quality lead": (Role.QUALITY_LEAD, "unit"),
    "reviewer of case 1": (Role.REVIEWER, "unit"),
    "SPO of 5 of the cases": (Role.SPO, "Ipswich"),
    "SPO of 2 of the cases": (Role.SPO, "Lowestoft"),
    "SPO of none of them": (Role.SPO, "Leiston"),
    "viewer of the PDU": (Role.VIEWER, "unit"),
    "viewer of the region": (Role.VIEWER, "region"),
    "viewer of the nation": (Role.VIEWER, None),
    "practitioner": (Role.PRACTITIONER, "Ipswich"),
    "administrator": (Role.ADMINISTRATOR, "unit"),
}
ATTACKERS = ["SPO of 5 of the cases", "viewer of the PDU"]  # who else gets no page of it: tests/test_doors.py
READERS = ["SPO of 5 of the cases", "SPO of 2 of the cases", "viewer of the PDU"]
RESULT = ("", "questions/2.1.1/", "cases/1/", "summary.json", "summary.xlsx", "trail/", "sample/")
REVIEWED = (0, 1, 5, 7)


class Story:
    """An audit of seven cases, with all that is answered and not yet submitted, and the people above."""

    def __init__(self):
        unit = a_unit()
        self.places = {"unit": unit, "region": Region.objects.get()}
        self.places |= {name: Team.objects.create(unit=unit, name=name) for name in ("Ipswich", "Lowestoft", "Leiston")}
        self.clients = {who: self._client(who, *held) for who, held in PEOPLE.items()}
        self.audit = an_audit()
        for number in range(1, CASES + 1):
            self.add_case(self.audit, number)
        reviewer = User.objects.get(username="reviewer of case 1")
        Review.objects.filter(sampled_case__number=1).update(reviewer=reviewer)

    def _client(self, who, role, place):
        user, client = User.objects.create(username=who), Client()
        kind = {"unit": "unit", "region": "region", None: None}.get(place, "team")
        Membership.objects.create(user=user, role=role, **({kind: self.places[place]} if kind else {}))
        client.force_login(user)
        return client

    def add_case(self, audit, number):
        """2.1.1 and the item apply to every case, 2.1.2 to four."""
        team = self.places["Ipswich" if number <= 5 else "Lowestoft"]
        answers = {"2.1.1": YES if number % 2 else NO, "2.1.2": YES if number <= 4 else NOT_APPLICABLE}
        answers[ITEM] = (YES, NO, ABSENT)[number % 3]
        practitioner, _ = Practitioner.objects.get_or_create(team=team, name=f"Officer in {team}")
        held = {"team": team, "practitioner": practitioner}
        said = dict.fromkeys(answers, f"Private words {number}")
        return add_case(audit, answers, submitted=False, comments=said, **held)

    def submit(self, number):
        Review.objects.filter(sampled_case__audit=self.audit, sampled_case__number__lte=number).update(
            submitted_at=timezone.now()
        )


def truth(audit):
    """{code: {Case: value}} of every answer of the audit that counts."""
    counted = Answer.objects.filter(review__sampled_case__audit=audit, review__submitted_at__isnull=False)
    found = {code: {} for code in CODES}
    for code, case, value in counted.values_list("question", "review__sampled_case__case", "value"):
        found[code][case] = value
    return found


def addresses(audit):
    """Every address of the site that is about an audit, one of its cases, reviews, questions."""
    review = Review.objects.filter(sampled_case__audit=audit, sampled_case__number=1).first()
    values = {"audit": audit.pk, "number": 1, "code": CODES[0], "review": review.pk}
    wanted = {name: names for name, names in SITE.items() if names & {"audit", "review"} and names <= values.keys()}
    assert len(wanted) > 20
    return [reverse(name, kwargs={each: values[each] for each in names}) for name, names in wanted.items()]


def walk(client, audit, pages):
    """{address: (status, all that it hands over)}, without what is new in each answer: tokens and the time."""
    found = {}
    for address in pages:
        response = client.get(address)
        text = "" if response.status_code == 302 else html.unescape(everything_in(response))
        found[address] = response.status_code, re.sub(r'value="\w{64}"|\d\d:\d\d(:\d\d)?Z?', "", text)
    return found


@pytest.fixture
def story():
    return Story()


def turn_answers_round():
    """Every answer and comment is another one."""
    Answer.objects.filter(value__in=(YES, NO)).update(value=YES + NO - F("value"))
    Answer.objects.update(comment=Concat(F("comment"), Value(" and more")))


def check_nothing_depends_on_answers(story, people, pages):
    """Whatever the answers are, they read the same."""
    before = {who: walk(story.clients[who], story.audit, pages) for who in people}
    turn_answers_round()
    for who in people:
        assert walk(story.clients[who], story.audit, pages) == before[who], who
        assert not re.search("Private words|Officer in|X00000", str(before[who]))


def test_no_page_or_file_of_a_running_audit_depends_on_what_was_answered(story):
    """For those who neither moderate nor review it."""
    story.submit(5)
    check_nothing_depends_on_answers(story, ATTACKERS, addresses(story.audit))


@pytest.mark.parametrize("number", [0, 1, 7, "taken back"])
def test_nor_at_any_other_time_before_the_sign_off(story, number):
    story.submit(CASES if number == "taken back" else number)
    if number == "taken back":
        sign_off(audit=story.audit)
        take_back_sign_off(audit=story.audit, reason="Read again.")
    pages = [f"/audits/{story.audit.pk}/{page}" for page in RESULT]
    check_nothing_depends_on_answers(story, ATTACKERS, ["/", *pages])


def figures_in_json(client, audit):
    """{code: what the JSON says of the figure} of CODES."""
    result = json.loads(download(client, audit, "json", widest_profile(client, audit), ticks=()).content)
    figures = [question for standard in result["standards"] for question in standard["key_questions"]]
    return {figure["code"]: figure for figure in [*figures, *result["items"]] if figure["code"] in CODES}


def read(story, who, audit):
    """{code: figure} of those that the JSON shows somebody; a test of its own holds that no page shows another."""
    found = figures_in_json(story.clients[who], audit)
    return {code: figure for code, figure in found.items() if figure["applicable"] is not None}


def check_hidden(client, audit, code):
    """The question's page does not say a number of it."""
    page = client.get(f"/audits/{audit.pk}/questions/{code}/").content.decode()
    assert "not shown" in page
    assert not re.search(r"\d+ of \d+|\d+ ?%|not listed", page.partition("<main")[2].partition("</dl>")[0])


def check_pages_hide_what_the_json_hides(story, audit):
    """Returns how many figures that is, over all readers."""
    hidden = [(who, code) for who in READERS for code in CODES if code not in read(story, who, audit)]
    for who, code in hidden:
        check_hidden(story.clients[who], audit, code)
    return len(hidden)


def test_no_page_shows_a_figure_that_the_json_hides(story):
    """As resting on few cases at first, then as changed in few."""
    story.submit(CASES)
    assert check_pages_hide_what_the_json_hides(story, sign_off(audit=story.audit)) > 0
    take_back_sign_off(audit=story.audit, reason="Read again.")
    Answer.objects.filter(review__sampled_case__number=1, question="2.1.1").update(value=ABSENT)
    assert check_pages_hide_what_the_json_hides(story, sign_off(audit=story.audit)) == len(READERS) * len(CODES)


def own_of(who, audit):
    """The Cases that somebody sees in the audit."""
    return set(
        SampledCase.objects.visible_to(User.objects.get(username=who))
        .filter(audit=audit)
        .values_list("case", flat=True)
    )


def test_a_figure_less_the_cases_that_one_sees_leaves_five_or_none(story):
    story.submit(CASES)
    audit = sign_off(audit=story.audit)
    counted = truth(audit)
    for who in READERS:
        own, shown = own_of(who, audit), read(story, who, audit)
        for code in shown:
            left = {case for case, value in counted[code].items() if value != NOT_APPLICABLE} - own
            assert len(left) == 0 or len(left) >= 5, (who, code)
    assert "2.1.2" not in read(story, "viewer of the PDU", audit)
    assert "2.1.1" in read(story, "viewer of the PDU", audit)


def changed(one, other):
    """How many cases two results count otherwise, of one question."""
    return sum(one.get(case) != other.get(case) for case in {*one, *other})


def test_no_two_downloads_subtracted_tell_of_fewer_than_five_cases(story):
    """Over versions of one audit and over two audits of the unit, for each reader."""
    taken = {who: [] for who in READERS}

    def download(audit):
        for who in READERS:
            taken[who].append((truth(audit), read(story, who, audit)))

    story.submit(CASES)
    download(sign_off(audit=story.audit))
    for cases, value in ((1, ABSENT), (5, YES), (7, ABSENT)):
        take_back_sign_off(audit=story.audit, reason="Read again.")
        own = Answer.objects.filter(review__sampled_case__audit=story.audit, question="2.1.1")
        own.filter(review__sampled_case__number__lte=cases).update(value=value)
        download(sign_off(audit=story.audit))
    download(sign_off(audit=again_with_one_more(story)))
    for who, downloads in taken.items():
        for (one, shown), (other, shown_too) in itertools.combinations(downloads, 2):
            for code in shown.keys() & shown_too.keys():
                assert not 0 < changed(one[code], other[code]) < 5, (who, code)
    assert [bool(shown) for _, shown in taken["viewer of the PDU"]] == [True, False, False, True, False]


def again_with_one_more(story):
    """A second audit of the unit: the same cases answered alike, and one more."""
    again = an_audit("Again", unit=story.audit.unit)
    for sampled in story.audit.sampled_cases.all():
        copied = SampledCase.objects.create(audit=again, case=sampled.case, number=sampled.number, facts=sampled.facts)
        review = Review.objects.create(sampled_case=copied, submitted_at=timezone.now())
        answers = Answer.objects.filter(review__sampled_case=sampled).values("question", "value")
        Answer.objects.bulk_create(Answer(review=review, **answer) for answer in answers)
    extra = an_audit("Elsewhere", unit=a_unit("Norfolk PDU"))
    sampled = story.add_case(extra, CASES + 1)
    SampledCase.objects.filter(pk=sampled.pk).update(audit=again, number=CASES + 1)
    Review.objects.filter(sampled_case=sampled).update(submitted_at=timezone.now())
    return again


def gets(story, who, audit):
    """What somebody gets of the audit, in the words of docs/access.md."""
    result, cases = story.clients[who].get(f"/audits/{audit.pk}/"), len(own_of(who, audit))
    told = f", {cases} case{'' if cases == 1 else 's'}" if cases else ""
    if result.status_code != 200:
        return {404: "nothing", 403: "no result"}[result.status_code] + told
    page = " ".join(html.unescape(re.sub("<[^>]+>", " ", result.content.decode())).split())
    if progress := re.search(r"(\d of \d reviewed)\. ", page):
        return progress[1] + told
    figures = figures_in_json(story.clients[who], audit).values()
    number = sum(bool(figure["applicable"]) for figure in figures)
    return f"{'ratings and reason' if 'Ratings only:' in page else f'{number} of {len(CODES)} figures'}{told}"


def table_of(story):
    """The rows of docs/access.md: {who: what they get, in the order of the audit's life}."""
    rows = {who: [] for who in PEOPLE}

    def note():
        for who in PEOPLE:
            rows[who].append(gets(story, who, story.audit))

    for number in REVIEWED:
        story.submit(number)
        note()
    sign_off(audit=story.audit)
    note()
    take_back_sign_off(audit=story.audit, reason="Read again.")
    note()
    Answer.objects.filter(question="2.1.1", review__sampled_case__number=1).update(value=ABSENT)
    sign_off(audit=story.audit)
    note()
    return [f"| {who} | {' | '.join(cells)} |" for who, cells in rows.items()]


def test_the_table_of_what_each_person_gets_is_the_one_in_the_documentation(story):
    text = DOCUMENT.read_text(encoding="utf-8")
    written = re.search(r"<!-- seven cases -->\n.*\n.*\n((?:\|.*\n)+)<!-- /seven cases -->", text)[1]
    assert written.splitlines() == table_of(story)

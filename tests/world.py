"""Two units with an audit, a case, people and places each, and a person of every role in the first."""

from contextlib import contextmanager
from datetime import timedelta

from django.conf import settings
from django.db import transaction
from django.test import Client
from django.utils import timezone

from audit.exports.tokens.actions import make_token
from audit.frameworks import load_text
from audit.instruments.reads import template_text
from audit.models import (
    EarlierVersion,
    Notice,
    OwnFramework,
    PreparedFile,
    Reading,
    Review,
    Sample,
    SharedCase,
    TeamList,
)
from audit.oversight.alerts.actions import raise_alert
from audit.planning.sample_plan import plan_from_settings
from cases.extract.settings import DrawSettings
from cases.models import Case, DeliveryUnit, Membership, Practitioner, Region, Team, User
from cases.permissions import Role
from tests.audit.an_audit import YES, add_case, an_audit
from tests.audit.evidence.written import an_entry
from tests.audit.oversight.a_team import a_case, a_look, a_round, approve
from tests.audit.oversight.findings.a_finding import a_finding

# role: the kind of place that it is held in
ROLES = {
    Role.ADMINISTRATOR: "unit",
    Role.QUALITY_LEAD: "unit",
    Role.REVIEWER: "unit",
    Role.SPO: "team",
    Role.PRACTITIONER: "team",
    Role.VIEWER: "unit",
    Role.HEAD_OF_SERVICE: "unit",
}
# what an address with `pk` is about, where it is no unit
OF_PK = {
    "rename_region": "region",
    "add_unit": "region",
    "rename_team": "team",
    "change_practitioner": "practitioner",
    "practitioner_account": "practitioner",
    "end_account_link": "practitioner",
    "team_proofs": "team",
}
# what is asked of an audit that has its plan and nothing else; of the others a review has begun
OF_A_PLAN = ("plan_sample", "draw_sample")
CODES = {  # else a question's
    "confirm_judgement": "2.1",
    "record_judgement": "1.1",
    **dict.fromkeys(("standard_workspace", "add_evidence", "cite_figure", "change_evidence", "delete_evidence"), "1.1"),
    "review_section": "2.1",
    "correct_look": "own-voice",
}


@contextmanager
def taken_back():
    """Undo in the end what is written to the database here."""
    with transaction.atomic():
        try:
            yield
        finally:
            transaction.set_rollback(True)


class World:
    """`client(role)` is signed in as that role of the first unit; `arguments` are those of an address."""

    def __init__(self, framework="pdu-2023"):
        self.framework = framework
        self.places = {own: self._unit(name) for own, name in ((True, "Suffolk PDU"), (False, "Norfolk PDU"))}
        self.people = {role: self._person(role, kind) for role, kind in ROLES.items()}
        first = Review.objects.filter(sampled_case__audit=self.places[True]["audit"], part=Review.Part.FIRST)
        first.update(reviewer=self.people[Role.REVIEWER])
        for own, place in self.places.items():
            reader = self.people[Role.REVIEWER] if own else place["member"].user
            place["reading"].reviewer = reader
            place["reading"].save()
            place["alert"] = self._alert(place["review"], reader)
            place["tokens"] = [self._token(user, place["unit"]) for user in (reader, place["member"].user)]
            asker = self.people[Role.QUALITY_LEAD] if own else place["member"].user
            place["prepared"] = PreparedFile.objects.create(
                asked_by=asker, what="summary", audits=[place["audit"].pk], profile="outside"
            )
            place["notice"] = Notice.objects.create(user=reader, kind=Notice.Kind.ALLOCATED, audit=place["audit"])
        self.places[True]["practitioner"].account = self.people[Role.PRACTITIONER]
        self.places[True]["practitioner"].save()
        self.sessions = {role: self._session_of(person) for role, person in self.people.items()}

    def client(self, role):
        client = Client()
        if role in self.sessions:
            client.cookies[settings.SESSION_COOKIE_NAME] = self.sessions[role]
        return client

    def _session_of(self, person):
        client = Client()
        client.force_login(person)
        return client.cookies[settings.SESSION_COOKIE_NAME].value

    def arguments(self, name, wanted, own):
        """The numbers of the objects that an address of this name is about, by the names of its arguments."""
        place = self.places[bool(own)]
        framework = "framework" in name and place["framework"]
        known = {
            "audit": place["planned" if name in OF_A_PLAN else "audit"].pk,
            "number": framework.version if framework else 1,
            "fact": "sex",
            "code": framework.code if framework else CODES.get(name, "2.1.1"),
            "person": place["member"].user.pk,
            "review": place["review"].pk,
            "alert": place["alert"].pk,
            "notice": place["notice"].pk,
            "reading": place["reading"].pk,
            "prepared": place["prepared"].pk,
            "version": 1,
            "recommendation": place["recommendation"].pk,
            "step": place["step"].pk,
            "indicator": place["indicator"].pk,
            "entry": place["entry"].pk,
            "survey": place["survey"].pk,
            "practitioner": place["practitioner"].pk,
            "unit": place["unit"].pk,
            "token": place["tokens"][name == "revoke_persons_token"].pk,
            "year": timezone.localdate().year,
            "shared": place["reading"].shared_case_id,
            "membership": place["member"].pk,
            "pk": place[OF_PK.get(name, "unit")].pk,
            "region": place["region"].pk,
            "oversight_round": place["round"].pk,
            "look": place["look"].pk,
            "team": place["team"].pk,
            "finding": place["finding"].pk,
            "provider_id": "single-sign-on",
            "uidb36": "1",
            "key": "wrong-key",
        }
        return {argument: known[argument] for argument in wanted}

    def _audits(self, unit):
        titles = (f"{unit.name}{what}" for what in ("", ", planned", ", read together"))
        return [an_audit(title=title, unit=unit, framework_code=self.framework) for title in titles]

    def _unit(self, name):
        region, _ = Region.objects.get_or_create(name="East of England" if name == "Suffolk PDU" else "North")
        unit = DeliveryUnit.objects.create(region=region, name=name)
        team = Team.objects.create(unit=unit, name=f"{name} team")
        practitioner = Practitioner.objects.create(name=f"Practitioner of {name}", team=team)
        audit, planned, shared = self._audits(unit)
        Sample.objects.create(
            audit=planned, plan=plan_from_settings(DrawSettings(timezone.localdate(), 7, size=5, unit=name))
        )
        read_twice = add_case(audit, {"2.1.1": YES}, team=team, practitioner=practitioner)
        Review.objects.create(sampled_case=read_twice, part=Review.Part.SECOND, submitted_at=timezone.now())
        unfinished = add_case(audit, {"2.1.1": YES}, submitted=False, team=team, practitioner=practitioner)
        user = User.objects.create(username=f"member of {name}")
        member = Membership.objects.create(user=user, role=Role.VIEWER, unit=unit)
        place = {"region": region, "unit": unit, "team": team, "practitioner": practitioner}
        place["recommendation"] = audit.recommendations.create(
            text="Plan for contingencies.", about=["2.2"], written_at=timezone.now()
        )
        place |= self._evidence(audit)
        place["step"] = place["recommendation"].steps.create(
            text="Train all.", owner="Head of PDU", due=timezone.localdate(), written_at=timezone.now()
        )
        EarlierVersion.objects.create(
            audit=audit,
            number=1,
            signed_off_at=timezone.now(),
            taken_back_at=timezone.now(),
            reason="A slip.",
            figures_open=False,
        )
        place["framework"] = self._framework(unit)
        place["reading"] = self._reading(shared)
        return (
            place
            | {"audit": audit, "planned": planned, "member": member, "case": Case.objects.filter(unit=unit).first()}
            | {"review": unfinished.reviews.get(), "entry": an_entry(audit, "1.1")}
            | self._oversight(team, practitioner)
        )

    def _framework(self, unit):
        """The second version of a framework that the unit published."""
        for version in ("1", "2"):
            text = template_text().replace('"my-framework"', f'"own-{unit.pk}"').replace('"1"', f'"{version}"', 1)
            checked = load_text("own.toml", text.encode())
            facts = {"code": checked.code, "version": version, "title": checked.title, "content": text}
            own = OwnFramework.objects.create(unit=unit, checksum=checked.checksum, **facts)
        return own

    def _evidence(self, audit):
        said = {"name": "Vacancies", "value": 102, "unit": "posts", "source": "Report", "measured": "2024"}
        asked = {"kind": "staff", "title": "Staff", "held": "2024", "respondents": 5, "columns": [], "figures": {}}
        now = timezone.now()
        return {
            "indicator": audit.indicators.create(written_at=now, **said),
            "survey": audit.surveys.create(written_at=now, **asked),
        }

    def _oversight(self, team, practitioner):
        """A list and a round of two cases, one of which is being looked at, where oversight is approved."""
        approve(team.unit, team_lists=True)
        TeamList.objects.create(
            team=team, uploaded_at=timezone.now(), delete_on=timezone.localdate() + timedelta(weeks=1)
        )
        oversight_round = a_round(
            team, [a_case(practitioner, f"X92000{n}") for n in (1, 2)], instrument="oversight-short"
        )
        first = oversight_round.audit.sampled_cases.get(number=1)
        look = a_look(first, User.objects.create(username=f"looks in {team}"))
        return {"round": oversight_round, "look": look, "finding": a_finding(look, look.review.reviewer)}

    def _reading(self, audit):
        """A case that all read together, in an audit whose own cases do not wait for it."""
        case = Case.objects.create(unit=audit.unit, reference=f"Shared in {audit.unit.name}")
        shared = SharedCase(audit=audit, case=case, number=1, stratum="Men", position=1)
        shared.copy_facts()
        shared.save()
        return Reading.objects.create(shared_case=shared, reviewer=User.objects.create(username=f"of {audit.unit}"))

    def _token(self, user, unit):
        return make_token(name=f"Dashboard of {unit}", unit=unit, days=90, by=user)[0]

    def _alert(self, review, reviewer):
        case, now = review.sampled_case.case, timezone.now()
        return raise_alert(case=case, review=review, what="Harm.", told="Police", told_at=now, by=reviewer)

    def _person(self, role, kind):
        user = User.objects.create(username=role.value)
        Membership.objects.create(user=user, role=role, **{kind: self.places[True][kind]})
        return user

"""A reviewer with reviews to answer, and what the page sends for one of them."""

from django.test import Client

from audit.models import Answer
from cases.models import Membership, User
from cases.permissions import Role
from tests.audit.an_audit import YES, add_case

SECTION = "2.1"
CODE = "2.1.1"


class AReviewer:
    """`reviews` of the audit, every question of them answered with a comment; `client` is signed in."""

    def __init__(self, audit, reviews=1, answered_by=None):
        self.user = User.objects.create(username="the reviewer")
        Membership.objects.create(user=self.user, role=Role.REVIEWER, unit=audit.unit)
        self.reviews = [self._review(audit) for _ in range(reviews)]
        Answer.objects.filter(review__in=self.reviews).update(answered_by=answered_by or self.user)
        self.client = Client(SERVER_NAME="localhost")
        self.client.force_login(self.user)
        self.version = 1

    def _review(self, audit):
        answers = dict.fromkeys(audit.framework.questions, YES)
        comments = dict.fromkeys(answers, "Seen in the record of contacts of the first three months.")
        review = add_case(audit, answers, submitted=False, comments=comments).reviews.get()
        review.reviewer = self.user
        review.save()
        return review

    def open(self, section=SECTION):
        """The page of a section of the first review."""
        return self.client.get(f"/reviews/{self.reviews[0].pk}/{section}/")

    def send(self):
        """What the site tells of a new answer, sent as the script on the page does."""
        fields = {"value": 2, "comment": f"Note {self.version}.", "version": self.version}
        sent = {f"{name}-{CODE}": value for name, value in fields.items()}
        response = self.client.post(
            f"/reviews/{self.reviews[0].pk}/{SECTION}/", sent, headers={"accept": "application/json"}
        )
        self.version = response.json()["saved"][CODE]["version"]
        return response

"""The counts of a team's findings that stay when the findings go."""

from django.db import models

from cases.models import Team


class QuarterCount(models.Model):
    """What stays permanently of a team's findings about a question in a quarter. No person is in it.

    It is stored only from 10 looks of 3 practitioners. `median_days`: from the release to the check that put it right;
    None where none was.
    """

    team = models.ForeignKey(Team, on_delete=models.PROTECT, related_name="quarter_counts")
    framework_code = models.CharField(max_length=50)
    question = models.CharField(max_length=80)
    quarter = models.CharField(max_length=7, help_text="Such as 2026-Q4.")
    looks = models.PositiveIntegerField()
    gaps = models.PositiveIntegerField()
    strengths = models.PositiveIntegerField()
    put_right = models.PositiveIntegerField()
    reopened = models.PositiveIntegerField()
    median_days = models.PositiveIntegerField(null=True, blank=True)

    class Meta:
        ordering = ["quarter", "framework_code", "question"]
        constraints = [
            models.UniqueConstraint(
                fields=["team", "framework_code", "question", "quarter"], name="one_count_per_team_question_quarter"
            ),
        ]

    def __str__(self):
        return f"{self.team}, {self.question}, {self.quarter}"

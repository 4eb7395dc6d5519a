"""Files that take too long for a page: they are prepared by the worker and fetched when they are ready."""

from django.conf import settings
from django.db import models


class PreparedFileQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Return the files that the user asked for: no one else opens them."""
        return self.filter(asked_by=user)


class PreparedFile(models.Model):
    """A file that a person asked for, and how far it is.

    `what`, `profile`, `purposes`: see audit/exports. `audits`: their numbers. `done`: per cent. `problem`: why it could
    not be made, for the person who asked; "" otherwise. `content`: None until it is ready.
    """

    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="prepared_files")
    asked_at = models.DateTimeField(auto_now_add=True)
    what = models.CharField(max_length=20)
    audits = models.JSONField()
    profile = models.CharField(max_length=10)
    purposes = models.JSONField(default=dict, blank=True)
    begun_at = models.DateTimeField(null=True, blank=True)
    done = models.PositiveSmallIntegerField(default=0)
    finished_at = models.DateTimeField(null=True, blank=True)
    problem = models.TextField(blank=True)
    name = models.CharField("file name", max_length=200, blank=True)
    content = models.BinaryField(null=True, blank=True)

    objects = PreparedFileQuerySet.as_manager()

    class Meta:
        ordering = ["-asked_at", "-pk"]
        constraints = [
            models.CheckConstraint(condition=models.Q(done__lte=100), name="a_file_is_done_up_to_100"),
            models.CheckConstraint(
                condition=models.Q(content=None) | models.Q(finished_at__isnull=False),
                name="a_file_to_fetch_is_finished",
            ),
        ]

    def __str__(self):
        return self.name or self.what

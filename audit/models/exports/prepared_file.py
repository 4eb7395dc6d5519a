"""Files that take too long for a page: they are prepared by a worker and fetched when they are ready."""

import datetime

from django.conf import settings
from django.db import models
from django.db.models.functions import Length
from django.utils import timezone

# From when a person asks for a file until it is deleted, fetched or not.
KEPT = datetime.timedelta(hours=24)
# A worker says every 10 seconds that it is alive: one that has been silent for this long is gone.
SILENT = datetime.timedelta(seconds=60)


class FileWorkerQuerySet(models.QuerySet):
    def gone(self):
        """Return the places of workers that have ended or been killed."""
        return self.exclude(seen_at__gt=timezone.now() - SILENT)


class FileWorker(models.Model):
    """A place for a program that prepares files, one at a time. There are two, so at most two are prepared at once.

    `seen_at`: when the worker in this place last said that it is alive; None once it has ended. `ran_at`: the same, and
    it stays when the worker ends.
    """

    PLACES = (1, 2)

    number = models.PositiveSmallIntegerField(primary_key=True)
    seen_at = models.DateTimeField(null=True)
    ran_at = models.DateTimeField()

    objects = FileWorkerQuerySet.as_manager()

    class Meta:
        constraints = [models.CheckConstraint(condition=models.Q(number__in=(1, 2)), name="two_workers_at_most")]

    def __str__(self):
        return f"Worker {self.number}"

    @property
    def is_gone(self):
        """Whether it has ended or been killed, as FileWorkerQuerySet.gone says."""
        return self.seen_at is None or self.seen_at <= timezone.now() - SILENT


class PreparedFileQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Return the files that the user asked for; no one else opens them."""
        return self.filter(asked_by=user)

    def to_show(self):
        """Return the files with their `size` in bytes, and without their content, which may be large."""
        return self.annotate(size=Length("content")).defer("content")

    def waiting(self):
        """Return the files that no worker has begun yet, the first asked for first."""
        return self.filter(begun_at=None, finished_at=None).order_by("asked_at", "pk")

    def past_keeping(self):
        return self.filter(asked_at__lte=timezone.now() - KEPT)

    def being_made(self):
        return self.filter(begun_at__isnull=False, finished_at=None)


class PreparedFile(models.Model):
    """A file that a person asked for, and how far it is.

    `what`, `profile`, `purposes`: see audit/exports. `audits`: their numbers. `as_it_is`: wanted even if its texts may
    identify someone. `worker`: which one makes it. `tries`: how many times it was begun. `done`: per cent. `problem`:
    why there is no file, for the person who asked; "" otherwise. `content`: None until it is ready, and once it was
    fetched. `listed`: {audit: {"numbers": of the cases in it, "cases": how many count}}. `flagged`: how many of its
    texts may identify someone.
    """

    KEPT = KEPT

    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="prepared_files")
    asked_at = models.DateTimeField(auto_now_add=True)
    what = models.CharField(max_length=20)
    audits = models.JSONField()
    profile = models.CharField(max_length=10)
    purposes = models.JSONField(default=dict, blank=True)
    as_it_is = models.BooleanField(default=False)
    begun_at = models.DateTimeField(null=True, blank=True)
    worker = models.PositiveSmallIntegerField(null=True, blank=True)
    tries = models.PositiveSmallIntegerField(default=0)
    done = models.PositiveSmallIntegerField(default=0)
    finished_at = models.DateTimeField(null=True, blank=True)
    problem = models.TextField(blank=True)
    name = models.CharField("file name", max_length=200, blank=True)
    content = models.BinaryField(null=True, blank=True)
    listed = models.JSONField(default=dict, blank=True)
    flagged = models.PositiveIntegerField(default=0)
    fetched_at = models.DateTimeField(null=True, blank=True)

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

    @property
    def is_kept(self):
        """Whether there is something to fetch."""
        made = self.finished_at and not self.problem and not self.fetched_at
        return bool(made) and self.asked_at > timezone.now() - KEPT

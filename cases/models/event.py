"""What happened apart from changes of records: who signed in, saw a case, took data out."""

from django.db import models
from django.utils import timezone

from .case import Case
from .people import User
from .places import DeliveryUnit, Practitioner


class EventsAreKept(Exception):
    """Raised when something tries to change or delete an event."""


class Kind(models.TextChoices):
    SIGNED_IN = "signed_in", "signed in"
    SIGN_IN_FAILED = "sign_in_failed", "could not sign in"
    SIGNED_OUT = "signed_out", "signed out"
    PASSWORD_CHANGED = "password_changed", "changed their password"
    SECOND_FACTOR_ADDED = "second_factor_added", "set up a second factor"
    SECOND_FACTOR_REMOVED = "second_factor_removed", "removed a second factor"
    CASE_VIEWED = "case_viewed", "viewed"
    CASES_LISTED = "cases_listed", "saw cases"
    EXPORTED = "exported", "exported"
    ALLOCATED = "allocated", "allocated"
    MARKED = "marked", "marked"
    SUBMITTED = "submitted", "submitted"
    REOPENED = "reopened", "reopened"
    SIGNED_OFF = "signed_off", "signed off"
    SIGN_OFF_UNDONE = "sign_off_undone", "took back the sign-off"
    SIGN_OFF_CONFIRMED = "sign_off_confirmed", "confirmed the sign-off"
    MEMBERSHIP_CHANGED = "membership_changed", "changed a role"
    PLANNED = "planned", "planned"
    DRAWN = "drawn", "drew a sample"
    REPLACED = "replaced", "replaced"
    FACT_CORRECTED = "fact_corrected", "corrected a fact"
    READ_TOGETHER = "read_together", "read a case together"
    OVERSIGHT_APPROVED = "oversight_approved", "recorded the approval of oversight"
    OVERSIGHT_ENDED = "oversight_ended", "ended oversight"
    ACCOUNT_LINKED = "account_linked", "linked an account to a practitioner"
    ACCOUNT_UNLINKED = "account_unlinked", "ended the link of an account to a practitioner"
    PRACTITIONER_VIEWED = "practitioner_viewed", "opened a practitioner's page"
    TEAM_LIST_UPLOADED = "team_list_uploaded", "uploaded a team list"
    ROUND_PLANNED = "round_planned", "planned a round"
    LOOKED = "looked", "finished a look"
    LOOK_CORRECTED = "look_corrected", "corrected a look"
    FINDINGS_RELEASED = "findings_released", "released findings"
    ALERTED = "alerted", "recorded that someone may be at risk"
    ALERT_ANSWERED = "alert_answered", "recorded what was done about an alert"
    SUBJECT_ACCESS = "subject_access", "took out what is held about a person"
    TOKEN_MADE = "token_made", "made an access token"
    TOKEN_REVOKED = "token_revoked", "revoked an access token"
    ANSWERS_IMPORTED = "answers_imported", "imported answers"
    REMOVED = "removed", "removed data past its retention date"
    PURGED = "purged", "looked for audits past their retention date"


class EventQuerySet(models.QuerySet):
    """Events are added and read. What would change or remove them raises EventsAreKept."""

    def _refuse(self, *args, **kwargs):
        raise EventsAreKept("Events cannot be changed or deleted.")

    update = delete = bulk_update = update_or_create = _raw_delete = _refuse


class Kept(models.Model):
    """A record that is added and read, never changed or deleted, by Django's own base manager either.

    It is a parent because a base manager named in Event's own Meta would need a migration that changes no table.
    """

    objects = EventQuerySet.as_manager()

    class Meta:
        abstract = True
        base_manager_name = "objects"

    def save(self, *args, **kwargs):
        if not self._state.adding:
            raise EventsAreKept("Events cannot be changed.")
        super().save(*args, **kwargs)

    def delete(self, *args, **kwargs):
        raise EventsAreKept("Events cannot be deleted.")


class Event(Kept):
    """Something that a person did, kept permanently.

    `user` is None if no one was signed in. An audit is given by its number, since this wing knows no audits.
    `case` and `audit` may no longer exist: an event outlives them. `details` holds plain words and
    counts, and never what identifies a person on probation.
    """

    Kind = Kind

    happened_at = models.DateTimeField(default=timezone.now, db_index=True)
    kind = models.CharField(max_length=30, choices=Kind)
    user = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="events")
    unit = models.ForeignKey(DeliveryUnit, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    # no foreign keys: `cases` may not import `audit`, and an event outlives its case
    audit = models.PositiveBigIntegerField(null=True, blank=True, db_index=True)
    case = models.ForeignKey(
        Case, on_delete=models.DO_NOTHING, db_constraint=False, null=True, blank=True, related_name="events"
    )
    # whose page was opened, or whose account was linked
    practitioner = models.ForeignKey(
        Practitioner, on_delete=models.PROTECT, null=True, blank=True, related_name="events"
    )
    details = models.JSONField(default=dict, blank=True)

    class Meta:
        ordering = ["-happened_at", "-pk"]
        # finds the few changes of roles among all the times that cases were looked at
        indexes = [models.Index(fields=["kind", "happened_at"], name="events_of_a_kind")]
        constraints = [models.CheckConstraint(condition=models.Q(kind__in=Kind.values), name="event_kind_is_known")]

    def __str__(self):
        return f"{self.user or 'No one'} {self.get_kind_display()}"

"""Remove cases, references and free text of audits past their retention date."""

from django.core.management import BaseCommand
from django.utils import timezone

from audit.management.kept_shortly import delete_what_is_kept_shortly
from audit.oversight.rounds.actions.removal import remove_looks
from audit.oversight.rounds.retention import count_in_round, kept_until, rounds_past_retention
from audit.retention.actions import record_purge, remove_cases
from audit.retention.oversight.actions import remove_past_retention
from audit.retention.oversight.reads import count_past_retention
from audit.retention.reads import audits_past_retention, audits_without_retention, count_removable
from cases.counted import counted


class Command(BaseCommand):
    help = "Remove the cases and free text of signed-off audits past their retention date; their results stay."

    def add_arguments(self, parser):
        parser.add_argument("--dry-run", action="store_true", help="only count what would be removed")

    def handle(self, *, dry_run, **options):
        today = timezone.localdate()
        due = list(audits_past_retention(today))
        for audit in due:
            counts = count_removable(audit) if dry_run else remove_cases(audit=audit)
            self._tell(f"{audit.pk} {audit} ({audit.unit}), kept until {audit.keep_until}", counts, dry_run)
        self._remove_the_rest(today, dry_run)
        if not due:
            self.stdout.write("No audit is past its retention date.")
        if open_audits := audits_without_retention().count():
            self.stdout.write(f"Audits not signed off, so their cases are kept: {open_audits}.")
        if not dry_run:
            record_purge(audits=len(due))

    def _tell(self, what, counts, dry_run):
        listed = ", ".join(counted(number, each.removesuffix("s")) for each, number in counts.items())
        self.stdout.write(f"{what}: {'would remove' if dry_run else 'removed'} {listed}.")

    def _remove_the_rest(self, today, dry_run):
        for what, number in delete_what_is_kept_shortly(today, dry_run=dry_run).items():
            self.stdout.write(f"{what} {'to delete' if dry_run else 'deleted'}: {number}.")
        # before the looks go, since the counts that stay are made from them
        counts = count_past_retention(today) if dry_run else remove_past_retention(today=today)
        if any(counts.values()):
            self._tell("Oversight", counts, dry_run)
        for past in rounds_past_retention(today):
            counts = count_in_round(past.audit) if dry_run else remove_looks(oversight_round=past)
            self._tell(f"Round {past.pk} {past} ({past.team}), kept until {kept_until(past)}", counts, dry_run)

"""Encrypt second factors with the newest key."""

from django.core.management import BaseCommand, CommandError

from cases.sign_in.actions.second_factors import renew_encryption


class Command(BaseCommand):
    help = "Encrypt second factors with the first of SECOND_FACTOR_KEYS, so that you can remove the other keys."

    def add_arguments(self, parser):
        parser.add_argument(
            "--forget-unreadable",
            action="store_true",
            help="remove the second factors that no key opens; people set up a new one when they next sign in",
        )

    def handle(self, *, forget_unreadable, **options):
        renewed, unreadable = renew_encryption(forget_unreadable=forget_unreadable)
        self.stdout.write(f"Encrypted with the newest key: {renewed}.")
        if unreadable and not forget_unreadable:
            raise CommandError(
                f"No key opens {unreadable} others, so they are unchanged. Add the lost key to "
                "SECOND_FACTOR_KEYS, or remove them with --forget-unreadable."
            )
        if unreadable:
            self.stdout.write(f"Removed because no key opens them: {unreadable}.")

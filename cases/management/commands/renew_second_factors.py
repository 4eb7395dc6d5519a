"""Encrypt second factors with the newest key."""

from django.core.management import BaseCommand, CommandError

from cases.sign_in.actions.second_factors import renew_encryption


class Command(BaseCommand):
    help = "Encrypt what second factors are made of with the first of SECOND_FACTOR_KEYS, so that the others can go."

    def add_arguments(self, parser):
        parser.add_argument(
            "--forget-unreadable",
            action="store_true",
            help="remove those that no key opens: their people set up a new one when they next sign in",
        )

    def handle(self, *, forget_unreadable, **options):
        renewed, unreadable = renew_encryption(forget_unreadable=forget_unreadable)
        self.stdout.write(f"Encrypted with the newest key: {renewed}.")
        if unreadable and not forget_unreadable:
            raise CommandError(
                f"No key opens {unreadable} others, which are left as they are: add the lost key to "
                "SECOND_FACTOR_KEYS, or remove them with --forget-unreadable."
            )
        if unreadable:
            self.stdout.write(f"Removed, since no key opens them: {unreadable}.")

"""Load invented PDUs beside the demonstration's, to see a region side by side."""

from django.core.management import BaseCommand

from audit.demonstration.actions.region import load_region
from cases.counted import counted


class Command(BaseCommand):
    help = "Load five invented PDUs with a signed-off audit each, beside the demonstration's, to see side by side."

    def handle(self, **options):
        if loaded := load_region():
            self.stdout.write(f"Loaded {counted(loaded, 'invented PDU')} to see side by side.")

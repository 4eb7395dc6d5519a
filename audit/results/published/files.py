"""The published results that come with the project; each row names its source."""

from pathlib import Path

from audit.frameworks import framework
from audit.method.framework import Framework

FOLDER = Path(__file__).parent
RESULTS = FOLDER / "published_results.csv"
SUFFOLK_FIGURES = FOLDER / "suffolk_2024_figures.csv"


def scoring_framework() -> Framework:
    """Return the Framework whose points, and shares of the maximum, hold in every programme (docs/method.md)."""
    return framework("pdu-2023")

"""The settings of a real site, with its collected style sheets in a folder of the test's own."""

import os

from audit.settings import *

STATIC_ROOT = os.environ["COLLECTED"]

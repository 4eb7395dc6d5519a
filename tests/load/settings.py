"""The tests' settings for a server of its own on this computer, with the second factor asked for as in real life."""

from tests.settings import *

ALLOWED_HOSTS = ["127.0.0.1"]
SECOND_FACTOR_REQUIRED = True

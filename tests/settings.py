"""The site's settings in an environment of the tests' own, whatever this shell or a .env file says.

Only DATABASE_URL is taken from outside: that is how the same suite runs on PostgreSQL.
"""

import os
import tempfile

os.environ.update(
    SECRET_KEY="for-tests-only-and-so-no-secret",
    DEBUG="0",
    ALLOWED_HOSTS="localhost",
    CSRF_TRUSTED_ORIGINS="",
    FRAMEWORK_DIRS="",
    SECURE_SSL_REDIRECT="0",
    SECURE_HSTS_SECONDS="0",
    BEHIND_PROXY="0",
    CACHE_URL="",
    EXTRACT_MEGABYTES="100",
    SESSION_IDLE_MINUTES="30",
    SECOND_FACTOR_KEYS="for-tests-only-and-so-no-secret-either",
    SECOND_FACTOR_REQUIRED="0",  # the tests of the second factor turn it on
    BACKUP_STAMP="",
    EMAIL_URL="consolemail://",
    EMAIL_FROM="",
    OIDC_SERVER_URL="",
    OIDC_CLIENT_ID="",
    OIDC_CLIENT_SECRET="",
    OIDC_NAME="",
    OIDC_EMAIL_IS_VERIFIED="0",
)
# A file, as in real life: in memory, all threads of the live server would share one connection.
DATABASE_FILE = f"{tempfile.gettempdir()}/probation-case-audit-{os.getpid()}.sqlite3"
os.environ.setdefault("DATABASE_URL", f"sqlite:///{DATABASE_FILE}")

from audit.settings import *

if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    DATABASES["default"]["TEST"] = {"NAME": f"{DATABASE_FILE}-tests"}

SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = False  # the live server speaks plain http
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]  # the real one takes half a second a password
STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
WHITENOISE_AUTOREFRESH = WHITENOISE_USE_FINDERS = True  # style sheets come from where they lie, uncollected
TASKS["default"]["BACKEND"] = "django_tasks.backends.immediate.ImmediateBackend"  # the tests of the worker start one

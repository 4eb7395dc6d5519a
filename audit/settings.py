"""Every setting of the site, read from the environment (see .env.example and docs/deploying.md)."""

import os
from pathlib import Path

import environ
from csp.constants import NONE, SELF

from audit.installed import INSTALLED_APPS, MIDDLEWARE  # noqa: F401 - settings
from audit.logs import LOGGING  # noqa: F401 - a setting
from cases.sign_in.single_sign_on import identity_provider, origin_of

BASE_DIR = Path(__file__).resolve().parent.parent

# Files that the site or a command writes (database, workbooks, trail) are readable only by its own user of the server.
os.umask(0o077)

env = environ.Env()
environ.Env.read_env(BASE_DIR / ".env")

# --- what this installation is -------------------------------------------------------------------
DEBUG = env.bool("DEBUG", default=False)
# Commands such as `rate` need no key; audit/wsgi.py refuses to serve without one.
SECRET_KEY = env.str("SECRET_KEY", default="") or ("demonstration-only-not-secret" if DEBUG else "")
# The keys that encrypt second factors: the newest first, older ones only to read what they encrypted.
SECOND_FACTOR_KEYS = env.list("SECOND_FACTOR_KEYS", default=[f"{SECRET_KEY}, and for second factors"] if DEBUG else [])
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=["localhost", "127.0.0.1"] if DEBUG else [])
CSRF_TRUSTED_ORIGINS = env.list("CSRF_TRUSTED_ORIGINS", default=[])

FRAMEWORK_DIRS = [
    BASE_DIR / "audit" / "frameworks",
    *(Path(folder) for folder in env.list("FRAMEWORK_DIRS", default=[])),
]

ROOT_URLCONF = "audit.urls"
WSGI_APPLICATION = "audit.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "builtins": ["cases.templatetags.numbers"],
            "libraries": {
                "audit_frame": "audit.home.audit_frame",
                "alert_link": "audit.oversight.alerts.alert_link",
                "finding_link": "audit.oversight.findings.finding_link",
                "action_plan_part": "audit.oversight.action_plan.action_plan_part",
            },
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "cases.navigation.menu",
            ],
        },
    },
]
CRISPY_ALLOWED_TEMPLATE_PACKS = "govuk"
CRISPY_TEMPLATE_PACK = "govuk"

# --- data ----------------------------------------------------------------------------------------
DATABASE_URL = env.str("DATABASE_URL", default="")
DATABASES = {
    "default": env.db_url_config(DATABASE_URL)
    if DATABASE_URL
    else {"ENGINE": "django.db.backends.sqlite3", "NAME": BASE_DIR / "db.sqlite3"}
}
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    # Without IMMEDIATE, concurrent saves fail at once with "database is locked". With synchronous=NORMAL, a confirmed
    # save can be lost when the power fails. Without secure_delete, removed data stays in the file until overwritten.
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA secure_delete=ON;",
    }
# A new connection took a sixth of a save's time. Each thread of the server keeps one for a minute, and asks before each
# request whether it still answers.
DATABASES["default"].setdefault("CONN_MAX_AGE", 60)
DATABASES["default"].setdefault("CONN_HEALTH_CHECKS", True)
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
# It holds rate limits only: of sign-in, and of access tokens. Each process has its own memory, so several processes
# need a shared cache.
CACHES = {"default": env.cache_url_config(env.str("CACHE_URL", default="") or "locmemcache://rate-limits")}
if CACHES["default"]["BACKEND"].rpartition(".")[2] in ("LocMemCache", "DatabaseCache"):
    # Django's default is 300 entries: a guesser of many names would push out the counts of all other people.
    CACHES["default"].setdefault("OPTIONS", {}).setdefault("MAX_ENTRIES", 50_000)

# What takes long is done by a worker, never by the server: manage.py make_files.
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}

# Each backup writes this file when it ends. The administrators' home page says how old it is.
BACKUP_STAMP = env.str("BACKUP_STAMP", default="")

# The largest caseload extract that people may upload. A process of its own reads it, and it is not kept.
EXTRACT_MEGABYTES = env.int("EXTRACT_MEGABYTES", default=100)

# --- people --------------------------------------------------------------------------------------
AUTH_USER_MODEL = "cases.User"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    *(
        {"NAME": f"django.contrib.auth.password_validation.{name}"}
        for name in (
            "UserAttributeSimilarityValidator",
            "CommonPasswordValidator",
            "NumericPasswordValidator",
        )
    ),
]
LOGIN_URL = "sign_in"
LOGIN_REDIRECT_URL = "home"
LOGOUT_REDIRECT_URL = "sign_in"

# A session ends after this time without a request, when the browser is closed, and in any case after the 12 hours of
# cases/sign_in/idle.py.
SESSION_COOKIE_AGE = 60 * env.int("SESSION_IDLE_MINUTES", default=30)
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
CSRF_FAILURE_VIEW = "cases.sign_in.views.out_of_date.out_of_date"

# --- sign-in -------------------------------------------------------------------------------------
AUTHENTICATION_BACKENDS = ["cases.sign_in.backend.PeopleBackend"]
ACCOUNT_ADAPTER = "cases.sign_in.adapters.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*"]  # there is no sign-up: this only makes an e-mail address optional
ACCOUNT_EMAIL_VERIFICATION = "none"  # there may be no e-mail server
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_RATE_LIMITS = {"login_failed": "20/m/ip,5/5m/key"}  # an office may share one address; a key is name and address
ACCOUNT_PASSWORD_RESET_TOKEN_GENERATOR = "cases.people.invitations.RoleBoundTokens"  # noqa: S105 - a name
ACCOUNT_FORMS = {
    "login": "cases.sign_in.forms.sign_in.SignInForm",
    "reauthenticate": "cases.sign_in.forms.password.PasswordAgainForm",
    "change_password": "cases.sign_in.forms.password.ChangePasswordForm",
    "reset_password_from_key": "cases.sign_in.forms.password.NewPasswordForm",
}
SECOND_FACTOR_REQUIRED = env.bool("SECOND_FACTOR_REQUIRED", default=True)
MFA_ADAPTER = "cases.sign_in.adapters.SecondFactorAdapter"
MFA_ALLOW_UNVERIFIED_EMAIL = True  # administrators enter the addresses, unverified
MFA_TOTP_ISSUER = "Probation case audit"
MFA_TOTP_TOLERANCE = 1  # how many steps of 30 seconds a phone's clock may be wrong
MFA_FORMS = {
    "authenticate": "cases.sign_in.forms.second_factor.CodeForm",
    "reauthenticate": "cases.sign_in.forms.second_factor.CodeAgainForm",
    "activate_totp": "cases.sign_in.forms.second_factor.SetUpForm",
}
SOCIALACCOUNT_ADAPTER = "cases.sign_in.adapters.IdentityProviderAdapter"
OIDC_SERVER_URL = env.str("OIDC_SERVER_URL", default="")
SOCIALACCOUNT_PROVIDERS = identity_provider(
    OIDC_SERVER_URL=OIDC_SERVER_URL,
    OIDC_CLIENT_ID=env.str("OIDC_CLIENT_ID", default=""),
    OIDC_CLIENT_SECRET=env.str("OIDC_CLIENT_SECRET", default=""),
    name=env.str("OIDC_NAME", default=""),
    email_is_verified=env.bool("OIDC_EMAIL_IS_VERIFIED", default=False),
)

# --- e-mail --------------------------------------------------------------------------------------
# manage.py send_notices sends notices; an alert of oversight is sent at once. Without a server they are printed.
MAIL = env.email_url_config(env.str("EMAIL_URL", default="") or "consolemail://")
EMAIL_BACKEND, EMAIL_HOST, EMAIL_PORT = MAIL["EMAIL_BACKEND"], MAIL["EMAIL_HOST"], MAIL["EMAIL_PORT"]
EMAIL_HOST_USER, EMAIL_HOST_PASSWORD = MAIL["EMAIL_HOST_USER"], MAIL["EMAIL_HOST_PASSWORD"]
EMAIL_USE_TLS, EMAIL_USE_SSL = MAIL.get("EMAIL_USE_TLS", False), MAIL.get("EMAIL_USE_SSL", False)
EMAIL_TIMEOUT = 20  # seconds
DEFAULT_FROM_EMAIL = env.str("EMAIL_FROM", default="") or "probation-case-audit@localhost"

# --- security ------------------------------------------------------------------------------------
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF],
        "font-src": [SELF],
        "connect-src": [SELF],
        # the button to the identity provider is a form
        "form-action": [SELF, *origin_of(OIDC_SERVER_URL)],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}
# Not "no-referrer": with it browsers send "Origin: null", and the CSRF check refuses every form.
SECURE_REFERRER_POLICY = "same-origin"
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"  # not in a cookie, since messages name cases
X_FRAME_OPTIONS = "DENY"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = not DEBUG
SECURE_SSL_REDIRECT = env.bool("SECURE_SSL_REDIRECT", default=not DEBUG)
SECURE_HSTS_SECONDS = env.int("SECURE_HSTS_SECONDS", default=0 if DEBUG else 31_536_000)
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = SECURE_HSTS_SECONDS > 0
BEHIND_PROXY = env.bool("BEHIND_PROXY", default=False)
if BEHIND_PROXY:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    ALLAUTH_TRUSTED_PROXY_COUNT = 1  # rate limits count the address that the proxy saw, not the proxy's

# --- words, numbers and files --------------------------------------------------------------------
LANGUAGE_CODE = "en-gb"
TIME_ZONE = "Europe/London"
USE_TZ = True
STATIC_URL = "static/"
STATIC_ROOT = BASE_DIR / "staticfiles"
STATICFILES_DIRS = [BASE_DIR / "templates" / "static"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}

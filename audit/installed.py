"""The apps and the middleware of the site. Their order matters: each request passes the middleware from the top."""

INSTALLED_APPS = [
    "allauth",  # before ours, since cases/admin.py removes its records from the administrators' pages
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "django_tasks",
    "django_tasks_db",
    "cases",
    "audit",
    "crispy_forms",
    "django_filters",
    "django_tables2",
    "csp",
    "simple_history",
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
]

MIDDLEWARE = [
    "audit.middleware.head_without_body",
    "audit.middleware.numbered",
    "audit.middleware.health",  # before the checks of https and host names, which a monitor does not pass
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "audit.middleware.never_stored",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "cases.sign_in.idle.end_at_last",
    "audit.middleware.short_bodies_of_strangers",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "cases.sign_in.unsaved.LoginRequiredMiddleware",
    "cases.sign_in.idle.put_off_end",
    "cases.sign_in.second_factor.second_factor_required",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "simple_history.middleware.HistoryRequestMiddleware",
]

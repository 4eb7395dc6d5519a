"""The entry point for a web server, which `manage.py serve` and gunicorn start."""

import os

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.core.wsgi import get_wsgi_application

from cases.sign_in.encryption import NO_KEYS

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "audit.settings")

# Not asked of the settings before: commands such as `rate` need none of them.
if not settings.DEBUG and not settings.ALLOWED_HOSTS:
    raise ImproperlyConfigured("Set ALLOWED_HOSTS in the environment to the host names that people open the site with.")
try:
    settings.SECRET_KEY  # noqa: B018 - Django complains of an empty one when it is read
except ImproperlyConfigured as empty:
    text = "Set SECRET_KEY in the environment to a long random text (DEBUG=1 needs none)."
    raise ImproperlyConfigured(text) from empty
if not settings.SECOND_FACTOR_KEYS:
    raise ImproperlyConfigured(NO_KEYS)

application = get_wsgi_application()

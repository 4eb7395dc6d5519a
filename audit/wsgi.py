"""The entry point for a web server, for example `waitress-serve audit.wsgi:application`."""

import os

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "audit.settings")

if not settings.SECRET_KEY:
    raise ImproperlyConfigured("Set SECRET_KEY in the environment to a long random text (DEBUG=1 needs none).")
if not settings.DEBUG and not settings.ALLOWED_HOSTS:
    raise ImproperlyConfigured("Set ALLOWED_HOSTS in the environment to the names under which people reach the site.")

application = get_wsgi_application()

"""This wing as Django starts it."""

from django.apps import AppConfig


class AuditConfig(AppConfig):
    """Audits, reviews and results."""

    name = "audit"

    def ready(self):
        from django.core.checks import register

        from audit.exports.tokens import ended
        from audit.frameworks import published
        from audit.frameworks.check import check_framework_files
        from audit.models import OwnFramework

        ended.connect()
        published.connect(OwnFramework.objects)
        register(check_framework_files)

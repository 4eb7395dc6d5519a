"""This wing as Django starts it."""

from django.apps import AppConfig


class CasesConfig(AppConfig):
    """Places, people, cases and sign-in."""

    name = "cases"

    def ready(self):
        from django.contrib.auth.signals import user_logged_in

        from cases.sign_in import events, unsaved

        events.connect()
        user_logged_in.connect(unsaved.drop_what_is_anothers)

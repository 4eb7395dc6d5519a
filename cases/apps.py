"""This wing as Django starts it."""

from django.apps import AppConfig


class CasesConfig(AppConfig):
    """Places, people, cases and sign-in."""

    name = "cases"

    def ready(self):
        from django.contrib.auth.signals import user_logged_in
        from django.core.checks import register

        from cases.forms.words import say_it_plainly
        from cases.sign_in import checks, events, idle, unsaved

        say_it_plainly()
        events.connect()
        register(checks.check_second_factor_keys)
        user_logged_in.connect(idle.note_beginning)
        user_logged_in.connect(unsaved.drop_what_is_anothers)

"""What `manage.py check` says about framework files."""

from django.core import checks

from audit.frameworks import framework_problems


def check_framework_files(app_configs, **kwargs):
    """A warning, and no error, for each that cannot be used: the site and all other frameworks go on."""
    return [
        checks.Warning(
            problem.every[0], hint="manage.py check_framework FILE lists everything that is wrong.", id="audit.W001"
        )
        for problem in framework_problems()
    ]

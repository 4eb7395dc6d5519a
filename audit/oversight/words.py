"""What every form of oversight says beside a box for free text."""

from django.template.loader import render_to_string


def disclosable(shown_to: object = "") -> str:
    """Say that a text can be disclosed, for a field's `help_text`. `shown_to`: the practitioner who reads it too."""
    return render_to_string("audit/oversight/_disclosable.html", {"shown_to": shown_to}).strip()

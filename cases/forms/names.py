"""The field in which the name of a place or person is entered."""

from django import forms
from django.core.exceptions import ValidationError

from cases.names import why_no_name


class NameField(forms.CharField):
    """A text that somebody can read as a name: letters, and nothing that cannot be seen."""

    def validate(self, value):
        super().validate(value)
        if value and (reason := why_no_name(value)):
            raise ValidationError(reason, code="no_name")

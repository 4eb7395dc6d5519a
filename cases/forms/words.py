"""Plain error messages for every form, in place of Django's, which speak of "valid choices" and "values"."""

from django import forms
from django.core import validators

LONG = "Shorten this: it has %(show_value)d characters and the limit is %(limit_value)d"
SHORT = "Write more: it has %(show_value)d characters and needs at least %(limit_value)d"
WORDS = {
    forms.Field: {"required": "Fill this in"},
    forms.ChoiceField: {"invalid_choice": "Choose one of the options"},
    forms.MultipleChoiceField: {"invalid_choice": "Choose from the options", "invalid_list": "Choose from the list"},
    forms.DateField: {"invalid": "Enter a date such as 31/03/2027"},
    forms.IntegerField: {"invalid": "Enter a whole number"},
    forms.FileField: {"max_length": "Give the file a shorter name, of at most %(max)d characters"},
}


def say_it_plainly() -> None:
    """Use these messages in place of Django's in all forms of this site."""
    for field, words in WORDS.items():
        field.default_error_messages = field.default_error_messages | words
    validators.MaxLengthValidator.message = LONG
    validators.MinLengthValidator.message = SHORT
    validators.MaxValueValidator.message = "Enter %(limit_value)s or less"
    validators.MinValueValidator.message = "Enter %(limit_value)s or more"
    validators.ProhibitNullCharactersValidator.message = "There is an invisible character in this. Type it again"

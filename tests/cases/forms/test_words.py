"""What forms say where a field has no words of its own."""

import pytest
from django import forms


class AnyForm(forms.Form):
    text = forms.CharField(max_length=3)
    kind = forms.ChoiceField(choices=[("a", "A")])
    number = forms.TypedChoiceField(coerce=int, choices=[(1, "One")])
    day = forms.DateField()


@pytest.mark.parametrize(
    ("field", "value", "told"),
    [
        ("text", "", "Fill this in"),
        ("text", "long", "Shorten this: it has 4 characters and the limit is 3"),
        ("text", "\0", "There is an invisible character in this. Type it again"),
        ("kind", "99", "Choose one of the options"),
        ("number", "99", "Choose one of the options"),
        ("day", "soon", "Enter a date such as 31/03/2027"),
    ],
)
def test_what_will_not_do_is_told_in_plain_words(field, value, told):
    assert AnyForm({field: value}).errors[field] == [told]

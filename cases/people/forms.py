"""The forms for people and their roles. The view hands in the places and roles to choose from."""

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Layout, Submit
from django import forms
from django.contrib.auth.validators import UnicodeUsernameValidator

from cases.identifiers.forms.names import NameField

NAME = {"max_length": 150, "widget": forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"})}


class RoleForm(forms.Form):
    """A role and the place where it is held."""

    button = "Change role"

    role = forms.ChoiceField(widget=forms.RadioSelect, error_messages={"required": "Choose a role"})
    place = forms.ChoiceField(
        help_text="The role covers everything in this place.",
        error_messages={"required": "Choose a place", "invalid_choice": "Choose one of the places that you administer"},
    )

    def __init__(self, *args, roles, places, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["role"].choices = roles
        self.fields["place"].choices = places
        self.helper = FormHelper()
        self.helper.layout = Layout(*self.fields, Submit("send", self.button))


class GiveRoleForm(RoleForm):
    """A role for a person who has an account."""

    button = "Give role"
    field_order = ["username"]

    username = forms.CharField(
        label="User name", error_messages={"required": "Enter the user name of someone who has an account"}, **NAME
    )


class PersonForm(forms.Form):
    """A person's name and e-mail address."""

    first_name = NameField(error_messages={"required": "Enter the first name"}, **NAME)
    last_name = NameField(error_messages={"required": "Enter the last name"}, **NAME)
    email = forms.EmailField(
        label="E-mail address",
        max_length=254,
        help_text="Their own address at work.",
        widget=forms.EmailInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
        error_messages={
            "required": "Enter the e-mail address",
            "invalid": "Enter an address such as a.b@example.org",
        },
    )


class ChangePersonForm(PersonForm):
    """The name and e-mail address of a person who has an account."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = FormHelper()
        self.helper.layout = Layout(*self.fields, Submit("save", "Save"))


class InviteForm(RoleForm, PersonForm):
    """A new person, with their first role."""

    button = "Invite"
    field_order = ["first_name", "last_name", "email", "username"]

    username = forms.CharField(
        label="User name",
        help_text="They sign in with this. You cannot change it later.",
        validators=[UnicodeUsernameValidator(message="Use only letters, digits and . + - _ @, without spaces")],
        error_messages={"required": "Enter a user name"},
        **NAME,
    )

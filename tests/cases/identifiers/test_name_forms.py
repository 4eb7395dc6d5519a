"""A form refuses what is no name, beside its field."""

import pytest

from cases.people.forms import InviteForm
from cases.places.forms import PlaceForm, PractitionerForm

WRONG = ["\u200b", "\ufeff", "As\u202eha", "=1+1"]


@pytest.mark.parametrize("name", WRONG)
def test_a_place_and_a_practitioner_need_a_name(name):
    choices = {"teams": [(1, "Ipswich")], "grades": [], "spos": []}
    for form in (PlaceForm({"name": name}), PractitionerForm({"name": name, "team": 1}, **choices)):
        assert list(form.errors) == ["name"]


@pytest.mark.parametrize("field", ["first_name", "last_name"])
@pytest.mark.parametrize("name", WRONG)
def test_a_person_needs_names(field, name):
    facts = {"first_name": "Asha", "last_name": "Okonkwo", "email": "a@example.org", "username": "asha"}
    sent = facts | {"role": "viewer", "place": "nation", field: name}
    form = InviteForm(sent, roles=[("viewer", "Viewer")], places=[("nation", "Nation")])
    assert list(form.errors) == [field]

"""Which profiles a person may choose: figures alone for who sees no case, every case for who sees every case."""

import pytest

from audit.access import tell_access
from audit.exports.leaving.profiles import Profile, profiles_open_to
from cases.models import User


@pytest.mark.slow
@pytest.mark.parametrize(
    ("name", "profiles"),
    [
        ("lead", [Profile.OUTSIDE, Profile.TEAM, Profile.INSIDE]),
        ("spo", [Profile.OUTSIDE, Profile.TEAM]),
        ("viewer", [Profile.OUTSIDE]),
        ("norfolk", [Profile.OUTSIDE]),
    ],
)
def test_the_safest_comes_first_and_no_one_chooses_what_their_pages_do_not_show(
    signed_off_audit, sign_in, name, profiles
):
    sign_in(name)
    user = User.objects.get(username=name)
    tell_access(signed_off_audit, user)
    assert list(profiles_open_to(user, signed_off_audit)) == profiles

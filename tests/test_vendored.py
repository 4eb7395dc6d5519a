"""GOV.UK Frontend as the repository keeps it: as it was fetched, and without what is not ours to use."""

from hashlib import sha256
from pathlib import Path

import pytest

VENDORED = Path(__file__).parent.parent / "templates" / "static" / "vendor" / "govuk-frontend"
FETCHED = ("govuk-frontend.min.css", "govuk-frontend.min.js")


def recorded_sums():
    lines = (VENDORED / "SHA256SUMS").read_text().splitlines()
    return {name: checksum for checksum, name in (line.split() for line in lines)}


def test_every_fetched_file_has_the_checksum_it_was_fetched_with():
    assert recorded_sums() == {name: sha256((VENDORED / name).read_bytes()).hexdigest() for name in FETCHED}


def test_nothing_else_is_vendored_but_the_licence():
    assert {path.name for path in VENDORED.iterdir()} == {*FETCHED, "SHA256SUMS", "LICENSE.txt"}
    assert "MIT" in (VENDORED / "LICENSE.txt").read_text()


@pytest.mark.parametrize("name", FETCHED)
@pytest.mark.parametrize("unwanted", ["GDS Transport", "@font-face", "crest", "url(", "sourceMappingURL", "<svg"])
def test_what_is_licensed_for_govuk_alone_or_would_not_be_found_is_left_out(name, unwanted):
    assert unwanted not in (VENDORED / name).read_text(encoding="utf-8")


def test_the_typeface_is_one_that_office_computers_have():
    assert "font-family:arial,sans-serif" in (VENDORED / "govuk-frontend.min.css").read_text(encoding="utf-8")

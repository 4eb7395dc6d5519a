"""Fetch GOV.UK Frontend (MIT) from npm into static/vendor, without what is licensed for GOV.UK alone.

Run `python templates/fetch_govuk_frontend.py` after changing the version below; it needs npm. It writes the style
sheet, the script and SHA256SUMS (which `sha256sum -c` reads). LICENSE.txt stays: the package does not bring one.
"""

import hashlib
import re
import subprocess
import tarfile
import tempfile
from pathlib import Path

FILES = ("govuk-frontend.min.css", "govuk-frontend.min.js")
VENDORED = Path(__file__).parent / "static" / "vendor" / "govuk-frontend"
UNWANTED = (
    r"/\*# sourceMappingURL=\S* \*/|//# sourceMappingURL=\S*",  # the maps are not vendored
    r"/\*![^*]*Margaret Calvert[^*]*\*/",  # the notice of the font that goes next
    r"@font-face\{[^}]*\}",  # GDS Transport may be used on GOV.UK only: Arial takes its place
    r"GDS Transport,",
    r"\.govuk-footer__copyright-logo:before\{[^}]*\}",  # so may the royal crest
)


def strip(text):
    """The text of a style sheet or script without the UNWANTED parts."""
    return re.sub("|".join(UNWANTED), "", text).rstrip() + "\n"


def fetch():
    """Replace the vendored files; CalledProcessError where npm fails, KeyError where the package has moved a file."""
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run(["/usr/bin/env", "npm", "pack", "govuk-frontend@6.6.0"], cwd=folder, check=True)
        with tarfile.open(next(Path(folder).glob("*.tgz"))) as package:
            for name in FILES:
                text = package.extractfile(f"package/dist/govuk/{name}").read().decode()
                (VENDORED / name).write_text(strip(text), encoding="utf-8", newline="\n")
    sums = [f"{hashlib.sha256((VENDORED / name).read_bytes()).hexdigest()}  {name}\n" for name in FILES]
    (VENDORED / "SHA256SUMS").write_text("".join(sums), encoding="ascii", newline="\n")


if __name__ == "__main__":
    fetch()

"""Recalculates workbooks in LibreOffice, where it is installed."""

import shutil
import subprocess
from pathlib import Path

NAMES = ("soffice", "libreoffice", "/Applications/LibreOffice.app/Contents/MacOS/soffice")
PROGRAM = next(filter(None, map(shutil.which, NAMES)), None)
# Else it believes the values that it finds in a file which another program has made.
ALWAYS_RECALCULATE = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load">
<prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>0</value></prop></item>
</oor:items>"""


def recalculate_in_libreoffice(folder: Path, seconds=300):
    """{name without .xlsx: bytes} of every workbook in `folder`, opened, recalculated and saved by LibreOffice.

    Raises CalledProcessError, TimeoutExpired.
    """
    profile, target = make_profile(folder), folder / "recalculated"
    options = [f"-env:UserInstallation={profile.as_uri()}", "--headless", "--convert-to", "xlsx", "--outdir"]
    files = sorted(map(str, folder.glob("*.xlsx")))
    subprocess.run([PROGRAM, *options, str(target), *files], check=True, capture_output=True, timeout=seconds)
    return {path.stem: path.read_bytes() for path in target.iterdir()}


def make_profile(folder):
    """A user's folder of its own: two runs at once would else be one program, and the second would do nothing."""
    user = folder / "profile" / "user"
    user.mkdir(parents=True)
    (user / "registrymodifications.xcu").write_text(ALWAYS_RECALCULATE)
    return user.parent

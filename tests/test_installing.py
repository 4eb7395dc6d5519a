"""A fresh machine: the lists of requirements are complete, and pip installs exactly them, today and next year."""

import hashlib
import os
import re
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from importlib import metadata
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests.test_setup import DEPENDENCIES, PROJECT, ROOT, locked

pytestmark = pytest.mark.slow

DEVELOPED = DEPENDENCIES + PROJECT["dependency-groups"]["dev"]


def locked_versions(name: str) -> dict[str, str]:
    """The version of each distribution in the file `name`, by its name as registries compare names."""
    pinned = [Requirement(line.split(" --hash")[0]) for line in locked(name)]
    return {canonicalize_name(pin.name): str(pin.specifier).removeprefix("==") for pin in pinned}


def requirements_of(wanted: Requirement) -> list[Requirement]:
    """What the installed distribution requires here, with the extras that were asked for."""
    texts = metadata.requires(wanted.name) or []
    extras = {"", *wanted.extras}
    asked = map(Requirement, texts)
    return [one for one in asked if not one.marker or any(one.marker.evaluate({"extra": extra}) for extra in extras)]


def all_required(direct: list[str]) -> Iterator[tuple[str, Requirement]]:
    """Each requirement that `direct` leads to, with the name of the distribution that asks for it."""
    waiting = [("pyproject.toml", Requirement(text)) for text in direct]
    seen = set()
    while waiting:
        asker, wanted = waiting.pop()
        if (known := (canonicalize_name(wanted.name), frozenset(wanted.extras))) in seen:
            continue
        seen.add(known)
        yield asker, wanted
        waiting += [(wanted.name, one) for one in requirements_of(wanted)]


@pytest.mark.parametrize(("name", "direct"), [("requirements.txt", DEPENDENCIES), ("requirements-dev.txt", DEVELOPED)])
def test_whatever_an_installed_distribution_requires_is_locked(name, direct):
    versions = locked_versions(name)
    lacking = [
        f"{asker} requires {wanted}"
        for asker, wanted in all_required(direct)
        if not wanted.specifier.contains(versions.get(canonicalize_name(wanted.name), "0"), prereleases=True)
        or canonicalize_name(wanted.name) not in versions
    ]
    assert not lacking, f"{name}: run `make lock`"


def test_extras_are_followed_to_what_they_require():
    assert {"fido2", "qrcode"} <= {wanted.name for _, wanted in all_required(["django-allauth[mfa]"])}
    assert "fido2" not in {wanted.name for _, wanted in all_required(["django-allauth"])}


def write_wheel(folder: Path, name: str, version: str, *requirements: str) -> Path:
    """Writes an empty wheel, such as a package index would hold it, and returns its path."""
    lines = [
        "Metadata-Version: 2.1",
        f"Name: {name}",
        f"Version: {version}",
        *map("Requires-Dist: {}".format, requirements),
    ]
    info = f"{name}-{version}.dist-info"
    files = {
        f"{info}/METADATA": "\n".join(lines),
        f"{info}/WHEEL": "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any",
        f"{info}/RECORD": f"{info}/METADATA,,\n{info}/WHEEL,,\n{info}/RECORD,,",
    }
    path = folder / f"{name}-{version}-py3-none-any.whl"
    with zipfile.ZipFile(path, "w") as wheel:
        for file, text in files.items():
            wheel.writestr(file, text + "\n")
    return path


def hashed(wheel: Path) -> str:
    name, version, *_ = wheel.name.split("-")
    return f"{name}=={version} --hash=sha256:{hashlib.sha256(wheel.read_bytes()).hexdigest()}\n"


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """A folder with nothing but the Makefile, for all of these tests: an environment takes seconds to make."""
    folder = tmp_path_factory.mktemp("fresh")
    shutil.copy(ROOT / "Makefile", folder)
    return folder


@pytest.fixture
def fresh_machine(folder):
    """Runs `make packages` there: with these requirements and, for an index, a folder of wheels."""

    def make(requirements: list[str], wheels: Path | None = None) -> subprocess.CompletedProcess[str]:
        (folder / "requirements.txt").write_text("".join(requirements))
        kept = {name: value for name, value in os.environ.items() if not name.startswith("PIP_")}
        index = {"PIP_INDEX_URL": "http://127.0.0.1:9/simple", "PIP_RETRIES": "0", "PIP_CONFIG_FILE": os.devnull}
        found = {"PIP_FIND_LINKS": str(wheels)} if wheels else {}
        command = ["make", "packages", f"PYTHON={sys.executable}"]
        return subprocess.run(
            command, cwd=folder, env=kept | index | found, capture_output=True, text=True, check=False
        )

    return make


def test_a_newer_release_of_what_is_locked_without_its_extra_stops_nothing(fresh_machine, folder, tmp_path):
    asks = write_wheel(tmp_path, "asks", "1", "given[toml]>=1")
    given, _ = write_wheel(tmp_path, "given", "1"), write_wheel(tmp_path, "given", "2")
    installed = fresh_machine([hashed(asks), hashed(given)], tmp_path)
    assert (installed.returncode, installed.stderr) == (0, "")
    assert (folder / ".venv/requirements.txt").read_text() == hashed(asks) + hashed(given)


def test_a_list_that_lacks_something_is_not_taken_for_installed(fresh_machine, folder, tmp_path):
    lacking = hashed(write_wheel(tmp_path, "wants", "1", "lacking>=1"))
    installed = fresh_machine([lacking], tmp_path)
    assert installed.returncode
    assert "wants 1 requires lacking, which is not installed." in installed.stderr
    assert lacking not in (folder / ".venv/requirements.txt").read_text()


def test_without_a_package_index_one_sentence_says_so(fresh_machine):
    installed = fresh_machine([f"django==5.2.19 --hash=sha256:{'0' * 64}\n"])
    sentence, _make_stopped = installed.stderr.splitlines()
    assert sentence.startswith("No package index answers with what requirements.txt asks for: connect to one or name ")


def test_trying_the_product_out_leaves_a_real_database_alone():
    told = subprocess.run(["make", "--dry-run", "run"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    with_data = [
        line for line in told.splitlines() if re.search(r"manage\.py (migrate|load_region|load_demo|serve)", line)
    ]
    assert len(with_data) == 4
    assert not [line for line in with_data if "DATABASE_URL=sqlite:///demonstration.sqlite3" not in line]

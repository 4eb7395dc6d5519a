"""What anybody who sets the project up relies on: hashed requirements, documented variables, a browser found."""

import ast
import os
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from django.core.management import call_command

from tests.browser import find_chromium

pytestmark = pytest.mark.slow

ROOT = Path(__file__).resolve().parent.parent
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
DEPENDENCIES = PROJECT["project"]["dependencies"]
DEPLOYED = {
    "DEBUG": "0",
    "SECRET_KEY": "k3" * 40 + "-_!x",
    "SECOND_FACTOR_KEYS": "x7" * 30,
    "ALLOWED_HOSTS": "audit.example.org",
    "SECURE_SSL_REDIRECT": "1",
    "SECURE_HSTS_SECONDS": "31536000",
}
REGISTRY = re.compile(r"\b(pypi|pythonhosted|npmjs|yarnpkg)\.(org|com)\b|\bdeb\s+https?:")


def committed_files() -> list[Path]:
    """The files that are, or are about to be, in the repository."""
    command = ["git", "-c", f"safe.directory={ROOT}", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    names = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout
    return [path for name in names.split("\0") if name and (path := ROOT / name).is_file()]


def distribution(requirement: str) -> str:
    """The name in `requirement`, as registries compare names: "psycopg[binary]>=3.3" -> "psycopg"."""
    return re.sub(r"[-_.]+", "-", re.match(r"[\w.-]+", requirement)[0]).lower()


def locked(name: str) -> list[str]:
    """The requirements in the file `name`, one text each, with the hashes that belong to it."""
    lines = (ROOT / name).read_text(encoding="utf-8").replace("\\\n", "").splitlines()
    return [line for line in lines if line and not line.startswith("#")]


def variables_read() -> set[str]:
    """The names in the calls `env("NAME")` and `env.kind("NAME")` of the settings."""
    calls = [
        node
        for node in ast.walk(ast.parse((ROOT / "audit/settings.py").read_text("utf-8")))
        if isinstance(node, ast.Call)
    ]
    return {call.args[0].value for call in calls if re.match(r"env(\.\w+)?\(['\"]", ast.unparse(call))}


@pytest.mark.parametrize("name", ["requirements.txt", "requirements-dev.txt"])
def test_every_locked_requirement_has_one_version_and_hashes(name):
    wrong = [line for line in locked(name) if not re.match(r"[\w.\[\],-]+==\S+.* --hash=sha256:[0-9a-f]{64}", line)]
    assert locked(name)
    assert not wrong, f"{name}: run `make lock`"


@pytest.mark.parametrize(
    ("name", "direct"),
    [
        ("requirements.txt", DEPENDENCIES),
        ("requirements-dev.txt", DEPENDENCIES + PROJECT["dependency-groups"]["dev"]),
    ],
)
def test_every_direct_dependency_is_locked(name, direct):
    missing = {distribution(text) for text in direct} - {distribution(text) for text in locked(name)}
    assert not missing, f"{name}: run `make lock`"


def test_both_requirements_files_name_the_same_versions():
    versions = {
        name: {line.split(" ")[0] for line in locked(name)} for name in ("requirements.txt", "requirements-dev.txt")
    }
    assert versions["requirements.txt"] <= versions["requirements-dev.txt"]


def test_every_dependency_says_what_it_is_for():
    lines = (ROOT / "pyproject.toml").read_text(encoding="utf-8").splitlines()
    silent = [
        text
        for text in DEPENDENCIES
        if not any(re.search(re.escape(f'"{text}",') + r"\s+# \w", line) for line in lines)
    ]
    assert not silent


def test_no_committed_file_names_the_address_of_a_registry():
    texts = {path: path.read_text(encoding="utf-8", errors="ignore") for path in committed_files()}
    assert not [f"{path}: {found[0]}" for path, text in texts.items() if (found := REGISTRY.search(text))]


def test_no_lock_file_of_another_tool_is_committed():
    names = {path.name for path in committed_files()}
    assert not names & {"uv.lock", "poetry.lock", "Pipfile.lock", "pdm.lock", "package-lock.json", "yarn.lock"}


def test_the_example_environment_documents_each_variable_that_the_settings_read():
    documented = re.findall(r"^#?([A-Z_]+)=", (ROOT / ".env.example").read_text(encoding="utf-8"), re.MULTILINE)
    assert len(variables_read()) > 5
    assert sorted(documented) == sorted(variables_read())


def test_the_tests_set_each_variable_that_the_settings_read():
    tree = ast.parse((ROOT / "tests/settings.py").read_text(encoding="utf-8"))
    keywords = {word.arg for call in ast.walk(tree) if isinstance(call, ast.Call) for word in call.keywords}
    assert variables_read() - {"DATABASE_URL"} == keywords


def test_the_settings_of_a_real_site_pass_the_deployment_check():
    environment = {name: value for name, value in os.environ.items() if not name.startswith("DJANGO_")} | DEPLOYED
    command = [sys.executable, "manage.py", "check", "--deploy", "--fail-level", "WARNING"]
    result = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stderr


@pytest.mark.parametrize(
    ("missing", "given"),
    [
        ("SECRET_KEY", {"SECRET_KEY": ""}),
        ("ALLOWED_HOSTS", {"ALLOWED_HOSTS": ""}),
        ("SECOND_FACTOR_KEYS", {"SECOND_FACTOR_KEYS": ""}),
        ("OIDC_CLIENT_ID", {"OIDC_SERVER_URL": "https://login.example.org", "OIDC_CLIENT_SECRET": "x"}),
        ("OIDC_CLIENT_SECRET", {"OIDC_SERVER_URL": "https://login.example.org", "OIDC_CLIENT_ID": "x"}),
        ("OIDC_SERVER_URL", {"OIDC_CLIENT_ID": "x", "OIDC_CLIENT_SECRET": "x"}),
    ],
)
def test_a_real_site_does_not_serve_without_a_setting_and_names_it(missing, given):
    environment = {name: value for name, value in os.environ.items() if not name.startswith("DJANGO_")}
    command = [sys.executable, "-c", "import audit.wsgi"]
    result = subprocess.run(
        command, cwd=ROOT, env=environment | DEPLOYED | given, capture_output=True, text=True, check=False
    )
    assert result.returncode == 1
    assert f"ImproperlyConfigured: Set {missing} " in result.stderr


def test_the_style_sheets_can_be_collected_for_a_real_site(settings, tmp_path):
    backend = "whitenoise.storage.CompressedManifestStaticFilesStorage"
    settings.STATIC_ROOT = tmp_path
    settings.STORAGES = {**settings.STORAGES, "staticfiles": {"BACKEND": backend}}
    call_command("collectstatic", interactive=False, verbosity=0)
    assert (tmp_path / "staticfiles.json").is_file()


def test_the_browser_that_chromium_names_is_used(monkeypatch):
    monkeypatch.setenv("CHROMIUM", sys.executable)
    assert find_chromium.find() == sys.executable


def test_a_wrong_chromium_ends_with_one_sentence(monkeypatch):
    monkeypatch.setenv("CHROMIUM", "/no/such/browser")
    with pytest.raises(SystemExit, match=r"^CHROMIUM names /no/such/browser, which is no file: [^\n]*\.$"):
        find_chromium.find()


def test_where_no_browser_can_be_installed_one_sentence_says_what_is_needed(monkeypatch):
    monkeypatch.delenv("CHROMIUM", raising=False)
    monkeypatch.setattr(find_chromium, "NAMES", ())
    monkeypatch.setattr(find_chromium, "PLACES", ())
    monkeypatch.setattr(find_chromium, "managed_by_playwright", lambda: None)
    monkeypatch.setattr(find_chromium, "succeeds", lambda command: False)
    assert find_chromium.find() is None
    with pytest.raises(SystemExit, match=r"^The browser stories need Chromium or Chrome: [^\n]*\.$"):
        find_chromium.install()

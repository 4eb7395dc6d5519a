"""Run management commands: in this process for their output and refusals, or as a shell does for exit codes."""

import io
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

ROOT = Path(__file__).resolve().parents[3]
# no database answers there, so a command that asks for one fails within milliseconds
UNREACHABLE = "postgres://nobody:nothing@127.0.0.1:1/none"


def output_of(command, *arguments, **options):
    """What the command prints."""
    stream = io.StringIO()
    call_command(command, *map(str, arguments), stdout=stream, **options)
    return stream.getvalue()


def json_of(command, *arguments, **options):
    return json.loads(output_of(command, *arguments, format="json", **options))


def refusal_of(command, *arguments, **options):
    """The text of the CommandError. The command must have printed nothing before it."""
    stream = io.StringIO()
    with pytest.raises(CommandError) as refused:
        call_command(command, *map(str, arguments), stdout=stream, **options)
    assert stream.getvalue() == ""
    return str(refused.value)


def run(*arguments):
    """The finished process of `manage.py ARGUMENTS` in an environment without settings and with no database."""
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "SYSTEMROOT", "TMPDIR") if name in os.environ}
    environment = kept | {"DATABASE_URL": UNREACHABLE, "PYTHONUTF8": "1"}
    command = [sys.executable, "manage.py", *map(str, arguments)]
    return subprocess.run(
        command, cwd=ROOT, env=environment, capture_output=True, text=True, encoding="utf-8", check=False
    )

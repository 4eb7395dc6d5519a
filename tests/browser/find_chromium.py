"""Prints the path of a browser, after installing one where none is found: python -m tests.browser.find_chromium"""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from playwright.sync_api import sync_playwright

HEADLESS = "chromium-headless-shell"  # Chromium without its windows: the stories take two thirds of the time
NAMES = (
    HEADLESS,
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "chrome",
    "microsoft-edge",
    "msedge",
)
PLACES = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
    "C:/Program Files/Google/Chrome/Application/chrome.exe",
    "C:/Program Files (x86)/Google/Chrome/Application/chrome.exe",
    "C:/Program Files (x86)/Microsoft/Edge/Application/msedge.exe",
)
NEEDED = "The browser stories need Chromium or Chrome: install either one, or set CHROMIUM to the path of its program."


def find() -> str | None:
    """The path of a browser: the one that CHROMIUM names, else one found in the usual places, else None.

    Exits with one sentence if CHROMIUM names no file.
    """
    named = os.environ.get("CHROMIUM")
    if named and not Path(named).is_file():
        sys.exit(f"CHROMIUM names {named}, which is no file: set it to the path of Chromium or Chrome, or unset it.")
    candidates = (named, *map(shutil.which, NAMES), *filter(os.path.isfile, PLACES))
    return next(filter(None, candidates), None) or managed_by_playwright()


def managed_by_playwright() -> str | None:
    """The path of the browser that Playwright has installed for itself, if it has."""
    with sync_playwright() as playwright:
        path = playwright.chromium.executable_path
    return path if Path(path).is_file() else None


def install() -> str:
    """The path of a browser installed in the first way that works here; exits with one sentence if none does."""
    sys.stderr.write("No Chromium or Chrome found: installing one, which takes a minute.\n")
    for commands in ways_to_install():
        if all(map(succeeds, commands)) and (path := find()) and succeeds([path, "--version"]):
            return path
    sys.exit(NEEDED)


def ways_to_install() -> Iterator[list[list[str]]]:
    """Each way is the list of its commands. The fonts are there because without any a page has no real widths."""
    apt_get = ["env", "DEBIAN_FRONTEND=noninteractive", "apt-get"]
    install = ["install", "--yes", "--no-install-recommends", "fonts-liberation"]
    if shutil.which("apt-get"):
        sudo = [] if os.geteuid() == 0 else ["sudo", "-n"]  # -n: without asking for a password
        for package in (HEADLESS, "chromium"):  # not every system has the former
            yield [[*sudo, *apt_get, "update"], [*sudo, *apt_get, *install, package]]
    yield [[sys.executable, "-m", "playwright", "install", "chromium"]]


def succeeds(command: list[str]) -> bool:
    """Runs `command` in silence: where no way works, one sentence says what to do, not a page of failures."""
    try:
        return subprocess.run(command, capture_output=True, check=False).returncode == 0
    except OSError:
        return False


if __name__ == "__main__":
    sys.stdout.write(f"{find() or install()}\n")

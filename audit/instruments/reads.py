"""Read which frameworks there are, and the versions of one."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from audit.frameworks import (
    FrameworkProblem,
    file_frameworks,
    framework_paths,
    load_published,
    published_version,
)
from audit.method.framework import Framework
from audit.models import OwnFramework
from cases.models import User

TEMPLATE = Path(__file__).parent / "template.toml"


@dataclass(frozen=True)
class Version:
    """A version of a framework: a file of this site (`own` is None), or one that people published."""

    framework: Framework
    own: OwnFramework | None = None

    @property
    def whose(self) -> str:
        """Return in words whose it is."""
        return self.own.whose if self.own else "This site"

    @property
    def published_at(self) -> datetime | None:
        return self.own.published_at if self.own else None


def versions_open_to(user: User) -> list[Version]:
    """Return the newest version of each framework that the user may read: the files first."""
    own = OwnFramework.objects.visible_to(user).select_related("region", "unit", "published_by").newest()
    return [*map(Version, file_frameworks()), *filter(None, map(_version, own))]


def version_open_to(user: User, code: str, number: str = "") -> Version | None:
    """Return the version of this code and number, without a number the newest; None if the user may not read it."""
    if code in framework_paths():
        of_file = {each.code: each for each in file_frameworks()}.get(code)
        return Version(of_file) if of_file and number in ("", of_file.version) else None
    if not (code + number).isprintable():  # PostgreSQL can look for no text with a NUL in it
        return None
    own = OwnFramework.objects.visible_to(user).filter(code=code).select_related("region", "unit", "published_by")
    found = own.filter(version=number).first() if number else own.order_by("pk").last()
    return _version(found) if found else None


def all_versions(version: Version) -> list[OwnFramework]:
    """Return every published version of a framework, the newest first; [] for a file of this site."""
    if version.own is None:
        return []
    return list(OwnFramework.objects.filter(code=version.own.code).order_by("-pk"))


def version_before(version: Version) -> Version | None:
    """Return the version before this one; None for the first, or if it can no longer be loaded."""
    earlier = OwnFramework.objects.filter(code=version.own.code, pk__lt=version.own.pk) if version.own else None
    found = earlier.order_by("pk").last() if earlier else None
    return _version(found) if found else None


def _version(own: OwnFramework) -> Version | None:
    """Return the version with its Framework; None if a file that it extends is gone or wrong."""
    path = published_version(own.code, own.checksum)
    try:
        return Version(load_published(path), own) if path else None
    except FrameworkProblem:
        return None


def text_of(version: Version) -> str:
    """Return the text of the file, without those that it extends."""
    if version.own:
        return version.own.content
    return framework_paths()[version.framework.code].read_text(encoding="utf-8-sig")


def template_text() -> str:
    """Return a small whole framework file with comments, to start from."""
    return TEMPLATE.read_text(encoding="utf-8")

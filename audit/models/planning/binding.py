"""The framework that an audit was made with, which no change of its file may alter."""

from audit.frameworks import framework


class FrameworkChanged(Exception):
    """An audit's framework file has changed since the audit was made."""


class BoundToFramework:
    """A record with the code, version and checksum of a framework."""

    @property
    def framework(self):
        """Return the Framework that this audit was made with.

        Raises FrameworkChanged if its file was edited since, FrameworkProblem if the file is gone or wrong.
        """
        current = framework(self.framework_code, self.framework_checksum)
        if current.checksum != self.framework_checksum:
            raise FrameworkChanged(
                f"The framework file {self.framework_code}.toml has changed since “{self.title}” was made with version "
                f"{self.framework_version}, so its results would no longer mean the same. Put the original file back; "
                "save the changed one under a new code."
            )
        return current

"""What a reader of an audit's result is told beside its figures."""

from django.db import models
from django.utils.timezone import localtime

from audit.method.rating.signed import SignedVersion
from cases.counted import counted

from .choices import Part
from .sentences import day

NOT_RANDOM = "Not a random sample: percentages describe these cases only."
REMOVABLE = ("cases", "reviews", "answers", "comments", "rationales")  # in the order in which sentences count them


class ToldWithResult:
    """An audit, as far as its figures and its sign-off are put into sentences.

    `replaced`: where an earlier version of its result is shown, a sentence on what replaced it; else "".
    """

    replaced = ""

    @property
    def caution(self):
        """Return the warning that every percentage must come with; "" unless cases were picked by hand."""
        return NOT_RANDOM if any(sample.hand_picked for sample in self.samples.all()) else ""

    @property
    def reviewed(self):
        """Return (submitted reviews, sampled cases), as signed off or as fetched for_report."""
        return tuple(self.snapshot["reviewed"]) if self.snapshot else (self.submitted, self.sampled)

    def reviewed_of_kinds(self):
        """Return {kind of case: (submitted reviews, sampled cases)}, as signed off or as they are now: one query."""
        if self.snapshot:
            return {kind: tuple(numbers) for kind, numbers in self.snapshot["reviewed_of_kinds"].items()}
        submitted = models.Count("pk", filter=models.Q(reviews__part=Part.FIRST, reviews__submitted_at__isnull=False))
        of_kinds = self.sampled_cases.counted().order_by().values("kind")
        rows = of_kinds.annotate(sampled=models.Count("pk", distinct=True), submitted=submitted)
        return {row["kind"]: (row["submitted"], row["sampled"]) for row in rows}

    def sampled_of(self, kind):
        """Return the number of sampled cases of a kind; of all for ""."""
        return self.reviewed_of_kinds().get(kind, (0, 0))[1] if kind else self.reviewed[1]

    @property
    def without_result(self):
        """Return whether no review is submitted, or none was at the sign-off. The audit is fetched for_report."""
        return not self.reviewed[0]

    @property
    def version(self):
        """Return the number of the version that is signed off; None before the sign-off."""
        return self.snapshot.get("version", 1) if self.snapshot else None

    @property
    def signed_version(self):
        """Return the SignedVersion; None before the sign-off."""
        if self.signed_off_at is None:
            return None
        return SignedVersion(self.version, localtime(self.signed_off_at).date(), str(self.signed_off_by or "a command"))

    def notes_on_sign_off(self, *, named=True):
        """Return sentences that tell a reader of the result about its sign-off and what was removed since.

        `named`: they say who signed it off.
        """
        if self.replaced:
            return (self.replaced,)
        if self.signed_off_at is None:
            return ("Not signed off yet: the result can still change.",)
        how = " without a result" if self.without_result else ""
        by = f" by {self.signed_off_by or 'a command'}" if named else ""
        signed = f"Signed off{how} on {day(self.signed_off_at)}{by}"
        if self.confirmed_at:
            signed += f", confirmed on {day(self.confirmed_at)}{f' by {self.confirmed_by}' if named else ''}"
        if self.removed_at is None:
            return (f"{signed}. Cases and comments are kept until {day(self.keep_until)}.",)
        counts = ", ".join(counted(self.removed[what], what.removesuffix("s")) for what in REMOVABLE)
        gone = f"Removed on {day(self.removed_at)}, as their retention date had passed: {counts}."
        return f"{signed}.", gone if self.without_result else f"{gone} The figures are those that were signed off."

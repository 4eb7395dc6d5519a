"""The forms in which an audit is planned and changed. Choices are handed in."""

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Layout, Submit
from django import forms
from django.utils import timezone

from audit.planning.forms.fields import AS_STORED, day_field, number_field
from audit.planning.reads import title_key
from cases.identifiers.forms.free_text import FreeTextForm, WarningOfIdentifiers
from cases.identifiers.names import invisible_problem

TAKEN = "Another audit of this PDU has this title. Give this one a title of its own, such as one with its month"
OTHER_UNIT = "The earlier audit is of another PDU. Choose one of the same PDU, or None"
PAST = "Reviews due by must be today or a later date"


class AuditToFollow(forms.ModelChoiceField):
    """A choice among earlier audits. `names_units`: they may be of several units, so each is named with its unit."""

    names_units = False

    def label_from_instance(self, audit):
        return f"{audit.unit}: {audit.title}" if self.names_units else audit.title


class ChangeAuditForm(FreeTextForm):
    """What can be changed about an audit after it was planned.

    `stored`: what is stored of the audit; a title or a day that stays as it is stored is never refused. `titles`: the
    titles of the other audits, {number of the PDU: their title_key}. `to_follow`: the audits that it may follow.
    """

    free_text = ("title", "about")

    title = forms.CharField(max_length=200, error_messages={"required": "Enter a title"})
    follows = AuditToFollow(
        queryset=None,
        required=False,
        label="Earlier audit that it follows",
        empty_label="None",
        help_text="For a re-audit. The page Change compares the result with that of the earlier audit.",
        error_messages={"invalid_choice": "Choose an audit from the list, or None"},
    )
    about = forms.CharField(
        required=False,
        max_length=10_000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="Shown with every result: what you are looking at and why, and any limits. Do not name anyone.",
    )
    review_from = day_field("First day of reviewing")
    review_until = day_field("Reviews due by")
    keep_months = number_field(
        "Months to keep cases after sign-off",
        2,
        84,
        help_text="Cases, answers and comments are then deleted permanently. You can choose another date at sign-off.",
        required_message="Enter a number of months",
    )

    based_on = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args, titles, to_follow, stored=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["follows"].queryset = to_follow
        if not to_follow.exists():
            self.fields["follows"].widget = forms.HiddenInput()
        self.titles, self.stored = titles, stored or {}
        self.helper = FormHelper()
        self.helper.attrs = AS_STORED if "based_on" in self.fields else {}
        self.helper.layout = Layout(*self.base_fields, WarningOfIdentifiers(), Submit("change", "Save"))

    def clean_title(self):
        """Refuse a title with an invisible character: some turn the text after them round."""
        title = self.cleaned_data["title"]
        if title != self.stored.get("title") and (problem := invisible_problem(title, "the title")):
            raise forms.ValidationError(problem)
        return title

    def clean_review_until(self):
        """Refuse a day in the past, unless it is stored already: the audit may be over."""
        last = self.cleaned_data["review_until"]
        if last and last < timezone.localdate() and last != self.stored.get("review_until"):
            raise forms.ValidationError(PAST)
        return last

    def clean(self):
        """Check that no other audit of the PDU has the title, and that reviewing ends after it begins."""
        cleaned = super().clean()
        title, unit = cleaned.get("title"), cleaned.get("unit", self.stored.get("unit"))
        if title and title != self.stored.get("title") and title_key(title) in self.titles.get(unit, ()):
            self.add_error("title", TAKEN)
        first, last = cleaned.get("review_from"), cleaned.get("review_until")
        if first and last and last < first:
            self.add_error("review_until", "Reviews must be due on or after the first day of reviewing")
        return cleaned


class PlanAuditForm(ChangeAuditForm):
    """What an audit is for, where, when and by which framework. Units, frameworks and purposes come as choices."""

    field_order = ("title", "purpose", "unit", "framework_code", "follows")

    purpose = forms.ChoiceField(widget=forms.RadioSelect, error_messages={"required": "Choose a purpose"})
    unit = forms.TypedChoiceField(coerce=int, label="PDU", error_messages={"required": "Choose a PDU"})
    based_on = None  # nothing is stored yet
    framework_code = forms.ChoiceField(
        label="Framework",
        help_text="You cannot change this later: an audit keeps the framework it starts with.",
        error_messages={"required": "Choose a framework"},
    )

    def __init__(self, *args, units, frameworks, purposes, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["follows"].names_units = len(units) > 1
        self.fields["unit"].choices = [("", "Choose a PDU"), *units]
        self.fields["framework_code"].choices = [("", "Choose a framework"), *frameworks]
        self.fields["purpose"].choices = purposes
        self.helper.layout = Layout(*self.fields, WarningOfIdentifiers(), Submit("plan", "Plan the audit"))

    def clean(self):
        """Check also that the audit to follow is of the same PDU."""
        cleaned = super().clean()
        follows, unit = cleaned.get("follows"), cleaned.get("unit")
        if follows and unit and follows.unit_id != unit:
            self.add_error("follows", OTHER_UNIT)
        return cleaned

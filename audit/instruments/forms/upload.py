"""The forms in which a framework file is sent, looked at, and published."""

from collections.abc import Mapping, Sequence

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Layout, Submit
from django import forms
from django.core import signing

from audit.instruments.checked import Checked, NotPublished, check_content
from audit.method.loading.toml_table import LARGEST_FILE
from cases.models import Place, User

KEPT = "kept"  # the field in which the page carries the file until it is published
VALID_FOR = 12 * 60 * 60  # seconds: until the end of the day
TOO_OLD = "This framework was shown too long ago, or not to you. Choose the file again"


class UploadForm(forms.Form):
    """The file and whose it is. Once valid, `checked` holds the framework and `kept` what the page carries on."""

    place = forms.ChoiceField(
        label="Whose framework is it?",
        help_text="It is offered for audits of this place only. A new version stays with the place of the first.",
        error_messages={"required": "Choose a place"},
    )
    file = forms.FileField(
        label="Framework file",
        help_text="A .toml file of up to 1 MB.",
        error_messages={"required": "Choose a file", "empty": "The file is empty. Save it again"},
    )

    def __init__(self, *args, places: Mapping[str, Place | None], choices: Sequence, user: User, **kwargs):
        super().__init__(*args, **kwargs)
        self.places, self.user = places, user
        self.checked, self.kept = None, ""
        self.fields["place"].choices = choices
        self.helper = FormHelper()
        self.helper.layout = Layout("place", "file", Submit("upload", "Check the file"))

    def clean(self):
        cleaned = super().clean()
        if not self.errors:
            content, name = cleaned["file"].read(LARGEST_FILE + 1), cleaned["file"].name
            try:
                self.checked = check_content(name, content, self.places[cleaned["place"]], self.user)
            except NotPublished as refused:
                self.add_error("file", refused.problems)
            else:
                sent = {"name": name, "content": content.decode(), "place": cleaned["place"], "person": self.user.pk}
                self.kept = signing.dumps(sent, salt=KEPT, compress=True)
        return cleaned


class PublishForm(forms.Form):
    """Publishes the framework that the page carries. A code that means something else than before wants a tick.

    Once `kept` is valid, `checked` holds the framework, and `name`, `content` and `place` what was sent.
    """

    kept = forms.CharField(widget=forms.HiddenInput, error_messages={"required": TOO_OLD})

    def __init__(self, *args, places: Mapping[str, Place | None], user: User, **kwargs):
        super().__init__(*args, **kwargs)
        self.places, self.user = places, user
        self.checked: Checked | None = None
        self.name = self.content = ""
        self.place: Place | None = None

    def read_kept(self) -> bool:
        """Check the framework again, and ask for a tick for each code that means something else. False if refused."""
        self.full_clean()
        for change in self.checked.changes.new_meaning if self.checked and self.checked.changes else ():
            label = f"{change.after.code} means something else from now on"
            missing = f"Tick that {change.after.code} may mean something else, or give it a code of its own"
            hint = "Before: {} Now: {}".format(*change.before_and_after)
            tick = forms.BooleanField(label=label, help_text=hint, error_messages={"required": missing})
            self.fields[f"confirm-{change.after.code}"] = tick
        self.helper = FormHelper()
        self.helper.layout = Layout(*self.fields, Submit("publish", "Publish it"))
        return self.checked is not None

    def is_confirmed(self) -> bool:
        """Return whether every tick that read_kept asks for is there."""
        self.full_clean()
        return self.is_valid()

    @property
    def confirmed(self) -> list[str]:
        """Return the codes that were ticked."""
        return [name.removeprefix("confirm-") for name in self.fields if name.startswith("confirm-")]

    def clean_kept(self):
        try:
            sent = signing.loads(self.cleaned_data["kept"], salt=KEPT, max_age=VALID_FOR)
        except (signing.BadSignature, ValueError) as wrong:
            raise forms.ValidationError(TOO_OLD) from wrong
        if sent["person"] != self.user.pk or sent["place"] not in self.places:
            raise forms.ValidationError(TOO_OLD)
        self.name, self.content, self.place = sent["name"], sent["content"], self.places[sent["place"]]
        try:
            self.checked = check_content(self.name, self.content.encode(), self.place, self.user)
        except NotPublished as refused:
            raise forms.ValidationError(refused.problems) from refused
        return self.cleaned_data["kept"]

"""The form that sends a PDU's template."""

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Layout, Submit
from django import forms

from cases.documents.template import LIMITS, TemplateProblem, checked_template

MEGABYTES = LIMITS.file_bytes // 2**20


class ReportTemplateForm(forms.Form):
    """The Word file. Once valid, `template` holds what is kept of it."""

    file = forms.FileField(
        label="Word file",
        help_text=f"A .docx file of up to {MEGABYTES} MB, without macros. We keep its styles, page, header and footer, "
        "and drop its text.",
        error_messages={"required": "Choose a file", "empty": "The file is empty. Save it again"},
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.template = b""
        self.helper = FormHelper()
        self.helper.layout = Layout("file", Submit("upload", "Use this file"))

    def clean_file(self):
        file = self.cleaned_data["file"]
        try:
            self.template = checked_template(file.read(LIMITS.file_bytes + 1))
        except TemplateProblem as problem:
            raise forms.ValidationError(f"{file.name} {problem}") from None
        return file

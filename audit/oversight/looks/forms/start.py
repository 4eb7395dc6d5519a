"""The form with which a look at a single case starts."""

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Layout, Submit
from django import forms

from cases.extract.values.references import read_reference

NO_CRN = "Enter the CRN of the case, or let this tool pick one"


class StartForm(forms.Form):
    """Takes a CRN and the instrument. `instruments`: [(code, title)]. `practitioners`: asked for where the case is not
    known; None where it is not asked."""

    crn = forms.CharField(
        label="CRN", max_length=30, required=False, widget=forms.TextInput(attrs={"class": "govuk-input--width-10"})
    )
    instrument = forms.ChoiceField(label="Questions", widget=forms.RadioSelect)

    def __init__(self, *args, instruments, practitioners=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["instrument"].choices = instruments
        self.fields["instrument"].initial = instruments[0][0]
        if practitioners is not None:
            self.fields["practitioner"] = forms.ModelChoiceField(
                practitioners,
                label="Who holds this case?",
                empty_label="Choose a practitioner",
                error_messages={"required": "Choose who holds this case"},
            )
        self.helper = FormHelper()
        self.helper.layout = Layout(*self.fields, Submit("find", "Start the look"))

    def clean_crn(self):
        crn = read_reference(self.cleaned_data["crn"])
        if not crn and "pick" not in self.data:
            raise forms.ValidationError(NO_CRN)
        return crn

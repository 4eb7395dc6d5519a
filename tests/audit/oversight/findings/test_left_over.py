"""What is filled in for another choice comes back with an error and is not dropped."""

from audit.oversight.findings.forms.draft import DraftForm
from audit.oversight.findings.forms.entry import EntryForm


def test_a_strength_takes_no_note_of_a_gap():
    sent = {"question": "own-voice", "kind": "strength", "text": "Good.", "risk_note": "The address."}
    form = DraftForm(sent, questions=[("own-voice", "Own voice?")], hint="")
    assert not form.is_valid()
    assert "but chose “A strength”" in str(form.errors["risk_note"])


def test_agreeing_takes_no_reason_of_closing():
    kinds = [("agree", "I agree"), ("close", "Close it")]
    form = EntryForm({"kind": "agree", "reason": "ended"}, kinds=kinds, reasons=[("ended", "The case ended")])
    assert not form.is_valid()
    assert "but chose “I agree”" in str(form.errors["reason"])

"""Forms where some fields belong to one choice of another field. Text below a choice not taken is never dropped."""

from django import forms

TICK = "You filled in “{field}” but did not tick “{choice}”. Tick it, or clear “{field}”"
CHOOSE = "You filled in “{field}” but chose “{choice}”. Change your choice, or clear “{field}”"


class ConditionalRadios(forms.RadioSelect):
    """Radios that show a choice's fields below it, as GOV.UK does. The AlternativesForm says which fields these are.

    A field with an error is shown whatever is chosen (`is_open`); a script hides the others.
    """

    form = None

    def create_option(self, name, value, *args, **kwargs):
        option = super().create_option(name, value, *args, **kwargs)
        revealed = self.form.fields_of(name, value)
        return option | {"revealed": revealed, "is_open": any(field.errors for field in revealed)}


class AlternativesForm(forms.Form):
    """`alternatives`: {field with the choice: {field: the choices that it belongs to}}.

    What a person filled in for a choice that they did not take comes back with an error. Fields that stand as the page
    showed them, and required fields, which always hold something, are not questioned.
    """

    alternatives = {}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for chooser in self.alternatives:
            self.fields[chooser].widget.form = self

    def fields_of(self, chooser: str, choice: str) -> list[forms.BoundField]:
        """Return the bound fields that belong to this choice alone."""
        belonging = self.alternatives.get(chooser, {})
        return [self[name] for name, choices in belonging.items() if choices == (choice,)]

    def clean(self):
        cleaned = super().clean()
        for chooser, belonging in self.alternatives.items():
            for name in [name for name in belonging if self._is_left_over(name, cleaned.get(chooser), belonging[name])]:
                self.add_error(name, self._remedy(name, chooser, cleaned[chooser]))
        return cleaned

    def _is_left_over(self, name, chosen, choices):
        """Whether a field was filled in for a choice not taken (`chosen` None is an error already)."""
        if chosen in (None, *choices) or self.fields[name].required or name in self.errors:
            return False
        typed, shown, field = self[name].data, self[name].initial, self.fields[name]
        if isinstance(typed, list):  # a day, in three boxes
            return any(typed) and field.has_changed(shown, typed)
        typed = typed if isinstance(typed, bool) else (typed or "").strip()  # a ticked box, or a text
        return bool(typed) and typed != field.widget.format_value(shown) and field.has_changed(shown, typed)

    def _remedy(self, name, chooser, chosen):
        field, label = self.fields[chooser], self.fields[name].label or self[name].label
        if isinstance(field, forms.BooleanField):
            return TICK.format(field=label, choice=field.label)
        return CHOOSE.format(field=label, choice=dict(field.choices)[chosen])

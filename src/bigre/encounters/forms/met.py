"""What a person keeps of somebody they met."""

from django import forms


class RememberForm(forms.Form):
    """Whether we met, and a note to myself."""

    met = forms.TypedChoiceField(
        choices=[("yes", "yes"), ("no", "no")],
        required=False,
        coerce=lambda word: word == "yes",
        empty_value=None,
    )
    note = forms.CharField(required=False, max_length=2000)

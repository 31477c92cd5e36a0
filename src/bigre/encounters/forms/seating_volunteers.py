"""Who came to the door: names, one by one or one per line."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bigre.encounters.queries.seating_people import Guest

from .seating import GuestsForm, PersonField, guest_called

MOST_CHARACTERS = 20_000


class ArrivalsForm(GuestsForm):
    """People by their names. Whom it knows are `found` even while other lines wait to be put right."""

    person = PersonField(gettext_lazy("Une personne"), required=False)
    names = forms.CharField(
        label=gettext_lazy("Ou plusieurs, une par ligne"),
        required=False,
        max_length=MOST_CHARACTERS,
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.found: dict[int, Guest] = {}
        self.unknown: list[str] = []

    def clean(self) -> dict[str, Any]:
        """Every line means one person; at least one is named."""
        given: dict[str, Any] = super().clean() or {}
        if given.get("person"):
            self.found[given["person"].pk] = given["person"]
        for line in given.get("names", "").splitlines():
            self._read(" ".join(line.split()))
        if not (self.errors or self.found):
            self.add_error("person", _("Écris au moins un nom."))
        return given

    def _read(self, words: str) -> None:
        person = self.fields["person"]
        assert isinstance(person, PersonField)
        if not words:
            return
        try:
            guest = guest_called(words, person.guests)
        except forms.ValidationError as error:
            self.unknown.append(words)
            said = {"number": len(self.unknown), "words": words, "why": error.messages[0]}
            self.add_error("names", _("Ligne %(number)s, « %(words)s » : %(why)s") % said)
        else:
            self.found[guest.pk] = guest

    def keep_what_waits(self) -> None:
        """Show only what wasn't understood; the sentences number the lines that are left."""
        waiting = dict(self.data.items())
        if "person" not in self.errors:
            waiting["person"] = ""
        if "names" in self.cleaned_data or self.unknown:
            waiting["names"] = "\n".join(self.unknown)
        self.data = waiting

"""Who came to the door: names, one by one or one per line."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bigre.encounters.queries.seating_people import Guest

from .seating import GuestsForm, PersonField, guests_called

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
        """Every line means one person, by name or as « Name (Cooperative) »; at least one is named."""
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
        called = guests_called(words, person.guests) if words else []
        if len(called) == 1:
            self.found[called[0].pk] = called[0]
        elif words:
            self.unknown.append(words)
            said = {"number": len(self.unknown), "words": words}
            several = _("Ligne %(number)s, « %(words)s » : plusieurs personnes ont ce nom. Ajoute la coopérative.")
            nobody = _("Ligne %(number)s, « %(words)s » : personne de ce nom ne participe à cette édition.")
            self.add_error("names", (several if called else nobody) % said)

    def keep_what_waits(self) -> None:
        """Show only what wasn't understood; the sentences number the lines that are left."""
        waiting = dict(self.data.items())
        if "person" not in self.errors:
            waiting["person"] = ""
        if "names" in self.cleaned_data or self.unknown:
            waiting["names"] = "\n".join(self.unknown)
        self.data = waiting

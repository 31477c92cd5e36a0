"""What somebody says when they bring in a file."""

from django import forms
from django.core.files import File
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from bigre.editions.models import Edition


class ImportForm(forms.Form):
    """A file, and what wins over what it says; `into` lists only editions whose programme the person plans."""

    file: forms.Field = forms.FileField(label=_("Fichier"), allow_empty_file=True)
    slug = forms.SlugField(
        label=_("Identifiant de la nouvelle édition"),
        required=False,
        max_length=50,
        help_text=_("Le mot qui la désigne dans son adresse. Vide : ce que dit le fichier, sinon son nom."),
    )
    starts_on = forms.DateField(
        label=_("Premier jour"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}),
        help_text=_("Pour un fichier KoMa qui ne donne que des jours de la semaine."),
    )
    into = forms.ModelChoiceField(
        queryset=Edition.objects.none(),
        label=_("Pour un tableur : ajouter ses propositions à"),
        required=False,
        empty_label=_("choisir une édition"),
    )

    def __init__(self, *args: object, editions: QuerySet[Edition], **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]  # what Django's forms take
        into = self.fields["into"]
        assert isinstance(into, forms.ModelChoiceField)
        into.queryset = editions

    @property
    def upload(self) -> "File[bytes]":
        """The file, once the form is valid."""
        found: File[bytes] = self.cleaned_data["file"]
        return found

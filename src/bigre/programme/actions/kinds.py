"""The formats, themes and equipment that a file names: what is known is taken, the rest is made."""

from collections.abc import Iterable

from django.db.models import Model

from bigre.editions.models import Edition, Equipment
from bigre.programme.exchange.gathering import ActivityPart
from bigre.programme.exchange.text import unique_slugs
from bigre.proposals.models import Format, Theme

BATCH = 500


def store_formats(edition: Edition, parts: Iterable[ActivityPart]) -> dict[str, Format]:
    """The formats that the activities name, by label; those the edition lacks are made."""
    known = {kind.label_fr: kind for kind in edition.formats.all()}
    labels = [label for label in dict.fromkeys(part.format for part in parts) if label and label not in known]
    slugs = unique_slugs(labels, {kind.slug for kind in known.values()})
    made = [
        Format(edition=edition, slug=slug, label_fr=label, position=len(known) + n)
        for n, (label, slug) in enumerate(zip(labels, slugs, strict=True))
    ]
    return known | {kind.label_fr: kind for kind in Format.objects.bulk_create(made, batch_size=BATCH)}


def store_themes(edition: Edition, parts: Iterable[ActivityPart]) -> dict[str, Theme]:
    """The same with themes; colours and shapes go round."""
    known = {theme.label_fr: theme for theme in edition.themes.all()}
    labels = [label for label in dict.fromkeys(label for part in parts for label in part.themes) if label not in known]
    slugs = unique_slugs(labels, {theme.slug for theme in known.values()})
    made = []
    for n, (label, slug) in enumerate(zip(labels, slugs, strict=True), start=len(known)):
        look = {"colour": n % 12 + 1, "shape": list(Theme.Shape)[n % len(Theme.Shape)]}
        made.append(Theme(edition=edition, slug=slug, label_fr=label, position=n, **look))
    return known | {theme.label_fr: theme for theme in Theme.objects.bulk_create(made, batch_size=BATCH)}


def equipment_labelled(labels: Iterable[str]) -> dict[str, Equipment]:
    """Equipment by French label; labels that differ only by their signs are told apart."""
    names = list(dict.fromkeys(labels))
    known = {one.label_fr: one for one in Equipment.objects.filter(label_fr__in=names)}
    missing = [name for name in names if name not in known]
    made = [
        Equipment(code=code, label_fr=name)
        for name, code in zip(missing, unique_slugs(missing, _codes_taken()), strict=True)
    ]
    return known | {one.label_fr: one for one in Equipment.objects.bulk_create(made, batch_size=BATCH)}


def _codes_taken() -> set[str]:
    return set(Equipment.objects.values_list("code", flat=True))


def link(through: type[Model], left: str, right: str, pairs: Iterable[tuple[Model, Model]]) -> None:
    """Write many-to-many links between saved rows."""
    rows = (through(**{left: one.pk, right: other.pk}) for one, other in pairs)
    through._default_manager.bulk_create(rows, batch_size=BATCH)

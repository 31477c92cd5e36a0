"""What a call needs before it may be announced."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

if TYPE_CHECKING:
    from bigre.proposals.models import Call


def what_is_missing(call: Call, *, formats: int) -> list[str]:
    """What the call lacks before it may be announced, in sentences; `formats` counts those on offer."""
    lacks = [
        (call.opens_at is None, _("Il manque le moment de l’ouverture.")),
        (call.closes_at is None, _("Il manque le moment de la clôture.")),
        (not call.text_fr, _("Il manque le texte de l’appel, en français au moins.")),
        (not formats, _("Il manque au moins un format parmi lesquels choisir.")),
    ]
    return [sentence for lacking, sentence in lacks if lacking]

"""What the team aims at."""

from collections.abc import Mapping

from django.db import transaction

from bigre.editions.models import Edition
from bigre.proposals.models import Target
from bigre.proposals.rules.balance import Value


@transaction.atomic
def set_targets(*, edition: Edition, counts: Mapping[Value, int]) -> None:
    """Aim at these counts and at no others."""
    Edition.objects.select_for_update().get(pk=edition.pk)
    Target.objects.filter(edition=edition).delete()
    Target.objects.bulk_create(
        Target(edition=edition, kind=kind, key=key, count=count) for (kind, key), count in counts.items()
    )

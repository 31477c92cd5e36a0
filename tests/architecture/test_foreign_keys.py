"""Relations between models point downward like imports, although they are written as strings."""

from django.apps import apps
from django.db.models import Model

from .house import context_order

HEIGHT = {name: height for height, row in enumerate(reversed(context_order())) for name in row}


def relations() -> list[tuple[type[Model], type[Model]]]:
    """Every pair of our models whose first has a relation to the second."""
    return [
        (model, field.related_model)
        for model in apps.get_models(include_auto_created=True)
        if model._meta.app_label in HEIGHT
        for field in model._meta.get_fields()
        if field.is_relation and not field.auto_created
        if isinstance(field.related_model, type) and field.related_model._meta.app_label in HEIGHT
    ]


def points_downward(source: str, target: str) -> bool:
    return source == target or HEIGHT[source] > HEIGHT[target]


def test_relations_stay_in_their_context_or_point_to_a_lower_one() -> None:
    found = relations()
    upward = [
        f"{source._meta.label} -> {target._meta.label}"
        for source, target in found
        if not points_downward(source._meta.app_label, target._meta.app_label)
    ]
    assert upward == []
    assert len(found) > 20, "the walk saw next to nothing"


def test_the_order_of_contexts_tells_up_from_down() -> None:
    assert points_downward("programme", "people")
    assert not points_downward("people", "programme")
    assert not points_downward("site", "api"), "contexts of one row ignore each other"

"""Writes that touch several rows of people."""

import csv
import tomllib
from pathlib import Path
from typing import Any

from django.db import transaction

from .models import Place, Sector, Trade

DATA = Path(__file__).parent / "data"


@transaction.atomic
def load_reference_data() -> None:
    """Load or refresh the shipped places, trades and sectors; rows are matched by `code`."""
    _load_places()
    _load_labels(Trade, "trade", "rome")
    _load_labels(Sector, "sector", "naf")


def _load_labels(model: type[Trade] | type[Sector], name: str, code: str) -> None:
    rows = tomllib.loads((DATA / f"{name}s.toml").read_text())[name]
    fields = ["label_fr", "label_nl", "label_en", code]
    items: list[Any] = [
        model(code=row["code"], **dict(zip(fields, (row["fr"], row["nl"], row["en"], row.get(code, "")), strict=True)))
        for row in rows
    ]
    model._default_manager.bulk_create(items, update_conflicts=True, unique_fields=["code"], update_fields=fields)


def _load_places() -> None:
    with (DATA / "places.csv").open(newline="") as file:
        places = [Place(**row) for row in csv.DictReader(file)]
    Place.objects.bulk_create(
        places,
        batch_size=5_000,
        update_conflicts=True,
        unique_fields=["code"],
        update_fields=["country", "name", "latitude", "longitude"],
    )

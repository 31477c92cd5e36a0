"""The curated tags, as shipped."""

import tomllib
from pathlib import Path

from bigre.encounters.models import Tag

DATA = Path(__file__).parents[1] / "data" / "tags.toml"


def load_tags() -> None:
    """Load or refresh the shipped tags; rows are matched by `code`."""
    rows = tomllib.loads(DATA.read_text())["tag"]
    tags = [Tag(code=row["code"], label_fr=row["fr"], label_nl=row["nl"], label_en=row["en"]) for row in rows]
    labels = ["label_fr", "label_nl", "label_en"]
    Tag.objects.bulk_create(tags, update_conflicts=True, unique_fields=["code"], update_fields=labels)

"""Are our schedules valid? Checks files against the schemas that the formats' authors publish.

    python bench/validate_exports.py --data ../shared/data schedule.xml schedule.json

`--data` is a folder that holds `frab/schedule.xml.xsd` and `frab/schema.json`, from github voc/schedule (EUPL-1.2).
Exit 0 only when every file is valid.
"""

import argparse
import json
import sys
from collections.abc import Iterator
from pathlib import Path

import jsonschema
import xmlschema


def errors_in_xml(schema: Path, file: Path) -> Iterator[str]:
    """What the XSD says against the file."""
    for error in xmlschema.XMLSchema(schema).iter_errors(file):
        yield f"{error.path}: {error.reason}"


def errors_in_json(schema: Path, file: Path) -> Iterator[str]:
    """What the JSON schema says against the file, formats (dates, addresses) included."""
    validator = jsonschema.Draft6Validator(
        json.loads(schema.read_text()), format_checker=jsonschema.Draft6Validator.FORMAT_CHECKER
    )
    for error in validator.iter_errors(json.loads(file.read_text())):
        yield f"{error.json_path}: {error.message}"


def main() -> int:
    """Validate each file by its ending; print what is wrong."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", nargs="+", type=Path)
    parser.add_argument("--data", type=Path, required=True)
    asked = parser.parse_args()
    wrong = 0
    for file in asked.files:
        if "json" in file.suffix:
            errors = list(errors_in_json(asked.data / "frab" / "schema.json", file))
        else:
            errors = list(errors_in_xml(asked.data / "frab" / "schedule.xml.xsd", file))
        print(f"{file.name}: {'valid' if not errors else f'{len(errors)} errors'}")
        for error in errors[:20]:
            print(f"  {error}")
        wrong += len(errors)
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())

"""Validates JSON documents by their `kind` against Docs/schema, offline.

usage: schemas.py FILE...   exit 0 when all passed, 1 when one failed or none was given
"""

import json
import sys
from pathlib import Path

from jsonschema import Draft202012Validator
from referencing import Registry, Resource

SCHEMAS = Path(__file__).resolve().parent.parent / "Docs" / "schema"
SHOWN = 5


def load_schemas():
    """Every schema by its `$id`, and the registry that resolves references among them."""
    schemas = {}
    for path in sorted(SCHEMAS.glob("*.schema.json")):
        schema = json.loads(path.read_text())
        Draft202012Validator.check_schema(schema)
        schemas[schema["$id"]] = schema
    resources = [(name, Resource.from_contents(schema)) for name, schema in schemas.items()]
    return schemas, Registry().with_resources(resources)


def complaints(path, schemas, registry):
    """What is wrong with one document, one line each; empty when it is valid."""
    try:
        document = json.loads(Path(path).read_text())
    except (OSError, ValueError) as error:
        return [str(error)]
    kind = document.get("kind") if isinstance(document, dict) else None
    schema = schemas.get(f"{kind}.schema.json")
    if schema is None:
        return [f"no schema for kind {kind!r}"]
    validator = Draft202012Validator(schema, registry=registry)
    errors = sorted(validator.iter_errors(document), key=lambda error: error.json_path)
    return [f"{error.json_path}: {error.message[:300]}" for error in errors]


def main(paths):
    schemas, registry = load_schemas()
    failed = 0
    for path in paths:
        found = complaints(path, schemas, registry)
        failed += bool(found)
        for line in found[:SHOWN]:
            print(f"{path}: {line}", file=sys.stderr)
        if len(found) > SHOWN:
            print(f"{path}: and {len(found) - SHOWN} more", file=sys.stderr)
    print(f"{len(paths) - failed} passed, {failed} failed")
    return 1 if failed or not paths else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

"""The JSON Schema of `record.json`, made from the model."""

from __future__ import annotations

import msgspec

from tracktwo.publish.record_json import ExportedRecord

DIALECT = "https://json-schema.org/draft/2020-12/schema"


def record_schema() -> bytes:
    """The schema (JSON Schema 2020-12). The package ships it as `publish/record.schema.json`.

    Every key is required, since the export writes null rather than leave a key out; more keys
    than these are welcome.
    """
    schema = msgspec.json.schema(ExportedRecord)
    for form in schema["$defs"].values():
        if "properties" in form:
            form["required"] = sorted(form["properties"])
            for field in form["properties"].values():
                field.pop("default", None)
    return (
        msgspec.json.format(msgspec.json.encode({"$schema": DIALECT, **schema}), indent=1) + b"\n"
    )

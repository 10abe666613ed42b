"""The record as `record.json`: section 8 of the record guide, key for key.

The form is taken from the model, so that a new field is exported at once. Only documents differ
from it: their title is the words alone, and text and blocks stay in the store.
"""

from __future__ import annotations

from typing import Any

import msgspec

from tracktwo.model import Document, Record

_KEPT_BACK = ("text", "blocks")

ExportedDocument: Any = msgspec.defstruct(
    "Document",
    [
        (field.name, str | None if field.name == "title" else field.type)
        for field in msgspec.structs.fields(Document)
        if field.name not in _KEPT_BACK
    ],
    namespace={"__doc__": "One article: where it came from and what its page says of it."},
    frozen=True,
)

ExportedRecord: Any = msgspec.defstruct(
    "Record",
    [
        (field.name, tuple[ExportedDocument, ...] if field.name == "documents" else field.type)
        for field in msgspec.structs.fields(Record)
    ],
    namespace={"__doc__": "What a pile of articles says of a diplomatic process."},
    frozen=True,
)


def record_json(record: Record) -> bytes:
    """The record as JSON: UTF-8, one key a line, null for what is not known, always the same."""
    facts = {name: getattr(record, name) for name in record.__struct_fields__}
    facts["documents"] = tuple(_exported(document) for document in record.documents)
    return msgspec.json.format(msgspec.json.encode(ExportedRecord(**facts)), indent=1) + b"\n"


def _exported(document: Document) -> Any:
    fields = {name: getattr(document, name) for name in ExportedDocument.__struct_fields__}
    fields["title"] = document.title and document.title.text
    return ExportedDocument(**fields)

